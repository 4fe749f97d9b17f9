"""The rules that tie several predicates of one node, which no single field declares.

They restate for RDF what the validators of ``kg.model`` check in records.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kg.generate.node_class import CONTENTS, NodeClass, node_classes
from kg.generate.turtle import bag, text
from kg.model.concept import concept_iri
from kg.model.vocabularies import Predicate as Verb
from kg.model.vocabularies import Rank

__all__ = ["RULES", "Rule"]


@dataclass(frozen=True)
class Rule:
    """A rule for the nodes of a class: at least one of the alternatives, each a shape, holds."""

    name: str
    target: str
    message: str
    alternatives: tuple[str, ...]


def class_named(name: str) -> NodeClass:
    """The class of that name."""
    return next(node for node in node_classes() if node.name == name)


def iris(name: str) -> dict[str, str]:
    """The predicates of a class by their keys, so that a rule about a key that is gone is an error."""
    return {predicate.name: predicate.iri for predicate in class_named(name).predicates}


CLAIM: Final = iris("Claim")
DOCUMENT: Final = iris("Document")
WINDOW: Final = iris("Window")


def some(predicate: str) -> str:
    """At least one value."""
    return f"[ sh:path {predicate} ; sh:minCount 1 ]"


def none(predicate: str) -> str:
    """No value."""
    return f"[ sh:path {predicate} ; sh:maxCount 0 ]"


def one(predicate: str) -> str:
    """Exactly one value."""
    return f"[ sh:path {predicate} ; sh:minCount 1 ; sh:maxCount 1 ]"


def has(predicate: str, value: str) -> str:
    """This value among others."""
    return f"[ sh:path {predicate} ; sh:hasValue {value} ]"


def every(*shapes: str) -> str:
    """All of the shapes."""
    return f"[ sh:and {bag(shapes)} ]"


def exactly_one(*shapes: str) -> str:
    """One of the shapes and no other."""
    return f"[ sh:xone {bag(shapes)} ]"


def content(name: str) -> str:
    """A claim with this content."""
    return has(CLAIM["content"], text(name))


def other_than(name: str) -> str:
    """A claim with any content but this one."""
    return f"[ sh:not {content(name)} ]"


def verb(word: Verb) -> str:
    """A claim whose link has this predicate."""
    return has(CLAIM["predicate"], concept_iri(word))


def predicates_of(*contents: str) -> tuple[str, ...]:
    """The predicates that belong to these contents of a claim."""
    return tuple(predicate.iri for predicate in class_named("Claim").predicates if predicate.content in contents)


def contents() -> Iterator[str]:
    """The contents that a claim can have: what belongs to one, and nothing that belongs to another."""
    for name in (*CONTENTS, "proposition"):
        others = predicates_of(*(other for other in CONTENTS if other != name))
        yield every(content(name), *(none(predicate) for predicate in others))


ACTED: Final = f"[ sh:path {CLAIM['subject']} ; sh:or ( [ sh:class ns:Party ] [ sh:class ns:Institution ] ) ]"
NO_ACT: Final = tuple(verb(word) for word in Verb if word not in (Verb.BREACHES, Verb.FULFILS))
RANKED: Final = f"[ sh:not {has(CLAIM['rank'], concept_iri(Rank.NORMAL))} ]"
GROUNDS: Final = (CLAIM["rank_reason"], CLAIM["ranked_by"], CLAIM["ranked_on"])

RULES: Final = (
    Rule("Claim-has-one-content", "ns:Claim", "a claim has at most one content", tuple(contents())),
    Rule(
        "Claim-is-about-one-record",
        "ns:Claim",
        "terms and figures are told of exactly one record",
        (every(other_than("terms"), other_than("figure")), one(CLAIM["about"])),
    ),
    Rule(
        "Claim-states-a-term",
        "ns:Claim",
        "terms state at least one term",
        (other_than("terms"), *map(some, predicates_of("terms"))),
    ),
    Rule(
        "Claim-dates-a-status",
        "ns:Claim",
        "since and until belong to a status or a rate",
        (some(CLAIM["status"]), some(CLAIM["rate"]), every(none(CLAIM["since"]), none(CLAIM["until"]))),
    ),
    Rule("Claim-links", "ns:Claim", "a link has a predicate", (other_than("link"), some(CLAIM["predicate"]))),
    Rule(
        "Claim-link-subject",
        "ns:Claim",
        "a link has one subject: a record, words, or a word for nothing or too little",
        (
            other_than("link"),
            exactly_one(some(CLAIM["subject"]), some(CLAIM["subject_text"]), some(CLAIM["subject_value"])),
        ),
    ),
    Rule(
        "Claim-link-object",
        "ns:Claim",
        "a link has one object: a record or words",
        (other_than("link"), exactly_one(some(CLAIM["object"]), some(CLAIM["object_text"]))),
    ),
    Rule(
        "Claim-link-subject-value",
        "ns:Claim",
        "nothing and too little are subjects of reciprocates alone",
        (none(CLAIM["subject_value"]), verb(Verb.RECIPROCATES)),
    ),
    Rule(
        "Claim-link-actor",
        "ns:Claim",
        "only a party or an institution breaches or fulfils",
        (none(CLAIM["predicate"]), *NO_ACT, ACTED),
    ),
    Rule(
        "Claim-link-reading",
        "ns:Claim",
        "the terms that are met belong to fulfils",
        (none(CLAIM["reading"]), verb(Verb.FULFILS)),
    ),
    Rule(
        "Claim-counts",
        "ns:Claim",
        "a figure has an amount",
        (other_than("figure"), some(CLAIM["figure"])),
    ),
    Rule(
        "Claim-is-heard",
        "ns:Claim",
        "a claim has speakers, or says how the text names its source, and not both",
        (exactly_one(some(CLAIM["speaker"]), some(CLAIM["attribution"])),),
    ),
    Rule(
        "Claim-rank-has-grounds",
        "ns:Claim",
        "a rank other than normal has a reason, somebody who ranked, and a day; normal has none",
        (
            every(has(CLAIM["rank"], concept_iri(Rank.NORMAL)), *map(none, GROUNDS)),
            every(RANKED, *map(some, GROUNDS)),
        ),
    ),
    Rule(
        "Document-has-a-date",
        "ns:Document",
        "a document has a date of publication, or the day on which it was read",
        (some(DOCUMENT["published"]), some(DOCUMENT["retrieved"])),
    ),
    Rule(
        "Window-says-something",
        "ns:Window",
        "a window has a start, an end or a label",
        (some(WINDOW["start"]), some(WINDOW["end"]), some(WINDOW["label"])),
    ),
)
"""All rules, by class."""
