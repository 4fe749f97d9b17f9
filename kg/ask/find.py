"""Records by what people call them: an id, name, alias or identifier, else what comes nearest to it.

Exact ones (in upper or lower case) are looked up, the misprints that are known of a record among them. Only where there
is none, names are compared word by word, so that a slip, another order of the names or a missing accent still leads to
the record.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from kg.ask.question import kind_labels
from kg.model.nearest import Called, Near, by_ids, nearest, words_of_id
from kg.model.ref import kind_of
from kg.store import Reader
from kg.store.called import called

__all__ = ["Found", "find", "nearest_called", "nearest_ids"]

ALONE: Final = ("name", "title", "native_name", "iso3166", "wikidata", "url")
LISTED: Final = ("aliases", "identifiers", "codes", "misprints")

# A code or identifier is also found without its scheme: 1201.90 for HS:1201.90. Claims and stages have no names of
# their own, only sentences, so they are found by id alone.
CYPHER: Final = (
    "CALL () { "
    "MATCH (n:Entity {id: $id}) RETURN n.id AS id, n.name AS name, 'id' AS matched, n.id AS value "
    + "".join(
        f"UNION MATCH (n:Entity) WHERE NOT n:Claim AND NOT n:Status AND toLower(n.{each}) = toLower($text) "
        f"RETURN n.id AS id, n.name AS name, '{each}' AS matched, n.{each} AS value "
        for each in ALONE
    )
    + "".join(
        f"UNION MATCH (n:Entity) WHERE n.{each} IS NOT NULL UNWIND n.{each} AS value WITH n, value "
        "WHERE toLower(value) = toLower($text) OR toLower(value) ENDS WITH ':' + toLower($text) "
        f"RETURN n.id AS id, n.name AS name, '{each}' AS matched, value "
        for each in LISTED
    )
    + "} RETURN id, name, matched, value"
)

MOST_IDS: Final = 50_000
"""Of so many claims and stages the ids are compared; a slip is not worth more of a wait."""

MOST_FOUND: Final = 10
ALIKE: Final = "like"
MISPRINTS: Final = "misprints"


@dataclass(frozen=True)
class Found:
    """A record, and which of its properties (``id``, ``name``, ``aliases``, ...) has which matching value.

    ``matched`` is ``like`` where the value only comes near to what was looked for.
    """

    kind: str
    id: str
    name: str
    matched: str
    value: str


def find(store: Reader, text: str) -> list[Found]:
    """The records that are called ``text``, each once, by id, and after them those of which it is a misprint.

    Where there is none, those called almost like that, the nearest first.
    """
    sought = text.strip()
    order = ("id", *ALONE, *LISTED)
    rows = store.read(CYPHER, id=sought.lower(), text=sought)
    found: dict[str, Found] = {}
    for row in sorted(rows, key=lambda row: (row["id"], order.index(row["matched"]), row["value"])):
        found.setdefault(row["id"], Found(label_of(row["id"]), row["id"], row["name"], row["matched"], row["value"]))
    return sorted(found.values(), key=lambda each: each.matched == MISPRINTS) if len(found) > 0 else near(store, sought)


def near(store: Reader, text: str) -> list[Found]:
    """The records whose names come nearest to a text."""
    names = called(store, "Entity")
    return [
        Found(label_of(each.key), each.key, names[each.key].names[0], MISPRINTS if each.misprint else ALIKE, each.name)
        for each in sorted(nearest(text, names, most=MOST_FOUND), key=rank)
    ]


def nearest_ids(store: Reader, text: str, labels: Iterable[str]) -> list[Near]:
    """The ids of the kinds ``labels`` (none for any kind) that may be meant by a wrong id, or by a name."""
    kinds = tuple(labels)
    sought: dict[str, Called] = {}
    for label in kinds if len(kinds) > 0 else ("Entity",):
        sought |= called(store, label)
        # Ids of claims and stages are all that they are called; everything else also goes by its id.
        if label in ("Claim", "Status"):
            rows = store.read(f"MATCH (n:{label}) RETURN n.id AS id ORDER BY id LIMIT $most", most=MOST_IDS)
            sought |= {row["id"]: Called(()) for row in rows}
    return nearest_called(text, sought)


def nearest_called(text: str, called: Mapping[str, Called]) -> list[Near]:
    """The records that may be meant by a wrong id, or by a name; each also goes by its id."""
    return sorted(nearest(words_of_id(text), by_ids(called)), key=rank)


def rank(near: Near) -> tuple[float, bool, str]:
    """The nearest first; of those that are about as near, documents last: they name what they are about."""
    return (-round(near.score), kind_of(near.key) == "document", near.key)


def label_of(record: str) -> str:
    """The kind of a record as the model calls it."""
    return {slug: label for label, slug in kind_labels().items()}[kind_of(record)]
