"""OWL: our classes and predicates, with what they mean and how they fit what others have defined.

Foreign terms are used as they are and are not described again. A predicate of several classes has no domain,
since a union of classes needs blank nodes: ``schema:domainIncludes`` names the classes instead.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from kg.generate.node_class import NodeClass, Predicate, node_classes
from kg.generate.turtle import Statements, document, english
from kg.model.concept import concept_iri
from kg.model.node_kind import Form
from kg.model.vocabulary import Term
from kg.rdf.terms import DERIVED, LINK_IRIS, scheme_iri

__all__ = ["ontology_ttl"]

SYMMETRIC: Final = frozenset(each.iri for each in DERIVED)

ONTOLOGY: Final = "<https://w3id.org/parley/ns>"


def ontology_ttl() -> str:
    """The ontology itself, then classes and predicates, each in the order of the model."""
    return document([HEADER, *(class_block(each) for each in node_classes()), *predicate_blocks()])


HEADER: Final = (
    ONTOLOGY,
    [
        ("a", ["owl:Ontology"]),
        ("dcterms:title", [english("Parley: terms of trade negotiations")]),
        ("dcterms:description", [english("Who promised what in trade negotiations, and who says so.")]),
    ],
)


def class_block(node: NodeClass) -> tuple[str, Statements]:
    """One class, under the foreign classes that it specialises."""
    return node.iri, [
        ("a", ["owl:Class"]),
        ("rdfs:subClassOf", node.parents),
        ("rdfs:label", [english(in_words(node.iri))]),
        ("rdfs:comment", [english(node.doc)]),
        ("rdfs:isDefinedBy", [ONTOLOGY]),
    ]


def predicate_blocks() -> Iterator[tuple[str, Statements]]:
    """Our own predicates, each with all its uses."""
    uses: dict[str, list[tuple[NodeClass, Predicate]]] = {}
    for node in node_classes():
        for predicate in node.predicates:
            if predicate.iri.startswith("ns:"):
                uses.setdefault(predicate.iri, []).append((node, predicate))
    for iri, found in uses.items():
        yield predicate_block(iri, found)
    for word, iri in LINK_IRIS.items():
        if iri not in uses:
            yield link_block(iri, word)


def predicate_block(iri: str, uses: list[tuple[NodeClass, Predicate]]) -> tuple[str, Statements]:
    """One predicate: what it means, of what it is said, and what its values are."""
    predicates = [predicate for _, predicate in uses]
    schemes = sorted({scheme_iri(each) for predicate in predicates for each in predicate.vocabularies})
    domains = unique(node.iri for node, _ in uses)
    ranges = unique(value for predicate in predicates for value in values_of(predicate))
    return iri, [
        ("a", unique(each for predicate in predicates for each in types_of(predicate))),
        ("rdfs:label", [english(in_words(iri))]),
        ("rdfs:comment", [english(doc) for doc in unique(doc for each in predicates for doc in each.docs)]),
        ("rdfs:domain" if len(domains) == 1 else "schema:domainIncludes", domains),
        ("rdfs:range" if len(ranges) == 1 else "schema:rangeIncludes", ranges),
        ("rdfs:seeAlso", schemes),
        ("rdfs:isDefinedBy", [ONTOLOGY]),
    ]


def link_block(iri: str, word: Term) -> tuple[str, Statements]:
    """A predicate that only claims state, by rdf:predicate, and that the export itself does not assert."""
    return iri, [
        ("a", ["owl:ObjectProperty"]),
        ("rdfs:label", [english(in_words(iri))]),
        ("rdfs:comment", [english(word.definition)]),
        ("rdfs:seeAlso", [concept_iri(word)]),
        ("rdfs:isDefinedBy", [ONTOLOGY]),
    ]


def types_of(predicate: Predicate) -> list[str]:
    """Whether a predicate leads to literals or to nodes; a pairing holds both ways."""
    if len(predicate.datatypes) > 0:
        return ["owl:DatatypeProperty"]
    return ["owl:ObjectProperty", *(["owl:SymmetricProperty"] if predicate.iri in SYMMETRIC else [])]


def values_of(predicate: Predicate) -> tuple[str, ...]:
    """The datatypes or classes of a predicate's values."""
    if predicate.form is Form.WORD:
        return ("skos:Concept",)
    return predicate.datatypes if len(predicate.datatypes) > 0 else predicate.targets


def unique(items: Iterable[str]) -> list[str]:
    """The items in the order in which they first come."""
    return list(dict.fromkeys(items))


def in_words(iri: str) -> str:
    """A compact IRI as a label: ``said on`` for ``ns:saidOn``."""
    return re.sub("(?<=[a-z])(?=[A-Z])", " ", iri.partition(":")[2]).lower()
