"""Closed vocabularies: words with definitions, near misses, and what editors are told."""

import json

import pytest
from pydantic import TypeAdapter, ValidationError

from kg.model.suggest import suggest
from kg.model.unit import Unit
from kg.model.vocabulary import Term


class Colour(Term, scheme="colour"):
    """What a light shows."""

    RED = "red", "Stop."
    DARK_GREEN = "dark_green", "Go."


def test_a_word_is_its_text_and_has_a_definition() -> None:
    assert str.__eq__(Colour.DARK_GREEN, "dark_green")
    assert f"{Colour.DARK_GREEN}" == "dark_green"
    assert {term.value: term.definition for term in Colour} == {"red": "Stop.", "dark_green": "Go."}
    assert Colour.scheme == "colour"


def test_a_field_takes_the_text_or_the_member_and_writes_the_text() -> None:
    field = TypeAdapter(dict[str, Colour])
    assert field.validate_python({"a": "red", "b": Colour.RED}) == {"a": Colour.RED, "b": Colour.RED}
    assert json.loads(field.dump_json({"a": Colour.RED})) == {"a": "red"}


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("darkgreen", "'darkgreen' is no word of colour; did you mean dark_green?"),
        ("Red", "'Red' is no word of colour; did you mean red?"),
        ("mauve", "'mauve' is no word of colour; one of: red, dark_green"),
        (["red"], "a word of colour is needed; one of: red, dark_green"),
    ],
)
def test_a_wrong_word_is_answered_with_the_nearest_or_with_all(written: object, message: str) -> None:
    with pytest.raises(ValidationError) as refused:
        TypeAdapter(Colour).validate_python(written)
    assert [(error["type"], error["msg"]) for error in refused.value.errors()] == [("mistake", message)]


def test_the_json_schema_gives_each_word_with_its_definition() -> None:
    assert TypeAdapter(dict[str, Colour]).json_schema()["$defs"]["Colour"] == {
        "title": "Colour",
        "description": "What a light shows.",
        "type": "string",
        "oneOf": [{"const": "red", "description": "Stop."}, {"const": "dark_green", "description": "Go."}],
    }


def test_a_long_list_of_choices_is_not_printed() -> None:
    many = [f"party/number-{number}" for number in range(1000)]
    assert suggest("party/nmber-17", many) == "did you mean party/number-17?"
    assert suggest("zzz", many) == ""


def test_the_words_for_units_are_all_different_and_codes_share_one_base_per_measure() -> None:
    words = [word for unit in Unit for word in (unit.value, *unit.also)]
    assert sorted(words) == sorted(set(words))
    assert {unit.code for unit in Unit} == {
        *("KGM", "TNE", "BUA", "BLL", "P1", "C62", "DAY", "MON", "percentage points", "firms"),
        *("USD", "EUR", "CNY", "JPY", "KRW", "TWD", "GBP", "CHF"),
    }
    assert all(any(unit.code == base.code and base.factor == 1 for base in Unit) for unit in Unit)
