"""The misprints that circulate: none makes a person, none is merged, and each is found by its name or its post."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from kg.match import proposals
from kg.store import Store, open_store
from tests.dossiers import dump, load_records
from tests.misprints import PRINTED, UNRELATED

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


def body(id_: str, name: str) -> Data:
    return {"id": f"institution/{id_}", "name": name, "institution_kind": "ministry"}


POSTS = {
    "scott-bessent": ("Secretary of the Treasury", "treasury", "2025-01-28"),
    "jamieson-greer": ("US Trade Representative", "ustr", "2025-02-27"),
    "howard-lutnick": ("Secretary of Commerce", "commerce", "2025-02-21"),
    "he-lifeng": ("Vice Premier", "state-council", "2023-03-12"),
    "karremans": ("Minister of Economic Affairs", "nl-economic-affairs", "2025-06-19"),
}
"""The post of each of those whose names are misprinted, with the day on which it began."""

BODIES = [
    body("treasury", "US Department of the Treasury"),
    body("ustr", "Office of the US Trade Representative"),
    body("commerce", "US Department of Commerce"),
    body("state-council", "State Council of China"),
    body("nl-economic-affairs", "Dutch Ministry of Economic Affairs"),
    body("mofcom", "Ministry of Commerce of China"),
]
PEOPLE = [
    official("scott-bessent", "Scott Bessent"),
    official("janet-yellen", "Janet Yellen"),
    official("jamieson-greer", "Jamieson Greer"),
    official("howard-lutnick", "Howard Lutnick"),
    official("he-lifeng", "He Lifeng", native_name="何立峰"),
    official("he-yongqian", "He Yongqian", native_name="何咏前"),
    official("he-yadong", "He Yadong", native_name="何亚东"),
    official("karremans", "Karremans"),
    official("joe-glauber", "Joe Glauber"),
    official("joseph-damond", "Joseph Damond", aliases="Joe Damond"),
]
CURATED = [
    PAPER,
    PAGE,
    *BODIES,
    *PEOPLE,
    *(tenure(id_, post, where, start=start) for id_, (post, where, start) in POSTS.items()),
    tenure("janet-yellen", "Secretary of the Treasury", "treasury", start="2021-01-26", end="2025-01-20"),
]
"""A data set that knows people and posts, and no misprint."""


def with_misprints(records: list[Data]) -> list[Data]:
    """The same, with the misprints that circulate in their field."""
    known: dict[str, list[str]] = {}
    for printed, meant in PRINTED.items():
        known.setdefault(meant, []).append(printed)
    return [each | {"misprints": known[each["id"]]} if each["id"] in known else each for each in records]


OWN_NAMES = {
    "treasury": "Treasury",
    "ustr": "USTR",
    "commerce": "Commerce Department",
    "state-council": "State Council",
    "nl-economic-affairs": "Ministry of Economic Affairs of the Netherlands",
}
"""What another source calls the bodies, of which it has records of its own."""


def page(names: Mapping[str, str], *, posts: bool, own: bool = False) -> list[Data]:
    """A careless source: a record for every name that it prints, in the post of who is meant or without a post."""
    records = [body(f"page-{id_}", name) for id_, name in OWN_NAMES.items()] if own else []
    for name, meant in names.items():
        id_ = f"page-{name.lower().replace(' ', '-')}"
        post, where, _ = POSTS[meant.removeprefix("official/")]
        records.append(official(id_, name))
        if posts:
            at = f"page-{where}" if own else where
            records.append(tenure(id_, post, at, start="2025-10", end="2025-11"))
    return records


@pytest.fixture
def store(embedded_address: str) -> Iterator[Store]:
    with open_store(embedded_address) as store:
        yield store


def proposed(store: Store) -> list[tuple[str, str]]:
    return [(each.first.removeprefix("official/"), each.second.removeprefix("official/")) for each in proposals(store)]


def scores(store: Store) -> dict[tuple[str, str], int]:
    """The score of each proposal, by the name that the page prints and the id of who is proposed for it."""
    found = {}
    names = {row["id"]: row["name"] for row in store.read("MATCH (n:Official) RETURN n.id AS id, n.name AS name")}
    for each in (each for each in proposals(store) if each.first.startswith("official/")):
        (printed,) = (id_ for id_ in each[:2] if id_.startswith("official/page-"))
        (meant,) = (id_ for id_ in each[:2] if id_ != printed)
        found[names[printed], meant] = each.score
    return found


# What the letters of a name and a post give by themselves, and what a known misprint gives.
YELLEN = ("Janet Yellen", "official/janet-yellen")
BY_LETTERS_ALONE = {YELLEN: 70}
BY_LETTERS_AND_POST = {
    ("Bessant", "official/scott-bessent"): 75,
    ("Jeff Bessent", "official/scott-bessent"): 60,
    ("Janet Besant", "official/scott-bessent"): 60,
    ("Katherine Greer", "official/jamieson-greer"): 60,
    ("Jamie Grierson", "official/jamieson-greer"): 60,
    ("Robert Greer", "official/jamieson-greer"): 60,
}


@pytest.mark.parametrize(
    ("known", "posts", "expected"),
    [
        (False, False, BY_LETTERS_ALONE),
        (False, True, BY_LETTERS_AND_POST),
        (True, False, {YELLEN: 70, **dict.fromkeys(PRINTED.items(), 65)}),
        (True, True, dict.fromkeys(PRINTED.items(), 95)),
    ],
)
def test_what_each_misprint_scores_with_and_without_its_post_and_the_field_of_misprints(
    store: Store, known: bool, posts: bool, expected: dict[tuple[str, str], int]
) -> None:
    curated = with_misprints(CURATED) if known else CURATED
    load_records(store, curated=curated, page=page(PRINTED, posts=posts))
    before = dump(store)
    assert scores(store) == expected
    assert dump(store) == before


def test_a_true_post_in_a_body_of_another_name_takes_no_points(store: Store) -> None:
    load_records(store, curated=with_misprints(CURATED), page=page(PRINTED, posts=True, own=True))
    # An abbreviation is like no name, so that nobody knows whether the body is one.
    expected = {pair: 65 if pair[1] == "official/jamieson-greer" else 85 for pair in PRINTED.items()}
    assert scores(store) == {YELLEN: 70, **expected}


@pytest.mark.parametrize(("judged", "points"), [("", 20), ("same", 30), ("different", -10)])
def test_bodies_of_like_names_count_less_than_one_body_and_more_than_two(
    store: Store, judged: str, points: int
) -> None:
    verdict = {
        "id": "judgement/j",
        "between": ["institution/treasury", "institution/page-treasury"],
        "verdict": judged,
        "by": "Ann",
        "judged_on": "2026-01-01",
        "why": "one building",
    }
    other = page({"Scott Bessent": "official/scott-bessent"}, posts=True, own=True)
    load_records(store, curated=CURATED, page=other, **({} if judged == "" else {"judged": [verdict]}))
    (found,) = (each for each in proposals(store) if each.first.startswith("official/"))
    assert [each.points for each in found.reasons] == [70, points]


@pytest.mark.parametrize("posts", [False, True])
def test_people_who_are_somebody_else_are_not_proposed(store: Store, posts: bool) -> None:
    others = [official(f"page-{n}", name) for n, name in enumerate(UNRELATED)]
    own = [tenure(f"page-{n}", "Minister", "mofcom", start="2025") for n in range(len(UNRELATED))] if posts else []
    load_records(store, curated=with_misprints(CURATED), page=[*others, *own])
    assert proposals(store) == []


def test_whoever_shares_a_family_name_and_a_post_stands_below_every_slip(store: Store) -> None:
    vice = ("Vice Minister", "mofcom")
    wang = [official("wang-shouwen", "Wang Shouwen"), tenure("wang-shouwen", *vice, start="2024")]
    other = [
        official("page-brother", "Wang Wentao"),
        tenure("page-brother", *vice, start="2025"),
        official("page-slip", "Scott Bessant"),
        official("page-other-slip", "Jo Glauber"),
    ]
    load_records(store, curated=[*CURATED, *wang], page=other)
    assert scores(store) == {
        ("Jo Glauber", "official/joe-glauber"): 66,
        ("Scott Bessant", "official/scott-bessent"): 64,
        ("Wang Wentao", "official/wang-shouwen"): 60,
    }


def test_the_person_whose_name_is_misprinted_for_another_is_told_apart_by_the_post(store: Store) -> None:
    real = [
        official("page-yellen", "Janet Yellen"),
        tenure("page-yellen", "Secretary of the Treasury", "treasury", start="2021-01-26", end="2025-01-20"),
    ]
    load_records(store, curated=with_misprints(CURATED), page=real)
    assert scores(store) == {YELLEN: 100}


def test_the_same_name_stands_above_a_slip_and_every_score_is_the_sum_of_its_reasons(store: Store) -> None:
    names = dict.fromkeys(["Bessent Scott", "Scott Bessant"], "official/scott-bessent")
    load_records(store, curated=CURATED, page=page(names, posts=True))
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
    assert found[0].reasons == ((70, "names, same letters: Bessent Scott, Scott Bessent"), (30, post))


def test_equal_names_are_the_reason_before_others_of_the_same_letters(store: Store) -> None:
    load_records(
        store, curated=CURATED, other=[official("x", "Scott K. H. Bessent", aliases=["Bessent Scott", "Scott Bessent"])]
    )
    assert [each.reasons for each in proposals(store)] == [((70, "names, same letters: Scott Bessent, Scott Bessent"),)]


def test_a_known_misprint_says_whose_it_is(store: Store) -> None:
    printed = {"Griles": "official/jamieson-greer"}
    load_records(store, curated=with_misprints(CURATED), page=page(printed, posts=False))
    assert [each.reasons for each in proposals(store)] == [((65, "known misprint of Jamieson Greer: Griles"),)]


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


@pytest.mark.parametrize(
    ("more", "told", "points"),
    [
        ({}, "times unknown", 15),
        ({"end": "2025-06-30"}, "times unknown", 15),
        ({"start": "2025-02"}, "at the same time", 30),
    ],
)
def test_a_post_without_dates_is_not_said_to_be_held_at_the_same_time(
    store: Store, more: Data, told: str, points: int
) -> None:
    post = ("Secretary of the Treasury", "treasury")
    load_records(store, curated=CURATED, page=[official("x", "Bessant"), tenure("x", *post, **more)])
    ((_, _, score, reasons),) = proposals(store)
    assert (score, reasons[1].points) == (45 + points, points)
    assert reasons[1].why.startswith(f"same post{'' if told == 'at the same time' else ','} {told}: ")


def test_what_was_judged_the_same_lends_its_posts_and_is_told_apart_by_all_who_wrote_it(store: Store) -> None:
    judged = {
        "id": "judgement/j",
        "between": ["official/scott-bessent", "official/w"],
        "verdict": "same",
        "by": "Ann",
        "judged_on": "2026-01-01",
        "why": "one post",
    }
    post = ("Secretary of the Treasury", "treasury")
    records = {
        "curated": CURATED,
        "page": [official("jeff", "Jeff Bessent"), tenure("jeff", *post, start="2025-10")],
        "wiki": [official("w", "Scott K. Bessent"), official("w-other", "Scott Bessant")],
    }
    load_records(store, **records)
    assert set(proposed(store)) == {("jeff", "scott-bessent"), ("scott-bessent", "w"), ("scott-bessent", "w-other")}
    load_records(store, **records, judged=[judged])
    assert proposed(store) == [("jeff", "scott-bessent"), ("jeff", "w")]
