"""What a data set states, against what it stated when it was last loaded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import Problem
from kg.load.compile import Compiled, entry_id, source_hash
from kg.load.entry import Batch, Entry, Rows, Unread
from kg.load.references import unnamed
from kg.model.flatten import Node
from kg.model.kinds import is_shared
from kg.model.ref import is_id
from kg.store.state import Asserted, State

__all__ = ["Statement", "read_batches", "stated_twice"]


@dataclass
class Statement:
    """What a data set states: all its entries by hash, and those that have to be read anew.

    ``before`` are the nodes that it stated at its last load. An entry that has no id of its own stands under its
    kind and number. ``own`` are the shared records among those to be read, as this data set alone states them.
    ``unread`` are parts of which nothing is known, ``rows`` those that it was made from, None for a dossier, and
    ``repeated`` the records of rows that have the id of another one. ``pointing`` are as in a batch.
    """

    dataset: str
    file: Path
    before: dict[str, Asserted]
    entries: dict[str, Entry] = field(default_factory=dict)
    hashes: dict[str, str] = field(default_factory=dict)
    pending: dict[str, Entry] = field(default_factory=dict)
    own: dict[str, Node] = field(default_factory=dict)
    rows: Rows | None = None
    repeated: list[tuple[Entry, Problem]] = field(default_factory=list)
    unread: tuple[Unread, ...] = ()
    pointing: tuple[Entry, ...] = ()

    def nodes(self, compiled: Compiled) -> set[str]:
        """The ids of all nodes that it now states: those made anew, and those of entries that are as they were."""
        same = self.hashes.keys() - self.pending.keys()
        unchanged = {key for key, each in self.before.items() if each.record in same}
        return unchanged | {key for key, record in compiled.stated_by.items() if record in self.pending}

    def forget(self, key: str) -> None:
        """State a record no more."""
        del self.entries[key], self.hashes[key]
        self.pending.pop(key, None)


def read_batches(
    batches: Iterable[Batch], state: State, problems: list[Problem], progress: Callable[[int], None]
) -> list[Statement]:
    """All data sets of a load; what is wrong with their ids goes into ``problems``."""
    statements: dict[str, Statement] = {}
    for batch in batches:
        statement = read_batch(batch, state, problems, progress)
        first = statements.setdefault(statement.dataset, statement)
        if first is not statement:
            what = f"{statement.dataset} is the id of two data sets, the other at {first.file}"
            problems.append(batch.dataset.problem(("id",), what, "give one of them another id"))
    return [*statements.values()]


def read_batch(batch: Batch, state: State, problems: list[Problem], progress: Callable[[int], None]) -> Statement:
    """All entries of a data set, each with its hash; those that the last load read in the same form are set aside."""
    dataset = entry_id(batch.dataset)
    before = {} if dataset is None else state.asserted(dataset)
    file = batch.dataset.file
    name = f"dataset in {file}" if dataset is None else dataset
    statement = Statement(name, file, before, unread=batch.unread, rows=batch.rows, pointing=batch.pointing)
    problems += (problem for part in batch.unread for problem in part.problems)
    read = {each.record: each.source_hash for each in before.values()}
    for count, entry in enumerate((batch.dataset, *batch.entries), start=1):
        key = entry_id(entry)
        if key is None or not is_id(key):
            # Without a name of its own it cannot be compared, but the model still says what is wrong with it.
            key = f"{entry.kind} {count}"
        if key in statement.entries and entry.row > 0 and batch.rows is not None and batch.rows.admits():
            statement.repeated.append((entry, repeated(key, entry, statement.entries[key])))
            continue
        if key in statement.entries:
            problems.append(repeated(key, entry, statement.entries[key]))
            # Under a key of its own, since whatever else is wrong with it is to be said too.
            statement.pending[f"{entry.kind} {count}"] = entry
            continue
        statement.entries[key] = entry
        statement.hashes[key] = source_hash(entry)
        if read.get(key) != statement.hashes[key]:
            statement.pending[key] = entry
        progress(count)
    problems += unnamed(statement.entries.values())
    return statement


def repeated(key: str, entry: Entry, first: Entry) -> Problem:
    """An id that stands twice in one data set, with both places."""
    named = "id" in entry.data
    what = f"{key if named else 'this claim'} stands twice, first at {first.where(('id',))}"
    fix = "give one of them another id" if named else "leave one out, or give them ids"
    return entry.problem(("id",), what, "the two rows differ; keep one" if entry.row > 0 else fix)


def stated_twice(statements: list[Statement], state: State) -> Iterator[Problem]:
    """A record that is not shared is stated by one data set; both are named where two state it."""
    owners: dict[str, str] = {}
    datasets = [statement.dataset for statement in statements]
    for statement in statements:
        new = {key for key in statement.pending if key not in statement.before and is_claimed(key)}
        others = state.asserted_elsewhere(new, datasets)
        for key, entry in statement.entries.items():
            owner = others.get(key, owners.setdefault(key, statement.dataset))
            if owner != statement.dataset and is_claimed(key):
                what = f"{key} is stated by {owner} and by {statement.dataset}"
                yield entry.problem(("id",), what, "state it in one of them")


def is_claimed(key: str) -> bool:
    """Whether this is the id of a record that one data set alone may state."""
    return is_id(key) and not is_shared(key)
