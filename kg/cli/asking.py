"""``kg questions`` and ``kg ask``: the canned questions."""

from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.answers import FORMATS, show_answer
from kg.cli.console import hanging, show
from kg.cli.options import AsOf, Name, Parameters, Store, Theme, pairs
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.ask import Parameter

__all__ = ["ask", "questions"]


def questions(theme: Theme = None) -> None:
    """List the questions that can be asked."""
    from rich.padding import Padding
    from rich.text import Text

    from kg.graph import questions as questions_of

    for number, question in enumerate(questions_of(theme)):
        show(*([""] if number > 0 else []), Text(question.name, style="bold"), Padding(question.title, (0, 0, 0, 2)))
        for parameter in question.parameters:
            show(hanging("    -p ", described(parameter)))


def described(parameter: "Parameter") -> str:
    """A parameter as it is typed, and what it does."""
    words = {
        "id": f"ID of {' or '.join(parameter.of) or 'any record'}",
        "word": f"one of {', '.join(parameter.of)}",
        "date": "DATE",
        "integer": "NUMBER",
        "text": "TEXT",
    }
    need = "needed" if parameter.required else "optional"
    if parameter.default is not None:
        need = f"{parameter.default} if not given"
    return f"{parameter.name}={words[parameter.type]} ({need}): {parameter.doc}"


def ask(
    name: Name,
    parameters: Parameters = None,
    as_of: AsOf = None,
    cite: Annotated[bool, typer.Option("--cite", help="Add the sources.")] = False,
    format: Annotated[
        str, typer.Option("--format", metavar=f"[{'|'.join(FORMATS)}]", help="How the answer is printed.")
    ] = "table",
    store: Store = None,
) -> None:
    """Answer one question, with sources if wanted.

    json carries ids, names and sources; jsonl has ids; csv and markdown have names, as the table does. With --cite the
    table and markdown list the sources, numbered; each row of jsonl and csv has its own, in citations.
    """
    import kg

    if format not in FORMATS:
        raise UsageError(f"there is no format {format!r}; there are {', '.join(FORMATS)}")
    given = pairs(parameters or [], "KEY=VALUE, such as given_by=party/us")
    if "as_of" in given:
        raise UsageError("as_of is given with --as-of, not with -p")
    with kg.open(store, create=False) as graph:
        answer = graph.ask(name, as_of=as_of, **given)
    show_answer(answer, format=format, cite=cite)
