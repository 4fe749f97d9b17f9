"""What several records of a load say together: whom they refer to, what they leave behind, what goes in circles."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from functools import cache, partial
from typing import Final

from kg.errors import Problem
from kg.load.compile import Compiled, source_in
from kg.load.entry import Entry
from kg.load.fitting import misfits, misfits_of_wrong
from kg.load.judgements import contradictions
from kg.load.readable import Said, may_state, readable
from kg.load.references import called_in, circles, dangling, ids_in, is_after, mentioned, place_of, too_late
from kg.load.shared import Shared, hidden_referrers
from kg.load.statement import Statement
from kg.model.claim import TEXT_OF
from kg.model.flatten import Node
from kg.model.kinds import is_shared
from kg.model.nearest import Called
from kg.model.ref import is_id
from kg.model.status import Status
from kg.store.state import State

__all__ = ["inconsistencies"]

STAGES: Final = f"{Status.KIND.slug}/"


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
    whole, wrong = whole_of(entries, compiled), compiled.wrong
    alone = [each for each in whole if not is_shared(each.node.id)]
    alone += (
        Said(each.pending[key], node) for each in statements for key, node in each.own.items() if key in each.pending
    )
    stated = keep | {key for statement in statements for key in statement.hashes if is_id(key)}
    stated |= {key for each in statements for key in each.before if key not in removed}
    # What somebody wrote beside an input is no record, but the records that it names have to be there.
    naming = [*wrong, *(Said(entry, readable(entry)) for each in statements for entry in each.pointing)]
    wanted = {target for _, node in (*alone, *naming) for target in ids_in(node)}
    wanted = wanted.union(*(mentioned(entry.data) for entry, _ in naming)) - stated
    known = stated | (state.find(wanted).keys() - removed)
    known |= stated_later(wanted - known, statements, wrong)

    @cache
    def called(kind: str) -> dict[str, Called]:
        every = (entry for statement in statements for entry in statement.entries.values())
        stored = {key: each for key, each in state.called(kind).items() if key not in removed}
        return stored | called_in(every, known, kind)

    yield from dangling(alone, naming, known, called)
    yield from misfits(whole)
    yield from misfits_of_wrong(wrong)

    # What these say from now on is not known.
    unsure = compiled.failed.union(
        *(each.before.keys() - each.entries.keys() for each in statements if len(each.unread) > 0)
    )
    gone = compiled.nodes.keys() | removed | unsure
    said = [*whole, *wrong]
    documents = {node.id: node for _, node in reversed(said) if node.label == "Document"}

    @cache
    def published(document: str) -> date | None:
        if document in documents or document in unsure:
            return last_day(documents.get(document))
        found = source_in(state, document)
        return None if found is None or found.published is None else found.published.latest

    yield from circles(said, partial(state.steps, without=gone))
    yield from too_late(said, published)
    yield from published_too_early(documents_again(statements, said), gone, state)
    yield from orphaning(statements, compiled, shared, removed, state)
    yield from contradictions(statements, said, removed | unsure, state)


def whole_of(entries: Mapping[str, Entry], compiled: Compiled) -> list[Said]:
    """All nodes of entries without a mistake of their own."""
    # What other data sets state of a shared record was settled with this load, and is none of its entries.
    own = ((compiled.stated_by.get(node.id, ""), node) for node in compiled.nodes.values())
    return [*(Said(entries[key], node) for key, node in own if key in entries), *compiled.again]


def stated_later(targets: set[str], statements: list[Statement], wrong: list[Said]) -> set[str]:
    """Those of the ids that a part which cannot be read may state, or that an entry makes once it is mended."""
    unread = [part for each in statements for part in each.unread]
    made = {target for target in targets if target.startswith((TEXT_OF, STAGES))}
    return {
        *(target for target in targets if any(part.may_state(target) for part in unread)),
        *(target for target in made if any(may_state(entry, target) for entry, _ in wrong)),
    }


def documents_again(statements: list[Statement], said: list[Said]) -> dict[str, Said]:
    """The documents that are stated otherwise than before, as far as they can be read."""
    before = {key for statement in statements for key in statement.before}
    return {each.node.id: each for each in said if each.node.label == "Document" and each.node.id in before}


def published_too_early(documents: Mapping[str, Said], gone: Collection[str], state: State) -> Iterator[Problem]:
    """Documents that came out before what stands in them was said; ``gone`` are claims that may no longer say so."""
    for document, claim, said_on, first in state.said(documents):
        entry, node = documents[document]
        last = last_day(node)
        if claim not in gone and last is not None and is_after(first, last):
            what = f"published ({last}) before {claim} was said in it ({said_on})"
            yield entry.problem(("published",), what, "correct the date or id of the document, or said_on of the claim")


def last_day(document: Node | None) -> date | None:
    """The last day on which a document can have been published, where that is known."""
    told = None if document is None else document.properties.get("published_latest")
    return None if told is None else date.fromisoformat(str(told))


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
