"""The cells that a template names: ``{Name|slug}`` is the cell of the column Name, put through a filter.

A heading that has a bar or a brace stands in single quotes, ``{'Kind | sort'|slug}``; a single quote in it is doubled.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["CELL", "QUOTING", "cell_of", "column_of", "filters_of", "heading", "named"]

CELL: Final = re.compile(r"\{(\s*'(?:[^']|'')+'\s*|[^{}|]+)((?:\|[^{}|]+)*)\}")

QUOTING: Final = "a heading with a bar or a brace stands in single quotes: {'Kind | sort'}"
"""What to tell whoever may have meant a sign of a heading."""

QUOTED: Final = re.compile(r"'(?:[^']|'')+'")
SIGNS: Final = frozenset("{}|'")


def heading(text: str) -> str:
    """What a column is headed with, on one line."""
    return " ".join(text.split())


def named(column: str) -> str:
    """The heading of a column as a cell names it."""
    return column if SIGNS.isdisjoint(column) else "'" + column.replace("'", "''") + "'"


def cell_of(column: str, *filters: str) -> str:
    """The cell of a column as a template has it.

    >>> cell_of("Name", "slug"), cell_of("Kind | sort")
    ('{Name|slug}', "{'Kind | sort'}")
    """
    return "{" + "|".join((named(column), *filters)) + "}"


def column_of(cell: re.Match[str]) -> str:
    """The heading of the column that a cell names."""
    name = cell[1].strip()
    return heading(name[1:-1].replace("''", "'") if QUOTED.fullmatch(name) is not None else name)


def filters_of(cell: re.Match[str]) -> list[str]:
    """The filters of a cell, each with its argument."""
    return [each.strip() for each in cell[2].split("|")[1:]]
