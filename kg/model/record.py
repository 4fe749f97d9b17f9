"""What every record has: an id, a name, a summary, and the documents it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Annotated, ClassVar

from pydantic import field_validator

from kg.model.field import Many, Model, Parts, Property, Relationship, Some, Target, Text
from kg.model.locator import Locator
from kg.model.mistake import mistake
from kg.model.ref import Ref, is_id, kind_of
from kg.model.rule import Mistakes, is_stated, repeated, rule
from kg.model.vocabularies import StatusWord

if TYPE_CHECKING:
    from kg.model.documents import Document

__all__ = ["Citation", "Cited", "Kind", "Record", "half_seen", "term_fields"]


@dataclass(frozen=True, kw_only=True)
class Kind:
    """What there is to say about a kind of record beside its fields.

    ``slug`` begins the ids, ``plural`` is the key in dossiers, ``label`` the label in the store, ``iri`` and
    ``parents`` the classes in RDF. A ``context`` kind is never hidden by a question's ``as_of``; a ``cited``
    kind needs a citation; several data sets may state one record of a ``shared`` kind; ``statuses`` are the stages
    that its history may name.
    """

    slug: str
    plural: str
    label: str
    iri: str
    parents: tuple[str, ...] = ()
    context: bool = False
    cited: bool = True
    shared: bool = False
    statuses: tuple[StatusWord, ...] = ()


class Record(Model):
    """One node of the graph, as one data set states it."""

    KIND: ClassVar[Kind]

    id: str
    """Identity everywhere: the kind, a slash, and words of lower-case letters and digits joined by hyphens."""

    name: Annotated[Text | None, Property("schema:name")] = None
    """What people read in tables and pictures; nothing in it may come from hindsight."""

    summary: Annotated[Text | None, Property("dcterms:description")] = None
    """One plain sentence in the words of the editors."""

    @field_validator("id", mode="before")
    @classmethod
    def id_names_the_kind(cls, value: object) -> object:
        """An id begins with the kind of its record and is spelled as ids are."""
        return checked_id(value, cls.KIND)

    @property
    def caption(self) -> str:
        """The name, or what stands in for it where none was given."""
        return self.name if self.name is not None else self.id


class Citation(Model):
    """A document that says so, and where in it."""

    document: Annotated[Ref[Document], Target()]
    """The document."""

    at: Annotated[Some[Locator], Property("ns:locator", name="locator")]
    """Where in the document: a locator, several, or `unseen` where nobody has read the passage."""

    via: Annotated[Ref[Document] | None, Property("ns:via")] = None
    """The document through which the cited one is known, where it was not itself read."""

    terms: Annotated[bool, Property("ns:statesTerms")] = False
    """Whether this is the citation that states the record's terms."""

    @rule
    def is_seen_or_unseen(self) -> Mistakes:
        """Who has read one passage has read one."""
        yield from half_seen(self.at)

    @rule
    def is_known_through_another(self) -> Mistakes:
        """A document is not known through itself."""
        if self.via == self.document:
            yield mistake(f"{self.document} is cited via itself", "leave via out", at=("via",))


class Cited(Record):
    """A record that rests on documents."""

    cites: Annotated[Many[Citation], Relationship("CITES", "dcterms:source")] = ()
    """The documents that say so."""

    @rule
    def cites_once_each(self) -> Mistakes:
        """A kind that needs a citation has one, and no document is cited twice."""
        if self.KIND.cited and len(self.cites) == 0:
            yield mistake(f"{self.id} has no citation", "add cites: [{document: ..., at: ...}]")
        for number, document in repeated(self.cites, "document"):
            fix = "cite it once and list the places under at"
            yield mistake(f"{self.id} cites {document} twice", fix, at=("cites", number))

    @rule
    def says_where_its_terms_stand(self) -> Mistakes:
        """Terms are what one document says: the one so marked, or the only one."""
        if len(self.cites) < 2 or not any(is_stated(self, name) for name in term_fields(type(self))):
            return
        marked = len([citation for citation in self.cites if citation.terms])
        if marked != 1:
            who = f"{marked} citations state" if marked > 0 else f"none of its {len(self.cites)} citations states"
            fix = "write terms: yes on exactly one citation; what another document says is a claim"
            yield mistake(f"{self.id} has terms, and {who} them", fix, at=("cites",))


@cache
def term_fields(model: type[Cited]) -> tuple[str, ...]:
    """The fields of a kind that are terms, by the name that they have on records and claims alike."""
    marks = (Parts, Property, Relationship)
    return tuple(
        name
        for name, info in model.model_fields.items()
        if any(isinstance(mark, marks) and mark.term for mark in info.metadata)
    )


def half_seen(at: tuple[Locator, ...]) -> Mistakes:
    """Why a list of places cannot stand, if one of them says that no place is known."""
    if len(at) > 1 and any(place.is_unseen for place in at):
        yield mistake("unseen beside a place", "list the places alone, or write unseen alone", at=("at",))


def checked_id(value: object, kind: Kind) -> object:
    """The id, if it is one of this kind; an error that says what would be right otherwise."""
    if not isinstance(value, str) or not is_id(value):
        raise mistake(f"{value!r} is no id", f"write {kind.slug}/ and words of a-z and 0-9 joined by hyphens")
    if kind_of(value) != kind.slug:
        raise mistake(f"{value} is no id of {kind.plural}", f"ids of this kind begin with {kind.slug}/")
    return value
