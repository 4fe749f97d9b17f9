"""Which undertakings are drawn as given in return for each other."""

from typing import Any

import pytest

from kg.store import open_store
from tests.dossiers import load_records

NOTE = {"id": "document/note", "document_kind": "article", "title": "N", "published": "2025-01-02", "tier": "T"}
BASE: list[dict[str, Any]] = [
    {"id": "party/a", "name": "A"},
    {"id": "party/b", "name": "B"},
    {"id": "institution/b-firm", "name": "Firm of B", "institution_kind": "firm", "party": "party/b"},
    {"id": "institution/desk", "name": "Desk", "institution_kind": "medium"},
    {**NOTE, "publisher": "institution/desk"},
]


def undertaking(record_id: str, by: str, to: str) -> dict[str, Any]:
    return {
        "id": record_id,
        "name": record_id,
        "by": by,
        "to": to,
        "cites": [{"document": "document/note", "at": "unseen"}],
    }


GIVEN = [
    undertaking("concession/a", "party/a", "party/b"),
    undertaking("commitment/a-too", "party/a", "party/b"),
    undertaking("commitment/b", "institution/b-firm", "party/a"),
]


def link(predicate: str, subject: str, target: str, **more: str) -> dict[str, Any]:
    told = {
        "speaker": "institution/desk",
        "document": "document/note",
        "at": "unseen",
        "stance": "asserts",
        "summary": "S.",
    }
    content = {"predicate": predicate, "subject": subject, "object": target}
    return {"id": "claim/link", "about": [subject], "link": content, **told, **more}


@pytest.mark.parametrize(
    ("claim", "drawn"),
    [
        (link("reciprocates", "concession/a", "commitment/b"), [("commitment/b", "concession/a")]),
        (link("reciprocates", "commitment/b", "concession/a", hedge="weak"), [("commitment/b", "concession/a")]),
        (link("reciprocates", "commitment/b", "concession/a", hedge="strong"), []),
        (link("reciprocates", "commitment/b", "concession/a", stance="speculates"), []),
        (link("reciprocates", "concession/a", "commitment/a-too"), []),
        (link("conditional_on", "concession/a", "commitment/b"), [("commitment/b", "concession/a")]),
        (link("conditional_on", "concession/a", "commitment/a-too"), []),
        (link("replaces", "concession/a", "commitment/b"), []),
    ],
    ids=[
        "either way",
        "weakly",
        "too hedged",
        "speculation",
        "both of one side",
        "depends across sides",
        "depends on own",
        "other link",
    ],
)
def test_a_pair_is_drawn_where_a_claim_ties_it(claim: dict[str, Any], drawn: list[object], store_address: str) -> None:
    with open_store(store_address) as store:
        load_records(store, facts=[*BASE, *GIVEN, claim])
        rows = store.read("MATCH (a)-[r:RECIPROCATES]->(b) RETURN a.id AS a, b.id AS b, toString(r.known_from) AS day")
    assert [(row["a"], row["b"]) for row in rows] == drawn
    assert [row["day"] for row in rows] == ["2025-01-02"] * len(drawn)
