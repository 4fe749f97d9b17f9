"""Known time: from which day on a thing was known. Days are ISO text, which sorts as days do.

Said time and known time are two clocks: a window of December that was stated on 1 November is known from
1 November. Every question is asked as of a day and sees only what was known by then.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from kg.model.flatten import Value
from kg.model.introspect import describe

__all__ = ["CONTEXT", "document_day", "earliest", "relationship_day"]

CONTEXT: Final = frozenset(kind.slug for kind in describe() if kind.context)
"""Kinds, as ids begin, that no question hides: who there is and what is talked about."""

OF_THE_DOCUMENT: Final = frozenset({"CITES", "FROM"})


def document_day(properties: Mapping[str, Value]) -> str:
    """The last day on which the document can have been published, else the day on which it was read.

    An imprecise date counts from its last day: what is published in November 2025 is surely known on the 30th.
    """
    day = properties.get("published_latest", properties.get("retrieved_latest"))
    return str(day)


def earliest(days: Iterable[str | None]) -> str | None:
    """The first of the days that are known.

    A record is known from the earliest among its citations and the claims about it.
    """
    return min((day for day in days if day is not None), default=None)


def relationship_day(
    kind: str, *, source: str, source_day: str | None, target: str, target_day: str | None
) -> str | None:
    """From when a relationship is known; ``source`` and ``target`` are kinds, as ids begin.

    CITES and FROM: from the document's day. What a claim states: from the claim's. Any other: from the later of
    its record's day and, unless the target is context, its target's.
    """
    if kind in OF_THE_DOCUMENT:
        return target_day
    if source == "claim" or target in CONTEXT or target_day is None:
        return source_day
    return target_day if source_day is None else max(source_day, target_day)
