"""Locators and summaries against a reader's own copy of the document, which the graph never stores."""

from collections.abc import Iterator
from dataclasses import dataclass

from kg.check.statements import citations_of, summaries_of
from kg.errors import Problem
from kg.load.compile import entry_id
from kg.load.entry import Entry
from kg.load.locate import Copy
from kg.model.locator import Locator

__all__ = ["Checking", "check_copy"]

LONGEST_RUN = 8
"""So many consecutive words in common with the text make a quotation."""


@dataclass(frozen=True)
class Checking:
    """One locator and what the copy says to it: ``match``, ``match x2``, ``absent``, or ``no hash``."""

    record: str
    locator: Locator
    outcome: str


def check_copy(document: str, text: str, entries: list[Entry]) -> tuple[list[Checking], list[Problem]]:
    """Every locator of a document looked up in a copy of it, and what is wrong.

    Wrong is a locator whose words are not in the copy, and a summary of any record that repeats the text.
    """
    copy = Copy(text)
    looked_up, problems = [], []
    for entry in entries:
        record = entry_id(entry) or f"a {entry.kind}"
        for citation in citations_of(entry):
            for place in citation.places if citation.document == document else ():
                outcome = outcome_of(copy, place.locator)
                looked_up.append(Checking(record, place.locator, outcome))
                if outcome == "absent":
                    fix = "kg locate prints the locator of a sentence; or this is another edition of the text"
                    problems.append(entry.problem(place.path, f"{place.locator} is not in the copy", fix))
        problems += quoting(copy, entry)
    return looked_up, problems


def outcome_of(copy: Copy, locator: Locator) -> str:
    """What a copy says to a locator."""
    return "no hash" if locator.words is None else str(copy.check(locator))


def quoting(copy: Copy, entry: Entry) -> Iterator[Problem]:
    """Summaries that repeat the text."""
    for path, summary in summaries_of(entry):
        run = copy.shared_run(summary, words=LONGEST_RUN)
        if run is not None:
            what = f"{LONGEST_RUN} words in a row are those of the text: {run!r}"
            yield entry.problem(path, what, "use your own words")
