"""The commands by name, in the order in which people meet them."""

from importlib.metadata import version
from typing import Annotated

import typer

from kg.cli import (
    asking,
    browsing,
    checking,
    demo,
    exporting,
    loading,
    looking,
    matching,
    publishing,
    schema,
    sourcing,
    sparql,
    stores,
)

__all__ = ["app"]

app = typer.Typer(
    name="kg",
    help="Parley: who conceded what in trade talks, who gave something back, and who says so.",
    no_args_is_help=True,
    # Plain help, the same on a terminal and in a pipe, and our own errors without a trace.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

app.command("demo")(demo.demo)
app.command("check")(checking.check)
app.command("locate")(checking.locate)
app.command("load")(loading.load)
app.command("drop")(loading.drop)
app.command("questions")(asking.questions)
app.command("ask")(asking.ask)
app.command("show")(looking.show)
app.command("find")(looking.find)
app.command("export")(exporting.export)
app.command("browser")(browsing.browser)
app.command("sparql")(sparql.sparql)
app.command("publish")(publishing.publish)
app.add_typer(schema.app, name="schema")
app.add_typer(sourcing.source_app, name="source")
app.add_typer(sourcing.table_app, name="table")
app.command("match")(matching.match)
app.command("status")(stores.status)
app.command("reset")(stores.reset)


def show_version(wanted: bool) -> None:
    """Print the version and end, where it was asked for."""
    if wanted:
        print(f"kg {version('parley-kg')}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=show_version, is_eager=True)
    ] = False,
) -> None:
    """What stands before the command."""
