"""Loading: from paths to a plan, and from the plan to the store in one transaction."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from kg.errors import UsageError
from kg.load.plan import Plan, make_plan
from kg.load.source import DOSSIER, named_input, source
from kg.model.suggest import suggest
from kg.store import Store
from kg.store.apply import apply, check_size, make_ready
from kg.store.ledger import LoadRun
from kg.store.state import State

__all__ = ["check", "load", "plan", "plan_drop", "write"]

Progress = Callable[[str, int, int | None], None]
"""Told what is being done (``reading`` or ``writing``), how much of it is done, and how much there is, if known."""


Told = Callable[[str], None]
"""Told what people should know of the input and that is no mistake, a line each."""


def unheard(line: str) -> None:
    """For callers who do not want to be told."""


def silent(doing: str, done: int, total: int | None) -> None:
    """For callers who do not want to be told."""


def check(paths: Sequence[Path]) -> Plan:
    """What the data sets would be in an empty graph; a DataError with everything that is wrong, without a store."""
    return make_plan(source(DOSSIER).read(tuple(paths)), State(None))


def plan(
    store: Store | None, words: Sequence[str | Path], *, progress: Progress = silent, told: Told = unheard
) -> Plan:
    """What loading the data sets would change; nothing is written. No store is a graph that is yet to be made.

    ``words`` are paths of dossiers, or the name of a source and its input.
    """
    reading = named_input(words, progress=lambda done, total: progress("reading bytes", done, total))
    made = make_plan(reading.batches, State(store), progress=lambda done: progress("reading", done, None))
    for line in (*reading.intake.report(), *made.disagreements):
        told(line)
    if store is not None:
        check_size(store, made.changes)
    return made


def plan_drop(store: Store, datasets: Sequence[str]) -> Plan:
    """What taking data sets out would change; nothing is written.

    What nobody else states goes; what somebody else states stays as they state it. A UsageError for a data set that
    is not in the store, a DataError where what stays refers to what goes.
    """
    loaded = {row["id"] for row in store.read("MATCH (d:Dataset) RETURN d.id AS id")}
    for dataset in datasets:
        if dataset not in loaded:
            raise UsageError(f"{store.address} holds no {dataset}; {suggest(dataset, sorted(loaded))}")
    made = make_plan((), State(store), dropped=dict.fromkeys(datasets))
    check_size(store, made.changes)
    return made


def write(store: Store, made: Plan, *, progress: Progress = silent) -> None:
    """Carry a plan out; an empty one writes nothing at all."""
    if made.is_empty:
        return
    make_ready(store)
    at = datetime.now(UTC)
    run = LoadRun(
        id=f"{at:%Y-%m-%dT%H-%M-%SZ}-{secrets.token_hex(4)}",
        at=f"{at:%Y-%m-%dT%H:%M:%SZ}",
        datasets=made.datasets,
        counts={what: counter.total() for what, counter in made.counts.items()},
        content_hash=made.content_hash,
    )
    written = 0

    def count(more: int) -> None:
        nonlocal written
        written += more
        progress("writing", written, made.changes.size)

    apply(store, made.changes, run, expected=made.expected, progress=count)


def load(store: Store, words: Sequence[str | Path], *, progress: Progress = silent, told: Told = unheard) -> Plan:
    """Bring the store to what the data sets state that the words name, and say what that changed.

    All changes, the derived relationships and the ledger entry are one transaction: a load that fails or is
    killed leaves the graph as it was. Loading the same again writes nothing.
    """
    made = plan(store, words, progress=progress, told=told)
    write(store, made, progress=progress)
    return made
