"""SPARQL over N-Quads, with the union of all named graphs as the default graph."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, BinaryIO, Final

from kg.errors import DataError, Problem, UsageError
from kg.model.iri import BASE, iri_of
from kg.model.ref import is_id
from kg.model.suggest import suggest

if TYPE_CHECKING:
    from pyoxigraph import QuerySolutions

__all__ = ["Solutions", "quads_of_run", "run_sparql", "with_parameters"]

PARAMETERS: Final = re.compile(r"VALUES\s*\(\s*(?P<names>\?as_of\b[^)]*)\)\s*\{[^{}]*\}", re.IGNORECASE)
"""The line that a query takes its parameters from: the first VALUES that begins with ``?as_of``."""

INTEGER: Final = "<http://www.w3.org/2001/XMLSchema#integer>"
DATE: Final = "<http://www.w3.org/2001/XMLSchema#date>"
OF_RUN: Final = ("graph.nq", "graph.nq.zst")


@dataclass(frozen=True)
class Solutions:
    """The answer of a query: its variables, rows of them as texts (``""`` where unbound), and JSON of the standard."""

    variables: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    json: str


def with_parameters(file: Path, query: str, values: Mapping[str, str | int | date | None]) -> str:
    """The query with its VALUES line replaced; a DataError where it has none, a UsageError for what it does not take.

    A date becomes an ``xsd:date``, a whole number an ``xsd:integer``, an id its IRI, other text a plain literal, and
    what is not given ``UNDEF``.
    """
    found = PARAMETERS.search(query)
    if found is None:
        raise DataError([Problem(file, 1, 1, "no line takes parameters", "write VALUES (?as_of ...) { (...) }")])
    names = [name.removeprefix("?") for name in found["names"].split()]
    for name in values:
        if name not in names:
            raise UsageError(f"{file} takes no parameter {name}; {suggest(name, names)}")
    row = " ".join(term(values.get(name)) for name in names)
    return f"{query[: found.start()]}VALUES ({found['names'].strip()}) {{ ({row}) }}{query[found.end() :]}"


def term(value: str | int | date | None) -> str:
    """A parameter as SPARQL writes it."""
    if value is None:
        return "UNDEF"
    if isinstance(value, date):
        return f'"{value.isoformat()}"^^{DATE}'
    if isinstance(value, int):
        return f'"{value}"^^{INTEGER}'
    if is_id(value):
        return f"<{iri_of(value)}>"
    for sign, safe in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\r", "\\r")):
        value = value.replace(sign, safe)
    return f'"{value}"'


def quads_of_run(place: Path) -> Path:
    """The file of N-Quads that a path names: itself, or that of a run in a folder. A UsageError where there is none."""
    if place.is_file():
        return place
    for name in OF_RUN:
        if (place / name).is_file():
            return place / name
    raise UsageError(f"{place} is neither a file of N-Quads nor a folder with {' or '.join(OF_RUN)}")


def run_sparql(query: str, quads: Path, *, called: str) -> Solutions:
    """The answer of a SELECT or ASK query over a file of N-Quads (``.zst`` for a compressed one).

    ``called`` is what messages call the query. A UsageError for a query that cannot be read or gives a graph, a
    DataError for a file that is no N-Quads.
    """
    from pyoxigraph import QueryBoolean, QueryResultsFormat, QueryTriples, RdfFormat, Store

    store = Store()
    try:
        with reading(quads) as file:
            store.bulk_load(file, format=RdfFormat.N_QUADS)
    except (SyntaxError, ValueError) as error:
        raise DataError(
            [Problem(quads, getattr(error, "lineno", 0) or 0, 0, f"this is no N-Quads: {error}")]
        ) from error
    try:
        answer = store.query(query, use_default_graph_as_union=True)
    except SyntaxError as error:
        raise UsageError(f"{called} is no SPARQL: {error}") from error
    if isinstance(answer, QueryTriples):
        raise UsageError(f"{called} gives a graph; ask with SELECT or ASK, or use kg export")
    if isinstance(answer, QueryBoolean):
        told = "true" if bool(answer) else "false"
        return Solutions(("answer",), ((told,),), text_of(answer.serialize(format=QueryResultsFormat.JSON)))
    # A second run, since the solutions can be read once, as rows or as JSON.
    again = store.query(query, use_default_graph_as_union=True)
    assert not isinstance(again, QueryTriples | QueryBoolean)
    return Solutions(
        tuple(each.value for each in answer.variables),
        rows_of(answer),
        text_of(again.serialize(format=QueryResultsFormat.JSON)),
    )


def rows_of(answer: QuerySolutions) -> tuple[tuple[str, ...], ...]:
    """The rows as people read them."""
    return tuple(tuple("" if value is None else shown(value) for value in solution) for solution in answer)


def shown(value: Any) -> str:
    """A term as people read it: the id of a record, the text of a literal."""
    text = str(value.value) if hasattr(value, "value") else str(value)
    short = text.removeprefix(BASE)
    return short if short != text and is_id(short) else text


def reading(file: Path) -> AbstractContextManager[IO[bytes] | BinaryIO]:
    """The file, unpacked where it is compressed."""
    if file.suffix != ".zst":
        return file.open("rb")
    import zstandard

    unpacked: AbstractContextManager[BinaryIO] = zstandard.open(file, "rb")
    return unpacked


def text_of(serialized: bytes | None) -> str:
    """What a serializer gives where it writes to no file."""
    return "" if serialized is None else serialized.decode()
