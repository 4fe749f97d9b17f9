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
from kg.publish.anew import renew
from kg.publish.check import SHACL_LIMIT, check_formats, check_shapes, check_sheets
from kg.publish.folder import LATEST, Folder, held
from kg.publish.history import Entry, stamp
from kg.publish.make import DELTA, GRAPHS, SCHEMA, Made, make
from kg.publish.packed import sum_on_disk
from kg.publish.retention import Keep
from kg.publish.seal import manifest_of, seal
from kg.publish.sheet import Sheet, dataset_ttl
from kg.publish.sound import check_sound
from kg.publish.whole import check_whole
from kg.rdf.lines import quad_lines
from kg.store import Store

__all__ = ["Outcome", "note_failure", "publish"]

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
    and ``index.json`` says why. Where ``latest`` leads to the new run already, the error says that it is published.
    """
    with held(to) as folder:
        entry = new_entry(folder, as_of)
        try:
            renew(folder)
            folder.recover()
            folder.begin(entry)
            return published(store, folder, entry, as_of=as_of, keep=keep or Keep(), progress=progress)
        except BaseException as error:
            reason = told(error, to)
            folder.fail({**entry, **failed(reason)})
            if isinstance(error, KgError | OSError):
                is_out = folder.is_latest(entry["run"])
                what = f"{to / entry['run']} is published, but then" if is_out else f"nothing was published into {to}"
                raise PublishError(f"{what}: {reason}") from error
            raise


def note_failure(to: Path, error: KgError, **more: str) -> None:
    """Notes in a folder of runs that something failed outside a run, for those who look only there.

    The error itself is what the caller tells; where nothing can be noted, that adds nothing to it.
    """
    with suppress(KgError, OSError), held(to) as folder:
        renew(folder)
        folder.note({**new_entry(folder, None), **failed(str(error)), **more})


def new_entry(folder: Folder, as_of: date | None) -> Entry:
    """The line of a run that begins now; a PublishError where the folder cannot be read."""
    started = datetime.now(UTC)
    try:
        run = folder.new_run(started)
    except OSError as error:
        raise PublishError(f"nothing was published into {folder.path}: {told(error, folder.path)}") from error
    entry: Entry = {"run": run, "outcome": "running", "started": stamp(started)}
    return entry if as_of is None else {**entry, "as_of": as_of.isoformat()}


def failed(reason: str) -> Entry:
    """What the line of a run says that failed."""
    return {"outcome": "failed", "ended": stamp(datetime.now(UTC)), "reason": reason}


def told(error: BaseException, to: Path) -> str:
    """An error in words; those of the system name a file where they know one."""
    if isinstance(error, OSError):
        return f"{to if error.filename is None else error.filename}: {error.strerror}"
    return str(error) if str(error) != "" else type(error).__name__


def published(
    store: Store, folder: Folder, entry: Entry, *, as_of: date | None, keep: Keep, progress: Progress
) -> Outcome:
    """The steps of a run, in their order."""
    run = entry["run"]
    temporary = folder.temporary(run)
    latest = folder.latest
    before = None if latest is None else sealed(latest)
    old = None if latest is None else latest / "graph.nq.zst"
    check_sound(store)
    made = make(store, temporary, old=old, as_of=as_of, progress=lambda done: progress("writing records", done, None))
    if made.counts.records == 0:
        which = "no record" if as_of is None else f"no record that was known on {as_of.isoformat()}"
        raise PublishError(f"{store.address} holds {which}; load its data sets first, or name another store")
    delta = dict(made.delta)
    if latest is not None and before is not None and is_same(before, made, as_of):
        shutil.rmtree(temporary)
        folder.end({**entry, "outcome": "no change", "ended": stamp(datetime.now(UTC)), "same_as": latest.name})
        return Outcome(None, latest, made.counts.records, made.counts.statements, delta, prune(folder, keep))
    checks = checked(temporary, made, before, as_of, progress)
    ended = stamp(datetime.now(UTC))
    previous = None if latest is None else latest.name
    describe(temporary, made, entry, previous=previous, ended=ended)
    check_sheets(temporary)
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
    whole = {
        **entry,
        "ended": ended,
        "previous": previous,
        "records": made.counts.records,
        "statements": made.counts.statements,
        "delta": delta,
        "seal": seal(temporary, manifest),
    }
    # Before the swap, so that nothing is missing where no more can be noted after it.
    folder.note(whole)
    folder.keep(run)
    folder.end({**whole, "outcome": "published"})
    gone = prune(folder, keep)
    return Outcome(folder.path / run, folder.path / run, made.counts.records, made.counts.statements, delta, gone)


def sealed(run: Path) -> dict[str, Any]:
    """The manifest of the run before; a PublishError where that is not whole, for it would be built upon."""
    check_whole(run, fix=f"bring it back, or remove the link {run.parent / LATEST} to begin anew")
    return manifest_of(run)


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
    """Takes away the runs that are not to be kept, and notes in the history which are gone."""
    history = folder.history()
    published = [each for each in history if each["outcome"] == "published"]
    there = [each for each in published if (folder.path / each["run"]).is_dir()]
    # What latest leads to counts as the newest, whatever it is; the order of the others stays.
    there.sort(key=lambda each: folder.is_latest(each["run"]))
    gone = keep.gone([(each["run"], each.get("previous")) for each in there], datetime.now(UTC))
    for run in gone:
        folder.drop(run)
    missing = [each for each in published if "gone" not in each and not (folder.path / each["run"]).is_dir()]
    if len(missing) > 0:
        folder.write_history([{**each, "gone": True} if each in missing else each for each in history])
    return gone
