"""Words of an id from words of a source, the same on every run."""

import hashlib
import re
from typing import Final

__all__ = ["shortened", "slug"]

LONGEST: Final = 150


def slug(text: str) -> str:
    """Lower-case letters and digits joined by hyphens, those of other scripts in Latin ones; empty where it has none.

    >>> slug("Office of the U.S. Trade Representative"), slug("Søren Groß"), slug("何立峰")
    ('office-of-the-u-s-trade-representative', 'soren-gross', 'helifeng')
    """
    from anyascii import anyascii

    return re.sub("[^a-z0-9]+", "-", anyascii(text).lower()).strip("-")


def shortened(words: str) -> str:
    """A slug that fits into an id: a long one keeps its beginning and ends in 16 hex digits of a hash of all of it."""
    if len(words) <= LONGEST:
        return words
    return f"{words[: LONGEST - 17].rstrip('-')}-{hashlib.sha256(words.encode()).hexdigest()[:16]}"
