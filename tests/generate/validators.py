"""Everything in the model by which it can refuse what somebody writes, found by looking at its classes.

What a rule between fields, a validator, a constraint or a type of our own is called is how the table of
``test_restated`` names it; a new one is found without being registered anywhere.
"""

from collections.abc import Iterator
from types import UnionType
from typing import Any, Union, get_args, get_origin

import annotated_types
from pydantic import WithJsonSchema
from pydantic.fields import FieldInfo

import kg.model.kinds  # noqa: F401 - resolves the references between kinds
from kg.model.field import Model
from kg.model.ref import Ref
from kg.model.rule import rules_of
from kg.model.vocabulary import Term

__all__ = ["models", "validators_of"]

SAYS_NOTHING = (WithJsonSchema,)
"""Marks that describe, and refuse nothing."""


def models(base: type[Model] = Model) -> Iterator[type[Model]]:
    """The classes of the model."""
    for each in base.__subclasses__():
        if each.__module__.startswith("kg.model."):
            yield each
        yield from models(each)


def validators_of(model: type[Model]) -> set[str]:
    """The names of all that can refuse something in one class."""
    decorators = model.__pydantic_decorators__
    between = {name: each.func for name, each in decorators.model_validators.items()}
    fields = model.model_fields.values()
    return {
        f"extra={model.model_config.get('extra')}",
        *(rule.__qualname__ for rule in rules_of(model)),
        # What asks the rules is none of its own.
        *(func.__qualname__ for name, func in between.items() if name != "keeps_its_rules"),
        *(each.func.__qualname__ for each in decorators.field_validators.values()),
        *(name for field in fields for name in (*of_field(field), *of_type(field.annotation))),
    }


def of_field(field: FieldInfo) -> Iterator[str]:
    """What a field refuses beyond its type."""
    if field.is_required():
        yield "required"
    for mark in field.metadata:
        yield from of_mark(mark)


def of_type(annotation: Any) -> Iterator[str]:
    """What a type refuses, and all that it is made of."""
    if get_origin(annotation) is Ref:
        yield "Ref"
    elif hasattr(annotation, "__metadata__"):
        for mark in annotation.__metadata__:
            yield from of_mark(mark)
        yield from of_type(annotation.__origin__)
    elif get_origin(annotation) in (Union, UnionType, tuple):
        for part in get_args(annotation):
            if part not in (type(None), Ellipsis):
                yield from of_type(part)
    elif not issubclass(annotation, Model):
        yield (Term if issubclass(annotation, Term) else annotation).__name__


def of_mark(mark: Any) -> Iterator[str]:
    """What a mark beside a type refuses: a function, or bounds such as a pattern."""
    if isinstance(mark, FieldInfo):
        for each in mark.metadata:
            yield from of_mark(each)
    elif hasattr(mark, "func"):
        yield mark.func.__qualname__
    elif isinstance(mark, annotated_types.GroupedMetadata | annotated_types.BaseMetadata):
        # Some keep their bounds in slots, as declared fields, and those of pydantic itself in a dictionary.
        bounds = {*getattr(mark, "__dataclass_fields__", ()), *getattr(mark, "__dict__", ())}
        yield from (f"{name}={getattr(mark, name)}" for name in bounds if getattr(mark, name) is not None)
    elif not mark.__class__.__module__.startswith("kg.model.") and not isinstance(mark, SAYS_NOTHING):
        yield repr(mark)
