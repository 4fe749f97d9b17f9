"""Whether a run is still what was sealed."""

import hashlib
from pathlib import Path

from kg.errors import KgError, PublishError
from kg.model.iri import BASE
from kg.publish.check import check_formats, check_sheets
from kg.publish.delta import applied
from kg.publish.history import history_of
from kg.publish.run import note_failure
from kg.publish.seal import manifest_of
from kg.publish.whole import check_whole
from kg.rdf.lines import quad_lines

__all__ = ["verify"]


def verify(run: Path) -> list[str]:
    """What was found to be right, a line each; a PublishError with everything that is not as it was sealed.

    That is noted in the history too, where the run stands in one: whoever looks there may read no output.
    """
    run = run.resolve()
    if not run.is_dir():
        raise PublishError(f"{run} is no folder; name the folder of a run, or latest")
    try:
        return verified(run)
    except KgError as error:
        if is_noted(run):
            note_failure(run.parent, error, verified=run.name)
        raise


def verified(run: Path) -> list[str]:
    """What was found to be right, a line each."""
    check_whole(run)
    manifest = manifest_of(run)
    counts = manifest["counts"]
    sha256 = manifest["files"]["graph.nq.zst"]["sha256"]
    found = check_formats(
        run, sha256=sha256, statements=counts["statements"], triples=counts["triples"], records=counts["records"]
    )
    check_sheets(run)
    lines = [f"{len(manifest['files'])} files as sealed", *(f"{name}: {how}" for name, how in found.items())]
    previous = manifest["previous"]
    base = None if previous is None else run.parent / previous
    if base is not None and not base.is_dir():
        return [*lines, f"delta: not checked, since {previous} is gone"]
    if base is not None:
        check_whole(base)
    if not is_exact(run, base, sha256):
        raise PublishError(f"{run}: {previous or 'nothing'} with its delta is not this run; one of them was altered")
    return [*lines, f"delta: {previous or 'nothing'} + added - removed is this run, byte for byte"]


def is_noted(run: Path) -> bool:
    """Whether the folder of a run has a history with the run in it."""
    try:
        return any(each["run"] == run.name for each in history_of(run.parent))
    except PublishError:
        return False


def is_exact(run: Path, base: Path | None, sha256: str) -> bool:
    """Whether the base with the delta gives the run."""
    old = iter(()) if base is None else quad_lines(base / "graph.nq.zst")
    added, removed = (quad_lines(run / "delta" / f"{name}.nq.zst") for name in ("added", "removed"))
    found = hashlib.sha256()
    for line in applied(old, added, removed, base=BASE):
        found.update(line)
    return found.hexdigest() == sha256
