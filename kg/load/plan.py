"""The plan of a load: what will be added, changed, removed and re-dated, worked out before anything is written."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import DataError, Problem
from kg.load.compile import Compiled, compile_entries, source_in
from kg.load.consistency import inconsistencies
from kg.load.dating import Days, date_all
from kg.load.entry import Batch, Entry
from kg.load.late import emptied, refuse_late
from kg.load.shared import Shared, disagreements, settle
from kg.load.statement import Statement, read_batches, stated_twice
from kg.model.flatten import Node
from kg.model.kinds import is_shared
from kg.model.known import relationship_day
from kg.model.ref import kind_of
from kg.model.terms import renewed
from kg.store.changes import Assertion, Changes, KnownEdge, KnownNode
from kg.store.garbage import collector_paused
from kg.store.state import Asserted, State, statement_text

__all__ = ["DONE", "Plan", "make_plan"]

DONE = ("added", "changed", "unchanged", "removed", "re-dated")
"""What a load does with a node, in the order in which it is reported."""


@dataclass
class Plan:
    """``counts[what][label]`` nodes; ``changes`` is what to write, empty if the graph is already as stated.

    ``disagreements`` has a line for every field of a changed record on which data sets disagree.
    """

    datasets: tuple[str, ...]
    counts: dict[str, Counter[str]]
    changes: Changes
    content_hash: str
    expected: str | None
    disagreements: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to write."""
        return self.changes.size == 0

    def total(self, what: str) -> int:
        """The number of nodes with which this is done."""
        return self.counts[what].total()


@collector_paused()
def make_plan(
    batches: Iterable[Batch],
    state: State,
    *,
    dropped: Iterable[str] = (),
    progress: Callable[[int], None] = lambda read: None,
) -> Plan:
    """The plan that brings the store to what the data sets state; a DataError with everything that is wrong.

    ``dropped`` are data sets that state nothing any more. ``progress`` is told how many entries have been read so far.
    """
    expected = state.last_load
    problems: list[Problem] = []
    statements = read_batches(batches, state, problems, progress)
    problems += refuse_late(statements, state)
    problems += [problem for statement in statements for problem in emptied(statement)]
    statements += [Statement(dataset, Path(dataset), state.asserted(dataset)) for dataset in dropped]
    problems += stated_twice(statements, state)
    entries = pending_of(statements)
    compiled = compile_all(statements, entries, state)
    shared = settle(statements, compiled, state)
    problems += compiled.problems
    keep = set().union(*(statement.nodes(compiled) for statement in statements))
    # What an entry with a mistake or an unread file would state is not known, so nothing that it stated counts as gone.
    removed = {
        key
        for statement in statements
        for key, each in statement.before.items()
        if len(statement.unread) == 0
        and key not in keep
        and key not in shared.stays
        and each.record not in compiled.failed
    }
    problems += inconsistencies(entries, statements, compiled, shared, keep, removed, state)
    unread = [part for statement in statements for part in statement.unread]
    if len(problems) > 0:
        raise DataError(each for each in problems if not any(part.explains(each) for part in unread))
    return planned(statements, compiled, shared, keep, removed, expected, state)


def compile_all(statements: list[Statement], entries: Mapping[str, Entry], state: State) -> Compiled:
    """The nodes of all entries; shared records data set by data set, since each may state them in its own way."""
    claimed = {key: entry for key, entry in entries.items() if not is_shared(key)}
    compiled = compile_entries(claimed, cache(lambda document: source_in(state, document)))
    for statement in statements:
        actors = {key: entry for key, entry in statement.pending.items() if is_shared(key)}
        mine = compile_entries(actors, lambda document: None)
        statement.own = mine.nodes
        compiled.stated_by |= mine.stated_by
        compiled.problems += mine.problems
        compiled.failed |= mine.failed
        compiled.wrong += mine.wrong
        compiled.again += mine.again
    return compiled


def pending_of(statements: list[Statement]) -> dict[str, Entry]:
    """All entries to be read anew; one whose id another data set has too stands under a key of its own."""
    entries: dict[str, Entry] = {}
    for statement in statements:
        for key, entry in statement.pending.items():
            entries[key if key not in entries else f"{key} of {statement.dataset}"] = entry
    return entries


def planned(
    statements: list[Statement],
    compiled: Compiled,
    shared: Shared,
    keep: set[str],
    removed: set[str],
    expected: str | None,
    state: State,
) -> Plan:
    """The changes and their counts, once nothing is wrong."""
    before = {key: each for statement in statements for key, each in statement.before.items()}
    before |= {key: Asserted(hash_, key, "") for key, hash_ in shared.before.items()}
    altered = {
        key: node
        for key, node in compiled.nodes.items()
        if key not in before or before[key].content_hash != node.content_hash
    }
    anew = [*assertions(statements, compiled), *shared.rehashed]
    for claim, stated in renewals(altered, removed, state):
        altered[claim.id] = claim
        before[claim.id] = Asserted(stated.content_hash, stated.record, stated.source_hash)
        anew.append(stated._replace(content_hash=claim.content_hash))
    days, moved = Days(), set[str]()
    if len(altered) > 0 or len(removed) > 0:
        targets = {edge.target for node in altered.values() for edge in node.edges}
        # What no data set stated is not in the store.
        found = state.find((altered.keys() | removed | targets) - (altered.keys() - before.keys()))
        days = date_all(altered, removed, found, state)
        moved = {key for key in altered if key in found and found[key].day != days.known.get(key)}
    changes = Changes(
        nodes=[KnownNode(node, days.known.get(key)) for key, node in altered.items()],
        edges=[edge for node in altered.values() for edge in known_edges(node, days)],
        replaced=sorted(key for key in altered if key in before),
        assertions=anew,
        retracted=retractions(statements, compiled),
        dataset_hashes={each.dataset: digest(each.hashes.items()) for each in statements if len(each.hashes) > 0},
        redated=days.redated,
        moved=sorted(days.redated.keys() | moved),
    )
    return Plan(
        datasets=tuple(statement.dataset for statement in statements),
        counts=counted(altered, before, keep, removed, days.redated),
        changes=changes,
        content_hash=digest(each for statement in statements for each in statement.hashes.items()),
        expected=expected,
        disagreements=tuple(disagreements(altered.values())),
    )


def renewals(altered: Mapping[str, Node], removed: set[str], state: State) -> Iterator[tuple[Node, Assertion]]:
    """Claims of terms that no entry of this load states anew, but whose document has another publisher or date now."""
    documents = {key for key in altered if kind_of(key) == "document"}
    for claim, stated in state.terms_from(documents):
        document = next(edge.target for edge in claim.edges if edge.type == "FROM")
        now = renewed(claim, altered[document])
        if claim.id not in altered and claim.id not in removed and now.content_hash != stated.content_hash:
            yield now, stated


def retractions(statements: list[Statement], compiled: Compiled) -> dict[str, list[str]]:
    """What each data set no longer states; another one of this load may have taken it over."""
    gone = {each.dataset: sorted(each.before.keys() - each.nodes(compiled)) for each in statements}
    return {dataset: ids for dataset, ids in gone.items() if len(ids) > 0}


def known_edges(node: Node, days: Days) -> Iterator[KnownEdge]:
    """The relationships of a node, each with its day."""
    source, source_day = kind_of(node.id), days.known.get(node.id)
    for edge in node.edges:
        day = relationship_day(
            edge.type,
            source=source,
            source_day=source_day,
            target=kind_of(edge.target),
            target_day=days.known.get(edge.target),
        )
        yield KnownEdge(node.id, edge.type, edge.target, day, edge.properties)


def assertions(statements: list[Statement], compiled: Compiled) -> Iterator[Assertion]:
    """What the data sets state anew or otherwise than before."""
    for statement in statements:
        for key, node in compiled.nodes.items():
            record = compiled.stated_by[key]
            if record in statement.pending:
                own = statement.own.get(key)
                stated = Asserted((own or node).content_hash, record, statement.hashes[record])
                if statement.before.get(key) != stated:
                    text = None if own is None else statement_text(own)
                    yield Assertion(statement.dataset, key, *stated, again=key in statement.before, statement=text)


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
