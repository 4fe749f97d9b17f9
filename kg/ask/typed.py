"""Values of a store in the types that a header declares for its columns."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from kg.ask.answer import Value
from kg.ask.question import Column, kind_labels, word_lists
from kg.model.node_kind import Form, StoredProperty, StoredType
from kg.model.ref import is_id, kind_of

__all__ = ["holds", "misfits", "typed"]

PLAIN: Final[dict[str, type]] = {"text": str, "edtf": str, "integer": int, "boolean": bool, "date": date}

STORED: Final = {StoredType.INTEGER: "integer", StoredType.BOOLEAN: "boolean", StoredType.DATE: "date"}


def typed(column: Column, value: Any) -> Value:
    """A value of the store in the type of its column; ids in a list are a set, which is given sorted."""
    found = plain(value)
    if column.many and found is None:
        return []
    if column.many and column.is_record and isinstance(found, list):
        return [*sorted({str(each) for each in found})]
    return found


def plain(value: Any) -> Value:
    """A value of the driver as Python's own, with the keys of maps sorted: their order differs between engines."""
    if isinstance(value, dict):
        return {key: plain(value[key]) for key in sorted(value)}
    if isinstance(value, list):
        return [plain(each) for each in value]
    # The driver's dates; only kg/store may know their class.
    native: Value = value.to_native() if hasattr(value, "to_native") else value
    return native


def misfits(column: Column, value: Value) -> Iterator[Value]:
    """What a column holds that is not of its declared type."""
    if column.many and not isinstance(value, list):
        yield value
    elif isinstance(value, list) and column.many:
        yield from (each for each in value if column.type != "list" and not is_one(column.type, each))
    elif value is not None and not is_one(column.type, value):
        yield value


def is_one(type: str, value: Value) -> bool:
    """Whether one value is what a header calls ``type``."""
    if type in PLAIN:
        return isinstance(value, PLAIN[type]) and (type == "boolean" or not isinstance(value, bool))
    if not isinstance(value, str):
        return False
    if type in word_lists():
        return value in word_lists()[type].words()
    slugs = kind_labels()
    return is_id(value) and (kind_of(value) == slugs[type] if type in slugs else kind_of(value) in slugs.values())


def holds(column: Column, stored: StoredProperty) -> bool:
    """Whether a column may hold a stored property as it is."""
    if stored.type is StoredType.TEXTS or column.many:
        return stored.type is StoredType.TEXTS and column.many
    if stored.type in STORED:
        return column.type == STORED[stored.type]
    if column.type == "edtf":
        return stored.form is Form.EDTF
    if column.is_kind:
        return stored.name == "id" or stored.form is Form.ID
    if column.type in word_lists():
        return stored.vocabulary is word_lists()[column.type]
    return column.type == "text"
