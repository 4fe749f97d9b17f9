"""``kg source`` and ``kg table``: for those who bring data in."""

from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from kg.cli.console import remark

__all__ = ["source_app", "table_app"]

source_app = typer.Typer(help="Kinds of input.", no_args_is_help=True, rich_markup_mode=None)
table_app = typer.Typer(help="Tables that people keep.", no_args_is_help=True, rich_markup_mode=None)


@source_app.callback()
def source() -> None:
    """Kinds of input, one folder of loaders/ each."""


@source_app.command("new")
def new(name: Annotated[str, typer.Argument(help="Words of a-z and 0-9 joined by underscores.")]) -> None:
    """Lay the folder of a new source, which loads at once, to be filled with the real thing."""
    from kg.load.skeleton import new_source

    for file in new_source(name):
        print(file)
    remark(f"Next: kg load {name} {quote(str(file.parent / 'sample'))}; then loaders/README.md.")


@table_app.callback()
def table() -> None:
    """CSV files and spreadsheets, each loaded by a mapping beside it."""


@table_app.command("init")
def init(
    file: Annotated[Path, typer.Argument(help="The table: csv, xlsx, xls, xlsb or ods.", exists=True, dir_okay=False)],
    sheet: Annotated[str | None, typer.Option("--sheet", help="The sheet; else the first one.")] = None,
) -> None:
    """Propose a mapping for a table, and write it beside it."""
    from kg.load.propose import write_proposal

    print(write_proposal(file, sheet=sheet))
    remark(f"Check it and fill in every ?, then: kg load table {quote(str(file))}")
