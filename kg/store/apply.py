"""One load's changes in one transaction: all of them are kept, with their ledger entry, or none."""

from collections.abc import Callable
from typing import Final

from neo4j import ManagedTransaction

from kg.errors import StoreError
from kg.model.introspect import describe
from kg.store.changes import Changes
from kg.store.connection import Store
from kg.store.derive import rebuild
from kg.store.garbage import collector_paused
from kg.store.ledger import LEDGER_LABELS, LoadRun, note, take_turn
from kg.store.redate import redate_nodes, redate_relationships
from kg.store.schema import Index, prepare
from kg.store.sweep import clear_outgoing, retract
from kg.store.upsert import write_assertions, write_edges, write_nodes

__all__ = ["INDEXES", "LIMITS", "apply", "check_size", "make_ready"]

LIMITS: Final = {"neo4j": 300_000, "embedded": 100_000}
"""The largest number of changed nodes and relationships that one transaction holds, measured, by engine."""

INDEXES: Final = (
    *(Index(kind.label, "known_from") for kind in describe()),
    Index("Claim", "predicate", "text"),
)


def make_ready(store: Store) -> None:
    """Constraints and indexes of the model, before anything is written."""
    prepare(store, labels=[kind.label for kind in describe()], indexes=INDEXES, apart=LEDGER_LABELS)


def check_size(store: Store, changes: Changes) -> None:
    """Refuse what one transaction cannot hold, before anything is written."""
    limit = LIMITS[store.engine]
    if changes.size > limit:
        raise StoreError(
            f"{store.address}: {changes.size:,} nodes and relationships would change, and one load takes at most "
            f"{limit:,} on this engine; split the data set into several and load them one after the other"
        )


@collector_paused()
def apply(
    store: Store,
    changes: Changes,
    run: LoadRun,
    *,
    expected: str | None,
    progress: Callable[[int], None] = lambda written: None,
) -> None:
    """Write the changes; ``expected`` is the last load that they were planned against.

    ``progress`` is told the number of elements that each batch wrote.
    """
    check_size(store, changes)
    replaced = set(changes.replaced)

    def work(transaction: ManagedTransaction) -> None:
        take_turn(transaction, expected=expected, address=store.address)
        clear_outgoing(transaction, changes.replaced)
        write_nodes(transaction, changes.nodes, replaced, progress)
        write_edges(transaction, changes.edges, progress)
        write_assertions(transaction, changes.assertions, progress)
        # After the assertions: a record may have moved from one data set to another.
        for dataset, ids in changes.retracted.items():
            retract(transaction, dataset, ids)
        redate_nodes(transaction, changes.redated)
        redate_relationships(transaction, changes.moved)
        if changes.derived is None:
            rebuild(transaction)
        else:
            write_edges(transaction, changes.derived, progress)
        note(transaction, run, changes.dataset_hashes)

    store.write(work)
