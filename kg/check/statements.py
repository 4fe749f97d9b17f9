"""What entries say as they were written: their citations and their summaries, with the places in the file."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kg.load.entry import Entry
from kg.model.locator import NOWHERE, Locator

__all__ = ["Citation", "Place", "citations_of", "summaries_of"]

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Place:
    """A locator, and the path inside the entry at which it is written."""

    path: Path
    locator: Locator


@dataclass(frozen=True)
class Citation:
    """That an entry rests on a document: its id, and the places in it."""

    document: str
    places: tuple[Place, ...]


def citations_of(entry: Entry) -> Iterator[Citation]:
    """All citations of an entry, wherever in it they stand; what is no locator is left out, since the model says so."""
    for path, told in mappings(entry.data, ()):
        document = told.get("document")
        if isinstance(document, str):
            yield Citation(document, tuple(places(told, path)))


def summaries_of(entry: Entry) -> Iterator[tuple[Path, str]]:
    """All summaries of an entry, each with its path."""
    for path, told in mappings(entry.data, ()):
        if isinstance(told.get("summary"), str):
            yield (*path, "summary"), told["summary"]


def mappings(value: Any, path: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Every mapping inside a value, itself included, with the path to it."""
    if isinstance(value, dict):
        yield path, value
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in items:
        yield from mappings(each, (*path, key))


def places(told: dict[str, Any], path: Path) -> Iterator[Place]:
    """The places that a citation names; one that names none is unseen."""
    at = told.get("at")
    if at is None:
        yield Place((*path, "document"), NOWHERE)
    for number, each in enumerate(at if isinstance(at, list) else [at]):
        try:
            yield Place((*path, "at", number) if isinstance(at, list) else (*path, "at"), Locator.parse(each))
        except (TypeError, ValueError):
            continue
