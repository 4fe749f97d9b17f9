"""The SPARQL twin beside a question: that it can be read, takes the question's parameters and gives its columns."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from kg.ask.lint import examine
from kg.ask.question import Question
from kg.ask.twin import TWIN, column_names
from kg.ask.values import NO_LINE, parameter_lines, uneven
from kg.errors import DataError, Problem
from kg.load.text_file import read_text
from kg.model.suggest import suggest

__all__ = ["check_twin"]

PLACED: Final = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
"""What the engine says of a query that it cannot read."""


def check_twin(question_file: Path) -> list[Problem]:
    """What is wrong with the twin of a question; nothing where it has none.

    What it has to give is only known of a question without mistakes.
    """
    file = question_file.with_suffix(TWIN)
    if not file.is_file():
        return []
    try:
        text, found = read_text(file)
        found += uneven(file, parameter_lines(text))
        if len(found) > 0:
            return found
        variables = variables_of(file, text)
        question, mistakes = examine(question_file)
    except DataError as error:
        return error.problems
    if len(mistakes) > 0:
        return []
    return [*wrong_parameters(file, text, question), *wrong_columns(file, variables, question)]


def variables_of(file: Path, text: str) -> list[str]:
    """What the query of a twin gives; a DataError where it cannot be read, or gives no rows."""
    from pyoxigraph import QuerySolutions, Store

    try:
        answer = Store().query(text)
    except SyntaxError as error:
        placed = PLACED.fullmatch(str(error))
        line, column, what = (0, 0, str(error)) if placed is None else (int(placed[1]), int(placed[2]), placed[3])
        raise DataError([Problem(file, line, column, f"this is no SPARQL: {' '.join(what.split())}")]) from error
    if not isinstance(answer, QuerySolutions):
        raise DataError([Problem(file, 1, 1, "this gives no rows", "write it as a SELECT")])
    return [each.value for each in answer.variables]


def wrong_parameters(file: Path, text: str, question: Question) -> Iterator[Problem]:
    """The lines of VALUES name what the question takes, and between them all of it."""
    lines = parameter_lines(text)
    if len(lines) == 0:
        yield Problem(file, 1, 1, *NO_LINE)
        return
    known = ["as_of", *(each.name for each in question.parameters)]
    for line in lines:
        for name in line.names:
            if name not in known:
                yield Problem(file, line.line, line.column, f"{question.name} has no {name}", suggest(name, known))
    for name in known:
        if all(name not in line.names for line in lines):
            yield Problem(file, lines[0].line, lines[0].column, f"no line takes {name}", f"write VALUES (?{name} ...)")


def wrong_columns(file: Path, variables: list[str], question: Question) -> Iterator[Problem]:
    """It gives the columns that are not computed, and nothing else."""
    columns = [name for names in column_names(question) for name in names]
    for name in columns:
        if name not in variables:
            yield Problem(
                file, 1, 1, f"this gives no {name}", "select every column of the question that is not computed"
            )
    for name in variables:
        if name not in columns:
            yield Problem(file, 1, 1, f"this gives {name}", "leave out what is computed, or no column of the question")
