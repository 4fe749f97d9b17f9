"""What the seeds say of a record in its summary could be said on the day from which the record is known."""

import calendar
import re
from collections.abc import Iterator

from kg.load.plan import make_plan
from kg.load.source import DOSSIER, source
from kg.model.ref import kind_of
from kg.store.state import State
from tests.golden import SEEDS

MONTHS = [*calendar.month_name]
DATE = re.compile(rf"\b(?:(?P<month>{'|'.join(MONTHS[1:])})\b ?)?(?P<year>\b(?:19|20)\d\d\b)?")

AHEAD = {"measure/us-100-percent-tariff", "measure/us-critical-software-controls"}
"""Threats, whose summaries name the day for which they were made."""


def months_named(summary: str, known: str) -> Iterator[str]:
    """The months and years that a summary names; a month alone is of the year named last, or of the one of the day."""
    year = known[:4]
    for found in DATE.finditer(summary):
        year = found["year"] or year
        if found["month"] is not None:
            yield f"{year}-{MONTHS.index(found['month']):02}"
        elif found["year"] is not None:
            yield year


def test_no_record_of_the_seeds_is_described_by_what_came_after_it() -> None:
    # What somebody said may be about the future; a record is what the day of its first source knows.
    plan = make_plan(list(source(DOSSIER).read(SEEDS)), State(None))
    told = [
        (each.node.id, each.day, str(each.node.properties["summary"]))
        for each in plan.changes.nodes
        if each.day is not None and kind_of(each.node.id) != "claim" and "summary" in each.node.properties
    ]
    assert len([record for record, *_ in told if kind_of(record) == "tenure"]) > 0
    assert {
        record
        for record, known, summary in told
        if any(named > known[: len(named)] for named in months_named(summary, known))
    } == AHEAD
