"""Checks of question files without any store: header against text, names against the model, one dialect, no write."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Final

from kg.ask.bind import convert
from kg.ask.header import Header, read_header
from kg.ask.names import Name, Names, names_in, placer
from kg.ask.question import Question
from kg.ask.seek import unsought
from kg.ask.typed import holds
from kg.errors import DataError, Problem, UsageError
from kg.model.introspect import describe
from kg.model.node_kind import StoredProperty
from kg.model.suggest import suggest
from kg.store.derive import DERIVED_TYPES
from kg.store.dialect import offences, write_clauses

__all__ = ["examine", "problems", "read_question"]

WORDS: Final = re.compile("[a-z0-9]+(-[a-z0-9]+)*")


def problems(files: Iterable[Path]) -> list[Problem]:
    """Everything that is wrong with the question files, in order of file and place."""
    found: set[Problem] = set()
    for file in files:
        try:
            found.update(examine(file)[1])
        except DataError as error:
            found.update(error.problems)
    return sorted(found)


def read_question(file: Path) -> Question:
    """The question of one file; a DataError with everything that is wrong with it."""
    question, found = examine(file)
    if len(found) > 0:
        raise DataError(found)
    return question


def examine(file: Path) -> tuple[Question, list[Problem]]:
    """The question of a file as far as it can be made out, and what is wrong with it; a DataError if it is no text."""
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise DataError([Problem(file, 0, 0, f"the file cannot be read: {reason}")]) from error
    header = read_header(file, text)
    name = f"{file.parent.name}/{file.stem}"
    question = Question(name, header.title, tuple(header.parameters), tuple(header.columns), text, file)
    names = names_in(text)
    found = [
        *header.problems,
        *bad_name(file),
        *bad_defaults(header),
        *undeclared(header, names),
        *wrong_columns(header, names),
        *no_order(header, names),
        *no_index(header, text),
        *other_types(header, names),
        *unknown_names(file, names),
        *(
            Problem(file, each.line, each.column, each.what, each.fix)
            for each in (*offences(text), *write_clauses(text))
        ),
        *(
            Problem(file, each.line, each.column, "a semicolon", "one statement a file, without one at its end")
            for each in names.separators
        ),
    ]
    return question, sorted(set(found))


def bad_name(file: Path) -> Iterator[Problem]:
    """Theme and file name are words joined by hyphens, since people type them."""
    for word in (file.parent.name, file.stem):
        if WORDS.fullmatch(word) is None:
            yield Problem(file, 0, 0, f"{word!r} is no name", "use a-z, 0-9 and hyphens: <theme>/<name>.cypher")


def bad_defaults(header: Header) -> Iterator[Problem]:
    """A default is a value that could be given, and a parameter with one need not be optional."""
    for parameter in header.parameters:
        line, column = header.places[f"${parameter.name}"]
        if parameter.default is None:
            continue
        if parameter.optional:
            yield Problem(header.file, line, column, f"{parameter.name} is optional and has a default", "drop one")
        try:
            convert(parameter, parameter.default)
        except UsageError as error:
            yield Problem(header.file, line, column, str(error))


def undeclared(header: Header, names: Names) -> Iterator[Problem]:
    """Parameters that the text uses are those that the header declares, and ``as_of``."""
    declared = [parameter.name for parameter in header.parameters]
    used = {name.text for name in names.parameters}
    for name in names.parameters:
        if name.text not in declared and name.text != "as_of" and f"${name.text}" not in header.places:
            fix = suggest(name.text, declared) if len(declared) > 0 else "declare it under params"
            yield at(header.file, name, f"${name.text} is not declared", fix)
    for unused in sorted({*declared} - used):
        line, column = header.places[f"${unused}"]
        yield Problem(header.file, line, column, f"the parameter {unused} is never used", "use it or leave it out")
    if "as_of" not in used:
        fix = "count only what has known_from <= $as_of"
        yield Problem(header.file, 1, 1, "$as_of is never used", fix)


def wrong_columns(header: Header, names: Names) -> Iterator[Problem]:
    """Each RETURN gives the declared columns, in the declared order."""
    declared = [column.name for column in header.columns]
    if len(names.returned) == 0:
        yield Problem(header.file, 1, 1, "the text returns nothing", "end it with RETURN")
    for returned in names.returned:
        if [name.text for name in returned] != declared and len(declared) > 0:
            what = f"the columns are {', '.join(name.text for name in returned)}"
            yield at(header.file, returned[0], what, f"return the declared ones in order: {', '.join(declared)}")


def no_order(header: Header, names: Names) -> Iterator[Problem]:
    """The rows come in an order that the text states, or each engine would choose its own."""
    if len(names.returned) == 0:
        return
    if len(names.returned) > 1:
        fix = "put its parts into CALL () { } and end with one RETURN and ORDER BY"
        yield at(header.file, names.returned[1][0], "rows of a UNION have no order", fix)
    elif not names.ordered:
        what = "nothing says in which order the rows come"
        yield at(header.file, names.returned[0][0], what, "end the text with ORDER BY and as much as tells rows apart")
    for name in names.constants:
        yield at(header.file, name, "this is the same for every row", "order by what tells rows apart")


def no_index(header: Header, text: str) -> Iterator[Problem]:
    """A record that a parameter names is found by its index, or the question slows down with the graph."""
    place = placer(text)
    for parameter in header.parameters:
        if parameter.type == "id":
            for use in unsought(text, parameter.name, optional=parameter.optional):
                yield at(header.file, place(use.token), use.what, use.fix)


def other_types(header: Header, names: Names) -> Iterator[Problem]:
    """A column that is no more than a property of a record is declared as what that property holds."""
    stored = stored_properties()
    for column in header.columns:
        found = stored.get(names.plain.get(column.name, ""), ())
        if len(found) > 0 and not any(holds(column, each) for each in found):
            line, place = header.places[column.name]
            what = f"the column {column.name} is declared as {f'[{column.type}]' if column.many else column.type}"
            held = " or ".join(sorted({each.type.value for each in found}))
            told = f"{what} and returns {found[0].name}, which holds {held}"
            yield Problem(header.file, line, place, told, "declare what it returns, or return what it declares")


def unknown_names(file: Path, names: Names) -> Iterator[Problem]:
    """Labels, relationship types and properties are those of the model; what may be a map may have its own keys."""
    labels, types, properties = model_names()
    for what, used, known in (
        ("label", names.labels, labels),
        ("relationship type", names.types, types),
        ("property", names.properties, properties),
        ("property", names.parts, properties | names.keys),
    ):
        for name in used:
            if name.text not in known:
                yield at(file, name, f"the model has no {what} {name.text}", suggest(name.text, sorted(known)))
    for name in names.computed:
        yield at(file, name, f"a property of {name.text} by a name that is worked out", f"write {name.text}.name")


@cache
def model_names() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The labels, relationship types and properties that a store can hold."""
    kinds = describe()
    relationships = [each for kind in kinds for each in kind.relationships]
    return (
        frozenset({"Entity", *(kind.label for kind in kinds)}),
        frozenset({"ASSERTS", *DERIVED_TYPES, *(each.type for each in relationships)}),
        frozenset(stored_properties()),
    )


@cache
def stored_properties() -> dict[str, tuple[StoredProperty, ...]]:
    """What nodes and relationships hold under each name."""
    found: dict[str, tuple[StoredProperty, ...]] = {}
    for kind in describe():
        for each in (*kind.properties, *(beside for relation in kind.relationships for beside in relation.properties)):
            found[each.name] = (*found.get(each.name, ()), each)
    return found


def at(file: Path, name: Name, what: str, fix: str = "") -> Problem:
    """A problem at the place of a name."""
    return Problem(file, name.line, name.column, what, fix)
