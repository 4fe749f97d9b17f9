"""What a YAML file holds, as plain data in which everything has a place."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias

from kg.errors import DataError, Problem

__all__ = ["Branch", "Mark", "Spot", "Tree", "Value", "mark_of"]

Value: TypeAlias = "str | list[Value] | dict[str, Value]"


@dataclass(frozen=True)
class Mark:
    """A place in a file; both numbers count from 1, columns in characters."""

    line: int
    column: int


class Marked(Protocol):
    """A mark of the parser; both numbers count from 0."""

    line: int
    column: int


Spot: TypeAlias = Marked | None
"""Kept as the parser gives it, since few are ever asked for."""


@dataclass(slots=True)
class Branch:
    """A list or mapping under construction, with the places of its keys and of what it holds."""

    value: dict[str, Value] | list[Value]
    place: Spot
    keys: dict[str | int, Spot] = field(default_factory=dict)
    places: dict[str | int, Spot] = field(default_factory=dict)
    nodes: dict[str | int, "Branch"] = field(default_factory=dict)
    key: str | None = None


class Tree:
    """What a file holds: ``data`` (mappings, lists and text, nothing else) and where each part of it stands.

    ``problems`` is what is wrong with the file. Where there are any, ``unsure`` are the places of values that are not
    what was meant, and ``lost`` is the text of what is not in ``data``, None where nothing is.
    """

    def __init__(
        self,
        data: dict[str, Value],
        root: Branch | None,
        problems: Collection[Problem] = (),
        unsure: Collection[Mark] = (),
        lost: str | None = None,
    ) -> None:
        self.data = data
        self.problems = tuple(problems)
        self.unsure = frozenset(unsure)
        self.lost = lost
        self._root = root

    def sound(self) -> "Tree":
        """The same tree; a DataError with everything that is wrong with the file, if anything is."""
        if len(self.problems) > 0:
            raise DataError(self.problems)
        return self

    def mark(self, path: tuple[str | int, ...], *, key: bool = False) -> Mark:
        """Where the value at ``path`` starts (its key with ``key``), or else its nearest parent that exists."""
        node = self._root
        place = None if node is None else node.place
        for number, step in enumerate(path, start=1):
            if node is None or step not in node.places:
                break
            place = node.keys.get(step, node.places[step]) if key and number == len(path) else node.places[step]
            node = node.nodes.get(step)
        return mark_of(place)


def mark_of(place: Spot) -> Mark:
    """The same place as people count; the start of the file for None."""
    return Mark(1, 1) if place is None else Mark(place.line + 1, place.column + 1)
