"""The one triple that a claim states, where one triple says it: rdf:subject, rdf:predicate and rdf:object.

A link says one where it ties two records. Terms say one where exactly one term is stated: of the record that the
claim is about, with the property of the term, and its value, its part, or the record that it names.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple

from kg.model.claim import Claim
from kg.model.node_kind import NodeKind, RelationshipType, StoredProperty
from kg.model.ref import kind_of
from kg.rdf.syntax import iri, record_iri, writer_of
from kg.rdf.terms import LINK_IRIS, outgoing, term_iri

__all__ = ["Said", "said_by"]

Said = Callable[[str, Sequence[Any], Iterable[Sequence[Any]]], Iterable[tuple[str, str]]]
"""From the IRI of a claim, its row and its relationships to the predicates and objects that say the triple."""

SUBJECT: Final = iri("rdf:subject")
PREDICATE: Final = iri("rdf:predicate")
OBJECT: Final = iri("rdf:object")


class TermOf(NamedTuple):
    """One term: where in the row it can stand, its property, and what writes its object."""

    places: tuple[int, ...]
    predicate: str
    write: Callable[[str, Sequence[Any]], str]


def said_by(kind: NodeKind, columns: Sequence[StoredProperty], base: str) -> Said | None:
    """What finds the triple in the rows of a kind; None for kinds that say nothing."""
    if kind.label != Claim.KIND.label:
        return None
    names = [each.name for each in columns]
    content, predicate = names.index("content"), names.index("predicate")
    links = {word.value: iri(compact) for word, compact in LINK_IRIS.items()}
    terms = tuple(terms_among(columns, base))
    fields = {each.type: each.path[1] for each in outgoing(kind) if is_term(each)}

    def target(record_id: str) -> str:
        return f"<{record_iri(base, record_id)}>"

    def link(row: Sequence[Any], edges: Iterable[Sequence[Any]]) -> Iterator[tuple[str, str]]:
        ends = {each[1]: each[2] for each in edges if each[1] in ("SUBJECT", "OBJECT")}
        if len(ends) == 2 and row[predicate] is not None:
            yield SUBJECT, target(ends["SUBJECT"])
            yield PREDICATE, links[row[predicate]]
            yield OBJECT, target(ends["OBJECT"])

    def term(name: str, row: Sequence[Any], edges: Iterable[Sequence[Any]]) -> Iterator[tuple[str, str]]:
        about = [each[2] for each in edges if each[1] == "ABOUT"]
        named = [(fields[each[1]], each[2]) for each in edges if each[1] in fields]
        stated = [each for each in terms if any(row[place] is not None for place in each.places)]
        if len(about) != 1 or len(stated) + len(named) != 1:
            return
        if len(stated) == 1:
            yield SUBJECT, target(about[0])
            yield PREDICATE, stated[0].predicate
            yield OBJECT, stated[0].write(name, row)
            return
        [(field, record_id)] = named
        property_of_record = term_iri(kind_of(about[0]), field)
        if property_of_record is not None:
            yield SUBJECT, target(about[0])
            yield PREDICATE, iri(property_of_record)
            yield OBJECT, target(record_id)

    def said(name: str, row: Sequence[Any], edges: Iterable[Sequence[Any]]) -> Iterable[tuple[str, str]]:
        if row[content] == "link":
            return link(row, edges)
        return term(name, row, edges) if row[content] == "terms" else ()

    return said


def is_term(each: StoredProperty | RelationshipType) -> bool:
    """Whether it stands among the terms of a claim."""
    return len(each.path) > 1 and each.path[0] == "terms"


def terms_among(columns: Sequence[StoredProperty], base: str) -> Iterator[TermOf]:
    """The terms that are stored as properties of a claim, gathered by their field."""
    for field in dict.fromkeys(each.path[1] for each in columns if is_term(each)):
        group = [(at, each) for at, each in enumerate(columns) if is_term(each) and each.path[1] == field]
        places = tuple(at for at, _ in group)
        outermost = next((each.part for _, each in group if each.part is not None and each.part.parent is None), None)
        if outermost is not None:
            yield TermOf(places, iri(outermost.iri), part_writer(outermost.name))
        else:
            # A date has bounds beside its text, and the text is what was said.
            [(at, main)] = [(at, each) for at, each in group if each.name == field]
            yield TermOf(places, iri(main.iri), value_writer(at, writer_of(main, base)))


def part_writer(part: str) -> Callable[[str, Sequence[Any]], str]:
    """What names a part of a claim."""
    return lambda name, row: f"<{name}#{part}>"


def value_writer(at: int, write: Callable[[Any], str]) -> Callable[[str, Sequence[Any]], str]:
    """What writes the value at a place in the row."""
    return lambda name, row: write(row[at])
