"""Records as nodes: what is stored and what is not, and when the hash of a record changes."""

from typing import Any

import pytest

from kg.model.claim import Claim
from kg.model.flatten import Node, flatten
from kg.model.kinds import BY_SLUG
from kg.model.ref import kind_of

Data = dict[str, Any]

CLAIM: Data = {
    "id": "claim/a",
    "speaker": ["official/ann-lee", "institution/wire"],
    "document": "document/report",
    "at": ["p1", "p2"],
    "via": "document/copy",
    "stance": "asserts",
    "said_on": "2025-11",
    "about": "commitment/soybeans",
    "summary": "Says so.",
}
FEE: Data = {
    "id": "measure/fee",
    "name": "Fee",
    "measure_kind": "tariff",
    "cites": {"document": "document/report", "at": "unseen"},
}


def node(data: Data) -> Node:
    return flatten(BY_SLUG[kind_of(data["id"])].model_validate(data))


def edges(found: Node) -> list[tuple[str, str, Data]]:
    return sorted((edge.type, edge.target, edge.properties) for edge in found.edges)


def test_a_claim_is_its_properties_with_the_bounds_of_dates_and_its_relationships() -> None:
    found = node({**CLAIM, "figure": {"quantity": {"amount": "3.50", "unit": "Mt"}, "stage": "shipped"}})
    assert (found.id, found.label) == ("claim/a", "Claim")
    assert found.properties == {
        "name": "Says so.",
        "summary": "Says so.",
        "stance": "asserts",
        "hedge": "none",
        "rank": "normal",
        "said_on": "2025-11",
        "said_on_earliest": "2025-11-01",
        "said_on_latest": "2025-11-30",
        "content": "figure",
        "figure_amount": "3.50",
        "figure_unit": "Mt",
        "figure_base": 3_500_000_000,
        "figure_unit_code": "TNE",
        "figure_text": "3.50 Mt",
        "figure_stage": "shipped",
    }
    assert edges(found) == [
        ("ABOUT", "commitment/soybeans", {}),
        ("FROM", "document/report", {"locator": ["p1", "p2"], "via": "document/copy"}),
        ("SPOKEN_BY", "institution/wire", {}),
        ("SPOKEN_BY", "official/ann-lee", {}),
    ]


def test_both_ends_of_a_range_are_kept_for_arithmetic() -> None:
    found = node({**CLAIM, "figure": {"quantity": {"amount": "8.5", "upto": "10", "unit": "Mt"}}})
    assert found.properties["figure_upto"] == "10"
    assert (found.properties["figure_base"], found.properties["figure_base_upto"]) == (8_500_000_000, 10_000_000_000)


def test_a_word_in_place_of_a_subject_is_a_property_and_no_relationship() -> None:
    found = node(
        {**CLAIM, "link": {"predicate": "reciprocates", "subject": "too-little", "object": "concession/chips"}}
    )
    assert found.properties["subject_value"] == "too-little"
    assert [edge.target for edge in found.edges if edge.type in ("SUBJECT", "OBJECT")] == ["concession/chips"]


def test_zero_and_no_are_values_and_an_absent_or_empty_field_is_not_stored() -> None:
    rate = {"rate": {"amount": "0", "unit": "percent"}, "status": "changed", "since": "2025"}
    found = node({**CLAIM, "about": "measure/fee", "terms": rate})
    assert (found.properties["rate_amount"], found.properties["rate_base"]) == ("0", 0)
    cites = {"document": "document/report", "at": "unseen"}
    tenure = {"id": "tenure/a", "official": "official/a", "institution": "institution/b", "post": "P", "cites": cites}
    assert node(tenure).properties == {"name": "P", "post": "P", "acting": False, "lead_negotiator": False}
    party = {"id": "party/us", "name": "US", "aliases": []}
    assert node(party).properties == {"name": "US"}


def test_an_open_end_stores_no_bound() -> None:
    found = node({"id": "negotiation/a", "name": "A", "start": "2025-11-10/..", "end": "../2026"})
    assert found.properties == {
        "name": "A",
        "start": "2025-11-10/..",
        "start_earliest": "2025-11-10",
        "end": "../2026",
        "end_latest": "2026-12-31",
    }


def test_an_instant_keeps_its_offset_and_its_local_day() -> None:
    stage = {"status": "in_force", "since": "2025-11-10T00:01-05:00"}
    owner: Any = BY_SLUG["measure"].model_validate({**FEE, "history": stage})
    (status,) = (flatten(each) for each in owner.stages())
    assert status.id == "status/measure-fee-in-force-2025-11-10t00-01-05-00"
    assert status.properties == {
        "name": "in_force since 2025-11-10T00:01-05:00",
        "status": "in_force",
        "since": "2025-11-10T00:01-05:00",
        "since_earliest": "2025-11-10",
        "since_latest": "2025-11-10",
    }
    assert edges(status) == [("CITES", "document/report", {"locator": ["unseen"], "terms": False})]
    assert ("HAS_STATUS", status.id, {}) in edges(flatten(owner))


def test_the_item_of_a_relationship_gives_its_properties() -> None:
    people = [{"who": "official/a", "role": "head", "for_party": "party/us"}, {"who": "institution/b"}]
    event = {"id": "event/e", "name": "E", "event_kind": "call", "participants": people, "cites": FEE["cites"]}
    assert edges(node(event))[:2] == [
        ("ATTENDED_BY", "institution/b", {}),
        ("ATTENDED_BY", "official/a", {"role": "head", "for_party": "party/us"}),
    ]


@pytest.mark.parametrize(
    "same",
    [
        {"about": ["commitment/soybeans"]},
        {"speaker": ["institution/wire", "official/ann-lee"]},
        {"hedge": "none"},
        {"summary": "  Says so.\n"},
        {"at": ["p2", "p1"]},
    ],
)
def test_the_hash_is_over_what_is_said_and_not_over_how_it_is_written(same: Data) -> None:
    assert node({**CLAIM, **same}).content_hash == node(CLAIM).content_hash


@pytest.mark.parametrize(
    "other",
    [
        {"summary": "Says it."},
        {"at": ["p1"]},
        {"at": ["p2", "p3"]},
        {"via": None},
        {"said_on": "2025-11~"},
        {"about": []},
        {"speaker": "official/ann-lee"},
        {"document": "document/other", "at": "unseen"},
    ],
)
def test_the_hash_changes_with_anything_that_is_said(other: Data) -> None:
    data = {name: value for name, value in {**CLAIM, **other}.items() if value is not None}
    assert node(data).content_hash != node(CLAIM).content_hash


def test_a_claim_without_an_id_has_one_over_what_it_says() -> None:
    data = {name: value for name, value in CLAIM.items() if name != "id"}
    found = Claim.model_validate(data)
    assert found.id == "claim/" + found.id.removeprefix("claim/")
    assert len(found.id) == len("claim/") + 16
    assert Claim.model_validate({**data, "about": ["commitment/soybeans"], "summary": "Other words."}).id == found.id
    for other in ({"at": "p1"}, {"stance": "denies"}, {"said_on": "2025"}, {"terms": {"duty": "must"}}):
        assert Claim.model_validate({**data, **other}).id != found.id


def test_lists_are_stored_in_order_with_numbers_by_their_size() -> None:
    found = node({**CLAIM, "at": ["p10", "p8", "p8.s2"]})
    assert next(edge for edge in found.edges if edge.type == "FROM").properties["locator"] == ["p8", "p8.s2", "p10"]
