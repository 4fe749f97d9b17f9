"""Amounts: how much, of what, in which unit, and how firmly bounded.

An amount keeps its decimal text as written; arithmetic uses ``base``, a whole number of thousandths of the base
unit, since a store takes no floats and two engines print them differently.
"""

import re
from decimal import Decimal
from typing import Annotated, Final

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from kg.model.field import Model, Parts, Property, Text
from kg.model.mistake import mistake
from kg.model.rule import Mistakes, is_read, rule
from kg.model.unit import Unit
from kg.model.vocabulary import Term

__all__ = ["AMOUNT", "Amount", "Bound", "Counted", "Over", "Per", "Quantity", "Stated"]

AMOUNT: Final = r"^-?(0|[1-9][0-9]{0,29})([.][0-9]{1,20})?$"
"""A decimal number: digits, at most one point, no sign but a minus, no exponent."""

LARGEST: Final = 2**63 - 1
"""The largest whole number that a store keeps."""


class Bound(Term, scheme="bound"):
    """How an amount limits what it measures."""

    AT_LEAST = "at_least", "The amount, or more."
    AT_MOST = "at_most", "The amount, or less."
    ABOUT = "about", "Near the amount, on either side."
    EXACTLY = "exactly", "The amount, neither more nor less."


class Counted(Term, scheme="counted"):
    """What an amount counts or measures."""

    GOODS_BOUGHT = "goods_bought", "Goods under contract, shipped or not."
    GOODS_SHIPPED = "goods_shipped", "Goods that have left for the buyer."
    REVENUE = "revenue", "What is earned from sales."
    IMPORT_VALUE = "import_value", "The customs value of imports."
    STATUTORY_RATE = "statutory_rate", "The rate that one legal text lays down."
    STATUTORY_SUM = "statutory_sum", "The sum of the rates that several legal texts lay down."
    TRADE_WEIGHTED_AVERAGE = "trade_weighted_average", "The mean of all rates, each weighted by the trade under it."
    OFFICIALS_AGGREGATE = "officials_aggregate", "The sum of stacked rates as officials state it."


class Per(Term, scheme="per"):
    """The period for which an amount holds each time."""

    YEAR = "year", "In every year."


RATES: Final = frozenset(
    {Counted.STATUTORY_RATE, Counted.STATUTORY_SUM, Counted.TRADE_WEIGHTED_AVERAGE, Counted.OFFICIALS_AGGREGATE}
)


def decimal_text(text: str) -> str:
    """Refuse anything but a plain decimal number, and say how to write it."""
    if re.fullmatch(AMOUNT, text) is not None:
        return text
    if re.fullmatch(r"-?[0-9]{1,3}(,[0-9]{3}){1,9}([.][0-9]{1,20})?", text) is not None:
        raise mistake(f"the amount {text!r} has commas between thousands", f"write {text.replace(',', '')}")
    if re.fullmatch(r"-?[0-9]{1,30},[0-9]{1,20}", text) is not None:
        raise mistake(f"the amount {text!r} has a decimal comma", f"write {text.replace(',', '.')}")
    raise mistake(f"{text[:80]!r} is no decimal number", "write digits with at most one point, such as 12 or 12.5")


def in_base(amount: str, unit: Unit) -> int:
    """Thousandths of the base unit in so much of ``unit``; a ValueError where that is no whole number of 63 bits."""
    whole, _, fraction = amount.partition(".")
    scaled, rest = divmod(abs(int(whole + fraction)) * unit.factor * 1000, int("1" + "0" * len(fraction)))
    if rest != 0:
        raise mistake(f"{amount} {unit.value} is finer than a thousandth of {unit.code}", "round the amount")
    if scaled > LARGEST:
        raise mistake(f"{amount} {unit.value} is too large", f"at most {LARGEST // 1000} {unit.code} can be kept")
    return -scaled if amount.startswith("-") else scaled


def unfit(amount: str, unit: Unit) -> Mistakes:
    """Why so much of a unit cannot be kept, if it cannot."""
    try:
        in_base(amount, unit)
    except PydanticCustomError as error:
        yield error


def worded(amount: str, unit: Unit) -> str:
    """An amount as people write it: ``12 Mt``, ``USD 25 bn``."""
    currency, space, scale = unit.value.partition(" ")
    return f"{currency} {amount}{space}{scale}" if currency == unit.code else f"{amount} {unit.value}"


Amount = Annotated[str, AfterValidator(decimal_text), Field(json_schema_extra={"pattern": AMOUNT})]
"""A decimal number as text, as written."""


class Over(Model):
    """The baseline that an amount comes on top of."""

    amount: Annotated[Amount, Property("ns:amount", decimal=True)]
    """How much the baseline is, as a decimal number."""

    unit: Annotated[Unit, Property("ns:unit")]
    """What the baseline is counted in."""

    year: Annotated[Annotated[str, Field(pattern="^[0-9]{4}$")] | None, Property("ns:year")] = None
    """The year of the baseline."""

    @rule
    def can_be_kept(self) -> Mistakes:
        """The amount is a whole number in thousandths of the base unit."""
        yield from unfit(self.amount, self.unit)

    @property
    def base(self) -> int:
        """The amount in thousandths of the base unit."""
        return in_base(self.amount, self.unit)

    @property
    def text(self) -> str:
        """The baseline in words: ``over USD 180.2 bn in 2017``."""
        return f"over {worded(self.amount, self.unit)}" + ("" if self.year is None else f" in {self.year}")


class Quantity(Model):
    """An amount with its unit, and with what is known of its bounds and of what it counts."""

    amount: Annotated[Amount, Property("ns:amount", decimal=True)]
    """How much, as a decimal number; the lower end where ``upto`` gives the upper one."""

    upto: Annotated[Amount | None, Property("ns:upto", decimal=True)] = None
    """The upper end of a range, in the same unit."""

    unit: Annotated[Unit, Property("ns:unit")]
    """What the amount is counted in."""

    bound: Annotated[Bound | None, Property("ns:bound")] = None
    """Whether the amount is a floor, a ceiling, near or exact; absent where the text does not say."""

    of: Annotated[Counted | None, Property("ns:counted")] = None
    """What is counted or measured."""

    per: Annotated[Per | None, Property("ns:per")] = None
    """The period, where the amount holds anew in each."""

    over: Annotated[Over | None, Parts("over_", "ns:over", "ns:Quantity")] = None
    """A baseline; the amount is then an addition to it."""

    basis: Annotated[Text | None, Property("ns:basis")] = None
    """Whose data decide how much it was."""

    @rule
    def can_be_kept(self) -> Mistakes:
        """Both ends are whole numbers in thousandths of the base unit, the upper one above the lower."""
        ends = [getattr(self, end) for end in ("amount", "upto") if is_read(self, end)]
        unkept = [each for end in ends if end is not None for each in unfit(end, self.unit)]
        yield from unkept
        if len(unkept) == 0 and self.base_upto is not None and self.base_upto <= self.base:
            yield mistake(f"the range {self.amount} to {self.upto} does not rise", "upto is the upper end")

    @property
    def base(self) -> int:
        """The amount in thousandths of the base unit."""
        return in_base(self.amount, self.unit)

    @property
    def base_upto(self) -> int | None:
        """The upper end in thousandths of the base unit."""
        return None if self.upto is None else in_base(self.upto, self.unit)

    @property
    def text(self) -> str:
        """The quantity in words, by which readings are shown: ``at least 12 Mt of goods bought per year``."""
        amount = self.amount if self.upto is None else f"{self.amount} to {self.upto}"
        counted = "" if self.of is None else self.of.replace("_", " ")
        parts = (
            "" if self.bound is None else self.bound.replace("_", " "),
            worded(amount, self.unit),
            "" if self.of is None else f"as {counted}" if self.of in RATES else f"of {counted}",
            "" if self.per is None else f"per {self.per}",
            "" if self.over is None else self.over.text,
            "" if self.basis is None else f"by {self.basis}",
        )
        return " ".join(part for part in parts if part != "")

    def agrees_with(self, other: "Quantity") -> bool:
        """Whether both say the same: equal measure, and no bound against another (a missing one fits all)."""
        bounds = {self.bound, other.bound} - {None}
        return self._measure == other._measure and len(bounds) < 2

    @property
    def _measure(self) -> tuple[object, ...]:
        over = None if self.over is None else (self.over.base, self.over.unit.code, self.over.year)
        return self.base, self.base_upto, self.unit.code, self.of, self.per, over


def not_below_nothing(quantity: Quantity) -> Quantity:
    """Refuse a negative amount, which nobody promises and no duty has."""
    if Decimal(quantity.amount) < 0:
        raise mistake(f"the amount {quantity.amount} is negative", "write how much it is; the summary says what falls")
    return quantity


Stated = Annotated[Quantity, AfterValidator(not_below_nothing)]
"""How much is promised or levied; a figure alone may be negative, where more sales were cancelled than made."""
