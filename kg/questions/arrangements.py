# Generated from queries/ by kg schema build; change the header of the question, not this.
"""The questions of queries/arrangements/ as functions."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from kg.ask.answer import Answer, TypedRow

if TYPE_CHECKING:
    from kg.graph import Asking

__all__ = [
    "ExtensionsRow",
    "TwoTextsRow",
    "extensions",
    "two_texts",
]


class ExtensionsRow(TypedRow):
    """A row of arrangements/extensions."""

    __slots__ = ()

    item: str | None
    step: int | None
    what: str | None
    from_: str | None
    until: str | None
    said_by: list[Any]
    set_by: list[str]
    evidence: list[str]


class TwoTextsRow(TypedRow):
    """A row of arrangements/two-texts."""

    __slots__ = ()

    undertaking: str | None
    by: list[str]
    told_by: list[str]
    not_told_by: list[str]
    difference: list[str]
    terms: list[Any]
    left_out: list[Any]
    searched: str | None
    evidence: list[str]


def extensions(
    graph: Asking,
    *,
    as_of: datetime.date | str | None = None,
    negotiation: str | None = None,
) -> Answer[ExtensionsRow]:
    """Which pauses and deals were prolonged, how often, until when?

    as_of: The day whose knowledge counts; today, where it is not given.
    negotiation: Only what belongs to this track of talks.
    """
    answer = graph.ask(
        "arrangements/extensions",
        as_of=as_of,
        negotiation=negotiation,
    )
    return answer.typed(ExtensionsRow)


def two_texts(
    graph: Asking,
    *,
    arrangement: str,
    as_of: datetime.date | str | None = None,
) -> Answer[TwoTextsRow]:
    """What does each side's text tell of one deal, line by line?

    as_of: The day whose knowledge counts; today, where it is not given.
    arrangement: The deal.
    """
    answer = graph.ask(
        "arrangements/two-texts",
        as_of=as_of,
        arrangement=arrangement,
    )
    return answer.typed(TwoTextsRow)
