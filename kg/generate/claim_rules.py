"""The rules of claims: what ``kg.model.claim`` and ``kg.model.link`` check in records, said of the export."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from kg.generate.node_class import CONTENTS
from kg.generate.shape_terms import (
    SUBJECTS,
    Rule,
    among,
    class_named,
    disjoint,
    every,
    exactly_one,
    has,
    iris,
    none,
    of_classes,
    one,
    some,
)
from kg.generate.turtle import text
from kg.model.concept import concept_iri
from kg.model.introspect import describe
from kg.model.link import SIDES
from kg.model.vocabularies import Predicate as Verb
from kg.model.vocabularies import Rank

__all__ = ["CLAIM_RULES"]

CLAIM: Final = iris("Claim")


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


def sides() -> Iterator[Rule]:
    """For the verbs that take some kinds only, which records may stand on either side."""
    for (subjects, objects), words in groupby(SIDES, key=SIDES.__getitem__):
        verbs = tuple(words)
        others = among(CLAIM["predicate"], (concept_iri(word) for word in Verb if word not in verbs))
        fitting = every(of_kinds(CLAIM["subject"], subjects), of_kinds(CLAIM["object"], objects))
        yield Rule(
            f"Claim-link-sides-of-{'-or-'.join(word.value.replace('_', '-') for word in verbs)}",
            CLAIM["predicate"],
            f"{' or '.join(verbs)} ties {' or '.join(subjects)} to {' or '.join(objects)}",
            (others, fitting),
            by=SUBJECTS,
        )


def of_kinds(predicate: str, slugs: Iterable[str]) -> str:
    """No value but records of these kinds."""
    wanted = frozenset(slugs)
    return of_classes(predicate, (kind.iri for kind in describe() if kind.slug in wanted))


RANKED: Final = f"[ sh:not {has(CLAIM['rank'], concept_iri(Rank.NORMAL))} ]"
GROUNDS: Final = (CLAIM["rank_reason"], CLAIM["ranked_by"], CLAIM["ranked_on"])

CLAIM_RULES: Final = (
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
        CLAIM["predicate"],
        "a link has one subject: a record, words, or a word for nothing or too little",
        (exactly_one(some(CLAIM["subject"]), some(CLAIM["subject_text"]), some(CLAIM["subject_value"])),),
        by=SUBJECTS,
    ),
    Rule(
        "Claim-link-object",
        CLAIM["predicate"],
        "a link has one object: a record or words",
        (exactly_one(some(CLAIM["object"]), some(CLAIM["object_text"])),),
        by=SUBJECTS,
    ),
    Rule(
        "Claim-links-two-records",
        CLAIM["predicate"],
        "a link ties two records, and none to itself",
        (disjoint(CLAIM["subject"], CLAIM["object"]),),
        by=SUBJECTS,
    ),
    Rule(
        "Claim-link-subject-value",
        CLAIM["predicate"],
        "nothing and too little are subjects of reciprocates alone",
        (none(CLAIM["subject_value"]), verb(Verb.RECIPROCATES)),
        by=SUBJECTS,
    ),
    *sides(),
    Rule(
        "Claim-link-reading",
        CLAIM["predicate"],
        "the terms that are met belong to fulfils",
        (none(CLAIM["reading"]), verb(Verb.FULFILS)),
        by=SUBJECTS,
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
        "Claim-is-ranked-on-a-day",
        CLAIM["ranked_on"],
        "a rank holds from a last day on",
        (some(CLAIM["ranked_on_latest"]),),
        by=SUBJECTS,
    ),
)
"""All rules of claims."""
