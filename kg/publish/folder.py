"""The folder that holds the runs: its lock, its history, and the link to the newest run that passed every check.

A run is noted in ``index.json`` as running before anything of it is written, and as published after ``latest`` leads
to it. So whatever a killed run leaves is known for what it is when the next one begins.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from kg.errors import PublishError, UsageError
from kg.store.lock import FolderLock, FolderLockedError

__all__ = ["LATEST", "BusyError", "Entry", "Folder", "held", "stamp", "synced"]

LATEST: Final = "latest"
INDEX: Final = "index.json"
TEMPORARY: Final = ".tmp-"
GOING: Final = ".old-"
RUN: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}-[0-9]{2}-[0-9]{2}Z")
KILLED: Final = "it ended before it was finished: killed, or the computer went down"

Entry = dict[str, Any]
"""One line of the history: ``run``, ``outcome`` (running, published, no change, failed), ``reason`` and counts."""


class BusyError(PublishError):
    """Somebody else is publishing into the folder."""


class Folder:
    """A folder of runs, held by this process."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def latest(self) -> Path | None:
        """The newest run that passed every check; a PublishError where the link leads to nothing."""
        link = self.path / LATEST
        if not link.is_symlink():
            return None
        run = self.path / link.readlink().name
        if not run.is_dir():
            raise PublishError(f"{link} leads to {run}, which is not there; bring it back, or remove the link {link}")
        return run

    def history(self) -> list[Entry]:
        """What became of each run, the oldest first; a PublishError where the file cannot be read."""
        file = self.path / INDEX
        try:
            found: list[Entry] = json.loads(file.read_text("utf-8"))["runs"]
        except FileNotFoundError:
            return []
        except (ValueError, KeyError, TypeError) as error:
            raise PublishError(f"{file} cannot be read ({error}); bring it back, or remove it") from error
        return found

    def note(self, entry: Entry) -> None:
        """Puts the line of a run into the history, in the place of what was noted of it before."""
        runs = [each for each in self.history() if each["run"] != entry["run"]]
        self.write_history([*runs, entry])

    def write_history(self, runs: list[Entry]) -> None:
        """Replaces the whole history at once."""
        link = self.path / LATEST
        latest = link.readlink().name if link.is_symlink() else None
        part = self.path / f"{TEMPORARY}{INDEX}"
        part.write_text(json.dumps({"latest": latest, "runs": runs}, indent=2, ensure_ascii=False) + "\n", "utf-8")
        synced(part)
        part.replace(self.path / INDEX)
        synced(self.path)

    def new_run(self, at: datetime) -> str:
        """A name for a run that begins now, later than every run before."""
        taken = {each["run"] for each in self.history()} | {each.name for each in self.path.iterdir()}
        last = max((name for name in taken if RUN.fullmatch(name) is not None), default="")
        second = int(at.timestamp())
        while (name := stamp(datetime.fromtimestamp(second, UTC)).replace(":", "-")) <= last:
            second += 1
        return name

    def temporary(self, run: str) -> Path:
        """Where a run is written until it has passed every check."""
        return self.path / f"{TEMPORARY}{run}"

    def keep(self, run: str) -> None:
        """Gives a run its name, then points ``latest`` to it."""
        self.temporary(run).rename(self.path / run)
        synced(self.path)
        link = self.path / f"{TEMPORARY}{LATEST}"
        link.unlink(missing_ok=True)
        link.symlink_to(run, target_is_directory=True)
        link.replace(self.path / LATEST)
        synced(self.path)

    def drop(self, run: str) -> None:
        """Takes a run away; half of one never stands under its name."""
        going = self.path / f"{GOING}{run}"
        (self.path / run).rename(going)
        shutil.rmtree(going)

    def recover(self) -> None:
        """Clears away what killed runs have left, and notes them as what they were."""
        for left in [*self.path.glob(f"{TEMPORARY}*"), *self.path.glob(f"{GOING}*")]:
            if left.is_dir() and not left.is_symlink():
                shutil.rmtree(left)
            else:
                left.unlink()
        runs = self.history()
        if all(each["outcome"] != "running" for each in runs):
            return
        latest = self.latest
        for each in runs:
            if each["outcome"] == "running":
                is_latest = latest is not None and latest.name == each["run"]
                each.update({"outcome": "published"} if is_latest else {"outcome": "failed", "reason": KILLED})
                if not is_latest and (self.path / each["run"]).is_dir():
                    self.drop(each["run"])
        self.write_history(runs)


@contextmanager
def held(path: Path) -> Iterator[Folder]:
    """The folder, made where it is not there, and held until the end; a BusyError where somebody else holds it."""
    try:
        path.mkdir(parents=True, exist_ok=True)
        lock = FolderLock(path / ".lock")
    except FolderLockedError as error:
        by = f" by process {error.note}" if error.note != "" else ""
        raise BusyError(f"{path} is being published into{by}; wait until that has ended") from error
    except OSError as error:
        fix = "name a folder that may be written to"
        raise UsageError(f"{path} cannot be used ({error.strerror}); {fix}") from error
    try:
        lock.write(str(os.getpid()))
        folder = Folder(path)
        folder.recover()
        yield folder
    finally:
        lock.release()


def stamp(at: datetime) -> str:
    """A moment in UTC, to the second."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def synced(path: Path) -> None:
    """Makes sure that a file, or the names in a folder, are on the disk."""
    if path.is_dir() and os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
