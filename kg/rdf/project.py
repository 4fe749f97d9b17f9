"""From rows of the store to statements, once, for every format alike; worked out from the description of the model.

A record's row holds the values of ``Projection.columns``. A row of a relationship holds the id of the record it is
written with, its type, the id at its other end, and the values of its own properties. Pure, so that it can be read
and tested without a store.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from operator import ne
from typing import Any, Final, NamedTuple

from kg.model.iri import BASE, expand
from kg.model.node_kind import NodeKind, Part, RelationshipType, StoredProperty, StoredType
from kg.rdf.misfit import refuse_misfits
from kg.rdf.said import said_by
from kg.rdf.syntax import MISFITS, Statement, iri, record_iri, writer_of
from kg.rdf.terms import ASSERTS, NODE, RECORD, TIES, outgoing, own_properties

__all__ = ["Projection", "Row"]

Row = Sequence[Any]

TYPE: Final = iri("rdf:type")
SUBJECT: Final = iri("rdf:subject")
PREDICATE: Final = iri("rdf:predicate")
OBJECT: Final = iri("rdf:object")


class Column(NamedTuple):
    """How one value of a row is written."""

    predicate: str
    write: Callable[[Any], str]
    many: bool
    part: Part | None


class Group(NamedTuple):
    """Values that stand together in a row: the lists of a record, or what belongs to one of its parts."""

    place: slice
    part: Part | None
    columns: tuple[Column, ...]


class Edge(NamedTuple):
    """How relationships of one type are written; ``own`` pairs places in the row with what stands there."""

    predicate: str
    stem: str
    type: str
    graph: str
    own: tuple[tuple[int, Column], ...]


class Projection:
    """What becomes of the records of one kind.

    ``columns`` are the values that ``statements`` expects of a record, the id first; ``types`` and ``own`` the
    relationships that leave it and their properties, and ``asserted`` the properties of those that come in from
    data sets.
    """

    def __init__(self, kind: NodeKind, *, base: str = BASE) -> None:
        self.kind = kind
        self.columns = in_order(kind.properties)
        self.types = tuple(each.type for each in outgoing(kind))
        self.own = own_properties(kind)
        self.asserted = ASSERTS.properties
        self._base = base
        self._class = iri(kind.iri)
        self._plain = tuple((each.predicate, each.write) for each in written(self.columns, base) if is_plain(each))
        self._groups = tuple(groups(written(self.columns, base)))
        self._edges = {each.type: edge(each, self.own, base) for each in outgoing(kind)}
        self._assertion = edge(ASSERTS, self.asserted, base)
        self._placing = next((each for each in self.types if each in TIES and TIES[each].graph == RECORD), None)
        self._said = said_by(kind, self.columns, base)
        self._target = lru_cache(maxsize=1 << 14)(lambda record_id: f"<{record_iri(base, record_id)}>")

    def statements(self, row: Row, edges: Iterable[Row] = (), assertions: Iterable[Row] = ()) -> list[Statement]:
        """Everything that is stated of one record, without repetition, in the order of the UTF-8 of N-Quads.

        A StoreError for a value that is none of its property.
        """
        try:
            return self._statements(row, edges, assertions)
        except MISFITS:
            self._refuse(row, [*edges, *assertions])
            raise

    def _statements(self, row: Row, edges: Iterable[Row], assertions: Iterable[Row]) -> list[Statement]:
        """What can be stated if every value is one."""
        name = record_iri(self._base, row[0])
        subject = f"<{name}>"
        graph = next((self._target(each[2]) for each in edges if each[1] == self._placing), "")
        # What is found comes about in its order, and the few others at the end: then sorting costs little.
        found: list[Statement] = []
        others = [(subject, TYPE, self._class, graph)]
        for each in assertions:
            others.append(self._edge(self._assertion, name, "", each, found))
        for each in edges:
            others.append(self._edge(self._edges[each[1]], name, graph, each, found))
        for group in self._groups:
            values = row[group.place]
            if values.count(None) != len(values):
                others += self._group(group, name, graph, values, found)
        found += [
            (subject, predicate, write(value), graph)
            for value, (predicate, write) in zip(row, self._plain, strict=False)
            if value is not None
        ]
        if self._said is not None:
            others += [(subject, predicate, term, graph) for predicate, term in self._said(name, row, edges)]
        found += others
        # Text sorts by code point, which is the order of UTF-8; and no term begins another, so that the order of
        # the terms is that of the lines.
        found.sort()
        return found if all(map(ne, found, found[1:])) else [*dict.fromkeys(found)]

    def _refuse(self, row: Row, edges: Iterable[Row]) -> None:
        """Tells which value is none."""
        refuse_misfits(row[0], "", self.columns, row)
        for each in edges:
            own = self.asserted if each[1] == ASSERTS.type else self.own
            refuse_misfits(row[0], f" of its {each[1]} to {each[2]}", own, each[3:])

    def _group(self, group: Group, name: str, graph: str, values: Row, found: list[Statement]) -> list[Statement]:
        """Adds what belongs to a part, or the lists of the record; what leads to the part is handed back."""
        part = group.part
        node = f"<{name}>" if part is None else f"<{name}#{part.name}>"
        if part is not None:
            found.append((node, TYPE, iri(part.type), graph))
        for value, (predicate, write, many, _) in zip(values, group.columns, strict=True):
            if value is not None:
                found += [(node, predicate, write(item), graph) for item in (listed(value) if many else (value,))]
        if part is None:
            return []
        above = f"<{name}>" if part.parent is None else f"<{name}#{part.parent.name}>"
        return [(above, iri(part.iri), node, graph)]

    def _edge(self, how: Edge, name: str, graph: str, row: Row, found: list[Statement]) -> Statement:
        """The triple of one relationship; where it has properties of its own, the node that names it is added."""
        subject, target = f"<{name}>", self._target(row[2])
        if how.stem != "":
            node = f"<{name}#{how.stem}-{row[2].replace('/', '-')}>"
            place = target if how.graph == NODE else graph
            found += (
                (node, OBJECT, target, place),
                (node, PREDICATE, how.predicate, place),
                (node, SUBJECT, subject, place),
                (node, TYPE, how.type, place),
            )
            for at, (predicate, write, many, _) in how.own:
                value = row[at]
                if value is not None:
                    found += [(node, predicate, write(item), place) for item in (listed(value) if many else (value,))]
        return subject, how.predicate, target, graph


def listed(value: Any) -> list[Any]:
    """A list; a TypeError for text, of which each letter would be taken for an item."""
    if not isinstance(value, list):
        raise TypeError(value)
    return value


def in_order(properties: Iterable[StoredProperty]) -> tuple[StoredProperty, ...]:
    """The id and all that is plain, then lists, then part after part; about as their statements sort."""

    def place(each: StoredProperty) -> tuple[bool, bool, str, str]:
        plain = each.part is None and each.type is not StoredType.TEXTS
        return each.name != "id", not plain, "" if each.part is None else each.part.name, expand(each.iri)

    return tuple(sorted(properties, key=place))


def written(properties: Iterable[StoredProperty], base: str) -> list[Column]:
    """How stored properties are written."""
    return [
        Column(iri(each.iri), writer_of(each, base), each.type is StoredType.TEXTS, each.part) for each in properties
    ]


def is_plain(each: Column) -> bool:
    """Whether it is one value of the record itself."""
    return not each.many and each.part is None


def groups(columns: Sequence[Column]) -> Iterator[Group]:
    """The columns that are not plain, by what they belong to."""
    start = sum(map(is_plain, columns))
    for part, members in groupby(columns[start:], key=lambda each: each.part):
        group = tuple(members)
        yield Group(slice(start, start + len(group)), part, group)
        start += len(group)


def edge(relationship: RelationshipType, own: Sequence[StoredProperty], base: str) -> Edge:
    """How a relationship is written whose row ends with the values of ``own``."""
    tie = TIES.get(relationship.type)
    predicate = iri(relationship.iri)
    if tie is None:
        return Edge(predicate, "", "", "", ())
    names = {each.name for each in relationship.properties}
    columns = tuple((3 + at, each) for at, each in enumerate(written(own, base)) if own[at].name in names)
    return Edge(predicate, tie.stem, iri(tie.type), tie.graph, columns)
