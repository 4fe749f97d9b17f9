"""One row of an input, of which every field is taken, ignored on purpose, or reported."""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Mapping
from pathlib import Path
from typing import Any

from kg.errors import DataError, Problem
from kg.load.entry import Entry, Explain, Place, plainly
from kg.load.fields import Fields

__all__ = ["Envelope", "Row"]


class Row:
    """A row or object of an input, with its place; fields are popped, and what is left over can be asked for.

    ``columns`` are the numbers of the fields, from 1, where the input is a table. ``number`` counts the rows of a
    reading from 1; 0 is a row that no intake has counted yet.
    """

    def __init__(self, data: dict[str, Any], file: Path, line: int, columns: Mapping[str, int] | None = None) -> None:
        self.data = Fields(data)
        self.file = file
        self.line = line
        self.columns = {} if columns is None else columns
        self.number = 0

    def pop(self, name: str) -> Any:
        """The value of a field as it stands; None where the row does not have it."""
        return self.data.get(name)

    def text(self, name: str) -> str | None:
        """The text of a field without the spaces around it; None where it is absent or empty."""
        value = self.pop(name)
        if value is None:
            return None
        if isinstance(value, list | dict):
            raise self.error(name, f"{name} holds a {'list' if isinstance(value, list) else 'mapping'}", "text is read")
        text = unicodedata.normalize("NFC", str(value)).strip()
        return text if text != "" else None

    def needed(self, name: str) -> str:
        """The text of a field; a DataError where it is absent or empty."""
        text = self.text(name)
        if text is None:
            raise self.error(name, f"{name} is missing", "without it nothing can be said")
        return text

    def items(self, name: str) -> list[Any]:
        """The items of a field that holds a list; none where it is absent."""
        value = self.pop(name)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self.error(name, f"{name} is no list", "a list is read")
        return value

    def objects(self, name: str) -> list[dict[str, Any]]:
        """The objects of a field that holds a list of them; none where it is absent."""
        found = self.items(name)
        if not all(isinstance(item, dict) for item in found):
            raise self.error(name, f"{name} holds something that is no object", "a list of objects is read")
        return found

    def mapping(self, name: str) -> dict[str, Any]:
        """The object in a field; an empty one where it is absent, or an empty list, as PHP writes an empty object."""
        value = self.pop(name)
        if value is None or value == []:
            return {}
        if not isinstance(value, dict):
            raise self.error(name, f"{name} is no object", "an object is read")
        return value

    def left_over(self, ignored: Container[str]) -> list[str]:
        """The paths of fields that nobody looked at, in parts of the row too, and that are not ignored on purpose."""
        return sorted({path for path in self.data.unused() if path not in ignored})

    def problem(self, name: str | None, what: str, fix: str = "") -> Problem:
        """Something that is wrong with a field, or with the whole row."""
        place = self.place(name)
        return Problem(self.file, place.line, place.column, what, fix)

    def error(self, name: str | None, what: str, fix: str = "") -> DataError:
        """The same, to be raised: the row is then refused."""
        return DataError([self.problem(name, what, fix)])

    def entry(self, kind: str, data: dict[str, Any], name: str | None = None) -> Entry:
        """A record made from this row, or from one field of it."""
        # Of the row the entry keeps its place alone: rows may be large, and a plan holds all entries at once.
        place = self.place(name)
        return Entry(kind, data, self.file, lambda path, key: place, self.explain, self.number)

    @property
    def explain(self) -> Explain:
        """What says a problem with a record of this row in terms of the row."""
        return plainly

    def bare(self, *kept: str) -> Row:
        """The row with these fields alone, for what is made of it or told of it later: rows may be large."""
        bare = Row({name: self.data[name] for name in kept if name in self.data}, self.file, self.line)
        bare.data.leave()
        bare.number = self.number
        return bare

    def place(self, name: str | None) -> Place:
        """Where a field stands."""
        return Place(self.line, self.columns.get(name, 1) if name is not None else 1)


class Envelope(Row):
    """What stands around the objects of a file: no row, but whatever in it is neither used nor ignored is told."""
