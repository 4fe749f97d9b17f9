# Generated from queries/ by kg schema build; change the header of the question, not this.
"""The questions of queries/commitments/ as functions."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from kg.ask.answer import Answer, TypedRow

if TYPE_CHECKING:
    from kg.graph import Asking

__all__ = [
    "ConditionsRow",
    "LapsedRow",
    "OneSidedRow",
    "OpenRow",
    "ProgressRow",
    "conditions",
    "lapsed",
    "one_sided",
    "open",
    "progress",
]

FigureCounts: TypeAlias = Literal[
    "running_total",
    "increment",
]
FigureStage: TypeAlias = Literal[
    "announced",
    "contracted",
    "shipped",
    "arrived",
]


class ConditionsRow(TypedRow):
    """A row of commitments/conditions."""

    __slots__ = ()

    undertaking: str | None
    by: list[str]
    condition: str | None
    depends_on: str | None
    said_by: list[Any]
    first_said: datetime.date | None
    snaps_back: list[str]
    evidence: list[str]


class LapsedRow(TypedRow):
    """A row of commitments/lapsed."""

    __slots__ = ()

    undertaking: str | None
    by: list[str]
    window: str | None
    reading_by: list[Any]
    window_end: str | None
    target: str | None
    outcome: str | None
    late_by: int | None
    said_by: list[Any]
    counted: list[Any]
    searched: str | None
    evidence: list[str]


class OneSidedRow(TypedRow):
    """A row of commitments/one-sided."""

    __slots__ = ()

    undertaking: str | None
    side: str | None
    stated_by: list[Any]
    other_side: list[str]
    response: str | None
    response_by: list[Any]
    searched: str | None
    evidence: list[str]


class OpenRow(TypedRow):
    """A row of commitments/open."""

    __slots__ = ()

    undertaking: str | None
    by: list[str]
    to: list[str]
    window: str | None
    reading_by: list[Any]
    state: str | None
    ends: str | None
    days_left: int | None
    said_met: list[Any]
    evidence: list[str]


class ProgressRow(TypedRow):
    """A row of commitments/progress."""

    __slots__ = ()

    target: str | None
    window: str | None
    reading_by: list[Any]
    closes: str | None
    stage: FigureStage | None
    counts: FigureCounts | None
    basis: str | None
    within: list[Any]
    share_within: str | None
    latest: list[Any]
    share: str | None
    searched: str | None
    evidence: list[str]


def conditions(
    graph: Asking,
    *,
    as_of: datetime.date | str | None = None,
    party: str | None = None,
) -> Answer[ConditionsRow]:
    """What depends on what, and what snaps back if it fails?

    as_of: The day whose knowledge counts; today, where it is not given.
    party: Only what this party or a body of it gave.
    """
    answer = graph.ask(
        "commitments/conditions",
        as_of=as_of,
        party=party,
    )
    return answer.typed(ConditionsRow)


def lapsed(
    graph: Asking,
    *,
    as_of: datetime.date | str | None = None,
    party: str | None = None,
) -> Answer[LapsedRow]:
    """Which undertakings passed their window, and with what outcome?

    as_of: The day whose knowledge counts; today, where it is not given.
    party: Only what this party or a body of it gave.
    """
    answer = graph.ask(
        "commitments/lapsed",
        as_of=as_of,
        party=party,
    )
    return answer.typed(LapsedRow)


def one_sided(
    graph: Asking,
    *,
    as_of: datetime.date | str | None = None,
    stated_by: str | None = None,
) -> Answer[OneSidedRow]:
    """Which undertakings does only one side state, and what did the other do: deny, decline, omit?

    as_of: The day whose knowledge counts; today, where it is not given.
    stated_by: Only what this party alone states.
    """
    answer = graph.ask(
        "commitments/one-sided",
        as_of=as_of,
        stated_by=stated_by,
    )
    return answer.typed(OneSidedRow)


def open(
    graph: Asking,
    *,
    as_of: datetime.date | str | None = None,
    party: str | None = None,
    within_days: int | None = None,
) -> Answer[OpenRow]:
    """Which undertakings run, which end soon, by which reading?

    as_of: The day whose knowledge counts; today, where it is not given.
    party: Only what this party or a body of it gave.
    within_days: Of what has an end only what ends within so many days. 365, where it is not given.
    """
    answer = graph.ask(
        "commitments/open",
        as_of=as_of,
        party=party,
        within_days=within_days,
    )
    return answer.typed(OpenRow)


def progress(
    graph: Asking,
    *,
    commitment: str,
    as_of: datetime.date | str | None = None,
) -> Answer[ProgressRow]:
    """Is a commitment on track, under each reading of its terms and each stage of counting?

    as_of: The day whose knowledge counts; today, where it is not given.
    commitment: The promise of an amount.
    """
    answer = graph.ask(
        "commitments/progress",
        as_of=as_of,
        commitment=commitment,
    )
    return answer.typed(ProgressRow)
