"""The plan of a load: what will be added, changed, removed and re-dated, worked out before anything is written."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import DataError, Problem
from kg.load.compile import Compiled, compile_entries, entry_id, source_hash
from kg.load.dating import Days, date_all
from kg.load.entry import Batch, Entry
from kg.load.references import circles, dangling, ids_in, misfits, place_of, unnamed
from kg.model.edtf import Edtf
from kg.model.flatten import Node
from kg.model.known import relationship_day
from kg.model.ref import is_id, kind_of
from kg.model.terms import Source, terms_claim_id
from kg.store.changes import Assertion, Changes, KnownEdge, KnownNode
from kg.store.state import Asserted, State

__all__ = ["DONE", "Plan", "make_plan"]

DONE = ("added", "changed", "unchanged", "removed", "re-dated")
"""What a load does with a node, in the order in which it is reported."""


@dataclass
class Plan:
    """``counts[what][label]`` nodes; ``changes`` is what to write, empty if the graph is already as stated."""

    datasets: tuple[str, ...]
    counts: dict[str, Counter[str]]
    changes: Changes
    content_hash: str
    expected: str | None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to write."""
        return self.changes.size == 0

    def total(self, what: str) -> int:
        """The number of nodes with which this is done."""
        return self.counts[what].total()


@dataclass
class Statement:
    """What a data set states: all its entries by hash, and those that have to be read anew."""

    dataset: str
    file: Path
    before: dict[str, Asserted]
    entries: dict[str, Entry] = field(default_factory=dict)
    hashes: dict[str, str] = field(default_factory=dict)
    pending: dict[str, Entry] = field(default_factory=dict)


def make_plan(batches: Iterable[Batch], state: State, *, progress: Callable[[int], None] = lambda read: None) -> Plan:
    """The plan that brings the store to what the data sets state; a DataError with everything that is wrong.

    ``progress`` is told how many entries have been read so far.
    """
    expected = state.last_load
    problems: list[Problem] = []
    statements = [read_batch(batch, state, problems, progress) for batch in batches]
    problems += stated_twice(statements, state)
    pending = {key: entry for statement in statements for key, entry in statement.pending.items()}
    compiled = compile_entries(pending, lambda document: source_in(state, document))
    problems += compiled.problems
    keep = kept(statements, compiled)
    removed = {key for statement in statements for key in statement.before if key not in keep}
    problems += check_references(statements, compiled, keep, removed, state)
    if len(problems) > 0:
        raise DataError(problems)
    return planned(statements, compiled, keep, removed, expected, state)


def read_batch(batch: Batch, state: State, problems: list[Problem], progress: Callable[[int], None]) -> Statement:
    """All entries of a data set, each with its hash; those that the last load read in the same form are set aside."""
    dataset = entry_id(batch.dataset)
    before = {} if dataset is None else state.asserted(dataset)
    statement = Statement(str(dataset), batch.dataset.file, before)
    places = statement.entries
    for count, entry in enumerate((batch.dataset, *batch.entries), start=1):
        key = entry_id(entry)
        if key is None or not is_id(key):
            # Without a name of its own it cannot be compared, but the model still says what is wrong with it.
            key = f"{entry.kind} {count}"
        if key in places:
            problems.append(repeated(key, entry, places[key]))
            continue
        places[key] = entry
        statement.hashes[key] = source_hash(entry)
        progress(count)
    problems += unnamed(places.items())
    read = {each.record: each.source_hash for each in statement.before.values()}
    statement.pending = {key: entry for key, entry in places.items() if read.get(key) != statement.hashes[key]}
    statement.pending.update(resting_on_changed(places, statement.pending))
    return statement


def repeated(key: str, entry: Entry, first: Entry) -> Problem:
    """An id that stands twice in one data set, with both places."""
    line, column = first.place(("id",), False)
    return entry.problem(
        ("id",), f"{key} stands twice, first at {first.file}:{line}:{column}", "give one of them another id"
    )


def resting_on_changed(places: Mapping[str, Entry], pending: Mapping[str, Entry]) -> dict[str, Entry]:
    """Records that cite a document which has changed: the claims of their terms take over its publisher and date."""
    documents = {key for key in pending if kind_of(key) == "document"}
    if len(documents) == 0:
        return {}
    return {
        key: entry
        for key, entry in places.items()
        if kind_of(key) != "claim" and any(len(place_of(entry.data, each)) > 0 for each in cited(entry) & documents)
    }


def cited(entry: Entry) -> set[str]:
    """The documents that an entry cites, as far as it is well formed."""
    cites = entry.data.get("cites", ())
    items = cites if isinstance(cites, list) else (cites,)
    return {item["document"] for item in items if isinstance(item, dict) and isinstance(item.get("document"), str)}


def stated_twice(statements: list[Statement], state: State) -> Iterator[Problem]:
    """A record is stated by one data set; both are named where two state it."""
    first: dict[str, str] = {}
    datasets = [statement.dataset for statement in statements]
    for statement in statements:
        new = {key: entry for key, entry in statement.pending.items() if key not in statement.before and is_id(key)}
        others = state.asserted_elsewhere(new, datasets)
        for key, entry in new.items():
            other = first.setdefault(key, statement.dataset)
            other = others.get(key, other)
            if other != statement.dataset:
                yield entry.problem(
                    ("id",), f"{key} is stated by {other} and by {statement.dataset}", "state it in one of them"
                )


def source_in(state: State, document: str) -> Source | None:
    """What a claim of terms takes over from a document that is in the store."""
    found = state.find([document]).get(document)
    if found is None:
        return None
    return Source(found.publisher, None if found.published is None else Edtf.parse(found.published))


def kept(statements: list[Statement], compiled: Compiled) -> set[str]:
    """The ids that the data sets still state: what was compiled, and all nodes of entries that are as they were."""
    keep = set(compiled.nodes)
    for statement in statements:
        same = statement.hashes.keys() - statement.pending.keys()
        keep |= {key for key, each in statement.before.items() if each.record in same}
    return keep


def check_references(
    statements: list[Statement], compiled: Compiled, keep: set[str], removed: set[str], state: State
) -> Iterator[Problem]:
    """Everything that concerns several records at once."""
    entries = {key: entry for statement in statements for key, entry in statement.pending.items()}

    def entry_of(node: str) -> Entry:
        return entries[compiled.stated_by[node]]

    stated = keep | {key for statement in statements for key in statement.hashes if is_id(key)}
    # Terms of an entry that has other mistakes are not there yet; what refers to them is not wrong.
    stated |= {terms_claim_id(key) for key in compiled.failed if is_id(key)} | compiled.failed
    wanted = {target for node in compiled.nodes.values() for target in ids_in(node)} - stated
    known = stated | (state.find(wanted).keys() - removed)
    yield from dangling(compiled.nodes, entry_of, known)
    yield from misfits(compiled.nodes, entry_of)
    if any(edge.type == "REVISES" for node in compiled.nodes.values() for edge in node.edges):
        old = [pair for pair in state.revisions() if pair[0] not in compiled.nodes and pair[0] not in removed]
        yield from circles(compiled.nodes, entry_of, old)
    yield from orphaning(statements, compiled, removed, state)


def orphaning(statements: list[Statement], compiled: Compiled, removed: set[str], state: State) -> Iterator[Problem]:
    """Records that stay as they are and refer to one that goes."""
    for referrer, target in state.referrers(removed):
        if referrer in removed or referrer in compiled.nodes:
            continue
        what, fix = f"{target} is gone, and {referrer} refers to it", f"keep {target}, or change {referrer} too"
        entry = next((each.entries[referrer] for each in statements if referrer in each.entries), None)
        file = next(each.file for each in statements if target in each.before)
        yield (
            Problem(file, 0, 0, what, fix) if entry is None else entry.problem(place_of(entry.data, target), what, fix)
        )


def planned(
    statements: list[Statement],
    compiled: Compiled,
    keep: set[str],
    removed: set[str],
    expected: str | None,
    state: State,
) -> Plan:
    """The changes and their counts, once nothing is wrong."""
    before = {key: each for statement in statements for key, each in statement.before.items()}
    altered = {
        key: node
        for key, node in compiled.nodes.items()
        if key not in before or before[key].content_hash != node.content_hash
    }
    touched = altered.keys() | removed | {edge.target for node in altered.values() for edge in node.edges}
    found = state.find(touched) if len(altered) > 0 or len(removed) > 0 else {}
    days = date_all(altered, removed, found, state) if len(altered) > 0 or len(removed) > 0 else Days()
    redated = {key: day for key, day in days.redated.items() if key not in altered}
    changes = Changes(
        nodes=[KnownNode(node, days.known.get(key)) for key, node in altered.items()],
        edges=[edge for node in altered.values() for edge in known_edges(node, days)],
        replaced=sorted(key for key in altered if key in before),
        assertions=[*assertions(statements, compiled, before)],
        retracted={
            statement.dataset: sorted(key for key in statement.before if key in removed)
            for statement in statements
            if any(key in removed for key in statement.before)
        },
        dataset_hashes={statement.dataset: digest(statement.hashes.items()) for statement in statements},
        redated=redated,
        moved=sorted(
            redated.keys() | {key for key in altered if key in found and found[key].day != days.known.get(key)}
        ),
    )
    return Plan(
        datasets=tuple(statement.dataset for statement in statements),
        counts=counted(altered, before, keep, removed, redated),
        changes=changes,
        content_hash=digest(each for statement in statements for each in statement.hashes.items()),
        expected=expected,
    )


def known_edges(node: Node, days: Days) -> Iterator[KnownEdge]:
    """The relationships of a node, each with its day."""
    source_day = days.known.get(node.id)
    for edge in node.edges:
        day = relationship_day(
            edge.type,
            source=kind_of(node.id),
            source_day=source_day,
            target=kind_of(edge.target),
            target_day=days.known.get(edge.target),
        )
        yield KnownEdge(node.id, edge.type, edge.target, day, edge.properties)


def assertions(statements: list[Statement], compiled: Compiled, before: Mapping[str, Asserted]) -> Iterator[Assertion]:
    """What the data sets state anew or otherwise than before."""
    for statement in statements:
        for key, node in compiled.nodes.items():
            record = compiled.stated_by[key]
            if record in statement.pending:
                stated = Asserted(node.content_hash, record, statement.hashes[record])
                if before.get(key) != stated:
                    yield Assertion(statement.dataset, key, *stated)


def counted(
    altered: Mapping[str, Node],
    before: Mapping[str, Asserted],
    keep: set[str],
    removed: set[str],
    redated: Mapping[str, str | None],
) -> dict[str, Counter[str]]:
    """Nodes by what is done with them, and by the kind in their id."""
    groups: dict[str, Iterable[str]] = {
        "added": (key for key in altered if key not in before),
        "changed": (key for key in altered if key in before),
        "unchanged": (key for key in keep if key not in altered),
        "removed": removed,
        "re-dated": redated,
    }
    return {what: Counter(kind_of(key) for key in keys) for what, keys in groups.items()}


def digest(hashes: Iterable[tuple[str, str]]) -> str:
    """A hash over everything that is stated, by id and hash of each entry."""
    lines = sorted(f"{key} {each}" for key, each in hashes)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:32]
