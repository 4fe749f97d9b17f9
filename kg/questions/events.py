# Generated from queries/ by kg schema build; change the header of the question, not this.
"""The questions of queries/events/ as functions."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from kg.ask.answer import Answer, TypedRow

if TYPE_CHECKING:
    from kg.graph import Asking

__all__ = [
    "TimelineRow",
    "UpcomingRow",
    "timeline",
    "upcoming",
]

StatusWord: TypeAlias = Literal[
    "threatened",
    "announced",
    "in_force",
    "suspended",
    "changed",
    "ended",
    "annulled",
    "refused",
    "withdrawn",
    "lapsed",
    "moot",
    "floated",
    "agreed_in_principle",
    "given",
    "fulfilled",
    "broken",
    "planned",
    "postponed",
    "cancelled",
    "held",
    "not_known",
    "signed",
    "extended",
]


class TimelineRow(TypedRow):
    """A row of events/timeline."""

    __slots__ = ()

    date: str | None
    known_from: datetime.date | None
    kind: str | None
    what: str | None
    status: StatusWord | None
    participants: list[str]
    evidence: list[str]


class UpcomingRow(TypedRow):
    """A row of events/upcoming."""

    __slots__ = ()

    event: str | None
    kind: str | None
    date: str | None
    status: StatusWord | None
    said_by: list[Any]
    participants: list[str]
    evidence: list[str]


def timeline(
    graph: Asking,
    *,
    as_of: datetime.date | str | None = None,
    negotiation: str | None = None,
    from_: datetime.date | str | None = None,
    to: datetime.date | str | None = None,
) -> Answer[TimelineRow]:
    """What happened, in order?

    as_of: The day whose knowledge counts; today, where it is not given.
    negotiation: Only what belongs to this track of talks.
    from_: Only what is not over before this day.
    to: Only what has begun by this day.
    """
    answer = graph.ask(
        "events/timeline",
        as_of=as_of,
        negotiation=negotiation,
        to=to,
        **{"from": from_},
    )
    return answer.typed(TimelineRow)


def upcoming(
    graph: Asking,
    *,
    as_of: datetime.date | str | None = None,
    negotiation: str | None = None,
) -> Answer[UpcomingRow]:
    """What is planned after this day, and how firm is the date?

    as_of: The day whose knowledge counts; today, where it is not given.
    negotiation: Only events of this track of talks.
    """
    answer = graph.ask(
        "events/upcoming",
        as_of=as_of,
        negotiation=negotiation,
    )
    return answer.typed(UpcomingRow)
