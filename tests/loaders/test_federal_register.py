"""The Federal Register: documents, agencies, and measures with the stages that several documents make."""

import csv
import json
import time
from pathlib import Path
from typing import Any

import pytest

from kg.ask import ask
from kg.content import content_folder
from kg.errors import DataError
from kg.load import load
from kg.load.plan import make_plan
from kg.load.run import write
from kg.load.source import source
from kg.store import open_store
from kg.store.state import State


def document(number: str, title: str, published: str, **more: Any) -> dict[str, Any]:
    agency = {
        "name": "Industry and Security Bureau",
        "id": 241,
        "parent_id": 54,
        "slug": "industry-and-security-bureau",
    }
    return {
        "document_number": number,
        "title": title,
        "type": "Rule",
        "publication_date": published,
        "agencies": [agency],
        **more,
    }


def read(folder: Path, *documents: dict[str, Any]) -> tuple[dict[str, dict[str, Any]], list[str]]:
    (folder / "page.json").write_text(json.dumps({"count": len(documents), "results": documents}), encoding="utf-8")
    made = source("federal_register")
    intake = made.intake([folder / "page.json"], rejects=folder)
    (batch,) = made.loader(intake)
    return {entry.data["id"]: entry.data for entry in batch.entries}, intake.report()


def stages(record: dict[str, Any]) -> list[tuple[str, str, str | None]]:
    return [(each["status"], each["since"], each.get("until")) for each in record["history"]]


RULE = document(
    "2025-19001",
    "Expansion of End-User Controls To Cover Affiliates of Certain Listed Entities",
    "2025-09-30",
    effective_on="2025-09-29",
    citation="90 FR 47201",
    regulation_id_numbers=["0694-AK11"],
    docket_ids=["Docket No. 250509-0083"],
    cfr_references=[{"title": 15, "part": 744}],
)
SUSPENSION = document(
    "2025-19846",
    "One-Year Suspension of Expansion of End-User Controls for Affiliates of Certain Listed Entities",
    "2025-11-12",
    effective_on="2025-11-10",
    dates="This rule is effective November 10, 2025, through November 9, 2026.",
    cfr_references=[{"title": 15, "part": 744}],
)
PLAIN = SUSPENSION | {"title": "Temporary suspension of a rule"}


@pytest.mark.parametrize(
    "suspension",
    [
        SUSPENSION,
        PLAIN | {"abstract": "Pauses the rule that was published at 90 FR 47201."},
        PLAIN | {"abstract": "Pauses document 2025-19001."},
        PLAIN | {"regulation_id_numbers": ["0694-AK11"]},
        PLAIN | {"docket_ids": ["250509-0083"]},
    ],
    ids=["by title", "by citation", "by number", "by RIN", "by docket"],
)
def test_a_rule_and_its_suspension_are_one_measure_with_two_stages(tmp_path: Path, suspension: dict[str, Any]) -> None:
    records, report = read(tmp_path, suspension, RULE)
    measures = [each for key, each in records.items() if key.startswith("measure/")]
    assert [each["id"] for each in measures] == ["measure/federal-register-2025-19001"]
    assert stages(measures[0]) == [("in_force", "2025-09-29", None), ("suspended", "2025-11-10", "2026-11-09")]
    assert [each["set_by"] for each in measures[0]["history"]] == [
        "document/federal-register-2025-19001",
        "document/federal-register-2025-19846",
    ]
    assert records["document/federal-register-2025-19846"]["amends"] == ["document/federal-register-2025-19001"]
    assert report == []


def test_the_same_documents_give_the_same_records_in_any_order(tmp_path: Path) -> None:
    assert read(tmp_path, RULE, SUSPENSION) == read(tmp_path, SUSPENSION, RULE)


def test_a_suspension_without_its_rule_is_a_document_and_is_reported(tmp_path: Path) -> None:
    records, report = read(tmp_path, SUSPENSION)
    assert not any(key.startswith("measure/") for key in records)
    assert report == [
        "no stage was recognised: the measure on which it acts is not in the input, or nothing says which it is "
        f"(1 times; first: 2025-19846 {SUSPENSION['title']})"
    ]


def test_a_suspension_that_fits_two_rules_is_added_to_neither(tmp_path: Path) -> None:
    other = RULE | {"document_number": "2025-20000", "publication_date": "2025-10-01", "regulation_id_numbers": []}
    records, report = read(tmp_path, RULE, other | {"docket_ids": [], "citation": None}, SUSPENSION)
    histories = [stages(each) for key, each in records.items() if key.startswith("measure/")]
    assert histories == [[("in_force", "2025-09-29", None)]] * 2
    assert "no stage was recognised: it fits several measures" in " ".join(report)


CORRECTION = document(
    "C1-2025-19846",
    f"{SUSPENSION['title']}; Correction",
    "2025-11-20",
    type="Correction",
    correction_of="https://www.federalregister.gov/api/v1/documents/2025-19846",
)


def test_a_correction_makes_no_stage_of_its_own(tmp_path: Path) -> None:
    records, report = read(tmp_path, RULE, SUSPENSION, CORRECTION)
    assert stages(records["measure/federal-register-2025-19001"]) == [
        ("in_force", "2025-09-29", None),
        ("suspended", "2025-11-10", "2026-11-09"),
    ]
    assert records["document/federal-register-c1-2025-19846"]["amends"] == [
        "document/federal-register-2025-19001",
        "document/federal-register-2025-19846",
    ]
    assert report == [
        "no stage was recognised: it corrects a document and gives no day of a stage anew "
        f"(1 times; first: C1-2025-19846 {CORRECTION['title']})"
    ]


@pytest.mark.parametrize(
    ("more", "suspended"),
    [
        ({"dates": "The rule is suspended through November 10, 2026."}, ("2025-11-10", "2026-11-10")),
        ({"abstract": "The effective date is corrected to read November 12, 2025."}, ("2025-11-12", "2026-11-09")),
        ({"effective_on": "2025-11-11"}, ("2025-11-11", "2026-11-09")),
        # Its own day of effect, and no other day for the rule.
        ({"effective_on": "2025-11-20"}, ("2025-11-10", "2026-11-09")),
    ],
)
def test_a_correction_gives_the_days_of_the_same_stage_anew(
    tmp_path: Path, more: dict[str, Any], suspended: tuple[str, str]
) -> None:
    records, _ = read(tmp_path, RULE, SUSPENSION, CORRECTION | more)
    assert stages(records["measure/federal-register-2025-19001"]) == [
        ("in_force", "2025-09-29", None),
        ("suspended", *suspended),
    ]


def test_the_end_of_a_suspension_brings_the_measure_back(tmp_path: Path) -> None:
    title = SUSPENSION["title"].replace("One-Year", "Termination of the")
    records, report = read(
        tmp_path, RULE, SUSPENSION, document("2026-09000", title, "2026-05-04", effective_on="2026-05-02")
    )
    assert stages(records["measure/federal-register-2025-19001"]) == [
        ("in_force", "2025-09-29", None),
        ("suspended", "2025-11-10", "2026-11-09"),
        ("in_force", "2026-05-02", None),
    ]
    assert report == []


def test_a_suspension_that_is_prolonged_is_suspended_until_the_new_day(tmp_path: Path) -> None:
    title = SUSPENSION["title"].replace("One-Year", "Extension of the")
    dates = "This rule is effective November 9, 2026, through November 9, 2027."
    records, _ = read(
        tmp_path, RULE, SUSPENSION, document("2026-22000", title, "2026-11-02", effective_on="2026-11-09", dates=dates)
    )
    assert stages(records["measure/federal-register-2025-19001"])[1:] == [
        ("suspended", "2025-11-10", "2026-11-09"),
        ("suspended", "2026-11-09", "2027-11-09"),
    ]


def test_a_title_that_holds_another_one_is_no_act_on_it(tmp_path: Path) -> None:
    title = "Addition of Certain Entities to the Entity List"
    first = document("2024-00001", title, "2024-01-05", effective_on="2024-01-05")
    more = f"{title}, and Removal of an Existing Entry From the Entity List"
    records, _ = read(tmp_path, first, document("2025-00002", more, "2025-03-05", effective_on="2025-03-05"))
    assert {key: stages(each) for key, each in records.items() if key.startswith("measure/")} == {
        "measure/federal-register-2024-00001": [("in_force", "2024-01-05", None)],
        "measure/federal-register-2025-00002": [("in_force", "2025-03-05", None)],
    }


@pytest.mark.parametrize(
    ("opening", "made"),
    [
        ("One-Year Pause of {}", ("suspended", "2025-11-10", "2026-11-09")),
        ("Pausing {}", ("suspended", "2025-11-10", "2026-11-09")),
        ("Temporary Pause: {}", ("suspended", "2025-11-10", "2026-11-09")),
        ("Cancellation of {}", ("ended", "2025-11-10", None)),
        ("Ending {}", None),
        ("Halting {}", None),
        ("Reversal of {}", None),
        ("Waiver of {}", None),
        ("Holding in Abeyance {}", None),
        ("{}; Holding in Abeyance", None),
        ("Continuing the Suspension of {}", None),
        ("Enforcement Discretion Regarding {}", None),
        ("Temporary Non-Enforcement of {}", None),
        ("Postponement of {}", None),
        ("Postponing the Effective Date of {}", None),
        ("Deferral of {}", None),
        ("Reinstatement of {}", None),
        ("Resumption of {}", None),
        ("Lifting of the Suspension of {}", None),
    ],
)
def test_an_opening_around_the_whole_title_of_a_measure_makes_no_other_measure(
    tmp_path: Path, opening: str, made: tuple[str, str, str | None] | None
) -> None:
    title = opening.format(RULE["title"])
    later = SUSPENSION | {"title": title, "regulation_id_numbers": ["0694-ZZ99"], "docket_ids": ["250509-0099"]}
    records, report = read(tmp_path, RULE, later)
    assert {key: stages(each) for key, each in records.items() if key.startswith("measure/")} == {
        "measure/federal-register-2025-19001": [
            ("in_force", "2025-09-29", None),
            *([made] if made is not None else []),
        ]
    }
    assert [(line[:24], line.partition("2025-19846 ")[2]) for line in report] == (
        [("no stage was recognised:", f"{title})")] if made is None else []
    )


@pytest.mark.parametrize("form", ["Interim Final Rule: {}", "{}; Final Rule", "Final {}"])
def test_words_that_only_say_what_a_document_is_do_not_hide_that_it_carries_out_a_proposal(
    tmp_path: Path, form: str
) -> None:
    proposal = CONTROLS | {"type": "Proposed Rule", "effective_on": None, "docket_ids": ["250509-0099"]}
    rule = document(
        "2025-00012",
        form.format(CONTROLS["title"]),
        "2025-03-20",
        effective_on="2025-03-20",
        docket_ids=["250509-0099"],
    )
    records, report = read(tmp_path, proposal, rule)
    assert stages(records["measure/federal-register-2025-00010"]) == [
        ("announced", "2025-02-01", None),
        ("in_force", "2025-03-20", None),
    ]
    assert report == []


def test_an_end_of_a_proposal_in_words_that_are_not_understood_is_no_rule(tmp_path: Path) -> None:
    shared = {"docket_ids": ["250509-0099"]}
    proposal = CONTROLS | {"type": "Proposed Rule", "effective_on": None} | shared
    title = f"Setting Aside {CONTROLS['title']}"
    dropped = document("2025-00012", title, "2025-03-20", effective_on="2025-03-20", **shared)
    records, report = read(tmp_path, proposal, dropped)
    assert stages(records["measure/federal-register-2025-00010"]) == [("announced", "2025-02-01", None)]
    assert report == [
        "no stage was recognised: the words around the whole title of a measure are no act that is known; see acts in "
        f"source.yaml (1 times; first: 2025-00012 {title})"
    ]


def test_a_review_that_is_dropped_does_not_end_the_duty_order(tmp_path: Path) -> None:
    case = {"type": "Notice", "docket_ids": ["A-570-909"]}
    order = document("2020-1", "Certain Steel Nails From China: Antidumping Duty Order", "2020-08-01", **case)
    title = "Certain Steel Nails From China: Rescission of Antidumping Duty Administrative Review"
    records, report = read(tmp_path, order, document("2025-3", title, "2025-03-01", **case))
    assert stages(records["measure/federal-register-2020-1"]) == [("announced", "2020-08-01", None)]
    assert report == [
        f"no stage was recognised: it acts on a part, or on something else than a rule (1 times; first: 2025-3 {title})"
    ]


CONTROLS = document(
    "2025-00010",
    "Export Controls on Advanced Gallium Oxide Widgets",
    "2025-02-01",
    effective_on="2025-03-01",
    cfr_references=[{"title": 15, "part": 744}],
)


@pytest.mark.parametrize(
    "more",
    [
        {"effective_on": "2025-02-20", "dates": "The effective date of the rule is delayed until June 1, 2025."},
        {"effective_on": "2025-06-01"},
    ],
)
def test_a_measure_is_not_in_force_before_the_day_to_which_it_is_delayed(tmp_path: Path, more: dict[str, Any]) -> None:
    delay = document("2025-00011", f"{CONTROLS['title']}; Delay of Effective Date", "2025-02-20", **more)
    records, report = read(tmp_path, CONTROLS, delay)
    found = records["measure/federal-register-2025-00010"]
    assert stages(found) == [("announced", "2025-02-01", None), ("in_force", "2025-06-01", None)]
    assert found["history"][1]["set_by"] == "document/federal-register-2025-00011"
    assert report == []


def test_a_measure_that_is_delayed_without_a_new_day_is_only_announced(tmp_path: Path) -> None:
    delay = document("2025-00011", f"{CONTROLS['title']}; Delay of Effective Date", "2025-02-20")
    records, _ = read(tmp_path, CONTROLS, delay)
    assert stages(records["measure/federal-register-2025-00010"]) == [
        ("announced", "2025-02-01", None),
        ("announced", "2025-02-20", None),
    ]


def test_a_request_for_comments_on_a_change_is_no_change(tmp_path: Path) -> None:
    case = {"docket_ids": ["USTR-2025-0001"]}
    title = "Request for Comments on Proposed Modification of Export Controls on Advanced Gallium Oxide Widgets"
    records, report = read(
        tmp_path, CONTROLS | case, document("2025-00012", title, "2025-03-20", type="Notice", **case)
    )
    assert [each[0] for each in stages(records["measure/federal-register-2025-00010"])] == ["announced", "in_force"]
    assert report == [f"no stage was recognised: it asks for comments (1 times; first: 2025-00012 {title})"]


def test_a_suspension_that_is_only_proposed_suspends_nothing(tmp_path: Path) -> None:
    title = f"Suspension of {CONTROLS['title']}"
    records, report = read(tmp_path, CONTROLS, document("2025-00012", title, "2025-03-20", type="Proposed Rule"))
    assert [each[0] for each in stages(records["measure/federal-register-2025-00010"])] == ["announced", "in_force"]
    assert "amends" not in records["document/federal-register-2025-00012"]
    assert report == [
        f"no stage was recognised: it is a proposal that is no rule yet (1 times; first: 2025-00012 {title})"
    ]


def test_a_proposal_that_is_withdrawn_has_ended(tmp_path: Path) -> None:
    proposal = CONTROLS | {"type": "Proposed Rule", "effective_on": None}
    title = f"{CONTROLS['title']}; Withdrawal"
    records, _ = read(tmp_path, proposal, document("2025-00012", title, "2025-03-20", type="Proposed Rule"))
    assert stages(records["measure/federal-register-2025-00010"]) == [
        ("announced", "2025-02-01", None),
        ("ended", "2025-03-20", None),
    ]


def test_an_order_can_change_another_and_set_a_measure_of_its_own(tmp_path: Path) -> None:
    order = {"type": "Presidential Document", "subtype": "Executive Order", "agencies": []}
    first = document("2030-1", "Imposing Duties on Lumber", "2030-03-20", **order, executive_order_number=20001)
    notes = "Amends: EO 20001, March 16, 2030\nSee: EO 19999"
    next_ = document("2030-2", "Imposing Duties on Paper", "2030-06-04", **order, executive_order_notes=notes)
    records, report = read(tmp_path, first, next_)
    assert {key: stages(each) for key, each in records.items() if key.startswith("measure/")} == {
        "measure/federal-register-2030-1": [("announced", "2030-03-20", None), ("changed", "2030-06-04", None)],
        "measure/federal-register-2030-2": [("announced", "2030-06-04", None)],
    }
    assert report == []


def test_days_for_comments_are_no_end_of_a_suspension(tmp_path: Path) -> None:
    dates = "Comments are taken through January 5, 2025."
    title = f"Suspension of {CONTROLS['title']}"
    records, _ = read(
        tmp_path, CONTROLS, document("2025-00011", title, "2025-04-20", effective_on="2025-06-01", dates=dates)
    )
    assert stages(records["measure/federal-register-2025-00010"])[-1] == ("suspended", "2025-06-01", None)


def test_every_document_makes_a_stage_or_is_counted_with_the_reason(tmp_path: Path) -> None:
    plain = [document(f"2025-0{number:04}", "Meeting of a committee", "2025-02-01") for number in range(7)]
    proposal = document("2025-00020", "Partial Removal of Export Controls", "2025-04-01", type="Proposed Rule")
    _, report = read(tmp_path, RULE, SUSPENSION, CORRECTION, proposal, *plain)
    noted = [int(line.rpartition("(")[2].partition(" ")[0]) for line in report if line.startswith("no stage")]
    assert (sorted(noted), len(report)) == ([1, 1, 7], 3)


def test_a_rule_that_takes_effect_later_is_announced_first(tmp_path: Path) -> None:
    records, _ = read(tmp_path, RULE | {"effective_on": "2025-10-30"})
    assert stages(records["measure/federal-register-2025-19001"]) == [
        ("announced", "2025-09-30", None),
        ("in_force", "2025-10-30", None),
    ]


def test_identifiers_and_agencies_are_kept(tmp_path: Path) -> None:
    parent = {"name": "Commerce Department", "id": 54, "parent_id": None, "slug": "commerce-department"}
    records, _ = read(tmp_path, RULE | {"agencies": [parent, *RULE["agencies"]]})
    found = records["document/federal-register-2025-19001"]
    assert found["identifiers"] == [
        "fr:2025-19001",
        "fr-citation:90 FR 47201",
        "rin:0694-AK11",
        "docket:250509-0083",
        "cfr:15 CFR 744",
    ]
    assert found["publisher"] == [
        "institution/federal-register-commerce-department",
        "institution/federal-register-industry-and-security-bureau",
    ]
    bureau = records["institution/federal-register-industry-and-security-bureau"]
    assert (bureau["institution_kind"], bureau["parent"]) == ("agency", found["publisher"][0])
    assert records[found["publisher"][0]]["institution_kind"] == "ministry"


def test_an_order_names_its_number_and_what_revokes_it_ends_it(tmp_path: Path) -> None:
    order = {"type": "Presidential Document", "subtype": "Executive Order", "agencies": []}
    first = document("2030-1", "Imposing Duties on Lumber", "2030-03-20", **order, executive_order_number=20001)
    last = document(
        "2030-2", "Termination of an Emergency", "2030-06-04", **order, disposition_notes="Revokes: EO 20001"
    )
    records, _ = read(tmp_path, first, last)
    found = records["measure/federal-register-2030-1"]
    assert stages(found) == [("announced", "2030-03-20", None), ("ended", "2030-06-04", None)]
    assert found["imposed_by"] == ["institution/federal-register-executive-office-of-the-president"]
    assert "eo:20001" in records["document/federal-register-2030-1"]["identifiers"]


@pytest.mark.parametrize("type_", ["Uncategorized Document", "Leaflet"])
def test_a_document_of_an_unusual_type_is_taken_and_sets_nothing(tmp_path: Path, type_: str) -> None:
    records, report = read(tmp_path, CONTROLS | {"type": type_})
    assert records["document/federal-register-2025-00010"]["document_kind"] == "notice"
    assert not any(key.startswith("measure/") for key in records)
    told = [
        "the type Leaflet is read as a notice; add it to document_kinds in source.yaml (1 times; first: 2025-00010)"
    ]
    assert report[:-1] == (told if type_ == "Leaflet" else [])
    assert report[-1].startswith("no stage was recognised: it is of a type that sets a measure only where")


@pytest.mark.parametrize("written", ["Docket No.: 250509-0083", "Docket ID: 250509-0083", "docket number 250509-0083"])
def test_a_docket_is_known_by_its_number_alone(tmp_path: Path, written: str) -> None:
    records, _ = read(tmp_path, RULE | {"docket_ids": [written]})
    assert "docket:250509-0083" in records["document/federal-register-2025-19001"]["identifiers"]


@pytest.mark.parametrize(
    ("mistake", "reason"),
    [
        ({"effective_on": "2025-13-01"}, "effective_on is 2025-13-01, which is no day"),
        ({"publication_date": "soon"}, "publication_date is soon, which is no day"),
        ({"topics": ["(", "Exports"]}, "'topic/federal-register-' is no id"),
        ({"agencies": [{"name": "", "slug": "bureau"}]}, "name is empty"),
    ],
    ids=["effect", "publication", "topic", "agency"],
)
def test_a_document_with_a_mistake_is_refused_and_the_others_are_taken(
    tmp_path: Path, mistake: dict[str, Any], reason: str
) -> None:
    plain = [document(f"2026-{number:05}", "Meeting of a committee", "2026-02-01") for number in range(120)]
    page = json.dumps([*plain, CONTROLS | mistake], indent=0)
    (tmp_path / "list.json").write_text(page, encoding="utf-8")
    made = source("federal_register")
    intake = made.intake([tmp_path / "list.json"], rejects=tmp_path)
    (batch,) = made.loader(intake)
    assert sum(entry.kind == "document" for entry in batch.entries) == 120
    with (tmp_path / "federal_register.csv").open(encoding="utf-8", newline="") as stream:
        (refused,) = csv.DictReader(stream)
    line = page[: page.index('"2025-00010"')].count("\n")
    assert (refused["line"], refused["reason"]) == (str(line), reason)


def test_what_is_refused_leaves_nothing_behind(tmp_path: Path) -> None:
    plain = [document(f"2026-{number:05}", "Meeting of a committee", "2026-02-01") for number in range(120)]
    other = {"name": "Other Bureau", "slug": "other-bureau"}
    records, _ = read(tmp_path, *plain, CONTROLS | {"effective_on": "never", "agencies": [other]})
    assert "institution/federal-register-other-bureau" not in records


def test_institutions_and_topics_cite_the_first_document_that_names_them(tmp_path: Path) -> None:
    records, _ = read(tmp_path, SUSPENSION | {"topics": ["Exports"]}, RULE | {"topics": ["Exports"]})
    cites = [{"document": "document/federal-register-2025-19001", "at": "unseen"}]
    assert records["institution/federal-register-industry-and-security-bureau"]["cites"] == cites
    assert records["topic/federal-register-exports"]["cites"] == cites


def test_an_agency_is_of_the_party_that_source_yaml_names_and_of_no_other(tmp_path: Path) -> None:
    other = {"name": "Lumber Council", "slug": "lumber-council"}
    records, _ = read(tmp_path, RULE | {"agencies": [*RULE["agencies"], other]})
    assert records["institution/federal-register-industry-and-security-bureau"]["party"] == "party/us"
    assert "party" not in records["institution/federal-register-lumber-council"]
    assert records["party/us"] == {"id": "party/us", "name": "United States"}


def test_the_time_grows_with_the_documents_and_no_faster(tmp_path: Path) -> None:
    def seconds(count: int) -> float:
        many = [
            document(f"2025-{number:05}", f"Export Controls on Widgets of Sort {number}", "2025-02-01")
            for number in range(count)
        ]
        begun = time.perf_counter()
        read(tmp_path, *many)
        return time.perf_counter() - begun

    few = seconds(500)
    assert seconds(4000) < 8 * few * 3


def test_the_fuller_of_two_copies_of_a_document_is_kept(tmp_path: Path) -> None:
    short = document("2025-19001", RULE["title"], "2025-09-30")
    assert read(tmp_path, short, RULE)[0] == read(tmp_path, RULE)[0]


@pytest.mark.parametrize("emptied", [None, "citation"], ids=["equally full", "one fuller"])
def test_two_states_of_a_document_are_told(tmp_path: Path, emptied: str | None) -> None:
    later = RULE | {"effective_on": "2025-09-30", "docket_ids": []}
    first = RULE | {"docket_ids": []} | ({emptied: None} if emptied is not None else {})
    records, report = read(tmp_path, first, later)
    taken = "2025-09-29" if emptied is None else "2025-09-30"
    assert stages(records["measure/federal-register-2025-19001"])[-1] == ("in_force", taken, None)
    (line,) = report
    assert line.startswith("two copies of a document differ, and the fuller one, else the first, is taken: ")
    assert "(1 times; first: 2025-19001 in effective_on: " in line


def test_a_copy_with_fewer_fields_is_no_other_state(tmp_path: Path) -> None:
    full = SUSPENSION | {"action": "Final rule.", "topics": ["Exports"], "docket_ids": ["250509-0083"]}
    short = {name: full[name] for name in ("document_number", "title", "type", "publication_date", "agencies")}
    assert read(tmp_path, RULE, short, full)[1] == []


TIES = [{"measure": "measure/us-affiliates-rule", "documents": ["2025-19001", "2025-19846"]}]


def download(folder: Path, ties: list[dict[str, Any]], *documents: dict[str, Any]) -> Path:
    """A folder of documents with a file that says of which measures they speak."""
    folder.mkdir(exist_ok=True)
    (folder / "page.json").write_text(json.dumps({"results": documents}), encoding="utf-8")
    (folder / "measures.yaml").write_text(json.dumps({"measures": ties}), encoding="utf-8")
    return folder


def tied(folder: Path, ties: list[dict[str, Any]], *documents: dict[str, Any]) -> tuple[list[Any], list[str]]:
    """What documents say of measures: measure, stage, since, until, and what it revises; and the report."""
    made = source("federal_register")
    intake = made.intake([download(folder, ties, *documents)], rejects=folder)
    (batch,) = made.loader(intake)
    records = [entry.data for entry in batch.entries]
    assert not any(each["id"].startswith("measure/") for each in records)
    claims = [each for each in records if each["id"].startswith("claim/")]
    return [(each["about"], *each["terms"].values(), each.get("revises")) for each in claims], intake.report()


@pytest.mark.parametrize(
    "tie",
    [
        {"documents": ["2025-19001"]},
        {"titles": [RULE["title"].upper()]},
        {"identifiers": ["docket:250509-0083"]},
        {"identifiers": ["rin:0694-AK11"]},
        {"identifiers": ["fr-citation:90 FR 47201"]},
    ],
    ids=["number", "title", "docket", "RIN", "citation"],
)
def test_documents_are_tied_to_a_curated_measure_and_what_acts_on_them_follows(
    tmp_path: Path, tie: dict[str, Any]
) -> None:
    measure = "measure/us-affiliates-rule"
    assert tied(tmp_path, [{"measure": measure, **tie}], RULE, SUSPENSION) == (
        [
            (measure, "in_force", "2025-09-29", None),
            (measure, "suspended", "2025-11-10", "2026-11-09", None),
        ],
        [],
    )


def test_ties_are_read_with_either_ending_of_a_yaml_file(tmp_path: Path) -> None:
    folder = download(tmp_path / "register", TIES, RULE)
    (folder / "measures.yaml").rename(folder / "measures.yml")
    (batch,) = source("federal_register").read([folder])
    assert {entry.data["about"] for entry in batch.entries if entry.kind == "claim"} == {"measure/us-affiliates-rule"}


def test_a_suspension_alone_can_be_tied(tmp_path: Path) -> None:
    found, report = tied(tmp_path, TIES, SUSPENSION)
    assert found == [("measure/us-affiliates-rule", "suspended", "2025-11-10", "2026-11-09", None)]
    assert report == ["measures.yaml names what no document in the input has (1 times; first: fr:2025-19001)"]


def test_a_tied_document_that_is_no_rule_says_nothing_of_a_stage(tmp_path: Path) -> None:
    hearing = document("2025-20000", "Public Hearing", "2025-10-20", type="Notice", docket_ids=RULE["docket_ids"])
    ties = [{"measure": "measure/us-affiliates-rule", "identifiers": ["docket:250509-0083"]}]
    found, report = tied(tmp_path, ties, RULE, hearing)
    assert [each[1] for each in found] == ["in_force"]
    assert [line[:64] for line in report] == ["no stage was recognised: it is of a type that sets a measure onl"]


def test_a_correction_of_a_tied_document_revises_what_it_said(tmp_path: Path) -> None:
    found, _ = tied(tmp_path, TIES, SUSPENSION, CORRECTION | {"dates": "It is suspended through November 10, 2026."})
    earlier = "claim/federal-register-2025-19846-suspended-us-affiliates-rule"
    assert [each[-2:] for each in found] == [("2026-11-09", None), ("2026-11-10", earlier)]


def test_a_tie_that_names_nothing_or_no_measure_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"nothing ties a document to measure/a; give documents, titles or identif"):
        tied(tmp_path, [{"measure": "measure/a"}], RULE)
    with pytest.raises(DataError, match=r"measures.yaml:1:"):
        tied(tmp_path, [{"measure": "party/us", "documents": ["2025-19001"]}], RULE)


def test_a_measure_that_does_not_exist_is_told_where_the_user_named_it(tmp_path: Path) -> None:
    folder = tmp_path / "register"
    with pytest.raises(DataError) as raised:
        make_plan(source("federal_register").read([download(folder, TIES, RULE, SUSPENSION)]), State(None))
    (problem,) = raised.value.problems
    assert str(problem).startswith(f"{folder}/measures.yaml:1:27: measure/us-affiliates-rule does not exist; ")


def test_a_date_that_differs_from_that_of_the_dossier_stands_beside_it(tmp_path: Path) -> None:
    pytest.importorskip("arcadedb", reason="the embedded engine has no wheel for this platform")
    measure, bureau = TIES[0]["measure"], "institution/federal-register-industry-and-security-bureau"
    folder = download(tmp_path / "register", TIES, RULE | {"effective_on": "2025-10-05"}, SUSPENSION)
    with open_store(f"embedded:{tmp_path / 'graph'}") as store:
        load(store, [content_folder("seeds") / "us-china-2025"])
        write(store, make_plan(source("federal_register").read([folder]), State(store)))
        answer = ask(store, "claims/contested-terms", as_of="2026-01-01", subject=measure)
        in_force = ask(store, "measures/in-force", as_of="2026-01-01", imposed_by="party/us")
    assert {(row["value"], *row["said_by"][0]["speaker"]) for row in answer.rows} == {
        ("in_force since 2025-09-29", "institution/bis"),
        ("in_force since 2025-09-30", "institution/kelley-drye"),
        ("in_force since 2025-10-05", bureau),
    }
    (row,) = [row for row in in_force.rows if row["measure"] == measure]
    assert (row["status"], row["since"], row["until"]) == ("suspended", "2025-11-10", "2026-11-09")


def test_a_measure_of_the_register_is_one_of_the_united_states(tmp_path: Path) -> None:
    pytest.importorskip("arcadedb", reason="the embedded engine has no wheel for this platform")
    with open_store(f"embedded:{tmp_path / 'graph'}") as store:
        write(
            store, make_plan(source("federal_register").read([download(tmp_path / "register", [], RULE)]), State(store))
        )
        answer = ask(store, "measures/in-force", as_of="2026-01-01", imposed_by="party/us")
    assert [row["measure"] for row in answer.rows] == ["measure/federal-register-2025-19001"]
