"""Known time that moves: a new claim about an old record can make it known from an earlier day."""

from collections.abc import Mapping, Sequence

from neo4j import ManagedTransaction

from kg.model.known import CONTEXT
from kg.store.derive import DERIVED_TYPES
from kg.store.lookup import entity
from kg.store.upsert import BATCH, batches

__all__ = ["redate_nodes", "redate_relationships"]

# The rule of kg/model/known.py, for relationships that are already there.
RULE = (
    "SET r.known_from = CASE "
    "WHEN type(r) IN ['CITES', 'FROM'] THEN b.known_from "
    "WHEN a.id STARTS WITH 'claim/' OR b.known_from IS NULL OR split(b.id, '/')[0] IN $context THEN a.known_from "
    "WHEN a.known_from IS NULL OR a.known_from < b.known_from THEN b.known_from "
    "ELSE a.known_from END"
)


def redate_nodes(transaction: ManagedTransaction, days: Mapping[str, str | None]) -> None:
    """Give nodes the day from which they are now known."""
    for batch in batches(days.items(), BATCH):
        transaction.run(
            f"UNWIND $rows AS r {entity('n', 'r[0]')} SET n.known_from = date(r[1])",
            rows=[[id_, day] for id_, day in batch],
        ).consume()


def redate_relationships(transaction: ManagedTransaction, ids: Sequence[str]) -> None:
    """Work out anew from when the relationships at these nodes are known, on both sides of them."""
    kept = ["ASSERTS", *DERIVED_TYPES]
    for batch in batches(ids, BATCH):
        for end, pattern in (("a", "(a)-[r]->(b:Entity)"), ("b", "(b)<-[r]-(a:Entity)")):
            transaction.run(
                f"UNWIND $ids AS id {entity(end, 'id')} MATCH {pattern} WHERE NOT type(r) IN $kept {RULE}",
                ids=batch,
                kept=kept,
                context=sorted(CONTEXT),
            ).consume()
