"""Known time, rule by rule, as a plan works it out from records."""

from typing import Any

import pytest

from kg.load.plan import Plan
from kg.model.known import CONTEXT
from tests.dossiers import plan_records

Data = dict[str, Any]

WIRE = {"id": "institution/wire", "name": "Wire", "institution_kind": "medium"}
PARTY = {"id": "party/us", "name": "United States"}


def document(slug: str, **dates: str) -> Data:
    return {
        "id": f"document/{slug}",
        "document_kind": "article",
        "title": slug,
        "tier": "W",
        "publisher": "institution/wire",
        **dates,
    }


def measure(slug: str, *documents: str, **more: Any) -> Data:
    cites = [{"document": f"document/{each}", "at": "unseen"} for each in documents]
    return {"id": f"measure/{slug}", "name": slug, "measure_kind": "tariff", "cites": cites, **more}


def claim(slug: str, of: str, **more: Any) -> Data:
    speech = {"speaker": "institution/wire", "stance": "asserts", "summary": "Says so."}
    return {"id": f"claim/{slug}", "document": f"document/{of}", "at": "unseen", **speech, **more}


EARLY, LATE = document("early", published="2025-11-01"), document("late", published="2025-11-20")


def planned(*records: Data) -> Plan:
    return plan_records(None, a=[PARTY, WIRE, EARLY, LATE, *records])


def day(plan: Plan, record: str) -> str | None:
    (found,) = (known.day for known in plan.changes.nodes if known.node.id == record)
    return found


def edges(plan: Plan, source: str) -> dict[str, str | None]:
    return {f"{edge.type} {edge.target}": edge.day for edge in plan.changes.edges if edge.source == source}


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ({"published": "2025-12-09"}, "2025-12-09"),
        ({"published": "2025-12"}, "2025-12-31"),
        ({"published": "2025"}, "2025-12-31"),
        ({"published": "2025-02~"}, "2025-02-28"),
        ({"published": "2025-12-09/2025-12-12", "dated_by": "the page lists a later post"}, "2025-12-12"),
        ({"published": "[2025-12-09..2025-12-12]"}, "2025-12-12"),
        ({"published": "../2025-12-12"}, "2025-12-12"),
        ({"retrieved": "2026-01-05"}, "2026-01-05"),
        ({"published": "2025-12-09", "retrieved": "2026-01-05"}, "2025-12-09"),
    ],
)
def test_a_document_is_known_from_its_last_day_else_from_when_it_was_read(dates: Data, expected: str) -> None:
    assert day(planned(document("x", **dates)), "document/x") == expected


def test_a_document_counts_from_its_own_date_whoever_cites_it_or_speaks_of_it() -> None:
    plan = planned(claim("c", "early", about="document/late"))
    assert day(plan, "document/late") == "2025-11-20"


def test_a_claim_is_known_from_its_document_not_from_when_it_was_said() -> None:
    plan = planned(claim("c", "late", said_on="2025-10-01"), claim("earlier", "early", about="claim/c"))
    assert day(plan, "claim/c") == "2025-11-20"


def test_the_day_of_a_document_counts_and_not_that_of_the_one_it_is_known_through() -> None:
    plan = planned(
        measure("m", "late") | {"cites": {"document": "document/late", "at": "unseen", "via": "document/early"}}
    )
    assert day(plan, "measure/m") == "2025-11-20"


def test_a_record_is_known_from_the_earliest_of_its_citations() -> None:
    assert day(planned(measure("m", "late", "early")), "measure/m") == "2025-11-01"


def test_a_record_is_known_from_the_first_claim_about_it() -> None:
    plan = planned(measure("m", "late"), claim("c", "early", about="measure/m"))
    assert day(plan, "measure/m") == "2025-11-01"


def test_the_subject_and_object_of_a_link_are_not_what_the_claim_is_about() -> None:
    link = {"predicate": "replaces", "subject": "measure/m", "object": "measure/n"}
    plan = planned(measure("m", "late"), measure("n", "late"), claim("c", "early", link=link))
    assert day(plan, "measure/m") == "2025-11-20"


def test_a_stage_is_known_from_its_own_citations_else_from_those_of_its_owner() -> None:
    own = {"status": "suspended", "since": "2025-11-10", "cites": {"document": "document/late", "at": "unseen"}}
    plan = planned(measure("m", "early", history=[{"status": "in_force", "since": "2025"}, own]))
    assert day(plan, "status/measure-m-in-force-2025") == "2025-11-01"
    assert day(plan, "status/measure-m-suspended-2025-11-10") == "2025-11-20"
    assert edges(plan, "measure/m") == {
        "CITES document/early": "2025-11-01",
        "HAS_STATUS status/measure-m-in-force-2025": "2025-11-01",
        "HAS_STATUS status/measure-m-suspended-2025-11-10": "2025-11-20",
    }


def test_what_nothing_rests_on_has_no_day() -> None:
    plan = planned()
    assert (day(plan, "party/us"), day(plan, "institution/wire"), day(plan, "dataset/a")) == (None, None, None)


def test_citations_count_from_the_document() -> None:
    plan = planned(measure("m", "late", "early"))
    assert edges(plan, "measure/m") == {"CITES document/late": "2025-11-20", "CITES document/early": "2025-11-01"}


def test_what_a_claim_states_counts_from_the_claim_even_about_later_records() -> None:
    plan = planned(
        measure("m", "late"),
        claim("old", "early"),
        claim("new", "late", about=["measure/m", "document/early"], revises="claim/old", relays="claim/old"),
        claim("ahead", "early", about="document/late", relays="claim/new"),
    )
    assert edges(plan, "claim/new") == {
        "ABOUT document/early": "2025-11-20",
        "ABOUT measure/m": "2025-11-20",
        "FROM document/late": "2025-11-20",
        "RELAYS claim/old": "2025-11-20",
        "REVISES claim/old": "2025-11-20",
        "SPOKEN_BY institution/wire": "2025-11-20",
    }
    assert edges(plan, "claim/ahead") == {
        "ABOUT document/late": "2025-11-01",
        "FROM document/early": "2025-11-01",
        "RELAYS claim/new": "2025-11-01",
        "SPOKEN_BY institution/wire": "2025-11-01",
    }


def test_other_relationships_count_from_the_later_of_both_ends() -> None:
    plan = planned(measure("old", "early", parent="measure/new"), measure("new", "late"))
    assert edges(plan, "measure/old")["PART_OF measure/new"] == "2025-11-20"
    plan = planned(measure("old", "early"), measure("new", "late", parent="measure/old"))
    assert edges(plan, "measure/new")["PART_OF measure/old"] == "2025-11-20"


def test_a_target_that_is_context_does_not_delay_a_relationship() -> None:
    about = claim("c", "late", about="party/us")
    plan = planned(about, measure("m", "early", imposed_by="party/us"))
    assert day(plan, "party/us") == "2025-11-20"
    assert edges(plan, "measure/m")["IMPOSED_BY party/us"] == "2025-11-01"


def test_a_record_without_a_day_takes_that_of_its_target() -> None:
    talks = {"id": "negotiation/talks", "name": "Talks", "parties": "party/us"}
    assert edges(planned(talks), "negotiation/talks") == {"BETWEEN party/us": None}


def test_actors_topics_negotiations_tenures_judgements_and_data_sets_are_context() -> None:
    # Data sets and judgements carry no day at all, so nothing may hide them either.
    assert {"party", "institution", "official", "topic", "negotiation", "tenure", "dataset", "judgement"} == CONTEXT
