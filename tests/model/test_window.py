"""Windows: their reading in words, agreement between readings, and refusals."""

import pytest
from pydantic import ValidationError

from kg.model.window import Window

LAST_MONTHS = {"start": "2025-11-01", "end": "2025-12-31"}
SEASON = {"label": "growing season"}


def window(**fields: object) -> Window:
    return Window.model_validate(fields)


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        (LAST_MONTHS, "2025-11-01/2025-12-31"),
        ({"end": "2026-02"}, "../2026-02"),
        ({"start": "2025-11-10T00:01-05:00"}, "2025-11-10T00:01-05:00/.."),
        (SEASON, "growing season"),
        ({**LAST_MONTHS, "label": "this year"}, "this year (2025-11-01/2025-12-31)"),
        ({"start": "2026", "end": "2028", "each": "year"}, "2026/2028 every year"),
        ({"label": "calendar year", "each": "year"}, "calendar year every year"),
    ],
)
def test_a_window_reads_as_words(fields: dict[str, object], text: str) -> None:
    assert window(**fields).text == text


@pytest.mark.parametrize(
    ("one", "two", "agrees"),
    [
        (LAST_MONTHS, {"start": "2025-11", "end": "2025-12"}, True),
        (LAST_MONTHS, {**LAST_MONTHS, "label": "the rest of the year"}, True),
        (LAST_MONTHS, {**LAST_MONTHS, "each": "year"}, False),
        (LAST_MONTHS, {"start": "2025-11-01"}, False),
        (LAST_MONTHS, SEASON, False),
        (SEASON, {"label": "Growing season"}, True),
        (SEASON, {"label": "marketing year"}, False),
    ],
)
def test_windows_agree_when_they_mean_the_same_days_or_words(
    one: dict[str, object], two: dict[str, object], agrees: bool
) -> None:
    assert window(**one).agrees_with(window(**two)) is agrees
    assert window(**two).agrees_with(window(**one)) is agrees


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({}, "the window says nothing; give start, end or label"),
        ({"each": "year"}, "the window says nothing; give start, end or label"),
        (
            {"start": "2025-12", "end": "2025-11"},
            "the window 2025-12/2025-11 ends before it starts; start is the earlier date",
        ),
        (
            {"start": "2025-11/2025-12"},
            "a span stands where one side of the window is needed; give start and end apart",
        ),
        ({"end": "2026-02-29"}, "2026-02-29 is no day of the calendar; that month has 28 days"),
    ],
)
def test_a_wrong_window_says_what_would_be_right(fields: dict[str, object], message: str) -> None:
    with pytest.raises(ValidationError) as refused:
        window(**fields)
    assert [error["msg"] for error in refused.value.errors()] == [message]


def test_a_month_as_both_sides_is_one_month() -> None:
    assert [str(day) for day in window(start="2025-11", end="2025-11").bounds] == ["2025-11-01", "2025-11-30"]
