"""``kg status`` and ``kg reset``: a store as a whole."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import counted, remark, table
from kg.cli.options import EXPORTS, Store
from kg.errors import PublishError, UsageError

if TYPE_CHECKING:
    from kg.store.reset import Removal

__all__ = ["reset", "status"]


def status(store: Store = None) -> None:
    """Print which graph it is and what it holds."""
    import kg

    with kg.open(store, create=False) as graph:
        found = graph.status()
    print(f"Store: {found.address}")
    print(f"Engine: {found.engine}")
    if found.last_load is None:
        print("Last load: none")
    else:
        print(f"Last load: {found.last_load.at} of {', '.join(found.last_load.datasets)}")
    for line in last_publish(EXPORTS):
        print(line)
    show_counts(found.records)
    for labels, number in found.others.items():
        print(f"Not ours: {counted(number, 'node')} {labels}")


def last_publish(folder: Path) -> Iterator[str]:
    """What became of the last run in a folder of runs; nothing where it has none, since no store knows of its runs."""
    from kg.publish.history import history_of

    try:
        runs = history_of(folder)
    except PublishError as error:
        yield f"Last publish into {folder}: not known, since {error}"
        return
    for last in runs[-1:]:
        reason = f": {last['reason'].splitlines()[0]}" if last.get("reason") not in (None, "") else ""
        yield f"Last publish into {folder}: {last['run']}, {last['outcome']}{reason}"


def reset(
    yes: Annotated[bool, typer.Option("--yes", help="Do it; without this, only print what would be removed.")] = False,
    store: Store = None,
) -> None:
    """Remove what Parley put into the graph.

    Records, the notes about loads, constraints and indexes. Anything else in it is left, and named.
    """
    import kg
    from kg.store.reset import removal

    with kg.open(store, create=False) as graph:
        found = graph.reset() if yes else removal(graph.store)
        address = graph.store.address
    show_removal(found)
    if found.is_empty:
        print(f"Nothing to do: nothing in {address} is ours.")
    elif yes:
        print(f"Removed from {address}.")
    else:
        raise UsageError(f"this would be removed from {address}; repeat the command with --yes to do it")


def show_removal(found: "Removal") -> None:
    """Print what goes and what stays."""
    show_counts(found.records)
    for number, what in (
        (found.relationships, "relationship"),
        (found.loads, "load"),
        (len(found.constraints), "constraint"),
        (len(found.indexes), "index"),
    ):
        if number > 0:
            print(counted(number, what) if what != "index" or number == 1 else f"{number} indexes")
    for labels, number in found.left.items():
        remark(f"Left as it is: {counted(number, 'node')} {labels}")
    for name in found.left_schema:
        remark(f"Left as it is: the constraint or index {name}")


def show_counts(records: dict[str, int]) -> None:
    """Print the number of records of each kind, and of all."""
    if len(records) > 0:
        rows = [*records.items(), ("all", sum(records.values()))]
        table(("kind", "records"), [(kind, f"{number:,}") for kind, number in rows], numbers=True)
