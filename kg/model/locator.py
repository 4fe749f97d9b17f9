"""Locators: where in a document something stands, checkable without storing a sentence of it.

``p10.s1#28:ac3db4e2057d11e3`` names paragraph 10 (the title is p0), sentence 1, whose 28 words have that hash;
``p10``, ``section 6.2.6`` or ``00:41:10`` name a place alone, where nobody has the text at hand; ``unseen`` says
that the place is not known. The hash itself is made and checked in ``kg/load/locate.py``.
"""

import re
from dataclasses import dataclass, field
from typing import Annotated, Any, Final, Self

from pydantic import Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from kg.model.mistake import mistake

__all__ = ["NOWHERE", "UNSEEN", "Locator", "TextHash"]

UNSEEN: Final = "unseen"
LONGEST: Final = 100

PARTS: Final = "section|page|article|annex|chapter|clause|row|slide|table|footnote|item|line|column|question"
NUMBER: Final = "[0-9A-Za-z]{1,8}([.][0-9A-Za-z]{1,8}){0,8}"
TIME: Final = "[0-9]{2}:[0-5][0-9]:[0-5][0-9]"
PLACE: Final = rf"p[0-9]{{1,5}}([.]s[0-9]{{1,4}})?|({PARTS}) {NUMBER}(, ({PARTS}) {NUMBER}){{0,3}}|{TIME}"
HASHED: Final = "[1-9][0-9]{0,6}:[0-9a-f]{16}"

EXAMPLES: Final = ("p10", "p10.s1#28:ac3db4e2057d11e3", "section 6.2.6", "00:41:10", UNSEEN)
A_PLACE: Final = "write a place such as p10, section 6.2.6 or 00:41:10, a locator that kg locate printed, or unseen"

TextHash = Annotated[str, Field(pattern=f"^{HASHED}$", examples=["678:7d3230e02d4555a7"])]
"""The words of a whole text, counted and hashed as in a locator."""


@dataclass(frozen=True, slots=True)
class Locator:
    """A place in a document, with the number and hash of the words that stand there where they were at hand."""

    text: str
    place: str = field(compare=False)
    words: int | None = field(compare=False, default=None)
    hash: str | None = field(compare=False, default=None)

    @classmethod
    def parse(cls, text: str) -> Self:
        """The locator that ``text`` states; a ValueError saying what would be right."""
        if text == UNSEEN:
            return cls(text, text)
        if len(text) > LONGEST:
            raise mistake(f"a locator of {len(text)} characters", f"at most {LONGEST} are admitted; {A_PLACE}")
        place, hash_sign, hashed = text.partition("#")
        if re.fullmatch(PLACE, place) is None:
            raise mistake(f"{text!r} names no place", A_PLACE)
        if hash_sign == "":
            return cls(text, place)
        if re.fullmatch(HASHED, hashed) is None:
            fix = "after # come the number of words, a colon and 16 hex digits in lower case, as kg locate prints them"
            raise mistake(f"{text!r} has no such hash", fix)
        words, _, digest = hashed.partition(":")
        return cls(text, place, int(words), digest)

    @classmethod
    def of(cls, place: str, words: int, digest: str) -> Self:
        """The locator of so many words with that hash at that place."""
        return cls.parse(f"{place}#{words}:{digest}")

    @property
    def is_unseen(self) -> bool:
        """True where the place in the document is not known."""
        return self.text == UNSEEN

    def __str__(self) -> str:
        return self.text

    @classmethod
    def _accept(cls, value: object) -> Self:
        if isinstance(value, cls):
            return value
        if not isinstance(value, str):
            raise mistake("a locator is needed", A_PLACE)
        return cls.parse(value)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Accept the text or the locator; write the text."""
        return core_schema.no_info_plain_validator_function(
            cls._accept,
            serialization=core_schema.plain_serializer_function_ser_schema(lambda locator: locator.text),
            ref=f"{cls.__module__}.{cls.__qualname__}",
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Text of the admitted forms, with examples."""
        return {
            "title": cls.__name__,
            "description": cls.__doc__,
            "type": "string",
            "maxLength": LONGEST,
            "pattern": f"^(({PLACE})(#{HASHED})?|{UNSEEN})$",
            "examples": list(EXAMPLES),
        }


NOWHERE: Final = Locator(UNSEEN, UNSEEN)
"""The locator of a passage whose place is not known."""
