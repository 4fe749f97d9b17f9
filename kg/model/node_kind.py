"""What a kind of node is made of in the store: the words in which the model is described."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from kg.model.field import Model
from kg.model.record import Record
from kg.model.vocabulary import Vocabulary

__all__ = ["Declared", "Form", "NodeKind", "Part", "RelationshipType", "StoredProperty", "StoredType"]


class StoredType(Enum):
    """The types that ever reach a store; no others read the same from every engine."""

    TEXT = "text"
    INTEGER = "integer"
    BOOLEAN = "boolean"
    DATE = "date"
    TEXTS = "texts"


class Form(Enum):
    """What a stored value is, beyond its type: this decides how it is written in RDF."""

    TEXT = "text"
    EDTF = "edtf"
    DATE = "date"
    DECIMAL = "decimal"
    INTEGER = "integer"
    BOOLEAN = "boolean"
    WORD = "word"
    ID = "id"
    URL = "url"


Declared: TypeAlias = tuple[type[Model], str]
"""A class of the model and the name of its field."""


@dataclass(frozen=True)
class Part:
    """A value that is a node of its own in RDF, ``<record>#<name>``, and stored flat on its record.

    ``iri`` leads to it from its ``parent`` part, or from the record.
    """

    name: str
    iri: str
    type: str
    parent: Part | None = None


@dataclass(frozen=True)
class StoredProperty:
    """One property of a node or relationship.

    ``path`` are the attributes that lead from the record (or from the item of a relationship) to the value, and
    ``declared`` is the field that holds it, None where it is worked out. ``part`` says on which node of RDF it hangs,
    None for the record's own. ``targets`` are the labels of the records that an id may name.
    """

    name: str
    type: StoredType
    form: Form
    iri: str
    doc: str
    path: tuple[str, ...]
    required: bool = False
    vocabulary: Vocabulary | None = None
    part: Part | None = None
    term: bool = False
    targets: tuple[str, ...] = ()
    declared: Declared | None = None


@dataclass(frozen=True)
class RelationshipType:
    """One type of relationship that leaves a kind of node; ``targets`` are labels, none means any kind.

    ``target`` is the attribute of an item that holds the reference, empty where the item is the reference.
    """

    type: str
    iri: str
    doc: str
    path: tuple[str, ...]
    targets: tuple[str, ...]
    many: bool = False
    required: bool = False
    term: bool = False
    target: str = ""
    properties: tuple[StoredProperty, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class NodeKind:
    """One kind of node.

    ``terms`` are the fields whose values the loader turns into a claim. They are no properties of the node, since
    questions read terms from claims alone; of its relationships, those that are terms are both.
    """

    record: type[Record]
    label: str
    slug: str
    plural: str
    iri: str
    parents: tuple[str, ...]
    doc: str
    context: bool
    cited: bool
    statuses: tuple[str, ...]
    terms: tuple[str, ...]
    properties: tuple[StoredProperty, ...]
    relationships: tuple[RelationshipType, ...]
