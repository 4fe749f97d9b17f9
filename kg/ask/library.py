"""Asking: from the name of a question and its parameters to an answer."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from datetime import date
from functools import partial
from typing import Any

from kg.ask.answer import Answer, Row, Value
from kg.ask.bind import bind, check_records, day
from kg.ask.catalogue import find_question
from kg.ask.find import nearest_ids
from kg.ask.header import read_header
from kg.ask.picture import drawn_rows, is_drawable
from kg.ask.question import Column, Question, kind_labels
from kg.ask.sources import citations, names, searched
from kg.ask.typed import misfits, typed
from kg.errors import DataError, Problem
from kg.model.ref import is_id, kind_of
from kg.store import Reader

__all__ = ["ask"]


def ask(store: Reader, name: str, /, *, as_of: date | str | None = None, **parameters: object) -> Answer:
    """Answer one question from what was known on the day ``as_of`` (today, where it is not given).

    A UsageError for a question, parameter or record that is not there, with the nearest that is; a DataError for
    a question file that breaks the rules, or returns what its header does not declare. The rules are checked at every
    reading, so a text that writes never runs.
    """
    question = find_question(name)
    known_on = date.today() if as_of is None else day("as_of", as_of)
    bound = bind(question, parameters, near=partial(nearest_ids, store))
    check_records(store, question, bound)
    found = store.read(question.cypher, as_of=known_on, **bound)
    rows = tuple(row_of(question, record) for record in found)
    check_types(question, rows, found)
    evidence = list(dict.fromkeys(each for row in rows for each in row["evidence"]))
    mentioned = {each for row in rows for column in question.shown for each in ids_in(column, row[column.name])}
    asked_for = {one for each in question.parameters if each.type == "id" for one in found_ids(bound[each.name])}
    records = {
        each for row in rows for column in question.shown if column.is_kind for each in found_ids(row[column.name])
    }
    sources = citations(store, evidence, records | asked_for, known_on)
    check_evidence(question, rows, sources)
    return Answer(
        question=question,
        as_of=known_on,
        parameters=bound,
        rows=rows,
        names=names(store, mentioned | asked_for),
        sources=sources,
        drawn=drawn_rows(drawing(question, record) for record in found),
        searched=searched(store, known_on) if len(rows) == 0 else None,
    )


def row_of(question: Question, record: Any) -> Row:
    """One row of the store in the types of the declared columns."""
    return Row({column.name: typed(column, record[column.name]) for column in question.shown})


def check_types(question: Question, rows: Iterable[Row], found: Iterable[Any]) -> None:
    """See that the rows hold what the header declares; a DataError with a value of each column that holds another."""
    wrong = {column: value for row in rows for column in question.shown for value in misfits(column, row[column.name])}
    wrong |= {
        column: value
        for record in found
        for column in question.columns
        if column.type == "picture"
        for value in undrawable(record[column.name])
    }
    if len(wrong) == 0:
        return
    places = read_header(question.file, question.cypher).places
    raise DataError(
        Problem(
            question.file,
            *places[column.name],
            f"the column {column.name} is declared as {column.type} and holds {str(value)[:80]!r}",
            "declare what it returns, or return what it declares",
        )
        for column, value in wrong.items()
    )


def check_evidence(question: Question, rows: Iterable[Row], sources: Container[str]) -> None:
    """See that every row rests on what can be cited, or says among how much it found nothing (``searched``).

    A DataError with the first that does not, and how many there are.
    """
    wrong = [(number, why) for number, row in enumerate(rows, start=1) for why in faults_of(row, sources)]
    if len(wrong) > 0:
        number, why = wrong[0]
        place = read_header(question.file, question.cypher).places["evidence"]
        more = f", as {len(wrong) - 1} more" if len(wrong) > 1 else ""
        fix = "return the ids of the claims and documents that it rests on"
        raise DataError([Problem(question.file, *place, f"row {number} {why}{more}", fix)])


def faults_of(row: Row, sources: Container[str]) -> Iterator[str]:
    """What is wrong with the evidence of a row."""
    if row["evidence"] == [] and row.get("searched") is None:
        told = ", ".join(f"{name} {str(value)[:80]}" for name, value in row.items() if value not in (None, []))
        yield f"has no evidence ({told})"
    for each in row["evidence"]:
        if each not in sources:
            yield f"rests on {each}, which is no claim, document or data set of the graph"


def ids_in(column: Column, value: Value) -> Iterator[str]:
    """The ids of records in a value, also inside the lists and maps of a column of type list."""
    if column.is_record or column.type == "list":
        yield from found_ids(value)


def found_ids(value: Value) -> Iterator[str]:
    """Every text in a value that is an id of a known kind."""
    if isinstance(value, str):
        if is_id(value) and kind_of(value) in kind_labels().values():
            yield value
    elif isinstance(value, list):
        for each in value:
            yield from found_ids(each)
    elif isinstance(value, dict):
        for each in value.values():
            yield from found_ids(each)


def undrawable(value: Any) -> Iterator[Any]:
    """What a picture holds that cannot be drawn."""
    yield from (part for part in in_list(value) if not is_drawable(part))


def drawing(question: Question, record: Any) -> Iterator[Any]:
    """What a row gives for drawing."""
    return (part for column in question.columns if column.type == "picture" for part in in_list(record[column.name]))


def in_list(value: Any) -> list[Any]:
    """A list as it is, anything else as a list of one: people return a path as often as several."""
    return value if isinstance(value, list) else [value]
