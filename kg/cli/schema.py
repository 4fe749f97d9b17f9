"""``kg schema``: what is generated from the model."""

from typing import Annotated

import typer

from kg.cli.console import remark

__all__ = ["app"]

app = typer.Typer(help="Write the schema files anew from the model.", no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def schema() -> None:
    """Write the schema files anew from the model."""


@app.command()
def build(
    check: Annotated[bool, typer.Option("--check", help="Write nothing; fail if a file is out of date.")] = False,
) -> None:
    """Write the folder schema/ anew; print what changed."""
    from kg import generate
    from kg.content import checkout_folder
    from kg.generate.sources_page import build_sources_page, check_sources_page

    root = checkout_folder()
    files = generate.check(root) if check else generate.build(root)
    files += check_sources_page(root) if check else build_sources_page(root)
    for file in files:
        print(file.relative_to(root))
    if len(files) == 0:
        remark("schema/ is as the model says.")
    elif check:
        remark("These are not as the model says; kg schema build writes them anew.")
        raise typer.Exit(1)
