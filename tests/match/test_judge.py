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
        '  - id: "judgement/scott-bessent-and-x"\n'
        '    between: ["official/scott-bessent", "official/x"]\n'
        '    verdict: "same"\n'
        '    by: "Ann"\n'
        '    judged_on: "2026-05-01"\n'
        '    why: "Same \\"post\\": same days"\n'
    )
    load(store, [folder])
    assert (pairs(store), proposals(store)) == ([(A, B)], [])
    write(store, plan_drop(store, ["dataset/judgements"]))
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


def test_a_judged_record_stays_until_the_judgement_goes(store: Store, tmp_path: Path) -> None:
    load(store, [judge(store, A, B, Verdict.SAME, by="Ann", why="so", on=DAY, folder=tmp_path / "judgements").parent])
    with pytest.raises(DataError, match=r"official/x is gone, and judgement/scott-bessent-and-x refers to it"):
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
