"""The forms in which the cells of a column are written, and the filter that reads each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

__all__ = ["ISO_DAY", "are_percentages", "filter_of"]

ISO_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
"""A day as spreadsheets give it, whatever form is shown."""

NUMBER: Final = re.compile(r"-?[0-9]{1,3}([, '][0-9]{3})+([.][0-9]+)?")
PERCENT: Final = re.compile(r"-?[0-9.,' ]*[0-9] ?%")

DATES: Final = ("%d.%m.%Y", "%Y/%m/%d", "%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y")
SLASHES: Final = ("%d/%m/%Y", "%m/%d/%Y")
"""Two readings of one form, of which a day after the 12th rules one out."""


def filter_of(values: Sequence[str]) -> str | None:
    """The filter that the cells of a column need; None where they need none, or none is sure to be right."""
    form = date_form([value for value in values if ISO_DAY.fullmatch(value) is None])
    if form is not None:
        return f"date {form}"
    if are_percentages(values):
        return "percent"
    return "number" if all_match(NUMBER, values) else None


def are_percentages(values: Iterable[str]) -> bool:
    """Whether all cells are numbers with a percent sign."""
    return all_match(PERCENT, values)


def date_form(values: Sequence[str]) -> str | None:
    """The form in which all days are written; None where there is none, or where it may be either with slashes."""
    if len(values) == 0:
        return None
    fitting = [form for form in (*DATES, *SLASHES) if all(is_written(value, form) for value in values)]
    return None if {*SLASHES} <= {*fitting} or len(fitting) == 0 else fitting[0]


def is_written(value: str, form: str) -> bool:
    """Whether a day is written in this form, in the signs of strptime."""
    try:
        datetime.strptime(value, form)
    except ValueError:
        return False
    return True


def all_match(pattern: re.Pattern[str], values: Iterable[str]) -> bool:
    """Whether there are values and all are of one form."""
    found = list(values)
    return len(found) > 0 and all(pattern.fullmatch(value) is not None for value in found)
