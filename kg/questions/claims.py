# Generated from queries/ by kg schema build; change the header of the question, not this.
"""The questions of queries/claims/ as functions."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from kg.ask.answer import Answer, TypedRow

if TYPE_CHECKING:
    from kg.graph import Asking

__all__ = [
    "AccusationsRow",
    "CompetingExplanationsRow",
    "ContestedTermsRow",
    "DenialsAndSilenceRow",
    "HardenedRow",
    "ReinterpretationsRow",
    "WhoSaidWhatRow",
    "accusations",
    "competing_explanations",
    "contested_terms",
    "denials_and_silence",
    "hardened",
    "reinterpretations",
    "who_said_what",
]

Hedge: TypeAlias = Literal[
    "none",
    "weak",
    "strong",
]
Rank: TypeAlias = Literal[
    "preferred",
    "normal",
    "deprecated",
]
ReinterpretationsField: TypeAlias = Literal[
    "quantity",
    "rate",
    "window",
    "condition",
    "duty",
    "date",
    "scope",
    "by",
    "to",
    "status",
]
Stance: TypeAlias = Literal[
    "asserts",
    "denies",
    "declines_to_confirm",
    "omits",
    "questions",
    "predicts",
    "speculates",
    "opines",
    "requests",
    "threatens",
]


class AccusationsRow(TypedRow):
    """A row of claims/accusations."""

    __slots__ = ()

    said_on: str | None
    known_from: datetime.date | None
    accuser: list[Any]
    accused: str | None
    of_what: str | None
    words: str | None
    ground: str | None
    answer: list[Any]
    searched: str | None
    evidence: list[str]


class CompetingExplanationsRow(TypedRow):
    """A row of claims/competing-explanations."""

    __slots__ = ()

    subject: str | None
    how: str | None
    explanation: str | None
    explained_by: str | None
    said_by: list[Any]
    first_said: datetime.date | None
    evidence: list[str]


class ContestedTermsRow(TypedRow):
    """A row of claims/contested-terms."""

    __slots__ = ()

    subject: str | None
    field: str | None
    value: str | None
    said_by: list[Any]
    first_said: str | None
    evidence: list[str]


class DenialsAndSilenceRow(TypedRow):
    """A row of claims/denials-and-silence."""

    __slots__ = ()

    subject: str | None
    matter: str | None
    asserted_by: list[Any]
    denied_by: list[Any]
    declined: list[Any]
    omitted: list[Any]
    disowned_by: list[Any]
    searched: str | None
    evidence: list[str]


class HardenedRow(TypedRow):
    """A row of claims/hardened."""

    __slots__ = ()

    subject: str | None
    original: str | None
    said_by: list[Any]
    hedge: Hedge | None
    retold_in: str | None
    retold_by: list[Any]
    said_on: str | None
    known_from: datetime.date | None
    changed: list[str]
    evidence: list[str]


class ReinterpretationsRow(TypedRow):
    """A row of claims/reinterpretations."""

    __slots__ = ()

    subject: str | None
    field: str | None
    step: int | None
    said_on: str | None
    known_from: datetime.date | None
    said_by: list[Any]
    value: str | None
    revises: list[str]
    reported: list[str]
    evidence: list[str]


class WhoSaidWhatRow(TypedRow):
    """A row of claims/who-said-what."""

    __slots__ = ()

    said_on: str | None
    known_from: datetime.date | None
    speaker: list[Any]
    post_then: list[Any]
    stance: Stance | None
    hedge: Hedge | None
    summary: str | None
    about: list[str]
    rank: Rank | None
    occasion: str | None
    evidence: list[str]


def accusations(
    graph: Asking,
    *,
    as_of: datetime.date | str | None = None,
    subject: str | None = None,
) -> Answer[AccusationsRow]:
    """Who accuses whom of breaching what, and what was the answer?

    as_of: The day whose knowledge counts; today, where it is not given.
    subject: Only breaches of this promise or arrangement.
    """
    answer = graph.ask(
        "claims/accusations",
        as_of=as_of,
        subject=subject,
    )
    return answer.typed(AccusationsRow)


def competing_explanations(
    graph: Asking,
    *,
    as_of: datetime.date | str | None = None,
    subject: str | None = None,
) -> Answer[CompetingExplanationsRow]:
    """Which explanations are offered for the same act?

    as_of: The day whose knowledge counts; today, where it is not given.
    subject: The act; all that is offered for it, be it one or several.
    """
    answer = graph.ask(
        "claims/competing-explanations",
        as_of=as_of,
        subject=subject,
    )
    return answer.typed(CompetingExplanationsRow)


def contested_terms(
    graph: Asking,
    *,
    as_of: datetime.date | str | None = None,
    subject: str | None = None,
) -> Answer[ContestedTermsRow]:
    """On which terms do sources disagree?

    as_of: The day whose knowledge counts; today, where it is not given.
    subject: Only the terms of this record.
    """
    answer = graph.ask(
        "claims/contested-terms",
        as_of=as_of,
        subject=subject,
    )
    return answer.typed(ContestedTermsRow)


def denials_and_silence(
    graph: Asking,
    *,
    as_of: datetime.date | str | None = None,
    subject: str | None = None,
) -> Answer[DenialsAndSilenceRow]:
    """What does one side assert that the other denies, will not confirm, or leaves out?

    as_of: The day whose knowledge counts; today, where it is not given.
    subject: Only what concerns this record.
    """
    answer = graph.ask(
        "claims/denials-and-silence",
        as_of=as_of,
        subject=subject,
    )
    return answer.typed(DenialsAndSilenceRow)


def hardened(
    graph: Asking,
    *,
    as_of: datetime.date | str | None = None,
    subject: str | None = None,
) -> Answer[HardenedRow]:
    """Where did a retelling make a claim firmer, or change its number or date?

    as_of: The day whose knowledge counts; today, where it is not given.
    subject: Only what is said of this record.
    """
    answer = graph.ask(
        "claims/hardened",
        as_of=as_of,
        subject=subject,
    )
    return answer.typed(HardenedRow)


def reinterpretations(
    graph: Asking,
    *,
    as_of: datetime.date | str | None = None,
    subject: str | None = None,
    field: ReinterpretationsField | None = None,
) -> Answer[ReinterpretationsRow]:
    """How was a term re-read over time, by whom, and whose deadline moved?

    as_of: The day whose knowledge counts; today, where it is not given.
    subject: Only the terms of this record.
    field: Only this term.
    """
    answer = graph.ask(
        "claims/reinterpretations",
        as_of=as_of,
        subject=subject,
        field=field,
    )
    return answer.typed(ReinterpretationsRow)


def who_said_what(
    graph: Asking,
    *,
    as_of: datetime.date | str | None = None,
    speaker: str | None = None,
    topic: str | None = None,
    stance: Stance | None = None,
) -> Answer[WhoSaidWhatRow]:
    """What did a speaker say?

    as_of: The day whose knowledge counts; today, where it is not given.
    speaker: Only what this speaker said.
    topic: Only what is about this topic or one narrower than it.
    stance: Only claims of this stance.
    """
    answer = graph.ask(
        "claims/who-said-what",
        as_of=as_of,
        speaker=speaker,
        topic=topic,
        stance=stance,
    )
    return answer.typed(WhoSaidWhatRow)
