"""Typed references: the id of another record, of the kinds that a field admits.

``Ref[Party]`` is an id of a Party, ``Ref[Official | Institution]`` an id of either. At run time a
reference is its text; the type exists for readers, mypy and the generated schemas.
"""

import re
from types import UnionType
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar, Union, get_args, get_origin

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

if TYPE_CHECKING:
    from kg.model.record import Record

__all__ = ["ID_LIMIT", "SLUG", "Ref", "id_pattern", "is_id", "kind_of", "slug_of", "targets_of"]

SLUG: Final = "[a-z0-9]+(-[a-z0-9]+)*"
"""What follows the kind in an id: lower-case letters and digits in words joined by hyphens."""

ID_LIMIT: Final = 200
"""The longest id, in characters."""

Target = TypeVar("Target")


class Ref(str, Generic[Target]):
    """The id of a record of one of the kinds in brackets."""

    __slots__ = ()

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Text of the form ``kind/slug`` with an admitted kind."""
        targets = targets_of(source)
        return core_schema.custom_error_schema(
            core_schema.str_schema(pattern=id_pattern(targets), max_length=ID_LIMIT),
            custom_error_type="reference",
            custom_error_message="an id of {targets} is needed",
            custom_error_context={
                "targets": " or ".join(kind.KIND.label for kind in targets) or "any kind",
                "slugs": [kind.KIND.slug for kind in targets],
            },
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """A string with the pattern of the id."""
        return handler(schema)


def targets_of(source: Any) -> "tuple[type[Record], ...]":
    """The record classes that ``Ref[...]`` admits, sorted by label; empty means any.

    Sorted, since ``Ref[A | B]`` and ``Ref[B | A]`` are one object in Python's own cache, whichever came first.
    """
    (argument,) = get_args(source)
    parts = get_args(argument) if get_origin(argument) in (UnionType, Union) else (argument,)
    return tuple(sorted((part for part in parts if hasattr(part, "KIND")), key=lambda kind: str(kind.KIND.label)))


def id_pattern(targets: "tuple[type[Record], ...]") -> str:
    """The pattern that an id of one of the kinds matches whole."""
    kinds = "|".join(kind.KIND.slug for kind in targets) or "[a-z-]+"
    return f"^({kinds})/{SLUG}$"


ANY_ID: Final = re.compile(f"[a-z-]{{1,40}}/{SLUG}")


def is_id(text: str) -> bool:
    """Whether the text has the form of an id, of whatever kind."""
    return len(text) <= ID_LIMIT and ANY_ID.fullmatch(text) is not None


def kind_of(record_id: str) -> str:
    """The part of an id before the slash."""
    return record_id.partition("/")[0]


def slug_of(record_id: str) -> str:
    """The part of an id after the slash."""
    return record_id.partition("/")[2]
