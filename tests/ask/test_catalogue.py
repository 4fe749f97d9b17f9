from pathlib import Path

import pytest

from kg.ask import catalogue, find_question, question_files
from kg.check import check
from kg.content import content_folder
from kg.errors import DataError, UsageError

OWN = """\
// What is there?
//| columns: {evidence: ids}
MATCH (n:Entity) WHERE n.known_from <= $as_of RETURN [n.id] AS evidence ORDER BY evidence
"""


def test_every_file_is_a_question_in_the_order_of_names() -> None:
    folder = content_folder("queries")
    files = sorted(path.relative_to(folder).with_suffix("").as_posix() for path in folder.glob("*/*.cypher"))
    assert [question.name for question in catalogue()] == files
    assert "reciprocity/unreciprocated-concessions" in files


def test_a_folder_of_ones_own_is_held_to_the_same_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_QUESTIONS", str(tmp_path))
    file = tmp_path / "mine" / "things.cypher"
    file.parent.mkdir()
    file.write_text(OWN, encoding="utf-8")
    assert find_question("mine/things").title == "What is there?"
    file.write_text(OWN.replace("MATCH", "MERGE"), encoding="utf-8")
    with pytest.raises(DataError, match=r"things\.cypher:3:1: MERGE writes"):
        find_question("mine/things")
    # A mistake in one question does not stand in the way of another.
    assert find_question("events/timeline").theme == "events"
    with pytest.raises(DataError, match=r"things\.cypher:3:1: MERGE writes"):
        catalogue()


def test_a_name_that_is_taken_and_a_folder_that_is_not_there_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_QUESTIONS", str(tmp_path / "nowhere"))
    with pytest.raises(UsageError, match=r"KG_QUESTIONS names .*nowhere, which is no folder"):
        question_files()
    monkeypatch.setenv("KG_QUESTIONS", str(tmp_path))
    file = tmp_path / "events" / "timeline.cypher"
    file.parent.mkdir()
    file.write_text(OWN, encoding="utf-8")
    told = f"{file}: there is a question events/timeline already; give the file another name"
    with pytest.raises(DataError) as error:
        question_files()
    assert str(error.value) == told
    assert [str(each) for each in check([tmp_path], texts={}).problems] == [told]
    assert [str(each) for each in check([], texts={}).problems] == [told]


def test_a_file_in_no_theme_is_no_question_and_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "own"
    monkeypatch.setenv("KG_QUESTIONS", str(own))
    for place in ("things.cypher", "mine/deep/lost.cypher", "mine/found.cypher", ".git/mine/old.cypher"):
        (own / place).parent.mkdir(parents=True, exist_ok=True)
        (own / place).write_text(OWN, encoding="utf-8")
    told = f"it does not stand in a theme, a folder of {own}; move it to <theme>/<name>.cypher"
    lost = [f"{own}/{place}: this is no question: {told}" for place in ("mine/deep/lost.cypher", "things.cypher")]
    with pytest.raises(DataError) as error:
        catalogue()
    assert str(error.value).splitlines() == lost
    with pytest.raises(DataError) as error:
        find_question("mine/lost")
    assert str(error.value) == lost[0]
    assert find_question("mine/found").title == "What is there?"
    assert [str(each) for each in check([own], texts={}).problems] == lost
    assert [str(each) for each in check([], texts={}).problems] == lost
