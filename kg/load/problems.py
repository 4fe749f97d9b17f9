"""What the model found wrong with an entry, as problems with a place and a fix."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from kg.errors import Problem
from kg.load.entry import Entry
from kg.load.partly import Path, broken_rules
from kg.model.field import Model
from kg.model.introspect import inner
from kg.model.suggest import suggest

__all__ = ["problem_of", "problems_of"]

SCALARS = {
    "string_type": "text is needed here",
    "model_type": "a mapping of fields is needed here",
    "model_attributes_type": "a mapping of fields is needed here",
    "dict_type": "a mapping of fields is needed here",
    "tuple_type": "a list is needed here",
}


PATTERNS = {
    "text_hash": "write the number of words, a colon and 16 hex digits, as kg locate prints them",
    "year": "write four digits",
}
"""For fields with a pattern of their own, what matches it."""


def problems_of(entry: Entry, model: type[Model], error: ValidationError) -> Iterator[Problem]:
    """One problem for each mistake in the entry, those between its fields included."""
    details = error.errors(include_url=False)
    faulty = {detail["loc"] for detail in details if len(detail["loc"]) > 0}
    between = (mistake_at(entry, path, each.context or {}) for path, each in broken_rules(model, entry.data, faulty))
    yield from dict.fromkeys((*(problem_of(entry, model, detail) for detail in details), *between))


def problem_of(entry: Entry, model: type[Model], detail: ErrorDetails) -> Problem:
    """The problem that one error of pydantic means."""
    path, kind, context = detail["loc"], detail["type"], detail.get("ctx", {})
    if kind == "mistake":
        return mistake_at(entry, path, context)
    if kind == "extra_forbidden":
        return unknown_field(entry, model, path, detail["input"])
    if kind == "missing":
        return entry.problem(path, f"{of_record(entry)} has no {path[-1]}", f"add {path[-1]}: ...")
    if kind == "reference":
        begins = " or ".join(f"{slug}/" for slug in context["slugs"])
        fix = f"an id that begins with {begins} is needed" if begins != "" else "write kind/slug"
        return entry.problem(path, f"{shown(detail['input'])} is no id of {context['targets']}", fix)
    if kind == "string_too_short":
        return entry.problem(path, f"{field_in(path)} is empty", "give a value or leave it out")
    if kind in ("bool_parsing", "bool_type"):
        return entry.problem(path, f"{shown(detail['input'])} is neither yes nor no", "write yes or no")
    if kind in SCALARS:
        return entry.problem(path, f"{shown(detail['input'])} stands under {field_in(path)}", SCALARS[kind])
    if kind == "string_pattern_mismatch":
        return entry.problem(path, f"{shown(detail['input'])} is no {path[-1]}", PATTERNS[str(path[-1])])
    return entry.problem(path, f"{path[-1] if len(path) > 0 else 'the record'}: {detail['msg']}")


def mistake_at(entry: Entry, path: Path, context: Mapping[str, Any]) -> Problem:
    """The problem that a mistake of the model means."""
    return entry.problem((*path, *context["at"]), context["what"], context["fix"])


def unknown_field(entry: Entry, model: type[Model], path: tuple[str | int, ...], value: Any) -> Problem:
    """A field that the model does not have, with the nearest that it has."""
    name = str(path[-1])
    if name == "draft":
        what = "is a draft" if value in ("true", "yes") else f"may be a draft: draft is {shown(value)}"
        return entry.problem(path, f"{of_record(entry)} {what}", "review it and take draft away", key=True)
    return entry.problem(path, f"unknown field {name}", suggest(name, fields_at(model, path[:-1])), key=True)


def fields_at(model: type[Model], path: tuple[str | int, ...]) -> list[str]:
    """The fields of the model that a path leads to."""
    for step in path:
        if isinstance(step, int) or step not in model.model_fields:
            continue
        found, _ = inner(model.model_fields[step].annotation)
        if isinstance(found, type) and issubclass(found, Model):
            model = found
    return [name for name in model.model_fields if name != "id" or model.model_fields[name].is_required()]


def of_record(entry: Entry) -> str:
    """How a record is called in a message: by its id, or by its kind where it has none."""
    found = entry.data.get("id")
    return found if isinstance(found, str) else f"this {entry.kind}"


def field_in(path: Path) -> str:
    """The field that is meant: of an item of a list, that which holds the list."""
    return next(step for step in reversed(path) if isinstance(step, str))


def shown(value: Any) -> str:
    """A value in a message: text in quotes, anything else by what it is."""
    if isinstance(value, str):
        return repr(value) if len(value) <= 80 else f"{value[:80]!r}... ({len(value)} characters)"
    return "a list" if isinstance(value, list | tuple) else "a mapping" if isinstance(value, dict) else repr(value)
