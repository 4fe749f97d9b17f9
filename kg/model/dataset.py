"""One loaded source as a record: what it is called, and under which licence it stands."""

from __future__ import annotations

import re
from typing import Annotated, ClassVar, Final

from pydantic import AfterValidator

from kg.model.field import Property, Text
from kg.model.mistake import mistake
from kg.model.record import Kind, Record

__all__ = ["Dataset"]


def spdx(text: str) -> str:
    """Refuse what has not the form of an SPDX expression; whether the licence exists is not looked up."""
    if re.fullmatch(EXPRESSION, text) is None:
        raise mistake(f"{text[:80]!r} is no licence", "write its SPDX identifier, such as CC-BY-4.0 or CC0-1.0")
    return text


NAME: Final = "[A-Za-z0-9][A-Za-z0-9.+-]*"
EXPRESSION: Final = f"{NAME}( (AND|OR|WITH) {NAME}){{0,8}}"


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

    licence: Annotated[Text, AfterValidator(spdx), Property("dcterms:license")]
    """The SPDX identifier of its licence."""

    maintainer: Annotated[Text | None, Property("ns:maintainer")] = None
    """Who keeps it."""

    version: Annotated[Text | None, Property("owl:versionInfo")] = None
    """Its version."""

    @property
    def caption(self) -> str:
        """The name, or the title."""
        return self.name if self.name is not None else self.title
