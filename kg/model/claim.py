"""Claims: what somebody said, when, where, how firmly. The heart of the model.

Two people who say the same thing make two claims, and a claim is never overwritten: a later one may revise it.
"""

from __future__ import annotations

import hashlib
import json
from typing import Annotated, ClassVar

from pydantic import AfterValidator, model_validator

from kg.model.actors import Institution, Official, Party
from kg.model.documents import Document
from kg.model.edtf import Edtf, Moment
from kg.model.field import Beside, Many, Model, Parts, Property, Relationship, Text
from kg.model.locator import NOWHERE, Locator
from kg.model.mistake import mistake
from kg.model.quantity import Quantity
from kg.model.record import Kind, Record
from kg.model.ref import Ref, is_id
from kg.model.suggest import suggest
from kg.model.talks import Event
from kg.model.vocabularies import (
    Duty,
    FigureCounts,
    FigureStage,
    Hedge,
    Predicate,
    Rank,
    Stance,
    StatusWord,
    SubjectValue,
)
from kg.model.window import Window

__all__ = ["TEXT_OF", "Claim", "Figure", "Link", "Terms", "claim_id"]

TEXT_OF = "claim/text-of-"
"""How the ids begin of the claims that are made from the terms on records."""

SUBJECT_VALUES = tuple(word.value for word in SubjectValue)


def subject_or_value(text: str) -> str:
    """An id, or one of the words that stand for a missing counterpart."""
    if text in SUBJECT_VALUES or is_id(text):
        return text
    raise mistake(f"{text!r} is no subject", suggest(text, SUBJECT_VALUES) or "write an id, nothing or too-little")


class Terms(Model):
    """A restatement of the terms, or of the stage, of the one record that the claim is about."""

    quantity: Annotated[Quantity | None, Parts("quantity_", "ns:quantity", "ns:Quantity")] = None
    """How much."""

    window: Annotated[Window | None, Parts("window_", "ns:window", "ns:Window")] = None
    """In which span of time."""

    condition: Annotated[Text | None, Property("ns:condition")] = None
    """On what it depends."""

    duty: Annotated[Duty | None, Property("ns:duty")] = None
    """How strongly it binds."""

    date: Annotated[Edtf | None, Property("ns:date")] = None
    """When."""

    rate: Annotated[Quantity | None, Parts("rate_", "ns:rate", "ns:Quantity")] = None
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
    """Since when the record has been at that stage."""

    until: Annotated[Moment | None, Property("ns:until")] = None
    """Until when the record stays at that stage."""

    @model_validator(mode="after")
    def says_something(self) -> Terms:
        """At least one term is stated, and a time belongs to a stage."""
        if len(self.model_fields_set) == 0:
            raise mistake("terms state nothing", "give at least one of quantity, window, condition, duty, date, ...")
        if self.status is None and (self.since is not None or self.until is not None):
            raise mistake("since and until without a status", "add the status that they belong to")
        return self


class Link(Model):
    """A statement that ties two records, or a record and something put in words."""

    predicate: Annotated[Predicate, Property("ns:predicate")]
    """What is said of the two."""

    subject: Annotated[
        Text | None,
        AfterValidator(subject_or_value),
        Relationship(
            "SUBJECT", "ns:subject", words=SubjectValue, words_name="subject_value", words_iri="ns:subjectValue"
        ),
    ] = None
    """The first record; for `reciprocates`, `nothing` or `too-little` where no counterpart is seen."""

    subject_text: Annotated[Text | None, Property("ns:subjectText")] = None
    """The first side in words, where there is no record of it."""

    object: Annotated[Ref[Record] | None, Relationship("OBJECT", "ns:object")] = None
    """The second record."""

    object_text: Annotated[Text | None, Property("ns:objectText")] = None
    """The second side in words, where there is no record of it."""

    reading: Annotated[Ref[Claim] | None, Relationship("READING", "ns:readingMet")] = None
    """The claim whose terms are said to be met."""

    @property
    def subject_value(self) -> SubjectValue | None:
        """The word that stands in the place of a subject, if one does."""
        return SubjectValue.read(self.subject) if self.subject in SUBJECT_VALUES else None

    @model_validator(mode="after")
    def has_both_sides(self) -> Link:
        """Each side is stated once, and `nothing` and `too-little` are said of what was not given in return."""
        for side in ("subject", "object"):
            given = [name for name in (side, f"{side}_text") if getattr(self, name) is not None]
            if len(given) != 1:
                found = "is missing" if len(given) == 0 else "is given twice"
                raise mistake(f"the {side} of the link {found}", f"give either {side} or {side}_text")
        if self.subject in SUBJECT_VALUES and self.predicate is not Predicate.RECIPROCATES:
            raise mistake(f"{self.subject} is a subject of reciprocates alone", "name a record, or use subject_text")
        acts = (Predicate.BREACHES, Predicate.FULFILS)
        if self.predicate in acts and self.subject is not None and self.subject.split("/")[0] not in ACTORS:
            raise mistake(f"{self.subject} cannot act", "the subject is the party or institution that acted")
        if self.reading is not None and self.predicate is not Predicate.FULFILS:
            raise mistake("reading goes with fulfils", "leave it out, or use the predicate fulfils")
        return self


ACTORS = (Party.KIND.slug, Institution.KIND.slug)


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

    at: Annotated[Many[Locator], Beside("document", "locator", "ns:locator")] = (NOWHERE,)
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
    """What was put to the speaker, in the words of the editors."""

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

    @model_validator(mode="after")
    def is_one_claim(self) -> Claim:
        """One speaker or attribution, one content, one record for terms, and a rank with its reason."""
        if self.id.startswith(TEXT_OF):
            raise mistake(f"{self.id} is the id of terms written on a record", "give the claim another id", at=("id",))
        if len(self.speaker) > 0 and self.attribution is not None:
            raise mistake("both speaker and attribution", "keep attribution for a source that is not identified")
        if len(self.speaker) == 0 and self.attribution is None:
            raise mistake("nobody speaks", "name the speaker, or say under attribution how the text names its source")
        contents = [name for name in ("terms", "link", "figure") if getattr(self, name) is not None]
        if len(contents) > 1:
            raise mistake(f"a claim with {' and '.join(contents)}", "make a claim of each", at=(contents[1],))
        if self.terms is not None and len(self.about) != 1:
            raise mistake(
                f"terms about {len(self.about)} records",
                "state the terms of exactly one record under about",
                at=("about",),
            )
        if self.figure is not None and len(self.about) != 1:
            raise mistake(
                f"a figure about {len(self.about)} records", "give the one commitment that it measures", at=("about",)
            )
        judged = (self.rank_reason, self.ranked_by, self.ranked_on)
        if self.rank is Rank.NORMAL and any(part is not None for part in judged):
            raise mistake("a reason without a rank", "add the rank, or leave the rest out")
        if self.rank is not Rank.NORMAL and any(part is None for part in judged):
            raise mistake(f"rank {self.rank.value} without its ground", "add rank_reason, ranked_by and ranked_on")
        if self.ranked_on is not None and self.ranked_on.latest is None:
            raise mistake(
                f"{self.ranked_on.text} has no last day", "give ranked_on a date that ends", at=("ranked_on",)
            )
        return self

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

    Over speaker, document, locator, about, content, stance and the day it was said, as they were written.
    """
    told = {name: data.get(name) for name in ("document", "link", "figure", "said_on", "stance", "terms")}
    lists = {name: as_list(data.get(name)) for name in ("about", "at", "speaker")}
    text = json.dumps({**told, **lists}, sort_keys=True, ensure_ascii=False, default=str)
    return f"claim/{hashlib.sha256(text.encode()).hexdigest()[:16]}"


def as_list(value: object) -> list[object]:
    """A value as a list: of its items, of itself, or of nothing."""
    if value is None:
        return []
    return list(value) if isinstance(value, list | tuple) else [value]
