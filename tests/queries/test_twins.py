"""Every SPARQL twin gives the rows of its question: on the N-Quads of the seeds, as of every day of its goldens.

What is asked about one record is asked about many, since the few of the goldens have few of the shapes of a record.

The default graph is the union of all graphs. Rows are compared as a set, folded on the columns that hold one value;
lists are compared as sets of their elements. An element that is a map, which says who says what, is compared by its
claim, and where the question names no claim, by its speakers: what else the map holds stands at that claim. Ids are
compared with IRIs, words with concepts, days and numbers by their text.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest

from kg.ask import ask
from kg.ask.bind import bind
from kg.ask.catalogue import catalogue, find_question
from kg.ask.question import Question
from kg.ask.twin import column_names, fill, fold, plain
from kg.load import load
from kg.load.plan import make_plan
from kg.load.run import write
from kg.load.source import source
from kg.model.kinds import BY_SLUG
from kg.model.ref import kind_of
from kg.rdf.export import export
from kg.store import Store, open_store
from kg.store.state import State
from tests.dossiers import load_records
from tests.golden import CASES, FOLDER, SEEDS, Case
from tests.load.test_shared import FOUR, ONE, SAME, THREE, TWO
from tests.project import ROOT
from tests.queries.folded import fold_answer

TWINS = {each.name: each.file.with_suffix(".rq") for each in catalogue() if each.file.with_suffix(".rq").exists()}
SAMPLE = ROOT / "loaders" / "dossier" / "sample"
BESIDE_THE_SAMPLE: list[dict[str, Any]] = [
    {
        "id": "judgement/lund",
        "between": ["official/ada-lund", "official/a-lund"],
        "verdict": "same",
        "by": "an editor",
        "judged_on": "2030-04-01",
        "why": "The gazette gives both names in one article.",
    },
    {
        "id": "official/a-lund",
        "name": "A. Lund",
        "cites": [{"document": "document/gazette-2030-03-02", "at": "unseen"}],
    },
    {
        "id": "claim/lund-too-little",
        "speaker": "official/a-lund",
        "document": "document/gazette-2030-03-02",
        "at": "p8",
        "stance": "asserts",
        "about": "concession/nordland-lumber-duty-suspension",
        "link": {
            "predicate": "reciprocates",
            "subject": "too-little",
            "object": "concession/nordland-lumber-duty-suspension",
        },
        "summary": "The purchases are not enough.",
    },
    {
        "id": "claim/lund-more-lumber",
        "speaker": "official/a-lund",
        "document": "document/gazette-2030-03-02",
        "at": "p9",
        "stance": "asserts",
        "about": "commitment/suedland-lumber",
        "terms": {"quantity": {"amount": "1", "unit": "Mt", "over": {"amount": "3", "unit": "Mt", "year": "2029"}}},
        "summary": "One million tonnes are to come on top.",
    },
]
"""What the sample lacks: a judgement, a counterpart that is too little, an amount over a baseline."""

TWINNED = [case for case in CASES if case.question in TWINS]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    pytest.importorskip("arcadedb", reason="the embedded engine has no wheel for this platform")
    with open_store(f"embedded:{tmp_path_factory.mktemp('twins') / 'graph'}") as opened:
        load(opened, SEEDS)
        yield opened


@pytest.fixture(scope="module")
def quads(store: Store, tmp_path_factory: pytest.TempPathFactory) -> pyoxigraph.Store:
    return exported(store, tmp_path_factory.mktemp("quads") / "seeds.nq")


def exported(store: Store, file: Path) -> pyoxigraph.Store:
    """All statements of a store."""
    with file.open("wb") as out:
        export(store, out, format="nq")
    found = pyoxigraph.Store()
    found.load(path=file, format=pyoxigraph.RdfFormat.N_QUADS)
    return found


def solutions(quads: pyoxigraph.Store, question: Question, twin: Path, case: Case) -> Iterator[dict[str, str | None]]:
    """The rows of a twin."""
    bound = bind(question, case.parameters)
    text = fill(twin.read_text(encoding="utf-8"), question, date.fromisoformat(case.as_of), bound)
    found = quads.query(text, use_default_graph_as_union=True)
    assert isinstance(found, pyoxigraph.QuerySolutions)
    names = [each.value for each in found.variables]
    assert sorted(names) == sorted(each for kept in column_names(question) for each in kept)
    for row in found:
        yield {name: None if row[name] is None else in_words(row[name]) for name in names}


def in_words(term: Any) -> str:
    """A term as an answer would give it."""
    return plain(term.value) if isinstance(term, pyoxigraph.NamedNode) else str(term.value)


@pytest.mark.parametrize("case", TWINNED, ids=lambda case: case.file.relative_to(FOLDER).with_suffix("").as_posix())
def test_the_twin_gives_the_same_rows(store: Store, quads: pyoxigraph.Store, case: Case) -> None:
    question = find_question(case.question)
    answer = fold_answer(question, ask(store, question.name, as_of=case.as_of, **case.parameters))
    assert fold(question, solutions(quads, question, TWINS[question.name], case)) == answer


def unlike(
    store: Store, quads: pyoxigraph.Store, name: str, as_of: str, parameter: str, ids: Iterable[str]
) -> set[str]:
    """The records of which a question and its twin tell different things."""
    question = find_question(name)
    return {
        each
        for each in ids
        if fold(question, solutions(quads, question, TWINS[name], Case(name, as_of, parameters={parameter: each})))
        != fold_answer(question, ask(store, name, as_of=as_of, **{parameter: each}))
    }


@pytest.mark.parametrize("as_of", ["2025-11-07", "2026-11-24"])
def test_the_twin_knows_how_far_each_promise_is(store: Store, quads: pyoxigraph.Store, as_of: str) -> None:
    promises = [
        row["id"] for row in store.read("MATCH (n:Entity) WHERE n:Commitment OR n:Concession RETURN n.id AS id")
    ]
    assert len(promises) > 30
    assert unlike(store, quads, "commitments/progress", as_of, "commitment", promises) == set()


def test_the_twin_knows_one_record_of_each_kind_content_and_stage(store: Store, quads: pyoxigraph.Store) -> None:
    found = store.read(
        "MATCH (n:Entity) WITH split(n.id, '/')[0] AS kind, n.content AS content, n.status AS stage, n.id AS id "
        "WITH kind, content, stage, min(id) AS id RETURN id"
    )
    records = [row["id"] for row in found]
    assert len(records) > 25
    assert unlike(store, quads, "record/dossier", "2026-11-24", "id", records) == set()


def test_the_twin_ranks_a_claim_from_the_day_of_its_ranking_on(store: Store, quads: pyoxigraph.Store) -> None:
    ranked = [row["id"] for row in store.read("MATCH (k:Claim {rank: 'deprecated'}) RETURN k.id AS id")]
    assert len(ranked) > 5
    for as_of in ("2026-11-22", "2026-11-23"):
        assert unlike(store, quads, "record/dossier", as_of, "id", ranked) == set()


@pytest.mark.parametrize("as_of", ["2030-03-01", "2030-03-02", "2031-12-31"])
def test_the_twin_knows_every_record_of_a_small_data_set(tmp_path: Path, embedded_address: str, as_of: str) -> None:
    with open_store(embedded_address) as store:
        load(store, [SAMPLE])
        load_records(store, beside=BESIDE_THE_SAMPLE)
        records = [row["id"] for row in store.read("MATCH (n:Entity) RETURN n.id AS id")]
        assert {kind_of(each) for each in records} == {*BY_SLUG}
        assert unlike(store, exported(store, tmp_path / "all.nq"), "record/dossier", as_of, "id", records) == set()


DIFFERING: tuple[tuple[str, dict[str, str]], ...] = (
    ("claims/contested-terms", {}),
    ("claims/contested-terms", {"subject": "institution/bureau"}),
    ("claims/contested-terms", {"subject": "institution/agency"}),
    ("record/dossier", {"id": "institution/bureau"}),
    ("record/dossier", {"id": "judgement/bureau"}),
)


@pytest.mark.parametrize("as_of", ["2025-11-21", "2025-12-01"])
@pytest.mark.parametrize(("name", "parameters"), DIFFERING)
def test_the_twin_knows_data_sets_that_differ(
    tmp_path: Path, embedded_address: str, name: str, parameters: dict[str, str], as_of: str
) -> None:
    with open_store(embedded_address) as store:
        load_records(store, one=ONE, two=TWO, three=THREE, four=FOUR, ann=[SAME])
        quads = exported(store, tmp_path / "graph.nq")
        question, case = find_question(name), Case(name, as_of, parameters=parameters)
        answer = fold_answer(question, ask(store, name, as_of=as_of, **parameters))
        assert len(answer) > 0
        assert fold(question, solutions(quads, question, TWINS[name], case)) == answer


def test_the_twin_counts_speakers_together_that_were_judged_the_same(tmp_path: Path, embedded_address: str) -> None:
    def lund(id_: str, document: str) -> dict[str, Any]:
        return {"id": f"official/{id_}", "name": "Ada Lund", "cites": {"document": document, "at": "unseen"}}

    post = {"official": "official/b", "institution": "institution/bureau", "post": "Head", "start": "2025-01-01"}
    claim = {"document": "document/a", "at": "unseen", "stance": "asserts", "summary": "Says so."}
    one = [*ONE, lund("a", "document/a"), {"id": "claim/a", "speaker": "official/a", **claim}]
    two = [lund("b", "document/b"), {"id": "tenure/b", **post, "cites": {"document": "document/b", "at": "unseen"}}]
    same = SAME | {"between": ["official/a", "official/b"]}
    with open_store(embedded_address) as store:
        load_records(store, one=one, two=[*TWO, *two], ann=[same])
        quads = exported(store, tmp_path / "graph.nq")
        question, parameters = find_question("claims/who-said-what"), {"speaker": "official/b"}
        found = ask(store, question.name, as_of="2025-12-01", **parameters)
        assert [row["post_then"] for row in found.rows] == [["Head, Bureau"]]
        case = Case(question.name, "2025-12-01", parameters=parameters)
        assert fold(question, solutions(quads, question, TWINS[question.name], case)) == fold_answer(question, found)


def test_two_readings_of_one_post_stand_side_by_side_where_body_and_person_were_judged_the_same(
    tmp_path: Path, embedded_address: str
) -> None:
    def stated(id_: str, document: str, body: str, start: str) -> list[dict[str, Any]]:
        cites = {"document": document, "at": "unseen"}
        post = {"official": f"official/{id_}", "institution": body, "post": "Head", "start": start}
        return [
            {"id": f"official/{id_}", "name": "Ada Lund", "cites": cites},
            {"id": f"tenure/{id_}", **post, "cites": cites},
        ]

    whole = {"id": "institution/whole", "name": "Whole", "institution_kind": "ministry"}
    part = {"id": "institution/agency", "name": "Agency", "institution_kind": "agency", "parent": "institution/whole"}
    desk = {"id": "institution/desk", "name": "Desk", "institution_kind": "agency", "parent": "institution/bureau"}
    people = SAME | {"id": "judgement/people", "between": ["official/a", "official/b"]}
    records = {
        "one": [
            *(*ONE, whole, part, desk),
            *stated("a", "document/a", "institution/bureau", "2023-03-12"),
            *stated("c", "document/a", "institution/desk", "2024"),
        ],
        "two": [*TWO, *stated("b", "document/b", "institution/agency", "2021-05")],
    }
    question, as_of = find_question("actors/posts"), "2025-12-01"
    with open_store(embedded_address) as store:
        load_records(store, **records, ann=[SAME, people])
        quads = exported(store, tmp_path / "graph.nq")
        for institution in ("institution/bureau", "institution/agency", "institution/whole"):
            found = ask(store, question.name, as_of=as_of, institution=institution)
            assert {(row.official, row.since) for row in found} == {
                ("official/a", "2023-03-12"),
                ("official/b", "2021-05"),
                # A part of the one is a part of what was judged to be the same.
                ("official/c", "2024"),
            }
            case = Case(question.name, as_of, parameters={"institution": institution})
            assert fold(question, solutions(quads, question, TWINS[question.name], case)) == fold_answer(
                question, found
            )
        for official, since in (("official/a", "2023-03-12"), ("official/b", "2021-05")):
            shown = ask(store, "record/dossier", as_of=as_of, id=official)
            held = [row.statement for row in shown if "held by this" in row.statement]
            assert held == [f"Head: held by this, since {since}"]


def test_every_question_has_a_twin_and_every_twin_is_compared() -> None:
    assert set(TWINS) == {each.name for each in catalogue()}
    assert {case.question for case in TWINNED} == set(TWINS)


def test_the_twin_finds_what_a_source_says_otherwise_than_the_history_of_a_record(tmp_path: Path) -> None:
    pytest.importorskip("arcadedb", reason="the embedded engine has no wheel for this platform")
    register = source("federal_register")
    case = Case("claims/contested-terms", "2030-12-01")
    question = find_question(case.question)
    with open_store(f"embedded:{tmp_path / 'graph'}") as opened:
        for batches in (register.beside(), register.sample()):
            write(opened, make_plan(batches, State(opened)))
        found = exported(opened, tmp_path / "sample.nq")
        answer = fold_answer(question, ask(opened, question.name, as_of=case.as_of))
    assert len(answer) == 2
    assert fold(question, solutions(found, question, TWINS[question.name], case)) == answer
