"""Normal form n1: the words of a text, the same under other quote marks, wrapping, case and soft hyphens.

The steps and their order are part of the form: every locator that was ever written depends on them.
"""

import re
import unicodedata
from collections.abc import Sequence
from hashlib import sha256
from typing import Final

from kg.errors import UsageError

__all__ = ["hash_of", "words_of"]

LARGEST_TEXT: Final = 8_000_000

APOSTROPHES: Final = re.compile("[\u2018\u2019\u201b\u02bc]")
BROKEN_WORD: Final = re.compile(r"(?<=[^\W\d_])[-\u2010][ \t]{0,80}(?:\r\n|\r|\n)[ \t]{0,80}(?=[^\W\d_])")
INITIALS: Final = re.compile(r"(?<!\w)([^\W\d_])\.(?=[^\W\d_](?!\w))")
INNER_APOSTROPHE: Final = re.compile(r"(?<=\w)'(?=\w)")
WORD: Final = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
"""The repeats have no bound, as the form has none, but each ends at the first other character: linear time."""


def words_of(text: str) -> list[str]:
    """The words of a text in normal form n1, in order; a UsageError over eight million characters."""
    if len(text) > LARGEST_TEXT:
        raise UsageError(f"the text has {len(text):,} characters; at most {LARGEST_TEXT:,} can be searched: cut it")
    text = unicodedata.normalize("NFKC", text).casefold()
    invisible = [character for character in set(text) if unicodedata.category(character) == "Cf"]
    text = text.translate(dict.fromkeys(map(ord, invisible)))
    text = APOSTROPHES.sub("'", text)
    text = BROKEN_WORD.sub("", text)
    text = INITIALS.sub(r"\1", text)
    text = INNER_APOSTROPHE.sub("", text)
    return WORD.findall(text)


def hash_of(words: Sequence[str]) -> str:
    """The first 16 hex digits of SHA-256 over the name of the form and the words joined by spaces."""
    return sha256(f"n1\x1f{' '.join(words)}".encode()).hexdigest()[:16]
