"""What happens between parties: tracks of talks, events, and the arrangements that come of them."""

from __future__ import annotations

from typing import Annotated, ClassVar

from kg.model.actors import Institution, Official, Party
from kg.model.edtf import Edtf, is_backwards
from kg.model.field import Many, Model, Property, Relationship, Target, Text
from kg.model.mistake import mistake
from kg.model.record import Cited, Kind
from kg.model.ref import Ref
from kg.model.rule import Mistakes, repeated, rule
from kg.model.status import Owner
from kg.model.vocabularies import ArrangementKind, EventKind, Role, StatusWord

__all__ = ["Arrangement", "Event", "Negotiation", "Participant"]


class Negotiation(Cited):
    """A track of talks between parties."""

    KIND: ClassVar = Kind(
        slug="negotiation",
        plural="negotiations",
        label="Negotiation",
        iri="ns:Negotiation",
        parents=("prov:Activity",),
        context=True,
        cited=False,
    )

    name: Annotated[Text, Property("schema:name")]
    """What the track is called."""

    start: Annotated[Edtf | None, Property("ns:start")] = None
    """When it began."""

    end: Annotated[Edtf | None, Property("ns:end")] = None
    """When it ended."""

    parties: Annotated[Many[Ref[Party]], Relationship("BETWEEN", "ns:between")] = ()
    """Who negotiates."""

    parent: Annotated[Ref[Negotiation] | None, Relationship("PART_OF", "dcterms:isPartOf")] = None
    """The wider track of which it is a part."""

    @rule
    def ends_after_it_starts(self) -> Mistakes:
        """Talks begin before they end."""
        if is_backwards(self.start, self.end):
            yield mistake(f"{self.start}/{self.end} ends before it starts", "start is the earlier date", at=("end",))


class Participant(Model):
    """Somebody who took part in an event, as what, and for whom."""

    who: Annotated[Ref[Institution | Official], Target()]
    """The official or institution."""

    role: Annotated[Role | None, Property("ns:role")] = None
    """What they did there."""

    for_party: Annotated[Ref[Party] | None, Property("ns:forParty")] = None
    """The party for which they took part."""


class Event(Owner):
    """A round, call, summit, visit, webinar, hearing, announcement, signing, publication, ruling or deadline."""

    KIND: ClassVar = Kind(
        slug="event",
        plural="events",
        label="Event",
        iri="ns:Event",
        parents=("schema:Event",),
        statuses=(
            StatusWord.PLANNED,
            StatusWord.POSTPONED,
            StatusWord.CANCELLED,
            StatusWord.HELD,
            StatusWord.NOT_KNOWN,
        ),
    )

    name: Annotated[Text, Property("schema:name")]
    """What the event is called."""

    event_kind: Annotated[EventKind, Property("ns:eventKind")]
    """What sort of event it is."""

    date: Annotated[Edtf | None, Property("ns:date", term=True)] = None
    """When it took place, or is to take place."""

    place: Annotated[Text | None, Property("ns:place")] = None
    """Where."""

    negotiation: Annotated[Ref[Negotiation] | None, Relationship("PART_OF", "dcterms:isPartOf")] = None
    """The track of talks to which it belongs."""

    participants: Annotated[Many[Participant], Relationship("ATTENDED_BY", "ns:attendedBy")] = ()
    """Who took part."""

    @rule
    def nobody_twice(self) -> Mistakes:
        """A participant is listed once."""
        for number, who in repeated(self.participants, "who"):
            yield mistake(f"{self.id} lists {who} twice", "list each participant once", at=("participants", number))


class Arrangement(Owner):
    """An agreement, joint statement, framework, truce or understanding."""

    KIND: ClassVar = Kind(
        slug="arrangement",
        plural="arrangements",
        label="Arrangement",
        iri="ns:Arrangement",
        parents=("prov:Entity",),
        statuses=(
            StatusWord.ANNOUNCED,
            StatusWord.SIGNED,
            StatusWord.IN_FORCE,
            StatusWord.EXTENDED,
            StatusWord.ENDED,
        ),
    )

    name: Annotated[Text, Property("schema:name")]
    """What the arrangement is called."""

    arrangement_kind: Annotated[ArrangementKind, Property("ns:arrangementKind")]
    """How firm its form is."""

    date: Annotated[Edtf | None, Property("ns:date", term=True)] = None
    """The day on which it was reached."""

    text_public: Annotated[bool | None, Property("ns:textPublic")] = None
    """Whether a text of it has been published."""

    parties: Annotated[Many[Ref[Party]], Relationship("BETWEEN", "ns:between")] = ()
    """Between whom."""

    negotiation: Annotated[Ref[Negotiation] | None, Relationship("PART_OF", "dcterms:isPartOf")] = None
    """The track of talks to which it belongs."""

    outcome_of: Annotated[Ref[Event] | None, Relationship("OUTCOME_OF", "prov:wasGeneratedBy")] = None
    """The event at which it was reached."""
