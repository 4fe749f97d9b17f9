"""Normal form n1: what counts as the same words."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.load.normal_form import hash_of, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The U.S. and the E.U.'s list", "the us and the eu s list"),
        ("the J.R.R. firm", "the jrr firm"),
        ("It\u2019s the buyers' duty, don\u2018t", "its the buyers duty dont"),
        ("soy\u00adbeans and soy\u200bbeans", "soybeans and soybeans"),
        ("nego-\n  tiation, co-operation, rare-\r\nearth", "negotiation co operation rareearth"),
        ("a half-\n\nsentence", "a half sentence"),
        ("12.5 Mt, 1,000,000 t; 2025-26. 3", "12.5 mt 1,000,000 t 2025 26 3"),
        ("\ufb01fty STRASSE Stra\u00dfe \uff21\uff22", "fifty strasse strasse ab"),
        ("snake_case x2y", "snake case x 2 y"),
        ("\u2014 \u201c\u2026\u201d !", ""),
    ],
)
def test_the_words_of_a_text(text: str, words: str) -> None:
    assert words_of(text) == words.split()


def test_the_hash_is_that_of_the_form_its_name_and_the_words() -> None:
    expected = sha256(b"n1\x1fthe us buys 12.5 mt").hexdigest()[:16]
    assert hash_of(words_of("The U.S. buys 12.5 Mt!")) == expected == "96c8fdb326b0c84f"


@given(st.text())
def test_the_form_of_the_form_is_itself(text: str) -> None:
    words = words_of(text)
    assert words_of(" ".join(words)) == words


@given(st.text(alphabet="ab .'\u2019\u201c\u201d-", max_size=60))
def test_case_quotes_and_wrapping_do_not_matter(text: str) -> None:
    other = text.upper().replace("'", "\u2019").replace("\u201c", '"').replace(" ", " \n ")
    assert words_of(other.replace("-", " ")) == words_of(text.replace("-", " "))


def test_a_text_that_is_too_large_is_refused() -> None:
    with pytest.raises(UsageError, match=r"8,000,001 characters; at most 8,000,000"):
        words_of("a" * 8_000_001)
