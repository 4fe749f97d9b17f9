"""What can be read of an entry that has mistakes: as much of its node as is right, and what it may state besides.

Rules that concern several records look at this too, so that a mistake in one record hides none of another rule.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from pydantic import ValidationError

from kg.load.entry import Entry
from kg.load.partly import field_of
from kg.model.field import Model
from kg.model.flatten import Node, flatten_part
from kg.model.kinds import BY_SLUG
from kg.model.record import Cited, term_fields
from kg.model.ref import is_id, kind_of, slug_of
from kg.model.status import Owner, Stage, Status, status_id
from kg.model.terms import terms_claim_id

__all__ = ["Said", "may_state", "readable"]


class Said(NamedTuple):
    """A node, and the entry that states it."""

    entry: Entry
    node: Node


def readable(entry: Entry) -> Node:
    """The node of those fields, and of those items of a list, that the model takes.

    Where the id cannot be read, the node has one that no record can have.
    """
    model = BY_SLUG[entry.kind]
    found = {name: sound(model, name, entry.data[name]) for name in model.model_fields if name in entry.data}
    told = {name: value for name, value in found.items() if value is not None} | {"id": id_of(entry)}
    return flatten_part(model.model_construct(_fields_set={*told}, **{**dict.fromkeys(model.model_fields), **told}))


def id_of(entry: Entry) -> str:
    """The id of an entry, and the beginning alone of such ids where it has none that can be read."""
    told = entry.data.get("id")
    return told if isinstance(told, str) and is_id(told) and kind_of(told) == entry.kind else f"{entry.kind}/"


def sound(model: type[Model], name: str, value: Any) -> Any:
    """The value of a field, or those items of it that can be read; None where nothing can."""
    try:
        return field_of(model, name).validate_python(value)
    except ValidationError:
        items = [each for item in value for each in alone(model, name, item)] if isinstance(value, list) else []
        return tuple(items) if len(items) > 0 else None


def alone(model: type[Model], name: str, item: Any) -> tuple[Any, ...]:
    """One item of a list, if it can be read."""
    try:
        return (*field_of(model, name).validate_python([item]),)
    except ValidationError:
        return ()


def may_state(entry: Entry, target: str) -> bool:
    """Whether an entry that has mistakes states this claim of its terms, or this stage, once they are mended."""
    model, own = BY_SLUG[entry.kind], id_of(entry)
    # What an unknown field is meant to be is not known.
    unknown = any(name not in model.model_fields for name in entry.data)
    if target == terms_claim_id(own):
        return issubclass(model, Cited) and (unknown or any(name in entry.data for name in term_fields(model)))
    if not issubclass(model, Owner) or not target.startswith(f"{Status.KIND.slug}/{kind_of(own)}-{slug_of(own)}-"):
        return False
    told = entry.data.get("history", [])
    stages = [stage_of(own, each) for each in (told if isinstance(told, list) else [told])]
    return unknown or target in stages or None in stages


def stage_of(owner: str, told: Any) -> str | None:
    """The id of a stage, None where it cannot be read."""
    if not isinstance(told, dict):
        return None
    status, since = (sound(Stage, name, told.get(name)) for name in ("status", "since"))
    if status is None or since is None:
        return None
    return status_id(owner, Stage.model_construct(status=status, since=since))
