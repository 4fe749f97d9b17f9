"""Dates: what is admitted, what it means, and what the writer of a wrong one is told."""

import re
import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from kg.model.edtf import Edtf, Moment

ADMITTED = {
    "2025-12-08": ("day", "2025-12-08", "2025-12-08"),
    "2024-02-29": ("day", "2024-02-29", "2024-02-29"),
    "2025-12": ("month", "2025-12-01", "2025-12-31"),
    "2025-02": ("month", "2025-02-01", "2025-02-28"),
    "2025": ("year", "2025-01-01", "2025-12-31"),
    "2025-12-08?": ("day", "2025-12-08", "2025-12-08"),
    "2025-12~": ("month", "2025-12-01", "2025-12-31"),
    "2025%": ("year", "2025-01-01", "2025-12-31"),
    "2025-11-01/2025-12-31": ("interval", "2025-11-01", "2025-12-31"),
    "2025-11-01/2025-11-01": ("interval", "2025-11-01", "2025-11-01"),
    "2025-11/2025-12-10": ("interval", "2025-11-01", "2025-12-10"),
    "2025~/2026?": ("interval", "2025-01-01", "2026-12-31"),
    "2025-11-10/..": ("interval", "2025-11-10", None),
    "../2025-11": ("interval", None, "2025-11-30"),
    "[2025-12-08..2025-12-12]": ("set", "2025-12-08", "2025-12-12"),
}

REFUSED = {
    "": "'' is an empty date",
    " 2025": "' 2025' is a date in words, or with spaces",
    "8 December 2025": "'8 December 2025' is a date in words, or with spaces",
    "2025-11-01/": "'2025-11-01/' is a span with an empty side",
    "/2025": "'/2025' is a span with an empty side",
    "../..": "'../..' is a span that is open on both sides",
    "2025/12/08": "'2025/12/08' is a date with slashes",
    "2025-11-10T00:01-05:00": "'2025-11-10T00:01-05:00' is a time of day",
    "2025-1X": "'2025-1X' is unspecified digits",
    "2025-XX": "'2025-XX' is unspecified digits",
    "2025-21": "'2025-21' is a season or part of a year",
    "2025-33/2026": "'2025-33/2026' is a season or part of a year",
    "{2025,2026}": "'{2025,2026}' is a list of dates",
    "[2025..2026]": "'[2025..2026]' is a set that is not admitted",
    "[2025-12-08..]": "'[2025-12-08..]' is a set that is not admitted",
    "[2025-12-08..2025-12-12]?": "'[2025-12-08..2025-12-12]?' is a set that is not admitted",
    "2025-12-08..2025-12-12": "'2025-12-08..2025-12-12' is a span in two dots",
    "2025-13": "'2025-13' is no date of the calendar",
    "2025-1-5": "'2025-1-5' is no date of the calendar",
    "2025-00-10": "'2025-00-10' is no date of the calendar",
    "2026-02-29": "2026-02-29 is no day of the calendar",
    "2026-02-29?": "2026-02-29 is no day of the calendar",
    "2026-02-29/2026-03-01": "2026-02-29 is no day of the calendar",
    "2026-02/2026-02-30": "2026-02-30 is no day of the calendar",
    "[2025-11-30..2025-11-31]": "2025-11-31 is no day of the calendar",
    "0000": "0000 has no year",
    "2026/2025": "2026/2025 ends before it starts",
    "2025-12/2025-11-30": "2025-12/2025-11-30 ends before it starts",
    "[2025-12-12..2025-12-08]": "[2025-12-12..2025-12-08] ends before it starts",
    "20251208": "'20251208' is no date",
    "2025\n": "'2025\\n' is a date in words, or with spaces",
    "\u0662\u0660\u0662\u0665": "'\u0662\u0660\u0662\u0665' is no date",
    "Y17E7": "'Y17E7' is no date",
    "2025??": "'2025??' is no date",
    "?2025": "'?2025' is no date",
    "2025-01-01/2025-12-31" * 2: "a date of 42 characters",
}


def iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def test_every_admitted_form_keeps_its_text_and_has_strict_bounds() -> None:
    values = {text: Edtf.parse(text) for text in ADMITTED}
    assert {text: (v.precision, iso(v.earliest), iso(v.latest)) for text, v in values.items()} == ADMITTED
    assert [value.text for value in values.values()] == list(ADMITTED)


@pytest.mark.parametrize(("text", "what"), REFUSED.items(), ids=repr)
def test_a_refused_date_says_what_is_wrong_and_what_would_be_right(text: str, what: str) -> None:
    with pytest.raises(ValueError, match=r".") as refused:
        Edtf.parse(text)
    found, _, fix = str(refused.value).partition("; ")
    assert found == what
    assert fix != ""


def test_plain_values_and_spans_are_told_apart_for_export() -> None:
    assert [text for text in ADMITTED if Edtf.parse(text).is_plain] == list(ADMITTED)[:5]
    assert [text for text in ADMITTED if Edtf.parse(text).is_interval] == list(ADMITTED)[8:14]


def test_a_moment_admits_an_instant_and_keeps_its_offset() -> None:
    midnight = Moment.parse("2025-11-10T00:01-05:00")
    assert (midnight.text, midnight.precision) == ("2025-11-10T00:01-05:00", "instant")
    assert midnight.earliest == midnight.latest == date(2025, 11, 10)
    assert Moment.parse("2025-11-10T23:59:30Z").latest == date(2025, 11, 10)
    assert Moment.parse("2025-11").precision == "month"


@pytest.mark.parametrize(
    "text",
    [
        "2025-11-10T00:01",
        "2025-11-10T24:00Z",
        "2025-11-10T00:01-0500",
        "2025-11-31T00:01Z",
        "2025-11-10T00:01+15:00",
    ],
)
def test_an_instant_without_a_right_time_and_offset_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"such as 2025-11-10T00:01-05:00|has 30 days"):
        Moment.parse(text)


def test_values_are_equal_and_hashed_by_their_text() -> None:
    assert Edtf.parse("2025-12-08") == Edtf.parse("2025-12-08")
    assert Edtf.parse("2025-12-08") != Edtf.parse("2025-12-08?")
    assert len({Edtf.parse("2025"), Edtf.parse("2025"), Edtf.parse("2025~")}) == 2


class Meeting(BaseModel):
    date: Edtf


def test_a_model_field_takes_text_writes_text_and_passes_the_message_on() -> None:
    meeting = Meeting.model_validate({"date": "2025-10-30"})
    assert meeting.model_dump_json() == '{"date":"2025-10-30"}'
    assert Meeting.model_validate({"date": meeting.date}) == meeting
    with pytest.raises(ValidationError) as refused:
        Meeting.model_validate({"date": "2026-02-29"})
    assert [(error["loc"], error["type"], error["msg"]) for error in refused.value.errors()] == [
        (("date",), "mistake", "2026-02-29 is no day of the calendar; that month has 28 days")
    ]
    with pytest.raises(ValidationError, match="a date is needed"):
        Meeting.model_validate({"date": 2025})


def test_the_json_schema_admits_the_examples_that_it_gives() -> None:
    schema = Meeting.model_json_schema()["$defs"]["Edtf"]
    assert schema["type"] == "string"
    assert all(re.search(schema["pattern"], text) is not None for text in [*schema["examples"], *ADMITTED])
    assert not any(re.search(schema["pattern"], text) for text in ("2025-13", "2025/", "2025-1X", "..", "[2025..2026]"))


@settings(deadline=None)
@given(st.dates(), st.dates())
def test_any_two_days_make_a_span_in_one_order_only(first: date, second: date) -> None:
    early, late = sorted((first, second))
    span = Edtf.parse(f"{early.isoformat()}/{late.isoformat()}")
    assert (span.earliest, span.latest) == (early, late)
    if early != late:
        with pytest.raises(ValueError, match="ends before it starts"):
            Edtf.parse(f"{late.isoformat()}/{early.isoformat()}")


@given(st.text(max_size=50))
def test_any_text_is_a_date_or_a_clear_refusal(text: str) -> None:
    try:
        value = Edtf.parse(text)
    except ValueError:
        return
    assert value.text == text
    assert re.search(Edtf.pattern, text) is not None


def test_plain_dates_do_not_import_the_edtf_package() -> None:
    code = "import sys; from kg.model.edtf import Edtf; Edtf.parse('2025-12-08'); sys.exit('edtf' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
