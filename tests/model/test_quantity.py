"""Quantities: their reading in words, their value in the base unit, agreement, and refusals."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from kg.model.quantity import Quantity
from kg.model.unit import Unit

SOY = {"amount": "12", "unit": "Mt", "bound": "at_least", "of": "goods_bought"}


def quantity(**fields: object) -> Quantity:
    return Quantity.model_validate(fields)


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({**SOY, "per": "year"}, "at least 12 Mt of goods bought per year"),
        ({"amount": "12", "unit": "million tonnes"}, "12 Mt"),
        ({"amount": "10", "upto": "24.5", "unit": "%", "of": "statutory_rate"}, "10 to 24.5 percent as statutory rate"),
        ({"amount": "25", "unit": "%", "of": "revenue", "bound": "about"}, "about 25 percent of revenue"),
        ({"amount": "25", "upto": "30", "unit": "USD billion"}, "USD 25 to 30 bn"),
        ({"amount": "500", "unit": "dollars"}, "USD 500"),
        ({"amount": "-10", "unit": "pp"}, "-10 percentage points"),
        (
            {"amount": "200", "unit": "USD bn", "over": {"amount": "186.3", "unit": "USD bn", "year": "2017"}},
            "USD 200 bn over USD 186.3 bn in 2017",
        ),
        (
            {"amount": "24", "unit": "months", "basis": "the customs data of both"},
            "24 months by the customs data of both",
        ),
    ],
)
def test_a_quantity_reads_as_words(fields: dict[str, object], text: str) -> None:
    assert quantity(**fields).text == text


@pytest.mark.parametrize(
    ("amount", "unit", "base"),
    [
        ("12", "Mt", 12_000_000_000),
        ("12.50", "kt", 12_500_000),
        ("0.1", "percentage points", 100),
        ("1.25", "USD tn", 1_250_000_000_000_000),
        ("-3", "weeks", -21_000),
        ("2", "years", 24_000),
        ("0", "units", 0),
    ],
)
def test_the_base_is_a_whole_number_of_thousandths(amount: str, unit: str, base: int) -> None:
    assert quantity(amount=amount, unit=unit).base == base


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=3), st.sampled_from(Unit))
def test_the_base_is_exact_for_any_amount_to_the_thousandth(amount: Decimal, unit: Unit) -> None:
    expected = amount * unit.factor * 1000
    if abs(expected) < 2**63:
        assert quantity(amount=f"{amount:f}", unit=unit).base == expected


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"amount": "1,000", "unit": "t"}, "the amount '1,000' has commas between thousands; write 1000"),
        ({"amount": "12,5", "unit": "t"}, "the amount '12,5' has a decimal comma; write 12.5"),
        (
            {"amount": "1e3", "unit": "t"},
            "'1e3' is no decimal number; write digits with at most one point, such as 12 or 12.5",
        ),
        (
            {"amount": "012", "unit": "t"},
            "'012' is no decimal number; write digits with at most one point, such as 12 or 12.5",
        ),
        (
            {"amount": "12\n", "unit": "t"},
            "'12\\n' is no decimal number; write digits with at most one point, such as 12 or 12.5",
        ),
        ({"amount": "12", "unit": "mt"}, "'mt' is no word of unit; did you mean Mt?"),
        ({"amount": "12", "unit": "milion tonnes"}, "'milion tonnes' is no word of unit; did you mean million tonnes?"),
        ({"amount": "12", "unit": "USD b"}, "'USD b' is no word of unit; did you mean USD bn?"),
        ({**SOY, "bound": "atleast"}, "'atleast' is no word of bound; did you mean at_least?"),
        ({"amount": "0.0001", "unit": "t"}, "0.0001 t is finer than a thousandth of TNE; round the amount"),
        (
            {"amount": "10000000000", "unit": "Mt"},
            "10000000000 Mt is too large; at most 9223372036854775 TNE can be kept",
        ),
        ({"amount": "12", "upto": "12", "unit": "t"}, "the range 12 to 12 does not rise; upto is the upper end"),
        (
            {"amount": "12", "unit": "t", "over": {"amount": "0.0001", "unit": "t"}},
            "0.0001 t is finer than a thousandth of TNE; round the amount",
        ),
    ],
)
def test_a_wrong_quantity_says_what_would_be_right(fields: dict[str, object], message: str) -> None:
    with pytest.raises(ValidationError) as refused:
        quantity(**fields)
    assert [error["msg"] for error in refused.value.errors()] == [message]


@pytest.mark.parametrize(
    ("other", "agrees"),
    [
        ({"amount": "12.0", "unit": "million tonnes"}, True),
        ({"amount": "12000", "unit": "kt"}, True),
        ({"bound": None}, True),
        ({"bound": "exactly"}, False),
        ({"amount": "25"}, False),
        ({"upto": "13"}, False),
        ({"unit": "units"}, False),
        ({"of": "goods_shipped"}, False),
        ({"of": None}, False),
        ({"per": "year"}, False),
        ({"over": {"amount": "5", "unit": "Mt"}}, False),
        ({"basis": "the buyer's customs data"}, True),
    ],
)
def test_quantities_agree_when_they_say_the_same(other: dict[str, object], agrees: bool) -> None:
    one, two = quantity(**SOY), quantity(**{**SOY, **other})
    assert one.agrees_with(two) is agrees
    assert two.agrees_with(one) is agrees


def test_percent_and_percentage_points_do_not_agree() -> None:
    assert not quantity(amount="10", unit="percent").agrees_with(quantity(amount="10", unit="percentage points"))


def test_the_amount_is_kept_as_written_and_the_unit_in_its_canonical_word() -> None:
    kept = quantity(amount="12.50", unit="million tonnes").model_dump(exclude_none=True)
    assert kept == {"amount": "12.50", "unit": "Mt"}
