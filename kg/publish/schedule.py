"""Publishing again and again in the foreground, by cron's own rules, in UTC."""

from __future__ import annotations

import re
import signal
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from threading import Event
from types import FrameType
from typing import Final

from cronsim import CronSim, CronSimError

from kg.errors import KgError, UsageError

__all__ = ["finishing", "next_time", "repeat"]

NAP: Final = timedelta(seconds=30)
"""The longest sleep: the clock of a computer that was asleep jumps."""

FIELDS: Final = 5

MACROS: Final = {
    "@yearly": "0 0 1 1 *",
    "@annually": "0 0 1 1 *",
    "@monthly": "0 0 1 * *",
    "@weekly": "0 0 * * 0",
    "@daily": "0 0 * * *",
    "@midnight": "0 0 * * *",
    "@hourly": "0 * * * *",
}


VALUE: Final = "(?:[0-9]{1,2}|[A-Za-z]{3})"
PART: Final = rf"(?:\*|{VALUE}-{VALUE})(?:/[0-9]{{1,2}})?|{VALUE}"
FIELD: Final = re.compile(rf"(?:{PART})(?:,(?:{PART}))*")
"""A field as cron takes it; cronsim also takes seconds, L, LW, # and steps from one value, which cron does not."""


def next_time(cron: str, after: datetime) -> datetime:
    """When the next run is due; a UsageError for what cron would not take.

    >>> next_time("0 2 * * 7", datetime(2026, 11, 23, tzinfo=UTC)).isoformat()
    '2026-11-29T02:00:00+00:00'
    """
    fix = 'write minute, hour, day, month and weekday, as "0 2 * * *", or @daily'
    fields = MACROS.get(cron, cron).split()
    wrong = [each for each in fields if FIELD.fullmatch(each) is None]
    if len(wrong) > 0 or len(fields) != FIELDS:
        why = f"{' and '.join(wrong)} is no field of cron" if len(wrong) > 0 else f"it has {len(fields)} fields"
        raise UsageError(f"{cron!r} is no schedule ({why}); {fix}")
    try:
        return next(CronSim(" ".join(fields), after))
    except (CronSimError, StopIteration) as error:
        raise UsageError(f"{cron!r} is no schedule ({str(error) or 'it is never due'}); {fix}") from error


def repeat(
    cron: str,
    publish: Callable[[], str],
    *,
    log: Callable[[str], None],
    stop: Event,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> None:
    """Publishes whenever it is due, until ``stop`` is set; a run in hand is finished before that.

    A run that fails is told and the next one waited for. Times that pass during a run, or while the computer was
    asleep, are told as missed; what was missed is made up for by one run, not by many.
    """
    due = next_time(cron, now())
    log(f"the next run is due at {shown(due)}")
    while not stop.is_set():
        left = due - now()
        if left > timedelta():
            stop.wait(min(left, NAP).total_seconds())
            continue
        began = now()
        if began - due > 2 * NAP:
            log(f"the run of {shown(due)} is late; it begins now")
        try:
            log(publish())
        except KgError as error:
            log(f"failed: {error}")
        except Exception as error:
            # A mistake of ours: all of it is told, and no reason to publish nothing from now on.
            log("failed: " + "".join(traceback.format_exception(error)).rstrip("\n"))
        missed, due = passed(cron, due, now())
        if missed > 0:
            log(f"{missed} more time{'s' if missed != 1 else ''} passed meanwhile, and will not be made up for")
        if not stop.is_set():
            log(f"the next run is due at {shown(due)}")
    log("stopped, since this process was told to end; no more runs will be made")


def passed(cron: str, due: datetime, at: datetime) -> tuple[int, datetime]:
    """How many times were due after ``due`` until now, and when the next one is."""
    missed, coming = 0, next_time(cron, due)
    while coming <= at:
        missed, coming = missed + 1, next_time(cron, coming)
    return missed, coming


def shown(at: datetime) -> str:
    """A time as the log names it."""
    return f"{at:%Y-%m-%d %H:%M} UTC"


@contextmanager
def finishing() -> Iterator[Event]:
    """An event that SIGTERM sets, instead of ending the process in the middle of a run."""
    stop = Event()

    def told(number: int, frame: FrameType | None) -> None:
        stop.set()

    before = signal.signal(signal.SIGTERM, told)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGTERM, before)
