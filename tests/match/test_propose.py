"""The misprints that circulate: none makes a person, none is merged, and those that are slips are found."""

from collections.abc import Iterator
from typing import Any

import pytest

from kg.match import proposals
from kg.store import Store, open_store
from tests.dossiers import dump, load_records

Data = dict[str, Any]

PAGE = {
    "id": "document/page",
    "document_kind": "article",
    "title": "page",
    "tier": "W",
    "published": "2025-11-01",
    "publisher": "institution/paper",
}
PAPER = {"id": "institution/paper", "name": "Morning Paper", "institution_kind": "medium"}
CITES = {"document": "document/page", "at": "unseen"}


def official(id_: str, name: str, **more: Any) -> Data:
    return {"id": f"official/{id_}", "name": name, "cites": CITES, **more}


def tenure(id_: str, post: str, institution: str, **more: Any) -> Data:
    return {
        "id": f"tenure/{id_}",
        "official": f"official/{id_}",
        "post": post,
        "institution": f"institution/{institution}",
        "cites": CITES,
        **more,
    }


CURATED = [
    PAPER,
    PAGE,
    {"id": "institution/treasury", "name": "US Department of the Treasury", "institution_kind": "ministry"},
    {"id": "institution/mofcom", "name": "Ministry of Commerce", "aliases": "MOFCOM", "institution_kind": "ministry"},
    official("scott-bessent", "Scott Bessent"),
    tenure("scott-bessent", "Secretary of the Treasury", "treasury", start="2025-01-28"),
    official("janet-yellen", "Janet Yellen"),
    tenure("janet-yellen", "Secretary of the Treasury", "treasury", start="2021-01-26", end="2025-01-20"),
    official("jamieson-greer", "Jamieson Greer"),
    official("howard-lutnick", "Howard Lutnick"),
    official("he-lifeng", "He Lifeng", native_name="何立峰"),
    official("he-yongqian", "He Yongqian", native_name="何咏前"),
    official("he-yadong", "He Yadong", native_name="何亚东"),
    official("joe-glauber", "Joe Glauber"),
    official("joseph-damond", "Joseph Damond", aliases="Joe Damond"),
]


def page(*names: str) -> list[Data]:
    """A careless source: a record for every name that it prints, all in Bessent's post."""
    ids = [f"page-{name.lower().replace(',', '').replace(' ', '-')}" for name in names]
    people = [official(id_, name) for id_, name in zip(ids, names, strict=True)]
    post = ("Secretary of the Treasury", "treasury")
    return [*people, *(tenure(id_, *post, start="2025-10", end="2025-11") for id_ in ids)]


@pytest.fixture
def store(embedded_address: str) -> Iterator[Store]:
    with open_store(embedded_address) as store:
        yield store


def proposed(store: Store) -> list[tuple[str, str]]:
    return [(each.first.removeprefix("official/"), each.second.removeprefix("official/")) for each in proposals(store)]


def test_slips_in_a_name_are_proposed_best_first_and_another_persons_name_is_not(store: Store) -> None:
    slips = ["Scott Bessant", "Scott Beisent", "Jeff Bessent", "Janet Besant"]
    others = ["Steven Mnuchin", "Antony Blinken", "Katherine Tai", "Gina Raimondo", "Jamie Grierson", "Luke Rutnik"]
    load_records(store, curated=CURATED, page=page(*slips, *others))
    before = dump(store)
    found = proposed(store)
    assert found == [
        ("page-scott-beisent", "scott-bessent"),
        ("page-scott-bessant", "scott-bessent"),
        ("page-jeff-bessent", "scott-bessent"),
        ("page-janet-besant", "scott-bessent"),
    ]
    assert dump(store) == before


def test_a_misprint_alone_makes_nobody(store: Store) -> None:
    claim = {
        "id": "claim/misprinted",
        "attribution": "the secretary, printed as Steven Mnuchin",
        "document": "document/page",
        "at": "unseen",
        "stance": "asserts",
        "summary": "Says that the talks go on.",
    }
    load_records(store, curated=CURATED)
    before = {row["id"] for row in store.read("MATCH (n:Official) RETURN n.id AS id")}
    load_records(store, page=[claim])
    assert {row["id"] for row in store.read("MATCH (n:Official) RETURN n.id AS id")} == before


def test_the_same_name_stands_above_a_slip_and_every_score_is_the_sum_of_its_reasons(store: Store) -> None:
    load_records(store, curated=CURATED, page=page("Bessent, Scott", "Scott Bessant"))
    found = proposals(store)
    assert [(each.second, each.score) for each in found] == [
        ("official/scott-bessent", 100),
        ("official/scott-bessent", 94),
    ]
    post = (
        "same post at the same time: "
        "Secretary of the Treasury, US Department of the Treasury (2025-10-01 to 2025-11-30); "
        "Secretary of the Treasury, US Department of the Treasury (2025-01-28 to ?)"
    )
    assert found[0].reasons == ((70, "names, same letters: Bessent, Scott, Scott Bessent"), (30, post))


def test_three_officials_surnamed_he_and_two_joes_are_told_apart(store: Store) -> None:
    other = [
        official("x1", "Lifeng He"),
        official("x2", "HE Yongqian"),
        official("x3", "何亚东"),
        official("x4", "Joseph Glauber"),
        official("x5", "Joe Damond"),
        official("x6", "He Jiankui"),
    ]
    load_records(store, curated=CURATED, other=other)
    assert proposed(store) == [
        ("he-lifeng", "x1"),
        ("he-yadong", "x3"),
        ("he-yongqian", "x2"),
        ("joseph-damond", "x5"),
        ("joe-glauber", "x4"),
    ]


def test_a_successor_in_the_same_post_and_an_other_wikidata_item_are_nobody_else(store: Store) -> None:
    bessent = next(each for each in CURATED if each["id"] == "official/scott-bessent")
    known = [each for each in CURATED if each is not bessent] + [bessent | {"wikidata": "Q1"}]
    later = [
        official("a", "Scott Bessent", wikidata="Q2"),
        official("b", "Janet Yelen"),
        tenure("b", "Secretary of the Treasury", "treasury", start="2029"),
        official("c", "Someone", wikidata="Q1"),
    ]
    load_records(store, curated=known, later=later)
    assert proposed(store) == [("c", "scott-bessent")]


def test_two_bodies_of_one_name_are_proposed_unless_they_belong_to_different_parties(store: Store) -> None:
    us, cn = {"id": "party/us", "name": "US"}, {"id": "party/cn", "name": "China"}
    body = {"name": "Ministry of Commerce", "institution_kind": "ministry"}
    load_records(
        store,
        a=[us, cn, {"id": "institution/a", **body, "party": "party/cn"}],
        b=[{"id": "institution/b", **body, "name": "Commerce Ministry", "party": "party/us"}],
        c=[{"id": "institution/c", **body, "aliases": "MOFCOM", "party": "party/cn"}],
    )
    assert [(each.first, each.second, each.score) for each in proposals(store)] == [
        ("institution/a", "institution/c", 90)
    ]
