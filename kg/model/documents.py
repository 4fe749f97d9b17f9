"""Source texts, and the trade measures that some of them set; the two refer to each other."""

from __future__ import annotations

from typing import Annotated, ClassVar

from kg.model.actors import Institution, Official, Party
from kg.model.edtf import Edtf
from kg.model.field import Many, Parts, Property, Relationship, Some, Text
from kg.model.locator import TextHash
from kg.model.mistake import mistake
from kg.model.quantity import Stated
from kg.model.record import Cited, Kind
from kg.model.ref import Ref
from kg.model.rule import Mistakes, is_read, rule
from kg.model.spelling import Address, Code, Language
from kg.model.status import Owner, Stage
from kg.model.vocabularies import DocumentKind, MeasureKind, StatusWord, Tier

__all__ = ["Document", "Measure", "Topic"]


class Topic(Cited):
    """Goods, a technology, or an issue."""

    KIND: ClassVar = Kind(
        slug="topic",
        plural="topics",
        label="Topic",
        iri="ns:Topic",
        parents=("skos:Concept",),
        context=True,
        cited=False,
    )

    name: Annotated[Text, Property("schema:name")]
    """What it is called."""

    codes: Annotated[Many[Code], Property("skos:notation")] = ()
    """Codes of a classification, scheme first: `HS:1201.90`, `ECCN:3A090`."""

    broader: Annotated[Ref[Topic] | None, Relationship("BROADER", "skos:broader")] = None
    """The wider topic."""


class Document(Cited):
    """Any source: a text or a data set."""

    KIND: ClassVar = Kind(
        slug="document",
        plural="documents",
        label="Document",
        iri="ns:Document",
        parents=("prov:Entity",),
        cited=False,
    )

    name: Annotated[Text | None, Property("schema:name")] = None
    """A short caption; left out, the title."""

    document_kind: Annotated[DocumentKind, Property("ns:documentKind")]
    """What sort of text it is."""

    title: Annotated[Text, Property("dcterms:title")]
    """Its title as published."""

    published: Annotated[Edtf | None, Property("dcterms:issued")] = None
    """When it was published; what rests on it counts as known from the last day that this allows."""

    dated_by: Annotated[Text | None, Property("ns:datedBy")] = None
    """What the date rests on, where the document does not carry it."""

    retrieved: Annotated[Edtf | None, Property("ns:retrieved")] = None
    """The day on which it was read; it stands in for a date of publication that is not known."""

    url: Annotated[Address | None, Property("ns:url")] = None
    """Where it was read."""

    identifiers: Annotated[Many[Code], Property("schema:identifier")] = ()
    """Official numbers, scheme first: `FR:2025-19001`."""

    tier: Annotated[Tier, Property("ns:tier")]
    """How far it can be relied on."""

    language: Annotated[Language | None, Property("dcterms:language")] = None
    """Its language as a BCP 47 tag."""

    text_hash: Annotated[TextHash | None, Property("ns:textHash")] = None
    """Number of words and hash of the whole text, by which a reader's copy can be recognised."""

    publisher: Annotated[Some[Ref[Institution | Official | Party]], Relationship("PUBLISHED_BY", "dcterms:publisher")]
    """Who published it; the speaker of its terms."""

    based_on: Annotated[Many[Ref[Document | Measure]], Relationship("BASED_ON", "ns:basedOn")] = ()
    """The legal acts on which it rests."""

    amends: Annotated[Many[Ref[Document | Measure]], Relationship("AMENDS", "ns:amends")] = ()
    """What it changes."""

    annuls: Annotated[Many[Ref[Document | Measure]], Relationship("ANNULS", "ns:annuls")] = ()
    """What it strikes down."""

    @rule
    def has_a_date(self) -> Mistakes:
        """Known time needs a last day: of publication, or of reading."""
        date = self.published if self.published is not None else self.retrieved
        if date is None:
            yield mistake(f"{self.id} has no date", "add published, or retrieved where no date of publication is known")
        elif date.latest is None:
            name = "published" if self.published is not None else "retrieved"
            yield mistake(f"{date.text} has no last day", f"give {name} a date that ends", at=(name,))

    @property
    def caption(self) -> str:
        """The name, or the title."""
        return self.name if self.name is not None else self.title


class Measure(Owner):
    """A tariff, export control, port fee, listing, investigation or licence regime."""

    KIND: ClassVar = Kind(
        slug="measure",
        plural="measures",
        label="Measure",
        iri="ns:Measure",
        parents=("prov:Entity",),
        statuses=(
            StatusWord.THREATENED,
            StatusWord.ANNOUNCED,
            StatusWord.IN_FORCE,
            StatusWord.SUSPENDED,
            StatusWord.CHANGED,
            StatusWord.ENDED,
            StatusWord.ANNULLED,
        ),
    )

    name: Annotated[Text, Property("schema:name")]
    """What the measure is called."""

    measure_kind: Annotated[MeasureKind, Property("ns:measureKind")]
    """What sort of measure it is."""

    rate: Annotated[Stated | None, Parts("rate_", "ns:rate", "ns:Quantity", term=True)] = None
    """The rate of a duty or fee."""

    scope: Annotated[Text | None, Property("ns:scope", term=True)] = None
    """What it applies to, in a few words."""

    imposed_by: Annotated[Many[Ref[Institution | Party]], Relationship("IMPOSED_BY", "ns:imposedBy")] = ()
    """Whose measure it is."""

    against: Annotated[Many[Ref[Party]], Relationship("AGAINST", "ns:against")] = ()
    """Whom it is aimed at."""

    topics: Annotated[Many[Ref[Topic]], Relationship("COVERS", "dcterms:subject")] = ()
    """What it covers."""

    legal_basis: Annotated[Many[Ref[Document]], Relationship("BASED_ON", "ns:basedOn")] = ()
    """The legal acts on which it rests."""

    parent: Annotated[Ref[Measure] | None, Relationship("PART_OF", "dcterms:isPartOf")] = None
    """The wider measure of which it is a part."""

    @rule
    def has_a_rate_of_its_kind(self) -> Mistakes:
        """A duty is counted in percent or in money, never in goods."""
        if self.measure_kind is not MeasureKind.TARIFF:
            return
        owners: list[tuple[Measure | Stage, tuple[str | int, ...]]] = [(self, ())]
        if is_read(self, "history"):
            owners += [(stage, ("history", number)) for number, stage in enumerate(self.history)]
        for owner, place in owners:
            rate = owner.rate if is_read(owner, "rate") else None
            if rate is not None and is_read(rate, "unit") and not rate.unit.is_rate:
                fix = "give a rate in percent, percentage points or money"
                yield mistake(f"a tariff in {rate.unit.value}", fix, at=(*place, "rate", "unit"))
