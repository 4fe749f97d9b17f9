"""The terms of RDF that are not stated at a field of the model, so that export and schema say the same.

Everything here is a compact name (``ns:Citation``, ``void:inDataset``) that ``kg.model.iri.expand`` makes whole.

- A record is ``<base><id>``; its one type is the class of its kind.
- A part (quantity, window, ...) is ``<record>#<name of the part>``.
- A list is a set: a statement for each of its items, in no order and without repetition.
- A word of a vocabulary is a concept (``kg.model.concept``), in the scheme ``scheme_iri``.
- A relationship is one triple; its known time follows from its ends and is not written. One that has properties of
  its own is also a node, ``<record>#<stem>-<kind>-<slug>`` (``TIES``), that names the triple by rdf:subject,
  rdf:predicate and rdf:object and carries the properties.
- The node of a relationship that rests on a document, and everything of a claim, stand in the named graph whose
  name is the IRI of the document; all else stands in the default graph.
"""

from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final

from kg.model.added import KNOWN_FROM
from kg.model.introspect import describe
from kg.model.node_kind import Form, NodeKind, RelationshipType, StoredProperty, StoredType
from kg.model.vocabularies import Predicate
from kg.model.vocabulary import Vocabulary

__all__ = [
    "ASSERTS",
    "DATATYPES",
    "DERIVED",
    "EDTF_DATATYPES",
    "LINK_IRIS",
    "TIES",
    "Tie",
    "outgoing",
    "own_properties",
    "scheme_iri",
    "term_iri",
]


@dataclass(frozen=True)
class Tie:
    """How a relationship with properties of its own becomes a node.

    ``stem`` begins the fragment of its IRI and ``type`` is its class. ``graph`` says what stands in the named
    graph of the relationship's target: nothing, the node, or the whole record.
    """

    stem: str
    type: str
    doc: str
    graph: str = ""


NODE: Final = "node"
RECORD: Final = "record"

TIES: Final = MappingProxyType(
    {
        "CITES": Tie("cites", "ns:Citation", "Where in a document a record is borne out.", NODE),
        "FROM": Tie("from", "ns:Citation", "Where in a document a claim stands.", RECORD),
        "ATTENDED_BY": Tie("attended-by", "ns:Attendance", "Who took part in an event, as what, and for whom."),
        "RECIPROCATES": Tie("reciprocates", "ns:Pairing", "Two undertakings that a claim says were given in return."),
        "ASSERTS": Tie("asserted-by", "ns:Assertion", "What a data set states of a record, by its hash."),
    }
)
"""By the type of the relationship."""

RECIPROCATES: Final = RelationshipType(
    "RECIPROCATES",
    "ns:reciprocates",
    "An undertaking given in return, as some claim has it; stated once for each pair, and meant both ways.",
    (),
    ("Commitment", "Concession"),
    many=True,
    properties=(KNOWN_FROM,),
)
"""The derived relationship between undertakings."""

SAME_AS: Final = RelationshipType(
    "SAME_AS",
    "ns:sameAs",
    "An actor that was judged to be the same; stated once for each pair, and meant both ways. Not owl:sameAs: a "
    "judgement can be taken back, and each record keeps what its own sources state.",
    (),
    ("Institution", "Official", "Party"),
    many=True,
)
"""The derived relationship between actors."""

DERIVED: Final = (RECIPROCATES, SAME_AS)
"""The relationships that no field of a record states."""

ASSERTS: Final = RelationshipType(
    "ASSERTS",
    "void:inDataset",
    "The data set that states the record. It is written with the record, not with the data set that it leaves in "
    "the store, since a data set asserts more than fits into memory.",
    (),
    ("Dataset",),
    many=True,
    properties=(
        StoredProperty(
            "content_hash",
            StoredType.TEXT,
            Form.TEXT,
            "ns:contentHash",
            "The hash over everything that the data set states of the record.",
            (),
            required=True,
        ),
    ),
)
"""From a data set to every record that it states. What else is stored with it is the loader's own bookkeeping."""

LINK_IRIS: Final = MappingProxyType(
    {
        Predicate.RECIPROCATES: "ns:reciprocates",
        Predicate.BREACHES: "ns:breaches",
        Predicate.FULFILS: "ns:fulfils",
        Predicate.IMPLEMENTS: "ns:implements",
        Predicate.CONDITIONAL_ON: "ns:conditionalOn",
        Predicate.PROMPTED_BY: "ns:promptedBy",
        Predicate.REPLACES: "ns:replaces",
    }
)
"""The property that a claim's link states of its subject and object."""

DATATYPES: Final = MappingProxyType(
    {
        Form.TEXT: "xsd:string",
        Form.DATE: "xsd:date",
        Form.DECIMAL: "xsd:decimal",
        Form.INTEGER: "xsd:integer",
        Form.BOOLEAN: "xsd:boolean",
        Form.URL: "xsd:anyURI",
    }
)
"""The datatype of a literal; of the other forms, WORD and ID are IRIs, and EDTF has several datatypes."""

EDTF_DATATYPES: Final = ("xsd:date", "xsd:gYearMonth", "xsd:gYear", "edtf:EDTF")
"""A plain day, month or year has its own datatype; every other date or span, and an instant, has the last."""


def scheme_iri(vocabulary: Vocabulary) -> str:
    """The concept scheme of a vocabulary, as a compact name.

    >>> from kg.model.vocabularies import Hedge
    >>> scheme_iri(Hedge)
    'ns:hedge-scheme'
    """
    return f"ns:{vocabulary.scheme}-scheme"


@cache
def outgoing(kind: NodeKind) -> tuple[RelationshipType, ...]:
    """The relationships that are written with a kind of record: one for each type, the derived ones included.

    ASSERTS is not among them, although it is written with every kind, since it comes in.
    """
    derived = [each for each in DERIVED if kind.label in each.targets]
    by_type: dict[str, RelationshipType] = {}
    for each in (*kind.relationships, *derived):
        if by_type.setdefault(each.type, each).iri != each.iri:
            raise TypeError(f"{each.type} of a {kind.label} has two properties in RDF; one type has one")
        if (len(each.properties) > 0) != (each.type in TIES):
            raise TypeError(f"{each.type} has properties of its own or a line in TIES, but not both")
    return tuple(by_type.values())


@cache
def own_properties(kind: NodeKind) -> tuple[StoredProperty, ...]:
    """The properties that relationships leaving a kind of record have, each name once."""
    return tuple({own.name: own for each in outgoing(kind) for own in each.properties}.values())


@cache
def term_iri(slug: str, field: str) -> str | None:
    """The property that a restated reference (``by``, ``to``) has on records whose ids begin with ``slug``."""
    found = (
        each.iri
        for kind in describe()
        if kind.slug == slug
        for each in kind.relationships
        if each.term and each.path == (field,)
    )
    return next(found, None)
