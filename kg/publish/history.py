"""``index.json``: what became of every run of a folder, the failed ones included."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from kg.errors import PublishError

__all__ = ["INDEX", "Entry", "history_of", "is_entry", "is_run", "name_of", "stamp"]

INDEX: Final = "index.json"
OUTCOMES: Final = ("running", "published", "no change", "failed")
TEXTS: Final = ("started", "ended", "previous", "seal", "reason")
FIX: Final = (
    "bring it back, or remove it, and the next run makes it anew of the runs that are there, without those that failed"
)
NAME: Final = "%Y-%m-%dT%H-%M-%SZ"

Entry = dict[str, Any]
"""One line of the history: ``run``, ``outcome`` (running, published, no change, failed), ``reason`` and counts.

``anew`` says that the line was made again of the run itself, so that the seal in it is no older than that.
"""


def history_of(folder: Path) -> list[Entry]:
    """What became of each run, the oldest first; a PublishError where the file cannot be read."""
    file = folder / INDEX
    try:
        found = json.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        return []
    except (OSError, ValueError) as error:
        raise PublishError(f"{file} cannot be read ({error}); {FIX}") from error
    runs = found.get("runs") if isinstance(found, dict) else None
    if not isinstance(runs, list):
        raise PublishError(f"{file} holds no list of runs; {FIX}")
    for place, each in enumerate(runs, start=1):
        if not is_entry(each):
            raise PublishError(f"{file}: its run {place} is none that Parley writes; {FIX}")
    return runs


def is_entry(each: object) -> bool:
    """Whether others can rely on a line; its names become paths."""
    return (
        isinstance(each, dict)
        and is_run(each.get("run"))
        and each.get("outcome") in OUTCOMES
        and all(isinstance(each.get(name, ""), str | None) for name in TEXTS)
    )


def is_run(name: object) -> bool:
    """Whether it is the name of a run, as ``2026-11-23T02-00-00Z``."""
    try:
        return isinstance(name, str) and name_of(datetime.strptime(name, NAME).replace(tzinfo=UTC)) == name
    except ValueError:
        return False


def name_of(at: datetime) -> str:
    """The name of a run that begins at a moment."""
    return stamp(at).replace(":", "-")


def stamp(at: datetime) -> str:
    """A moment in UTC, to the second."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
