"""The folder that holds the runs: its lock, its history, and the link to the newest run that passed every check.

A run is noted as running before anything of it is written, first in the lock, where a full disk still has room, then
in ``index.json``; and as published after ``latest`` leads to it. So whatever a killed run leaves is known for what it
is when the next one begins.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from kg.errors import PublishError, UsageError
from kg.publish.history import INDEX, Entry, history_of, is_run, name_of
from kg.store.lock import FolderLock, FolderLockedError

__all__ = ["LATEST", "BusyError", "Folder", "held", "is_of_runs", "synced"]

LATEST: Final = "latest"
LOCK: Final = ".lock"
TEMPORARY: Final = ".tmp-"
GOING: Final = ".old-"
KILLED: Final = "it ended before it was finished: killed, the computer went down, or there was no room to say why"
NO_ROOM: Final = (errno.ENOSPC, errno.EDQUOT)


class BusyError(PublishError):
    """Somebody else is publishing into the folder."""


class Folder:
    """A folder of runs, held by this process; ``begun`` is a run that may be in no history, of who held it before."""

    def __init__(self, path: Path, lock: FolderLock) -> None:
        self.path = path
        self._lock = lock
        begun = lock.read().partition(" ")[2]
        self.begun = begun if is_run(begun) else None
        self._sign(self.begun)

    @property
    def latest(self) -> Path | None:
        """The newest run that passed every check; a PublishError where there is something else than a link to it."""
        link = self.path / LATEST
        if not link.is_symlink():
            if link.exists():
                raise PublishError(
                    f"{link} is no link, but a copy of what it led to; remove it, and make it a link to the newest run"
                )
            return None
        run = self.path / link.readlink().name
        if not run.is_dir():
            raise PublishError(f"{link} leads to {run}, which is not there; bring it back, or remove the link {link}")
        return run

    def is_latest(self, run: str) -> bool:
        """Whether ``latest`` leads to a run."""
        link = self.path / LATEST
        return link.is_symlink() and link.readlink().name == run

    def history(self) -> list[Entry]:
        """What became of each run, the oldest first; a PublishError where the file cannot be read."""
        return history_of(self.path)

    def begin(self, entry: Entry) -> None:
        """Notes a run that begins now."""
        self._sign(entry["run"])
        self.note(entry)

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
        """A name for a run that begins now; a second later where that is taken."""
        taken = {self.begun, *(each["run"] for each in self.history()), *(each.name for each in self.path.iterdir())}
        while (name := name_of(at)) in taken:
            at += timedelta(seconds=1)
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
        removed(going)

    def fail(self, entry: Entry) -> None:
        """Takes away what there is of a run, and notes why; what cannot be done now, the next run does."""
        run = entry["run"]
        shutil.rmtree(self.temporary(run), ignore_errors=True)
        if self.is_latest(run):
            return
        with suppress(OSError, PublishError):
            if (self.path / run).is_dir():
                self.drop(run)
        with suppress(OSError, PublishError):
            self.note(entry)
            self._sign(None)

    def end(self, entry: Entry) -> None:
        """Notes what became of a run that has not failed."""
        self.note(entry)
        self._sign(None)

    def recover(self) -> None:
        """Clears away what killed and failed runs have left, and notes them as what they were."""
        for left in [*self.path.glob(f"{TEMPORARY}*"), *self.path.glob(f"{GOING}*")]:
            removed(left)
        before = self.history()
        runs = [dict(each) for each in before]
        if self.begun is not None and self.begun not in {each["run"] for each in runs}:
            runs.append({"run": self.begun, "outcome": "running"})
        for each in runs:
            is_latest = self.is_latest(each["run"])
            if each["outcome"] == "running":
                each.update({"outcome": "published"} if is_latest else {"outcome": "failed", "reason": KILLED})
            if each["outcome"] == "failed" and not is_latest and (self.path / each["run"]).is_dir():
                self.drop(each["run"])
        if runs != before:
            self.write_history(runs)

    def _sign(self, run: str | None) -> None:
        """Says in the lock who holds it, and which run it has begun."""
        self._lock.write(f"{os.getpid()}" if run is None else f"{os.getpid()} {run}")


def is_of_runs(path: Path) -> bool:
    """Whether runs were published into a folder, which a copy of one of them does not make it."""
    return (path / LOCK).exists() or (path / LATEST).is_symlink()


@contextmanager
def held(path: Path) -> Iterator[Folder]:
    """The folder, made where it is not there, and held until the end.

    A BusyError where somebody else holds it, a UsageError where it cannot be used at all.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
        lock = FolderLock(path / LOCK)
    except FolderLockedError as error:
        process = error.note.partition(" ")[0]
        by = f" by process {process}" if process != "" else ""
        raise BusyError(f"{path} is being published into{by}; wait until that has ended") from error
    except OSError as error:
        raise unusable(path, error) from error
    try:
        try:
            folder = Folder(path, lock)
        except OSError as error:
            raise unusable(path, error) from error
        yield folder
    finally:
        lock.release()


def unusable(path: Path, error: OSError) -> PublishError | UsageError:
    """Why a folder cannot be published into."""
    if error.errno in NO_ROOM:
        return PublishError(f"nothing was published into {path}: {error.strerror}; make room and publish again")
    return UsageError(f"{path} cannot be used ({error.strerror}); name a folder that may be written to")


def removed(path: Path) -> None:
    """Removes a folder with all that is in it, a file, or a link; a PublishError where that is not allowed."""
    try:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
    except OSError as error:
        raise PublishError(f"{path} cannot be removed ({error.strerror}); remove it by hand") from error


def synced(path: Path) -> None:
    """Makes sure that a file, or the names in a folder, are on the disk."""
    if path.is_dir() and os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
