"""Whether a run is whole: every file as it was sealed, and nothing else."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from kg.errors import DataError, PublishError
from kg.publish.folder import is_of_runs
from kg.publish.history import Entry, history_of, is_run
from kg.publish.packed import sum_of, sum_on_disk
from kg.publish.seal import MANIFEST, SUMS, files_in, listed, manifest_of, seal_of

__all__ = ["check_whole"]


def check_whole(run: Path, *, fix: str = "take another run, or fetch this one again") -> None:
    """A PublishError with everything that is not as it was sealed; before a run is built upon, read, or vouched for."""
    # What is wrong with the history is no fault of the run.
    noted = noted_in(run.parent)
    try:
        wrong = [*touched(run, noted)]
    except PublishError as error:
        wrong = [str(error)]
    except OSError as error:
        wrong = [f"{error.filename} cannot be read ({error.strerror})"]
    if len(wrong) > 0:
        told = "\n".join(f"  {each}" for each in wrong)
        raise PublishError(f"{run} is not as it was sealed:\n{told}\n{fix}")


def touched(run: Path, noted: list[Entry]) -> Iterator[str]:
    """What is not as it was sealed."""
    sums, there = listed(run), files_in(run)
    yield from (f"{name} is missing" for name in sorted(sums.keys() - set(there)))
    more = {*there, *folders_in(run)} - {*sums, *folders_of(sums)}
    yield from (f"{name} is not of this run" for name in sorted(more))
    linked = [name for name in there if (run / name).is_symlink() or not (run / name).is_file()]
    yield from (f"{name} is no file of its own" for name in linked if name in sums)
    known = [name for name in there if name in sums and name not in linked]
    damaged = [name for name in known if sum_on_disk(run / name).sha256 != sums[name]]
    yield from (f"{name} is altered" for name in damaged)
    if MANIFEST in known and MANIFEST not in damaged:
        manifest = manifest_of(run)
        yield from misnamed(run, manifest["run"], noted)
        intact = {name: manifest["files"][name] for name in known if name in manifest["files"] and name not in damaged}
        yield from mispacked(run, intact)


def folders_in(run: Path) -> set[str]:
    """The folders inside a run."""
    return {path.relative_to(run).as_posix() for path in run.rglob("*") if path.is_dir()}


def folders_of(names: dict[str, str]) -> set[str]:
    """The folders in which these files lie."""
    return {parent.as_posix() for name in names for parent in PurePosixPath(name).parents}


def misnamed(run: Path, name: str, noted: list[Entry]) -> Iterator[str]:
    """What is wrong with the name of a run, and with its seal; a copy may have a name that is none of a run."""
    if run.name != name and is_run(run.name):
        yield f"it is the run {name}, under another name"
    seals = [each.get("seal") for each in noted if each["run"] == name]
    if any(seal not in (None, seal_of(run)) for seal in seals):
        yield f"{SUMS} is not the one that index.json knows"


def noted_in(folder: Path) -> list[Entry]:
    """What the history of a folder of runs says; beside a copy, index.json may be somebody's own."""
    try:
        return history_of(folder)
    except PublishError:
        if is_of_runs(folder):
            raise
        return []


def mispacked(run: Path, files: dict[str, Any]) -> Iterator[str]:
    """Files that hold something else than the manifest says."""
    for name, known in files.items():
        try:
            if sum_of(run / name).sha256 != known["sha256"]:
                yield f"{name} holds something else than {MANIFEST} says"
        except DataError as error:
            yield str(error)
