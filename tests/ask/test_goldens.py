import json

import pytest

from kg.ask import Question, ask, catalogue
from kg.store import Store
from tests.golden import CASES, FOLDER, Case, drawing_of, file_of_drawing


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.file.relative_to(FOLDER).with_suffix("").as_posix())
def test_answers_are_the_reviewed_ones(seeded: Store, case: Case) -> None:
    assert case.answer(seeded) == case.file.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.file.relative_to(FOLDER).with_suffix("").as_posix())
def test_every_row_has_evidence_with_a_source_and_every_record_a_name(seeded: Store, case: Case) -> None:
    answer = ask(seeded, case.question, as_of=case.as_of, **case.parameters)
    assert [row for row in answer if len(row.evidence) == 0] == []
    assert {each for row in answer for each in row.evidence} == set(answer.citations())
    assert [id for id in answer.citations() if id not in answer.names] == []
    assert (len(answer.picture().nodes) > 0) == (len(answer) > 0)


@pytest.mark.parametrize("question", [question.name for question in catalogue()])
def test_examples_draw_what_their_pages_show(seeded: Store, question: str) -> None:
    assert drawing_of(seeded, question) == file_of_drawing(question).read_text(encoding="utf-8")


def test_every_golden_and_every_drawing_has_a_case() -> None:
    assert sorted(FOLDER.rglob("*.json")) == sorted(case.file for case in CASES)
    assert sorted(FOLDER.rglob("*.mmd")) == sorted(file_of_drawing(question.name) for question in catalogue())


@pytest.mark.parametrize("question", catalogue(), ids=lambda question: question.name)
def test_the_same_question_has_different_answers_on_two_days(question: Question) -> None:
    answers: dict[str, set[str]] = {}
    for case in CASES:
        if case.question == question.name:
            told = json.loads(case.file.read_text(encoding="utf-8"))
            # How much was looked through differs from day to day by itself.
            rows = [{name: value for name, value in row.items() if name != "searched"} for row in told["rows"]]
            answers.setdefault(json.dumps(told["parameters"]), set()).add(json.dumps(rows))
    assert max(len(different) for different in answers.values()) > 1
