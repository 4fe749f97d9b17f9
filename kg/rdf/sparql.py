"""SPARQL over N-Quads, with the union of all named graphs as the default graph."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from kg.errors import DataError, Problem, UsageError
from kg.model.introspect import describe
from kg.model.iri import BASE, expand, iri_of
from kg.model.nearest import NAMES, Called
from kg.model.ref import is_id, kind_of
from kg.rdf.lines import opened

__all__ = ["Quads", "Solutions", "quads_of_run"]

OF_RUN: Final = ("graph.nq", "graph.nq.zst")
MISPRINTS: Final = "misprints"
"""The field of what texts print where the record is meant."""

NAMELESS: Final = ("Claim", "Status")
"""Kinds whose records have only sentences for names."""


@dataclass(frozen=True)
class Solutions:
    """The answer of a query: its variables, rows of them as texts (None where unbound), and JSON of the standard."""

    variables: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]
    json: str


class Quads:
    """A file of N-Quads (``.zst`` for a compressed one) in memory; a DataError for a file that is none."""

    def __init__(self, file: Path) -> None:
        from pyoxigraph import RdfFormat, Store

        self._store = Store()
        try:
            with opened(file) as quads:
                self._store.bulk_load(quads, format=RdfFormat.N_QUADS)
        except (SyntaxError, ValueError) as error:
            raise DataError(
                [Problem(file, getattr(error, "lineno", 0) or 0, 0, f"this is no N-Quads: {error}")]
            ) from error

    @property
    def is_empty(self) -> bool:
        """Whether nothing is told there."""
        return len(self._store) == 0

    def ask(self, query: str, *, called: str) -> Solutions:
        """The answer of a SELECT or ASK query, which messages call ``called``.

        A UsageError for a query that cannot be read, gives a graph, or asks for what cannot be had.
        """
        from pyoxigraph import QueryResultsFormat, QueryTriples

        try:
            answer = self._store.query(query, use_default_graph_as_union=True)
            if isinstance(answer, QueryTriples):
                raise UsageError(f"{called} gives a graph; ask with SELECT or ASK, or use kg export")
            # What a query asks of others is only known to fail when it is answered.
            written = answer.serialize(format=QueryResultsFormat.JSON)
        except SyntaxError as error:
            raise UsageError(f"{called} is no SPARQL: {in_a_line(error)}") from error
        except (OSError, RuntimeError, ValueError) as error:
            fix = "ask only of the graph itself, in functions of SPARQL 1.1"
            raise UsageError(f"{called} cannot be answered: {in_a_line(error)}; {fix}") from error
        text = b"" if written is None else written
        return solutions(json.loads(text), text.decode())

    def has(self, record: str) -> bool:
        """Whether anything is said of a record."""
        from pyoxigraph import NamedNode

        said = self._store.quads_for_pattern(NamedNode(iri_of(record)), None, None, None)
        return next(iter(said), None) is not None

    def names(self, labels: Iterable[str]) -> dict[str, Called]:
        """What the records of some kinds (of none: of all that have names) are called, by their ids."""
        from pyoxigraph import Literal, NamedNode

        kinds = describe()
        wanted = list(labels) or [kind.label for kind in kinds if kind.label not in NAMELESS]
        nameless = {kind.slug: kind.label in NAMELESS for kind in kinds if kind.label in wanted}
        found: dict[str, Called] = {}
        for predicate, name in sorted({(each.iri, each.name) for kind in kinds for each in kind.properties}):
            if name not in NAMES and name != MISPRINTS:
                continue
            for quad in self._store.quads_for_pattern(None, NamedNode(expand(predicate)), None, None):
                if not isinstance(quad.subject, NamedNode) or not isinstance(quad.object, Literal):
                    continue
                record = quad.subject.value.removeprefix(BASE)
                if is_id(record) and kind_of(record) in nameless:
                    names, misprints = found.get(record, Called(()))
                    told = () if nameless[kind_of(record)] else (quad.object.value,)
                    found[record] = (
                        Called(names, misprints + told) if name == MISPRINTS else Called(names + told, misprints)
                    )
        return found


def solutions(answer: Any, text: str) -> Solutions:
    """What the JSON of an answer says."""
    if "boolean" in answer:
        return Solutions(("answer",), (("true" if answer["boolean"] else "false",),), text)
    variables = tuple(answer["head"]["vars"])
    rows = tuple(
        tuple(None if name not in row else shown(row[name]) for name in variables)
        for row in answer["results"]["bindings"]
    )
    return Solutions(variables, rows, text)


def shown(term: Any) -> str:
    """A term as people read it: the id of a record, the text of a literal."""
    text = str(term["value"])
    short = text.removeprefix(BASE)
    return short if short != text and is_id(short) else text


def in_a_line(error: Exception) -> str:
    """What an error says."""
    return " ".join(str(error).split())


def quads_of_run(place: Path) -> Path:
    """The file of N-Quads that a path names: itself, or that of a run in a folder. A UsageError where there is none."""
    if place.is_file():
        return place
    for name in OF_RUN:
        if (place / name).is_file():
            return place / name
    raise UsageError(f"{place} is neither a file of N-Quads nor a folder with {' or '.join(OF_RUN)}")
