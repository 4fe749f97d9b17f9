"""Values with cells in them: ``official/{Name|slug}``, and lists and mappings of such values.

A value in which every cell is empty is left out, and so is a list or mapping that holds nothing but such values and
constants: a unit without its amount says nothing. A constant that is an id stays, with what it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from kg.load.audit import Row
from kg.load.cell import CELL, QUOTING, column_of, filters_of
from kg.load.forms import ISO_DAY
from kg.load.lookup import Lookup
from kg.load.number import plain_number
from kg.load.slug import shortened, slug
from kg.model.mistake import mistake
from kg.model.ref import is_id
from kg.model.suggest import suggest

__all__ = ["FILTERS", "Rendered", "Steps", "cells_in", "check_template", "render"]

MISSING: Final = object()

Steps = tuple[str | int, ...]
"""A path inside a template or a record."""


@dataclass
class Rendered:
    """A record made from a row, and the column that each of its values came from, or was to come from.

    ``empty`` are the columns of which nothing came.
    """

    data: dict[str, Any]
    columns: dict[Steps, str] = field(default_factory=dict)
    empty: set[str] = field(default_factory=set)

    def column(self, path: Steps) -> str | None:
        """The column behind a value, or behind the nearest value around or inside it; None for a constant."""
        # The model takes one value for a list of one, and tells of its first item where the template has none.
        for tried in (path, tuple(step for step in path if isinstance(step, str))):
            for length in range(len(tried), 0, -1):
                if tried[:length] in self.columns:
                    return self.columns[tried[:length]]
        inside = [column for each, column in self.columns.items() if each[: len(path)] == path]
        return inside[0] if len(inside) > 0 else None


def render(template: Mapping[str, Any], row: Row, lookups: Mapping[str, Lookup]) -> Rendered:
    """The record that a template makes of a row; a DataError at the cell that cannot be used."""
    made = Rendered({})
    for name, value in template.items():
        found = Renderer(row, lookups, made).value(value, (name,))
        if found is not MISSING:
            made.data[name] = found
    return made


@dataclass
class Renderer:
    """Fills one template from one row."""

    row: Row
    lookups: Mapping[str, Lookup]
    made: Rendered

    def value(self, template: Any, path: Steps) -> Any:
        """A text, list or mapping with its cells filled in, or MISSING."""
        if isinstance(template, str):
            return self.text(template, path)
        if isinstance(template, list):
            parts: list[tuple[Any, Any]] = [
                (each, self.value(each, (*path, number))) for number, each in enumerate(template)
            ]
            return MISSING if is_void(parts) else [value for _, value in parts if value is not MISSING]
        keyed = {name: (each, self.value(each, (*path, name))) for name, each in template.items()}
        # A constant that names a record says something without the cells beside it: a citation without its page.
        if is_void(list(keyed.values())) and not any(
            isinstance(each, str) and is_id(each) for each in template.values()
        ):
            return MISSING
        return {name: value for name, (_, value) in keyed.items() if value is not MISSING}

    def text(self, template: str, path: Steps) -> Any:
        """A text with its cells filled in; a list where one cell is split."""
        cells = list(CELL.finditer(template))
        if len(cells) == 0:
            return template
        values = [self.cell(cell) for cell in cells]
        columns = [column_of(cell) for cell in cells]
        empty = [column for column, value in zip(columns, values, strict=True) if value is None]
        self.made.empty.update(empty)
        # An id with a hole is none, and it is the hole that is to be filled.
        holed = len(empty) > 0 and is_id(CELL.sub("x", template))
        self.made.columns[path] = empty[0] if holed else columns[0]
        if all(value is None for value in values):
            return MISSING
        if len(cells) == 1 and isinstance(values[0], list):
            return values[0]
        filled = iter("" if value is None else str(value) for value in values)
        return CELL.sub(lambda _: next(filled), template)

    def cell(self, found: re.Match[str]) -> str | list[str] | None:
        """One cell, put through its filters; None where it is empty."""
        column = column_of(found)
        value: str | list[str] | None = self.row.text(column)
        for written in filters_of(found):
            name, _, argument = written.partition(" ")
            if isinstance(value, str):
                try:
                    value = FILTERS[name](value, argument.strip(), self.lookups)
                except ValueError as error:
                    raise self.row.error(column, f"{value!r} {error}") from error
        for text in [value] if isinstance(value, str) else value or []:
            if "\n" in text or "\r" in text:
                raise self.row.error(column, "a line break inside the cell", "write it on one line")
        return value


def is_void(parts: list[tuple[Any, Any]]) -> bool:
    """Whether something was to come from cells, and nothing came."""
    from_cells = [value for template, value in parts if len(list(cells_in(template))) > 0]
    return len(from_cells) > 0 and all(value is MISSING for value in from_cells)


def cells_in(template: Any) -> Iterator[re.Match[str]]:
    """All cells that a template names."""
    if isinstance(template, str):
        yield from CELL.finditer(template)
    elif isinstance(template, list):
        for each in template:
            yield from cells_in(each)
    elif isinstance(template, dict):
        for each in template.values():
            yield from cells_in(each)


def check_template(template: Any, lookups: Mapping[str, object]) -> None:
    """Refuse braces that name no cell, unknown filters and unknown tables; a mistake says which."""
    for cell in cells_in(template):
        for written in filters_of(cell):
            name, _, argument = written.partition(" ")
            if name not in FILTERS:
                raise mistake(f"unknown filter {name} in {cell[0]}", f"{suggest(name, FILTERS)}; {QUOTING}")
            if name == "lookup" and argument.strip() not in lookups:
                raise mistake(f"{cell[0]} looks into an unknown table", suggest(argument.strip(), lookups))
    for text in texts_in(template):
        if "{" in CELL.sub("", text) or "}" in CELL.sub("", text):
            fix = f"write {{Column}} or {{Column|slug}}; {QUOTING}"
            raise mistake(f"{text!r} has a brace that names no column", fix)


def texts_in(template: Any) -> Iterator[str]:
    """All texts of a template."""
    if isinstance(template, str):
        yield template
    elif isinstance(template, list | dict):
        for each in template.values() if isinstance(template, dict) else template:
            yield from texts_in(each)


def as_slug(value: str, argument: str, lookups: Mapping[str, Lookup]) -> str:
    """Words of an id."""
    made = slug(value)
    if made == "":
        raise ValueError("has no letter or digit that an id can have; use another column for the id")
    return shortened(made)


def as_date(value: str, argument: str, lookups: Mapping[str, Lookup]) -> str:
    """A day written as ``argument`` says, in the signs of strptime; ISO dates, as spreadsheets give them, stay."""
    if ISO_DAY.fullmatch(value) is not None:
        return value
    try:
        return datetime.strptime(value, argument).date().isoformat()
    except ValueError:
        raise ValueError(f"is no date of the form {argument}") from None


def as_number(value: str, argument: str, lookups: Mapping[str, Lookup]) -> str:
    """A number without separators between thousands; with the argument ``,`` the comma is the decimal sign."""
    point = "," if argument == "," else "."
    plain = plain_number(value, point=point)
    if plain is None and value.endswith("%"):
        raise ValueError("is a percentage; use the filter percent, and percent as the unit")
    if plain is None:
        raise ValueError(f"is no number with a decimal {'comma' if point == ',' else 'point'} and thousands in threes")
    return plain


def as_percent(value: str, argument: str, lookups: Mapping[str, Lookup]) -> str:
    """The number before a percent sign; without the sign nobody knows whether 0.1 is a tenth of all or of a percent."""
    if not value.endswith("%"):
        raise ValueError("has no percent sign; add it, or use the filter number where the number is one of percent")
    return as_number(value.removesuffix("%").rstrip(), argument, lookups)


def as_list(value: str, argument: str, lookups: Mapping[str, Lookup]) -> list[str]:
    """The parts between a separator, the semicolon where none is named."""
    return [each.strip() for each in value.split(argument if argument != "" else ";") if each.strip() != ""]


def as_meant(value: str, argument: str, lookups: Mapping[str, Lookup]) -> str:
    """What the table of that name says for the value."""
    found = lookups[argument].find(value)
    if found is None:
        raise ValueError(f"is not in the lookup {argument}; add it to the mapping")
    return found


Filter = Callable[[str, str, Mapping[str, Lookup]], str | list[str]]

FILTERS: Final[dict[str, Filter]] = {
    "slug": as_slug,
    "date": as_date,
    "number": as_number,
    "percent": as_percent,
    "split": as_list,
    "lookup": as_meant,
}
