"""What the rules between fields say to a record of which some fields are wrong.

pydantic asks no rule of a model while a field of it is wrong. Whoever corrects the field would then be told of the
next mistake, so the rules are asked here of what is left; one that needs a faulty field is silent.
"""

import operator
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from typing import Annotated, Any

from pydantic import TypeAdapter
from pydantic_core import PydanticCustomError

from kg.model.field import Model
from kg.model.introspect import inner
from kg.model.rule import rules_of

__all__ = ["Path", "broken_rules"]

Path = tuple[str | int, ...]

Broken = tuple[Path, PydanticCustomError]


class _FaultyError(Exception):
    """Of a field nothing is left."""


def broken_rules(model: type[Model], data: Mapping[str, Any], faulty: Collection[Path]) -> Iterator[Broken]:
    """Each mistake between fields, with the path to the part whose rule it breaks; ``faulty`` are paths of fields."""
    found: list[Broken] = []
    rest_of(model, data, faulty, (), found)
    yield from found


def rest_of(
    model: type[Model], data: Mapping[str, Any], faulty: Collection[Path], path: Path, found: list[Broken]
) -> Model:
    """The part with the fields that can be taken, once its rules have been asked."""
    rest = model.model_construct(_fields_set=data.keys() & model.model_fields.keys())
    for name in data.keys() & model.model_fields.keys():
        # Not even the default, which the writer did not mean.
        rest.__dict__.pop(name, None)
        try:
            rest.__dict__[name] = value_of(model, name, data[name], faulty, (*path, name), found)
        except _FaultyError:
            continue
    for rule in rules_of(model):
        try:
            found += [(path, each) for each in rule(rest)]
        except AttributeError:
            # It needs a field that is wrong or missing.
            continue
    return rest


def value_of(
    model: type[Model], name: str, value: Any, faulty: Collection[Path], path: Path, found: list[Broken]
) -> Any:
    """What a field holds, with what can be taken of its parts."""
    if not any(each[: len(path)] == path for each in faulty):
        return field_of(model, name).validate_python(value)
    part, many = inner(model.model_fields[name].annotation)
    items = value if many and isinstance(value, list | tuple) else [value]
    if not (isinstance(part, type) and issubclass(part, Model)) or not all(isinstance(item, dict) for item in items):
        raise _FaultyError
    if not many:
        return rest_of(part, value, faulty, path, found)
    return tuple(rest_of(part, item, faulty, (*path, number), found) for number, item in enumerate(items))


@cache
def field_of(model: type[Model], name: str) -> TypeAdapter[Any]:
    """What takes the values of one field."""
    field = model.model_fields[name]
    # Annotated takes no type alone; the name of the field is a mark that says nothing.
    annotated: Any = operator.getitem(Annotated, (field.annotation, name, *field.metadata))
    return TypeAdapter(annotated)
