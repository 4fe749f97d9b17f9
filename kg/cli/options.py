"""Options that several commands share, and the values that people type after them."""

from pathlib import Path
from typing import Annotated, Final, TypeAlias

import typer

from kg.errors import KgError, UsageError

__all__ = ["EXPORTS", "AsOf", "Name", "Parameters", "Store", "Theme", "pairs", "question_names"]


EXPORTS: Final = Path("exports")
"""Where runs are published to if nobody says anything else."""


def question_names(incomplete: str) -> list[tuple[str, str]]:
    """Names of questions for the shell, each with its question."""
    try:
        from kg.graph import questions

        return [(each.name, each.title) for each in questions() if each.name.startswith(incomplete)]
    # The shell shows whatever is printed, in the middle of the line that somebody types.
    except KgError:
        return []


def parameters(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Parameters of the question that was typed, each with what it does; behind ``=`` the words that it admits."""
    # While a value is missing behind -p nothing has been sorted into its place yet.
    typed = [ctx.params.get("name"), ctx.params.get("query"), *ctx.args, *(ctx.params.get("parameters") or ())]
    words = [each for each in typed if each is not None]
    try:
        from kg.ask import find_question, question_files

        named = next((each for each in words if each in question_files()), None)
        if named is None:
            return []
        question = find_question(named)
    except KgError:
        return []
    name, sign, value = incomplete.partition("=")
    if sign == "":
        # What was given already is not asked for again.
        given = {each.partition("=")[0] for each in words}
        left = (each for each in question.parameters if each.name not in given)
        return [(f"{each.name}=", each.doc) for each in left if each.name.startswith(name)]
    admitted = next((each.of for each in question.parameters if each.name == name and each.type == "word"), ())
    return [(f"{name}={word}", "") for word in admitted if word.startswith(value)]


def themes(incomplete: str) -> list[str]:
    """Themes of questions for the shell."""
    return sorted({name.partition("/")[0] for name, _ in question_names(incomplete)})


Store: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--store",
        metavar="ADDRESS",
        envvar="KG_STORE",
        help="Which graph: embedded:PATH (embedded:.kg/graph if not given), bolt://HOST:PORT or neo4j+s://HOST. "
        "Passwords come from KG_PASSWORD, a file named by KG_PASSWORD_FILE, or are asked for.",
        show_default=False,
    ),
]
AsOf: TypeAlias = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="Count what was known on this day, such as 2025-12-16; else today."),
]
Parameters: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "-p",
        "--parameter",
        metavar="KEY=VALUE",
        help="A parameter of the question; may be repeated.",
        autocompletion=parameters,
    ),
]
Name: TypeAlias = Annotated[
    str, typer.Argument(metavar="NAME", help="The question; kg questions lists them.", autocompletion=question_names)
]
Theme: TypeAlias = Annotated[
    str | None, typer.Argument(metavar="THEME", help="Only the questions of this theme.", autocompletion=themes)
]


def pairs(given: list[str], form: str) -> dict[str, str]:
    """``name=value`` as people type them, by name; a UsageError for one of another form, or given twice."""
    found: dict[str, str] = {}
    for each in given:
        name, sign, value = each.partition("=")
        if sign == "" or name == "" or value == "":
            raise UsageError(f"{each!r} is not of the form {form}")
        if name in found:
            raise UsageError(f"{name} is given twice")
        found[name] = value
    return found
