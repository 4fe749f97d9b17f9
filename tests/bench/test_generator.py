from collections import Counter
from datetime import date

from bench.generator import SLICE, batches
from kg.load.entry import Batch
from kg.load.plan import Plan, make_plan
from kg.load.run import write
from kg.store import open_store
from kg.store.apply import LIMITS
from kg.store.state import State


def stated(claims: int, *, seed: int = 1) -> list[tuple[str, list[object]]]:
    return [
        (str(batch.dataset.data["id"]), [entry.data for entry in batch.entries]) for batch in batches(claims, seed=seed)
    ]


def planned(claims: int) -> Plan:
    return make_plan(batches(claims), State(None))


def test_one_size_and_seed_always_give_the_same_data() -> None:
    assert stated(60) == stated(60)
    assert stated(60) != stated(60, seed=2)


def test_the_model_takes_everything_and_the_claims_are_as_many_as_asked_for() -> None:
    nodes = Counter(known.node.label for known in planned(400).changes.nodes)
    assert nodes == {
        "Claim": 400,
        "Commitment": 6,
        "Concession": 4,
        "Dataset": 2,
        "Document": 80,
        "Event": 4,
        "Institution": 4,
        "Measure": 4,
        "Official": 4,
        "Party": 12,
        "Status": 8,
        "Topic": 4,
    }


def test_claims_have_every_shape_and_spread_over_the_time_that_is_covered() -> None:
    claims = [known for known in planned(400).changes.nodes if known.node.label == "Claim"]
    shapes = {known.node.properties["content"] for known in claims}
    shapes |= {edge.type for known in claims for edge in known.node.edges}
    days = [date.fromisoformat(known.day) for known in claims if known.day is not None]
    assert shapes == {
        *("figure", "link", "proposition", "terms"),
        *("ABOUT", "FROM", "OBJECT", "RELAYS", "REVISES", "SAID_AT", "SPOKEN_BY", "STATES_BY", "STATES_TO", "SUBJECT"),
    }
    assert len(days) == 400
    assert (max(days) - min(days)).days > 650


def test_a_whole_slice_fits_into_one_load() -> None:
    changes = planned(1000).changes
    claims = sum(known.node.label == "Claim" for known in changes.nodes)
    # Too much, since the context counts too; but it stands for what a slice redates.
    assert changes.size / claims * SLICE < LIMITS["neo4j"]


def test_data_sets_load_one_after_the_other_and_again_without_a_change(store_address: str) -> None:
    def load(store_batch: Batch) -> bool:
        made = make_plan([store_batch], State(store))
        write(store, made)
        return made.is_empty

    with open_store(store_address) as store:
        assert [load(batch) for batch in batches(60)] == [False, False]
        assert [load(batch) for batch in batches(60)] == [True, True]
