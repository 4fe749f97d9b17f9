"""However a graph came to be, it is what a first load of the same data sets would make of it.

Random data sets are loaded, changed and loaded again, together or one at a time, and taken out; some state the same
actors, each in its own way; now and then a load is refused.
What the store holds in the end, known days included, has to be what an empty store holds after one load.
"""

from collections.abc import Callable, Iterable
from copy import deepcopy
from functools import partial
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kg.errors import DataError
from kg.load.plan import Plan
from kg.load.run import plan_drop, write
from kg.store import Store, open_store
from tests.dossiers import dump, empty, load_records, plan_records

Data = dict[str, Any]
World = dict[tuple[str, str], Data]
"""What each data set states, by its name and the id of the record."""


class Step(NamedTuple):
    """A state of all data sets, those that are loaded, and those that are then taken out."""

    world: World
    loaded: tuple[str, ...]
    dropped: tuple[str, ...]


DOCUMENTS = [f"document/d{number}" for number in range(4)]
INSTITUTIONS = ["institution/i0", "institution/i1"]
PARTIES = ["party/p0", "party/p1"]
SHARED = [*INSTITUTIONS, *PARTIES, "official/o0"]
UNDERTAKINGS = ["concession/c0", "commitment/k0", "commitment/k1"]
RECORDS = ["measure/m0", "event/e0", *UNDERTAKINGS]
CLAIMS = [f"claim/s{number}" for number in range(5)]
OTHERS = ["topic/t0", "tenure/u0", "official/o0"]
DATES = ["2025-11-01", "2025-11", "2025", "2025-10-05/2025-10-20", "2024-12-31"]


def some(ids: Iterable[str], *, least: int = 0, most: int = 3) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(list(ids)), min_size=least, max_size=most, unique=True)


@st.composite
def citations(draw: st.DrawFn, least: int = 1) -> list[Data]:
    documents = draw(some(DOCUMENTS, least=least, most=2))
    vias = draw(st.lists(st.none() | st.sampled_from(DOCUMENTS), min_size=2, max_size=2))
    cites: list[Data] = [{"document": each, "at": "unseen"} for each in documents]
    for citation, via in zip(cites, vias, strict=False):
        citation.update({} if via is None else {"via": via})
    if len(cites) > 1:
        cites[0]["terms"] = "yes"
    return cites


@st.composite
def claims(draw: st.DrawFn, own: str) -> Data:
    claim: Data = {
        "speaker": draw(some([*INSTITUTIONS, *PARTIES, "official/o0"], least=1, most=2)),
        "document": draw(st.sampled_from(DOCUMENTS)),
        "stance": "asserts",
        "hedge": draw(st.sampled_from(["none", "weak", "strong"])),
        "summary": draw(st.sampled_from(["says so", "says it"])),
        "revises": draw(some([each for each in CLAIMS if each != own], most=1)),
    }
    content = draw(st.sampled_from(["link", "proposition", "terms"]))
    if content == "terms":
        return {**claim, "about": draw(st.sampled_from(UNDERTAKINGS)), "terms": {"condition": "rain"}}
    if content == "link":
        subject, object_ = draw(st.permutations(UNDERTAKINGS))[:2]
        claim["link"] = {"predicate": "reciprocates", "subject": subject, "object": object_}
    return {**claim, "about": draw(some([*RECORDS, *INSTITUTIONS, *CLAIMS, *DOCUMENTS, *OTHERS], most=3))}


@st.composite
def record(draw: st.DrawFn, own: str) -> Data:
    kind = own.partition("/")[0]
    name = {"name": draw(st.sampled_from(["one", "two"]))}
    if kind == "party":
        return name | draw(st.sampled_from([{}, {"aliases": ["both"]}, {"iso3166": "CN"}]))
    if kind == "institution":
        parent = draw(st.sampled_from([{}, {"parent": "institution/i0"}])) if own != "institution/i0" else {}
        cites = draw(citations(least=0))
        kind_of_body = draw(st.sampled_from(["ministry", "agency"]))
        return {**name, "institution_kind": kind_of_body, "party": draw(some(PARTIES)), **parent, "cites": cites}
    if kind == "document":
        return {
            "document_kind": "article",
            "title": "text",
            "tier": "W",
            draw(st.sampled_from(["published", "retrieved"])): draw(st.sampled_from(DATES)),
            "publisher": draw(some(INSTITUTIONS, least=1)),
            "based_on": draw(some([each for each in DOCUMENTS if each != own], most=1)),
        }
    if kind == "claim":
        return draw(claims(own))
    if kind == "topic":
        return {**name, "cites": draw(citations(least=0))}
    if kind == "official":
        return {**name, "cites": draw(citations())}
    if kind == "tenure":
        return {"official": "official/o0", "institution": "institution/i0", "post": "x", "cites": draw(citations())}
    cites = draw(citations())
    if kind == "measure":
        stages = st.sampled_from(["in_force", "suspended"])
        more: Data = {"measure_kind": "tariff", "against": draw(some(PARTIES)), "topics": draw(some(["topic/t0"]))}
        more |= draw(st.sampled_from([{}, {"scope": "pipes"}]))
    elif kind == "event":
        stages = st.sampled_from(["planned", "held"])
        people = [{"who": who, "for_party": draw(st.sampled_from(PARTIES))} for who in draw(some(INSTITUTIONS))]
        more = {"event_kind": "round", "participants": people} | draw(st.sampled_from([{}, {"date": "2025-11"}]))
    else:
        stages = st.sampled_from(["lapsed", "moot"])
        more = {"by": draw(some(PARTIES, least=1)), "condition": draw(st.sampled_from(["rain", "sun"]))}
        if kind == "concession":
            more["eases"] = draw(some(["measure/m0"]))
        else:
            more["measures"] = draw(some(["measure/m0"]))
    history = [
        {"status": status, "since": draw(st.sampled_from(DATES)), "cites": draw(citations(least=0))}
        for status in draw(st.lists(stages, max_size=2, unique=True))
    ]
    return {**name, **more, "cites": cites, "history": history}


EVERYTHING = [*PARTIES, *INSTITUTIONS, *DOCUMENTS, *RECORDS, *CLAIMS, *OTHERS]


@st.composite
def one(draw: st.DrawFn, own: str) -> World:
    if own in SHARED:
        datasets = draw(st.sampled_from([("a",), ("b",), ("a", "b"), ("a", "b"), ("a", "b", "c"), ()]))
    else:
        datasets = draw(st.sampled_from([("a",), ("b",), ("a",), ("b",), ()]))
    return {(dataset, own): draw(record(own)) for dataset in datasets}


@st.composite
def histories(draw: st.DrawFn) -> list[Step]:
    """A few states of three data sets, each a little different from the one before, and what is done with them."""
    drawn = {own: draw(one(own)) for own in EVERYTHING}
    steps: list[Step] = []
    for _ in range(draw(st.integers(2, 4))):
        world = {key: data for found in drawn.values() for key, data in found.items()}
        loaded = draw(st.sampled_from([("a", "b", "c"), ("a", "b"), ("a",), ("b",), ("c",)]))
        dropped = draw(st.sampled_from([(), (), ("a",), ("b",), ("c",), ("a", "b")]))
        steps.append(Step(pruned(world), loaded if len(steps) > 0 else ("a", "b", "c"), dropped))
        for own in draw(some(EVERYTHING, least=1, most=4)):
            drawn[own] = draw(one(own))
    return steps


def pruned(world: World) -> World:
    """The world without references to what is not in it, and without records that then lack what they need."""
    world = deepcopy(world)
    lists = ("about", "revises", "based_on", "eases", "measures", "topics", "speaker", "publisher", "party", "by")
    while True:
        lost = []
        there = {own for _, own in world}
        for (dataset, own), data in world.items():
            for field in (*lists, "against"):
                if isinstance(data.get(field), list):
                    data[field] = [each for each in data[field] if each in there]
            if data.get("parent") not in there:
                data.pop("parent", None)
            if "participants" in data:
                people = data["participants"]
                data["participants"] = [each for each in people if {each["who"], each["for_party"]} <= there]
            for citing in (data, *data.get("history", ())):
                if "cites" in citing:
                    citing["cites"] = [each for each in citing["cites"] if each["document"] in there]
                    for each in citing["cites"]:
                        if each.get("via") not in there:
                            each.pop("via", None)
            needed = [data[field] for field in ("document", "official", "institution") if field in data]
            needed += [data["about"]] if isinstance(data.get("about"), str) else []
            needed += [data["link"]["subject"], data["link"]["object"]] if "link" in data else []
            empty_lists = [data[each] for each in ("speaker", "publisher", "by") if each in data]
            empty_lists += [data["cites"]] if "cites" in data and not own.startswith(("topic", "institution")) else []
            if any(each not in there for each in needed) or [] in empty_lists:
                lost.append((dataset, own))
            elif "condition" in data or "scope" in data or "date" in data:
                mark_terms(data["cites"])
        if lost == []:
            return world
        for key in lost:
            del world[key]


def mark_terms(cites: list[Data]) -> None:
    for number, citation in enumerate(cites):
        citation["terms"] = "yes" if number == 0 else "no"


def stated(world: World, dataset: str) -> list[Data]:
    return [{"id": own, **data} for (of, own), data in world.items() if of == dataset]


def check_history(store: Store, steps: list[Step]) -> None:
    empty(store)
    states: dict[str, list[Data]] = {}
    for step in steps:
        loaded = {dataset: stated(step.world, dataset) for dataset in step.loaded}
        states = attempt(store, states, states | loaded, partial(plan_records, store, **loaded))
        gone = [dataset for dataset in step.dropped if dataset in states]
        left = {dataset: records for dataset, records in states.items() if dataset not in gone}
        ids = [f"dataset/{dataset}" for dataset in gone]
        states = attempt(store, states, left, partial(plan_drop, store, ids))
    grown = dump(store)
    empty(store)
    load_records(store, **{dataset: states[dataset][::-1] for dataset in reversed(states)})
    fresh = dump(store)
    assert grown == fresh


def attempt(
    store: Store, states: dict[str, list[Data]], tried: dict[str, list[Data]], make: Callable[[], Plan]
) -> dict[str, list[Data]]:
    """What the data sets state after a plan was carried out, or was refused because they would not fit together."""
    before = dump(store)
    try:
        plan_records(None, **tried)
    except DataError:
        with pytest.raises(DataError):
            make()
        return states
    plan = make()
    write(store, plan)
    assert plan.is_empty == (dump(store) == before)
    assert plan_records(store, **tried).is_empty
    return tried


EXAMPLES = {"embedded": 50, "neo4j": 8}
"""A load takes many times longer on a server."""


@pytest.mark.slow
def test_however_a_graph_came_to_be_it_is_what_a_first_load_makes(store_address: str) -> None:
    with open_store(store_address) as store:

        @given(histories())
        @settings(
            max_examples=EXAMPLES[store.engine],
            deadline=None,
            database=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
            # Shrinking would take minutes; the first history that leaves a trace says enough.
            phases=[Phase.generate],
        )
        def history(steps: list[Step]) -> None:
            check_history(store, steps)

        history()
