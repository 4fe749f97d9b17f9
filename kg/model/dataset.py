"""One loaded source as a record: what it is called, and under which licence it stands."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import AfterValidator

from kg.model.field import Property, Text
from kg.model.mistake import mistake
from kg.model.record import Kind, Record

__all__ = ["Dataset"]


def spdx(text: str) -> str:
    """Refuse what is no SPDX expression of licences that exist, spelled as SPDX spells it."""
    # Imported here: the list of all licences is read only where a data set is.
    from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

    try:
        spelled = canonicalize_license_expression(text)
    except InvalidLicenseExpression:
        fix = "write its SPDX identifier, such as CC-BY-4.0 or CC0-1.0; LicenseRef- and a name for one of your own"
        raise mistake(f"{text[:80]!r} is no licence that SPDX lists", fix) from None
    if spelled != text:
        raise mistake(f"{text!r} is not how SPDX spells this licence", f"write {spelled}")
    return text


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
