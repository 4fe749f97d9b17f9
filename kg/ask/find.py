"""Records by what people call them: an exact id, name, alias or identifier, in upper or lower case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kg.ask.question import kind_labels
from kg.model.ref import kind_of
from kg.store import Store

__all__ = ["Found", "find"]

ALONE: Final = ("name", "title", "native_name", "iso3166", "wikidata", "url")
LISTED: Final = ("aliases", "identifiers", "codes")

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


@dataclass(frozen=True)
class Found:
    """A record, and which of its properties (``id``, ``name``, ``aliases``, ...) has which matching value."""

    kind: str
    id: str
    name: str
    matched: str
    value: str


def find(store: Store, text: str) -> list[Found]:
    """The records that are called ``text``, each once, by id; an empty list where none is."""
    sought = text.strip()
    labels = {slug: label for label, slug in kind_labels().items()}
    order = ("id", *ALONE, *LISTED)
    rows = store.read(CYPHER, id=sought.lower(), text=sought)
    found: dict[str, Found] = {}
    for row in sorted(rows, key=lambda row: (row["id"], order.index(row["matched"]), row["value"])):
        label = labels[kind_of(row["id"])]
        found.setdefault(row["id"], Found(label, row["id"], row["name"], row["matched"], row["value"]))
    return list(found.values())
