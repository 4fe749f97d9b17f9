"""Which stored value is none that the model allows, as somebody may set it by hand, in words."""

from collections.abc import Iterable
from reprlib import repr as shortened
from typing import Any, Final

from kg.errors import StoreError
from kg.model.node_kind import Form, StoredProperty, StoredType
from kg.rdf.syntax import MISFITS, writer_of

__all__ = ["BY_HAND", "refuse_misfits"]

BY_HAND: Final = "take its data set out with kg drop and load it again, or empty the graph with kg reset and load all"
"""What to do where somebody has changed the graph by hand; a load alone finds everything unchanged."""

WANTED: Final = {
    Form.TEXT: "text",
    Form.EDTF: "date",
    Form.DATE: "day",
    Form.DECIMAL: "number",
    Form.INTEGER: "whole number",
    Form.BOOLEAN: "truth value",
    Form.ID: "id",
    Form.URL: "address",
}


def refuse_misfits(record: object, place: str, stored: Iterable[StoredProperty], values: Iterable[Any]) -> None:
    """A StoreError for the first value that is none; ``place`` says which relationship has them, or nothing."""
    for each, value in zip(stored, values, strict=True):
        if value is not None and not is_fit(each, value):
            what = f"{record} has {shortened(value)} for the {each.name}{place}, which is no {wanted(each)}"
            raise StoreError(f"{what}: somebody has changed the graph by hand; {BY_HAND}")


def is_fit(stored: StoredProperty, value: Any) -> bool:
    """Whether the property can have the value."""
    is_list = stored.type is StoredType.TEXTS
    if is_list and not isinstance(value, list):
        return False
    write = writer_of(stored, "")
    try:
        for item in value if is_list else (value,):
            write(item)
    except MISFITS:
        return False
    return True


def wanted(stored: StoredProperty) -> str:
    """What the value of a property should be."""
    one = WANTED[stored.form] if stored.vocabulary is None else f"word of {stored.vocabulary.scheme}"
    return f"list of {one}s" if stored.type is StoredType.TEXTS and stored.vocabulary is None else one
