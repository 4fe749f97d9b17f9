# Generated from queries/ by kg schema build; change the header of the question, not this.
"""The questions of queries/actors/ as functions."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from kg.ask.answer import Answer, TypedRow

if TYPE_CHECKING:
    from kg.graph import Asking

__all__ = [
    "DelegationsRow",
    "PostsRow",
    "RevolvingDoorRow",
    "delegations",
    "posts",
    "revolving_door",
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


class DelegationsRow(TypedRow):
    """A row of actors/delegations."""

    __slots__ = ()

    date: str | None
    event: str | None
    kind: str | None
    party: str | None
    heads: list[str]
    officials: list[str]
    status: StatusWord | None
    evidence: list[str]


class PostsRow(TypedRow):
    """A row of actors/posts."""

    __slots__ = ()

    institution: str | None
    post: str | None
    official: str | None
    since: str | None
    acting: bool | None
    lead_negotiator: bool | None
    evidence: list[str]


class RevolvingDoorRow(TypedRow):
    """A row of actors/revolving-door."""

    __slots__ = ()

    official: str | None
    past_post: str | None
    acting: bool | None
    past_institution: str | None
    until: str | None
    present_post: list[Any]
    claims: int | None
    evidence: list[str]


def delegations(
    graph: Asking,
    *,
    as_of: datetime.date | str | None = None,
    negotiation: str | None = None,
) -> Answer[DelegationsRow]:
    """Who met whom, or is to meet, at which rounds?

    as_of: The day whose knowledge counts; today, where it is not given.
    negotiation: Only meetings of this track of talks.
    """
    answer = graph.ask(
        "actors/delegations",
        as_of=as_of,
        negotiation=negotiation,
    )
    return answer.typed(DelegationsRow)


def posts(
    graph: Asking,
    *,
    as_of: datetime.date | str | None = None,
    institution: str | None = None,
) -> Answer[PostsRow]:
    """Who holds which post?

    as_of: The day whose knowledge counts; today, where it is not given.
    institution: Only posts in this institution or a part of it.
    """
    answer = graph.ask(
        "actors/posts",
        as_of=as_of,
        institution=institution,
    )
    return answer.typed(PostsRow)


def revolving_door(
    graph: Asking,
    *,
    as_of: datetime.date | str | None = None,
) -> Answer[RevolvingDoorRow]:
    """Which former officials now speak, and from where?

    as_of: The day whose knowledge counts; today, where it is not given.
    """
    answer = graph.ask(
        "actors/revolving-door",
        as_of=as_of,
    )
    return answer.typed(RevolvingDoorRow)
