"""The Federal Register: documents, agencies, and measures with the stages that several documents make."""

import json
from pathlib import Path
from typing import Any

import pytest

from kg.errors import DataError
from kg.load.source import source


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
    assert len(report) == 1
    assert "ends or suspends a measure that is not in the input" in report[0]


def test_a_suspension_that_fits_two_rules_is_added_to_neither(tmp_path: Path) -> None:
    other = RULE | {"document_number": "2025-20000", "publication_date": "2025-10-01", "regulation_id_numbers": []}
    records, report = read(tmp_path, RULE, other | {"docket_ids": [], "citation": None}, SUSPENSION)
    histories = [stages(each) for key, each in records.items() if key.startswith("measure/")]
    assert histories == [[("in_force", "2025-09-29", None)]] * 2
    assert "fits several measures" in " ".join(report)


def test_a_correction_changes_a_measure_but_does_not_end_its_suspension(tmp_path: Path) -> None:
    link = "https://www.federalregister.gov/api/v1/documents/2025-19001"
    early = document("C1-2025-19001", RULE["title"], "2025-10-07", action="Correction", correction_of=link)
    late = document("C2-2025-19001", RULE["title"], "2025-12-01", action="Correction", correction_of=link)
    records, _ = read(tmp_path, RULE, early, SUSPENSION, late)
    assert stages(records["measure/federal-register-2025-19001"]) == [
        ("in_force", "2025-09-29", None),
        ("changed", "2025-10-07", None),
        ("suspended", "2025-11-10", "2026-11-09"),
    ]
    assert records["document/federal-register-c2-2025-19001"]["amends"] == ["document/federal-register-2025-19001"]


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


def test_a_document_of_an_unknown_type_is_refused_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"page.json:1:1: Leaflet  is no known type; add it to document_kinds"):
        read(tmp_path, RULE | {"type": "Leaflet"})


def test_the_fuller_of_two_copies_of_a_document_is_kept(tmp_path: Path) -> None:
    short = document("2025-19001", RULE["title"], "2025-09-30")
    assert read(tmp_path, short, RULE)[0] == read(tmp_path, RULE)[0]
