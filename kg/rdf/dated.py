"""What no record by itself shows of a graph that somebody has changed by hand: days, and ends that are no records.

The rules are those of ``kg.rdf.integrity`` for a file; here the store answers them, since all days of a large graph
do not fit into memory.
"""

from collections.abc import Iterator
from typing import Final

from kg.model.introspect import describe
from kg.model.node_kind import NodeKind
from kg.rdf.read import is_ours
from kg.rdf.terms import ASSERTS, outgoing
from kg.store import Store

__all__ = ["misdated", "strays"]

MOST: Final = 20
"""As many of a kind are told: who has changed one with a line of Cypher may have changed all."""

CLAIM: Final = "MATCH (n)-[:FROM]->(d:Document) RETURN min(d.known_from) AS day"
DOCUMENT: Final = "RETURN coalesce(n.published_latest, n.retrieved_latest) AS day"
OTHER: Final = (
    "OPTIONAL MATCH (n)-[:CITES]->(d:Document) WITH n, min(d.known_from) AS cited "
    "OPTIONAL MATCH (n)<-[:ABOUT]-(c:Claim) WITH cited, min(c.known_from) AS told "
    "RETURN CASE WHEN cited IS NULL OR told < cited THEN told ELSE cited END AS day"
)


def misdated(store: Store) -> Iterator[str]:
    """Records that are known from another day than follows from what they rest on."""
    for kind in describe():
        rule = {"Claim": CLAIM, "Document": DOCUMENT}.get(kind.label, OTHER)
        for row in store.read(
            "OPTIONAL MATCH (d:Document:Entity) WITH coalesce(max(d.known_from), date('0001-01-01')) AS last "
            f"MATCH (n:{kind.label}:Entity) WHERE {is_ours(kind)} CALL (n) {{ {rule} }} WITH n, day, last "
            f"WHERE ((day IS NULL) <> (n.known_from IS NULL) OR day <> n.known_from){unless_before_its_sources(kind)} "
            f"RETURN n.id AS id, day, n.known_from AS found ORDER BY id LIMIT {MOST}"
        ):
            day, found = (row[each] if row[each] is not None else "no day" for each in ("day", "found"))
            yield f"{row['id']} is known from {day}, not from {found}"


def unless_before_its_sources(kind: NodeKind) -> str:
    """A graph that was read back from a run as of a day holds context before anything that it rests on."""
    return " AND NOT (day IS NULL AND n.known_from > last)" if kind.context else ""


def strays(store: Store) -> Iterator[str]:
    """What records lead to and that is none."""
    types = "|".join(sorted({each.type for kind in describe() for each in outgoing(kind)} | {ASSERTS.type}))
    records = " OR ".join(f"(n:{kind.label} AND {is_ours(kind)})" for kind in describe())
    for row in store.read(
        f"MATCH (n:Entity) WHERE NOT ({records}) AND EXISTS {{ (:Entity)-[:{types}]->(n) }} "
        f"RETURN n.id AS id, labels(n) AS labels ORDER BY id LIMIT {MOST}"
    ):
        labels = " and ".join(sorted(row["labels"]))
        yield f"{row['id']} is led to, and no record with the labels {labels}"
