"""Whether a run is still what was sealed."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from kg.errors import DataError, PublishError
from kg.model.iri import BASE
from kg.publish.check import check_formats
from kg.publish.delta import applied
from kg.publish.folder import Folder
from kg.publish.packed import sum_of, sum_on_disk
from kg.publish.seal import SUMS, files_in, listed, manifest_of, seal_of
from kg.rdf.lines import quad_lines

__all__ = ["check_quads", "verify"]


def verify(run: Path) -> list[str]:
    """What was found to be right, a line each; a PublishError with everything that is not as it was sealed."""
    run = run.resolve()
    if not run.is_dir():
        raise PublishError(f"{run} is no folder; name the folder of a run, or latest")
    wrong = [*touched(run)]
    if len(wrong) > 0:
        told = "\n".join(f"  {each}" for each in wrong)
        raise PublishError(f"{run} is not as it was sealed:\n{told}\ntake another run, or fetch this one again")
    manifest = manifest_of(run)
    counts = manifest["counts"]
    found = check_formats(
        run,
        sha256=manifest["files"]["graph.nq.zst"]["sha256"],
        statements=counts["statements"],
        triples=counts["triples"],
        records=counts["records"],
    )
    lines = [f"{len(manifest['files'])} files as sealed", *(f"{name}: {how}" for name, how in found.items())]
    previous = manifest["previous"]
    base = None if previous is None else run.parent / previous
    if base is not None and not base.is_dir():
        return [*lines, f"delta: not checked, since {previous} is gone"]
    if not is_exact(run, base, manifest["files"]["graph.nq.zst"]["sha256"]):
        raise PublishError(f"{run}: {previous or 'nothing'} with its delta is not this run; one of them was altered")
    return [*lines, f"delta: {previous or 'nothing'} + added - removed is this run, byte for byte"]


def check_quads(run: Path) -> None:
    """A PublishError where the N-Quads of a run are not what was sealed."""
    try:
        is_whole = sum_of(run / "graph.nq.zst").sha256 == manifest_of(run)["files"]["graph.nq.zst"]["sha256"]
    except DataError as error:
        raise PublishError(str(error)) from error
    if not is_whole:
        raise PublishError(f"{run / 'graph.nq.zst'} is altered; take another run, or fetch this one again")


def touched(run: Path) -> Iterator[str]:
    """What is not as it was sealed."""
    sums, there = listed(run), files_in(run)
    yield from (f"{name} is missing" for name in sorted(sums.keys() - set(there)))
    yield from (f"{name} is not of this run" for name in sorted(set(there) - sums.keys()))
    damaged = [name for name in there if name in sums and sum_on_disk(run / name).sha256 != sums[name]]
    yield from (f"{name} is altered" for name in damaged)
    noted = next((each for each in Folder(run.parent).history() if each["run"] == run.name), None)
    if noted is not None and noted.get("seal") not in (None, seal_of(run)):
        yield f"{SUMS} is not the one that index.json knows"
    if len(damaged) == 0 and "manifest.json" in there:
        for name, known in manifest_of(run)["files"].items():
            try:
                if (run / name).is_file() and sum_of(run / name).sha256 != known["sha256"]:
                    yield f"{name} holds something else than manifest.json says"
            except DataError as error:
                yield str(error)


def is_exact(run: Path, base: Path | None, sha256: str) -> bool:
    """Whether the base with the delta gives the run."""
    old = iter(()) if base is None else quad_lines(base / "graph.nq.zst")
    added, removed = (quad_lines(run / "delta" / f"{name}.nq.zst") for name in ("added", "removed"))
    found = hashlib.sha256()
    for line in applied(old, added, removed, base=BASE):
        found.update(line)
    return found.hexdigest() == sha256
