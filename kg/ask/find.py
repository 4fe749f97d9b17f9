"""Records by what people call them: an id, name, alias or identifier, else what comes nearest to it.

Exact ones (in upper or lower case) are looked up. Only where there is none, names are compared word by word, so that
a misprint, another order of the names or a missing accent still leads to the record.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from kg.ask.question import kind_labels
from kg.model.nearest import Near, nearest
from kg.model.ref import kind_of, slug_of
from kg.store import Reader

__all__ = ["Found", "did_you_mean", "find", "nearest_called", "nearest_ids"]

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

CALLED: Final = (
    "MATCH (n:{label}) WHERE NOT n:Claim AND NOT n:Status "
    "RETURN n.id AS id, n.name AS name, n.title AS title, n.native_name AS native_name, n.aliases AS aliases "
    "ORDER BY id LIMIT $most"
)
MOST_NAMES: Final = 50_000
"""Among the names of so many records the nearest are looked for; a slip is not worth more of a wait."""

MOST_FOUND: Final = 10
NEAREST: Final = 3
ALIKE: Final = "like"


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
    """The records that are called ``text``, each once, by id; else those called almost like that, the nearest first."""
    sought = text.strip()
    order = ("id", *ALONE, *LISTED)
    rows = store.read(CYPHER, id=sought.lower(), text=sought)
    found: dict[str, Found] = {}
    for row in sorted(rows, key=lambda row: (row["id"], order.index(row["matched"]), row["value"])):
        found.setdefault(row["id"], Found(label_of(row["id"]), row["id"], row["name"], row["matched"], row["value"]))
    return list(found.values()) if len(found) > 0 else alike(store, sought)


def alike(store: Reader, text: str) -> list[Found]:
    """The records whose names come nearest to a text."""
    called, names = names_of(store, "Entity")
    near = nearest(text, called, most=MOST_FOUND)
    return [Found(label_of(each.key), each.key, names[each.key], ALIKE, each.name) for each in sorted(near, key=rank)]


def nearest_ids(store: Reader, text: str, labels: Iterable[str]) -> list[str]:
    """The ids of the kinds ``labels`` (none for any kind) that may be meant by a wrong id, or by a name."""
    kinds = tuple(labels)
    called: dict[str, list[str]] = {}
    for label in kinds if len(kinds) > 0 else ("Entity",):
        called |= names_of(store, label)[0]
    # Ids of claims and stages are all that they are called.
    if any(label in ("Claim", "Status") for label in kinds):
        for label in kinds:
            rows = store.read(f"MATCH (n:{label}) RETURN n.id AS id ORDER BY id LIMIT $most", most=MOST_NAMES)
            called = {row["id"]: [] for row in rows} | called
    return nearest_called(text, called)


def nearest_called(text: str, called: Mapping[str, Iterable[str]]) -> list[str]:
    """The ids that may be meant by a wrong id, or by a name, among records by their names; each also goes by its id."""
    slug = slug_of(text) if "/" in text else text
    sought = {key: [slug_of(key).replace("-", " "), *names] for key, names in called.items()}
    return [each.key for each in sorted(nearest(slug.replace("-", " "), sought, most=NEAREST), key=rank)]


def did_you_mean(ids: list[str]) -> str:
    """The fix in an error about an id."""
    return f"did you mean {' or '.join(ids)}?" if len(ids) > 0 else "kg find looks ids up by name"


def names_of(store: Reader, label: str) -> tuple[dict[str, list[str]], dict[str, str]]:
    """What the records of a kind are called, and their names."""
    called: dict[str, list[str]] = {}
    names: dict[str, str] = {}
    for row in store.read(CALLED.format(label=label), most=MOST_NAMES):
        values = (row["name"], row["title"], row["native_name"], *(row["aliases"] or ()))
        called[row["id"]] = [each for each in values if each is not None]
        names[row["id"]] = row["name"]
    return called, names


def rank(near: Near) -> tuple[float, bool, str]:
    """The nearest first; of those that are about as near, documents last: they name what they are about."""
    return (-round(near.score), kind_of(near.key) == "document", near.key)


def label_of(record: str) -> str:
    """The kind of a record as the model calls it."""
    return {slug: label for label, slug in kind_labels().items()}[kind_of(record)]
