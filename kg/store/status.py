"""What a store holds: our records by kind, the last load, and nodes that are somebody else's."""

from dataclasses import dataclass
from typing import Final

from kg.model.introspect import describe
from kg.store.connection import Store
from kg.store.failures import Engine
from kg.store.ledger import LoadRun, last_run

__all__ = ["OURS", "Status", "others_in", "records_in", "status"]

RECORDS: Final = {kind.label: f"n:{kind.label} AND n:Entity AND n.id STARTS WITH '{kind.slug}/'" for kind in describe()}
"""The condition on ``n`` by which it is one of our records, by label: others may use the same word for a label."""

# Nothing else that is called Load has both of these; a node without an id makes a condition null, not false.
LEDGER: Final = "n:Ledger AND n.id = 'ledger' OR n:Load AND n.datasets IS NOT NULL AND n.content_hash IS NOT NULL"
OURS: Final = f"coalesce({' OR '.join([*RECORDS.values(), LEDGER])}, false)"
"""The condition on ``n`` by which we put it into the store."""


@dataclass(frozen=True)
class Status:
    """``records`` by label, in the order of the model; ``others`` are nodes that we did not put there, by labels."""

    address: str
    engine: Engine
    records: dict[str, int]
    others: dict[str, int]
    last_load: LoadRun | None


def status(store: Store) -> Status:
    """Which store it is, what it holds, and when it was last loaded."""
    return Status(store.address, store.engine, records_in(store), others_in(store), last_run(store))


def records_in(store: Store) -> dict[str, int]:
    """The number of our records by label, in the order of the model; kinds without records are left out."""
    counts = (
        f"MATCH (n:{label}) WHERE {condition} RETURN '{label}' AS label, count(n) AS nodes"
        for label, condition in RECORDS.items()
    )
    return {row["label"]: row["nodes"] for row in store.read(" UNION ALL ".join(counts)) if row["nodes"] > 0}


def others_in(store: Store) -> dict[str, int]:
    """The number of nodes that are not ours, by their labels in one text, sorted."""
    rows = store.read(f"MATCH (n) WHERE NOT {OURS} WITH labels(n) AS labels RETURN labels, count(*) AS nodes")
    found: dict[str, int] = {}
    for row in rows:
        name = ":".join(sorted(row["labels"])) if len(row["labels"]) > 0 else "(no label)"
        found[name] = found.get(name, 0) + row["nodes"]
    return dict(sorted(found.items()))
