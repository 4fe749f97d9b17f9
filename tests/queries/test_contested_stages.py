"""Stages in the history of a record are readings too, where a claim gives a stage other days; the twin agrees."""

from pathlib import Path
from typing import Any

import pyoxigraph

from kg.ask import ask
from kg.ask.bind import bind
from kg.ask.twin import column_names, fill, find_twin, fold, plain
from kg.rdf.export import export
from kg.store import open_store
from tests.dossiers import load_records
from tests.queries.folded import fold_answer

Stage = dict[str, str]

FIRST, SECOND = {"status": "in_force", "since": "2025-04-10"}, {"status": "in_force", "since": "2025-11-10"}
PAUSED = {"status": "suspended", "since": "2025-05-14", "until": "2025-08-12"}

# What the history tells, who says what, and the readings that come of it: since when, and by whom.
CASES: dict[str, tuple[list[Stage], dict[str, Stage], dict[str, list[str]]]] = {
    "the-same": ([FIRST], {"herald": FIRST}, {}),
    "one-of-two": ([FIRST, SECOND], {"herald": SECOND}, {}),
    "no-day": ([FIRST], {"herald": {"status": "in_force"}}, {}),
    "the-month-of-the-day": ([FIRST], {"herald": {"status": "in_force", "since": "2025-04"}}, {}),
    "another-stage": ([FIRST], {"herald": {"status": "announced", "since": "2025-04-02"}}, {}),
    "no-end": ([PAUSED], {"herald": {"status": "suspended", "since": "2025-05-14"}}, {}),
    "its-own-source": ([FIRST], {"curator": SECOND}, {}),
    "another-day": ([FIRST], {"herald": SECOND}, {"2025-04-10": ["curator"], "2025-11-10": ["herald"]}),
    "none-of-two": (
        [FIRST, SECOND],
        {"herald": {"status": "in_force", "since": "2025-04-11"}},
        {"2025-04-10": ["curator"], "2025-04-11": ["herald"], "2025-11-10": ["curator"]},
    ),
    "one-agrees": (
        [FIRST],
        {"herald": SECOND, "gazette": FIRST},
        {"2025-04-10": ["gazette"], "2025-11-10": ["herald"]},
    ),
    "another-end": (
        [PAUSED],
        {"herald": PAUSED | {"until": "2025-08-13"}},
        {"2025-05-14 until 2025-08-12": ["curator"], "2025-05-14 until 2025-08-13": ["herald"]},
    ),
}


def paper(name: str) -> list[dict[str, Any]]:
    """A newspaper, and a document of it."""
    about = {"document_kind": "article", "title": name, "published": "2025-12-01", "tier": "W"}
    return [
        {"id": f"institution/{name}", "name": name, "institution_kind": "medium"},
        {"id": f"document/{name}", "publisher": f"institution/{name}", **about},
    ]


def records(case: str, history: list[Stage], said: dict[str, Stage]) -> list[dict[str, Any]]:
    """A measure whose history the curator's document tells, and what others say of its stages."""
    about, cites = f"measure/{case}", {"document": "document/curator", "at": "unseen"}
    how = {"at": "unseen", "stance": "asserts", "about": about, "summary": "Says when."}
    return [
        {"id": about, "name": case, "measure_kind": "tariff", "cites": cites, "history": history},
        *(
            {"id": f"claim/{case}-{name}", "speaker": f"institution/{name}", "document": f"document/{name}"}
            | {**how, "terms": terms}
            for name, terms in said.items()
        ),
    ]


def test_days_that_no_stage_of_the_history_has_stand_beside_the_history(tmp_path: Path, store_address: str) -> None:
    named = find_twin("claims/contested-terms")
    assert named is not None
    question, twin = named
    file = tmp_path / "graph.nq"
    made = [each for case, (history, said, _) in CASES.items() for each in records(case, history, said)]
    with open_store(store_address) as store:
        load_records(store, dossier=[*paper("curator"), *paper("herald"), *paper("gazette"), *made])
        answer = ask(store, question.name, as_of="2026-01-01")
        with file.open("wb") as out:
            export(store, out, format="nq")
    found: dict[str, dict[str, list[str]]] = {case: {} for case in CASES}
    for row in answer.rows:
        speakers = [who.partition("/")[2] for each in row["said_by"] for who in each["speaker"]]
        found[row["subject"].removeprefix("measure/")][row["value"].partition(" since ")[2]] = speakers
    assert found == {case: expected for case, (_, _, expected) in CASES.items()}

    quads = pyoxigraph.Store()
    quads.load(path=file, format=pyoxigraph.RdfFormat.N_QUADS)
    text = fill(twin.read_text(encoding="utf-8"), question, answer.as_of, bind(question, {}))
    solutions = quads.query(text, use_default_graph_as_union=True)
    assert isinstance(solutions, pyoxigraph.QuerySolutions)
    names = [name for names in column_names(question) for name in names]
    rows = [{name: None if row[name] is None else plain(row[name].value) for name in names} for row in solutions]
    assert fold(question, rows) == fold_answer(question, answer)
