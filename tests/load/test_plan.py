"""The plan of a load: what it counts, what it leaves alone, and what it does not look at again."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest

from kg.errors import DataError
from kg.load.entry import Batch, Entry
from kg.load.plan import make_plan
from kg.model.record import Record
from kg.store import open_store
from kg.store.state import State
from tests.dossiers import batch, load_records, plan_records
from tests.load.test_load import ACTORS, CHIPS, FEE, WORLD, changed, replaced


def test_without_a_store_everything_is_added_with_the_stages_and_terms_that_records_state() -> None:
    plan = plan_records(None, a=WORLD)
    assert {what: dict(plan.counts[what]) for what in plan.counts} == {
        "added": {
            "dataset": 1,
            "party": 2,
            "institution": 1,
            "official": 2,
            "document": 2,
            "measure": 1,
            "commitment": 1,
            "concession": 1,
            "status": 2,
            "claim": 2,
        },
        "changed": {},
        "unchanged": {},
        "removed": {},
        "re-dated": {},
    }
    assert (plan.datasets, plan.expected, plan.is_empty) == (("dataset/a",), None, False)


def test_a_plan_is_the_same_for_the_same_data_in_any_order() -> None:
    first, second = plan_records(None, a=WORLD), plan_records(None, a=WORLD[::-1])
    assert first.content_hash == second.content_hash
    assert first.content_hash != plan_records(None, a=replaced(WORLD, changed(FEE, name="Fees"))).content_hash
    assert sorted(first.changes.edges, key=str) == sorted(second.changes.edges, key=str)


def test_what_is_as_it_was_is_not_validated_again(store_address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise AssertionError("validated again")

    with open_store(store_address) as store:
        load_records(store, a=WORLD)
        monkeypatch.setattr(Record, "model_validate", refuse)
        assert plan_records(store, a=WORLD).is_empty
        with pytest.raises(AssertionError, match="validated again"):
            plan_records(store, a=replaced(WORLD, changed(FEE, name="Fees")))


def test_entries_may_be_a_stream_and_progress_counts_them() -> None:
    def stream() -> Iterator[Entry]:
        for record in WORLD:
            yield Entry(record["id"].partition("/")[0], record, Path("a.yaml"))

    seen: list[int] = []
    whole = batch("a", WORLD)
    plan = make_plan([Batch(whole.dataset, stream())], State(None), progress=seen.append)
    assert plan.content_hash == plan_records(None, a=WORLD).content_hash
    assert seen == list(range(1, len(WORLD) + 2))


def test_references_are_found_in_the_other_data_sets_of_the_load_and_in_the_store(store_address: str) -> None:
    with pytest.raises(DataError) as refused:
        plan_records(None, b=[FEE])
    assert [problem.what for problem in refused.value.problems] == [
        f"{each} does not exist" for each in ("document/early", "document/late", "party/cn", "party/us")
    ]
    assert plan_records(None, b=[FEE], a=ACTORS).total("added") == 10
    with open_store(store_address) as store:
        load_records(store, a=ACTORS)
        assert plan_records(store, b=[FEE]).total("added") == 2


def test_a_source_without_lines_names_its_file_alone() -> None:
    with pytest.raises(DataError) as refused:
        plan_records(None, a=[*WORLD, changed(CHIPS, by=None), changed(FEE, id="measure/b", measure_kind="toll")])
    assert str(refused.value).split("\n") == [
        "a.yaml: 'toll' is no word of measure-kind; one of: tariff, export_control, port_fee, listing, "
        "investigation, firm_control, import_restriction, licence_regime",
        "a.yaml: concession/chips has no by; add by: ...",
        "a.yaml: concession/chips stands twice, first at a.yaml; give one of them another id",
    ]


def test_the_order_of_a_list_makes_no_difference() -> None:
    several = {"by": ["party/cn", "party/us"], "topics": ["topic/a", "topic/b"]}
    topics: list[dict[str, Any]] = [
        {"id": "topic/a", "name": "A", "codes": ["HS:1", "HS:2"]},
        {"id": "topic/b", "name": "B"},
    ]
    claim = {"speaker": ["party/cn", "party/us"], "document": "document/late", "at": ["p1", "p2"], "stance": "asserts"}
    told: list[dict[str, Any]] = [
        *topics,
        changed(CHIPS, id="concession/b", **several),
        {"id": "claim/of-two", **claim, "summary": "S."},
    ]
    one, other = plan_records(None, a=[*WORLD, *told]), plan_records(None, a=[*WORLD, *map(reversed_lists, told)])
    properties = [{each.node.id: each.node.properties for each in plan.changes.nodes} for plan in (one, other)]
    assert properties[0] == properties[1]
    assert set(one.changes.assertions) == set(other.changes.assertions)
    assert one.content_hash == other.content_hash


def reversed_lists(record: dict[str, Any]) -> dict[str, Any]:
    return {name: value[::-1] if isinstance(value, list) else value for name, value in record.items()}


def test_an_id_in_two_data_sets_hides_no_other_mistake() -> None:
    with pytest.raises(DataError) as refused:
        plan_records(None, a=[*WORLD, changed(FEE, id="measure/b", rate="ten")], b=[changed(FEE, id="measure/b")])
    assert str(refused.value).split("\n") == [
        "a.yaml: 'ten' stands under rate; a mapping of fields is needed here",
        "b.yaml: measure/b is stated by dataset/a and by dataset/b; state it in one of them",
    ]


def test_each_part_of_a_plan_adds_to_its_size() -> None:
    def size(*records: dict[str, Any]) -> int:
        return plan_records(None, a=records).changes.size

    # A data set and a party: two nodes, and that each is stated.
    assert size(ACTORS[1]) == 4
    assert size(ACTORS[1], {"id": "institution/a", "name": "A", "institution_kind": "court", "party": "party/cn"}) == 7
