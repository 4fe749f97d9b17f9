"""Locating and checking sentences in a reader's copy."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kg.load.locate import Copy
from kg.model.locator import Locator

TEXT = """A truce in letters

The two sides met in the old harbour hall and wrote eleven letters. Nobody signed. "We shall
ship twelve barges of rye by spring," said Mr. Brand of the U.S. Grain Office.

What now? The first barges have left for the north-
ern port, according to the harbour master.
  \t
Nobody signed a second letter in that year either.
"""

SENTENCES = {
    "eleven letters": "p1.s1#13",
    "Nobody signed. We shall": "p1.s2#19",
    "Brand of the US": "p1.s3#17",
    "what NOW": "p2.s1#16",
    "northern port": "p2.s2#14",
    "truce in letters": "p0.s1#17",
    "second letter": "p3.s1#9",
}


@pytest.mark.parametrize(("words", "start"), SENTENCES.items())
def test_the_sentence_with_the_words_is_located_and_found_again(words: str, start: str) -> None:
    copy = Copy(TEXT)
    (locator,) = copy.locate(words)
    assert str(locator).rpartition(":")[0] == start
    assert copy.check(locator).places == (locator.place,)


def test_words_that_stand_twice_have_two_locators_and_words_that_do_not_have_none() -> None:
    assert [locator.place for locator in Copy(TEXT).locate("nobody signed")] == ["p1.s2", "p3.s1"]
    assert Copy(TEXT).locate("somebody signed") == []
    assert Copy(TEXT).locate("...") == []
    assert Copy("").locate("nobody") == []


def test_a_repeated_sentence_matches_twice_and_its_own_place_comes_first() -> None:
    copy = Copy("Title of it\n\nWe buy rye and we sell salt. We buy rye and we sell salt.")
    locators = [Locator.of(place, 7, copy.locate("sell salt")[0].hash or "") for place in ("p1.s2", "p9")]
    assert [copy.check(locator).places for locator in locators] == [("p1.s2", "p1.s1"), ("p1.s1", "p1.s2")]
    assert str(copy.check(locators[0])) == "match x2"


@pytest.mark.parametrize(
    "changed",
    [
        TEXT.upper(),
        TEXT.replace('"', "\u201d").replace("\n\n", "\n \n"),
        " ".join(TEXT.replace("-\n", "").split()),
        TEXT.replace("barges", "bar\u00adges").replace("\n", "\r\n"),
        f"Page 1 of 3\n\n{TEXT}\n\nAll rights reserved.",
    ],
    ids=["upper", "quotes", "wrapped", "soft-hyphens", "header-and-footer"],
)
def test_another_copy_of_the_same_text_matches(changed: str) -> None:
    locators = [locator for words in SENTENCES for locator in Copy(TEXT).locate(words)]
    assert [str(Copy(changed).check(locator)) for locator in locators] == ["match"] * len(SENTENCES)


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_the_line_ends_of_a_copy_change_no_locator(end: str) -> None:
    for words in SENTENCES:
        assert Copy(TEXT.replace("\n", end)).locate(words) == Copy(TEXT).locate(words)


@pytest.mark.parametrize("words", SENTENCES)
def test_one_changed_word_is_rejected_and_a_change_elsewhere_is_not(words: str) -> None:
    copy = Copy(TEXT)
    (locator,) = copy.locate(words)
    changed = [" ".join([*copy.words[:at], "otherwise", *copy.words[at + 1 :]]) for at in range(len(copy.words))]
    absent = [text for text in changed if str(Copy(text).check(locator)) == "absent"]
    assert len(absent) == locator.words


WORDS = st.lists(
    st.sampled_from(["rye", "U.S.", "12.5", "Salt.", "don't", "It", "ends?", "\u201cSo", "x-\ny"]), min_size=1
)


@given(st.lists(WORDS, min_size=1, max_size=6), st.data())
def test_any_window_of_any_text_is_located_and_its_locator_matches(
    paragraphs: list[list[str]], data: st.DataObject
) -> None:
    copy = Copy("\n\n".join(" ".join(words) for words in paragraphs))
    start = data.draw(st.integers(0, len(copy.words) - 1))
    end = data.draw(st.integers(start + 1, len(copy.words)))
    locators = copy.locate(" ".join(copy.words[start:end]))
    assert len(locators) > 0
    assert all(locator.place in copy.check(locator).places for locator in locators)


@given(st.text())
def test_the_words_of_the_sentences_are_the_words_of_the_text(text: str) -> None:
    copy = Copy(text)
    assume(len(copy.words) > 0)
    (locator,) = set(copy.locate(" ".join(copy.words)))
    assert f"{locator.words}:{locator.hash}" == copy.text_hash


def test_the_hash_of_the_text_counts_its_words() -> None:
    assert Copy("We buy rye.").text_hash == Copy("WE  BUY\nRYE").text_hash
    assert Copy("We buy rye.").text_hash.startswith("3:")


def test_a_run_of_words_shared_with_the_text_is_shown() -> None:
    copy = Copy(TEXT)
    taken = "He said: the first barges have left for the northern port."
    assert copy.shared_run(taken) == "the first barges have left for the northern"
    assert copy.shared_run(taken, words=10) is None
    assert copy.shared_run("Too short.") is None


def test_a_place_alone_cannot_be_checked() -> None:
    with pytest.raises(ValueError, match="p3 has no hash to check"):
        Copy(TEXT).check(Locator.parse("p3"))
