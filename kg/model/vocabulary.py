"""The base of every closed vocabulary: words with a definition each, in one scheme.

    class Bound(Term, scheme="bound"):
        \"""How an amount limits what it measures.\"""

        AT_LEAST = "at_least", "The amount is the smallest that keeps the promise."

A member is its text (``Bound.AT_LEAST == "at_least"``); ``Bound.AT_LEAST.definition`` says what it means, and the
docstring of the class says what the vocabulary is about. All three go into the generated SKOS and JSON Schema.
"""

from enum import StrEnum
from functools import cache
from typing import Any, ClassVar, Self

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from kg.model.mistake import mistake
from kg.model.suggest import suggest

__all__ = ["Term", "Vocabulary"]


class Term(StrEnum):
    """One word of a closed vocabulary; subclasses list the words and name their SKOS scheme."""

    scheme: ClassVar[str]
    definition: str

    def __new__(cls, value: str, definition: str) -> Self:
        """A member declared as ``NAME = "text", "What it means."``"""
        member = str.__new__(cls, value)
        member._value_ = value
        member.definition = definition
        return member

    def __init_subclass__(cls, *, scheme: str) -> None:
        """Take the name of the scheme, the last part of its IRI (stated, never derived from the class)."""
        super().__init_subclass__()
        cls.scheme = scheme

    @classmethod
    def read(cls, text: object) -> Self:
        """The member that ``text`` names; a ValueError with the nearest word otherwise."""
        words = cls.words()
        if isinstance(text, str) and text in words:
            return words[text]
        every = f"one of: {', '.join(term.value for term in cls)}"
        if not isinstance(text, str):
            raise mistake(f"a word of {cls.scheme} is needed", every)
        near = suggest(text, words)
        raise mistake(f"{text[:80]!r} is no word of {cls.scheme}", near if near != "" else every)

    @classmethod
    @cache
    def words(cls) -> dict[str, Self]:
        """Every word that a writer may use, with the member that it means."""
        return {term.value: term for term in cls}

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Accept the text or the member; write the text."""
        return core_schema.no_info_plain_validator_function(
            cls.read,
            serialization=core_schema.plain_serializer_function_ser_schema(lambda term: term.value),
            ref=f"{cls.__module__}.{cls.__qualname__}",
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """The words with their definitions, which editors show beside the completion."""
        return {
            "title": cls.__name__,
            "description": cls.__doc__,
            "type": "string",
            "oneOf": [{"const": word, "description": term.definition} for word, term in cls.words().items()],
        }


Vocabulary = type[Term]
"""A closed vocabulary: the class that lists its words."""
