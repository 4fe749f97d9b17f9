"""Who takes part: parties, institutions, officials, and the posts that they hold."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import WithJsonSchema, WrapValidator
from pydantic_core.core_schema import ValidatorFunctionWrapHandler

from kg.model.edtf import Edtf, is_backwards
from kg.model.field import Many, Property, Relationship, Text
from kg.model.mistake import mistake
from kg.model.record import Cited, Kind
from kg.model.ref import Ref
from kg.model.rule import Mistakes, is_read, rule
from kg.model.spelling import Country, WikidataItem
from kg.model.vocabularies import InstitutionKind

__all__ = ["ENDED", "Institution", "Official", "Party", "Tenure"]

ENDED = Edtf("unknown", None, None, "interval")
"""The end of a tenure that is over, on a day that nobody found."""


def ended_or_date(value: Any, read: ValidatorFunctionWrapHandler) -> Edtf:
    """``unknown`` as it stands, anything else as a date."""
    return ENDED if value == ENDED.text else read(value)


def names_among_misprints(actor: Institution | Official) -> Mistakes:
    """Misprints that are names too."""
    single = [getattr(actor, field) for field in ("name", "native_name") if is_read(actor, field)]
    names = {*single, *(actor.aliases if is_read(actor, "aliases") else ())}
    for each in actor.misprints:
        if each in names:
            yield mistake(f"{each!r} is a name and a misprint", "leave it out of one of them", at=("misprints",))


class Party(Cited):
    """A state, customs territory or bloc that negotiates."""

    KIND: ClassVar = Kind(
        slug="party",
        plural="parties",
        label="Party",
        iri="ns:Party",
        parents=("org:Organization", "prov:Agent"),
        context=True,
        shared=True,
        cited=False,
    )

    name: Annotated[Text, Property("schema:name")]
    """Its short name in English."""

    iso3166: Annotated[Country | None, Property("ns:iso3166")] = None
    """Its ISO 3166-1 alpha-2 code, such as CN."""

    aliases: Annotated[Many[Text], Property("skos:altLabel")] = ()
    """Other names under which it is looked for."""


class Institution(Cited):
    """A body: an office of a head of state, ministry, court, firm, association, think tank, medium or joint body."""

    KIND: ClassVar = Kind(
        slug="institution",
        plural="institutions",
        label="Institution",
        iri="ns:Institution",
        parents=("org:Organization", "prov:Agent"),
        context=True,
        shared=True,
        cited=False,
    )

    name: Annotated[Text, Property("schema:name")]
    """Its usual name in English."""

    institution_kind: Annotated[InstitutionKind, Property("ns:institutionKind")]
    """What sort of body it is; it decides whether it can speak for a side."""

    aliases: Annotated[Many[Text], Property("skos:altLabel")] = ()
    """Other names and abbreviations under which it is looked for."""

    misprints: Annotated[Many[Text], Property("skos:hiddenLabel")] = ()
    """What careless texts print where it is meant; it is found by them, and never shown under them."""

    wikidata: Annotated[WikidataItem | None, Property("ns:wikidata")] = None
    """Its Wikidata item, such as Q628154."""

    party: Annotated[Many[Ref[Party]], Relationship("OF_PARTY", "ns:ofParty")] = ()
    """The party or parties to which it belongs."""

    parent: Annotated[Ref[Institution] | None, Relationship("PART_OF", "org:subOrganizationOf")] = None
    """The institution of which it is a part."""

    @rule
    def misprints_are_no_names(self) -> Mistakes:
        """What is a name is no misprint of it."""
        yield from names_among_misprints(self)


class Official(Cited):
    """A person who holds or held office, or who speaks as an expert."""

    KIND: ClassVar = Kind(
        slug="official",
        plural="officials",
        label="Official",
        iri="ns:Official",
        parents=("schema:Person", "prov:Agent"),
        context=True,
        shared=True,
    )

    name: Annotated[Text, Property("schema:name")]
    """The name under which the person is usually found in English."""

    aliases: Annotated[Many[Text], Property("skos:altLabel")] = ()
    """Other spellings and short forms; never a misprint."""

    misprints: Annotated[Many[Text], Property("skos:hiddenLabel")] = ()
    """What careless texts print where this person is meant, even the name of somebody else; the person is found by
    them, and never shown under them."""

    native_name: Annotated[Text | None, Property("ns:nativeName")] = None
    """The name in the person's own script."""

    wikidata: Annotated[WikidataItem | None, Property("ns:wikidata")] = None
    """The person's Wikidata item, such as Q42."""

    @rule
    def misprints_are_no_names(self) -> Mistakes:
        """What is a name of the person is no misprint of it."""
        yield from names_among_misprints(self)


class Tenure(Cited):
    """A post that an official held for a time."""

    KIND: ClassVar = Kind(
        slug="tenure",
        plural="tenures",
        label="Tenure",
        iri="ns:Tenure",
        parents=("org:Membership",),
        context=True,
    )

    official: Annotated[Ref[Official], Relationship("HELD_BY", "org:member")]
    """Who held the post."""

    institution: Annotated[Ref[Institution], Relationship("AT", "org:organization")]
    """Where."""

    post: Annotated[Text, Property("ns:post")]
    """The title of the post."""

    acting: Annotated[bool, Property("ns:acting")] = False
    """Whether the post was held in an acting capacity."""

    lead_negotiator: Annotated[bool, Property("ns:leadNegotiator")] = False
    """Whether the holder led negotiations in this post."""

    start: Annotated[Edtf | None, Property("ns:start")] = None
    """When it began."""

    end: Annotated[
        Edtf | None,
        WrapValidator(ended_or_date),
        WithJsonSchema(
            {
                "type": "string",
                "description": "an EDTF date, or `unknown`",
                "pattern": f"^({ENDED.text}|{Edtf.pattern[1:-1]})$",
            }
        ),
        Property("ns:end"),
    ] = None
    """When it ended; left out, it was still held when last cited; `unknown`, it has ended on a day not found."""

    @rule
    def ends_after_it_starts(self) -> Mistakes:
        """A post is taken up before it is given up."""
        if is_backwards(self.start, self.end):
            yield mistake(f"{self.start}/{self.end} ends before it starts", "start is the earlier date", at=("end",))

    @property
    def caption(self) -> str:
        """The name, or the post: `Minister (acting)` where it was held so."""
        return self.name if self.name is not None else f"{self.post} (acting)" if self.acting else self.post
