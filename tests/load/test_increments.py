"""However a graph came to be, it is what a first load of the same data sets would make of it.

Random data sets are loaded, changed and loaded again, together or one at a time; now and then a load is refused.
What the store holds in the end, known days included, has to be what an empty store holds after one load.
"""

from collections.abc import Iterable
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kg.errors import DataError
from kg.store import Store, open_store
from tests.dossiers import dump, empty, load_records, plan_records

Data = dict[str, Any]
World = dict[str, tuple[str, Data]]
"""Each record by id, with the data set that states it."""

DOCUMENTS = [f"document/d{number}" for number in range(4)]
INSTITUTIONS = ["institution/i0", "institution/i1"]
PARTIES = ["party/p0", "party/p1"]
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
        return name
    if kind == "institution":
        return {**name, "institution_kind": "ministry", "party": draw(some(PARTIES))}
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
def one(draw: st.DrawFn, own: str) -> tuple[str, Data] | None:
    if own.startswith(("party", "institution")):
        return "a", draw(record(own))
    dataset = draw(st.sampled_from(["a", "b", None, "a", "b"]))
    return None if dataset is None else (dataset, draw(record(own)))


@st.composite
def worlds(draw: st.DrawFn) -> list[tuple[World, tuple[str, ...]]]:
    """A few states of two data sets, each a little different from the one before, and which of them is loaded."""
    drawn = {own: draw(one(own)) for own in EVERYTHING}
    steps: list[tuple[World, tuple[str, ...]]] = []
    for _ in range(draw(st.integers(2, 4))):
        world = {own: found for own, found in drawn.items() if found is not None}
        loaded = draw(st.sampled_from([("a", "b"), ("a", "b"), ("a",), ("b",)]))
        steps.append((pruned(world), loaded if len(steps) > 0 else ("a", "b")))
        for own in draw(some(EVERYTHING, least=1, most=4)):
            drawn[own] = draw(one(own))
    return steps


def pruned(world: World) -> World:
    """The world without references to what is not in it, and without records that then lack what they need."""
    world = deepcopy(world)
    while True:
        lost = []
        for own, (_, data) in world.items():
            for field in ("about", "revises", "based_on", "eases", "measures", "topics", "speaker", "publisher"):
                if isinstance(data.get(field), list):
                    data[field] = [each for each in data[field] if each in world]
            for citing in (data, *data.get("history", ())):
                if "cites" in citing:
                    citing["cites"] = [each for each in citing["cites"] if each["document"] in world]
                    for each in citing["cites"]:
                        if each.get("via") not in world:
                            each.pop("via", None)
            needed = [data[field] for field in ("document", "official", "institution") if field in data]
            needed += [data["about"]] if isinstance(data.get("about"), str) else []
            needed += [data["link"]["subject"], data["link"]["object"]] if "link" in data else []
            empty_lists = [data[each] for each in ("speaker", "publisher") if each in data]
            empty_lists += [data["cites"]] if "cites" in data and not own.startswith("topic") else []
            if any(each not in world for each in needed) or [] in empty_lists:
                lost.append(own)
            elif "condition" in data or "scope" in data or "date" in data:
                mark_terms(data["cites"])
        if lost == []:
            return world
        for own in lost:
            del world[own]


def mark_terms(cites: list[Data]) -> None:
    for number, citation in enumerate(cites):
        citation["terms"] = "yes" if number == 0 else "no"


def stated(world: World, dataset: str) -> list[Data]:
    return [{"id": own, **data} for own, (of, data) in world.items() if of == dataset]


def check_history(store: Store, steps: list[tuple[World, tuple[str, ...]]]) -> None:
    empty(store)
    states: dict[str, list[Data]] = {}
    for world, loaded in steps:
        tried = states | {dataset: stated(world, dataset) for dataset in loaded}
        before = dump(store)
        try:
            plan_records(None, **tried)
        except DataError:
            with pytest.raises(DataError):
                load_records(store, **{dataset: tried[dataset] for dataset in loaded})
            assert dump(store) == before
        else:
            plan = load_records(store, **{dataset: tried[dataset] for dataset in loaded})
            assert plan.is_empty == (dump(store) == before)
            states = tried
            assert plan_records(store, **tried).is_empty
    grown = dump(store)
    empty(store)
    load_records(store, **{dataset: states[dataset][::-1] for dataset in reversed(states)})
    fresh = dump(store)
    assert grown == fresh


EXAMPLES = {"embedded": 50, "neo4j": 8}
"""A load takes many times longer on a server."""


@pytest.mark.slow
def test_however_a_graph_came_to_be_it_is_what_a_first_load_makes(store_address: str) -> None:
    with open_store(store_address) as store:

        @given(worlds())
        @settings(
            max_examples=EXAMPLES[store.engine],
            deadline=None,
            database=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
            # Shrinking would take minutes; the first history that leaves a trace says enough.
            phases=[Phase.generate],
        )
        def history(steps: list[tuple[World, tuple[str, ...]]]) -> None:
            check_history(store, steps)

        history()
