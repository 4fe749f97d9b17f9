"""Export sales: running totals against increments, sold against shipped, one marketing year against another."""

import io
import json
import sys
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from kg.errors import DataError
from kg.load.input import STDIN
from kg.load.plan import make_plan
from kg.load.source import source
from kg.store.state import State

TARGETS = "commitments:\n  - {commodity: Soybeans, destination: China, commitment: commitment/x}\n"
WEEK = {
    "commodityCode": 801,
    "countryCode": 5700,
    "weeklyExports": 64500,
    "accumulatedExports": 192500,
    "outstandingSales": 520000,
    "grossNewSales": 254500,
    "currentMYNetSales": -2500,
    "currentMYTotalCommitment": 712500,
    "nextMYOutstandingSales": 60000,
    "nextMYNetSales": 0,
    "unitId": 1,
    "weekEndingDate": "2030-11-14T00:00:00",
}


def read(folder: Path, name: str, text: str, targets: str = TARGETS) -> tuple[dict[str, dict[str, Any]], list[str]]:
    (folder / "commitments.yaml").write_text(targets)
    (folder / name).write_text(text)
    made = source("export_sales")
    intake = made.intake([folder / "commitments.yaml", folder / name], rejects=folder / "rejects")
    (batch,) = made.loader(intake)
    return {entry.data["id"]: entry.data for entry in batch.entries}, intake.report()


def figures(records: dict[str, dict[str, Any]]) -> list[tuple[str, str, str, str | None, str, str]]:
    return [
        (
            each["figure"]["stage"],
            each["figure"]["counts"],
            each["figure"]["quantity"]["amount"],
            each["figure"].get("since"),
            each["figure"]["measured_on"],
            each["figure"]["quantity"]["basis"][-9:],
        )
        for key, each in records.items()
        if key.startswith("claim/")
    ]


def test_each_count_of_a_week_is_kept_apart(tmp_path: Path) -> None:
    records, report = read(tmp_path, "weekly.json", json.dumps([WEEK]))
    assert figures(records) == [
        ("shipped", "running_total", "192500", "2030-09-01", "2030-11-14", "2030/2031"),
        ("contracted", "running_total", "712500", "2030-09-01", "2030-11-14", "2030/2031"),
        ("contracted", "running_total", "60000", None, "2030-11-14", "2031/2032"),
        ("shipped", "increment", "64500", "2030-11-08", "2030-11-14", "2030/2031"),
        ("contracted", "increment", "-2500", "2030-11-08", "2030-11-14", "2030/2031"),
        ("contracted", "increment", "0", "2030-11-08", "2030-11-14", "2031/2032"),
    ]
    assert {each["figure"]["quantity"]["of"] for each in records.values() if "figure" in each} == {
        "goods_bought",
        "goods_shipped",
    }
    assert report == []


@pytest.mark.parametrize(
    ("day", "more", "year"),
    [
        ("2031-08-31", {}, "2030/2031"),
        ("2031-09-01", {}, "2031/2032"),
        ("2031-01-02", {}, "2030/2031"),
        ("2031-09-03", {"marketYear": 2031}, "2030/2031"),
        ("2031-09-03", {"marketYear": "2031/32"}, "2031/2032"),
    ],
)
def test_a_week_belongs_to_a_marketing_year_and_never_to_a_calendar_year(
    tmp_path: Path, day: str, more: dict[str, Any], year: str
) -> None:
    row = {key: value for key, value in WEEK.items() if not key.startswith("nextMY")}
    records, _ = read(tmp_path, "weekly.json", json.dumps([row | more | {"weekEndingDate": day}]))
    assert {each[-1] for each in figures(records)} == {year}
    assert {each[3] for each in figures(records) if each[1] == "running_total"} == {f"{year[:4]}-09-01"}


@pytest.mark.parametrize(
    ("written", "day", "first"),
    [
        ("2030/2031", "2031-02-06", "2030-09-01"),
        ("MY 2030/31", "2031-02-06", "2030-09-01"),
        ("2031", "2031-02-06", "2030-09-01"),
        ("1999/00", "1999-10-07", "1999-09-01"),
        # A week that lies in two years is reported for both.
        ("2030/2031", "2031-09-04", "2030-09-01"),
        ("2031/2032", "2031-09-04", "2031-09-01"),
    ],
)
def test_a_marketing_year_is_named_by_its_two_years_or_by_the_last(
    tmp_path: Path, written: str, day: str, first: str
) -> None:
    week = WEEK | {"weekEndingDate": day, "marketingYear": written}
    records, _ = read(tmp_path, "weekly.json", json.dumps([week]))
    assert figures(records)[1][3] == first


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"marketingYear": "2030/2032"}, "'2030/2032' is no marketing year; write 2025/2026, or 2026 as the API does"),
        ({"marketingYear": "2030/30"}, "'2030/30' is no marketing year"),
        (
            {"marketingYear": "2030", "weekEndingDate": "2031-02-06"},
            "the marketing year 2030 runs from 2029-09-01 to 2030-08-31, and this is of 2031-02-06; write 2025/2026",
        ),
        (
            {"marketingYear": "2031/2032"},
            "the marketing year 2031/2032 runs from 2031-09-01 to 2032-08-31, and this is",
        ),
    ],
)
def test_a_marketing_year_that_does_not_hold_the_week_is_refused(
    tmp_path: Path, change: dict[str, Any], message: str
) -> None:
    with pytest.raises(DataError) as raised:
        read(tmp_path, "weekly.json", json.dumps([WEEK | change]))
    assert message in str(raised.value)


def test_an_announcement_may_be_one_of_sales_for_a_later_marketing_year(tmp_path: Path) -> None:
    head = "date,commodity,destination,quantity,unit,marketing year\n"
    records, _ = read(tmp_path, "daily.csv", f"{head}2030-06-18,Soybeans,China,132000,metric tons,2030/2031\n")
    assert figures(records)[0][-1] == "2030/2031"
    with pytest.raises(DataError, match="the marketing year 2030/2031 runs from 2030-09-01 to 2031-08-31, and this is"):
        read(tmp_path, "daily.csv", f"{head}2031-09-01,Soybeans,China,132000,metric tons,2030/2031\n")


def test_csv_and_json_say_the_same(tmp_path: Path) -> None:
    csv = (
        "Commodity,Country,Week Ending,Weekly Exports,Accumulated Exports,Net Sales,Total Commitments,"
        'Next MY Net Sales,Next MY Outstanding Sales,Unit\nSoybeans,"CHINA, PEOPLES REPUBLIC OF",11/14/2030,'
        '"64,500","192,500","(2,500)","712,500",0,"60,000",Metric Tons\n'
    )
    assert read(tmp_path, "weekly.csv", csv)[0] == read(tmp_path, "weekly.json", json.dumps([WEEK]))[0]


def test_a_flash_sale_is_an_increment_of_its_day(tmp_path: Path) -> None:
    head = "date,commodity,destination,quantity,unit,marketing year\n"
    row = "2030-11-18,Soybeans,China,132000,metric tons,2030/2031\n"
    records, report = read(tmp_path, "daily.csv", f"{head}{row}{row}{row.replace('China', 'unknown destinations')}")
    sale = ("contracted", "increment", "132000", "2030-11-18", "2030-11-18", "2030/2031")
    assert figures(records) == [sale, sale]
    assert records["document/export-sales-daily-2030-11-18"]["published"] == "2030-11-18"
    assert "a row that measures no commitment is left out (1 times" in " ".join(report)


def test_downloads_that_overlap_give_each_announcement_once(tmp_path: Path) -> None:
    head = "date,commodity,destination,quantity,unit,marketing year\n"
    row = "2030-11-18,Soybeans,China,132000,metric tons,2030/2031\n"
    (tmp_path / "earlier.csv").write_text(f"{head}{row}{row}")
    (tmp_path / "commitments.yaml").write_text(TARGETS)
    (tmp_path / "later.csv").write_text(f"{head}{row}{row}{row}{row.replace('18', '19')}")
    (batch,) = source("export_sales").read([tmp_path])
    days = [entry.data["figure"]["measured_on"] for entry in batch.entries if entry.kind == "claim"]
    assert sorted(days) == ["2030-11-18"] * 3 + ["2030-11-19"]


def test_a_week_in_two_states_is_refused_and_not_counted_twice(tmp_path: Path) -> None:
    weeks = [WEEK | {"weekEndingDate": f"2030-{month}-14"} for month in ("09", "10", "11")]
    rows = [*weeks, weeks[0] | {"accumulatedExports": 5}]
    (tmp_path / "weekly.json").write_text("\n".join(map(json.dumps, rows)))
    (tmp_path / "commitments.yaml").write_text(TARGETS.replace("commitment/x", "commitment/sample-soybeans"))
    made = source("export_sales")
    lenient = replace(made, about=made.about.model_copy(update={"rejects": Fraction(1, 4)}))
    intake = lenient.intake([tmp_path], rejects=tmp_path / "rejects")
    plan = make_plan([*made.beside(), *made.loader(intake)], State(None))
    shipped = [each.node.properties for each in plan.changes.nodes if "exports-so-far" in each.node.id]
    assert [str(each["figure_text"]).partition(" t ")[0] for each in shipped] == ["192500"] * 3
    refused = (tmp_path / "rejects/export_sales.csv").read_text()
    assert 'weekly.json,4,1,"claim/export-sales-' in refused
    assert f"stands twice, first at {tmp_path / 'weekly.json'}:1:1" in refused


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_csv_and_json_come_through_standard_input_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mark: str
) -> None:
    (tmp_path / "commitments.yaml").write_text(TARGETS)
    csv = "date,commodity,destination,quantity,unit\n2030-11-18,Soybeans,China,1.32E5,metric tons\n"
    sale = {"date": "2030-11-18", "commodity": "Soybeans", "destination": "China", "quantity": 1.32e5, "unit": "mt"}
    found = []
    for text in (csv, json.dumps([sale]), json.dumps([sale]).replace("132000.0", "1.32E5")):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(f"{mark}{text}".encode())))
        (batch,) = source("export_sales").read([tmp_path / "commitments.yaml", STDIN])
        found.append([each.data["figure"]["quantity"]["amount"] for each in batch.entries if each.kind == "claim"])
    assert found == [["132000"], ["132000.0"], ["132000"]]


def test_a_late_report_is_known_from_the_day_on_which_it_came_out(tmp_path: Path) -> None:
    usual, _ = read(tmp_path, "weekly.json", json.dumps([WEEK]))
    late, _ = read(tmp_path, "weekly.json", json.dumps([WEEK]), f"{TARGETS}published: {{2030-11-14: 2030-12-20}}\n")
    report = "document/export-sales-weekly-2030-11-14"
    assert usual[report]["published"] == "[2030-11-21..2030-11-22]"
    assert late[report]["published"] == "2030-12-20"


def test_weeks_outside_the_time_of_a_commitment_are_left_out(tmp_path: Path) -> None:
    targets = TARGETS.replace("commitment/x}", "commitment/x, since: 2030-11-15}")
    with pytest.raises(DataError, match="0 records of kind claim, where there must be at least 1"):
        read(tmp_path, "weekly.json", json.dumps([WEEK]), targets)


def test_one_row_may_measure_two_commitments(tmp_path: Path) -> None:
    targets = TARGETS + TARGETS.partition("\n")[2].replace("/x", "/y")
    records, _ = read(tmp_path, "weekly.json", json.dumps([WEEK]), targets)
    about = [each["about"][0] for key, each in records.items() if key.startswith("claim/")]
    assert sorted(about) == ["commitment/x"] * 6 + ["commitment/y"] * 6


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"weeklyExports": "n/a"}, "'n/a' is no number"),
        ({"unitId": 5}, "5 is no known unit"),
        ({"weekEndingDate": "soon"}, "'soon' is no day"),
    ],
)
def test_a_row_that_cannot_be_counted_is_refused(tmp_path: Path, change: dict[str, Any], message: str) -> None:
    with pytest.raises(DataError, match=message):
        read(tmp_path, "weekly.json", json.dumps([WEEK | change]))


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("commitment/x", "commitment/x does not exist; add the record, correct the id"),
        ("measure/x", "'measure/x' is no id of Commitment; an id that begins with commitment/ is needed"),
    ],
)
def test_a_commitment_that_does_not_exist_is_told_where_the_user_named_it(
    tmp_path: Path, written: str, message: str
) -> None:
    weeks = [WEEK | {"weekEndingDate": f"2030-11-{day}"} for day in ("07", "14", "21")]
    (tmp_path / "weekly.json").write_text(json.dumps(weeks))
    (tmp_path / "commitments.yaml").write_text(TARGETS.replace("commitment/x", written))
    with pytest.raises(DataError) as raised:
        make_plan(source("export_sales").read([tmp_path]), State(None))
    (problem,) = raised.value.problems
    assert str(problem).startswith(f"{tmp_path}/commitments.yaml:2:59: {message}")


def test_an_entry_that_no_row_met_is_told_and_one_whose_commitment_is_not_there_is_an_error(tmp_path: Path) -> None:
    other = "  - {commodity: Soybeans, destination: Atlantis, commitment: commitment/y}\n"
    (tmp_path / "weekly.json").write_text(json.dumps([WEEK]))
    (tmp_path / "commitments.yaml").write_text(TARGETS + other)
    made = source("export_sales")
    intake = made.intake([tmp_path], rejects=None)
    with pytest.raises(DataError) as raised:
        make_plan(made.loader(intake), State(None))
    assert [f"{each.line}: {each.what}" for each in raised.value.problems] == [
        "2: commitment/x does not exist",
        "3: commitment/y does not exist",
    ]
    told = f"no row measures commitment/y: Soybeans for Atlantis (1 times; first: {tmp_path}/commitments.yaml:3)"
    assert told in intake.report()
    assert not any("commitment/x" in line for line in intake.report())


def test_it_says_when_nobody_told_which_commitment_is_measured(tmp_path: Path) -> None:
    (tmp_path / "weekly.json").write_text(json.dumps([WEEK]))
    with pytest.raises(DataError, match="0 YAML files say which rows measure which commitment, and one is needed"):
        list(source("export_sales").read([tmp_path]))
