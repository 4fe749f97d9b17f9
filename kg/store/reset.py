"""Taking out of a store what we put into it, and nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from neo4j import ManagedTransaction

from kg.model.introspect import describe
from kg.store.apply import INDEXES
from kg.store.connection import Store
from kg.store.ledger import LEDGER_LABELS
from kg.store.status import OURS, others_in, records_in

__all__ = ["Removal", "removal", "reset"]

BATCH: Final = 20_000
"""Nodes a transaction, with all their relationships: one transaction for most graphs, and none that is too large."""

ROOT: Final = "Entity"
LABELS: Final = (*(kind.label for kind in describe()), ROOT, *LEDGER_LABELS)


@dataclass(frozen=True)
class Removal:
    """What is ours in a store, and what is not.

    ``records`` by label, ``relationships`` at them, the number of ``loads`` in the ledger, names of ``constraints``
    and ``indexes``; ``left`` are nodes that stay, by their labels, ``left_schema`` constraints and indexes that stay.
    """

    records: dict[str, int]
    relationships: int
    loads: int
    constraints: tuple[str, ...]
    indexes: tuple[str, ...]
    left: dict[str, int]
    left_schema: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing in the store is ours."""
        return self == Removal({}, 0, 0, (), (), self.left, self.left_schema)


def removal(store: Store) -> Removal:
    """What a reset would take out, and what it would leave; nothing is written."""
    (row,) = store.read(
        f"CALL () {{ MATCH (n) WHERE {OURS} MATCH (n)-[r]-() RETURN count(DISTINCT r) AS relationships }} "
        f"CALL () {{ MATCH (n:Load) WHERE {OURS} RETURN count(n) AS loads }} "
        "RETURN relationships, loads"
    )
    constraints, indexes = list(shown(store, "CONSTRAINTS")), list(shown(store, "INDEXES"))
    return Removal(
        records=records_in(store),
        relationships=row["relationships"],
        loads=row["loads"],
        constraints=tuple(name for name, ours in constraints if ours),
        indexes=tuple(name for name, ours in indexes if ours),
        left=others_in(store),
        left_schema=tuple(name for name, ours in (*constraints, *indexes) if not ours),
    )


def reset(store: Store) -> Removal:
    """Take out our records, the ledger, our constraints and our indexes; what was taken out, and what is left.

    A graph of more than ``BATCH`` nodes goes in several transactions: if that is interrupted, reset it again.
    """
    found = removal(store)

    def some(transaction: ManagedTransaction) -> int:
        cypher = f"MATCH (n) WHERE {OURS} WITH n LIMIT $size DETACH DELETE n RETURN count(*) AS gone"
        gone: int = transaction.run(cypher, size=BATCH).single(strict=True)["gone"]
        return gone

    while store.write(some) > 0:
        pass
    for name in found.constraints:
        drop(store, "CONSTRAINT", name)
    for name in found.indexes:
        drop(store, "INDEX", name)
    drop_types(store, found)
    return found


def shown(store: Store, what: str) -> Iterator[tuple[str, bool]]:
    """The constraints or indexes of a store by name, and whether each is ours: named as we name them, on our labels.

    Indexes that belong to a constraint or to the engine, and what the embedded engine says of its types, are no
    constraints or indexes of anybody.
    """
    own = {*((label, "id") for label in LABELS), *((each.label, each.property) for each in INDEXES)}
    for row in store.read(f"SHOW {what}"):
        if row["type"] in ("LOOKUP", "NODE_PROPERTY_TYPE") or row.get("owningConstraint") is not None:
            continue
        target = (*(row["labelsOrTypes"] or ()), *(row["properties"] or ()))
        yield row["name"], target in own and row["name"] == "_".join(target).lower()


def drop(store: Store, what: str, name: str) -> None:
    """Drop one constraint or index."""

    def work(transaction: ManagedTransaction) -> Any:
        return transaction.run(f"DROP {what} `{name}` IF EXISTS").consume()

    store.write(work)


def drop_types(store: Store, found: Removal) -> None:
    """The embedded engine declares types for our labels; those go with us, unless somebody's nodes have them."""
    if store.embedded is None:
        return
    used = {label for labels in found.left for label in labels.split(":")}
    # The root last: a type with others below it cannot go.
    for label in sorted(LABELS, key=lambda label: label == ROOT):
        if label not in used:
            store.embedded.declare(f"DROP TYPE `{label}` IF EXISTS")
