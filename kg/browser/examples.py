"""What the guide takes from the graph itself: days worth asking about, and records to begin with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from kg.ask import Question
from kg.store import Store

__all__ = ["Examples", "find_examples"]

MOST_DAYS: Final = 6
MOST_RECORDS: Final = 5


@dataclass(frozen=True)
class Examples:
    """``days`` newest first; of each label the records (id and name) that most is said about."""

    days: tuple[date, ...]
    records: dict[str, tuple[tuple[str, str], ...]]

    def of(self, labels: tuple[str, ...]) -> list[tuple[str, str]]:
        """Records of any of these labels, the first of each label first."""
        lists = [self.records.get(label, ()) for label in labels]
        found = [each[place] for place in range(MOST_RECORDS) for each in lists if place < len(each)]
        return found[:MOST_RECORDS]


def find_examples(store: Store, questions: tuple[Question, ...]) -> Examples:
    """The days on which most became known, and records for the parameters of the questions."""
    labels = {label for question in questions for each in question.parameters if each.type == "id" for label in each.of}
    return Examples(days(store), {label: records(store, label) for label in sorted(labels | {"Concession"})})


def days(store: Store) -> tuple[date, ...]:
    """The days on which most claims became known, newest first."""
    cypher = (
        "MATCH (k:Claim) WHERE k.known_from IS NOT NULL WITH k.known_from AS day, count(*) AS claims "
        f"RETURN day ORDER BY claims DESC, day DESC LIMIT {MOST_DAYS}"
    )
    return tuple(sorted((row["day"].to_native() for row in store.read(cypher)), reverse=True))


def records(store: Store, label: str) -> tuple[tuple[str, str], ...]:
    """The records of a label (``Record`` is any) that most claims are about, then those most tied to others."""
    cypher = (
        f"MATCH (n:{'Entity' if label == 'Record' else label}) "
        "RETURN n.id AS id, n.name AS name "
        f"ORDER BY COUNT {{ (n)<-[:ABOUT]-() }} DESC, COUNT {{ (n)--() }} DESC, id LIMIT {MOST_RECORDS}"
    )
    return tuple((str(row["id"]), str(row["name"])) for row in store.read(cypher))
