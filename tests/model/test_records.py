"""Records: ids, names, citations, stages, and the rules of single kinds."""

from typing import Any

import pytest
from pydantic import ValidationError

from kg.model.actors import ENDED
from kg.model.introspect import describe
from kg.model.kinds import BY_SLUG, KINDS
from kg.model.record import Record
from kg.model.ref import kind_of
from kg.model.status import Owner

Data = dict[str, Any]

CITES = {"document": "document/report", "at": "unseen"}
FEE: Data = {"id": "measure/fee", "name": "Fee", "measure_kind": "port_fee", "cites": CITES}
TEXT: Data = {
    "id": "document/report",
    "document_kind": "article",
    "title": "Report",
    "published": "2025-11-10",
    "tier": "W",
    "publisher": "institution/wire",
}
POST: Data = {
    "id": "tenure/a",
    "official": "official/a",
    "institution": "institution/b",
    "post": "Minister",
    "cites": CITES,
}


def accepted(data: Data, **fields: Any) -> Record:
    whole = {name: value for name, value in {**data, **fields}.items() if value is not None}
    return BY_SLUG[kind_of(data["id"])].model_validate(whole)


def mistakes(data: Data, **fields: Any) -> list[tuple[tuple[str | int, ...], str]]:
    with pytest.raises(ValidationError) as refused:
        accepted(data, **fields)
    return [(each["loc"] + each.get("ctx", {}).get("at", ()), each["msg"]) for each in refused.value.errors()]


@pytest.mark.parametrize(
    "wrong", ["Fee", "measure/", "measure/Fee", "measure/a--b", "measure/-a", "measure/a_b", "measure/é"]
)
def test_an_id_is_the_kind_a_slash_and_words_joined_by_hyphens(wrong: str) -> None:
    fix = "write measure/ and words of a-z and 0-9 joined by hyphens"
    with pytest.raises(ValidationError) as refused:
        BY_SLUG["measure"].model_validate({**FEE, "id": wrong})
    assert [each["msg"] for each in refused.value.errors()] == [f"{wrong!r} is no id; {fix}"]


def test_an_id_of_another_kind_is_refused() -> None:
    with pytest.raises(ValidationError, match="party/us is no id of measures; ids of this kind begin with measure/"):
        BY_SLUG["measure"].model_validate({**FEE, "id": "party/us"})


def test_an_id_of_more_than_two_hundred_characters_is_refused() -> None:
    assert accepted(FEE, id=f"measure/{'a' * 192}").id.endswith("a")
    assert len(mistakes(FEE, id=f"measure/{'a' * 193}")) == 1


def test_only_parties_institutions_topics_negotiations_and_judgements_go_without_a_citation() -> None:
    needs = {kind.label for kind in describe() if kind.cited}
    assert needs == {*("Official", "Tenure", "Event", "Arrangement", "Measure", "Concession", "Commitment", "Status")}
    # Documents and claims are or name a document themselves; data sets are no facts.
    assert {kind.label for kind in describe()} - needs == {
        *("Party", "Institution", "Topic", "Negotiation", "Document", "Claim", "Dataset", "Judgement")
    }
    assert mistakes(FEE, cites=None) == [((), "measure/fee has no citation; add cites: [{document: ..., at: ...}]")]


def test_a_document_is_cited_once_with_all_its_places() -> None:
    assert mistakes(FEE, cites=[{**CITES, "at": "p1"}, {**CITES, "at": "p2"}]) == [
        (("cites", 1), "measure/fee cites document/report twice; cite it once and list the places under at")
    ]
    accepted(FEE, cites={**CITES, "at": ["p1", "p2"]})


def test_a_list_says_nothing_twice() -> None:
    assert mistakes(FEE, against=["party/cn", "party/us", "party/cn"]) == [
        (("against",), "'party/cn' stands twice in one list; list it once")
    ]


def test_names_are_in_normal_form_c_and_without_white_space_around() -> None:
    assert accepted(FEE, name=" Fee\n").name == "Fee"
    assert mistakes(FEE, name="Cafe\u0301") == [
        (("name",), "the text is not in Unicode normal form C; write 'Caf\u00e9'")
    ]
    assert [where for where, _ in mistakes(FEE, name=" ")] == [("name",)]


def test_each_kind_with_a_life_has_its_own_stages() -> None:
    assert {kind.slug: kind.statuses for kind in describe() if kind.statuses != ()} == {
        "measure": ("threatened", "announced", "in_force", "suspended", "changed", "ended", "annulled"),
        "concession": ("announced", "in_force", "extended", "refused", "withdrawn", "lapsed", "moot"),
        "commitment": ("floated", "agreed_in_principle", "given", "fulfilled", "broken", "lapsed", "moot"),
        "event": ("planned", "postponed", "cancelled", "held", "not_known"),
        "arrangement": ("announced", "signed", "in_force", "extended", "ended"),
    }
    assert [where for where, _ in mistakes(FEE, history=[{"status": "signed", "since": "2025"}])] == [
        ("history", 0, "status")
    ]


def test_a_stage_is_told_once() -> None:
    stage = {"status": "ended", "since": "2025"}
    assert [where for where, _ in mistakes(FEE, history=[stage, stage])] == [("history", 1)]


def test_stages_have_ids_of_owner_stage_and_day_and_the_citations_of_their_owner() -> None:
    own = {
        "status": "suspended",
        "since": "2025-11-10/..",
        "until": "2026-11-10",
        "cites": {"document": "document/x", "at": "unseen"},
    }
    owner = accepted(FEE, history=[{"status": "in_force", "since": "2025"}, own])
    assert isinstance(owner, Owner)
    assert [(stage.id, [each.document for each in stage.cites]) for stage in owner.stages()] == [
        ("status/measure-fee-in-force-2025", ["document/report"]),
        ("status/measure-fee-suspended-2025-11-10", ["document/x"]),
    ]


def test_a_document_has_a_last_day() -> None:
    assert accepted(TEXT, published=None, retrieved="2025-11-10").caption == "Report"
    assert mistakes(TEXT, published=None) == [
        ((), "document/report has no date; add published, or retrieved where no date of publication is known")
    ]
    for name in ("published", "retrieved"):
        assert mistakes(TEXT, **{"published": None, name: "2025/.."}) == [
            ((name,), f"2025/.. has no last day; give {name} a date that ends")
        ]


def test_a_post_held_acting_is_named_so() -> None:
    assert accepted(POST).caption == "Minister"
    assert accepted(POST, acting="yes").caption == "Minister (acting)"
    assert accepted(POST, acting="yes", name="Stand-in").caption == "Stand-in"


def test_a_tenure_has_ended_goes_on_or_has_a_last_day() -> None:
    ended, dated, going = (accepted(POST, end=end) for end in ("unknown", "2025-01", None))
    assert [getattr(each, "end", None) for each in (ended, going)] == [ENDED, None]
    assert str(getattr(dated, "end", None)) == "2025-01"
    assert [where for where, _ in mistakes(POST, end="unknwon")] == [("end",)]
    assert [where for where, _ in mistakes(POST, start="unknown")] == [("start",)]


@pytest.mark.parametrize("kind", ["official", "institution"])
def test_a_misprint_is_no_name(kind: str) -> None:
    own = {"id": f"{kind}/a", "name": "Ann Lee", "aliases": "A. Lee", "cites": CITES}
    more = {"institution_kind": "firm"} if kind == "institution" else {}
    assert accepted(own, **more, misprints="Anna Leigh").id == own["id"]
    assert mistakes(own, **more, misprints=["A. Lee", "Anna Leigh"]) == [
        (("misprints",), "'A. Lee' is a name and a misprint; leave it out of one of them")
    ]


def test_a_participant_is_listed_once() -> None:
    event = {"id": "event/e", "name": "E", "event_kind": "call", "cites": CITES}
    people = [{"who": "official/a", "role": "head"}, {"who": "official/a"}]
    assert mistakes(event, participants=people) == [
        (("participants", 1), "event/e lists official/a twice; list each participant once")
    ]


def test_records_are_closed_and_do_not_change() -> None:
    assert [message for _, message in mistakes(FEE, colour="red")] == ["Extra inputs are not permitted"]
    with pytest.raises(ValidationError, match="frozen"):
        accepted(FEE).name = "Other"
    assert all(kind.model_config.get("extra") == "forbid" and kind.model_config.get("frozen") for kind in KINDS)
