"""Stages in the life of a measure, concession, commitment, event or arrangement."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, ClassVar

from kg.model.edtf import Moment, is_backwards
from kg.model.field import Many, Model, Parts, Property, Relationship
from kg.model.mistake import mistake
from kg.model.quantity import Stated
from kg.model.record import Citation, Cited, Kind
from kg.model.ref import Ref, slug_of
from kg.model.rule import Mistakes, is_read, rule
from kg.model.suggest import suggest
from kg.model.vocabularies import StatusWord

if TYPE_CHECKING:
    from kg.model.documents import Document
    from kg.model.talks import Event

__all__ = ["Owner", "Stage", "Status", "status_id"]


class Stage(Model):
    """One stage, written in place under the `history` of its owner."""

    status: Annotated[StatusWord, Property("ns:status")]
    """Which stage."""

    since: Annotated[Moment, Property("ns:since")]
    """When it began."""

    until: Annotated[Moment | None, Property("ns:until")] = None
    """When it ends by its own terms; the stage of a measure before then returns, an undertaking then has lapsed."""

    rate: Annotated[Stated | None, Parts("rate_", "ns:rate", "ns:Quantity")] = None
    """The rate that applies at this stage."""

    set_by: Annotated[Ref[Document | Event] | None, Relationship("SET_BY", "ns:setBy")] = None
    """The event or document that brought it about."""

    cites: Annotated[Many[Citation], Relationship("CITES", "dcterms:source")] = ()
    """The documents that say so; left out, those of the owner."""

    @rule
    def ends_after_it_begins(self) -> Mistakes:
        """A stage begins before it ends."""
        if is_backwards(self.since, self.until):
            yield mistake(
                f"{self.since}/{self.until} ends before it starts", "since is the earlier date", at=("until",)
            )


class Status(Stage, Cited):
    """A stage as a record of its own, made from the history of its owner."""

    KIND: ClassVar = Kind(slug="status", plural="statuses", label="Status", iri="ns:Status", parents=("prov:Entity",))

    @property
    def caption(self) -> str:
        """The stage and when it began: `in_force since 2025-11-10`."""
        return f"{self.status.value} since {self.since.text}"


class Owner(Cited):
    """A record that has a life: its stages are told by `history`."""

    history: Many[Stage] = ()
    """The stages it went through, each with its document."""

    @rule
    def stages_are_of_the_kind(self) -> Mistakes:
        """A stage is one that this kind of record can have, and is told once."""
        allowed = [word.value for word in self.KIND.statuses]
        told: set[str] = set()
        for number, stage in enumerate(self.history):
            if is_read(stage, "status") and stage.status not in self.KIND.statuses:
                what = f"{stage.status.value} is no stage of {self.KIND.plural}"
                yield mistake(what, suggest(stage.status.value, allowed), at=("history", number, "status"))
            if is_read(stage, "status", "since"):
                stage_id = status_id(self.id, stage)
                if stage_id in told:
                    what = f"{self.id} tells the stage {stage_id} twice"
                    yield mistake(what, "tell it once, with all its citations", at=("history", number))
                told.add(stage_id)

    @property
    def status_ids(self) -> tuple[str, ...]:
        """The ids of its stages, in the order in which they are told."""
        return tuple(status_id(self.id, stage) for stage in self.history)

    def stages(self) -> tuple[Status, ...]:
        """The history as records, in the order in which it is told."""
        return tuple(
            Status.model_construct(
                id=stage_id,
                name=None,
                summary=None,
                status=stage.status,
                since=stage.since,
                until=stage.until,
                rate=stage.rate,
                set_by=stage.set_by,
                cites=stage.cites if len(stage.cites) > 0 else self.cites,
            )
            for stage_id, stage in zip(self.status_ids, self.history, strict=True)
        )


def status_id(owner: str, stage: Stage) -> str:
    """The id of a stage: owner's kind and slug, stage, and since when.

    The kind is in it because a measure and a concession may share a slug.
    """
    since = re.sub("[^a-z0-9]+", "-", stage.since.text.lower()).strip("-")
    kind, slug = owner.split("/")[0], slug_of(owner)
    return f"status/{kind}-{slug}-{stage.status.value.replace('_', '-')}-{since}"
