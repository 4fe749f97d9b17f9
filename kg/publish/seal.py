"""The seal of a run: ``manifest.json`` with what it holds, ``SHA256SUMS`` over its files as they lie on the disk."""

import hashlib
import json
from pathlib import Path
from typing import Any, Final

from kg.errors import PublishError
from kg.publish.folder import synced
from kg.publish.history import is_run
from kg.publish.packed import sum_on_disk

__all__ = ["MANIFEST", "SUMS", "files_in", "is_sealed", "listed", "manifest_of", "seal", "seal_of"]

MANIFEST: Final = "manifest.json"
SUMS: Final = "SHA256SUMS"
COUNTS: Final = ("records", "statements", "triples")


def seal(folder: Path, manifest: dict[str, Any]) -> str:
    """Writes both, and makes sure that the whole run is on the disk; the hash of ``SHA256SUMS``."""
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", "utf-8")
    lines = [f"{sum_on_disk(folder / name).sha256}  {name}\n" for name in files_in(folder)]
    (folder / SUMS).write_text("".join(lines), "utf-8")
    for path in (*folder.rglob("*"), folder):
        synced(path)
    return seal_of(folder)


def seal_of(folder: Path) -> str:
    """The hash of ``SHA256SUMS``, which the history keeps, so that nobody can seal a run anew unseen."""
    return hashlib.sha256((folder / SUMS).read_bytes()).hexdigest()


def is_sealed(folder: Path) -> bool:
    """Whether a folder bears the seal of a run, or a part of it."""
    return any((folder / name).exists() for name in (MANIFEST, SUMS))


def files_in(folder: Path) -> list[str]:
    """All files of a run but ``SHA256SUMS`` itself, sorted."""
    names = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir())
    return sorted(name for name in names if name != SUMS)


def listed(folder: Path) -> dict[str, str]:
    """The hash of each file by ``SHA256SUMS``; a PublishError where that cannot be read."""
    try:
        lines = (folder / SUMS).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise PublishError(f"{folder / SUMS} cannot be read ({error}); this is no whole run") from error
    return {name: found for found, _, name in (line.partition("  ") for line in lines)}


def manifest_of(folder: Path) -> dict[str, Any]:
    """What a run says of itself; a PublishError where that cannot be read."""
    file = folder / MANIFEST
    try:
        found: dict[str, Any] = json.loads(file.read_text("utf-8"))
        # Whoever reads on relies on these, and names become paths.
        is_ours = (
            is_run(found["run"])
            and (found["previous"] is None or is_run(found["previous"]))
            and isinstance(found["as_of"], str | None)
            and all(isinstance(found["counts"][each], int) for each in COUNTS)
            and all(isinstance(each["sha256"], str) for each in found["files"].values())
            and "graph.nq.zst" in found["files"]
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise PublishError(f"{file} cannot be read ({error}); this is no whole run") from error
    if not is_ours:
        raise PublishError(f"{file} is none that Parley writes; this is no whole run")
    return found
