"""Several data sets state one actor; a record, and what is stated of it, goes with the last that states it."""

from collections.abc import Iterable, Iterator
from typing import Any

import pytest

from kg.ask import ask
from kg.errors import DataError, UsageError
from kg.load.entry import Batch
from kg.load.plan import make_plan
from kg.load.run import plan_drop, write
from kg.load.source import source
from kg.store import Store, open_store
from kg.store.state import State
from tests.dossiers import dump, empty, load_records

Data = dict[str, Any]

US: Data = {"id": "party/us", "name": "United States"}
WIRE: Data = {"id": "institution/wire", "name": "Wire", "institution_kind": "medium"}


def document(slug: str, published: str) -> Data:
    about = {"document_kind": "article", "title": slug, "tier": "W", "publisher": "institution/wire"}
    return {"id": f"document/{slug}", "published": published, **about}


def lifeng(document: str, name: str, at: str | None = None, **more: Any) -> Data:
    cites = {"document": f"document/{document}"} | {"at": "unseen" if at is None else at}
    return {"id": "official/he-lifeng", "name": name, "cites": cites, **more}


A = [US, WIRE, document("a", "2025-11-20"), lifeng("a", "He Lifeng", aliases=["He"], summary="Leads.")]
B = [WIRE, document("b", "2025-11-01"), lifeng("b", "Lifeng He", aliases=["Vice Premier He", "He"], wikidata="Q1")]


@pytest.fixture
def store(store_address: str) -> Iterator[Store]:
    with open_store(store_address) as opened:
        yield opened


def drop(store: Store, *datasets: str) -> None:
    write(store, plan_drop(store, [f"dataset/{dataset}" for dataset in datasets]))


def load_batches(store: Store, batches: Iterable[Batch]) -> None:
    write(store, make_plan(batches, State(store)))


def official(store: Store) -> tuple[Data, list[str]]:
    (row,) = store.read(
        "MATCH (n:Official) RETURN properties(n) AS own, toString(n.known_from) AS day, "
        "COLLECT { MATCH (n)-[:CITES]->(d) RETURN d.id ORDER BY d.id } AS cites"
    )
    return {**row["own"], "known_from": row["day"]}, row["cites"]


def test_a_shared_record_has_what_each_data_set_states_and_the_first_decides_single_values(store: Store) -> None:
    load_records(store, a=A, b=B)
    assert official(store) == (
        {
            "id": "official/he-lifeng",
            "name": "He Lifeng",
            "aliases": ["He", "Vice Premier He", "Lifeng He"],
            "summary": "Leads.",
            "wikidata": "Q1",
            "known_from": "2025-11-01",
            "differs": ["dataset/a document/a name: He Lifeng", "dataset/b document/b name: Lifeng He"],
        },
        ["document/a", "document/b"],
    )


@pytest.mark.parametrize(("order", "gone", "left"), [("ab", "b", A), ("ab", "a", B), ("ba", "b", A), ("ba", "a", B)])
def test_taking_one_data_set_out_leaves_what_the_other_states(
    store: Store, order: str, gone: str, left: list[Data]
) -> None:
    for dataset in order:
        load_records(store, **{dataset: {"a": A, "b": B}[dataset]})
    drop(store, gone)
    after = dump(store)
    empty(store)
    load_records(store, **{"b" if gone == "a" else "a": left})
    assert after == dump(store)


def test_a_record_that_one_data_set_leaves_out_stays_as_the_other_states_it(store: Store) -> None:
    load_records(store, a=A, b=B)
    plan = load_records(store, a=[each for each in A if each["id"] != "official/he-lifeng"])
    assert {what: dict(each) for what, each in plan.counts.items() if each.total() > 0} == {
        "changed": {"official": 1},
        "unchanged": {"dataset": 1, "document": 1, "institution": 1, "party": 1},
    }
    assert official(store)[0]["name"] == "Lifeng He"


def test_places_in_one_document_are_united_and_unseen_gives_way(store: Store) -> None:
    load_records(store, a=A, b=[lifeng("a", "He Lifeng", "p2")], c=[lifeng("a", "He Lifeng", "p1")])
    rows = store.read("MATCH (:Official)-[c:CITES]->(d) RETURN d.id AS id, c.locator AS at")
    assert [(row["id"], row["at"]) for row in rows] == [("document/a", ["p2", "p1"])]


def test_what_only_a_hidden_statement_refers_to_cannot_go(store: Store) -> None:
    def bureau(parent: str) -> Data:
        return {"id": "institution/bureau", "name": "Bureau", "institution_kind": "agency", "parent": parent}

    other = {"id": "institution/other", "name": "Other", "institution_kind": "agency"}
    load_records(store, a=[WIRE, bureau("institution/wire")], b=[bureau("institution/other")], c=[other])
    parents = store.read("MATCH (:Institution {id: 'institution/bureau'})-[:PART_OF]->(p) RETURN p.id AS id")
    assert [row["id"] for row in parents] == ["institution/wire"]
    with pytest.raises(DataError, match="institution/other is gone, and institution/bureau refers to it"):
        plan_drop(store, ["dataset/c"])


def bureau(document: str | None, **more: Any) -> Data:
    cites = {} if document is None else {"cites": {"document": f"document/{document}", "at": "unseen"}}
    return {"id": "institution/bureau", "name": "Bureau", "institution_kind": "agency", **cites, **more}


HALL: Data = {"id": "institution/hall", "name": "Hall", "institution_kind": "ministry"}
ONE = [WIRE, document("a", "2025-11-20"), bureau("a", wikidata="Q11", parent="institution/wire")]
TWO = [HALL, document("b", "2025-11-22"), bureau("b", wikidata="Q22", parent="institution/hall", summary="Rules.")]
THREE = [bureau(None, institution_kind="court")]


def test_data_sets_that_differ_on_what_has_one_value_are_told_and_each_is_shown_with_its_own_source(
    store: Store,
) -> None:
    load_records(store, one=ONE)
    before = dump(store)
    assert load_records(store, two=TWO).disagreements == (
        "institution/bureau: data sets disagree on parent: institution/wire (dataset/one);"
        " institution/hall (dataset/two)",
        "institution/bureau: data sets disagree on wikidata: Q11 (dataset/one); Q22 (dataset/two)",
    )
    shown = ask(store, "record/dossier", id="institution/bureau", as_of="2025-12-01")
    assert [(row.statement, row.evidence) for row in shown if row.section in ("record", "related")] == [
        ("institution kind: agency", ["document/a", "document/b"]),
        ("name: Bureau", ["document/a", "document/b"]),
        ("summary: Rules.", ["document/a", "document/b"]),
        ("wikidata: Q11", ["document/a"]),
        ("wikidata: Q22", ["document/b"]),
        ("part of: Wire", ["document/a"]),
        ("part of: Hall", ["document/b"]),
    ]
    drop(store, "two")
    assert dump(store) == before


def contested(store: Store, as_of: str) -> list[tuple[object, ...]]:
    rows = ask(store, "claims/contested-terms", as_of=as_of)
    return [(row.field, row.value, row.said_by[0]["speaker"], row.first_said, row.evidence) for row in rows]


def test_data_sets_that_differ_are_readings_of_a_contested_term_and_go_with_their_data_set(store: Store) -> None:
    load_records(store, one=ONE, two=TWO, three=THREE)
    of_one, of_two = (["dataset/one"], "2025-11-20", ["document/a"]), (["dataset/two"], "2025-11-22", ["document/b"])
    kinds: list[tuple[object, ...]] = [
        ("institution kind", "agency", ["dataset/one"], "2025-11-20", ["document/a", "document/b"]),
        ("institution kind", "court", ["dataset/three"], None, ["dataset/three"]),
    ]
    assert contested(store, "2025-12-01") == [
        *kinds,
        ("parent", "Wire", *of_one),
        ("parent", "Hall", *of_two),
        ("wikidata", "Q11", *of_one),
        ("wikidata", "Q22", *of_two),
    ]
    # As long as nothing of the second data set was published, it differs from nobody.
    assert [row[:2] for row in contested(store, "2025-11-21")] == [row[:2] for row in kinds]
    agency = ask(store, "claims/contested-terms", as_of="2025-12-01").rows[0]
    assert [each["speaker"] for each in agency.said_by] == [["dataset/one"], ["dataset/two"]]
    drop(store, "two")
    assert [row[:2] for row in contested(store, "2025-12-01")] == [row[:2] for row in kinds]
    drop(store, "three")
    assert contested(store, "2025-12-01") == []


OTHER: Data = bureau("c", wikidata="Q11") | {"id": "institution/agency", "institution_kind": "ministry"}
FOUR = [document("c", "2025-11-21"), OTHER]
SAME: Data = {
    "id": "judgement/bureau",
    "between": ["institution/agency", "institution/bureau"],
    "verdict": "same",
    "by": "Ann",
    "judged_on": "2025-12-01",
    "why": "One body.",
}


def test_records_that_were_judged_the_same_and_differ_are_readings_as_long_as_the_judgement_stands(
    store: Store,
) -> None:
    load_records(store, four=FOUR, one=ONE)
    assert contested(store, "2025-12-01") == []
    load_records(store, ann=[SAME])
    readings: list[tuple[object, ...]] = [
        ("institution kind", "agency", ["dataset/one"], "2025-11-20", ["document/a"]),
        ("institution kind", "ministry", ["dataset/four"], "2025-11-21", ["document/c"]),
    ]
    assert contested(store, "2025-12-01") == readings
    for subject in ("institution/bureau", "institution/agency"):
        rows = ask(store, "claims/contested-terms", as_of="2025-12-01", subject=subject).rows
        assert [(row["subject"], row["value"]) for row in rows] == [(subject, "agency"), (subject, "ministry")]
    # As long as nothing of one of them was published, they do not differ.
    assert contested(store, "2025-11-20") == []
    load_records(store, two=TWO)
    assert [row[:3] for row in contested(store, "2025-12-01")] == [
        ("institution kind", "agency", ["dataset/one"]),
        ("institution kind", "ministry", ["dataset/four"]),
        ("parent", "Wire", ["dataset/one"]),
        ("parent", "Hall", ["dataset/two"]),
        ("wikidata", "Q11", ["dataset/four"]),
        ("wikidata", "Q22", ["dataset/two"]),
    ]
    drop(store, "two")
    drop(store, "ann")
    assert contested(store, "2025-12-01") == []


def test_a_source_and_a_dossier_that_disagree_are_two_readings_and_one_goes_with_its_source(store: Store) -> None:
    register = source("federal_register")
    load_batches(store, register.beside())
    before = dump(store)
    load_batches(store, register.sample())
    answer = ask(store, "claims/contested-terms", as_of="2030-12-01")
    assert [(row["subject"], row["value"], *row["said_by"][0]["speaker"], row["evidence"]) for row in answer.rows] == [
        (
            "measure/sample-lumber-duties",
            "in_force since 2030-03-25",
            "institution/federal-register-executive-office-of-the-president",
            ["claim/federal-register-2030-03003-in-force-sample-lumber-duties"],
        ),
        (
            "measure/sample-lumber-duties",
            "in_force since 2030-04-01",
            "institution/sample-newspaper",
            ["document/sample-lumber-report"],
        ),
    ]
    origins = store.read(
        "MATCH (s:Dataset)-[:ASSERTS]->(k:Claim {id: $id})-[:FROM]->(d:Document) RETURN d.id, s.id",
        id=answer.rows[0]["evidence"][0],
    )
    assert [(*row.values(),) for row in origins] == [
        ("document/federal-register-2030-03003", "dataset/federal-register")
    ]
    drop(store, "federal-register")
    assert dump(store) == before


def test_what_others_rest_on_is_not_taken_out_and_an_unknown_data_set_is_named(store: Store) -> None:
    load_records(store, a=A, b=[lifeng("a", "He Lifeng")])
    with pytest.raises(DataError, match="dataset/a: document/a is gone, and official/he-lifeng refers to it"):
        plan_drop(store, ["dataset/a"])
    with pytest.raises(UsageError, match="holds no dataset/c"):
        plan_drop(store, ["dataset/c"])
    drop(store, "a", "b")
    assert dump(store) == {"nodes": [], "relationships": []}
