"""Locators as text: what is admitted, what it means, and refusals."""

import re

import pytest
from pydantic import TypeAdapter, ValidationError

from kg.model.locator import Locator, TextHash

ADMITTED = {
    "p10": ("p10", None, None),
    "p10.s1": ("p10.s1", None, None),
    "p10.s1#28:ac3db4e2057d11e3": ("p10.s1", 28, "ac3db4e2057d11e3"),
    "section 6.2.6": ("section 6.2.6", None, None),
    "page 3, table 2b": ("page 3, table 2b", None, None),
    "article 4#12:0123456789abcdef": ("article 4", 12, "0123456789abcdef"),
    "00:41:10": ("00:41:10", None, None),
    "unseen": ("unseen", None, None),
}


def test_every_admitted_form_keeps_its_text_and_is_taken_apart() -> None:
    read = {text: Locator.parse(text) for text in ADMITTED}
    assert {text: (locator.place, locator.words, locator.hash) for text, locator in read.items()} == ADMITTED
    assert [str(locator) for locator in read.values()] == list(ADMITTED)
    assert [text for text, locator in read.items() if locator.is_unseen] == ["unseen"]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "'' names no place"),
        ("P10", "'P10' names no place"),
        ("10", "'10' names no place"),
        ("paragraph ten of it", "'paragraph ten of it' names no place"),
        ("p10\n", "'p10\\n' names no place"),
        ("41:10", "'41:10' names no place"),
        ("unseen#3:0123456789abcdef", "'unseen#3:0123456789abcdef' names no place"),
        ("p10#", "'p10#' has no such hash"),
        ("p10#28:AC3DB4E2057D11E3", "'p10#28:AC3DB4E2057D11E3' has no such hash"),
        ("p10#0:ac3db4e2057d11e3", "'p10#0:ac3db4e2057d11e3' has no such hash"),
        ("p10#28:ac3db4", "'p10#28:ac3db4' has no such hash"),
        ("section " + "1" * 100, "a locator of 108 characters"),
    ],
)
def test_a_refused_locator_says_what_is_wrong_and_what_would_be_right(text: str, what: str) -> None:
    with pytest.raises(ValidationError) as refused:
        TypeAdapter(Locator).validate_python(text)
    (error,) = refused.value.errors()
    assert (error["type"], error["ctx"]["what"]) == ("mistake", what)
    assert error["ctx"]["fix"] != ""


def test_the_json_schema_admits_what_the_parser_admits() -> None:
    schema = TypeAdapter(list[Locator]).json_schema()["$defs"]["Locator"]
    assert all(re.search(schema["pattern"], text) is not None for text in [*ADMITTED, *schema["examples"]])
    assert not any(re.search(schema["pattern"], text) for text in ("", "P10", "p10#", "unseen#3:0123456789abcdef"))


def test_a_field_writes_the_text() -> None:
    assert TypeAdapter(list[Locator]).dump_json([Locator.parse("p10"), Locator.parse("unseen")]) == b'["p10","unseen"]'


def test_a_text_hash_has_words_and_sixteen_digits() -> None:
    field = TypeAdapter(TextHash)
    assert field.validate_python("678:7d3230e02d4555a7") == "678:7d3230e02d4555a7"
    with pytest.raises(ValidationError):
        field.validate_python("7d3230e02d4555a7")
