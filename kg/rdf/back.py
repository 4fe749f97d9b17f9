"""Reading our own RDF back: from statements to the rows that they were made of, with nothing lost.

A record that was read is projected again, and has to give exactly the statements that were read. So whatever is not
ours, is broken, or was altered ends in an error at its place, and no rule of the projection stands here twice.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any, Final, NamedTuple

from kg.errors import DataError, Problem
from kg.model.concept import concept_iri
from kg.model.flatten import as_people_sort
from kg.model.introspect import describe
from kg.model.iri import BASE
from kg.model.node_kind import Form, NodeKind, StoredProperty, StoredType
from kg.model.ref import is_id, kind_of
from kg.rdf.project import Projection, Row
from kg.rdf.syntax import Statement, iri, writer_of
from kg.rdf.terms import ASSERTS, TIES, outgoing

__all__ = ["KINDS", "MOST_PROBLEMS", "Told", "read_back", "record_of"]

OBJECT: Final = iri("rdf:object")
MOST_PROBLEMS: Final = 20
"""A file that is not ours at all is wrong in every line; reading stops after so many problems."""

WHOLE: Final = "read a file as kg export or kg publish wrote it"
STRING: Final = re.compile(r'"((?:[^"\\]|\\.)*)"(?:\^\^<.*>)?', re.DOTALL)
ESCAPE: Final = re.compile(r"\\(u[0-9A-F]{4}|.)")
UNESCAPED: Final = dict(zip('btnfr"\\', '\b\t\n\f\r"\\', strict=True))


class Told(NamedTuple):
    """One record as its statements tell it: values by property, relationships and who asserts it.

    ``line`` is that of its first statement; ``lines`` those of its relationships, by where they lead.
    """

    id: str
    kind: NodeKind
    values: dict[str, Any]
    edges: list[tuple[str, str, dict[str, Any]]]
    assertions: list[tuple[str, dict[str, Any]]]
    line: int
    lines: dict[str, int]


Placed = tuple[Statement, int]
"""A statement with the line on which it stands."""


def read_back(statements: Iterable[Placed], file: Path, *, base: str = BASE) -> Iterator[Told]:
    """The records that statements of ours tell, in their order; a DataError with what is not ours, by line."""
    problems: list[Problem] = []
    start = f"<{base}"
    seen: set[str] = set()
    for record_id, group in groupby(statements, key=lambda placed: record_of(placed[0][0], start)):
        members = list(group)
        line = members[0][1]
        kind = KINDS.get(kind_of(record_id))
        if kind is None or not is_id(record_id):
            what = f"{members[0][0][0]} is no record below {base}"
            problems.append(Problem(file, line, 1, what, WHOLE))
        elif record_id in seen:
            what = f"{record_id} was told before, further up"
            problems.append(Problem(file, line, 1, what, "keep the statements of a record together"))
        else:
            seen.add(record_id)
            told, wrong = reader(kind.slug, base).read(record_id, members)
            problems += [Problem(file, at, 1, what, WHOLE) for at, what in wrong]
            yield told
        if len(problems) >= MOST_PROBLEMS:
            break
    if len(problems) > 0:
        raise DataError(problems)


def record_of(subject: str, start: str) -> str:
    """The id of the record that a subject belongs to; where it belongs to none, the subject."""
    return subject[len(start) : -1].partition("#")[0] if subject.startswith(start) else subject


KINDS: Final = {kind.slug: kind for kind in describe()}


@dataclass
class Reader:
    """What reads the records of one kind."""

    kind: NodeKind
    base: str
    projection: Projection = field(init=False)

    def __post_init__(self) -> None:
        self.projection = Projection(self.kind, base=self.base)
        self._properties = {
            ("" if each.part is None else f"#{each.part.name}", iri(each.iri)): (each, value_of(each, self.base))
            for each in self.kind.properties
        }
        # One predicate may lead to several types of relationship only where their targets tell them apart.
        self._edges = {iri(each.iri): each.type for each in outgoing(self.kind)}
        own = {each.name: each for each in (*self.projection.own, *self.projection.asserted)}
        self._own = {iri(each.iri): (each, value_of(each, self.base)) for each in own.values()}
        self._stems = {TIES[each].stem: each for each in (*self.projection.types, ASSERTS.type) if each in TIES}

    def read(self, record_id: str, members: list[Placed]) -> tuple[Told, list[tuple[int, str]]]:
        """The record, and what of its statements is wrong, each with its line."""
        told = Told(record_id, self.kind, {}, [], [], members[0][1], {})
        name, start = f"<{self.base}{record_id}", f"<{self.base}"
        ties: dict[tuple[str, str], dict[str, Any]] = {}
        objects = {subject: term for (subject, predicate, term, _), _ in members if predicate == OBJECT}
        wrong: list[tuple[int, str]] = []
        for (subject, predicate, term, _), line in members:
            fragment = subject[len(name) : -1]
            found = self._properties.get((fragment, predicate))
            try:
                if found is not None:
                    put(told.values, *found, term)
                elif fragment == "" and predicate in self._edges and term.startswith(start):
                    told.edges.append((self._edges[predicate], term[len(start) : -1], {}))
                    told.lines[term[len(start) : -1]] = line
                elif fragment == "" and predicate == iri(ASSERTS.iri) and term.startswith(start):
                    told.assertions.append((term[len(start) : -1], {}))
                    told.lines[term[len(start) : -1]] = line
                elif fragment != "" and predicate in self._own and subject in objects:
                    target = objects[subject][len(start) : -1]
                    stem = fragment[1:].removesuffix(f"-{target.replace('/', '-')}")
                    put(ties.setdefault((self._stems[stem], target), {}), *self._own[predicate], term)
            except (KeyError, ValueError):
                wrong.append((line, f"{term} cannot be a value of {predicate}"))
        for values in (told.values, *ties.values()):
            in_stored_order(values)
        for type_, target, own in told.edges:
            own.update(ties.get((type_, target), {}))
        for dataset, own in told.assertions:
            own.update(ties.get((ASSERTS.type, dataset), {}))
        return told, wrong if len(wrong) > 0 else self._compared(told, members)

    def _compared(self, told: Told, members: list[Placed]) -> list[tuple[int, str]]:
        """What was read and is not what the record gives, and the other way round."""
        values: dict[str, Any] = {"id": told.id, **told.values}
        row = [values.get(each.name) for each in self.projection.columns]
        edges: list[Row] = [
            [told.id, type_, target, *(own.get(each.name) for each in self.projection.own)]
            for type_, target, own in told.edges
        ]
        assertions: list[Row] = [
            [told.id, ASSERTS.type, dataset, *(own.get(each.name) for each in self.projection.asserted)]
            for dataset, own in told.assertions
        ]
        # A relationship without what it must have cannot be projected at all.
        should = set(self.projection.statements(row, edges, assertions))
        found = dict(members)
        wrong = [
            (line, f"this is not what Parley states of {told.id}") for each, line in found.items() if each not in should
        ]
        missing = sorted(should - found.keys())
        wrong += [(members[0][1], f"{told.id} lacks {' '.join(each[:3])}") for each in missing]
        required = [each.name for each in self.kind.properties if each.required and values.get(each.name) is None]
        wrong += [(members[0][1], f"{told.id} lacks its {each.replace('_', ' ')}") for each in required]
        if len(found) < len(members):
            wrong.append((members[0][1], f"{told.id} has a statement twice"))
        return wrong


@cache
def reader(slug: str, base: str) -> Reader:
    """The reader of a kind."""
    return Reader(KINDS[slug], base)


def put(values: dict[str, Any], stored: StoredProperty, read: Callable[[str], Any], term: str) -> None:
    """Adds a value that was read."""
    if stored.type is StoredType.TEXTS:
        values.setdefault(stored.name, []).append(read(term))
    else:
        values[stored.name] = read(term)


def in_stored_order(values: dict[str, Any]) -> None:
    """Put lists, which RDF keeps in no order, into the order that a load gives them."""
    for name, value in values.items():
        if isinstance(value, list):
            values[name] = sorted(value, key=as_people_sort)


def value_of(stored: StoredProperty, base: str) -> Callable[[str], Any]:
    """What makes the stored value of a term; a KeyError or ValueError for a term that cannot be one."""
    if stored.form is Form.WORD and stored.vocabulary is not None:
        return {iri(concept_iri(term)): term.value for term in stored.vocabulary}.__getitem__
    if stored.form is Form.ID:
        return written(lambda term: term[1 + len(base) : -1], writer_of(stored, base))
    if stored.form in (Form.EDTF, Form.DATE, Form.DECIMAL):
        return written(text_of, writer_of(stored, base))
    if stored.form is Form.INTEGER:
        return lambda term: int(text_of(term))
    if stored.form is Form.BOOLEAN:
        return lambda term: {"true": True, "false": False}[text_of(term)]
    return text_of


def written(read: Callable[[str], str], write: Callable[[Any], str]) -> Callable[[str], str]:
    """What reads a text that has a form of its own; a ValueError for one that could not be written."""

    def value(term: str) -> str:
        text = read(term)
        write(text)
        return text

    return value


def text_of(term: str) -> str:
    r"""The text of a literal; a ValueError for what is none.

    >>> text_of('"say \\"so\\""')
    'say "so"'
    """
    found = STRING.fullmatch(term)
    if found is None:
        raise ValueError(term)
    text = found[1]
    return text if "\\" not in text else ESCAPE.sub(unescaped, text)


def unescaped(found: re.Match[str]) -> str:
    """What an escape stands for."""
    return chr(int(found[1][1:], 16)) if len(found[1]) == 5 else UNESCAPED[found[1]]
