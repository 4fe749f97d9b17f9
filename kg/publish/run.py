"""One run: made beside the others, checked, sealed, and only then given its name and pointed to."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from kg.errors import KgError, PublishError
from kg.publish.check import SHACL_LIMIT, check_formats, check_shapes
from kg.publish.folder import Entry, Folder, held, stamp
from kg.publish.make import DELTA, GRAPHS, SCHEMA, Made, make
from kg.publish.packed import sum_on_disk
from kg.publish.retention import Keep
from kg.publish.seal import manifest_of, seal
from kg.publish.sheet import Sheet, dataset_ttl
from kg.publish.verify import check_quads
from kg.rdf.lines import quad_lines
from kg.store import Store

__all__ = ["Outcome", "publish"]

Progress = Callable[[str, int, int | None], None]
"""Told what is being done, how much of it is done, and how much there is, if that is known."""


@dataclass(frozen=True)
class Outcome:
    """What came of it: the folder of the new run, None where nothing has changed; ``gone`` are old runs taken away."""

    run: Path | None
    latest: Path
    records: int
    statements: int
    delta: dict[str, int]
    gone: list[str] = field(default_factory=list)


def silent(doing: str, done: int, total: int | None) -> None:
    """For callers who do not want to be told."""


def publish(
    store: Store, to: Path, *, as_of: date | None = None, keep: Keep | None = None, progress: Progress = silent
) -> Outcome:
    """Publishes the graph into a folder of runs, or what of it was known ``as_of`` a day.

    A PublishError where anything is not as it should be: then ``latest`` is what it was, nothing of the run is left,
    and ``index.json`` says why.
    """
    started = datetime.now(UTC)
    with held(to) as folder:
        run = folder.new_run(started)
        entry: Entry = {"run": run, "outcome": "running", "started": stamp(started)}
        if as_of is not None:
            entry["as_of"] = as_of.isoformat()
        try:
            folder.note(entry)
            return published(store, folder, entry, as_of=as_of, keep=keep or Keep(), progress=progress)
        except BaseException as error:
            shutil.rmtree(folder.temporary(run), ignore_errors=True)
            reason = f"{error.strerror}: {error.filename}" if isinstance(error, OSError) else str(error)
            reason = reason if reason != "" else type(error).__name__
            # On a full disk the line stays as it is, and the next run completes it.
            with suppress(OSError, PublishError):
                if not is_latest(folder, run):
                    folder.note({**entry, "outcome": "failed", "ended": stamp(datetime.now(UTC)), "reason": reason})
            if isinstance(error, KgError | OSError):
                raise PublishError(f"nothing was published into {to}: {reason}") from error
            raise


def is_latest(folder: Folder, run: str) -> bool:
    """Whether the run was finished after all, and something failed after that."""
    latest = folder.latest
    return latest is not None and latest.name == run


def published(
    store: Store, folder: Folder, entry: Entry, *, as_of: date | None, keep: Keep, progress: Progress
) -> Outcome:
    """The steps of a run, in their order."""
    run = entry["run"]
    temporary = folder.temporary(run)
    latest = folder.latest
    before = None if latest is None else sealed(latest)
    old = None if latest is None else latest / "graph.nq.zst"
    made = make(store, temporary, old=old, as_of=as_of, progress=lambda done: progress("writing records", done, None))
    delta = dict(made.delta)
    if latest is not None and before is not None and is_same(before, made, as_of):
        shutil.rmtree(temporary)
        folder.note({**entry, "outcome": "no change", "ended": stamp(datetime.now(UTC)), "same_as": latest.name})
        return Outcome(None, latest, made.counts.records, made.counts.statements, delta, prune(folder, keep))
    checks = checked(temporary, made, before, as_of, progress)
    ended = stamp(datetime.now(UTC))
    previous = None if latest is None else latest.name
    describe(temporary, made, entry, previous=previous, ended=ended)
    content = {**made.sums, "dataset.ttl": sum_on_disk(temporary / "dataset.ttl")}
    manifest = {
        "run": run,
        "previous": previous,
        "as_of": entry.get("as_of"),
        "started": entry["started"],
        "ended": ended,
        "software": software(),
        "counts": {
            **made.counts._asdict(),
            "triples": made.tally.triples,
            "kinds": dict(sorted(made.tally.kinds.items())),
        },
        "delta": delta,
        "checks": checks,
        "files": {name: found._asdict() for name, found in sorted(content.items())},
    }
    sealed_by = seal(temporary, manifest)
    folder.keep(run)
    folder.note(
        {
            **entry,
            "outcome": "published",
            "ended": ended,
            "previous": previous,
            "records": made.counts.records,
            "statements": made.counts.statements,
            "delta": delta,
            "seal": sealed_by,
        }
    )
    gone = prune(folder, keep)
    return Outcome(folder.path / run, folder.path / run, made.counts.records, made.counts.statements, delta, gone)


def sealed(run: Path) -> dict[str, Any]:
    """The manifest of the run before; a PublishError where its graph is not what it was, and a delta would be wrong."""
    fix = f"bring it back, or remove the link {run.parent / 'latest'} to begin anew"
    try:
        check_quads(run)
        return manifest_of(run)
    except KgError as error:
        raise PublishError(f"the run before, {run}, is broken: {error}; {fix}") from error


def is_same(before: dict[str, Any], made: Made, as_of: date | None) -> bool:
    """Whether the run before holds the same graph and the same schema, as of the same day."""
    day = None if as_of is None else as_of.isoformat()
    files = before["files"]
    same = (made.sums[name].sha256 == files.get(name, {}).get("sha256") for name in ("graph.nq.zst", *SCHEMA))
    return before["as_of"] == day and all(same)


def checked(
    temporary: Path, made: Made, before: dict[str, Any] | None, as_of: date | None, progress: Progress
) -> dict[str, Any]:
    """What was checked, and how; a PublishError where something is wrong."""
    counts = made.counts
    progress("reading back", 0, None)
    formats = check_formats(
        temporary,
        sha256=made.sums["graph.nq.zst"].sha256,
        statements=counts.statements,
        triples=made.tally.triples,
        records=counts.records,
    )
    base = 0 if before is None else before["counts"]["statements"]
    if base + made.delta["added"] - made.delta["removed"] != counts.statements:
        raise PublishError("the delta does not lead from the run before to this one; look for altered files in both")
    is_all = counts.records <= SHACL_LIMIT
    judged = check_shapes(
        temporary / "graph.nq.zst",
        only=None if is_all else changed(temporary),
        as_of=as_of,
        progress=lambda done: progress("judging records by their shapes", done, None),
    )
    return {"formats": formats, "shacl": {"records": judged, "which": "all" if is_all else "those that have changed"}}


def changed(temporary: Path) -> Iterator[str]:
    """The ids of the records that the run adds or changes, in their order."""
    for line in quad_lines(temporary / DELTA[2]):
        found = json.loads(line)
        if found["op"] != "DEL":
            yield found["id"]


def describe(temporary: Path, made: Made, entry: Entry, *, previous: str | None, ended: str) -> None:
    """Writes ``dataset.ttl``."""
    sheet = Sheet(
        run=entry["run"],
        previous=previous,
        as_of=entry.get("as_of"),
        started=entry["started"],
        ended=ended,
        software=software(),
        records=made.counts.records,
        statements=made.counts.statements,
        kinds=dict(sorted(made.tally.kinds.items())),
        licences=sorted(made.tally.licences),
        files={f"graph.{ending}.zst": sum_on_disk(temporary / f"graph.{ending}.zst") for ending in GRAPHS},
    )
    (temporary / "dataset.ttl").write_text(dataset_ttl(sheet), "utf-8")


def software() -> str:
    """What made the run."""
    return f"parley-kg {version('parley-kg')}"


def prune(folder: Folder, keep: Keep) -> list[str]:
    """Takes away the runs that are not to be kept, and notes in the history that they are gone."""
    history = folder.history()
    there = [each for each in history if each["outcome"] == "published" and (folder.path / each["run"]).is_dir()]
    gone = keep.gone([(each["run"], each.get("previous")) for each in there], datetime.now(UTC))
    for run in gone:
        folder.drop(run)
    if len(gone) > 0:
        folder.write_history([{**each, "gone": True} if each["run"] in gone else each for each in history])
    return gone
