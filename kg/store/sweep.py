"""What goes: relationships of changed records, statements that a data set no longer makes, nodes nobody states."""

from collections.abc import Sequence

from neo4j import ManagedTransaction

from kg.store.derive import DERIVED_TYPES
from kg.store.lookup import entity
from kg.store.upsert import BATCH, batches

__all__ = ["clear_outgoing", "retract"]


def clear_outgoing(transaction: ManagedTransaction, ids: Sequence[str]) -> None:
    """Take away what leaves these nodes, but for what is derived and what a data set states."""
    for batch in batches(ids, BATCH):
        transaction.run(
            f"UNWIND $ids AS id {entity('n', 'id')} MATCH (n)-[r]->() WHERE NOT type(r) IN $kept DELETE r",
            ids=batch,
            kept=["ASSERTS", *DERIVED_TYPES],
        ).consume()


def retract(transaction: ManagedTransaction, dataset: str, ids: Sequence[str]) -> None:
    """Take back that a data set states these nodes; a node goes with the last that states it."""
    for batch in batches(ids, BATCH):
        transaction.run(
            f"UNWIND $ids AS id {entity('n', 'id')} MATCH (n)<-[a:ASSERTS]-(d:Dataset) WHERE d.id = $dataset DELETE a",
            dataset=dataset,
            ids=batch,
        ).consume()
        transaction.run(
            f"UNWIND $ids AS id {entity('n', 'id')} WHERE NOT EXISTS {{ (n)<-[:ASSERTS]-(:Dataset) }} DETACH DELETE n",
            ids=batch,
        ).consume()
