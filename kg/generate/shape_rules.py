"""The rules that tie several predicates or several nodes, which no single field declares.

They restate for RDF what the validators of ``kg.model`` check in records; what is left out, and why, stands in the
decision record on the shapes.
"""

from collections.abc import Iterator
from typing import Final

from kg.generate.claim_rules import CLAIM_RULES
from kg.generate.shape_terms import OBJECTS, SUBJECTS, Rule, among, class_named, disjoint, every, has, iris, none, some
from kg.generate.turtle import bag, text
from kg.model.concept import concept_iri
from kg.model.introspect import describe
from kg.model.ladder import ladders
from kg.model.locator import UNSEEN
from kg.model.quantity import LARGEST
from kg.model.unit import Unit
from kg.model.vocabularies import MeasureKind

__all__ = ["RULES"]

CITATION: Final = iris("Citation")
CLAIM: Final = iris("Claim")
DOCUMENT: Final = iris("Document")
JUDGEMENT: Final = iris("Judgement")
MEASURE: Final = iris("Measure")
QUANTITY: Final = iris("Quantity")
STATUS: Final = iris("Status")
WINDOW: Final = iris("Window")


def orders() -> Iterator[Rule]:
    """Spans whose ends are two fields: even the first day of the start is no later than the last day of the end."""
    for named, first, last in ((WINDOW, "start", "end"), (STATUS, "since", "until")):
        name, message = f"{first.capitalize()}-is-no-later-than-{last}", f"{last} is no earlier than {first}"
        start, end = named[f"{first}_earliest"], named[f"{last}_latest"]
        yield Rule(name, start, message, (f"[ sh:path {start} ; sh:lessThanOrEquals {end} ]",), by=SUBJECTS)


def signs() -> Iterator[Rule]:
    """What is promised or levied is something; a figure alone may be negative."""
    for name in ("quantity", "rate"):
        positive = f"[ sh:path {QUANTITY['amount']} ; sh:minInclusive 0 ]"
        message = f"a {name} is not below nothing"
        yield Rule(f"{name.capitalize()}-is-not-below-nothing", CLAIM[name], message, (positive,), by=OBJECTS)


def two_sides() -> Iterator[Rule]:
    """Nobody promises himself anything; several may promise each other the same."""
    for name in ("Concession", "Commitment"):
        given = iris(name)
        several = f"[ sh:path {given['by']} ; sh:minCount 2 ]"
        message = "nobody promises himself anything"
        yield Rule(f"{name}-has-two-sides", f"ns:{name}", message, (disjoint(given["by"], given["to"]), several))


def circles() -> Iterator[Rule]:
    """References to the same kind: none of what leads to a record, directly or not, is what it leads to."""
    for kind in describe():
        for each in (each for (slug, _), each in ladders().items() if slug == kind.slug):
            leads_here = f"[ sh:zeroOrMorePath [ sh:inversePath {each.iri} ] ]"
            name, message = f"{kind.label}-{each.path[0]}-in-no-circle", f"{each.path[0]} goes in no circle"
            yield Rule(name, kind.iri, message, (disjoint(leads_here, each.iri),))


JUDGED: Final = next(each.targets for each in class_named("Judgement").predicates if each.name == "between")
RATES: Final = f"( {MEASURE['history']} {STATUS['rate']} {QUANTITY['unit']} )"
OTHER_MEASURES: Final = tuple(concept_iri(word) for word in MeasureKind if word is not MeasureKind.TARIFF)

RULES: Final = (
    *CLAIM_RULES,
    Rule(
        "Citation-is-seen-or-unseen",
        "ns:Citation",
        "unseen stands alone, never beside a place",
        (f"[ sh:path {CITATION['locator']} ; sh:maxCount 1 ]", f"[ sh:not {has(CITATION['locator'], text(UNSEEN))} ]"),
    ),
    Rule(
        "Citation-is-known-through-another",
        CITATION["via"],
        "no document is cited via itself",
        (disjoint(CITATION["via"], CITATION["rdf_object"]),),
        by=SUBJECTS,
    ),
    Rule(
        "Document-has-a-date",
        "ns:Document",
        "a document has a last day of publication, or without a date of it the day on which it was read",
        (
            some(DOCUMENT["published_latest"]),
            every(none(DOCUMENT["published"]), some(DOCUMENT["retrieved_latest"])),
        ),
    ),
    Rule(
        "Judgement-is-between-two-of-a-kind",
        "ns:Judgement",
        "two records of one kind are judged",
        tuple(
            f"[ sh:path {JUDGEMENT['between']} ; sh:minCount 2 ; sh:maxCount 2 ; sh:class {each} ]" for each in JUDGED
        ),
    ),
    Rule(
        "Measure-has-a-rate-of-its-kind",
        "ns:Measure",
        "a tariff is counted in percent or in money",
        (
            among(MEASURE["measure_kind"], OTHER_MEASURES),
            among(RATES, (concept_iri(each) for each in Unit if each.is_rate)),
        ),
    ),
    Rule(
        "Quantity-can-be-kept",
        "ns:Quantity",
        "an amount in thousandths of the base unit fits into 64 bits",
        (f"[ sh:path {QUANTITY['base']} ; sh:minInclusive {-LARGEST} ; sh:maxInclusive {LARGEST} ]",),
    ),
    Rule(
        "Quantity-has-a-known-code",
        "ns:Quantity",
        "the code is one of a unit's",
        (among(QUANTITY["unit_code"], map(text, dict.fromkeys(each.code for each in Unit))),),
    ),
    Rule(
        "Quantity-rises",
        QUANTITY["upto"],
        "the upper end of a range is above the lower",
        (f"[ sh:path {QUANTITY['amount']} ; sh:lessThan {QUANTITY['upto']} ]",),
        by=SUBJECTS,
    ),
    Rule(
        "Window-says-something",
        "ns:Window",
        "a window has a start, an end or a label",
        (some(WINDOW["start"]), some(WINDOW["end"]), some(WINDOW["label"])),
    ),
    Rule(
        "Window-has-plain-sides",
        "ns:Window",
        "each side of a window is one date, no span",
        (f"[ sh:path [ sh:alternativePath {bag((WINDOW['start'], WINDOW['end']))} ] ; sh:pattern {text('^[^/]*$')} ]",),
    ),
    *signs(),
    *orders(),
    *two_sides(),
    *circles(),
)
"""All rules, by class."""
