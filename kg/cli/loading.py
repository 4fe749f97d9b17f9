"""``kg load``."""

from contextlib import ExitStack
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import counted, progress, remark, table
from kg.cli.options import Store
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.load.plan import Plan

__all__ = ["drop", "load", "show_plan"]


def load(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SOURCE] PATH",
            help="Dossiers, files or folders; or the name of a source and its input, - for standard input; "
            "or a published run, or N-Quads or TriG of ours, into an empty graph; else Parley's own facts.",
        ),
    ] = None,
    plan: Annotated[bool, typer.Option("--plan", help="Only say what would change.")] = False,
    store: Store = None,
) -> None:
    """Bring the graph to what the dossiers, or the input of a source, state.

    First a plan, then all of it or nothing. What a data set no longer states goes. Loading the same again changes
    nothing.
    """
    import kg
    from kg.graph import words_or_seeds
    from kg.load import plan as work_out
    from kg.load import write
    from kg.rdf.restore import is_rdf
    from kg.store import is_new

    if words is not None and any(is_rdf(Path(word)) for word in words):
        restore(words, plan, store)
        return
    with ExitStack() as stack:
        # A graph is made for what goes into it: neither for faulty input nor for a plan alone.
        graph = None if is_new(store) else stack.enter_context(kg.open(store))
        with progress() as tell:
            given = words_or_seeds(tuple(words or ()))
            made = work_out(None if graph is None else graph.store, given, progress=tell, told=remark)
        show_plan(made)
        if plan and not made.is_empty:
            return
        graph = stack.enter_context(kg.open(store)) if graph is None else graph
        if made.is_empty:
            print(f"Nothing to do: {graph.store.address} has loaded the same before.")
            return
        with progress() as tell:
            write(graph.store, made, progress=tell)
        print(f"Loaded into {graph.store.address}.")


def restore(words: list[str], plan: bool, store: str | None) -> None:
    """Fill an empty graph from RDF."""
    import kg

    if len(words) > 1 or plan:
        raise UsageError(f"RDF is read back whole, one run or file, and without --plan: kg load {quote(words[0])}")
    with kg.open(store) as graph, progress() as tell:
        made = graph.restore(words[0], progress=tell)
        address = graph.store.address
    print(f"Read {counted(made.records, 'record')} and {counted(made.relationships, 'relationship')} into {address}.")


def drop(
    datasets: Annotated[list[str], typer.Argument(metavar="DATASET", help="The id of a data set: dataset/NAME.")],
    plan: Annotated[bool, typer.Option("--plan", help="Only say what would change.")] = False,
    store: Store = None,
) -> None:
    """Take data sets out of the graph: what only they state goes, all else stays as others state it.

    Refused where a record that stays refers to one that would go.
    """
    import kg
    from kg.load import write

    with kg.open(store, create=False) as graph:
        made = graph.plan_drop(*datasets)
        show_plan(made)
        if not plan:
            with progress() as tell:
                write(graph.store, made, progress=tell)
            print(f"Taken out of {graph.store.address}: {', '.join(datasets)}.")


def show_plan(plan: "Plan") -> None:
    """Print what a load does, by kind."""
    from kg.load.plan import DONE
    from kg.model.kinds import KINDS

    slugs = [kind.KIND.slug for kind in KINDS]
    rows = [(slug, [plan.counts[what][slug] for what in DONE]) for slug in slugs]
    rows = [*((slug, counts) for slug, counts in rows if sum(counts) > 0), ("all", [plan.total(what) for what in DONE])]
    table(("kind", *DONE), [(slug, *(f"{count:,}" for count in counts)) for slug, counts in rows], numbers=True)
