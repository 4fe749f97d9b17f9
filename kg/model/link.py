"""Links: statements that tie two records, and which kinds may stand on their sides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

from pydantic import AfterValidator

from kg.model.field import Model, Property, Relationship, Text
from kg.model.mistake import mistake
from kg.model.record import Record
from kg.model.ref import Ref, is_id, kind_of
from kg.model.rule import Mistakes, is_read, is_stated, rule
from kg.model.suggest import suggest
from kg.model.vocabularies import Predicate, SubjectValue

if TYPE_CHECKING:
    from kg.model.claim import Claim

__all__ = ["Link"]

SUBJECT_VALUES = tuple(word.value for word in SubjectValue)


def subject_or_value(text: str) -> str:
    """An id, or one of the words that stand for a missing counterpart."""
    if text in SUBJECT_VALUES or is_id(text):
        return text
    raise mistake(f"{text!r} is no subject", suggest(text, SUBJECT_VALUES) or "write an id, nothing or too-little")


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

    @rule
    def has_both_sides(self) -> Mistakes:
        """Each side is stated once, and they are two."""
        for side in ("subject", "object"):
            names = [name for name in (side, f"{side}_text") if name in self.model_fields_set or is_read(self, name)]
            given = [name for name in names if is_stated(self, name)]
            if len(names) == 2 and len(given) != 1:
                found = "is missing" if len(given) == 0 else "is given twice"
                yield mistake(f"the {side} of the link {found}", f"give either {side} or {side}_text")
        if self.subject is not None and self.subject == self.object:
            yield mistake(f"the link ties {self.subject} to itself", "name two records", at=("object",))

    @rule
    def says_nothing_of_reciprocity_alone(self) -> Mistakes:
        """`nothing` and `too-little` are said of what was not given in return."""
        if self.subject in SUBJECT_VALUES and self.predicate is not Predicate.RECIPROCATES:
            yield mistake(f"{self.subject} is a subject of reciprocates alone", "name a record, or use subject_text")

    @rule
    def has_fitting_sides(self) -> Mistakes:
        """Who acts is an actor, what is kept or broken binds somebody, and what is paired was undertaken."""
        subjects, objects = SIDES.get(self.predicate, (None, None))
        subject, object_ = (getattr(self, side) if is_read(self, side) else None for side in ("subject", "object"))
        if subjects is not None and subject is not None and subject not in SUBJECT_VALUES:
            yield from misplaced(subject, "subject", self.predicate, subjects)
        if objects is not None and object_ is not None:
            yield from misplaced(object_, "object", self.predicate, objects)

    @rule
    def reads_what_is_fulfilled(self) -> Mistakes:
        """Terms are met where a promise is fulfilled."""
        if is_stated(self, "reading") and self.predicate is not Predicate.FULFILS:
            yield mistake("reading goes with fulfils", "leave it out, or use the predicate fulfils")


ACTORS = ("party", "institution")
UNDERTAKINGS = ("concession", "commitment")
BINDING = (*UNDERTAKINGS, "arrangement")
STEPS = (*BINDING, "measure", "event")

SIDES: Mapping[Predicate, tuple[tuple[str, ...], tuple[str, ...]]] = {
    Predicate.RECIPROCATES: (UNDERTAKINGS, UNDERTAKINGS),
    Predicate.CONDITIONAL_ON: (STEPS, STEPS),
    Predicate.FULFILS: (ACTORS, BINDING),
    Predicate.BREACHES: (ACTORS, BINDING),
}
"""The kinds that may stand on either side of a link; the other predicates take any."""


def misplaced(side: str, name: str, predicate: Predicate, kinds: tuple[str, ...]) -> Mistakes:
    """The mistake of a record whose kind cannot stand on that side."""
    if kind_of(side) not in kinds:
        what = f"{side} cannot act" if kinds == ACTORS else f"{side} is no {name} of {predicate.value}"
        acted = "the subject is the party or institution that acted"
        fix = acted if kinds == ACTORS else f"name a {' or '.join(kinds)}, or use {name}_text"
        yield mistake(what, fix, at=(name,))
