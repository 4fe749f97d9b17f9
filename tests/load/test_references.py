"""References that lead nowhere: the suggestion names who is meant, and a misprint makes nobody."""

from collections.abc import Iterator
from typing import Any

import pytest

from kg.errors import DataError
from kg.load import load
from kg.store import Store, open_store
from tests.dossiers import load_records, plan_records
from tests.golden import SEEDS
from tests.misprints import PRINTED, UNRELATED

NOTE = {
    "id": "document/note",
    "document_kind": "article",
    "title": "Note",
    "tier": "X",
    "published": "2026-01-05",
    "publisher": "institution/desk",
}
DESK = {"id": "institution/desk", "name": "Desk", "institution_kind": "medium"}


def claim(number: int, **fields: str) -> dict[str, Any]:
    said = {"document": "document/note", "at": f"p{number}", "stance": "asserts", "summary": "Says so."}
    return {"id": f"claim/c{number}", **said, **fields}


def fixes(store: Store | None, *claims: dict[str, Any], **more: list[dict[str, Any]]) -> dict[str, str]:
    """For each reference that leads nowhere the suggestion, empty where there is none."""
    with pytest.raises(DataError) as caught:
        plan_records(store, mine=[DESK, NOTE, *claims], **more)
    suffix = " does not exist"
    assert all(each.what.endswith(suffix) for each in caught.value.problems)
    return {
        each.what.removesuffix(suffix): each.fix if each.fix.startswith("did you mean ") else ""
        for each in caught.value.problems
    }


def id_of(name: str) -> str:
    return f"official/{name.lower().replace(' ', '-')}"


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    pytest.importorskip("arcadedb", reason="the embedded engine has no wheel for this platform")
    with open_store(f"embedded:{tmp_path_factory.mktemp('references') / 'graph'}") as store:
        load(store, SEEDS)
        yield store


def test_every_misprint_that_circulates_leads_to_who_is_meant(seeded: Store) -> None:
    speakers = [claim(number, speaker=id_of(name)) for number, name in enumerate(PRINTED, start=1)]
    assert fixes(seeded, *speakers) == {
        id_of(name): f"did you mean {meant}, printed as {name}?" for name, meant in PRINTED.items()
    }
    assert fixes(seeded, claim(1, speaker="official/antony-blinken")) == {
        "official/antony-blinken": "did you mean official/scott-bessent, printed as Blinken?"
    }


def test_for_people_who_are_nobody_in_the_graph_nobody_is_suggested(seeded: Store) -> None:
    speakers = [claim(number, speaker=id_of(name)) for number, name in enumerate(UNRELATED, start=1)]
    assert fixes(seeded, *speakers) == {id_of(name): "" for name in UNRELATED}


def test_those_who_share_a_name_are_all_suggested(seeded: Store) -> None:
    three = "official/he-lifeng or official/he-yadong or official/he-yongqian"
    meant = {
        "official/he": three,
        "official/joe": "official/joseph-damond or official/joe-glauber",
        "official/mr-he": three,
        "official/vice-premier-he": three,
        "official/minister-li": "official/li-chenggang",
        "official/president-xi": "official/xi-jinping",
    }
    claims = [claim(number, speaker=id_) for number, id_ in enumerate(meant, start=1)]
    assert fixes(seeded, *claims) == {id_: f"did you mean {right}?" for id_, right in meant.items()}


def test_wrong_years_titles_and_places_lead_to_the_right_record_or_to_none(seeded: Store) -> None:
    wrong = {
        "event/xi-visit-us-2024": "event/xi-visit-us",
        "event/madrid-2023-09": "event/madrid-2025-09",
        "event/kuala-lumpur-2026-10": "event/kuala-lumpur-2025-10",
        "event/trump-visit-china-2024-04": "event/trump-visit-china-2026-04",
        "official/former-president-trump": "official/donald-trump",
    }
    claims = [claim(number, about=id_, attribution="a page") for number, id_ in enumerate(wrong, start=1)]
    manila = claim(9, about="event/apec-manila-2025", attribution="a page")
    assert fixes(seeded, *claims, manila) == {
        **{id_: f"did you mean {right}?" for id_, right in wrong.items()},
        "event/apec-manila-2025": "",
    }


def test_a_misprint_in_the_same_load_is_known_too() -> None:
    cites = {"document": "document/note", "at": "unseen"}
    person = {"id": "official/ann-lee", "name": "Ann Lee", "misprints": "Anna Leigh", "cites": cites}
    assert fixes(None, claim(1, speaker="official/anna-leigh"), other=[person]) == {
        "official/anna-leigh": "did you mean official/ann-lee, printed as Anna Leigh?"
    }


def test_a_page_with_a_misprint_makes_nobody(seeded: Store) -> None:
    before = {row["id"] for row in seeded.read("MATCH (n:Official) RETURN n.id AS id")}
    said = [claim(n, attribution=f"the official printed as {name}") for n, name in enumerate(PRINTED, start=1)]
    load_records(seeded, page=[DESK, NOTE, *said])
    assert {row["id"] for row in seeded.read("MATCH (n:Official) RETURN n.id AS id")} == before
