"""Dirty values, corrected in data: what a source writes, and what is meant."""

from collections.abc import Mapping
from functools import lru_cache

__all__ = ["Lookup", "folded"]


@lru_cache(maxsize=65_536)
def folded(text: str) -> str:
    """A text as lookups compare it: capitals and the width of spaces make no difference."""
    return " ".join(text.casefold().split())


class Lookup:
    """One table of a source: from what it writes to what is meant."""

    def __init__(self, table: Mapping[str, str]) -> None:
        self.table = {folded(written): meant for written, meant in table.items()}

    def find(self, written: str) -> str | None:
        """What is meant by exactly this; None where the table does not say."""
        return self.table.get(folded(written))

    def within(self, text: str) -> str | None:
        """What the first entry of the table that stands in the text as whole words means; None where none does."""
        words = f" {folded(''.join(letter if letter.isalnum() else ' ' for letter in text))} "
        return next((meant for written, meant in self.table.items() if f" {written} " in words), None)
