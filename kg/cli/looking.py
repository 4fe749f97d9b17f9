"""``kg show`` and ``kg find``: single records."""

from typing import Annotated

import typer

from kg.cli.answers import show_dossier
from kg.cli.console import remark, table
from kg.cli.options import AsOf, Store

__all__ = ["find", "show"]


def show(
    record: Annotated[str, typer.Argument(metavar="ID", help="The id of a record, such as official/wendy-cutler.")],
    as_of: AsOf = None,
    store: Store = None,
) -> None:
    """Print all that is known about one record, with sources."""
    import kg

    with kg.open(store, create=False) as graph:
        show_dossier(graph.show(record, as_of=as_of))


def find(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="An id, a name, an alias or an identifier.")],
    store: Store = None,
) -> None:
    """Print the records that are called this, or almost like this.

    Misprints, missing accents and another order of the names do not matter. Where nothing is called exactly this, the
    claims that say it are printed too; ten at most of the one and of the other.
    """
    import kg

    with kg.open(store, create=False) as graph:
        found = graph.find(text)
    if len(found) == 0:
        remark(f"Nothing in {graph.store.address} is called {text!r}.")
        return
    if all(each.matched == "misprints" for each in found):
        remark(f"Nothing in {graph.store.address} is called {text!r}, which is known as a misprint:")
    elif all(each.matched in ("like", "summary") for each in found):
        remark(f"Nothing in {graph.store.address} is called exactly {text!r}; these come near:")
    table(("id", "name", "found by"), [(each.id, each.name, f"{each.matched}: {each.value}") for each in found])
