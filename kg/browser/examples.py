"""What the kit takes from the graph itself: days worth asking about, records to begin with, and what has an answer."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from itertools import product
from typing import Final

from kg.ask import Parameter, Question
from kg.ask.bind import bind
from kg.ask.question import ANY_KIND
from kg.store import Store

__all__ = ["Examples", "find_examples"]

MOST_DAYS: Final = 6
MOST_RECORDS: Final = 5


@dataclass(frozen=True)
class Examples:
    """``days`` newest first; of each label the records (id and name) that most is said about.

    ``needed`` holds, by the name of a question, values of the parameters that it needs, with which it has an answer.
    """

    days: tuple[date, ...]
    records: dict[str, tuple[tuple[str, str], ...]]
    needed: dict[str, dict[str, str]] = field(default_factory=dict)

    def of(self, labels: tuple[str, ...]) -> list[tuple[str, str]]:
        """Records of any of these labels (of none: of any kind), the first of each label first."""
        lists = [self.records.get(label, ()) for label in kinds(labels)]
        found = [each[place] for place in range(MOST_RECORDS) for each in lists if place < len(each)]
        return found[:MOST_RECORDS]

    def values(self, question: Question) -> dict[str, str]:
        """What a question needs, with which it has an answer; empty where it needs nothing, or nothing was found."""
        return self.needed.get(question.name, {})


def find_examples(store: Store, questions: tuple[Question, ...], as_of: date) -> Examples:
    """The days on which most became known, records for the parameters of the questions, and values for needed ones."""
    asked = (each for question in questions for each in question.parameters if each.type == "id")
    labels = {"Concession", *(label for each in asked for label in kinds(each.of))}
    found = Examples(days(store), {label: records(store, label) for label in sorted(labels)})
    needed = {question.name: working(store, question, found, as_of) for question in questions}
    return replace(found, needed={name: values for name, values in needed.items() if len(values) > 0})


def kinds(labels: tuple[str, ...]) -> tuple[str, ...]:
    """The labels that an id may be of, as examples are sorted."""
    return labels if len(labels) > 0 else (ANY_KIND,)


def working(store: Store, question: Question, found: Examples, as_of: date) -> dict[str, str]:
    """Values of all parameters that a question needs, with which it has an answer; none where no example has one."""
    needed = [each for each in question.parameters if each.required]
    days = [each.name for each in needed if each.type == "date"]
    # Of two days the first is the one on which a span begins.
    span = dict(zip(days, (min((*found.days, as_of)), as_of), strict=False))

    def choices(parameter: Parameter) -> list[str]:
        if parameter.type == "id":
            return [record for record, _ in found.of(parameter.of)]
        return [span.get(parameter.name, as_of).isoformat()] if parameter.type == "date" else list(parameter.of)

    for chosen in product(*map(choices, needed)) if len(needed) > 0 else ():
        values = {each.name: value for each, value in zip(needed, chosen, strict=True)}
        if len(store.read(question.cypher, as_of=as_of, **bind(question, values))) > 0:
            return values
    return {}


def days(store: Store) -> tuple[date, ...]:
    """The days on which most claims became known, newest first."""
    cypher = (
        "MATCH (k:Claim) WHERE k.known_from IS NOT NULL WITH k.known_from AS day, count(*) AS claims "
        f"RETURN day ORDER BY claims DESC, day DESC LIMIT {MOST_DAYS}"
    )
    return tuple(sorted((row["day"].to_native() for row in store.read(cypher)), reverse=True))


def records(store: Store, label: str) -> tuple[tuple[str, str], ...]:
    """The records of a label (``ANY_KIND`` is any) that most claims are about, then those most tied to others."""
    cypher = (
        f"MATCH (n:{'Entity' if label == ANY_KIND else label}) "
        "RETURN n.id AS id, n.name AS name "
        f"ORDER BY COUNT {{ (n)<-[:ABOUT]-() }} DESC, COUNT {{ (n)--() }} DESC, id LIMIT {MOST_RECORDS}"
    )
    return tuple((str(row["id"]), str(row["name"])) for row in store.read(cypher))
