"""What somebody decided about two records: whether they are the same person or body."""

from __future__ import annotations

from typing import Annotated, ClassVar

from kg.model.actors import Institution, Official, Party
from kg.model.edtf import Edtf
from kg.model.field import Property, Relationship, Some, Text
from kg.model.mistake import mistake
from kg.model.record import Kind, Record
from kg.model.ref import Ref, kind_of
from kg.model.rule import Mistakes, rule
from kg.model.vocabularies import Verdict

__all__ = ["Judgement"]


class Judgement(Record):
    """A decision whether two actors are one, by whom, when and why; taking it away leaves both as they were."""

    KIND: ClassVar = Kind(
        slug="judgement",
        plural="judgements",
        label="Judgement",
        iri="ns:Judgement",
        parents=("prov:Entity",),
        context=True,
        cited=False,
    )

    between: Annotated[Some[Ref[Party | Institution | Official]], Relationship("JUDGES", "ns:judges")]
    """The two records, of one kind."""

    verdict: Annotated[Verdict, Property("ns:verdict")]
    """What was decided."""

    by: Annotated[Text, Property("ns:judgedBy")]
    """Who decided."""

    judged_on: Annotated[Edtf, Property("ns:judgedOn")]
    """When."""

    why: Annotated[Text, Property("ns:reason")]
    """The reason, in the words of who decided."""

    @rule
    def judges_two_of_a_kind(self) -> Mistakes:
        """Two different records of one kind are judged, no more and no fewer."""
        if len(self.between) != 2 or len({kind_of(each) for each in self.between}) != 1:
            yield mistake(f"{self.id} is not between two records of one kind", "name two ids", at=("between",))

    @property
    def caption(self) -> str:
        """The name, or the verdict on both ids."""
        return self.name if self.name is not None else f"{self.verdict.value}: {' and '.join(self.between)}"
