# Generated from queries/ by kg schema build; change the header of the question, not this.
"""The questions of queries/record/ as functions."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from kg.ask.answer import Answer, TypedRow

if TYPE_CHECKING:
    from kg.graph import Asking

__all__ = [
    "ChangesRow",
    "CoverageRow",
    "DossierRow",
    "changes",
    "coverage",
    "dossier",
]

Tier: TypeAlias = Literal[
    "O",
    "W",
    "T",
    "L",
    "A",
    "X",
]


class ChangesRow(TypedRow):
    """A row of record/changes."""

    __slots__ = ()

    known_from: datetime.date | None
    item: str | None
    kind: str | None
    what: str | None
    said_by: list[Any]
    said_on: str | None
    evidence: list[str]


class CoverageRow(TypedRow):
    """A row of record/coverage."""

    __slots__ = ()

    kind: str | None
    count: int | None
    cited: int | None
    by_tier: list[Any]
    unread: int | None
    weak: list[str]
    evidence: list[str]


class DossierRow(TypedRow):
    """A row of record/dossier."""

    __slots__ = ()

    section: str | None
    statement: str | None
    said_by: list[Any]
    said_on: str | None
    known_from: datetime.date | None
    evidence: list[str]


def changes(
    graph: Asking,
    *,
    from_: datetime.date | str,
    to: datetime.date | str,
    as_of: datetime.date | str | None = None,
) -> Answer[ChangesRow]:
    """What became known between two days?

    as_of: The day whose knowledge counts; today, where it is not given.
    from_: The first day.
    to: The last day; what became known after the day as of which is asked stays out.
    """
    answer = graph.ask(
        "record/changes",
        as_of=as_of,
        to=to,
        **{"from": from_},
    )
    return answer.typed(ChangesRow)


def coverage(
    graph: Asking,
    *,
    as_of: datetime.date | str | None = None,
    tier: Tier | None = None,
) -> Answer[CoverageRow]:
    """How much is in the graph, how well sourced, and what rests only on low tiers?

    as_of: The day whose knowledge counts; today, where it is not given.
    tier: What has nothing better than this tier is listed as weak. A, where it is not given.
    """
    answer = graph.ask(
        "record/coverage",
        as_of=as_of,
        tier=tier,
    )
    return answer.typed(CoverageRow)


def dossier(
    graph: Asking,
    *,
    id: str,
    as_of: datetime.date | str | None = None,
) -> Answer[DossierRow]:
    """What is known about one thing, and from where?

    as_of: The day whose knowledge counts; today, where it is not given.
    id: The record.
    """
    answer = graph.ask(
        "record/dossier",
        as_of=as_of,
        id=id,
    )
    return answer.typed(DossierRow)
