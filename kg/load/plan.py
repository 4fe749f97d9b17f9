"""The plan of a load: what will be added, changed, removed and re-dated, worked out before anything is written."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from kg.errors import DataError, Problem
from kg.load.compile import Compiled, compile_entries
from kg.load.dating import Days, date_all
from kg.load.entry import Batch, Entry
from kg.load.fitting import misfits, misfits_of_failed
from kg.load.judgements import contradictions
from kg.load.late import emptied, refuse_late
from kg.load.references import (
    called_in,
    circles,
    dangling,
    ids_in,
    mentioned,
    place_of,
    too_late,
)
from kg.load.shared import Shared, disagreements, hidden_referrers, settle
from kg.load.statement import Statement, read_batches, stated_twice
from kg.model.edtf import Edtf
from kg.model.flatten import Node
from kg.model.kinds import is_shared
from kg.model.known import relationship_day
from kg.model.nearest import Called
from kg.model.ref import is_id, kind_of
from kg.model.terms import Source, renewed, terms_claim_id
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
    problems += check_references(entries, statements, compiled, shared, keep, removed, state)
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
    return compiled


def pending_of(statements: list[Statement]) -> dict[str, Entry]:
    """All entries to be read anew; one whose id another data set has too stands under a key of its own."""
    entries: dict[str, Entry] = {}
    for statement in statements:
        for key, entry in statement.pending.items():
            entries[key if key not in entries else f"{key} of {statement.dataset}"] = entry
    return entries


def source_in(state: State, document: str) -> Source | None:
    """What a claim of terms takes over from a document that is in the store."""
    found = state.find([document]).get(document)
    if found is None:
        return None
    return Source(found.publisher, None if found.published is None else Edtf.parse(found.published))


def check_references(
    entries: Mapping[str, Entry],
    statements: list[Statement],
    compiled: Compiled,
    shared: Shared,
    keep: set[str],
    removed: set[str],
    state: State,
) -> Iterator[Problem]:
    """Everything that concerns several records at once."""

    def entry_of(node: str) -> Entry:
        return entries[compiled.stated_by[node]]

    stated = keep | {key for statement in statements for key in statement.hashes if is_id(key)}
    # Terms of an entry that has mistakes are not there yet; what refers to them is not wrong.
    stated |= {terms_claim_id(key) for key in compiled.failed if is_id(key)}
    stated |= {key for each in statements for key in each.before if key not in removed}
    failed = [entries[key] for key in sorted(compiled.failed)]
    own = [node for each in statements for node in each.own.values()]
    wanted = {target for node in (*compiled.nodes.values(), *own) for target in ids_in(node)}
    wanted = wanted.union(*(mentioned(entry.data) for entry in failed)) - stated
    known = stated | (state.find(wanted).keys() - removed)
    unread = [part for each in statements for part in each.unread]
    known |= {target for target in wanted - known if any(part.may_state(target) for part in unread)}
    claimed = {key: node for key, node in compiled.nodes.items() if not is_shared(key)}

    @cache
    def called(kind: str) -> dict[str, Called]:
        every = (entry for statement in statements for entry in statement.entries.values())
        stored = {key: each for key, each in state.called(kind).items() if key not in removed}
        return stored | called_in(every, known, kind)

    yield from dangling(claimed, failed, entry_of, known, called)
    for statement in statements:
        yield from dangling(statement.own, (), statement.pending.__getitem__, known, called)
    # What other data sets state of a shared record was settled with this load, and is none of its entries.
    read = {key: node for key, node in compiled.nodes.items() if compiled.stated_by.get(key) in entries}
    yield from misfits(read, entry_of)
    yield from misfits_of_failed(failed)

    def left(label: str, type_: str) -> Iterator[tuple[str, str]]:
        pairs = state.pairs(label, type_)
        return (pair for pair in pairs if pair[0] not in compiled.nodes and pair[0] not in removed)

    yield from circles(read, failed, entry_of, left)
    yield from too_late(read, entry_of, lambda document: last_day(document, compiled, state))
    yield from orphaning(statements, compiled, shared, removed, state)
    yield from contradictions(statements, compiled, removed, state)


def last_day(document: str, compiled: Compiled, state: State) -> date | None:
    """The last day on which a document can have been published, where that is known."""
    if document in compiled.nodes:
        told = compiled.nodes[document].properties.get("published_latest")
        return None if told is None else date.fromisoformat(str(told))
    found = source_in(state, document)
    return None if found is None or found.published is None else found.published.latest


def orphaning(
    statements: list[Statement], compiled: Compiled, shared: Shared, removed: set[str], state: State
) -> Iterator[Problem]:
    """Records that stay as they are and refer to one that goes."""
    unsure = {key for each in statements for key, node in each.before.items() if node.record in compiled.failed}
    for referrer, target in dict.fromkeys([*state.referrers(removed), *hidden_referrers(removed, state)]):
        stays = shared.stays.get(referrer)
        goes = referrer in compiled.nodes if stays is None else not any(target in ids_in(node) for node in stays)
        if goes or referrer in removed or referrer in unsure:
            continue
        what, fix = f"{target} is gone, and {referrer} refers to it", f"keep {target}, or change {referrer} too"
        entry = next((each.entries[referrer] for each in statements if referrer in each.entries), None)
        if entry is None:
            yield Problem(next(each.file for each in statements if target in each.before), 0, 0, what, fix)
        else:
            yield entry.problem(place_of(entry.data, target), what, fix)


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
    anew = [*assertions(statements, compiled)]
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
