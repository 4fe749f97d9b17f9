"""``kg sparql``: the questions' twins, or your own SPARQL, over an export."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from kg.cli.console import remark, table
from kg.cli.options import AsOf, Parameters, Store, pairs, question_names
from kg.errors import UsageError

__all__ = ["sparql"]

FORMATS = ("table", "json")


def sparql(
    query: Annotated[
        str,
        typer.Argument(metavar="NAME-or-FILE", help="A question, or your own query.", autocompletion=question_names),
    ],
    parameters: Parameters = None,
    as_of: AsOf = None,
    run: Annotated[
        Path | None,
        typer.Option("--run", metavar="DIR-or-FILE", help="A published run, or N-Quads; else the graph as it is now."),
    ] = None,
    format: Annotated[
        str, typer.Option("--format", metavar=f"[{'|'.join(FORMATS)}]", help="How the answer is printed.")
    ] = "table",
    store: Store = None,
) -> None:
    """Ask in SPARQL: a question by its name, or a file with a query of your own.

    The default graph is the union of all graphs. A file takes parameters where it has a line
    VALUES (?as_of) { (...) }, which is replaced.
    """
    from kg.rdf.sparql import quads_of_run, run_sparql

    if format not in FORMATS:
        raise UsageError(f"there is no format {format!r}; there are {', '.join(FORMATS)}")
    text, called = prepared(query, as_of, pairs(parameters or [], "KEY=VALUE, such as given_by=party/us"))
    if run is not None:
        found = run_sparql(text, quads_of_run(run), called=called)
    else:
        with exported(store) as file:
            found = run_sparql(text, file, called=called)
    if format == "json":
        sys.stdout.write(f"{found.json}\n")
    elif len(found.rows) == 0:
        remark("No rows.")
    else:
        table(found.variables, found.rows)


def prepared(query: str, as_of: str | None, given: dict[str, str]) -> tuple[str, str]:
    """The text of a query with its parameters, and what messages call it."""
    from datetime import date

    from kg.ask.bind import bind, day
    from kg.ask.twin import fill, find_twin
    from kg.rdf.sparql import with_parameters

    known_on = date.today() if as_of is None else day("as_of", as_of)
    file = Path(query)
    if file.is_file():
        text = own_text(file)
        if as_of is None and given == {}:
            return text, str(file)
        return with_parameters(file, text, {"as_of": known_on, **given}), str(file)
    question, twin = find_twin(query)
    return fill(twin.read_text(encoding="utf-8"), question, known_on, bind(question, given)), question.name


def own_text(file: Path) -> str:
    """The text of somebody's own query."""
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file} cannot be read as UTF-8 text") from error


@contextmanager
def exported(store: str | None) -> Iterator[Path]:
    """The graph as it is now, as a file of N-Quads that goes again."""
    import kg

    with TemporaryDirectory() as folder, kg.open(store, create=False) as graph:
        file = Path(folder) / "graph.nq"
        graph.export(file)
        yield file
