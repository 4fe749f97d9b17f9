"""Rules between the fields of a model, each told apart from the others so that one mistake hides no other.

    @rule
    def ends_after_it_starts(self) -> Mistakes:
        if ...:
            yield mistake("it ends before it starts", "start is the earlier date")

A rule yields what breaks it, and looks at nothing but fields. Where a field is wrong itself, the loader asks the
rules all the same (``kg.load.partly``): the record then lacks that attribute, and the rule ends where it needs it.
What it can tell without is asked for first, with ``is_read`` and ``is_stated``.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any, TypeAlias, TypeVar

from pydantic import BaseModel
from pydantic_core import PydanticCustomError

__all__ = ["Mistakes", "is_read", "is_stated", "repeated", "rule", "rules_of"]

Mistakes: TypeAlias = Iterator[PydanticCustomError]
Rule = Callable[[Any], Mistakes]
Function = TypeVar("Function", bound=Rule)


def rule(function: Function) -> Function:
    """Mark a method as a rule of its model and of all below it."""
    function.__dict__["is_rule"] = True
    return function


def is_read(model: BaseModel, *fields: str) -> bool:
    """Whether all these fields could be read; what one item of a list lacks is no reason to be silent on the others."""
    return all(field in model.__dict__ for field in fields)


def is_stated(model: BaseModel, field: str) -> bool:
    """Whether a field says anything, be it something wrong; an AttributeError where that cannot be told."""
    # Asked of every claim of a load, often: what pydantic offers for it takes several times as long.
    if field in model.__dict__:
        value = model.__dict__[field]
        return value is not None and not (isinstance(value, tuple) and len(value) == 0)
    if field in model.model_fields_set:
        return True
    raise AttributeError(field)


def repeated(parts: Iterable[BaseModel], field: str) -> Iterator[tuple[int, Any]]:
    """The places of the parts that say the same in a field as an earlier one, and what; unread ones say nothing."""
    seen: set[Any] = set()
    for number, part in enumerate(parts):
        if is_read(part, field):
            value = getattr(part, field)
            if value in seen:
                yield number, value
            seen.add(value)


@cache
def rules_of(model: type) -> tuple[Rule, ...]:
    """The rules of a model, those of its bases first."""
    named = {name: each for base in reversed(model.__mro__) for name, each in vars(base).items()}
    return tuple(each for each in named.values() if getattr(each, "__dict__", {}).get("is_rule") is True)
