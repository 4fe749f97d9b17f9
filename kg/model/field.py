"""How a field of a record is declared: what it is called in the store and in RDF.

Each field states its own names, so that renaming a Python attribute changes no data:

    iso3166: Annotated[Text | None, Property("ns:iso3166")] = None
    party: Annotated[Many[Ref[Party]], Relationship("OF_PARTY", "ns:ofParty")] = ()
    window: Annotated[Window | None, Parts("window_", "ns:window", "ns:Window")] = None

``kg.model.introspect`` reads these marks; everything generated is written from what it finds.
"""

import unicodedata
from dataclasses import dataclass
from typing import Annotated, Any, Self, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    StringConstraints,
    ValidationError,
    model_validator,
)
from pydantic_core import InitErrorDetails

from kg.model.mistake import mistake
from kg.model.rule import rules_of
from kg.model.vocabulary import Vocabulary

__all__ = ["Beside", "Many", "Model", "Parts", "Property", "Relationship", "Some", "Target", "Text"]

Item = TypeVar("Item")


class Model(BaseModel):
    """The base of everything a dossier can hold: closed, frozen, and described by its docstrings."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    @model_validator(mode="after")
    def keeps_its_rules(self) -> Self:
        """The rules between its fields, everything that breaks one at once."""
        broken = [each for rule in rules_of(type(self)) for each in rule(self)]
        if len(broken) > 0:
            details = [InitErrorDetails(type=each, input=self) for each in broken]
            raise ValidationError.from_exception_data(type(self).__name__, details)
        return self


@dataclass(frozen=True)
class Property:
    """A field that is stored on the node of its record, or, where it is a term, only on the claims that state it.

    ``name`` is its name in the store where that differs from the field's; ``decimal`` marks text that is a number.
    """

    iri: str
    term: bool = False
    name: str = ""
    decimal: bool = False

    def iri_of_bound(self, bound: str) -> str:
        """The property in RDF of the first or last day that a date can mean: `ns:since` has `ns:sinceEarliest`.

        Always in our own namespace, since a foreign vocabulary that has the date has no such bounds.
        """
        return f"ns:{self.iri.partition(':')[2]}{bound.capitalize()}"


@dataclass(frozen=True)
class Relationship:
    """A field that refers to other records: the type in the store, the property in RDF.

    An item is a reference, or a model with one field marked ``Target``; the other fields of that model then
    become properties of the relationship. ``term`` marks a reference that a claim may restate. ``words`` are
    admitted in place of a reference, and then stored as the property ``words_name`` of the node.
    """

    type: str
    iri: str
    term: bool = False
    words: Vocabulary | None = None
    words_name: str = ""
    words_iri: str = ""


@dataclass(frozen=True)
class Target:
    """The field of a relationship's item that holds the reference."""


@dataclass(frozen=True)
class Beside:
    """A field that is stored on the relationship of its sibling ``field``, under ``name``."""

    field: str
    name: str
    iri: str


@dataclass(frozen=True)
class Parts:
    """A field with fields of its own, which are stored flat on the same node, each name with ``prefix`` before it.

    With ``iri`` and ``type`` the value is a node of its own in RDF, ``<record>#<field>``; without them its fields
    belong to the record there too.
    """

    prefix: str
    iri: str | None = None
    type: str | None = None
    term: bool = False


def as_many(value: Any) -> Any:
    """A single value where a list is expected counts as a list of one."""
    return value if isinstance(value, list | tuple) else (value,)


def filled(items: tuple[Any, ...]) -> tuple[Any, ...]:
    """Refuse a list of nothing where something is needed."""
    if len(items) == 0:
        raise mistake("an empty list", "give at least one value")
    return items


def each_once(items: tuple[Any, ...]) -> tuple[Any, ...]:
    """Refuse what is listed twice: in the store it would be two relationships that say one thing."""
    texts = [str(item) for item in items if not isinstance(item, Model)]
    for text in texts if len(texts) > 1 else ():
        if texts.count(text) > 1:
            raise mistake(f"{text!r} stands twice in one list", "list it once")
    return items


def normalised(text: str) -> str:
    """Refuse text of several lines, or not in Unicode normal form C, in which equal names are equal bytes."""
    if "\n" in text or "\r" in text:
        raise mistake("a line break inside the text", "write it as one line, or fold it with >-")
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        raise mistake("the text is not in Unicode normal form C", f"write {unicodedata.normalize('NFC', text)!r}")
    return text


Many = Annotated[tuple[Item, ...], BeforeValidator(as_many), AfterValidator(each_once)]
"""One value or a list of them, be it empty."""

Some = Annotated[tuple[Item, ...], BeforeValidator(as_many), AfterValidator(filled), AfterValidator(each_once)]
"""One value or a list of at least one."""

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True), AfterValidator(normalised)]
"""Text of at least one character on one line, in Unicode normal form C, without white space at either end."""
