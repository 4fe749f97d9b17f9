# Generated from queries/ by kg schema build; change the header of the question, not this.
"""The questions of queries/reciprocity/ as functions."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from kg.ask.answer import Answer, TypedRow

if TYPE_CHECKING:
    from kg.graph import Asking

__all__ = [
    "LedgerRow",
    "UnreciprocatedConcessionsRow",
    "ledger",
    "unreciprocated_concessions",
]

Standing: TypeAlias = Literal[
    "said to be unreciprocated",
    "paired",
    "said to be perhaps reciprocated",
    "packaged",
    "none recorded",
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


class LedgerRow(TypedRow):
    """A row of reciprocity/ledger."""

    __slots__ = ()

    undertaking: str | None
    by: list[str]
    basis: str | None
    counterpart: list[str]
    counterpart_by: list[str]
    words: str | None
    package: str | None
    said_by: list[Any]
    evidence: list[str]


class UnreciprocatedConcessionsRow(TypedRow):
    """A row of reciprocity/unreciprocated-concessions."""

    __slots__ = ()

    concession: str | None
    given_by: list[str]
    given_to: list[str]
    announced: str | None
    known_from: datetime.date | None
    standing: list[Standing]
    package: str | None
    said_by: list[Any]
    own_side: list[str]
    fate: StatusWord | None
    searched: str | None
    evidence: list[str]


def ledger(
    graph: Asking,
    *,
    as_of: datetime.date | str | None = None,
    negotiation: str | None = None,
    party: str | None = None,
) -> Answer[LedgerRow]:
    """What was given for what, and who says so?

    as_of: The day whose knowledge counts; today, where it is not given.
    negotiation: Only undertakings of this track of talks.
    party: Only what this party or a body of it gave; it stands first in its row.
    """
    answer = graph.ask(
        "reciprocity/ledger",
        as_of=as_of,
        negotiation=negotiation,
        party=party,
    )
    return answer.typed(LedgerRow)


def unreciprocated_concessions(
    graph: Asking,
    *,
    as_of: datetime.date | str | None = None,
    given_by: str | None = None,
    given_to: str | None = None,
    topic: str | None = None,
    negotiation: str | None = None,
    standing: Standing | None = None,
) -> Answer[UnreciprocatedConcessionsRow]:
    """Which concessions have no reciprocal commitment?

    as_of: The day whose knowledge counts; today, where it is not given.
    given_by: Only concessions of this party or of a body of it.
    given_to: Only concessions to this party or to a body of it.
    topic: Only concessions on this topic or a narrower one.
    negotiation: Only concessions of this track of talks.
    standing: Only this standing instead of all that are not paired.
    """
    answer = graph.ask(
        "reciprocity/unreciprocated-concessions",
        as_of=as_of,
        given_by=given_by,
        given_to=given_to,
        topic=topic,
        negotiation=negotiation,
        standing=standing,
    )
    return answer.typed(UnreciprocatedConcessionsRow)
