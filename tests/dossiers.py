"""Small data sets for tests, loaded as plain data or written as files, and everything that a store then holds."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from kg.load.entry import Batch, Entry
from kg.load.plan import Plan, make_plan
from kg.load.run import write
from kg.model.kinds import BY_SLUG
from kg.model.ref import kind_of
from kg.store import Store
from kg.store.state import State

__all__ = ["Dump", "Records", "batch", "dump", "empty", "load_records", "plan_records", "write_dossier"]

Records = Sequence[Mapping[str, Any]]
"""Records as plain data, each with an ``id``."""

Dump = dict[str, list[str]]


def batch(dataset: str, records: Iterable[Mapping[str, Any]]) -> Batch:
    """A data set of records whose kinds are in their ids."""
    about = {"id": f"dataset/{dataset}", "title": dataset, "licence": "CC-BY-4.0"}
    file = Path(f"{dataset}.yaml")
    entries = [Entry(kind_of(record["id"]), dict(record), file) for record in records]
    return Batch(Entry("dataset", about, file), entries)


def plan_records(store: Store | None, **datasets: Records) -> Plan:
    """The plan of a load of data sets, given by name."""
    return make_plan([batch(name, records) for name, records in datasets.items()], State(store))


def load_records(store: Store, **datasets: Records) -> Plan:
    """Load data sets, given by name."""
    plan = plan_records(store, **datasets)
    write(store, plan)
    return plan


def write_dossier(folder: Path, records: Iterable[Mapping[str, Any]]) -> Path:
    """A data set as files, one for each kind (JSON is YAML too); whatever was there before is replaced."""
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.yaml"):
        old.unlink()
    about = {"id": f"dataset/{folder.name}", "title": folder.name, "licence": "CC-BY-4.0"}
    (folder / "dataset.yaml").write_text(json.dumps(about), encoding="utf-8")
    by_kind: dict[str, list[Mapping[str, Any]]] = {}
    for record in records:
        by_kind.setdefault(BY_SLUG[kind_of(record["id"])].KIND.plural, []).append(record)
    for plural, members in by_kind.items():
        (folder / f"{plural}.yaml").write_text(json.dumps({plural: members}, indent=1), encoding="utf-8")
    return folder


def dump(store: Store) -> Dump:
    """Every node and relationship with all labels and properties, the ledger left out."""
    nodes = store.read("MATCH (n:Entity) RETURN labels(n) AS labels, properties(n) AS own")
    edges = store.read("MATCH (a)-[r]->(b) RETURN a.id AS a, type(r) AS type, b.id AS b, properties(r) AS own")
    return {
        "nodes": sorted(f"{':'.join(sorted(row['labels']))} {shown(row['own'])}" for row in nodes),
        "relationships": sorted(f"{row['a']} {row['type']} {row['b']} {shown(row['own'])}" for row in edges),
    }


def shown(properties: Mapping[str, Any]) -> str:
    """Properties as text; dates as ISO text."""
    return json.dumps(properties, sort_keys=True, ensure_ascii=False, default=lambda day: f"date {day.iso_format()}")


def empty(store: Store) -> None:
    """Remove every node, so that the next load is a first one."""
    store.write(lambda transaction: transaction.run("MATCH (n) DETACH DELETE n").consume())
