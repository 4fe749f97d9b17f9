"""Records by what people call them: an id, name, alias or identifier, else what comes nearest to it.

Exact ones (in upper or lower case) are looked up, the misprints that are known of a record among them. Where there is
none but the title of a document, which is often called after its matter, names are compared word by word, so that a
slip, another order of the names or a missing accent still leads to the record; claims are found by their sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from kg.ask.question import kind_labels
from kg.model.nearest import SHORT, Called, Near, by_ids, nearest, words_of_id, words_of_name
from kg.model.ref import kind_of
from kg.store import Reader
from kg.store.called import called

__all__ = ["Found", "find", "nearest_called", "nearest_ids"]

ALONE: Final = ("name", "title", "native_name", "iso3166", "wikidata", "url")
LISTED: Final = ("aliases", "misprints")
CODED: Final = ("identifiers", "codes")

SIGNS: Final = ".,:;-/_() "
"""What people write into a code, or leave out: E.O. 14358 is eo-14358, and HS:1201.90 is HS 120190."""


def without_signs(text: str) -> str:
    """An expression of Cypher without the signs of codes, in lower case."""
    without = f"toLower({text})"
    for sign in SIGNS:
        without = f"replace({without}, '{sign}', '')"
    return without


WITHOUT_SCHEME: Final = "substring(value, size(split(value, ':')[0]))"
WITHOUT_KIND: Final = "substring(n.id, size(split(n.id, '/')[0]))"

# A code or identifier is also found without its scheme: 1201.90 for HS:1201.90. Claims and stages have no names of
# their own, only sentences, so none is called exactly so but by its id, or by what follows the kind in it.
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
        "WHERE toLower(value) = toLower($text) "
        f"RETURN n.id AS id, n.name AS name, '{each}' AS matched, value "
        for each in LISTED
    )
    + "".join(
        f"UNION MATCH (n:Entity) WHERE n.{each} IS NOT NULL UNWIND n.{each} AS value WITH n, value "
        f"WHERE $code IN [{without_signs('value')}, {without_signs(WITHOUT_SCHEME)}] "
        f"RETURN n.id AS id, n.name AS name, '{each}' AS matched, value "
        for each in CODED
    )
    + f"UNION MATCH (n:Entity) WHERE {without_signs(WITHOUT_KIND)} = $code "
    "RETURN n.id AS id, n.name AS name, 'id' AS matched, n.id AS value "
    "} RETURN id, name, matched, value"
)

SENTENCES: Final = (
    "MATCH (n:Claim) WHERE all(word IN $words WHERE toLower(n.summary) CONTAINS word) "
    "RETURN n.id AS id, n.name AS name, n.summary AS summary ORDER BY id"
)

MOST_IDS: Final = 50_000
"""Of so many claims and stages the ids are compared; a slip is not worth more of a wait."""

MOST_FOUND: Final = 10
"""So many records with like names are given at most, and so many claims."""

ALIKE: Final = "like"
SUMMARY: Final = "summary"
MISPRINTS: Final = "misprints"


@dataclass(frozen=True)
class Found:
    """A record, and which of its properties (``id``, ``name``, ``aliases``, ...) has which matching value.

    ``matched`` is ``like`` where the value only comes near to what was looked for, or has it among other words, and
    ``summary`` where the words stand in the sentence of a claim.
    """

    kind: str
    id: str
    name: str
    matched: str
    value: str


def find(store: Reader, text: str) -> list[Found]:
    """The records that are called ``text``, each once, by id, and after them those of which it is a misprint.

    Where there is none, those called almost like that, the nearest first, and claims that say it. Where there are only
    titles of documents, or words of ids, what has the words in its name is found too, documents last.
    """
    sought = text.strip()
    exact = called_so(store, sought)
    if any(not is_title(each) and not is_slug(each, sought) for each in exact):
        return exact
    known = {each.id for each in exact}
    others = [each for each in called_like(store, sought) if each.id not in known]
    if len(exact) == 0:
        return [*others[:MOST_FOUND], *claims_that_say(store, sought)]
    named = [each for each in others if has_words(each.value, sought)]
    return sorted([*exact, *named], key=lambda each: each.kind == "Document")[:MOST_FOUND]


def called_so(store: Reader, sought: str) -> list[Found]:
    """The records that are called exactly so, documents after the others, and last those of which it is a misprint."""
    order = ("id", *ALONE, *LISTED, *CODED)
    rows = store.read(CYPHER, id=sought.lower(), text=sought, code=code_in(sought))
    every = [Found(label_of(row["id"]), row["id"], row["name"], row["matched"], row["value"]) for row in rows]
    found: dict[str, Found] = {}
    for each in sorted(every, key=lambda each: (is_slug(each, sought), order.index(each.matched), each.value)):
        found.setdefault(each.id, each)
    by_id = sorted(found.values(), key=lambda each: each.id)
    return sorted(by_id, key=lambda each: (each.matched == MISPRINTS, each.kind == "Document"))


def code_in(text: str) -> str | None:
    """A text without the signs of codes, in lower case; None where nothing is left."""
    code = re.sub(f"[{re.escape(SIGNS)}]", "", text.lower())
    return code if code != "" else None


def is_title(found: Found) -> bool:
    """Whether a record is only found by the title of a document."""
    return found.kind == "Document" and found.matched in ("name", "title")


def is_slug(found: Found, sought: str) -> bool:
    """Whether a record is only found by the words of its id."""
    return found.matched == "id" and found.id != sought.lower()


def called_like(store: Reader, text: str) -> list[Found]:
    """The records whose names come near a text: first those that have all its words, of these documents last."""
    names = called(store, "Entity")
    near = nearest(text, names, most=len(names))
    return [
        Found(label_of(each.key), each.key, names[each.key].names[0], MISPRINTS if each.misprint else ALIKE, each.name)
        for each in sorted(near, key=lambda each: closeness(each, text))
    ]


def closeness(near: Near, text: str) -> tuple[bool, bool, float, bool, str]:
    """The order of what comes near: documents name what they are about, so a good name is better elsewhere."""
    is_whole, is_document = has_words(near.name, text), kind_of(near.key) == "document"
    return (not is_whole, is_whole and is_document, *rank(near))


def has_words(name: str, text: str) -> bool:
    """Whether all words of a text stand in a name."""
    return {*words_of_name(text)} <= {*words_of_name(name)}


def claims_that_say(store: Reader, text: str) -> list[Found]:
    """Claims in whose sentences all words of a text stand, or words that begin with them; by id."""
    words = words_of_name(text)
    if len(words) == 0:
        return []
    found = []
    for row in store.read(SENTENCES, words=words):
        said = words_of_name(row["summary"])
        if all(any(each == word or (len(word) > SHORT and each.startswith(word)) for each in said) for word in words):
            found.append(Found("Claim", row["id"], row["name"], SUMMARY, row["summary"]))
    return found[:MOST_FOUND]


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
