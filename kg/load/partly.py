"""What the rules between fields say to a record of which some fields are wrong.

pydantic asks no rule of a model while a field of it is wrong, and what a field refuses beyond the type of its value
waits until all parts of the value are right. Whoever corrects them would then be told of the next mistake, so all that
is asked here of what is left; a rule that needs a faulty field is silent, or one that an unknown field may stand for.
"""

import operator
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import AfterValidator, TypeAdapter
from pydantic_core import PydanticCustomError

from kg.model.field import Model
from kg.model.introspect import inner
from kg.model.record import Record
from kg.model.rule import is_read, rules_of
from kg.model.suggest import near

__all__ = ["Path", "broken_rules", "field_of"]

Path = tuple[str | int, ...]

Broken = tuple[Path, PydanticCustomError]


class _FaultyError(Exception):
    """Of a field nothing is left."""


def broken_rules(model: type[Model], data: Mapping[str, Any], faulty: Collection[Path]) -> Iterator[Broken]:
    """Each mistake between fields, with the path to the part whose rule it breaks; ``faulty`` are paths of fields."""
    found: list[Broken] = []
    rest_of(model, data, faulty, (), found)
    yield from found


def blank(part: type[Model]) -> Model:
    """A part of which nothing is known."""
    rest = part.model_construct(_fields_set=set())
    rest.__dict__.clear()
    return rest


def rest_of(
    model: type[Model], data: Mapping[str, Any], faulty: Collection[Path], path: Path, found: list[Broken]
) -> Model:
    """The part with the fields that can be taken, once its rules have been asked."""
    rest = model.model_construct(_fields_set=data.keys() & model.model_fields.keys())
    # Where a field is unknown, the writer may not have left out the one that it is like.
    absent = [name for name in model.model_fields if name not in data]
    meant = {near(str(name), absent) for name in data.keys() - model.model_fields.keys()}
    for name in (data.keys() & model.model_fields.keys()) | meant:
        # Not even the default, which the writer did not mean.
        rest.__dict__.pop(str(name), None)
    for name in data.keys() & model.model_fields.keys():
        try:
            rest.__dict__[name] = value_of(model, name, data[name], faulty, (*path, name), found)
        except _FaultyError:
            continue
    if issubclass(model, Record) and not is_read(rest, "id"):
        rest.__dict__["id"] = f"this {model.KIND.slug}"
    for rule in rules_of(model):
        # It may need a field that is wrong or missing, perhaps after it has told something.
        with suppress(AttributeError):
            for each in rule(rest):
                found.append((path, each))
    return rest


def value_of(
    model: type[Model], name: str, value: Any, faulty: Collection[Path], path: Path, found: list[Broken]
) -> Any:
    """What a field holds, with what can be taken of its parts."""
    if not any(each[: len(path)] == path for each in faulty):
        return field_of(model, name).validate_python(value)
    part, many = inner(model.model_fields[name].annotation)
    items = value if many and isinstance(value, list | tuple) else [value]
    if not (isinstance(part, type) and issubclass(part, Model)):
        sound = [item for number, item in enumerate(items) if (*path, number) not in faulty]
        if many and len(sound) > 0:
            found += refused(model, name, sound, path)
        raise _FaultyError
    if many:
        return tuple(
            rest_of(part, item, faulty, (*path, number), found) if isinstance(item, dict) else blank(part)
            for number, item in enumerate(items)
        )
    if not isinstance(value, dict):
        raise _FaultyError
    rest = rest_of(part, value, faulty, path, found)
    found += refused(model, name, rest, path)
    return rest


def refused(model: type[Model], name: str, value: Any, path: Path) -> Iterator[Broken]:
    """What a field refuses of a value whose parts are right as far as they are there."""
    for check in checks_of(model, name):
        try:
            check(value)
        except PydanticCustomError as error:
            yield path, error
        except AttributeError:
            # It needs a part that is wrong or missing.
            continue


@cache
def checks_of(model: type[Model], name: str) -> tuple[Any, ...]:
    """The functions that judge the whole value of a field, and none that judge an item of a list."""
    field = model.model_fields[name]
    choices = get_args(field.annotation) if get_origin(field.annotation) in (Union, UnionType) else ()
    parts = (field, *choices)
    marks = (mark for part in parts for mark in getattr(part, "metadata", getattr(part, "__metadata__", ())))
    return tuple(mark.func for mark in marks if isinstance(mark, AfterValidator))


@cache
def field_of(model: type[Model], name: str) -> TypeAdapter[Any]:
    """What takes the values of one field."""
    field = model.model_fields[name]
    # Annotated takes no type alone; the name of the field is a mark that says nothing.
    annotated: Any = operator.getitem(Annotated, (field.annotation, name, *field.metadata))
    return TypeAdapter(annotated)
