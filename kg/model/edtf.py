"""Dates as people state them: a day, a month, a year, a span, an open end, an unknown day in a span.

A value keeps its text (EDTF, ISO 8601-2) and the first and last day that it can mean, both strict. The `edtf`
package parses, but only forms that ``FORM`` admits, since alone it takes 29 February 2026 and reversed
intervals, reads an empty side as ten years, prints, and needs 3 to 10 ms a date (and 90 ms to import). A bare
day, month or year, nearly every date there is, never reaches it.
"""

import re
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Any, ClassVar, Literal, Self

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from kg.model.mistake import mistake

__all__ = ["Edtf", "Moment", "Precision", "is_backwards", "is_written"]

Precision = Literal["day", "month", "year", "interval", "set", "instant"]

LONGEST = 40

DAY = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
POINT = "[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"
FORM = rf"{POINT}[?~%]?(/({POINT}[?~%]?|\.\.))?|\.\./{POINT}[?~%]?|\[{DAY}\.\.{DAY}\]"
INSTANT = rf"{DAY}T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])"

EXAMPLES = ("2025-12-08", "2025-12", "2025", "2025-11-01/2025-12-31", "2025-11-10/..", "[2025-12-08..2025-12-12]")
A_DATE = "write a day, month or year such as 2025-12-08, 2025-12 or 2025, or a span such as 2025-11-01/2025-12-31"

# What people write instead, in the order in which it is looked for: pattern, what is wrong, what would be right.
SLIPS = tuple(
    (re.compile(pattern), what, fix)
    for pattern, what, fix in (
        (r"\A\Z", "an empty date", A_DATE),
        (r"\s", "a date in words, or with spaces", A_DATE),
        (r"\A/|/\Z", "a span with an empty side", "write .. for an open side, such as 2025-11-10/.."),
        (r"\A\.\./\.\.\Z", "a span that is open on both sides", "leave the date out"),
        (r"\A\d{4}/\d\d?/\d\d?\Z", "a date with slashes", "write 2025-12-08; a slash joins the two ends of a span"),
        (r"T\d|\d:\d", "a time of day", "write the day alone, such as 2025-12-08"),
        (r"\dX|X\d|XX", "unspecified digits", "write the year or month alone, or its span of days"),
        (r"\A\d{4}-(2[1-9]|3\d|4[01])\b", "a season or part of a year", "write its months, such as 2025-03/2025-05"),
        (r"[{,]", "a list of dates", "write one date or span; for one unknown day in a span [2025-12-08..2025-12-12]"),
        (r"\[|\]", "a set that is not admitted", "write two whole days, such as [2025-12-08..2025-12-12]"),
        (r"\.\.", "a span in two dots", "write a slash, such as 2025-11-01/2025-12-31"),
        (r"\A\d{4}-\d{1,2}(-\d{1,2})?\b", "no date of the calendar", "month and day have two digits: 2025-01-05"),
    )
)


@dataclass(frozen=True, slots=True)
class Edtf:
    """A date or span as written; equal and hashed by ``text``, bounds are real days, None at an open side."""

    text: str
    earliest: date | None = field(compare=False)
    latest: date | None = field(compare=False)
    precision: Precision = field(compare=False)

    pattern: ClassVar[str] = rf"^({FORM})$"
    examples: ClassVar[tuple[str, ...]] = EXAMPLES

    @classmethod
    def parse(cls, text: str) -> Self:
        """The value that ``text`` states; a ValueError saying what is wrong and what would be right."""
        return cls(text, *_admitted(text))

    @property
    def is_interval(self) -> bool:
        """True for a span, which lasted (or lasts) from its first to its last day."""
        return self.precision == "interval"

    @property
    def is_plain(self) -> bool:
        """True for a bare day, month or year: what xsd:date, xsd:gYearMonth and xsd:gYear can say."""
        return self.precision in ("day", "month", "year") and self.text[-1] not in "?~%"

    def __str__(self) -> str:
        return self.text

    @classmethod
    def _accept(cls, value: object) -> Self:
        if isinstance(value, cls):
            return value
        if not isinstance(value, str):
            raise mistake("a date is needed", A_DATE)
        return cls.parse(value)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Accept the text or the value; write the text."""
        return core_schema.no_info_plain_validator_function(
            cls._accept,
            serialization=core_schema.plain_serializer_function_ser_schema(lambda value: value.text),
            ref=f"{cls.__module__}.{cls.__qualname__}",
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Text of the admitted forms, with examples; the calendar is checked on loading only."""
        return {
            "title": cls.__name__,
            "description": cls.__doc__,
            "type": "string",
            "maxLength": LONGEST,
            "pattern": cls.pattern,
            "examples": list(cls.examples),
        }


@dataclass(frozen=True, slots=True)
class Moment(Edtf):
    """A date or span, or an instant with its offset as given (both bounds are then its local day)."""

    pattern: ClassVar[str] = rf"^({FORM}|{INSTANT})$"
    examples: ClassVar[tuple[str, ...]] = (*EXAMPLES, "2025-11-10T00:01-05:00")

    @classmethod
    def parse(cls, text: str) -> Self:
        """The date, span or instant that ``text`` states; a ValueError saying what would be right."""
        return cls(text, *(_instant(text) if re.search("[0-9]T[0-9]", text) is not None else _admitted(text)))


def is_backwards(start: Edtf | None, end: Edtf | None) -> bool:
    """Whether even the first day that the start can mean comes after the last that the end can mean."""
    first, last = None if start is None else start.earliest, None if end is None else end.latest
    return first is not None and last is not None and first > last


def is_written(text: str) -> bool:
    """Whether a date, span or instant is written as the model admits it, of real days; which end is first is not asked.

    To parse it would tell all, and takes a thousand times longer.
    """
    if re.fullmatch(f"{FORM}|{INSTANT}", text) is None:
        return False
    try:
        for day in re.finditer(POINT, text[:10] if "T" in text else text):
            _point(day[0])
    except ValueError:
        return False
    return True


Bounds = tuple[date | None, date | None, Precision]


@lru_cache(maxsize=65_536)
def _admitted(text: str) -> Bounds:
    if len(text) > LONGEST:
        raise mistake(f"a date of {len(text)} characters", f"at most {LONGEST} are admitted; {A_DATE}")
    if re.fullmatch(FORM, text) is None:
        raise _slip(text)
    return _parsed(text) if re.fullmatch(POINT, text) is None else _point(text)


def _point(text: str) -> Bounds:
    year, month, day = (int(part) for part in (text[:4], text[5:7] or "0", text[8:10] or "0"))
    if year == 0:
        raise mistake(f"{text} has no year", "years run from 0001 to 9999")
    if month == 0:
        return date(year, 1, 1), date(year, 12, 31), "year"
    last = monthrange(year, month)[1]
    if day == 0:
        return date(year, month, 1), date(year, month, last), "month"
    if day > last:
        raise mistake(f"{text} is no day of the calendar", f"that month has {last} days")
    return date(year, month, day), date(year, month, day), "day"


def _parsed(text: str) -> Bounds:
    from edtf import parse_edtf

    for day in re.finditer(POINT, text):
        _point(day[0])
    value = parse_edtf(text)
    earliest, latest = (
        None if isinstance(bound, float) else date(*bound[:3]) for bound in (value.lower_strict(), value.upper_strict())
    )
    if earliest is not None and latest is not None and earliest > latest:
        raise mistake(f"{text} ends before it starts", "write the earlier date first")
    if "[" in text:
        return earliest, latest, "set"
    return earliest, latest, "interval" if "/" in text else _point(text[:-1])[2]


def _instant(text: str) -> Bounds:
    if len(text) <= LONGEST and re.fullmatch(INSTANT, text) is not None:
        _point(text[:10])
        day = datetime.fromisoformat(text).date()
        return day, day, "instant"
    raise mistake(f"{text[:LONGEST]!r} is no instant", "write day, time and offset, such as 2025-11-10T00:01-05:00")


def _slip(text: str) -> Exception:
    for pattern, what, fix in SLIPS:
        if pattern.search(text) is not None:
            return mistake(f"{text!r} is {what}", fix)
    return mistake(f"{text!r} is no date", A_DATE)
