from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from kg.errors import DataError, UsageError
from kg.load import load
from kg.load.run import plan_drop, write
from kg.match import judge, proposals
from kg.model.vocabularies import Verdict
from kg.store import Store, open_store
from tests.dossiers import dump, load_records
from tests.match.test_propose import CURATED, official

A, B = "official/scott-bessent", "official/x"
DAY = date(2026, 5, 1)


@pytest.fixture
def store(embedded_address: str) -> Iterator[Store]:
    with open_store(embedded_address) as store:
        load_records(store, curated=CURATED, other=[official("x", "Scott Bessent")])
        yield store


def pairs(store: Store) -> list[tuple[str, str]]:
    return [
        (row["a"], row["b"])
        for row in store.read("MATCH (a)-[:SAME_AS]->(b) RETURN a.id AS a, b.id AS b ORDER BY a, b")
    ]


def test_a_judgement_counts_when_it_is_loaded_and_taking_it_away_restores_everything(
    store: Store, tmp_path: Path
) -> None:
    before, folder = dump(store), tmp_path / "judgements"
    file = judge(store, B, A, Verdict.SAME, by="Ann", why='Same "post": same days', on=DAY, folder=folder)
    assert dump(store) == before
    assert file.read_text("utf-8") == (
        "judgements:\n"
        '  - id: "judgement/scott-bessent-and-x-by-ann"\n'
        '    between: ["official/scott-bessent", "official/x"]\n'
        '    verdict: "same"\n'
        '    by: "Ann"\n'
        '    judged_on: "2026-05-01"\n'
        '    why: "Same \\"post\\": same days"\n'
    )
    load(store, [folder])
    assert (pairs(store), proposals(store)) == ([(A, B)], [])
    write(store, plan_drop(store, ["dataset/judgements-by-ann"]))
    assert dump(store) == before


def test_whoever_says_different_stands_against_whoever_says_same_and_unsure_settles_nothing(store: Store) -> None:
    def said(id_: str, verdict: str) -> dict[str, object]:
        judged = {"verdict": verdict, "by": id_, "judged_on": "2026", "why": "so it seems"}
        return {"id": f"judgement/{id_}", "between": [A, B], **judged}

    load_records(store, one=[said("ann", "unsure")])
    assert (pairs(store), len(proposals(store))) == ([], 1)
    load_records(store, two=[said("bob", "same")])
    assert (pairs(store), len(proposals(store))) == ([(A, B)], 0)
    load_records(store, three=[said("cem", "different")])
    assert (pairs(store), len(proposals(store))) == ([], 0)


def test_a_pair_that_is_told_apart_and_tied_through_a_third_is_a_contradiction(store: Store) -> None:
    def said(by: str, first: str, second: str, verdict: str) -> dict[str, object]:
        judged = {"verdict": verdict, "by": by, "judged_on": "2026", "why": "so it seems"}
        return {
            "id": f"judgement/{by}-{first}-{second}",
            "between": [f"official/{first}", f"official/{second}"],
            **judged,
        }

    def contradiction(file: str) -> str:
        return (
            f"{file}.yaml: judgement/cem-a-c tells official/a and official/c apart, and judgement/ann-a-b and "
            "judgement/bob-b-c make them one; one of these is wrong: change it, or judge that pair different too"
        )

    load_records(store, other=[official(each, "Ada Lund") for each in "abc"])
    load_records(store, ann=[said("ann", "a", "b", "same")], bob=[said("bob", "b", "c", "same")])
    with pytest.raises(DataError) as caught:
        load_records(store, cem=[said("cem", "a", "c", "different")])
    assert str(caught.value) == contradiction("cem")
    # Whoever closes the chain is told too, and whoever tells one of its pairs apart opens it.
    load_records(store, bob=[said("bob", "b", "c", "different")])
    load_records(store, cem=[said("cem", "a", "c", "different")])
    with pytest.raises(DataError) as caught:
        load_records(store, bob=[said("bob", "b", "c", "same")])
    assert str(caught.value) == contradiction("bob")
    load_records(store, dan=[said("dan", "a", "b", "different")], bob=[said("bob", "b", "c", "same")])
    assert pairs(store) == [("official/b", "official/c")]


def test_a_judged_record_stays_until_the_judgement_goes(store: Store, tmp_path: Path) -> None:
    load(store, [judge(store, A, B, Verdict.SAME, by="Ann", why="so", on=DAY, folder=tmp_path / "judgements").parent])
    with pytest.raises(DataError, match=r"official/x is gone, and judgement/scott-bessent-and-x-by-ann refers to it"):
        plan_drop(store, ["dataset/other"])


def test_what_cannot_be_judged_is_said_and_writes_nothing(store: Store, tmp_path: Path) -> None:
    def refused(first: str, second: str) -> str:
        with pytest.raises(UsageError) as caught:
            judge(store, first, second, Verdict.SAME, by="Ann", why="so", on=DAY, folder=tmp_path / "judgements")
        return str(caught.value)

    assert "holds no official/nobody" in refused(A, "official/nobody")
    assert "is not between two records of one kind" in refused(A, "institution/treasury")
    assert "stands twice in one list" in refused(A, A)
    assert not (tmp_path / "judgements").exists()
    file = judge(store, A, B, Verdict.UNSURE, by="Ann", why="so", on=DAY, folder=tmp_path / "judgements")
    assert refused(B, A) == f"{file} has judged {A} and {B} already; edit it there".replace(
        f"{A} and {B}", f"{B} and {A}"
    )


def test_two_analysts_judge_one_pair_in_two_folders_or_in_one_and_both_count(store: Store, tmp_path: Path) -> None:
    ann, bob = tmp_path / "ann", tmp_path / "bob"
    judge(store, A, B, Verdict.SAME, by="Ann", why="so", on=DAY, folder=ann)
    judge(store, A, B, Verdict.DIFFERENT, by="何 Bob", why="no", on=DAY, folder=bob)
    load(store, [ann])
    assert pairs(store) == [(A, B)]
    load(store, [bob])
    load(store, [ann, bob])
    held = store.read("MATCH (d:Dataset)-[:ASSERTS]->(j:Judgement) RETURN d.id AS d, j.verdict AS v ORDER BY d")
    assert [(row["d"], row["v"]) for row in held] == [
        ("dataset/judgements-by-ann", "same"),
        ("dataset/judgements-by-he-bob", "different"),
    ]
    assert pairs(store) == []
    write(store, plan_drop(store, ["dataset/judgements-by-he-bob"]))
    assert pairs(store) == [(A, B)]
    judge(store, A, B, Verdict.UNSURE, by="Bob", why="so", on=DAY, folder=ann)
    load(store, [ann])
    assert [row["v"] for row in store.read("MATCH (j:Judgement) RETURN j.verdict AS v ORDER BY v")] == [
        "same",
        "unsure",
    ]


@pytest.mark.parametrize(
    "left", ["judgements:\n", "judgements: []\n", "# none\njudgements:  [ ] # none\n", "", "judgements:\n\n\n"]
)
def test_a_file_whose_only_judgement_was_taken_out_loads_and_is_written_on(
    store: Store, tmp_path: Path, left: str
) -> None:
    before = dump(store)
    file = judge(store, A, B, Verdict.SAME, by="Ann", why="so", on=DAY, folder=tmp_path / "ann")
    load(store, [file.parent])
    file.write_text(left, encoding="utf-8")
    load(store, [file.parent])
    assert pairs(store) == []
    judge(store, A, B, Verdict.SAME, by="Ann", why="so", on=DAY, folder=file.parent)
    load(store, [file.parent])
    assert pairs(store) == [(A, B)]
    write(store, plan_drop(store, ["dataset/judgements-by-ann"]))
    assert dump(store) == before


def test_a_file_that_people_wrote_otherwise_is_written_on_or_left_alone(store: Store, tmp_path: Path) -> None:
    file = judge(store, A, B, Verdict.SAME, by="Ann", why="so", on=DAY, folder=tmp_path / "ann")
    own = file.read_text("utf-8")
    file.write_text("\n".join(line.removeprefix("  ") for line in own.splitlines()), encoding="utf-8")
    judge(store, A, B, Verdict.UNSURE, by="Bob", why="so", on=DAY, folder=file.parent)
    load(store, [file.parent])
    file.write_text(f"{own}topics: []\n", encoding="utf-8")
    with pytest.raises(UsageError, match="has more than a list of judgements"):
        judge(store, A, B, Verdict.UNSURE, by="Cem", why="so", on=DAY, folder=file.parent)
    assert file.read_text("utf-8") == f"{own}topics: []\n"
