"""The load ledger: which load ran when, and what it did. Load time lives here, never on facts."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from neo4j import ManagedTransaction

from kg.errors import StoreError
from kg.store.connection import Store

__all__ = ["LEDGER_LABELS", "LoadRun", "last_run", "note", "take_turn"]

LEDGER_LABELS = ("Ledger", "Load")


@dataclass(frozen=True)
class LoadRun:
    """One load: its id, when it ran (UTC, ISO text), of which data sets, and its counts by what was done."""

    id: str
    at: str
    datasets: tuple[str, ...]
    counts: Mapping[str, int]
    content_hash: str


def take_turn(transaction: ManagedTransaction, *, expected: str | None, address: str) -> None:
    """Wait for any load that is being written, and make sure that none came between the plan and this write."""
    row = transaction.run(
        "MERGE (l:Ledger {id: 'ledger'}) SET l.turn = coalesce(l.turn, 0) + 1 RETURN l.last AS last"
    ).single(strict=True)
    if row["last"] != expected:
        raise StoreError(f"{address}: another load has changed the graph since this one was planned; load again")


def note(transaction: ManagedTransaction, run: LoadRun, dataset_hashes: Mapping[str, str]) -> None:
    """Write the run into the ledger, and on each data set the hash of all that it now states."""
    transaction.run(
        "UNWIND $rows AS r MATCH (d:Dataset {id: r[0]}) SET d.content_hash = r[1]",
        rows=[list(row) for row in dataset_hashes.items()],
    ).consume()
    transaction.run(
        "MATCH (l:Ledger {id: 'ledger'}) SET l.last = $id "
        "CREATE (r:Load {id: $id, name: $id, at: $at, datasets: $datasets, counts: $counts, content_hash: $hash})",
        id=run.id,
        at=run.at,
        datasets=list(run.datasets),
        counts=json.dumps(run.counts, sort_keys=True),
        hash=run.content_hash,
    ).consume()


def last_run(store: Store) -> LoadRun | None:
    """The last load, None for a store that has had none."""
    rows = store.read(
        "MATCH (l:Ledger {id: 'ledger'}) MATCH (r:Load {id: l.last}) "
        "RETURN r.id AS id, r.at AS at, r.datasets AS datasets, r.counts AS counts, r.content_hash AS hash"
    )
    if len(rows) == 0:
        return None
    (row,) = rows
    return LoadRun(row["id"], row["at"], tuple(row["datasets"]), json.loads(row["counts"]), row["hash"])
