"""From what people type to the parameters of a query: dates, whole numbers, words, ids that are there."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Final, TypeAlias

from kg.ask.find import nearest_ids
from kg.ask.question import Parameter, Question, kind_labels
from kg.errors import UsageError
from kg.model.nearest import Near, did_you_mean, words_of_id
from kg.model.ref import is_id, kind_of
from kg.model.suggest import suggest
from kg.store import Reader

__all__ = ["Bound", "Nearest", "bind", "check_known", "check_records", "convert", "day"]

Bound = dict[str, str | int | date | None]
"""Parameters as a query takes them; an optional one that was not given is None."""

DAY: Final = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")

Nearest: TypeAlias = Callable[[str, tuple[str, ...]], list[Near]]
"""The ids of some kinds that may be meant by a text."""


def none_known(text: str, labels: tuple[str, ...]) -> list[Near]:
    """For those who have no store to look into."""
    return []


def bind(question: Question, given: Mapping[str, object], *, near: Nearest = none_known) -> Bound:
    """The parameters of a question; a UsageError for what is unknown, missing or of another type.

    ``near`` looks for the ids that may be meant where a name was given.
    """
    known = {parameter.name: parameter for parameter in question.parameters}
    for name in given:
        if name not in known:
            fix = suggest(name, (*known, "as_of"))
            raise UsageError(f"{question.name} has no parameter {name}; {fix}")
    bound: Bound = {}
    for name, parameter in known.items():
        value = given.get(name)
        if value is None and parameter.required:
            raise UsageError(f"{question.name} needs the parameter {name}: {parameter.doc}")
        stated = parameter.default if value is None else value
        bound[name] = None if stated is None else convert(parameter, stated, near=near)
    check_span(bound)
    return bound


def check_span(bound: Bound) -> None:
    """Days from one to another run forward, or nothing would ever lie between them."""
    start, end = bound.get("from"), bound.get("to")
    if isinstance(start, date) and isinstance(end, date) and start > end:
        raise UsageError(f"from is {start}, which is after {end}, the day of to; exchange the two")


def convert(parameter: Parameter, value: object, *, near: Nearest = none_known) -> str | int | date:
    """One value in the type of its parameter; a UsageError that says what would be right."""
    name = parameter.name
    if parameter.type == "date":
        return day(name, value)
    if parameter.type == "integer":
        return whole(name, value)
    if not isinstance(value, str):
        raise UsageError(f"{name} is {value!r}, and text is needed")
    if parameter.type == "word" and value not in parameter.of:
        raise UsageError(f"{value!r} is no value for {name}; {suggest(value, parameter.of)}")
    if parameter.type == "id":
        check_form(name, value, parameter.of, near)
    return value


def day(name: str, value: object) -> date:
    """A date as it is, or from text of the form 2025-12-16."""
    if type(value) is date:
        return value
    if isinstance(value, str) and DAY.fullmatch(value) is not None:
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise UsageError(f"{name} is {value}, and there is no such day") from error
    raise UsageError(f"{name} is {value!r}, and a day is needed; write it like 2025-12-16")


def whole(name: str, value: object) -> int:
    """A whole number as it is, or from its digits."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and re.fullmatch("-?[0-9]{1,18}", value) is not None:
        return int(value)
    raise UsageError(f"{name} is {value!r}, and a whole number is needed")


def check_form(name: str, value: str, labels: tuple[str, ...], near: Nearest) -> None:
    """An id is spelled as ids are, and of an admitted kind."""
    slugs = [kind_labels()[label] for label in labels] if len(labels) > 0 else list(kind_labels().values())
    form = f"{slugs[0]}/some-name" if len(labels) > 0 else "party/us"
    if not is_id(value):
        fix = did_you_mean(near(value, labels), f"ids look like {form}, and kg find looks them up")
        raise UsageError(f"{name} is {value!r}, which is no id; {fix}")
    if kind_of(value) not in slugs:
        needed = f"an id of {' or '.join(labels) or 'a known kind'} is needed"
        meant = did_you_mean(likeliest(value, labels, near), f"one looks like {form}")
        raise UsageError(f"{name} is {value}, and {needed}; {meant}")


def likeliest(value: str, labels: tuple[str, ...], near: Nearest) -> list[Near]:
    """What an id that is not there may mean: that name under another kind, else what is near to it in its own kind.

    What is near in any admitted kind where its own kind has nothing near, or is none.
    """
    among = near(value, labels)
    same = [each for each in among if words_of_id(each.key) == words_of_id(value)]
    own = next((label for label, slug in kind_labels().items() if slug == kind_of(value)), None)
    if len(same) > 0:
        return same
    if own is None:
        return among
    if len(labels) > 0 and own not in labels:
        return []
    of_its_kind = near(value, (own,))
    return of_its_kind if len(of_its_kind) > 0 else among


def check_records(store: Reader, question: Question, bound: Bound) -> None:
    """Every record that a parameter names is in the store; a UsageError with the nearest ids otherwise."""

    def has(record: str) -> bool:
        return len(store.read("MATCH (n:Entity {id: $id}) RETURN n.id AS id", id=record)) > 0

    check_known(question, bound, has=has, near=partial(nearest_ids, store), where=store.address)


def check_known(question: Question, bound: Bound, *, has: Callable[[str], bool], near: Nearest, where: str) -> None:
    """Every record that a parameter names is there; a UsageError with the nearest ids, and ``where``, otherwise."""
    for parameter in question.parameters:
        record_id = bound[parameter.name]
        if parameter.type == "id" and isinstance(record_id, str) and not has(record_id):
            fix = did_you_mean(likeliest(record_id, parameter.of, near), "kg find looks ids up by name")
            raise UsageError(f"{parameter.name}: {where} has no {record_id}; {fix}")
