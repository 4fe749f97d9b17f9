"""Claims: what somebody said, when, where, how firmly. The heart of the model.

Two people who say the same thing make two claims, and a claim is never overwritten: a later one may revise it.
"""

from __future__ import annotations

import hashlib
import json
from typing import Annotated, ClassVar

from pydantic import model_validator

from kg.model.actors import Institution, Official, Party
from kg.model.documents import Document
from kg.model.edtf import Edtf, Moment, is_backwards
from kg.model.field import Beside, Many, Model, Parts, Property, Relationship, Some, Text
from kg.model.link import Link
from kg.model.locator import Locator
from kg.model.mistake import mistake
from kg.model.order import in_order
from kg.model.quantity import Quantity, Stated
from kg.model.record import Kind, Record, half_seen
from kg.model.ref import Ref
from kg.model.rule import Mistakes, is_read, is_stated, rule
from kg.model.talks import Event
from kg.model.vocabularies import (
    Duty,
    FigureCounts,
    FigureStage,
    Hedge,
    Rank,
    Stance,
    StatusWord,
)
from kg.model.window import Window

__all__ = ["TEXT_OF", "Claim", "Figure", "Terms", "claim_id"]

TEXT_OF = "claim/text-of-"
"""How the ids begin of the claims that are made from the terms on records."""


class Terms(Model):
    """A restatement of the terms, or of the stage, of the one record that the claim is about."""

    quantity: Annotated[Stated | None, Parts("quantity_", "ns:quantity", "ns:Quantity")] = None
    """How much."""

    window: Annotated[Window | None, Parts("window_", "ns:window", "ns:Window")] = None
    """In which span of time."""

    condition: Annotated[Text | None, Property("ns:condition")] = None
    """On what it depends."""

    duty: Annotated[Duty | None, Property("ns:duty")] = None
    """How strongly it binds."""

    date: Annotated[Edtf | None, Property("ns:date")] = None
    """When."""

    rate: Annotated[Stated | None, Parts("rate_", "ns:rate", "ns:Quantity")] = None
    """The rate of a duty or fee."""

    scope: Annotated[Text | None, Property("ns:scope")] = None
    """What it applies to."""

    by: Annotated[Many[Ref[Institution | Party]], Relationship("STATES_BY", "ns:statesBy")] = ()
    """Who gave it, as this claim has it."""

    to: Annotated[Many[Ref[Institution | Party]], Relationship("STATES_TO", "ns:statesTo")] = ()
    """To whom, as this claim has it."""

    status: Annotated[StatusWord | None, Property("ns:status")] = None
    """Which stage the record has reached."""

    since: Annotated[Moment | None, Property("ns:since")] = None
    """Since when the record has been at that stage, or the rate has been what it is."""

    until: Annotated[Moment | None, Property("ns:until")] = None
    """Until when the record stays at that stage, or the rate stays what it is."""

    @rule
    def says_something(self) -> Mistakes:
        """At least one term is stated."""
        if len(self.model_fields_set) == 0:
            yield mistake("terms state nothing", "give at least one of quantity, window, condition, duty, date, ...")

    @rule
    def has_a_stage_for_its_time(self) -> Mistakes:
        """A time belongs to a stage or to a rate, which begins before it ends."""
        if is_read(self, "since", "until") and is_backwards(self.since, self.until):
            yield mistake(
                f"{self.since}/{self.until} ends before it starts", "since is the earlier date", at=("until",)
            )
        owned, timed = (
            any(is_stated(self, name) for name in pair) for pair in (("status", "rate"), ("since", "until"))
        )
        if timed and not owned:
            yield mistake("since and until without a status or rate", "add the status or the rate that they belong to")


class Figure(Model):
    """How far a commitment has been met, by somebody's count."""

    quantity: Annotated[Quantity, Parts("", "ns:figure", "ns:Quantity")]
    """How much was counted."""

    stage: Annotated[FigureStage | None, Property("ns:figureStage")] = None
    """How far the goods had come."""

    counts: Annotated[FigureCounts | None, Property("ns:figureCounts")] = None
    """Whether it is a running total or an addition."""

    since: Annotated[Edtf | None, Property("ns:figureSince")] = None
    """The day from which it counts."""

    measured_on: Annotated[Edtf | None, Property("ns:measuredOn")] = None
    """The day at which the count stands."""


class Claim(Record):
    """Something that somebody said: asserting it or not, firmly or not, in a document."""

    KIND: ClassVar = Kind(
        slug="claim",
        plural="claims",
        label="Claim",
        iri="ns:Claim",
        parents=("prov:Entity",),
        cited=False,
    )

    summary: Annotated[Text, Property("dcterms:description")]
    """What is said, in one sentence of the editors."""

    speaker: Annotated[
        Many[Ref[Institution | Official | Party]], Relationship("SPOKEN_BY", "prov:wasAttributedTo")
    ] = ()
    """Who is heard in the document; several for a joint statement."""

    attribution: Annotated[Text | None, Property("ns:attribution")] = None
    """How the document names a source that it does not identify."""

    relays: Annotated[
        Many[Ref[Claim | Document | Institution | Official | Party]], Relationship("RELAYS", "prov:wasQuotedFrom")
    ] = ()
    """Whose words these are, when the speaker reports another: a claim, a speaker or a document."""

    document: Annotated[Ref[Document], Relationship("FROM", "prov:wasDerivedFrom")]
    """The document in which it stands."""

    at: Annotated[Some[Locator], Beside("document", "locator", "ns:locator")]
    """Where in the document."""

    via: Annotated[Ref[Document] | None, Beside("document", "via", "ns:via")] = None
    """The document through which the other is known, where that was not itself read."""

    said_at: Annotated[Ref[Event] | None, Relationship("SAID_AT", "ns:saidAt")] = None
    """The occasion."""

    said_on: Annotated[Edtf | None, Property("ns:saidOn")] = None
    """The date of the occasion."""

    stance: Annotated[Stance, Property("ns:stance")]
    """What the speaker does with the matter."""

    question: Annotated[Text | None, Property("ns:question")] = None
    """What was put to the speaker, or what a denial or an omission turns on, in the words of the editors."""

    asked_by: Annotated[Ref[Institution | Official] | None, Relationship("ASKED_BY", "ns:askedBy")] = None
    """Who asked."""

    hedge: Annotated[Hedge, Property("ns:hedge")] = Hedge.NONE
    """How much it is softened."""

    about: Annotated[Many[Ref[Record]], Relationship("ABOUT", "dcterms:subject")] = ()
    """The records that it concerns."""

    terms: Annotated[Terms | None, Parts("")] = None
    """Content: the terms or the stage of the one record that it is about."""

    link: Annotated[Link | None, Parts("")] = None
    """Content: a tie between two records."""

    figure: Annotated[Figure | None, Parts("figure_")] = None
    """Content: how far a commitment has been met."""

    rank: Annotated[Rank, Property("ns:rank")] = Rank.NORMAL
    """What the editors make of it, from `ranked_on` on."""

    rank_reason: Annotated[Text | None, Property("ns:rankReason")] = None
    """Why they do."""

    ranked_by: Annotated[Text | None, Property("ns:rankedBy")] = None
    """Who ranked it."""

    ranked_on: Annotated[Edtf | None, Property("ns:rankedOn")] = None
    """The day from which the rank holds."""

    revises: Annotated[Many[Ref[Claim]], Relationship("REVISES", "prov:wasRevisionOf")] = ()
    """The earlier claims that this one re-reads."""

    @model_validator(mode="before")
    @classmethod
    def gets_an_id(cls, data: object) -> object:
        """A claim without an id is identified by what it says."""
        if isinstance(data, dict) and "id" not in data:
            return {"id": claim_id(data), **data}
        return data

    @rule
    def has_an_id_of_its_own(self) -> Mistakes:
        """No id is like those of the claims that are made from terms."""
        if self.id.startswith(TEXT_OF):
            yield mistake(f"{self.id} is the id of terms written on a record", "give the claim another id", at=("id",))

    @rule
    def is_seen_or_unseen(self) -> Mistakes:
        """Who has read one passage has read one."""
        yield from half_seen(self.at)

    @rule
    def is_said_by_somebody(self) -> Mistakes:
        """There is a speaker or an attribution."""
        named, described = is_stated(self, "speaker"), is_stated(self, "attribution")
        if named and described:
            yield mistake("both speaker and attribution", "keep attribution for a source that is not identified")
        if not named and not described:
            yield mistake("nobody speaks", "name the speaker, or say under attribution how the text names its source")

    @rule
    def has_one_content(self) -> Mistakes:
        """There is at most one of terms, link and figure."""
        contents = [name for name in ("terms", "link", "figure") if is_stated(self, name)]
        if len(contents) > 1:
            yield mistake(f"a claim with {' and '.join(contents)}", "make a claim of each", at=(contents[1],))

    @rule
    def has_terms_of_one_record(self) -> Mistakes:
        """Terms are those of one record."""
        if is_stated(self, "terms") and len(self.about) != 1:
            what, fix = f"terms about {len(self.about)} records", "state the terms of exactly one record under about"
            yield mistake(what, fix, at=("about",))

    @rule
    def measures_one_record(self) -> Mistakes:
        """A figure measures one record."""
        if is_stated(self, "figure") and len(self.about) != 1:
            what, fix = f"a figure about {len(self.about)} records", "give the one commitment that it measures"
            yield mistake(what, fix, at=("about",))

    @rule
    def has_a_rank_with_its_ground(self) -> Mistakes:
        """A rank has its reason, and the day from which it holds."""
        judged = [is_stated(self, name) for name in ("rank_reason", "ranked_by", "ranked_on")]
        if self.rank is Rank.NORMAL and any(judged):
            yield mistake("a reason without a rank", "add the rank, or leave the rest out")
        if self.rank is not Rank.NORMAL and not all(judged):
            yield mistake(f"rank {self.rank.value} without its ground", "add rank_reason, ranked_by and ranked_on")

    @rule
    def is_ranked_on_a_day(self) -> Mistakes:
        """A rank holds from a last day on."""
        if self.ranked_on is not None and self.ranked_on.latest is None:
            what = f"{self.ranked_on.text} has no last day"
            yield mistake(what, "give ranked_on a date that ends", at=("ranked_on",))

    @rule
    def is_known_through_another(self) -> Mistakes:
        """A document is not known through itself."""
        if self.via == self.document:
            yield mistake(f"{self.document} is cited via itself", "leave via out", at=("via",))

    @property
    def caption(self) -> str:
        """The name, or the summary."""
        return self.name if self.name is not None else self.summary

    @property
    def content(self) -> str:
        """Which content the claim has: `terms`, `link`, `figure`, or `proposition` for none of them."""
        found = [name for name in ("terms", "link", "figure") if getattr(self, name) is not None]
        return found[0] if len(found) == 1 else "proposition"


def claim_id(data: dict[str, object]) -> str:
    """The id of a claim that was given none: a hash of what tells it from every other.

    Over speaker, document, locator, about, content, stance and the day it was said, as they were written; the order
    of lists makes no difference.
    """
    told = {name: data.get(name) for name in ("document", "link", "figure", "said_on", "stance", "terms")}
    lists = {name: as_list(data.get(name)) for name in ("about", "at", "speaker")}
    text = json.dumps(in_order({**told, **lists}), sort_keys=True, ensure_ascii=False, default=str)
    return f"claim/{hashlib.sha256(text.encode()).hexdigest()[:16]}"


def as_list(value: object) -> list[object]:
    """A value as a list: of its items, of itself, or of nothing."""
    if value is None:
        return []
    return list(value) if isinstance(value, list | tuple) else [value]
