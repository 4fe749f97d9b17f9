"""What can be told of an input only when all of it is read: rows that lead nowhere, and how much is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from functools import cache

from kg.errors import Problem
from kg.load.compile import compile_entries
from kg.load.entry import Entry, Rows
from kg.load.references import called_in, ids_in, mentioned, missing, place_of
from kg.load.statement import Statement
from kg.model.claim import TEXT_OF
from kg.model.kinds import is_shared
from kg.model.nearest import Called
from kg.store.state import State

__all__ = ["emptied", "refuse_late"]


Admitting = list[tuple[Statement, Rows]]
"""The statements of sources of which some rows may be refused, each with its rows."""


def refuse_late(statements: list[Statement], state: State) -> Iterator[Problem]:
    """Take rows that lead nowhere out of the statements of sources that admit it, and then what leads to those.

    Each goes to the reject file as a whole; a record that another row states too stays. Where more rows are refused
    than may be, that is said. What is wrong in a source that admits no such row is left to the plan to say.
    """
    admitting = [(each, each.rows) for each in statements if each.rows is not None and each.rows.admits()]
    for statement, rows in admitting:
        for entry, problem in statement.repeated:
            rows.refuse(entry, problem)
    forget_refused(admitting)
    # What no row alone states cannot be forgotten, and is left to the plan too.
    while refuse_dangling(admitting, statements, state) and forget_refused(admitting):
        pass
    for statement, rows in admitting:
        yield from rows.settle(statement.file, Counter(entry.kind for entry in statement.entries.values()))


def forget_refused(admitting: Admitting) -> bool:
    """Forget the records that only refused rows state; whether there was any."""
    found = [
        (statement, key)
        for statement, rows in admitting
        for key, entry in statement.entries.items()
        if not rows.is_stated(entry)
    ]
    for statement, key in found:
        statement.forget(key)
    return len(found) > 0


def refuse_dangling(admitting: Admitting, statements: list[Statement], state: State) -> bool:
    """Refuse the rows that refer to a record that is neither stated nor in the graph; whether there was any.

    A record that another file names, beside the rows, is none of their mistakes, and is left to the plan.
    """
    stated = {key for each in statements for key in each.entries}
    suspects = [
        (rows, entry, unknown)
        for statement, rows in admitting
        for entry in statement.entries.values()
        if entry.row > 0 and len(unknown := {*mentioned(entry.data)} - stated) > 0
    ]
    # The claims of what a record says in its own fields are made later.
    wanted = {target for _, _, unknown in suspects for target in unknown if not target.startswith(TEXT_OF)}
    # What these data sets stated before and state no more is about to go; a shared record may have other statements.
    going = {key for each in statements for key, node in each.before.items() if node.record not in each.entries}
    known = stated | {key for key in state.find(wanted) if is_shared(key) or key not in going}
    found = [
        (rows, entry, target)
        for rows, entry, unknown in suspects
        for target in sorted(unknown & wanted - known)
        if target in references_of(entry) and entry.place(place_of(entry.data, target), False).file is None
    ]

    @cache
    def called(kind: str) -> dict[str, Called]:
        every = (entry for statement in statements for entry in statement.entries.values())
        return state.called(kind) | called_in(every, known, kind)

    for rows, entry, target in found:
        rows.refuse(entry, missing(entry, target, called))
    return len(found) > 0


def references_of(entry: Entry) -> Collection[str]:
    """The records to which an entry refers, and not those whose ids it has in some text."""
    nodes = compile_entries({str(entry.data.get("id")): entry}, lambda document: None).nodes
    return {target for node in nodes.values() for target in ids_in(node)}


def emptied(statement: Statement) -> Iterator[Problem]:
    """A source of whose records more than half would go: its input is likelier broken than its world."""
    before = {node.record for node in statement.before.values()} - {statement.dataset}
    gone = len(before - statement.entries.keys())
    if statement.rows is not None and 2 * gone > len(before):
        what = f"{gone} of the {len(before)} records that {statement.dataset} stated would go, which is more than half"
        fix = f"name all its input at once; if they are to go, run kg drop {statement.dataset} first"
        yield Problem(statement.file, 0, 0, what, fix)
