"""Cron's own rules, and a process that ends when it should."""

import os
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from threading import Event

import pytest

from kg.errors import PublishError, UsageError
from kg.publish.retention import Keep
from kg.publish.schedule import finishing, next_time, repeat
from tests.project import ROOT

MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("cron", "due"),
    [
        ("0 2 * * *", "2026-11-24T02:00"),
        ("@daily", "2026-11-24T00:00"),
        ("0 2 * * 7", "2026-11-29T02:00"),
        ("0 2 * * 0", "2026-11-29T02:00"),
        ("*/20 * * * *", "2026-11-23T02:20"),
        ("0 0 13 * 5", "2026-11-27T00:00"),
        ("0  2 * JAN-mar\tMon,WED", "2027-01-04T02:00"),
        ("0-30/10,45 * * * *", "2026-11-23T02:10"),
    ],
)
def test_times_are_those_of_cron(cron: str, due: str) -> None:
    assert next_time(cron, MONDAY).isoformat()[:16] == due


@pytest.mark.parametrize(
    "cron",
    [
        "",
        "0 2 * *",
        "* * * * * *",
        "61 * * * *",
        "@often",
        "0 0 30 2 *",
        "0 0 L * *",
        "0 0 LW * *",
        "0 0 * * 1#2",
        "0 0 * * 5L",
        "5/15 * * * *",
        "0 2 * * * @daily",
    ],
)
def test_what_cron_would_not_take_is_wrong_usage(cron: str) -> None:
    with pytest.raises(UsageError, match=r"is no schedule .*; write minute, hour, day, month and weekday"):
        next_time(cron, MONDAY)


def test_missed_times_and_failures_are_told_and_not_made_up_for() -> None:
    stop, lines, clock = Event(), list[str](), [MONDAY + timedelta(minutes=-1)]
    ends = [timedelta(minutes=45), timedelta(minutes=1), timedelta(minutes=1)]
    runs = list[datetime]()

    def now() -> datetime:
        # Every look at the clock is half a minute later than the one before.
        clock[0] += timedelta(seconds=30)
        return clock[0]

    def publish() -> str:
        runs.append(clock[0])
        clock[0] += ends[len(runs) - 1]
        if len(runs) == 2:
            raise PublishError("the disk is full")
        if len(runs) == 3:
            stop.set()
        return "published"

    stop.wait = lambda timeout=None: False  # type: ignore[method-assign]
    repeat("*/20 * * * *", publish, log=lines.append, stop=stop, now=now)

    assert [f"{run:%H:%M}" for run in runs] == ["02:00", "03:00", "03:20"]
    assert lines == [
        "the next run is due at 2026-11-23 02:00 UTC",
        "published",
        "2 more times passed meanwhile, and will not be made up for",
        "the next run is due at 2026-11-23 03:00 UTC",
        "failed: the disk is full",
        "the next run is due at 2026-11-23 03:20 UTC",
        "published",
        "stopped, since this process was told to end; no more runs will be made",
    ]


def test_a_run_that_fails_in_a_way_that_nobody_foresaw_is_told_in_full_and_the_next_waited_for() -> None:
    stop, lines, runs = Event(), list[str](), list[int]()

    def publish() -> str:
        runs.append(len(runs))
        if len(runs) == 1:
            raise RuntimeError("nobody foresaw this")
        stop.set()
        return "published"

    times = iter(MONDAY + timedelta(minutes=minute) for minute in range(100))
    stop.wait = lambda timeout=None: False  # type: ignore[method-assign]
    repeat("* * * * *", publish, log=lines.append, stop=stop, now=lambda: next(times))

    assert runs == [0, 1]
    [failed] = [line for line in lines if line.startswith("failed: ")]
    assert "test_schedule.py" in failed
    assert failed.endswith("RuntimeError: nobody foresaw this")


def test_a_termination_lets_the_run_in_hand_finish() -> None:
    done, lines = list[str](), list[str]()
    with finishing() as stop:

        def publish() -> str:
            os.kill(os.getpid(), 15)
            done.append("finished")
            return "published"

        times = iter([MONDAY - timedelta(seconds=1), *[MONDAY] * 10])
        repeat("0 2 * * *", publish, log=lines.append, stop=stop, now=lambda: next(times))
    assert done == ["finished"]
    assert [line.partition(",")[0] for line in lines[1:]] == ["published", "stopped"]


def test_the_systemd_units_are_valid() -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("no systemd-analyze here")
    folder = ROOT / "docs" / "systemd"
    units = [folder / "parley-publish.service", folder / "parley-publish.timer"]
    ran = subprocess.run([analyze, "verify", "--man=no", *units], capture_output=True, text=True, check=False)
    assert [line for line in ran.stderr.splitlines() if "parley-publish" in line] == []
    assert ran.returncode == 0


RUNS = [(f"2026-11-{day:02}T02-00-00Z", f"2026-11-{day - 1:02}T02-00-00Z" if day > 1 else None) for day in range(1, 8)]
NOW = datetime(2026, 11, 7, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "gone"),
    [([], []), (["3"], [1, 2, 3]), (["1"], [1, 2, 3, 4, 5]), (["3d"], [1, 2, 3]), (["5", "2d"], [1, 2, 3, 4])],
)
def test_old_runs_go_but_not_the_base_of_one_that_stays(words: list[str], gone: list[int]) -> None:
    assert Keep.read(words).gone(RUNS, NOW) == [RUNS[day - 1][0] for day in gone]


def test_the_newest_never_goes() -> None:
    assert Keep.read(["1d"]).gone(RUNS, NOW + timedelta(days=900)) == [run for run, _ in RUNS[:5]]


@pytest.mark.parametrize("word", ["0", "-1", "d", "3w", ""])
def test_a_rule_that_means_nothing_is_wrong_usage(word: str) -> None:
    with pytest.raises(UsageError, match="is neither a number of runs"):
        Keep.read([word])


@pytest.mark.parametrize(
    ("words", "told"),
    [(["3", "5"], "'5' is a second number of runs"), (["9d", "3", "7d"], "'7d' is a second number of days")],
)
def test_two_rules_of_a_kind_are_wrong_usage(words: list[str], told: str) -> None:
    with pytest.raises(UsageError, match=f"{told}; give one number of runs, one of days, or both"):
        Keep.read(words)
