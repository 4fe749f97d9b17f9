"""Marketing years: which one a row counts in, by its first day."""

import re
from datetime import date, timedelta
from typing import Final

from kg.load.audit import Row

NAMED: Final = re.compile(r"(?:MY\s*)?([0-9]{4})(?:\s*[/-]\s*([0-9]{2}|[0-9]{4}))?")
FIX: Final = "write 2025/2026, or 2026 as the API does"


def year_of(row: Row, begins: str, day: date, *, week: timedelta) -> date:
    """The first day of the marketing year of a row: of the one that it names, else of the one that holds the day.

    ``begins`` is the month and day on which the years of its commodity begin. Weeks are counted in a year that holds a
    day of them; ``week`` is none for an announcement, which may be one of sales for a later year.
    """
    given = row.text("marketingYear")
    first = date.fromisoformat(f"{day.year}-{begins}")
    if given is None:
        return first if first <= day else earlier(first)
    found = NAMED.fullmatch(given)
    if found is None or found[2] not in (None, f"{int(found[1]) + 1}", f"{(int(found[1]) + 1) % 100:02}"):
        raise row.error("marketingYear", f"{given!r} is no marketing year", FIX)
    # Alone, a number is the year in which the marketing year ends: so the API counts.
    year = first.replace(year=int(found[1]) - (0 if found[2] is not None else 1))
    is_over, has_begun = later(year) <= day - week, year <= day
    if is_over or (week > timedelta(0) and not has_begun):
        what = f"the marketing year {given} runs from {year} to {later(year) - timedelta(days=1)}, and this is of {day}"
        raise row.error("marketingYear", what, FIX)
    return year


def later(year: date) -> date:
    """The first day of the next marketing year."""
    return year.replace(year=year.year + 1)


def earlier(year: date) -> date:
    """The first day of the marketing year before."""
    return year.replace(year=year.year - 1)
