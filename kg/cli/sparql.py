"""``kg sparql``: the questions' twins, or your own SPARQL, over an export."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import remark, table
from kg.cli.options import AsOf, Parameters, Store, pairs, question_names
from kg.errors import DataError, Problem, UsageError

if TYPE_CHECKING:
    from kg.ask import Question
    from kg.model.nearest import Near
    from kg.rdf.sparql import Quads, Solutions

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
    """Ask in SPARQL: a question by its name or its twin, or a file with a query of your own.

    A question has its own columns and rows, of which those that differ in lists alone are one; as JSON they are as
    SPARQL gives them, one for each value of a list. The default graph is the union of all graphs. A file of your own
    takes parameters in its lines VALUES (?as_of ...) { (...) }; what is not given stays as it stands there.
    """
    from kg.ask.twin import find_twin

    if format not in FORMATS:
        raise UsageError(f"there is no format {format!r}; there are {', '.join(FORMATS)}")
    given = pairs(parameters or [], "KEY=VALUE, such as given_by=party/us")
    twin = find_twin(query)
    if twin is None:
        own = own_text(Path(query), as_of, given)
        answer = quads(run, store)[0].ask(own, called=query)
        variables = list(answer.variables)
        rows = [["" if cell is None else cell for cell in row] for row in answer.rows]
    else:
        answer = answered(*quads(run, store), *twin, as_of, given)
        variables, rows = as_asked(*twin, answer)
    if format == "json":
        sys.stdout.write(f"{answer.json}\n")
    elif len(rows) == 0:
        remark("No rows.")
    else:
        table(variables, rows)


def answered(
    graph: "Quads", where: str, question: "Question", twin: Path, as_of: str | None, given: dict[str, str]
) -> "Solutions":
    """What the twin of a question answers; ``where`` is what messages call the graph."""
    from datetime import date

    from kg.ask.bind import bind, check_known, day
    from kg.ask.find import nearest_called
    from kg.ask.twin import fill

    def near(text: str, labels: tuple[str, ...]) -> "list[Near]":
        return nearest_called(text, graph.names(labels))

    known_on = date.today() if as_of is None else day("as_of", as_of)
    bound = bind(question, given, near=near)
    check_known(question, bound, has=graph.has, near=near, where=where)
    return graph.ask(fill(twin.read_text(encoding="utf-8"), question, known_on, bound), called=question.name)


def as_asked(question: "Question", twin: Path, answer: "Solutions") -> tuple[list[str], list[list[str]]]:
    """The columns of a question and its rows, with the elements of each list in one cell.

    A DataError for a twin that does not give all the columns.
    """
    from kg.ask.twin import fold, folded_rows, kept, plain

    columns = [column.name for column in kept(question)]
    missing = [name for name in columns if name not in answer.variables]
    if len(missing) > 0:
        fix = "select every column of the question that is not computed"
        raise DataError([Problem(twin, 0, 0, f"the twin gives no {', '.join(missing)}", fix)])
    told = (
        {name: None if cell is None else plain(cell) for name, cell in zip(answer.variables, row, strict=True)}
        for row in answer.rows
    )
    rows = folded_rows(question, fold(question, told))
    return columns, [["; ".join(cell) for cell in row] for row in rows]


def own_text(file: Path, as_of: str | None, given: dict[str, str]) -> str:
    """Somebody's own query, with its parameters."""
    from kg.ask.bind import day
    from kg.ask.values import fill_own

    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file} cannot be read as UTF-8 text") from error
    told = given if as_of is None else {"as_of": day("as_of", as_of).isoformat(), **given}
    return text if told == {} else fill_own(file, text, told)


def quads(run: Path | None, store: str | None) -> tuple["Quads", str]:
    """A run, or the graph as it is now, to be asked, and what messages call it."""
    from kg.publish.seal import is_sealed
    from kg.publish.whole import check_whole
    from kg.rdf.sparql import Quads, quads_of_run

    if run is not None:
        file = quads_of_run(run)
        if is_sealed(run):
            check_whole(run.resolve())
        found = Quads(file)
        if found.is_empty:
            raise DataError(
                [Problem(file, 0, 0, "this file tells of no record", "ask one that Parley has written whole")]
            )
        return found, str(run)
    import kg

    with TemporaryDirectory() as folder, kg.open(store, create=False) as graph:
        file = Path(folder) / "graph.nq"
        graph.export(file)
        return Quads(file), graph.store.address
