"""Texts with a form that others have fixed: addresses, languages, numbers of official schemes."""

import re
from typing import Annotated, Final

from pydantic import AfterValidator, Field, HttpUrl, TypeAdapter, ValidationError

from kg.model.field import Text
from kg.model.mistake import mistake

__all__ = ["Address", "Code", "Country", "Language", "WikidataItem"]

ADDRESS: Final = r'^https?://[^\s<>"{}|\\^`]+$'
"""What can be linked to: a script or a file of one's own cannot."""

LANGUAGE: Final = "^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$"
"""The parts of a tag of BCP 47 that texts need: language, script, region."""

CODE: Final = r"^[A-Za-z][A-Za-z0-9-]*:\S(.*\S)?$"

COUNTRY: Final = "^[A-Z]{2}$"
"""Not the list itself: it changes, and codes that it leaves free, such as EU and XK, are in common use."""

ITEM: Final = "^Q[1-9][0-9]*$"

HTTP_URL: Final = TypeAdapter(HttpUrl)


def address(text: str) -> str:
    """Refuse what is no address on the web."""
    try:
        fits = re.fullmatch(ADDRESS, text) is not None and HTTP_URL.validate_python(text).host is not None
    except ValidationError:
        fits = False
    if not fits:
        raise mistake(
            f"{text[:80]!r} is no web address", "write https:// or http://, a host and a path, without spaces"
        )
    return text


def language(text: str) -> str:
    """Refuse what is no tag of a language."""
    if re.fullmatch(LANGUAGE, text) is None:
        raise mistake(f"{text[:80]!r} is no language tag", "write a tag of BCP 47, such as en, zh or zh-Hans")
    return text


def code(text: str) -> str:
    """Refuse what does not name its scheme."""
    if re.fullmatch(CODE, text) is None:
        raise mistake(f"{text[:80]!r} names no scheme", "write the scheme, a colon and the code, such as HS:1201.90")
    return text


def country(text: str) -> str:
    """Refuse what cannot be a code of ISO 3166-1, by which records would be taken for one."""
    if re.fullmatch(COUNTRY, text) is None:
        example = text.upper() if re.fullmatch(COUNTRY, text.upper()) is not None else "two capital letters such as US"
        fix = f"write {example}, or leave the field out where there is none"
        raise mistake(f"{text[:80]!r} is no code of ISO 3166-1", fix)
    return text


def wikidata_item(text: str) -> str:
    """Refuse what is no item of Wikidata, by which records would be taken for one."""
    if re.fullmatch(ITEM, text) is None:
        found = re.fullmatch(r"(?:.*[/:])?Q([1-9][0-9]*)/?(?:[?#].*)?", text, flags=re.IGNORECASE)
        example = f"Q{found[1]}" if found is not None else "a Q and its number such as Q861141"
        fix = f"write {example}, the last part of its address, or leave the field out where there is none"
        raise mistake(f"{text[:80]!r} is no Wikidata item", fix)
    return text


def patterned(pattern: str) -> object:
    """The pattern for the JSON Schema; our own check says more than a pattern can."""
    return Field(json_schema_extra={"pattern": pattern})


Address = Annotated[Text, AfterValidator(address), patterned(ADDRESS)]
"""An address on the web."""

Language = Annotated[Text, AfterValidator(language), patterned(LANGUAGE)]
"""A language as a tag of BCP 47."""

Code = Annotated[Text, AfterValidator(code), patterned(CODE)]
"""A code or number with its scheme before it."""

Country = Annotated[Text, AfterValidator(country), patterned(COUNTRY)]
"""A code of ISO 3166-1 alpha-2, in its form."""

WikidataItem = Annotated[Text, AfterValidator(wikidata_item), patterned(ITEM)]
"""The number of an item of Wikidata."""
