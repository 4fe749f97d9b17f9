"""The pages of questions are as the questions and their reviewed answers say."""

import ast
import inspect
import re
import shlex
from importlib import import_module
from itertools import pairwise
from pathlib import Path

import pytest

from kg.ask import catalogue, find_question
from kg.ask.bind import bind
from kg.generate.questions import function_name, python_name
from kg.generate.questions_pages import build_questions_pages, check_questions_pages, questions_pages
from tests.project import ROOT


@pytest.fixture(autouse=True)
def no_own_questions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KG_QUESTIONS", raising=False)


def test_the_pages_in_the_repository_are_current() -> None:
    assert check_questions_pages(ROOT) == [], "run make gen"


def test_every_question_is_told_with_its_parameters_columns_and_an_example() -> None:
    pages = questions_pages(ROOT)
    for each in catalogue():
        name = each.name.partition("/")[2]
        part = pages[f"{each.theme}.md"].partition(f"\n## {name}\n")[2].partition("\n## ")[0]
        names = [*(one.name for one in each.parameters), *(one.name for one in each.shown)]
        assert f"**{each.title}**" in part
        assert [word for word in names if f"| `{word}` |" not in part] == []
        assert f"Example: `kg ask {each.name} --as-of " in part
        assert part.count("```mermaid\nflowchart LR\n  n1[") == 1
        assert f"({each.theme}.md#{name}): {each.title}\n" in pages["README.md"]


@pytest.mark.parametrize("question", [question.name for question in catalogue()])
def test_every_call_on_a_page_gives_what_the_question_needs(question: str) -> None:
    asked = find_question(question)
    page = (ROOT / "docs" / "questions" / f"{asked.theme}.md").read_text(encoding="utf-8")
    calls = re.findall(f"`kg ask {question}(.*?)`", page)
    assert len(calls) == 2
    for call in calls:
        words = shlex.split(call)
        given = (after for option, after in pairwise(words) if option == "-p")
        bind(asked, dict(each.split("=", 1) for each in given))
    function = getattr(import_module(f"kg.questions.{python_name(asked.theme)}"), function_name(asked))
    (call,) = re.findall(rf"`kg\.questions\.\w+\.{function.__name__}(\(.*\))`", page)
    parsed = ast.parse(f"f{call}", mode="eval").body
    assert isinstance(parsed, ast.Call)
    inspect.signature(function).bind(*parsed.args, **{each.arg or "": each.value for each in parsed.keywords})


def test_a_page_says_how_its_answers_are_meant() -> None:
    words = (
        "A link counts in both directions, unless it is deprecated or its own speaker has revised it. "
        "The other side are the receivers and all bodies of theirs; what firms of the giver's own side pay never pairs."
        " Searched: where nobody is recorded to speak of it, how much was looked through."
    )
    part = questions_pages(ROOT)["reciprocity.md"].partition("\n## unreciprocated-concessions\n")[2]
    assert part.startswith(f"\n**Which concessions have no reciprocal commitment?**\n\n{words}\n\n`kg ask ")


def test_an_example_cites_only_what_its_rows_rest_on() -> None:
    part = "\n## unreciprocated-concessions\n"
    page = questions_pages(ROOT)["reciprocity.md"].partition(part)[2].partition("\n## ")[0]
    rows = [line for line in page.splitlines() if line.startswith("| Easing of US controls")]
    (numbers,) = (row.rsplit(" | ", 1)[1].removesuffix(" |").split(", ") for row in rows)
    assert [number for number in numbers if f"\n{number}. " not in page] == []


def test_pages_are_written_once_and_go_with_their_theme(tmp_path: Path) -> None:
    written = build_questions_pages(tmp_path)
    assert sorted(path.name for path in written) == sorted(questions_pages(tmp_path))
    assert build_questions_pages(tmp_path) == []
    page = tmp_path / "docs/questions/gone.md"
    page.touch()
    assert check_questions_pages(tmp_path) == [page]
    assert build_questions_pages(tmp_path) == [page]
    assert check_questions_pages(tmp_path) == []
