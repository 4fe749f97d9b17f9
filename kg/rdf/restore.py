"""An empty store filled from RDF of ours, so that its export is the same bytes."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from kg.errors import DataError, Problem, StoreError
from kg.model.flatten import Edge, Node
from kg.model.kinds import is_shared
from kg.model.known import relationship_day
from kg.model.reading import Reading
from kg.model.ref import kind_of
from kg.rdf.back import MOST_PROBLEMS, Told, read_back
from kg.rdf.integrity import dangling, faults
from kg.rdf.lines import statements_of
from kg.rdf.read import contents
from kg.store import Store
from kg.store.apply import LIMITS, apply, make_ready
from kg.store.changes import Assertion, Changes, KnownEdge, KnownNode
from kg.store.derive import DERIVED_TYPES
from kg.store.ledger import LoadRun, last_run
from kg.store.state import statement_text

__all__ = ["Restored", "restore"]

ELSEWHERE: Final = {
    "embedded": "read it into a Neo4j server, or load the data sets themselves, one after the other",
    "neo4j": "load the data sets themselves, one after the other",
}
"""What to do with more than one transaction holds; a sealed file cannot be split."""


@dataclass(frozen=True)
class Restored:
    """What was read and written."""

    records: int
    relationships: int


def restore(store: Store, file: Path, *, progress: Callable[[str, int, int | None], None]) -> Restored:
    """Fill the empty store with what the file tells; a DataError with what is wrong, and then nothing is written.

    Pairings and the like are taken as they are told, since as of a day they follow from more than the file tells; the
    next load makes them anew. What the loader keeps for itself (which entry of a dossier stated what) is in no file:
    the next load of the dossiers reads all of them once, and finds every record unchanged.
    """
    if contents(store).records > 0:
        raise StoreError(f"{store.address}: RDF is read into an empty graph, and this one holds records; use another")
    told: list[Told] = []
    for each in read_back(statements_of(file), file):
        told.append(each)
        progress("reading records", len(told), None)
    check(told, file)
    days = {each.id: each.values.get("known_from") for each in told}
    changes = changes_of(told, days)
    if changes.size > LIMITS[store.engine]:
        raise StoreError(
            f"{store.address}: {file} holds {changes.size:,} nodes and relationships, and this engine reads at most "
            f"{LIMITS[store.engine]:,} at once; {ELSEWHERE[store.engine]}"
        )
    make_ready(store)
    at = datetime.now(UTC)
    run = LoadRun(
        id=f"{at:%Y-%m-%dT%H-%M-%SZ}-{secrets.token_hex(4)}",
        at=f"{at:%Y-%m-%dT%H:%M:%SZ}",
        datasets=tuple(each.id for each in told if each.kind.slug == "dataset"),
        counts={"added": len(told), "changed": 0, "unchanged": 0, "removed": 0, "re-dated": 0},
        content_hash=hashlib.sha256(file.read_bytes()).hexdigest()[:32],
    )
    last, written = last_run(store), 0

    def count(more: int) -> None:
        nonlocal written
        written += more
        progress("writing", written, changes.size)

    apply(store, changes, run, expected=None if last is None else last.id, progress=count)
    held = contents(store)
    return Restored(held.records, held.relationships)


def check(told: list[Told], file: Path) -> None:
    """A DataError with all by which the records cannot be what was written."""
    if len(told) == 0:
        raise DataError([Problem(file, 0, 0, "this file tells of no record", "read a file that Parley has written")])
    found = [*dangling(told)]
    # What leads nowhere has no kind to be compared.
    if len(found) == 0:
        found = [*faults(told)]
    if len(found) > 0:
        # One record that is left out can break thousands of others.
        raise DataError(Problem(file, each.line, 1, each.what, each.fix) for each in found[:MOST_PROBLEMS])


def changes_of(told: list[Told], days: dict[str, str | None]) -> Changes:
    """What to write."""
    changes, derived = Changes(), list[KnownEdge]()
    for each in told:
        own = {name: value for name, value in each.values.items() if name not in ("id", "known_from")}
        content_hash = each.assertions[0][1]["content_hash"] if len(each.assertions) > 0 else ""
        changes.nodes.append(KnownNode(Node(each.id, each.kind.label, own, [], content_hash), days[each.id]))
        for type_, target, properties in each.edges:
            if type_ in DERIVED_TYPES:
                derived.append(KnownEdge(each.id, type_, target, properties.get("known_from"), {}))
            else:
                day = relationship_day(
                    type_,
                    source=each.kind.slug,
                    source_day=days[each.id],
                    target=kind_of(target),
                    target_day=days[target],
                )
                changes.edges.append(KnownEdge(each.id, type_, target, day, properties))
        for dataset, properties in each.assertions:
            statement = statement_of(each, own, dataset) if is_shared(each.id) else None
            changes.assertions.append(asserted(each.id, dataset, properties, statement))
    changes.derived = derived
    return changes


def statement_of(told: Told, own: dict[str, Any], dataset: str) -> str:
    """What a data set counts as stating of a shared record: all that nobody says otherwise, and its own readings."""
    readings = [Reading.parse(each) for each in own.get("differs", ())]
    values = {each.field: each.value for each in readings if each.dataset == dataset}
    cited = {each.source for each in readings if each.dataset == dataset}
    elsewhere = {each.source for each in readings} - cited
    properties = {name: values.get(name, value) for name, value in own.items() if name != "differs"}
    single = {each.type: each.path[0] for each in told.kind.relationships if not each.many}
    edges = [
        Edge(type_, values.get(single[type_], target) if type_ in single else target, properties_of)
        for type_, target, properties_of in told.edges
        if type_ not in DERIVED_TYPES and not (type_ == "CITES" and target in elsewhere)
    ]
    return statement_text(Node(told.id, told.kind.label, properties, edges, ""))


def asserted(record_id: str, dataset: str, properties: dict[str, Any], statement: str | None) -> Assertion:
    """Who states a record; no entry has an empty hash, so that the next load reads it anew."""
    return Assertion(dataset, record_id, properties["content_hash"], record_id, "", again=False, statement=statement)
