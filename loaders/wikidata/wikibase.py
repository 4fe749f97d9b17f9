"""The JSON of Wikibase, the program behind Wikidata: statements with ranks, values, and times with a precision."""

import re
from typing import Any, Final

__all__ = ["best", "edtf_of", "items_of", "value_of"]

GREGORIAN: Final = "Q1985727"
DECADE, YEAR, MONTH = 8, 9, 10
CENTURY: Final = 7


def best(claims: dict[str, Any], name: str) -> list[Any]:
    """The values of a property that are ranked best: the preferred ones, else the normal ones."""
    ranked = claims.get(name, [])
    chosen = [each for each in ranked if each.get("rank") == "preferred"]
    chosen = chosen if len(chosen) > 0 else [each for each in ranked if each.get("rank", "normal") == "normal"]
    return [value for each in chosen if (value := value_of(each["mainsnak"])) is not None]


def items_of(claims: dict[str, Any], name: str) -> list[str]:
    """The items that a property names, the best ranked ones."""
    return [value for value in best(claims, name) if isinstance(value, str)]


def value_of(snak: dict[str, Any]) -> Any:
    """The value of a snak: an item as its Q number, else as it stands; None where there is none or it is unknown."""
    if snak.get("snaktype") != "value":
        return None
    value = snak["datavalue"]["value"]
    if not isinstance(value, dict) or "id" not in value:
        return value
    if re.fullmatch("[A-Z][0-9]+(-[A-Z][0-9]+)?", str(value["id"])) is None:
        raise ValueError(f"{value['id']!r} is no number of an item")
    return value["id"]


def edtf_of(snak: dict[str, Any]) -> str | None:
    """A time at its precision: a day, month or year, or one unknown day of a decade or century.

    None where there is none, or it is of another calendar, before our era, or coarser than a century.
    """
    value = value_of(snak)
    if not isinstance(value, dict):
        return None
    text, precision = str(value["time"]), int(value["precision"])
    calendar = str(value.get("calendarmodel", GREGORIAN)).rpartition("/")[2]
    if text[0] == "-" or text[5] != "-" or calendar != GREGORIAN or precision < CENTURY:
        return None
    if precision >= YEAR:
        return text[1 : {YEAR: 5, MONTH: 8}.get(precision, 11)]
    year = int(text[1:5])
    # A century runs from 1901 to 2000, a decade from 2010 to 2019.
    first, last = (year // 10 * 10, year // 10 * 10 + 9) if precision == DECADE else century_of(year)
    return f"[{first:04}-01-01..{last:04}-12-31]"


def century_of(year: int) -> tuple[int, int]:
    """The first and last year of the century in which a year lies."""
    first = (year - 1) // 100 * 100 + 1
    return first, first + 99
