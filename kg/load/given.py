"""Small things that loaders share: what is left out where there is nothing to say, days in words, and a publisher."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from kg.load.entry import Entry

__all__ = ["day_after", "given", "with_publisher"]

NAMES_OF_MONTHS: Final = "January February March April May June July August September October November December"
MONTHS: Final = NAMES_OF_MONTHS.split(" ")
DAY: Final = rf"({'|'.join(MONTHS)})\s+([0-9]{{1,2}}),\s+([0-9]{{4}})"


def given(**fields: Any) -> dict[str, Any]:
    """The fields that have a value: all but None and empty lists.

    >>> given(url=None, aliases=[], name="0")
    {'name': '0'}
    """
    return {name: value for name, value in fields.items() if value is not None and value != []}


def day_after(words: str, text: str) -> str | None:
    """The first day in American words that follows ``words`` (a pattern) within six others, as an ISO date.

    >>> day_after("effective|until", "This rule is effective November 9, 2026.")
    '2026-11-09'
    """
    found = re.search(rf"\b(?:{words})\s+(?:[\w:.]+\s+){{0,6}}?{DAY}", text, flags=re.IGNORECASE)
    if found is None:
        return None
    month = MONTHS.index(found[1].capitalize()) + 1
    return f"{found[3]}-{month:02}-{int(found[2]):02}"


def with_publisher(entries: Iterable[Entry], publisher: dict[str, Any]) -> Iterator[Entry]:
    """The same records, and at their end the institution that publishes them, which cites one of their documents.

    It is the document with the lowest id, so that the order of the input makes no difference.
    """
    document: Entry | None = None
    for entry in entries:
        if entry.kind == "document" and (document is None or entry.data["id"] < document.data["id"]):
            document = entry
        yield entry
    if document is not None:
        data = publisher | {"cites": [{"document": document.data["id"], "at": "unseen"}]}
        yield Entry("institution", data, document.file, document.place)
