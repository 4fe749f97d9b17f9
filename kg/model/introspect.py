"""The neutral description of the model, which everything generated reads.

It says which properties and relationships each kind of node has in the store, what they mean, what they are
called in RDF, and where in a record their values are found. Nothing else looks into the pydantic classes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin

from kg.model.added import COMPUTED, CONTENT, CONTENT_HASH, DIFFERS, HAS_STATUS, ID, KNOWN_FROM, NAME
from kg.model.edtf import Edtf
from kg.model.field import Beside, Model, Parts, Property, Relationship, Target
from kg.model.kinds import KINDS
from kg.model.locator import Locator
from kg.model.node_kind import Declared, Form, NodeKind, Part, RelationshipType, StoredProperty, StoredType
from kg.model.record import Record
from kg.model.ref import Ref, targets_of
from kg.model.vocabulary import Term, Vocabulary

__all__ = ["describe", "vocabularies"]


@cache
def describe() -> tuple[NodeKind, ...]:
    """All kinds of node, in the order of ``kg.model.kinds.KINDS``."""
    return tuple(node_kind(record) for record in KINDS)


@cache
def vocabularies() -> tuple[Vocabulary, ...]:
    """All closed vocabularies that occur in the model, by the name of their scheme."""
    found: set[Vocabulary] = set()
    for kind in describe():
        for each in (*kind.properties, *(item for rel in kind.relationships for item in rel.properties)):
            if each.vocabulary is not None:
                found.add(each.vocabulary)
    return tuple(sorted(found, key=lambda vocabulary: vocabulary.scheme))


def node_kind(record: type[Record]) -> NodeKind:
    """The description of one kind, from its class."""
    kind = record.KIND
    found = list(members(record, (), "", None))
    own = [each for each in found if isinstance(each, StoredProperty) and each.name != "name" and not each.term]
    more = {"claim": (CONTENT,), "dataset": (CONTENT_HASH,)}.get(kind.slug, (DIFFERS,) if kind.shared else ())
    life = (HAS_STATUS,) if len(kind.statuses) > 0 else ()
    return NodeKind(
        record=record,
        label=kind.label,
        slug=kind.slug,
        plural=kind.plural,
        iri=kind.iri,
        parents=kind.parents,
        doc=sentence(record.__doc__),
        context=kind.context,
        cited=kind.cited,
        statuses=tuple(word.value for word in kind.statuses),
        terms=tuple(dict.fromkeys(each.path[0] for each in found if each.term)),
        properties=(ID, NAME, KNOWN_FROM, *own, *more),
        relationships=(*(each for each in found if isinstance(each, RelationshipType)), *life),
    )


def members(
    model: type[Model], path: tuple[str, ...], prefix: str, part: Part | None
) -> Iterator[StoredProperty | RelationshipType]:
    """The properties and relationships that the fields of a model become, in the order of the fields."""
    for name, info in model.model_fields.items():
        here = (*path, name)
        required = info.is_required() and len(path) == 0
        doc = sentence(info.description)
        for mark in info.metadata:
            if isinstance(mark, Property):
                stored = prefix + (mark.name if mark.name != "" else name)
                yield from properties(stored, mark, (model, name), here, doc, required, part)
            elif isinstance(mark, Parts):
                yield from parts(mark, prefix, info.annotation, here, part)
            elif isinstance(mark, Relationship):
                yield relationship(model, name, mark, info.annotation, here, doc, required)
                if mark.words is not None:
                    yield StoredProperty(
                        mark.words_name,
                        StoredType.TEXT,
                        Form.WORD,
                        mark.words_iri,
                        sentence(mark.words.__doc__),
                        (*path, mark.words_name),
                        vocabulary=mark.words,
                    )


def properties(
    name: str,
    mark: Property,
    declared: Declared,
    path: tuple[str, ...],
    doc: str,
    required: bool,
    part: Part | None,
) -> Iterator[StoredProperty]:
    """The stored properties of one plain field: one, and two bounds more where it is a date."""
    model, field = declared
    kind, many = inner(model.model_fields[field].annotation)
    stored, form = forms(kind, name) if not mark.decimal else (StoredType.TEXT, Form.DECIMAL)
    vocabulary = kind if isinstance(kind, type) and issubclass(kind, Term) else None
    main = StoredProperty(
        name, stored, form, mark.iri, doc, path, required, vocabulary, part, mark.term, labels(kind), declared
    )
    if form is Form.EDTF:
        yield replace(main, path=(*path, "text"))
        for bound, words in (("earliest", "first"), ("latest", "last")):
            yield StoredProperty(
                f"{name}_{bound}",
                StoredType.DATE,
                Form.DATE,
                mark.iri_of_bound(bound),
                f"The {words} day that `{name}` can mean.",
                (*path, bound),
                part=part,
                term=mark.term,
            )
        return
    yield replace(main, type=StoredType.TEXTS) if many else main


def parts(
    mark: Parts, prefix: str, annotation: Any, path: tuple[str, ...], part: Part | None
) -> Iterator[StoredProperty | RelationshipType]:
    """The members of a field that has fields of its own, its computed ones included."""
    model, _ = inner(annotation)
    prefix += mark.prefix
    own = mark.iri is not None and mark.type is not None
    inside = Part(prefix.rstrip("_"), str(mark.iri), str(mark.type), part) if own else part
    for each in members(model, path, prefix, inside):
        yield replace(each, term=each.term or mark.term) if isinstance(each, StoredProperty) else each
    for computed in COMPUTED.get(model, ()):
        yield replace(computed, name=prefix + computed.name, path=(*path, *computed.path), part=inside, term=mark.term)


def relationship(
    model: type[Model],
    name: str,
    mark: Relationship,
    annotation: Any,
    path: tuple[str, ...],
    doc: str,
    required: bool,
) -> RelationshipType:
    """The relationship that a reference field becomes."""
    item, many = inner(annotation)
    target, inside = "", [*beside(model, name)]
    if isinstance(item, type) and issubclass(item, Model):
        target, reference = target_field(item)
        inside += [each for each in members(item, (), "", None) if isinstance(each, StoredProperty)]
    else:
        reference = item
    return RelationshipType(
        type=mark.type,
        iri=mark.iri,
        doc=doc,
        path=path,
        targets=labels(reference),
        many=many,
        required=required,
        term=mark.term,
        target=target,
        properties=tuple(inside),
        words=() if mark.words is None else tuple(word.value for word in mark.words),
    )


def labels(reference: Any) -> tuple[str, ...]:
    """The labels of the records that a type of reference admits; none for any kind, and for what is no reference."""
    return tuple(kind.KIND.label for kind in targets_of(reference)) if get_origin(reference) is Ref else ()


def beside(model: type[Model], name: str) -> Iterator[StoredProperty]:
    """The fields of a model that are stored on the relationship of its field ``name``."""
    for other, info in model.model_fields.items():
        for mark in info.metadata:
            if isinstance(mark, Beside) and mark.field == name:
                stand_in = Property(mark.iri)
                doc = sentence(info.description)
                yield from properties(mark.name, stand_in, (model, other), (other,), doc, False, None)


def target_field(item: type[Model]) -> tuple[str, Any]:
    """The field of a relationship's item that holds the reference, and the reference's type."""
    for name, info in item.model_fields.items():
        if any(isinstance(mark, Target) for mark in info.metadata):
            return name, inner(info.annotation)[0]
    return "", Ref[Record]


def forms(kind: Any, name: str) -> tuple[StoredType, Form]:
    """How values of a type are stored and what they are; a TypeError for a type that no store may hold."""
    if get_origin(kind) is Ref:
        return StoredType.TEXT, Form.ID
    if kind is bool:
        return StoredType.BOOLEAN, Form.BOOLEAN
    if kind is str or kind is Locator:
        return StoredType.TEXT, Form.URL if name == "url" else Form.TEXT
    if isinstance(kind, type) and issubclass(kind, Term):
        return StoredType.TEXT, Form.WORD
    if isinstance(kind, type) and issubclass(kind, Edtf):
        return StoredType.TEXT, Form.EDTF
    raise TypeError(f"{name}: a store cannot hold {kind!r}")


def inner(annotation: Any) -> tuple[Any, bool]:
    """The type inside optional, annotated and tuple wrappers, and whether there may be many of it."""
    many = False
    while True:
        origin = get_origin(annotation)
        if origin in (Union, UnionType):
            (annotation,) = (part for part in get_args(annotation) if part is not type(None))
        elif origin is tuple:
            annotation, many = get_args(annotation)[0], True
        elif hasattr(annotation, "__metadata__"):
            annotation = annotation.__origin__
        else:
            return annotation, many


def sentence(doc: str | None) -> str:
    """The first paragraph of a docstring on one line."""
    return " ".join((doc or "").strip().split("\n\n")[0].split())
