# Generated from queries/ by kg schema build; change the header of the question, not this.
"""The questions of queries/record/ as functions."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from kg.ask.answer import Answer, TypedRow

if TYPE_CHECKING:
    from kg.graph import Asking

__all__ = [
    "DossierRow",
    "dossier",
]


class DossierRow(TypedRow):
    """A row of record/dossier."""

    __slots__ = ()

    section: str | None
    statement: str | None
    said_by: list[Any]
    said_on: str | None
    known_from: datetime.date | None
    evidence: list[str]


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
