"""Where the evidence of an answer stands: from ids of claims, documents and data sets to citations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from kg.ask.answer import Citation, Searched
from kg.model.ref import kind_of
from kg.model.vocabularies import Tier
from kg.store import Reader

__all__ = ["citations", "names", "searched"]

BEST_FIRST: Final = tuple(Tier.words())

DOCUMENT: Final = (
    "OPTIONAL MATCH (v:Document {id: via}) "
    "RETURN id, coalesce(d.title, d.name) AS title, d.published AS published, coalesce(d.url, v.url) AS url, "
    "d.tier AS tier, v.tier AS via_tier, v.name AS via, locators, "
    "COLLECT { MATCH (d)-[:PUBLISHED_BY]->(p) RETURN p.name ORDER BY p.name } AS publishers "
    "ORDER BY id"
)
OF_CLAIMS: Final = (
    "UNWIND $ids AS id MATCH (k:Claim {id: id})-[f:FROM]->(d:Document) "
    f"WITH id, d, f.via AS via, f.locator AS locators {DOCUMENT}"
)
OF_DOCUMENTS: Final = (
    "UNWIND $ids AS id MATCH (d:Document {id: id}) "
    "OPTIONAL MATCH (d)<-[c:CITES]-(x) WHERE c.known_from <= $as_of "
    "AND (x.id IN $owners OR EXISTS { MATCH (x)<-[:HAS_STATUS]-(owner) WHERE owner.id IN $owners }) "
    f"WITH DISTINCT id, d, c.via AS via, c.locator AS locators {DOCUMENT}"
)
OF_DATASETS: Final = (
    "UNWIND $ids AS id MATCH (s:Dataset {id: id}) RETURN id, s.title AS title, s.maintainer AS maintainer"
)

KNOWN: Final = (
    "MATCH (k:Claim)-[:FROM]->(d:Document) WHERE k.known_from <= $as_of "
    "RETURN count(k) AS claims, count(DISTINCT d) AS documents"
)


def names(store: Reader, ids: Iterable[str]) -> dict[str, str]:
    """The names of records, by id, sorted by id."""
    cypher = "UNWIND $ids AS id MATCH (n:Entity {id: id}) RETURN n.id AS id, n.name AS name"
    found = {str(row["id"]): str(row["name"]) for row in store.read(cypher, ids=sorted(set(ids)))}
    return dict(sorted(found.items()))


def citations(store: Reader, evidence: Sequence[str], owners: Iterable[str], as_of: date) -> dict[str, Citation]:
    """The citation of each id, in their order.

    The places in a document are those that the ``owners`` (the records in the answer) cite.
    """
    by_kind: dict[str, list[str]] = {}
    for each in evidence:
        by_kind.setdefault(kind_of(each), []).append(each)
    found: dict[str, Citation] = {}
    if "claim" in by_kind:
        found |= grouped(store.read(OF_CLAIMS, ids=by_kind["claim"]))
    if "document" in by_kind:
        cited = sorted(set(owners))
        found |= grouped(store.read(OF_DOCUMENTS, ids=by_kind["document"], owners=cited, as_of=as_of))
    if "dataset" in by_kind:
        for row in store.read(OF_DATASETS, ids=by_kind["dataset"]):
            found[row["id"]] = Citation(row["title"], row["maintainer"], None, None, None, None)
    return {each: found[each] for each in evidence if each in found}


def searched(store: Reader, as_of: date) -> Searched:
    """How much an answer as of this day looks through."""
    (known,) = store.read(KNOWN, as_of=as_of)
    return Searched(known["claims"], known["documents"])


def grouped(rows: Iterable[Any]) -> dict[str, Citation]:
    """One citation for each id, whose rows are the ways in which it is cited."""
    ways: dict[str, list[Any]] = {}
    for row in rows:
        ways.setdefault(row["id"], []).append(row)
    # Sorted here, since the engines do not sort lists alike.
    return {each: citation(sorted(found, key=places)) for each, found in ways.items()}


def citation(ways: list[Any]) -> Citation:
    """One citation from all the ways in which a document is cited: every place, and the worst tier."""
    first = ways[0]
    tiers = [tier for way in ways for tier in (way["tier"], way["via_tier"]) if tier is not None]
    return Citation(
        title=first["title"],
        publisher=", ".join(first["publishers"]) or None,
        published=first["published"],
        url=next((way["url"] for way in ways if way["url"] is not None), None),
        locator="; ".join(dict.fromkeys(place for place in map(places, ways) if place != "")) or None,
        tier=max(tiers, key=BEST_FIRST.index, default=None),
    )


def places(way: Any) -> str:
    """The places of one way of citing, and the document through which it is known."""
    locators = ", ".join(way["locators"] or ())
    return locators if way["via"] is None else f"{locators} via {way['via']}"
