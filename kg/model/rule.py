"""Rules between the fields of a model, each told apart from the others so that one mistake hides no other.

    @rule
    def ends_after_it_starts(self) -> Mistakes:
        if ...:
            yield mistake("it ends before it starts", "start is the earlier date")

A rule yields what breaks it, and looks at nothing but fields. Where a field is wrong itself, the loader asks the
rules that can do without it (``kg.load.partly``).
"""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, TypeAlias, TypeVar

from pydantic_core import PydanticCustomError

__all__ = ["Mistakes", "rule", "rules_of"]

Mistakes: TypeAlias = Iterator[PydanticCustomError]
Rule = Callable[[Any], Mistakes]
Function = TypeVar("Function", bound=Rule)


def rule(function: Function) -> Function:
    """Mark a method as a rule of its model and of all below it."""
    function.__dict__["is_rule"] = True
    return function


@cache
def rules_of(model: type) -> tuple[Rule, ...]:
    """The rules of a model, those of its bases first."""
    named = {name: each for base in reversed(model.__mro__) for name, each in vars(base).items()}
    return tuple(each for each in named.values() if getattr(each, "__dict__", {}).get("is_rule") is True)
