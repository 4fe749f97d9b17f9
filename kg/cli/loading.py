"""``kg load``."""

from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import progress, remark, table
from kg.cli.options import Store

if TYPE_CHECKING:
    from kg.load.plan import Plan

__all__ = ["drop", "load", "show_plan"]


def load(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SOURCE] PATH",
            help="Dossiers, files or folders; or the name of a source and its input, - for standard input; "
            "else the facts that come with Parley.",
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
    from kg.load import write

    with kg.open(store) as graph:
        with progress() as tell:
            made = graph.plan(*(words or []), progress=tell, told=remark)
        show_plan(made)
        if made.is_empty:
            print(f"Nothing to do: {graph.store.address} is already as stated.")
        elif not plan:
            with progress() as tell:
                write(graph.store, made, progress=tell)
            print(f"Loaded into {graph.store.address}.")


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
