"""SHACL: what a correct export looks like, told of our own classes alone.

A shape that targeted a foreign class (``prov:Entity``, ``skos:Concept``) would judge other people's data. Every
shape has an IRI, so that a report names what was broken.
"""

from collections.abc import Iterator
from typing import Final

from kg.generate.node_class import NodeClass, Predicate, node_classes
from kg.generate.shape_rules import RULES
from kg.generate.turtle import Statements, bag, document, english, text
from kg.model.concept import concept_iri
from kg.model.introspect import describe
from kg.model.iri import expand
from kg.model.node_kind import Form
from kg.model.ref import SLUG
from kg.model.vocabularies import StatusWord

__all__ = ["shapes_ttl"]

PREFIXES: Final = {"sh": "http://www.w3.org/ns/shacl#", "shapes": "https://w3id.org/parley/shapes#"}

ANY_RECORD: Final = "shapes:any-record"
"""What a reference leads to that may lead to every kind."""

LINE: Final = r"^\S([^\n\r]*\S)?$"
"""Text of at least one character on one line, without white space at either end."""

FIRST: Final = "Earliest"
LAST: Final = "Latest"

IDENTITY: Final = (
    f"SELECT $this ?value WHERE {{ ?value a $this ; <{expand('dcterms:identifier')}> ?id "
    'FILTER (! STRENDS(STR(?value), CONCAT("/", STR(?id)))) }'
)
"""The nodes of a class whose IRI does not end with their id."""


def shapes_ttl() -> str:
    """Each class with its predicates, in the order of the model; then the rules that tie several predicates."""
    blocks = [block for node in node_classes() for block in class_blocks(node)]
    rules = [
        (
            f"shapes:{rule.name}",
            [
                ("a", ["sh:NodeShape"]),
                (rule.by, [rule.target]),
                ("sh:message", [english(rule.message)]),
                ("sh:or", [bag(rule.alternatives)]),
            ],
        )
        for rule in RULES
    ]
    return document([*blocks, any_record(), identity(), *rules], more_prefixes=PREFIXES)


def any_record() -> tuple[str, Statements]:
    """The shape of a record of whatever kind.

    One look at its types: pyshacl tries each of several alternatives, and as many as there are kinds would take a
    quarter of the time that a run is judged in.
    """
    kinds = f"[ sh:in {bag(kind.iri for kind in describe())} ]"
    kind = f"[ sh:path rdf:type ; sh:qualifiedValueShape {kinds} ; sh:qualifiedMinCount 1 ]"
    return ANY_RECORD, [("a", ["sh:NodeShape"]), ("sh:property", [kind])]


def identity() -> tuple[str, Statements]:
    """The shape by which an id agrees with its IRI, which takes SPARQL to compare.

    It looks at classes, not at their nodes: one query for each kind instead of one for each record.
    """
    message = english("the IRI ends with the id")
    return "shapes:Identity", [
        ("a", ["sh:NodeShape"]),
        ("sh:targetNode", [kind.iri for kind in describe()]),
        ("sh:sparql", [f"[ a sh:SPARQLConstraint ; sh:message {message} ; sh:select {text(IDENTITY)} ]"]),
    ]


def class_blocks(node: NodeClass) -> Iterator[tuple[str, Statements]]:
    """The shape of one class, and the shapes of its predicates."""
    name = f"shapes:{node.name}"
    kind = node.kind
    stages = f"{name}.stages"
    has_stages = kind is not None and len(kind.statuses) > 0
    yield (
        name,
        [
            ("a", ["sh:NodeShape"]),
            ("sh:targetClass", [node.iri]),
            ("sh:nodeKind", ["sh:IRI"]),
            ("sh:pattern", [] if kind is None else [text(f"/{kind.slug}/{SLUG}$")]),
            ("sh:property", [*(f"{name}.{each.name}" for each in node.predicates), *([stages] if has_stages else [])]),
        ],
    )
    for predicate in node.predicates:
        yield f"{name}.{predicate.name}", predicate_shape(predicate)
    if kind is not None and has_stages:
        words = bag(concept_iri(StatusWord.read(status)) for status in kind.statuses)
        yield (
            stages,
            [
                ("a", ["sh:PropertyShape"]),
                ("sh:path", [bag(("ns:hasStatus", "ns:status"))]),
                ("sh:in", [words]),
                ("sh:message", [english(f"the stage is none that a {kind.label} can be at")]),
            ],
        )


def predicate_shape(predicate: Predicate) -> Statements:
    """How many values a predicate has, and what they are."""
    return [
        ("a", ["sh:PropertyShape"]),
        ("sh:path", [predicate.iri]),
        ("sh:name", [english(predicate.name.replace("_", " "))]),
        ("sh:description", [english(" ".join(predicate.docs))]),
        ("sh:minCount", ["1"] if predicate.required else []),
        ("sh:maxCount", [] if predicate.most is None else [str(predicate.most)]),
        *values(predicate),
        ("sh:lessThanOrEquals", last_day(predicate)),
    ]


def last_day(predicate: Predicate) -> list[str]:
    """Of the first day that a date can mean, the predicate that tells the last."""
    stem = predicate.iri.removesuffix(FIRST)
    return [f"{stem}{LAST}"] if predicate.form is Form.DATE and stem != predicate.iri else []


def values(predicate: Predicate) -> Statements:
    """What the values of a predicate are: concepts, nodes of some classes, or literals of some datatypes."""
    if len(predicate.values) > 0:
        return [("sh:in", [bag(predicate.values)])]
    if predicate.form is None:
        return []
    if predicate.form is Form.ID:
        kinds = one_of("sh:class", predicate.targets) if len(predicate.targets) > 0 else [("sh:node", [ANY_RECORD])]
        return [("sh:nodeKind", ["sh:IRI"]), *kinds]
    pattern, longest = predicate.spelling
    if pattern == "" and predicate.form is Form.TEXT:
        pattern = LINE
    return [
        *one_of("sh:datatype", predicate.datatypes),
        ("sh:pattern", [text(pattern)] if pattern != "" else []),
        ("sh:maxLength", [str(longest)] if longest is not None else []),
    ]


def one_of(constraint: str, admitted: tuple[str, ...]) -> Statements:
    """A constraint that holds for one of the values admitted, of which there is at least one."""
    if len(admitted) == 1:
        return [(constraint, admitted)]
    if len(admitted) == 0:
        raise ValueError(f"nothing is admitted by {constraint}, and an empty sh:or would refuse all data")
    return [("sh:or", [bag(f"[ {constraint} {each} ]" for each in admitted)])]
