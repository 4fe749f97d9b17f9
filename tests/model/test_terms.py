"""Terms written on a record become a claim of the publisher of the citation that states them."""

from typing import Any

from kg.load.plan import Plan
from kg.model.introspect import describe
from tests.dossiers import plan_records

Data = dict[str, Any]

ACTORS = [
    {"id": "party/cn", "name": "China"},
    {"id": "institution/office", "name": "Office", "institution_kind": "head_of_state_office"},
    {"id": "institution/wire", "name": "Wire", "institution_kind": "medium"},
]


def document(slug: str, publisher: str | list[str], published: str) -> Data:
    about = {"document_kind": "fact_sheet", "title": slug, "tier": "O"}
    return {"id": f"document/{slug}", "publisher": publisher, "published": published, **about}


SHEET = document("sheet", ["institution/office", "institution/wire"], "2025-11-01")
NEWS = document("news", "institution/wire", "2025-10-30")

SOYBEANS: Data = {
    "id": "commitment/soybeans",
    "name": "Soybeans",
    "action": "buy",
    "by": "party/cn",
    "duty": "must",
    "quantity": {"amount": "12", "unit": "Mt", "bound": "at_least"},
    "window": {"label": "growing season"},
    "cites": [
        {"document": "document/news", "at": "unseen"},
        {"document": "document/sheet", "at": ["p1", "p2"], "terms": "yes"},
    ],
}


def planned(*records: Data) -> Plan:
    return plan_records(None, a=[*ACTORS, SHEET, NEWS, *records])


def node(plan: Plan, record: str) -> tuple[Data, list[tuple[str, str, Data]]]:
    (found,) = (known.node for known in plan.changes.nodes if known.node.id == record)
    return found.properties, sorted((edge.type, edge.target, edge.properties) for edge in found.edges)


def test_the_claim_has_the_terms_the_publishers_and_the_date_of_the_marked_citation() -> None:
    properties, edges = node(planned(SOYBEANS), "claim/text-of-commitment-soybeans")
    assert properties == {
        "name": "Terms of Soybeans",
        "summary": "The text states quantity at least 12 Mt; window growing season; duty must; by party/cn.",
        "content": "terms",
        "stance": "asserts",
        "hedge": "none",
        "rank": "normal",
        "said_on": "2025-11-01",
        "said_on_earliest": "2025-11-01",
        "said_on_latest": "2025-11-01",
        "quantity_amount": "12",
        "quantity_unit": "Mt",
        "quantity_bound": "at_least",
        "quantity_base": 12_000_000_000,
        "quantity_unit_code": "TNE",
        "quantity_text": "at least 12 Mt",
        "window_label": "growing season",
        "window_text": "growing season",
        "duty": "must",
    }
    assert edges == [
        ("ABOUT", "commitment/soybeans", {}),
        ("FROM", "document/sheet", {"locator": ["p1", "p2"]}),
        ("SPOKEN_BY", "institution/office", {}),
        ("SPOKEN_BY", "institution/wire", {}),
        ("STATES_BY", "party/cn", {}),
    ]


def test_the_record_keeps_no_terms_but_its_references() -> None:
    properties, edges = node(planned(SOYBEANS), "commitment/soybeans")
    assert properties == {"name": "Soybeans", "action": "buy"}
    assert ("MADE_BY", "party/cn", {}) in edges


def test_the_only_citation_states_the_terms_without_being_marked() -> None:
    plan = planned(SOYBEANS | {"cites": {"document": "document/news", "at": "unseen"}})
    _, edges = node(plan, "claim/text-of-commitment-soybeans")
    assert ("FROM", "document/news", {"locator": ["unseen"]}) in edges


def test_a_record_without_terms_makes_no_claim() -> None:
    plain = {
        "id": "measure/fee",
        "name": "Fee",
        "measure_kind": "port_fee",
        "cites": {"document": "document/news", "at": "unseen"},
    }
    assert planned(plain).counts["added"]["claim"] == 0


def test_a_later_claim_may_revise_the_claim_of_the_terms() -> None:
    reading = {
        "id": "claim/reading",
        "speaker": "institution/wire",
        "document": "document/news",
        "at": "unseen",
        "stance": "asserts",
        "about": "commitment/soybeans",
        "terms": {"window": {"label": "this year"}},
        "revises": "claim/text-of-commitment-soybeans",
        "summary": "Reads the window as this year.",
    }
    _, edges = node(planned(SOYBEANS, reading), "claim/reading")
    assert ("REVISES", "claim/text-of-commitment-soybeans", {}) in edges


def test_these_fields_are_terms() -> None:
    assert {kind.slug: kind.terms for kind in describe() if kind.terms != ()} == {
        "event": ("date",),
        "arrangement": ("date",),
        "measure": ("rate", "scope"),
        "concession": ("quantity", "window", "condition", "by", "to"),
        "commitment": ("quantity", "window", "condition", "duty", "by", "to"),
    }
