"""What several records of a load say together: whom they refer to, what they leave behind, what goes in circles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache

from kg.errors import Problem
from kg.load.compile import Compiled, source_in
from kg.load.entry import Entry
from kg.load.fitting import misfits, misfits_of_failed
from kg.load.judgements import contradictions
from kg.load.references import called_in, circles, dangling, ids_in, mentioned, place_of, too_late
from kg.load.shared import Shared, hidden_referrers
from kg.load.statement import Statement
from kg.model.kinds import is_shared
from kg.model.nearest import Called
from kg.model.ref import is_id
from kg.model.terms import terms_claim_id
from kg.store.state import State

__all__ = ["inconsistencies"]


def inconsistencies(
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
    pointing = [entry for each in statements for entry in each.pointing]
    own = [node for each in statements for node in each.own.values()]
    wanted = {target for node in (*compiled.nodes.values(), *own) for target in ids_in(node)}
    wanted = wanted.union(*(mentioned(entry.data) for entry in (*failed, *pointing))) - stated
    known = stated | (state.find(wanted).keys() - removed)
    unread = [part for each in statements for part in each.unread]
    known |= {target for target in wanted - known if any(part.may_state(target) for part in unread)}
    claimed = {key: node for key, node in compiled.nodes.items() if not is_shared(key)}

    @cache
    def called(kind: str) -> dict[str, Called]:
        every = (entry for statement in statements for entry in statement.entries.values())
        stored = {key: each for key, each in state.called(kind).items() if key not in removed}
        return stored | called_in(every, known, kind)

    yield from dangling(claimed, (*failed, *pointing), entry_of, known, called)
    for statement in statements:
        yield from dangling(statement.own, (), statement.pending.__getitem__, known, called)
    # What other data sets state of a shared record was settled with this load, and is none of its entries.
    read = {key: node for key, node in compiled.nodes.items() if compiled.stated_by.get(key) in entries}
    yield from misfits(read, entry_of)
    yield from misfits_of_failed(failed)

    # What these say from now on is not known.
    unsure = compiled.failed.union(
        *(each.before.keys() - each.entries.keys() for each in statements if len(each.unread) > 0)
    )

    def left(label: str, type_: str) -> Iterator[tuple[str, str]]:
        pairs = state.pairs(label, type_)
        return (pair for pair in pairs if pair[0] not in compiled.nodes and pair[0] not in removed | unsure)

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
