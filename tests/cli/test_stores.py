import re
from pathlib import Path

import pytest

from kg.store import open_store
from tests.cli.conftest import Run

COUNTS = """\
kind         records
Party              2
Institution        2
Official           1
Tenure             1
Negotiation        1
Event              1
Arrangement        1
Document           1
Measure            1
Topic              1
Concession         1
Commitment         1
Claim              8
Status             2
Dataset            1
all               25
"""


def test_status_says_which_store_and_what_is_in_it(kg: Run, loaded: str) -> None:
    ran = kg("status")
    shown, engine = loaded.replace("neo4j@", ""), "embedded" if loaded.startswith("embedded:") else "neo4j"
    assert (ran.code, ran.err) == (0, "")
    assert re.sub(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", "NOW", ran.out) == (
        f"Store: {shown}\nEngine: {engine}\nLast load: NOW of dataset/sample-dossier\n{COUNTS}"
    )


def test_status_says_what_the_last_publish_was(
    kg: Run, sampled: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "publish" not in kg("status").out
    run = kg("publish").out.split(":")[0].removeprefix("Published exports/")
    assert kg("status").out.splitlines()[3] == f"Last publish into exports: {run}, published"
    (tmp_path / "exports" / "latest" / "notes").mkdir()
    assert kg("publish").code == 4
    told = r"Last publish into exports: \S+, failed: .* is not as it was sealed:"
    assert re.fullmatch(told, kg("status").out.splitlines()[3])
    (tmp_path / "exports" / "index.json").write_text("{}", "utf-8")
    told = "Last publish into exports: not known, since exports/index.json holds no list of runs; bring it back"
    assert kg("status").out.splitlines()[3].startswith(told)


def test_a_store_that_is_not_there_is_said_and_not_made(kg: Run, embedded_address: str) -> None:
    told = f"Error: {embedded_address}: there is no graph yet; kg load makes one, kg demo one with examples\n"
    assert kg("status", "--store", embedded_address) == (3, "", told)
    assert kg("status", "--store", embedded_address) == (3, "", told)


def test_a_store_that_cannot_be_meant_is_wrong_usage(kg: Run) -> None:
    ran = kg("status", "--store", "blot://localhost")
    assert ran == (2, "", "Error: blot: is not a kind of store; did you mean bolt://?\n")


def test_reset_takes_out_what_is_ours_after_it_was_confirmed(kg: Run, loaded: str) -> None:
    shown = loaded.replace("neo4j@", "")
    with open_store(loaded) as store:
        store.write(lambda work: work.run("CREATE (:Topic {id: 'T1'})-[:OF]->(:Vessel {name: 'Not ours'})").consume())
    constraints = 3 if loaded.startswith("embedded:") else 19
    goes = f"{COUNTS}89 relationships\n1 load\n{constraints} constraints\n17 indexes\n"
    topic = "Entity:Topic" if loaded.startswith("embedded:") else "Topic"
    left = f"Left as it is: 1 node {topic}\nLeft as it is: 1 node Vessel\n"
    told = f"Error: this would be removed from {shown}; repeat the command with --yes to do it\n"
    assert kg("reset") == (2, goes, f"{left}{told}")
    assert kg("reset", "--yes") == (0, f"{goes}Removed from {shown}.\n", left)
    assert kg("reset") == (0, f"Nothing to do: nothing in {shown} is ours.\n", left)


@pytest.mark.parametrize("words", [("load", "--bogus"), ("ask",), ("nonsense",)])
def test_wrong_words_are_told_with_the_way_to_help(kg: Run, words: tuple[str, ...]) -> None:
    ran = kg(*words)
    assert (ran.code, ran.out) == (2, "")
    assert re.search("Try 'kg.* --help' for help.\n\nError: ", ran.err)
