"""The classes of node that the RDF export has, each with its predicates: the introspection as RDF sees it.

Kinds of record, the values that are nodes of their own (quantities, windows), and the relationships that have
properties (a citation, an attendance). Ontology, shapes and JSON-LD context are all written from this.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import takewhile
from typing import Any, Final

from kg.generate.spelling import FREE, Spelling, spelling_of
from kg.model.added import ID, KNOWN_FROM
from kg.model.concept import concept_iri
from kg.model.introspect import describe
from kg.model.node_kind import Form, NodeKind, Part, RelationshipType, StoredProperty, StoredType
from kg.model.ref import ID_LIMIT, id_pattern
from kg.model.vocabulary import Vocabulary
from kg.rdf.terms import ASSERTS, DATATYPES, DERIVED, EDTF_DATATYPES, LINK_IRIS, TIES

__all__ = ["CONTENTS", "PART_DOCS", "NodeClass", "Predicate", "node_classes", "parts"]

PART_DOCS: Final = {
    "ns:Quantity": "An amount with its unit, and with what is known of its bounds and of what it counts.",
    "ns:Window": "A span of time in dates, in the speaker's own words, or both.",
    "ns:figure": "How much was counted.",
    "ns:over": "The baseline that an amount comes on top of.",
    "ns:quantity": "How much.",
    "ns:rate": "The rate of a duty or fee.",
    "ns:window": "In which span of time.",
}
"""What the values that are nodes of their own are, and what leads to them."""

PART_REQUIRED: Final = frozenset({"amount", "base", "text", "unit", "unit_code"})
"""The fields that every such value has, where its class has them."""

PART_PARENTS: Final[dict[str, tuple[str, ...]]] = {"ns:Quantity": (), "ns:Window": ("time:Interval",)}

CONTENTS: Final = ("terms", "link", "figure")
"""The fields of a claim of which it has at most one."""

RENAMED: Final = {"id": "identifier", "status_ids": "history"}
"""Keys of JSON-LD that differ from the field: ``id`` is the IRI there, and a history is told by what it holds."""


@dataclass(frozen=True)
class Predicate:
    """One predicate of a class: what its values are, and how many there may be (``most``; None for any number).

    ``name`` is its key in JSON-LD. A value without a ``form`` may be anything. ``targets`` are the classes that a
    reference may lead to; none means any kind of record. ``values`` are the only ones, where they can be listed.
    ``content`` is the content of a claim to which it belongs. ``spelling`` is how a writer spells the value.
    """

    name: str
    iri: str
    docs: tuple[str, ...]
    form: Form | None
    vocabularies: tuple[Vocabulary, ...] = ()
    targets: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    most: int | None = 1
    required: bool = False
    content: str = ""
    spelling: Spelling = FREE

    @property
    def datatypes(self) -> tuple[str, ...]:
        """The datatypes that a value may have, none for an IRI; a KeyError for a form that nobody knows."""
        if self.form is Form.EDTF:
            return EDTF_DATATYPES
        return () if self.form in (Form.WORD, Form.ID, None) else (DATATYPES[self.form],)


@dataclass(frozen=True)
class NodeClass:
    """One class of node; ``kind`` is None where it is no kind of record."""

    name: str
    iri: str
    doc: str
    parents: tuple[str, ...]
    predicates: tuple[Predicate, ...]
    kind: NodeKind | None = None


@cache
def node_classes() -> tuple[NodeClass, ...]:
    """All classes: the kinds in their order, then the values, then the relationships with properties."""
    return (*(of_kind(kind) for kind in describe()), *of_parts(), *of_relationships())


def of_kind(kind: NodeKind) -> NodeClass:
    """The class of a kind of record."""
    own = [of_record(stored, kind) for stored in kind.properties if stored.part is None]
    values = [to_part(part, part.name, content_of(path)) for part, path in parts(kind) if part.parent is None]
    references = [of_relationship(relationship, kind) for relationship in kind.relationships]
    derived = [of_relationship(each, kind) for each in DERIVED if kind.label in each.targets]
    statement = triple(claimed(), form=None) if kind.slug == "claim" else ()
    stated = replace(of_relationship(ASSERTS, kind), required=True)
    predicates = merged([*own, *values, *references, *derived, stated, *statement])
    return NodeClass(kind.label, kind.iri, kind.doc, kind.parents, predicates, kind)


def of_parts() -> Iterator[NodeClass]:
    """The classes of the values that are nodes of their own; all values of a class have the same predicates."""
    found: dict[str, dict[str, Predicate]] = {}
    for kind in describe():
        for part, _ in parts(kind):
            predicates = found.setdefault(part.type, {})
            for stored in kind.properties:
                if stored.part == part:
                    name = stored.name[len(part.name) + 1 :]
                    field = replace(of_property(stored, name), required=name in PART_REQUIRED)
                    predicates.setdefault(stored.iri, field)
            if part.parent is not None:
                link = to_part(part, part.name[len(part.parent.name) + 1 :], "")
                found[part.parent.type].setdefault(link.iri, link)
    for iri, predicates in sorted(found.items()):
        yield NodeClass(iri.partition(":")[2], iri, PART_DOCS[iri], PART_PARENTS[iri], tuple(predicates.values()))


def parts(kind: NodeKind) -> Iterator[tuple[Part, tuple[str, ...]]]:
    """The values of a kind that are nodes of their own, each once, with the path to the field that holds it."""
    paths: dict[Part, list[tuple[str, ...]]] = {}
    for stored in kind.properties:
        if stored.part is not None:
            paths.setdefault(stored.part, []).append(stored.path)
    for part, below in paths.items():
        shared = takewhile(lambda steps: len(set(steps)) == 1, zip(*below, strict=False))
        yield part, tuple(steps[0] for steps in shared)


def triple(predicates: Iterable[str], **of_object: Any) -> tuple[Predicate, ...]:
    """What names a triple with one of the predicates; ``of_object`` says what its object is."""
    subject = Predicate("rdf_subject", "rdf:subject", ("The subject of the triple that is told of.",), Form.ID)
    verb = replace(subject, name="rdf_predicate", iri="rdf:predicate", docs=("Its predicate.",))
    target = replace(subject, name="rdf_object", iri="rdf:object", docs=("Its object.",), **of_object)
    return (subject, replace(verb, values=tuple(sorted(set(predicates)))), target)


def claimed() -> Iterator[str]:
    """The predicates of the triples that claims state."""
    yield from LINK_IRIS.values()
    for kind in describe():
        for stored in kind.properties:
            # The bounds of a date are worked out; what a claim states is the date.
            if content_of(stored.path) == "terms" and stored.form is not Form.DATE:
                yield stored.iri if stored.part is None else outermost(stored.part).iri
        yield from (relationship.iri for relationship in kind.relationships if relationship.term)


def outermost(part: Part) -> Part:
    """The value of the record itself in which a part stands."""
    return part if part.parent is None else outermost(part.parent)


def of_relationships() -> Iterator[NodeClass]:
    """The classes of the relationships that have properties and so are nodes beside their triple."""
    found: dict[str, list[RelationshipType]] = {}
    for relationship in (*(each for kind in describe() for each in kind.relationships), *DERIVED, ASSERTS):
        if relationship.type in TIES:
            found.setdefault(TIES[relationship.type].type, []).append(relationship)
    for iri, relationships in found.items():
        yield of_tie(iri, relationships)


def of_tie(iri: str, relationships: list[RelationshipType]) -> NodeClass:
    """The class of some relationships that have properties: the triple, and what is said of it."""
    docs = dict.fromkeys(TIES[each.type].doc for each in relationships)
    predicates = {each.iri for each in relationships}
    targets = tuple(sorted({class_of(label) for each in relationships for label in each.targets}))
    named = (replace(each, required=True) for each in triple(predicates, targets=targets))
    own = {each.iri: of_property(each, each.name) for relation in relationships for each in relation.properties}
    return NodeClass(iri.partition(":")[2], iri, " ".join(docs), (), (*named, *own.values()))


def of_record(stored: StoredProperty, kind: NodeKind) -> Predicate:
    """The predicate of a record's own property: its id is one of its kind, and what a day can hide has a day."""
    own = of_property(stored, stored.name)
    if stored == ID:
        return replace(own, spelling=Spelling(id_pattern((kind.record,)), ID_LIMIT))
    return replace(own, required=own.required or (stored == KNOWN_FROM and not kind.context))


def of_property(stored: StoredProperty, name: str) -> Predicate:
    """The predicate of a stored property."""
    return Predicate(
        name=RENAMED.get(name, name),
        iri=stored.iri,
        docs=(stored.doc,),
        form=stored.form,
        vocabularies=() if stored.vocabulary is None else (stored.vocabulary,),
        values=() if stored.vocabulary is None else tuple(concept_iri(word) for word in stored.vocabulary),
        most=None if stored.type is StoredType.TEXTS else 1,
        targets=tuple(class_of(label) for label in stored.targets),
        required=stored.required,
        content=content_of(stored.path),
        spelling=spelling_of(stored),
    )


def to_part(part: Part, name: str, content: str) -> Predicate:
    """The predicate that leads to a value."""
    return Predicate(name, part.iri, (PART_DOCS[part.iri],), Form.ID, targets=(part.type,), content=content)


def of_relationship(relationship: RelationshipType, kind: NodeKind) -> Predicate:
    """The predicate of a relationship that leaves a kind."""
    return Predicate(
        name=key(relationship),
        iri=relationship.iri,
        docs=(relationship.doc,),
        form=Form.ID,
        targets=tuple(class_of(label) for label in relationship.targets),
        most=None if relationship.many else 1,
        required=relationship.required or (kind.cited and relationship.type == "CITES"),
        content=content_of(relationship.path),
    )


def key(relationship: RelationshipType) -> str:
    """The key of a relationship in JSON-LD: its field, or what RDF calls it where no field states it."""
    field = relationship.path[-1] if len(relationship.path) > 0 else snake(relationship.iri)
    return RENAMED.get(field, field)


def class_of(label: str) -> str:
    """The class of the kind with that label."""
    (kind,) = (kind for kind in describe() if kind.label == label)
    return kind.iri


def content_of(path: tuple[str, ...]) -> str:
    """The content of a claim to which a field belongs, empty for none."""
    return path[0] if len(path) > 1 and path[0] in CONTENTS else ""


def merged(predicates: list[Predicate]) -> tuple[Predicate, ...]:
    """One predicate for all fields that share an IRI: what it leads to, and how often, is the sum of theirs."""
    grouped: dict[str, list[Predicate]] = {}
    for predicate in predicates:
        grouped.setdefault(predicate.iri, []).append(predicate)
    return tuple(sum_of(group) for group in grouped.values())


def sum_of(group: list[Predicate]) -> Predicate:
    """One predicate that allows what each of the group allows."""
    first = group[0]
    if len(group) == 1:
        return first
    counts = [each.most for each in group if each.most is not None]
    return replace(
        first,
        name=snake(first.iri),
        docs=tuple(dict.fromkeys(doc for each in group for doc in each.docs)),
        targets=tuple(sorted({target for each in group for target in each.targets})),
        most=sum(counts) if len(counts) == len(group) else None,
        required=any(each.required for each in group),
    )


def snake(iri: str) -> str:
    """The last part of a compact IRI in lower case with underscores: ``is_part_of`` for ``dcterms:isPartOf``."""
    return re.sub("(?=[A-Z])", "_", iri.partition(":")[2]).lower()
