"""Loads on both engines: what is added, changed, taken away and re-dated, and that a load is whole or not there."""

import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from kg.content import content_folder
from kg.errors import DataError, StoreError
from kg.load import load
from kg.load.plan import Plan
from kg.load.run import write
from kg.store import Store, open_store
from kg.store.apply import LIMITS
from tests.dossiers import Dump, dump, empty, load_records, plan_records, write_dossier
from tests.project import ROOT

Data = dict[str, Any]


def document(slug: str, published: str) -> Data:
    about = {"document_kind": "article", "title": slug, "tier": "W", "publisher": "institution/wire"}
    return {"id": f"document/{slug}", "published": published, **about}


def undertaking(record: str, by: str, to: str, **more: Any) -> Data:
    return {
        "id": record,
        "name": record,
        "by": by,
        "to": to,
        "cites": {"document": "document/late", "at": "unseen"},
        **more,
    }


def claim(slug: str, of: str, **more: Any) -> Data:
    speech = {"speaker": "official/ann-lee", "stance": "asserts", "summary": "Says so."}
    return {"id": f"claim/{slug}", "document": f"document/{of}", "at": "unseen", **speech, **more}


def pairing(slug: str, of: str, **more: Any) -> Data:
    link = {"predicate": "reciprocates", "subject": "commitment/soybeans", "object": "concession/chips"}
    return claim(slug, of, link=link, **more)


ACTORS: list[Data] = [
    {"id": "party/us", "name": "United States", "aliases": ["US", "USA"]},
    {"id": "party/cn", "name": "China"},
    {"id": "institution/wire", "name": "Wire", "institution_kind": "medium"},
    {"id": "official/ann-lee", "name": "Ann Lee", "cites": {"document": "document/late", "at": "unseen"}},
    {"id": "official/bo-ek", "name": "Bo Ek", "cites": {"document": "document/late", "at": "unseen"}},
    document("early", "2025-11-01"),
    document("late", "2025-11-20"),
]
SOYBEANS = undertaking("commitment/soybeans", "party/cn", "party/us", duty="must")
CHIPS = undertaking("concession/chips", "party/us", "party/cn", condition="rain", action="relax")
CHIPS["history"] = [{"status": "announced", "since": "2025-10-30"}, {"status": "in_force", "since": "2025-11-10"}]
FEE: Data = {
    "id": "measure/fee",
    "name": "Fee",
    "measure_kind": "port_fee",
    "imposed_by": "party/us",
    "against": ["party/cn"],
    "summary": "A fee on ships.",
    "cites": [{"document": "document/late", "at": "p1", "via": "document/early"}],
}
WORLD = [*ACTORS, SOYBEANS, CHIPS, FEE]


@pytest.fixture
def store(store_address: str) -> Any:
    with open_store(store_address) as opened:
        yield opened


def changed(record: Data, **fields: Any) -> Data:
    """The record with other fields; None takes one away."""
    return {name: value for name, value in {**deepcopy(record), **fields}.items() if value is not None}


def without(records: list[Data], *ids: str) -> list[Data]:
    return [record for record in records if record["id"] not in ids]


def replaced(records: list[Data], *new: Data) -> list[Data]:
    return [*without(records, *(record["id"] for record in new)), *new]


def day(store: Store, record: str) -> str | None:
    (row,) = store.read("MATCH (n:Entity {id: $id}) RETURN toString(n.known_from) AS day", id=record)
    found: str | None = row["day"]
    return found


def edges(store: Store, record: str) -> dict[str, str | None]:
    rows = store.read(
        "MATCH (n:Entity {id: $id})-[r]->(m:Entity) RETURN type(r) AS type, m.id AS id, toString(r.known_from) AS day",
        id=record,
    )
    return {f"{row['type']} {row['id']}": row["day"] for row in rows}


def counts(plan: Plan) -> dict[str, dict[str, int]]:
    return {what: dict(counter) for what, counter in plan.counts.items() if counter.total() > 0}


# Loading again


def test_files_are_loaded_and_a_second_load_does_not_even_begin_a_write(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_dossier(tmp_path / "talks", WORLD)
    first = load(store, [folder])
    before, ledger = dump(store), store.read("MATCH (l:Load) RETURN l.id AS id")
    writes = 0
    real = Store.write

    def counting(self: Store, work: Callable[[Any], Any]) -> Any:
        nonlocal writes
        writes += 1
        return real(self, work)

    monkeypatch.setattr(Store, "write", counting)
    again = load(store, [folder])
    assert (again.is_empty, again.total("unchanged")) == (True, first.total("added"))
    assert writes == 0
    assert dump(store) == before
    assert store.read("MATCH (l:Load) RETURN l.id AS id") == ledger
    assert len(ledger) == 1
    load(store, [write_dossier(folder, replaced(WORLD, changed(FEE, name="Fees")))])
    assert writes > 0


def test_the_spelling_of_a_list_of_one_is_no_change_of_content(store: Store) -> None:
    load_records(store, a=WORLD)
    plan = load_records(store, a=replaced(WORLD, changed(FEE, against="party/cn")))
    assert (plan.total("changed"), plan.total("unchanged")) == (0, 15)


def test_the_plan_counts_what_it_does_by_kind(store: Store) -> None:
    load_records(store, a=WORLD)
    after = [*without(WORLD, "measure/fee"), document("third", "2026"), claim("c", "early", about="concession/chips")]
    plan = load_records(store, a=replaced(after, changed(SOYBEANS, name="Beans")))
    assert counts(plan) == {
        "added": {"document": 1, "claim": 1},
        # Its terms are called after it.
        "changed": {"commitment": 1, "claim": 1},
        "unchanged": {
            "dataset": 1,
            "party": 2,
            "institution": 1,
            "official": 2,
            "document": 2,
            "concession": 1,
            "status": 2,
            "claim": 1,
        },
        "removed": {"measure": 1},
        "re-dated": {"concession": 1},
    }


# Changing and removing


def test_the_relationships_of_a_changed_record_are_replaced_as_a_whole(store: Store) -> None:
    load_records(store, a=WORLD)
    load_records(store, a=replaced(WORLD, changed(FEE, against=["party/us"], imposed_by=None)))
    assert edges(store, "measure/fee") == {"AGAINST party/us": "2025-11-20", "CITES document/late": "2025-11-20"}


def test_a_property_that_is_left_out_disappears(store: Store) -> None:
    load_records(store, a=WORLD)
    load_records(store, a=replaced(WORLD, changed(FEE, summary=None), changed(ACTORS[0], aliases=None)))
    (fee,) = store.read("MATCH (n:Measure) RETURN properties(n) AS own")
    assert sorted(fee["own"]) == ["id", "known_from", "measure_kind", "name"]
    (us,) = store.read("MATCH (n:Party {id: 'party/us'}) RETURN properties(n) AS own")
    assert us["own"] == {"id": "party/us", "name": "United States"}


def test_a_stage_and_a_term_that_are_left_out_go_with_their_nodes(store: Store) -> None:
    load_records(store, a=WORLD)
    plan = load_records(store, a=replaced(WORLD, changed(CHIPS, history=CHIPS["history"][:1], condition=None)))
    assert counts(plan)["removed"] == {"status": 1}
    # The giver and receiver are terms still.
    assert counts(plan)["changed"] == {"concession": 1, "claim": 1}
    assert store.read("MATCH (n:Claim) WHERE n.condition IS NOT NULL RETURN n.id AS id") == []


def test_a_removed_record_goes_and_what_it_referred_to_stays(store: Store) -> None:
    load_records(store, a=without(WORLD, "measure/fee"))
    before = dump(store)
    load_records(store, a=WORLD)
    assert dump(store) != before
    load_records(store, a=without(WORLD, "measure/fee"))
    assert dump(store) == before


def test_a_record_goes_only_with_the_last_data_set_that_states_it(store: Store) -> None:
    load_records(store, a=WORLD)
    # Sources may come to share records; the sweep is ready for it.
    store.write(
        lambda transaction: transaction.run(
            "MATCH (n:Measure {id: 'measure/fee'}) MERGE (d:Dataset {id: 'dataset/b'}) SET d:Entity "
            "MERGE (d)-[:ASSERTS]->(n)"
        ).consume()
    )
    load_records(store, a=without(WORLD, "measure/fee"))
    assert [row["id"] for row in store.read("MATCH (d)-[:ASSERTS]->(n:Measure) RETURN d.id AS id")] == ["dataset/b"]


@pytest.mark.parametrize(
    ("other", "gone"),
    [
        ({**FEE, "id": "measure/b", "parent": "measure/fee"}, "measure/fee"),
        (claim("b", "late", about="measure/fee"), "measure/fee"),
        (claim("b", "late", revises="claim/a"), "claim/a"),
        (claim("b", "late", revises="claim/text-of-commitment-soybeans"), "claim/text-of-commitment-soybeans"),
        (
            {**FEE, "id": "measure/b", "cites": {"document": "document/late", "at": "unseen", "via": "document/third"}},
            "document/third",
        ),
        (claim("b", "late", via="document/third"), "document/third"),
        (
            {
                "id": "event/b",
                "name": "B",
                "event_kind": "call",
                "participants": {"who": "official/bo-ek", "for_party": "party/eu"},
                "cites": {"document": "document/late", "at": "unseen"},
            },
            "party/eu",
        ),
    ],
)
def test_what_another_data_set_refers_to_cannot_be_removed(store: Store, other: Data, gone: str) -> None:
    more = [document("third", "2026"), claim("a", "late"), {"id": "party/eu", "name": "EU"}]
    load_records(store, a=[*WORLD, *more])
    load_records(store, b=[other])
    before = dump(store)
    owner = "commitment/soybeans" if "soybeans" in gone else gone
    with pytest.raises(DataError) as refused:
        load_records(store, a=without([*WORLD, *more], owner))
    # Several roads may lead to it, each of them a problem of its own.
    assert f"a.yaml: {gone} is gone, and {other['id']} refers to it; keep {gone}, or change {other['id']} too" in str(
        refused.value
    ).split("\n")
    assert dump(store) == before
    load_records(store, a=without([*WORLD, *more], owner), b=[])


def test_a_record_with_a_mistake_is_not_reported_as_gone(store: Store) -> None:
    load_records(store, a=[*WORLD, claim("a", "late", about="measure/fee", revises="claim/text-of-concession-chips")])
    broken = replaced(WORLD, changed(FEE, measure_kind="toll"), changed(CHIPS, cites=None))
    with pytest.raises(DataError) as refused:
        load_records(store, a=[*broken, claim("a", "late", about="measure/fee")])
    assert [problem.what for problem in refused.value.problems] == [
        "'toll' is no word of measure-kind",
        "concession/chips has no citation",
    ]


def test_a_record_that_a_stored_data_set_states_is_refused(store: Store) -> None:
    load_records(store, a=WORLD)
    for loaded in ({"b": [FEE]}, {"a": WORLD, "b": [FEE]}, {"b": [FEE], "a": WORLD}):
        with pytest.raises(DataError) as refused:
            load_records(store, **loaded)
        named = {word for problem in refused.value.problems for word in problem.what.split() if "dataset/" in word}
        assert named == {"dataset/a", "dataset/b"}


def test_a_record_may_move_from_one_data_set_to_another_in_one_load(store: Store) -> None:
    load_records(store, a=without(WORLD, "measure/fee"), b=[FEE])
    there = dump(store)
    empty(store)
    load_records(store, a=WORLD, b=[])
    plan = load_records(store, b=[FEE], a=without(WORLD, "measure/fee"))
    assert (plan.total("changed"), plan.total("removed")) == (0, 0)
    assert dump(store) == there
    assert plan_records(store, a=without(WORLD, "measure/fee")).is_empty


# Known time


def test_a_claim_in_another_data_set_redates_a_record_and_its_relationships(store: Store) -> None:
    load_records(store, a=WORLD)
    before = dump(store)
    early = [claim("b", "early", about=["measure/fee", "party/cn"])]
    plan = load_records(store, b=early)
    assert counts(plan)["re-dated"] == {"measure": 1, "party": 1}
    assert (day(store, "measure/fee"), day(store, "party/cn")) == ("2025-11-01", "2025-11-01")
    assert edges(store, "measure/fee") == {
        "AGAINST party/cn": "2025-11-01",
        "CITES document/late": "2025-11-20",
        "IMPOSED_BY party/us": "2025-11-01",
    }
    plan = load_records(store, b=[])
    assert counts(plan)["re-dated"] == {"measure": 1, "party": 1}
    after = dump(store)
    assert [line for line in after["nodes"] if "dataset/b" not in line] == before["nodes"]
    assert [line for line in after["relationships"] if "dataset/b" not in line] == before["relationships"]


def test_a_changed_date_of_publication_moves_claims_records_and_relationships(store: Store) -> None:
    load_records(store, a=WORLD)
    load_records(store, b=[claim("b", "late", about="measure/fee"), {**FEE, "id": "measure/b"}])
    plan = load_records(store, a=replaced(WORLD, document("late", "2025-10-05")))
    # The date of a document is the date of the terms that it states.
    assert counts(plan)["changed"] == {"document": 1, "claim": 2}
    assert counts(plan)["re-dated"] == {
        "official": 2,
        "commitment": 1,
        "concession": 1,
        "status": 2,
        "measure": 2,
        "claim": 1,
    }
    moved = dump(store)
    assert "2025-11-20" not in "\n".join([*moved["nodes"], *moved["relationships"]])
    load_records(store, a=WORLD)
    load_records(store, a=replaced(WORLD, document("late", "2025-10-05")))
    assert dump(store) == moved


def test_a_document_that_moves_redates_what_only_a_stored_claim_from_it_is_about(store: Store) -> None:
    load_records(store, a=[*WORLD, document("third", "2026")])
    load_records(store, b=[claim("b", "third", about="party/cn")])
    assert day(store, "party/cn") == "2026-12-31"
    plan = load_records(store, a=[*WORLD, document("third", "2025")])
    assert counts(plan)["re-dated"] == {"claim": 1, "party": 1}
    assert day(store, "party/cn") == "2025-12-31"
    # A claim may be about an earlier record, and then it is not the first to tell of it.
    load_records(store, c=[claim("c", "early", about="party/cn")])
    assert counts(load_records(store, a=[*WORLD, document("third", "2024")]))["re-dated"] == {"claim": 1, "party": 1}
    assert day(store, "party/cn") == "2024-12-31"
    load_records(store, a=[*WORLD, document("third", "2026")])
    assert day(store, "party/cn") == "2025-11-01"


def test_a_document_cannot_come_out_before_what_the_graph_says_was_said_in_it(store: Store) -> None:
    said = claim("b", "late", about="measure/fee", said_on="2025-11-18")
    load_records(store, a=WORLD)
    load_records(store, b=[said])
    before = dump(store)
    with pytest.raises(DataError) as refused:
        load_records(store, a=replaced(WORLD, document("late", "2025-11-05")))
    assert str(refused.value) == (
        "a.yaml: published (2025-11-05) before claim/b was said in it (2025-11-18); "
        "correct the date or id of the document, or said_on of the claim"
    )
    # Another mistake in the document does not hide it.
    with pytest.raises(DataError) as refused:
        load_records(store, a=replaced(WORLD, {**document("late", "2025-11-05"), "tier": "Z"}))
    assert {each.what for each in refused.value.problems} == {
        "'Z' is no word of tier",
        "published (2025-11-05) before claim/b was said in it (2025-11-18)",
    }
    assert dump(store) == before
    # Together with the claim, or with what takes it away, it can.
    load_records(store, a=replaced(WORLD, document("late", "2025-11-05")), b=[{**said, "said_on": "2025-11-04"}])
    load_records(store, a=WORLD, b=[said])
    load_records(store, a=replaced(WORLD, document("late", "2025-11-05")), b=[])


def test_a_changed_publisher_speaks_the_terms_that_another_data_set_states(store: Store) -> None:
    apart = without(WORLD, "commitment/soybeans")
    load_records(store, a=apart, b=[SOYBEANS])
    other = changed(document("late", "2025-11-20"), publisher="official/bo-ek")
    plan = load_records(store, a=replaced(apart, other))
    assert counts(plan)["changed"] == {"document": 1, "claim": 2}
    assert "SPOKEN_BY official/bo-ek" in edges(store, "claim/text-of-commitment-soybeans")
    assert plan_records(store, b=[SOYBEANS]).is_empty
    grown = dump(store)
    empty(store)
    load_records(store, b=[SOYBEANS], a=replaced(apart, other))
    assert dump(store) == grown


# Derived relationships


def paired(store: Store) -> list[tuple[str, str, str]]:
    rows = store.read("MATCH (a)-[r:RECIPROCATES]->(b) RETURN a.id AS a, b.id AS b, toString(r.known_from) AS day")
    return [(row["a"], row["b"], row["day"]) for row in rows]


def test_a_pair_is_stored_once_from_its_earliest_claim_and_goes_with_the_last(store: Store) -> None:
    back = {"predicate": "reciprocates", "subject": "concession/chips", "object": "commitment/soybeans"}
    load_records(store, a=WORLD)
    assert paired(store) == []
    load_records(store, b=[pairing("late", "late")])
    assert paired(store) == [("commitment/soybeans", "concession/chips", "2025-11-20")]
    load_records(store, b=[pairing("late", "late"), claim("early", "early", link=back, hedge="weak")])
    assert paired(store) == [("commitment/soybeans", "concession/chips", "2025-11-01")]
    load_records(store, b=[pairing("late", "late")])
    assert paired(store) == [("commitment/soybeans", "concession/chips", "2025-11-20")]
    load_records(store, b=[])
    assert paired(store) == []


@pytest.mark.parametrize(
    "more",
    [
        {"hedge": "strong"},
        {"stance": "speculates"},
        {"stance": "denies"},
        {"link": {"predicate": "replaces", "subject": "commitment/soybeans", "object": "concession/chips"}},
        {"link": {"predicate": "reciprocates", "subject": "nothing", "object": "concession/chips"}},
        {"link": {"predicate": "reciprocates", "subject_text": "words", "object": "concession/chips"}},
    ],
)
def test_what_pairs_nothing_leaves_no_relationship(store: Store, more: Data) -> None:
    load_records(store, a=[*WORLD, pairing("c", "late") | more])
    assert paired(store) == []


def test_a_pair_goes_when_its_own_speaker_revises_it_and_comes_back(store: Store) -> None:
    pair = [("commitment/soybeans", "concession/chips", "2025-11-01")]
    load_records(store, a=[*WORLD, pairing("c", "early")])
    load_records(store, b=[claim("other", "late", speaker="official/bo-ek", revises="claim/c")])
    assert paired(store) == pair
    load_records(store, b=[claim("own", "late", speaker=["official/bo-ek", "official/ann-lee"], revises="claim/c")])
    assert paired(store) == []
    load_records(store, b=[])
    assert paired(store) == pair


# A load is whole or not there


CHANGE = [
    *without(replaced(WORLD, changed(CHIPS, condition="sun"), document("late", "2025-12")), "measure/fee"),
    pairing("c", "early", about=["party/us", "commitment/soybeans"]),
]


class StopError(Exception):
    """Stands for whatever may go wrong in the middle of a load."""


def steps_of(plan: Plan, store: Store) -> int:
    """The number of times that a load reports progress."""
    calls = 0

    def count(doing: str, done: int, total: int | None) -> None:
        nonlocal calls
        calls += 1

    write(store, plan, progress=count)
    return calls


def test_a_load_that_fails_at_any_step_leaves_the_graph_as_it_was(store: Store) -> None:
    load_records(store, a=WORLD)
    before = everything(store)
    plan = plan_records(store, a=CHANGE)
    calls = 0

    def stop(doing: str, done: int, total: int | None) -> None:
        nonlocal calls
        calls += 1
        if calls == last:
            raise StopError

    last, seen = 1, 0
    while True:
        calls = 0
        try:
            write(store, plan, progress=stop)
        except StopError:
            assert everything(store) == before
            last, seen = last + 1, seen + 1
        else:
            break
    assert seen > 10
    assert everything(store) != before


def everything(store: Store) -> tuple[Dump, list[Any]]:
    """The graph and the ledger."""
    return dump(store), [row.data() for row in store.read("MATCH (l:Load) RETURN l.id AS id, l.counts AS counts")]


KILLED = """
import os, signal, sys
from kg.load.run import write
from kg.store import open_store
from tests.dossiers import plan_records
from tests.load.test_load import CHANGE

calls = 0
def kill(doing, done, total):
    global calls
    calls += 1
    if calls == int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)

with open_store(sys.argv[1]) as store:
    write(store, plan_records(store, a=CHANGE), progress=kill)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_load_that_is_killed_at_any_step_leaves_the_graph_as_it_was(store_address: str) -> None:
    with open_store(store_address) as store:
        load_records(store, a=WORLD)
        before = everything(store)
        steps = steps_of(plan_records(store, a=CHANGE), store)
        after = dump(store)
        load_records(store, a=WORLD)
        before = (before[0], everything(store)[1])
        assert everything(store) == before
    for step in (1, steps // 2, steps, steps + 1):
        run = subprocess.run([sys.executable, "-c", KILLED, store_address, str(step)], cwd=ROOT, env=environment())
        assert run.returncode == (-signal.SIGKILL if step <= steps else 0)
        with open_store(store_address) as store:
            assert (everything(store) == before) == (step <= steps)
    with open_store(store_address) as store:
        assert dump(store) == after


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def test_of_two_loads_that_were_planned_at_the_same_time_the_second_is_refused(store: Store) -> None:
    first, second = plan_records(store, a=WORLD), plan_records(store, a=WORLD)
    write(store, first)
    before = everything(store)
    with pytest.raises(StoreError, match="another load has changed the graph since this one was planned; load again"):
        write(store, second)
    assert everything(store) == before


def test_a_load_over_the_limit_is_refused_before_it_writes(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_dossier(tmp_path / "talks", WORLD)
    monkeypatch.setitem(LIMITS, store.engine, 40)
    with pytest.raises(StoreError, match="and one load takes at most 40 on this engine; split the data set"):
        load(store, [folder])
    assert store.read("MATCH (n) RETURN n.id AS id") == []
    assert store.read("SHOW CONSTRAINTS YIELD name RETURN name AS name") == []


# The order in which things come


def test_neither_the_order_of_records_nor_that_of_data_sets_matters(store: Store) -> None:
    split = without(CHANGE, "commitment/soybeans", "claim/c")
    rest = [record for record in CHANGE if record not in split]
    load_records(store, a=split, b=rest)
    expected = dump(store)
    for seed in range(3):
        empty(store)
        shuffled = random.Random(seed).sample(split, len(split))
        if seed == 0:
            load_records(store, a=shuffled)
            load_records(store, b=rest[::-1])
        else:
            load_records(store, b=rest[::-1], a=shuffled)
        assert dump(store) == expected


def test_a_change_and_its_reverse_leave_no_trace(store: Store) -> None:
    load_records(store, a=WORLD)
    before = dump(store)
    load_records(store, a=CHANGE)
    assert dump(store) != before
    load_records(store, a=WORLD)
    assert dump(store) == before


def test_both_engines_hold_the_same_after_loading_the_seeds(embedded_address: str, neo4j_address: str) -> None:
    dumps = []
    for address in (embedded_address, neo4j_address):
        with open_store(address) as store:
            load(store, [content_folder("seeds")])
            dumps.append(dump(store))
    assert dumps[0] == dumps[1]
    assert len(dumps[0]["nodes"]) > 100


def test_what_a_record_with_a_mistake_said_before_makes_no_circle(store_address: str) -> None:
    first, second = document("first", "2025-11-01"), document("second", "2025-11-02")
    with open_store(store_address) as store:
        load_records(store, talks=[*ACTORS, first | {"based_on": "document/second"}, second])
        with pytest.raises(DataError) as refused:
            plan_records(
                store, talks=[*ACTORS, first | {"oops": "x"}, second | {"based_on": "document/first", "title": "New"}]
            )
    (problem,) = refused.value.problems
    assert problem.what == "unknown field oops"


def test_a_circle_through_what_is_stored_is_refused(store: Store) -> None:
    chain = [claim(f"c{number}", "late", about="measure/fee") for number in range(5)]
    for number in range(4):
        chain[number]["revises"] = f"claim/c{number + 1}"
    load_records(store, a=WORLD, b=chain)
    before = dump(store)
    with pytest.raises(DataError) as refused:
        load_records(store, b=[*chain[:4], {**chain[4], "revises": "claim/c0"}])
    assert str(refused.value).startswith("b.yaml: revises goes in a circle: claim/c0 -> claim/c1 -> claim/c2 -> ")
    with pytest.raises(DataError, match="revises goes in a circle"):
        load_records(
            store,
            c=[claim("new", "late", about="measure/fee", revises="claim/c2")],
            b=[*chain[:4], {**chain[4], "revises": "claim/new"}],
        )
    assert dump(store) == before
    # Turned round as a whole, it is none.
    turned = [claim(f"c{number}", "late", about="measure/fee") for number in range(5)]
    for number in range(1, 5):
        turned[number]["revises"] = f"claim/c{number - 1}"
    load_records(store, b=turned)
