"""The kit as files: what the guide offers to click is there, and every script has an answer after the first one."""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from kg.ask import ask, catalogue, find_question
from kg.browser import Kit, make_kit
from kg.browser.stand_in import with_stand_ins
from kg.load import load
from kg.store import Store, open_store
from tests.golden import SEEDS

DAY = date(2025, 12, 16)
SET = re.compile(r":?param (?P<name>\w+) => (?P<value>null|\d+|date\('(?P<day>[^']+)'\)|'(?P<text>[^']+)')")
NEEDED = ("arrangements/two-texts", "commitments/progress", "measures/legal-basis", "record/changes", "record/dossier")


@pytest.fixture(autouse=True)
def no_own_questions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KG_QUESTIONS", raising=False)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    pytest.importorskip("arcadedb", reason="the embedded engine has no wheel for this platform")
    with open_store(f"embedded:{tmp_path_factory.mktemp('kit') / 'graph'}") as opened:
        load(opened, SEEDS)
        yield opened


@pytest.fixture(scope="module")
def kit(store: Store) -> Kit:
    return make_kit(store, url="http://localhost:7475", as_of=DAY)


def value(found: re.Match[str]) -> str | int | date | None:
    if found["day"] is not None:
        return date.fromisoformat(found["day"])
    if found["text"] is not None:
        return found["text"]
    return None if found["value"] == "null" else int(found["value"])


def saved(kit: Kit) -> dict[str, str]:
    """The scripts by their names."""
    with zipfile.ZipFile(io.BytesIO(kit["/scripts.zip"][1])) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_every_question_that_needs_a_value_has_an_answer_from_its_script(store: Store, kit: Kit) -> None:
    files = saved(kit)
    parameters = {found["name"]: value(found) for found in SET.finditer(files["parameters.cypher"])}
    assert {each.name for each in catalogue() if any(one.required for one in each.parameters)} == set(NEEDED)
    assert parameters["id"] is None
    assert [name for name in NEEDED if len(store.read(files[f"{name}.cypher"], **parameters)) == 0] == []


def test_a_value_that_is_set_takes_the_place_of_the_example(store: Store, kit: Kit) -> None:
    script = saved(kit)["record/dossier.cypher"]
    rows = store.read(script, as_of=DAY, id="official/wendy-cutler")
    assert next(row["statement"] for row in rows if row["section"] == "record") == "name: Wendy Cutler"
    lines = script.splitlines()
    assert lines[0] == "// What is known about one thing, and from where?"
    assert re.fullmatch(r"// As long as id is not set, it is as after :param id => '[a-z]+/[a-z0-9-]+'", lines[1])


OWN = """// What did people say, softened or not?
//| params:
//|   stance: {type: word, of: Stance, default: opines, doc: Only claims of this stance.}
//|   from: {type: date, default: 2025-11-01, doc: Only what was known from this day on.}
//| columns: {claim: Claim, stance: Stance, evidence: ids}
MATCH (k:Claim) WHERE k.known_from <= $as_of AND k.known_from >= $from AND k.stance = $stance
RETURN k.id AS claim, k.stance AS stance, [k.id] AS evidence ORDER BY claim
"""


def test_a_default_of_an_own_question_is_its_own(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "predictions.cypher").write_text(OWN)
    monkeypatch.setenv("KG_QUESTIONS", str(tmp_path))
    files = saved(make_kit(store, url="http://localhost:7475", as_of=DAY))
    parameters = {found["name"]: value(found) for found in SET.finditer(files["parameters.cypher"])}
    for name in ("claims/who-said-what", "events/timeline", "mine/predictions"):
        assert len(store.read(files[f"{name}.cypher"], **parameters)) == len(ask(store, name, as_of=DAY)) > 0


def test_a_question_without_an_example_says_what_to_set() -> None:
    question = find_question("record/changes")
    lines = with_stand_ins(question, {}).splitlines()
    assert lines[1:3] == [
        "// Set from first, with :param from => ...",
        "// Set to first, with :param to => ...",
    ]
    assert [*lines[:1], *lines[3:]] == question.cypher.splitlines()


def test_comments_and_texts_are_left_as_they_are() -> None:
    question = find_question("record/dossier")
    text = "// What?\n// of $id\nMATCH (n {id: $id}) WHERE n.name <> 'it\\'s $id' AND n.x = $idle RETURN n"
    worked = with_stand_ins(type(question)(**{**vars(question), "cypher": text}), {"id": "party/us"})
    assert worked.splitlines()[2:] == [
        "// of $id",
        "MATCH (n {id: coalesce($id, 'party/us')}) WHERE n.name <> 'it\\'s $id' AND n.x = $idle RETURN n",
    ]


def test_the_guide_offers_records_for_every_parameter_that_names_one(store: Store, kit: Kit) -> None:
    page = kit["/guide.html"][1].decode().replace("&#x27;", "'").replace("&gt;", ">")
    offered: dict[str, set[str]] = {}
    for found in SET.finditer(page):
        if found["text"] is not None:
            offered.setdefault(found["name"], set()).add(found["text"])
    named = {each.name for question in catalogue() for each in question.parameters if each.type == "id"}
    assert named - set(offered) == set()
    ids = sorted({record for name in named for record in offered[name]})
    (row,) = store.read("MATCH (n:Entity) WHERE n.id IN $ids RETURN count(n) AS there", ids=ids)
    assert row["there"] == len(ids)
