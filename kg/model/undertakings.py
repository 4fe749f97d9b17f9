"""Promises: concessions, which ease the giver's own measure or position, and all other commitments."""

from __future__ import annotations

from typing import Annotated, ClassVar

from kg.model.actors import Institution, Party
from kg.model.documents import Measure, Topic
from kg.model.edtf import Edtf
from kg.model.field import Many, Parts, Property, Relationship, Some, Text
from kg.model.mistake import mistake
from kg.model.quantity import Stated
from kg.model.record import Kind
from kg.model.ref import Ref
from kg.model.rule import Mistakes, rule
from kg.model.status import Owner
from kg.model.talks import Arrangement, Event, Negotiation
from kg.model.vocabularies import CommitmentAction, CommitmentForm, ConcessionAction, Duty, StatusWord
from kg.model.window import Window

__all__ = ["Commitment", "Concession", "Undertaking"]


class Undertaking(Owner):
    """What concessions and commitments have in common."""

    name: Annotated[Text, Property("schema:name")]
    """What the promise is called."""

    quantity: Annotated[Stated | None, Parts("quantity_", "ns:quantity", "ns:Quantity", term=True)] = None
    """How much was promised."""

    window: Annotated[Window | None, Parts("window_", "ns:window", "ns:Window", term=True)] = None
    """In which span of time."""

    condition: Annotated[Text | None, Property("ns:condition", term=True)] = None
    """On what it depends, in a few words."""

    arrangement: Annotated[Ref[Arrangement] | None, Relationship("PART_OF", "dcterms:isPartOf")] = None
    """The arrangement to which it belongs."""

    negotiation: Annotated[Ref[Negotiation] | None, Relationship("PART_OF", "dcterms:isPartOf")] = None
    """The track of talks to which it belongs."""

    topics: Annotated[Many[Ref[Topic]], Relationship("COVERS", "dcterms:subject")] = ()
    """What it is about."""


def on_both_sides(by: tuple[str, ...], to: tuple[str, ...]) -> Mistakes:
    """Why an undertaking cannot stand whose one giver receives it; several may promise each other the same."""
    for number, receiver in enumerate(to):
        if by == (receiver,):
            fix = "name the giver under by and the other side under to"
            yield mistake(f"{receiver} is on both sides", fix, at=("to", number))


class Concession(Undertaking):
    """The easing of one's own measure, or the yielding of a position, to the benefit of another."""

    KIND: ClassVar = Kind(
        slug="concession",
        plural="concessions",
        label="Concession",
        iri="ns:Concession",
        parents=("prov:Entity",),
        statuses=(
            StatusWord.ANNOUNCED,
            StatusWord.IN_FORCE,
            StatusWord.EXTENDED,
            StatusWord.REFUSED,
            StatusWord.WITHDRAWN,
            StatusWord.LAPSED,
            StatusWord.MOOT,
        ),
    )

    action: Annotated[ConcessionAction | None, Property("ns:action")] = None
    """How it eases."""

    announced: Annotated[Edtf | None, Property("ns:announced")] = None
    """When it was announced."""

    by: Annotated[Some[Ref[Institution | Party]], Relationship("GIVEN_BY", "ns:givenBy", term=True)]
    """Who gave it."""

    to: Annotated[Many[Ref[Institution | Party]], Relationship("GIVEN_TO", "ns:givenTo", term=True)] = ()
    """To whom."""

    eases: Annotated[Many[Ref[Measure]], Relationship("EASES", "ns:eases")] = ()
    """The giver's own measures that it eases."""

    announced_at: Annotated[Ref[Event] | None, Relationship("ANNOUNCED_AT", "ns:announcedAt")] = None
    """The event at which it was announced."""

    @rule
    def has_two_sides(self) -> Mistakes:
        """Nobody promises himself anything."""
        yield from on_both_sides(self.by, self.to)


class Commitment(Undertaking):
    """Any other promise to act or to refrain."""

    KIND: ClassVar = Kind(
        slug="commitment",
        plural="commitments",
        label="Commitment",
        iri="ns:Commitment",
        parents=("prov:Entity",),
        statuses=(
            StatusWord.FLOATED,
            StatusWord.AGREED_IN_PRINCIPLE,
            StatusWord.GIVEN,
            StatusWord.FULFILLED,
            StatusWord.BROKEN,
            StatusWord.LAPSED,
            StatusWord.MOOT,
        ),
    )

    action: Annotated[CommitmentAction | None, Property("ns:action")] = None
    """What is to be done."""

    form: Annotated[CommitmentForm | None, Property("ns:form")] = None
    """In what form it was given."""

    duty: Annotated[Duty | None, Property("ns:duty", term=True)] = None
    """How strongly it binds."""

    by: Annotated[Some[Ref[Institution | Party]], Relationship("MADE_BY", "ns:madeBy", term=True)]
    """Who made it."""

    to: Annotated[Many[Ref[Institution | Party]], Relationship("MADE_TO", "ns:madeTo", term=True)] = ()
    """To whom."""

    total: Annotated[Ref[Commitment] | None, Relationship("PART_OF", "dcterms:isPartOf")] = None
    """The commitment of which it is a part; parts are never counted beside their total."""

    measures: Annotated[Many[Ref[Measure]], Relationship("CONCERNS", "ns:concerns")] = ()
    """The measures with which it has to do."""

    @rule
    def has_two_sides(self) -> Mistakes:
        """Nobody promises himself anything."""
        yield from on_both_sides(self.by, self.to)
