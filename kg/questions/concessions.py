# Generated from queries/ by kg schema build; change the header of the question, not this.
"""The questions of queries/concessions/ as functions."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from kg.ask.answer import Answer, TypedRow

if TYPE_CHECKING:
    from kg.graph import Asking

__all__ = [
    "FateRow",
    "fate",
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


class FateRow(TypedRow):
    """A row of concessions/fate."""

    __slots__ = ()

    concession: str | None
    now: StatusWord | None
    stage: StatusWord | None
    since: str | None
    until: str | None
    set_by: list[str]
    said_by: list[Any]
    searched: str | None
    evidence: list[str]


def fate(
    graph: Asking,
    *,
    as_of: datetime.date | str | None = None,
    given_by: str | None = None,
) -> Answer[FateRow]:
    """What became of each concession: made law, taken up, refused, void, by whom, when?

    as_of: The day whose knowledge counts; today, where it is not given.
    given_by: Only concessions of this party or of a body of it.
    """
    answer = graph.ask(
        "concessions/fate",
        as_of=as_of,
        given_by=given_by,
    )
    return answer.typed(FateRow)
