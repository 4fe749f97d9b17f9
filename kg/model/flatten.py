"""A record as the node and relationships that a store keeps, and the hash that tells whether it has changed."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import Any, Final

from kg.model.introspect import describe
from kg.model.node_kind import Form, NodeKind, RelationshipType, StoredProperty, StoredType
from kg.model.record import Record
from kg.model.ref import kind_of

__all__ = ["Edge", "Node", "Value", "as_people_sort", "content_hash", "data_hash", "flatten", "flatten_part"]

Value = str | int | bool | list[str]
"""What a store keeps; days are ISO text until Cypher casts them, which is the cheapest way to send them."""

Properties = dict[str, Value]


@dataclass(slots=True)
class Edge:
    """A relationship that leaves a node: its type, the id it leads to, and its own properties."""

    type: str
    target: str
    properties: Properties


@dataclass(slots=True)
class Node:
    """A record as a store keeps it: no absent values, and known time not yet worked out."""

    id: str
    label: str
    properties: Properties
    edges: list[Edge]
    content_hash: str


def flatten(record: Record) -> Node:
    """The node of a record, with the relationships that leave it."""
    plan = plan_of(kind_of(record.id))
    return written(record, plan.label, plan.fields)


def flatten_part(record: Record) -> Node:
    """The same of a record whose other fields could not be read: of those that are set, and of nothing worked out."""
    plan = plan_of(kind_of(record.id))
    return written(record, plan.label, [each for each in plan.fields if each[0] in record.model_fields_set])


def written(record: Record, label: str, fields: Iterable[tuple[str, Writer]]) -> Node:
    """The node that is made of some fields."""
    properties: Properties = {}
    edges: list[Edge] = []
    for field, write in fields:
        value = getattr(record, field)
        if value is not None:
            write(record, value, properties, edges)
    return Node(record.id, label, properties, edges, content_hash(properties, edges))


def content_hash(properties: Mapping[str, Value], edges: list[Edge]) -> str:
    """32 hex digits over everything that a data set states of a record; known time is no part of it."""
    told = [properties, sorted((edge.type, edge.target, sorted(edge.properties.items())) for edge in edges)]
    return data_hash(told)


# Made once: json.dumps with any option makes an encoder for every call, a fifth of its time.
ENCODER: Final = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def data_hash(value: Any) -> str:
    """32 hex digits over plain data; the order of keys makes no difference."""
    return hashlib.sha256(ENCODER.encode(value).encode()).hexdigest()[:32]


Writer = Callable[[Any, Any, Properties, list[Edge]], None]


@dataclass(frozen=True)
class Plan:
    """How records of one kind are flattened: for each field, what writes its value."""

    label: str
    fields: tuple[tuple[str, Writer], ...]


@cache
def plan_of(slug: str) -> Plan:
    """The plan of the kind whose ids begin with ``slug``; made once, since it is used for every record."""
    (kind,) = (kind for kind in describe() if kind.slug == slug)
    return Plan(kind.label, tuple(writers(kind)))


def writers(kind: NodeKind) -> Iterator[tuple[str, Writer]]:
    """A writer for each field of the kind, deeper fields gathered under their first."""
    stored = [each for each in kind.properties if len(each.path) > 0 and each.name != "id"]
    members: list[StoredProperty | RelationshipType] = [*stored, *kind.relationships]
    yield from branches(members, 0)


def branches(members: list[StoredProperty | RelationshipType], depth: int) -> Iterator[tuple[str, Writer]]:
    """Group members by the field at ``depth`` of their path."""
    grouped: dict[str, list[StoredProperty | RelationshipType]] = {}
    for member in members:
        grouped.setdefault(member.path[depth], []).append(member)
    for field, group in grouped.items():
        yield field, together([*leaves(group, depth + 1)])


def leaves(group: list[StoredProperty | RelationshipType], depth: int) -> Iterator[Writer]:
    """The writers of what ends at ``depth``, and one for each field that leads deeper."""
    ending = [member for member in group if len(member.path) == depth]
    deeper = [member for member in group if len(member.path) > depth]
    for member in ending:
        yield property_writer(member) if isinstance(member, StoredProperty) else edge_writer(member)
    for field, write in branches(deeper, depth):
        yield inside(field, write)


def together(group: list[Writer]) -> Writer:
    """One writer for several."""
    if len(group) == 1:
        return group[0]

    def write(record: Any, value: Any, properties: Properties, edges: list[Edge]) -> None:
        for each in group:
            each(record, value, properties, edges)

    return write


def inside(field: str, write: Writer) -> Writer:
    """A writer for a field of the value."""
    get = attrgetter(field)

    def deeper(record: Any, value: Any, properties: Properties, edges: list[Edge]) -> None:
        found = get(value)
        if found is not None:
            write(record, found, properties, edges)

    return deeper


def property_writer(stored: StoredProperty) -> Writer:
    """What stores one value under its name; an empty list is not stored."""
    name, convert = stored.name, converter(stored)

    def write(record: Any, value: Any, properties: Properties, edges: list[Edge]) -> None:
        if value != ():
            properties[name] = convert(value)

    return write


def converter(stored: StoredProperty) -> Callable[[Any], Value]:
    """From a value of the model to one of the store."""
    if stored.type is StoredType.TEXTS:
        return lambda value: sorted(map(str, value), key=as_people_sort)
    if stored.type is StoredType.DATE:
        return lambda value: str(value.isoformat())
    if stored.form is Form.WORD:
        return str
    return lambda value: value


def as_people_sort(text: str) -> tuple[list[str | tuple[int, str]], str]:
    """What sorts numbers in a text by their size: ``p8`` comes before ``p10``."""
    parts = re.split("([0-9]+)", text)
    return [by_size(part) if place % 2 == 1 else part for place, part in enumerate(parts)], text


def by_size(digits: str) -> tuple[int, str]:
    """What sorts numbers by their size, of however many digits."""
    significant = digits.lstrip("0")
    return len(significant), significant


def edge_writer(rel: RelationshipType) -> Writer:
    """What adds the relationships of one reference field."""
    kind, words = rel.type, frozenset(rel.words)
    beside = [(each.path[0], property_writer(each)) for each in rel.properties]
    reference = attrgetter(rel.target) if rel.target != "" else str

    def write(record: Any, value: Any, properties: Properties, edges: list[Edge]) -> None:
        for item in value if rel.many else (value,):
            if len(words) > 0 and item in words:
                continue
            own: Properties = {}
            for field, put in beside:
                found = getattr(item if rel.target != "" else record, field)
                if found is not None:
                    put(item, found, own, edges)
            edges.append(Edge(kind, reference(item), own))

    return write
