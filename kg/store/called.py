"""What records are called, to find the one that is meant by a misspelled name or id."""

from __future__ import annotations

from typing import Final

from kg.model.nearest import Called
from kg.store.reader import Reader

__all__ = ["called"]

# Claims and stages have no names of their own, only sentences.
CYPHER: Final = (
    "MATCH (n:{label}) WHERE NOT n:Claim AND NOT n:Status "
    "RETURN n.id AS id, n.name AS name, n.title AS title, n.native_name AS native_name, n.aliases AS aliases, "
    "n.misprints AS misprints ORDER BY id LIMIT $most"
)
MOST: Final = 50_000
"""Among the names of so many records the nearest are looked for; a slip is not worth more of a wait."""


def called(store: Reader, label: str) -> dict[str, Called]:
    """What the records of a kind are called, by id, the name that people read first; none for claims and stages."""
    return {
        row["id"]: Called(
            tuple(
                each
                for each in (row["name"], row["title"], row["native_name"], *(row["aliases"] or ()))
                if each is not None
            ),
            tuple(row["misprints"] or ()),
        )
        for row in store.read(CYPHER.format(label=label), most=MOST)
    }
