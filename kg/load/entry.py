"""What a loader hands over: records as plain data, each with its place in the source."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Final, NamedTuple, Protocol

from kg.errors import Problem

__all__ = ["Batch", "Entry", "Explain", "Place", "Rows", "Unread", "plainly"]


class Place(NamedTuple):
    """Line and column of something in a source, both from 1; 0 where a source has no lines.

    ``file`` is the one in which it stands, None for that of the entry.
    """

    line: int
    column: int
    file: Path | None = None


Finder = Callable[[tuple[str | int, ...], bool], Place]
"""From a path inside an entry (and whether its key is meant) to its place."""


GIVEN_ID: Final = re.compile(r"""\bid["']?\s*:\s*(?:&\S+\s+)?["']?([^\s"',}\]]+)""")
"""An id that a text gives to a record, in YAML or JSON, as far as that can be seen in what cannot be read."""


def nowhere(path: tuple[str | int, ...], key: bool) -> Place:
    """For sources whose records have no place of their own."""
    return Place(0, 0)


Explain = Callable[[Problem], Problem]
"""Says a problem in the terms of the source, such as the cell of a spreadsheet."""


def plainly(problem: Problem) -> Problem:
    """For sources where line and column say enough."""
    return problem


@dataclass(frozen=True, slots=True)
class Entry:
    """One record as its source states it: ``data`` holds text, lists and mappings only, by the fields of its kind.

    ``row`` is the number of the row that it was made from, 0 where it was made from several or from none.
    """

    kind: str
    data: dict[str, Any]
    file: Path
    place: Finder = field(default=nowhere, compare=False)
    explain: Explain = field(default=plainly, compare=False)
    row: int = field(default=0, compare=False)

    def where(self, path: tuple[str | int, ...]) -> str:
        """The place of a path inside this entry, as messages name it."""
        line, column, other = self.place(path, False)
        file = self.file if other is None else other
        return f"{file}:{line}:{column}" if line > 0 else f"{file}"

    def problem(self, path: tuple[str | int, ...], what: str, fix: str = "", *, key: bool = False) -> Problem:
        """A problem at a path inside this entry."""
        line, column, other = self.place(path, key)
        return self.explain(Problem(self.file if other is None else other, line, column, what, fix))

    def pointing(self, field: str, place: Place) -> Entry:
        """The same record, one field of which is stated at another place, such as in another file."""

        def find(path: tuple[str | int, ...], key: bool) -> Place:
            return place if path[:1] == (field,) else self.place(path, key)

        return replace(self, place=find)


class Rows(Protocol):
    """The rows that a batch was made from, of which some can be refused when all of them are known."""

    def admits(self) -> bool:
        """Whether any row may be refused at all."""

    def refuse(self, entry: Entry, problem: Problem) -> None:
        """Refuse the row that this record was made from."""

    def is_stated(self, entry: Entry) -> bool:
        """Whether a row that is not refused, or none at all, states this record."""

    def settle(self, file: Path, counts: Counter[str]) -> list[Problem]:
        """End the reading with so many records, and say where too many rows are refused or records are too few."""


@dataclass(frozen=True)
class Unread:
    """A part of a data set that could not be read: why, and its text, None where not even that is known.

    What it states is not known. So that no other record is blamed for it, an id that its text gives to a record counts
    as one that exists.
    ``unsure`` are places of the same file whose values are not what was meant.
    """

    problems: tuple[Problem, ...]
    text: str | None
    unsure: frozenset[Place] = frozenset()

    def explains(self, problem: Problem) -> bool:
        """Whether a problem only follows from what could not be read."""
        place = Place(problem.line, problem.column)
        return place in self.unsure and problem.file == self.problems[0].file and problem not in self.problems

    def may_state(self, record: str) -> bool:
        """Whether a record of this id can be meant."""
        return self.text is None or record in self._ids

    @cached_property
    def _ids(self) -> frozenset[str]:
        return frozenset() if self.text is None else frozenset(GIVEN_ID.findall(self.text))


@dataclass(frozen=True)
class Batch:
    """All that one data set states, the data set itself included.

    ``entries`` may be a stream; it is read once. A batch with ``unread`` parts is never loaded: it is checked as far as
    it goes, so that everything that is wrong is said at once. ``rows`` are those that it was made from, None for a
    dossier. ``pointing`` are no records: what the user wrote beside the input and names records that have to be there.
    """

    dataset: Entry
    entries: Iterable[Entry]
    unread: tuple[Unread, ...] = ()
    rows: Rows | None = None
    pointing: tuple[Entry, ...] = ()
