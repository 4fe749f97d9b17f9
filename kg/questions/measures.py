# Generated from queries/ by kg schema build; change the header of the question, not this.
"""The questions of queries/measures/ as functions."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from kg.ask.answer import Answer, TypedRow

if TYPE_CHECKING:
    from kg.graph import Asking

__all__ = [
    "InForceRow",
    "LegalBasisRow",
    "RatesRow",
    "ThreatsRow",
    "in_force",
    "legal_basis",
    "rates",
    "threats",
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


class InForceRow(TypedRow):
    """A row of measures/in-force."""

    __slots__ = ()

    measure: str | None
    imposed_by: list[str]
    against: list[str]
    part_of: str | None
    status: StatusWord | None
    rate: str | None
    since: str | None
    until: str | None
    set_by: list[str]
    said_by: list[Any]
    searched: str | None
    evidence: list[str]


class LegalBasisRow(TypedRow):
    """A row of measures/legal-basis."""

    __slots__ = ()

    item: str | None
    kind: str | None
    how: str | None
    stage: StatusWord | None
    depth: int | None
    evidence: list[str]


class RatesRow(TypedRow):
    """A row of measures/rates."""

    __slots__ = ()

    subject: str | None
    rate: str | None
    of: str | None
    basis: str | None
    field: str | None
    since: str | None
    until: str | None
    said_by: list[Any]
    said_on: str | None
    known_from: datetime.date | None
    reported: list[str]
    evidence: list[str]


class ThreatsRow(TypedRow):
    """A row of measures/threats."""

    __slots__ = ()

    threat: str | None
    by: list[str]
    said_by: list[Any]
    said_on: str | None
    due: str | None
    outcome: str | None
    since: str | None
    outcome_said_by: list[Any]
    searched: str | None
    evidence: list[str]


def in_force(
    graph: Asking,
    *,
    as_of: datetime.date | str | None = None,
    imposed_by: str | None = None,
    against: str | None = None,
) -> Answer[InForceRow]:
    """Which measures are in force, suspended or gone on this day?

    as_of: The day whose knowledge counts; today, where it is not given.
    imposed_by: Only measures of this party or of a body of it.
    against: Only measures against this party.
    """
    answer = graph.ask(
        "measures/in-force",
        as_of=as_of,
        imposed_by=imposed_by,
        against=against,
    )
    return answer.typed(InForceRow)


def legal_basis(
    graph: Asking,
    *,
    basis: str,
    as_of: datetime.date | str | None = None,
) -> Answer[LegalBasisRow]:
    """What stands or falls with a legal instrument or a ruling?

    as_of: The day whose knowledge counts; today, where it is not given.
    basis: The legal act, the ruling, or the measure on which others rest.
    """
    answer = graph.ask(
        "measures/legal-basis",
        as_of=as_of,
        basis=basis,
    )
    return answer.typed(LegalBasisRow)


def rates(
    graph: Asking,
    *,
    as_of: datetime.date | str | None = None,
    topic: str | None = None,
    subject: str | None = None,
) -> Answer[RatesRow]:
    """Which rates are stated for a thing, and what does each count?

    as_of: The day whose knowledge counts; today, where it is not given.
    topic: Only what covers this topic or one narrower than it.
    subject: Only this record, its parts, and what eases or concerns it.
    """
    answer = graph.ask(
        "measures/rates",
        as_of=as_of,
        topic=topic,
        subject=subject,
    )
    return answer.typed(RatesRow)


def threats(
    graph: Asking,
    *,
    as_of: datetime.date | str | None = None,
) -> Answer[ThreatsRow]:
    """What was threatened, and was it carried out?

    as_of: The day whose knowledge counts; today, where it is not given.
    """
    answer = graph.ask(
        "measures/threats",
        as_of=as_of,
    )
    return answer.typed(ThreatsRow)
