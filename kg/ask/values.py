"""The lines of a SPARQL query that give it its parameters.

    VALUES (?as_of ?given_by) { ("2026-11-24"^^xsd:date UNDEF) }

The first stands at the head of the WHERE clause, and one more wherever a filter could not see that one (a branch of a
UNION, a subselect). All of them are filled in alike.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from kg.ask.bind import day
from kg.ask.question import kind_labels, word_lists
from kg.errors import DataError, Problem, UsageError
from kg.model.concept import concept_iri
from kg.model.iri import expand, iri_of
from kg.model.ref import is_id, kind_of
from kg.model.suggest import suggest
from kg.model.vocabulary import Vocabulary

__all__ = ["NO_LINE", "ParameterLine", "fill_own", "fill_values", "literal", "parameter_lines", "uneven", "word"]

NO_LINE: Final = ("no line takes parameters", "write VALUES (?as_of ...) { (...) }")
"""What is wrong, and what would be right."""

VALUES: Final = re.compile(
    r"(?P<head>\bVALUES\s*\(\s*)(?P<names>\?as_of\b[^)]*)\)\s*\{(?P<rows>[^{}]*)\}", re.IGNORECASE
)
TERM: Final = re.compile(
    r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')(?:@[\w-]+|\^\^(?:<[^>]*>|[^\s()]+))?|<[^>]*>|[^\s()]+"""
)
DAY: Final = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
WHOLE: Final = re.compile("-?[0-9]{1,18}")
WEB: Final = re.compile(r'https?://[^\s<>"{}|\\^`]+')


def fill_values(text: str, terms: Mapping[str, str]) -> str:
    """The query with these terms, by the names of its variables, in every line; a KeyError for one without a term."""
    return rewritten(text, lambda line: [terms[name] for name in names_of(line)])


def fill_own(file: Path, text: str, given: Mapping[str, str]) -> str:
    """Somebody's own query with these parameters in every line; what is not given stays as it stands there.

    A day becomes an ``xsd:date``, digits an ``xsd:integer``, an id and a web address an IRI, a word the concept of the
    vocabulary that the parameter is named after (``stance``), all else a plain literal. A DataError where no line takes
    parameters, or one has several rows; a UsageError for a parameter that no line takes.
    """
    lines = parameter_lines(text)
    if len(lines) == 0:
        raise DataError([Problem(file, 1, 1, *NO_LINE)])
    wrong = [*uneven(file, lines)]
    if len(wrong) > 0:
        raise DataError(wrong)
    known = list(dict.fromkeys(name for line in lines for name in line.names))
    for name in given:
        if name not in known:
            raise UsageError(f"{file} takes no parameter {name}; {suggest(name, known)}")
    terms = {f"?{name}": guessed(name, value) for name, value in given.items()}
    return rewritten(
        text,
        lambda line: [terms.get(name, stands) for name, stands in zip(names_of(line), row_of(line), strict=True)],
    )


class ParameterLine(NamedTuple):
    """A line that takes parameters: where it stands, their names, and how many values it gives them."""

    line: int
    column: int
    names: tuple[str, ...]
    values: int


def parameter_lines(text: str) -> list[ParameterLine]:
    """The lines of a query that take parameters."""
    return [
        ParameterLine(
            text.count("\n", 0, found.start()) + 1,
            found.start() - text.rfind("\n", 0, found.start()),
            tuple(name.removeprefix("?") for name in names_of(found)),
            len(row_of(found)),
        )
        for found in VALUES.finditer(text)
    ]


def uneven(file: Path, lines: Iterable[ParameterLine]) -> Iterator[Problem]:
    """Lines that do not give each of their names one value."""
    for line in lines:
        if line.values != len(line.names):
            what = f"{line.values} value{'' if line.values == 1 else 's'} for {len(line.names)} names"
            yield Problem(file, line.line, line.column, what, "give each name one value, or UNDEF")


def rewritten(text: str, row: Callable[[re.Match[str]], list[str]]) -> str:
    """The query with another row in every line."""
    return VALUES.sub(lambda line: f"{line['head']}{' '.join(names_of(line))}) {{ ({' '.join(row(line))}) }}", text)


def names_of(line: re.Match[str]) -> list[str]:
    """The variables of a line."""
    return line["names"].split()


def row_of(line: re.Match[str]) -> list[str]:
    """What stands in a line, value by value."""
    return TERM.findall(line["rows"])


def guessed(name: str, value: str) -> str:
    """A parameter of which nothing is known but its name, as SPARQL writes it."""
    if DAY.fullmatch(value) is not None:
        return literal(day(name, value))
    if WHOLE.fullmatch(value) is not None:
        return literal(int(value))
    if is_id(value) and kind_of(value) in kind_labels().values():
        return f"<{iri_of(value)}>"
    if WEB.fullmatch(value) is not None:
        return f"<{value}>"
    vocabulary = word_lists().get("".join(part.capitalize() for part in name.split("_")))
    return literal(value) if vocabulary is None else word(vocabulary, name, value)


def word(vocabulary: Vocabulary, name: str, value: str) -> str:
    """A word of a vocabulary as SPARQL writes it; a UsageError for one that it does not have."""
    if value not in vocabulary.words():
        raise UsageError(f"{value!r} is no value for {name}; {suggest(value, vocabulary.words())}")
    return f"<{expand(concept_iri(vocabulary.read(value)))}>"


def literal(value: str | int | date) -> str:
    """A literal in the syntax of SPARQL."""
    if isinstance(value, int):
        return str(value)
    if isinstance(value, date):
        return f'"{value.isoformat()}"^^<{expand("xsd:date")}>'
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{escaped}"'
