"""One loaded source as a record: what it is called, and under which licence it stands."""

from __future__ import annotations

from typing import Annotated, ClassVar

from kg.model.field import Property, Text
from kg.model.record import Kind, Record

__all__ = ["Dataset"]


class Dataset(Record):
    """A folder of dossiers, or a table: the unit that is loaded, compared and swept as a whole."""

    KIND: ClassVar = Kind(
        slug="dataset",
        plural="datasets",
        label="Dataset",
        iri="ns:Dataset",
        parents=("void:Dataset",),
        context=True,
        cited=False,
    )

    title: Annotated[Text, Property("dcterms:title")]
    """What it is called."""

    licence: Annotated[Text, Property("dcterms:license")]
    """The SPDX identifier of its licence."""

    maintainer: Annotated[Text | None, Property("ns:maintainer")] = None
    """Who keeps it."""

    version: Annotated[Text | None, Property("owl:versionInfo")] = None
    """Its version."""

    @property
    def caption(self) -> str:
        """The name, or the title."""
        return self.name if self.name is not None else self.title
