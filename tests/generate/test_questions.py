"""The generated functions: current, formatted, and typed so that a wrong word is caught before anything runs."""

import subprocess
import sys
from pathlib import Path

import pytest

from kg.ask import Question, catalogue
from kg.generate import questions
from kg.generate.questions import build_questions, check_questions, function_name, python_name, question_modules
from tests.project import ROOT

OWN = r'''// Which {odd} names are "taken"?
//| params:
//|   class: {type: date, doc: 'A day, \ or """ so.'}
//|   sort: {type: word, of: [a-b, "c"], default: c, doc: How it is sorted.}
//|   most: {type: integer, default: 5, doc: How many.}
//| columns: {from: date, date: [Party], flag: boolean, evidence: ids}
MATCH (p:Party) WHERE p.known_from <= $as_of AND p.known_from <= $class AND $sort = 'c' AND $most = 5
RETURN p.known_from AS from, [p.id] AS date, true AS flag, [p.id] AS evidence ORDER BY evidence
'''


@pytest.fixture(autouse=True)
def no_own_questions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KG_QUESTIONS", raising=False)


def test_the_modules_in_the_repository_are_current() -> None:
    assert check_questions(ROOT) == [], "run make gen"


def test_every_question_is_a_function() -> None:
    import kg

    missing = [
        each.name
        for each in catalogue()
        if not callable(getattr(getattr(kg.questions, python_name(each.theme)), function_name(each)))
    ]
    assert missing == []


def test_modules_are_written_once_and_go_with_their_theme(tmp_path: Path) -> None:
    folder = tmp_path / "kg" / "questions"
    assert build_questions(tmp_path) == sorted(folder / name for name in question_modules())
    assert build_questions(tmp_path) == []
    (folder / "gone.py").touch()
    (folder / "claims.py").write_text("by hand", "utf-8")
    assert check_questions(tmp_path) == [folder / "claims.py", folder / "gone.py"]
    assert build_questions(tmp_path) == [folder / "claims.py", folder / "gone.py"]
    assert check_questions(tmp_path) == []


@pytest.mark.slow
def test_words_that_python_keeps_for_itself_are_written_so_that_it_reads_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kg.ask.lint import read_question

    file = tmp_path / "odd-ones" / "in.cypher"
    file.parent.mkdir()
    file.write_text(OWN, "utf-8")
    odd: Question = read_question(file)
    monkeypatch.setattr(questions, "shipped", lambda: (odd,))
    text = question_modules()["odd_ones.py"]
    assert "def in_(\n" in text
    assert "    class_: datetime.date | str,\n    as_of: datetime.date | str | None = None,\n" in text
    assert "    sort: InSort | None = None,\n    most: int | None = None,\n" in text
    assert '        sort=sort,\n        most=most,\n        **{"class": class_},\n' in text
    assert (
        "    from_: datetime.date | None\n    date: list[str]\n    flag: bool | None\n    evidence: list[str]\n" in text
    )
    made = tmp_path / "odd.py"
    made.write_text(text, "utf-8")
    for words in (
        ["ruff", "check", "--config", ROOT / "pyproject.toml"],
        ["ruff", "format", "--check"],
        ["mypy", "--strict"],
    ):
        done = subprocess.run([sys.executable, "-m", *words, made], cwd=ROOT, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout


@pytest.mark.slow
def test_mypy_catches_a_wrong_parameter_and_knows_the_rows(tmp_path: Path) -> None:
    file = tmp_path / "use.py"
    file.write_text(
        "import kg\n"
        "graph = kg.open()\n"
        "ask = kg.questions.reciprocity.unreciprocated_concessions\n"
        "ask(graph, as_of='2025-12-16', standing='paired')\n"
        "ask(graph, standing='pared')\n"
        "ask(graph, givenby='party/us')\n"
        "kg.questions.record.dossier(graph)\n"
        "for row in ask(graph):\n"
        "    reveal_type(row.standing)\n"
        "    print(row.concesion)\n"
        "def plain(answer: kg.Answer) -> None:\n"
        "    reveal_type(answer.rows[0])\n",
        "utf-8",
    )
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", file], cwd=ROOT, capture_output=True, text=True
    )
    lines = [line.partition(": ")[0].rpartition(":")[2] for line in done.stdout.splitlines() if ": error:" in line]
    assert lines == ["5", "6", "7", "10"], done.stdout
    assert "Revealed type is \"list[Literal['said to be unreciprocated'] | Literal['paired']" in done.stdout.replace(
        "builtins.", ""
    )
    assert 'Revealed type is "kg.ask.answer.Row"' in done.stdout
