"""``kg schema``: what is generated from the model, the sources and the questions."""

from typing import Annotated

import typer

from kg.cli.console import remark

__all__ = ["app"]

app = typer.Typer(help="Write the generated files anew.", no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def schema() -> None:
    """Write the generated files anew."""


@app.command()
def build(
    check: Annotated[bool, typer.Option("--check", help="Write nothing; fail if a file is out of date.")] = False,
) -> None:
    """Write schema/, kg/questions/ and the generated pages of docs/ anew; print what changed."""
    from kg import generate
    from kg.content import checkout_folder
    from kg.generate.questions import build_questions, check_questions
    from kg.generate.questions_pages import build_questions_pages, check_questions_pages
    from kg.generate.sources_page import build_sources_page, check_sources_page

    root = checkout_folder()
    writers = (generate.build, build_sources_page, build_questions, build_questions_pages)
    checkers = (generate.check, check_sources_page, check_questions, check_questions_pages)
    files = [file for each in (checkers if check else writers) for file in each(root)]
    for file in files:
        print(file.relative_to(root))
    if len(files) == 0:
        remark("Everything generated is as the model, the sources and the questions say.")
    elif check:
        remark("These are out of date; kg schema build writes them anew.")
        raise typer.Exit(1)
