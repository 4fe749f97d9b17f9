"""No question shows what was not known yet: neither in a column nor in its picture."""

from datetime import date

import pytest

from kg.ask import Question, ask, catalogue
from kg.model.known import CONTEXT
from kg.model.ref import kind_of
from kg.store import Store

DAYS = ("2025-01-15", "2025-05-13", "2025-08-13", "2025-10-10", "2025-10-31", "2025-11-05", "2025-12-07", "2025-12-16")

NEEDED = {
    "arrangement": "arrangement/us-china-truce-2025-10-30",
    "basis": "document/eo-14257",
    "commitment": "commitment/cn-soybeans-12-mt",
    "id": "commitment/cn-soybeans-12-mt",
    "from": "2025-01-01",
    "to": "2026-12-31",
}
"""What is asked for where a parameter has to be given."""


@pytest.mark.parametrize("question", catalogue(), ids=lambda question: question.name)
def test_nothing_is_shown_before_it_was_known(seeded: Store, question: Question) -> None:
    days = {row["id"]: row["day"] for row in seeded.read("MATCH (n:Entity) RETURN n.id AS id, n.known_from AS day")}
    given = {each.name: NEEDED[each.name] for each in question.parameters if each.required}
    early = {
        (as_of, record)
        for as_of in DAYS
        for answer in [ask(seeded, question.name, as_of=as_of, **given)]
        for record in {*answer.names, *(node.id for node in answer.picture().nodes)} - set(given.values())
        if kind_of(record) not in CONTEXT
        and not (days[record] is not None and days[record].to_native() <= date.fromisoformat(as_of))
    }
    assert early == set()


@pytest.mark.parametrize("question", catalogue(), ids=lambda question: question.name)
def test_every_row_has_evidence_with_a_source(seeded: Store, question: Question) -> None:
    given = {each.name: NEEDED[each.name] for each in question.parameters if each.required}
    answer = ask(seeded, question.name, as_of="2026-11-24", **given)
    assert len(answer) > 0
    assert [row for row in answer if row.evidence == []] == []
    assert {each for row in answer for each in row.evidence} == set(answer.citations())
