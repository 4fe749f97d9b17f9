"""How the texts of the model are spelled: the patterns and greatest lengths that pydantic tells in JSON Schema."""

from functools import cache
from typing import Any, Final, NamedTuple

from kg.model.field import Model
from kg.model.node_kind import StoredProperty

__all__ = ["FREE", "Spelling", "spelling_of"]

Schema = dict[str, Any]


class Spelling(NamedTuple):
    """A pattern that a text matches whole, empty for none, and the most characters that it has, None for any number."""

    pattern: str
    longest: int | None


FREE: Final = Spelling("", None)
"""Of a text that follows no pattern."""


def spelling_of(stored: StoredProperty) -> Spelling:
    """The spelling of what a field holds; free where a value is worked out, and no field holds it."""
    if stored.declared is None:
        return FREE
    model, name = stored.declared
    whole = schema_of(model)
    field = resolved(resolved(whole, whole)["properties"][name], whole)
    return Spelling(field.get("pattern", ""), field.get("maxLength"))


@cache
def schema_of(model: type[Model]) -> Schema:
    """What pydantic says of a class and of all that it holds."""
    return model.model_json_schema()


def resolved(schema: Schema, whole: Schema) -> Schema:
    """What stands behind a reference, beside null, or in a list."""
    if "$ref" in schema:
        return resolved(whole["$defs"][schema["$ref"].rpartition("/")[2]], whole)
    if "anyOf" in schema:
        (only,) = (each for each in schema["anyOf"] if each != {"type": "null"})
        return resolved(only, whole)
    return resolved(schema["items"], whole) if "items" in schema else schema
