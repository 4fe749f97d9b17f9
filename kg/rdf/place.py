"""What a path names that can be read back: a run, or a file of N-Quads or TriG; and why another cannot."""

from pathlib import Path
from typing import Final

from kg.errors import UsageError
from kg.rdf.formats import FORMATS, ending_of

__all__ = ["QUADS", "is_rdf", "quads_in"]

QUADS: Final = "graph.nq.zst"
"""The file of a run that is read back."""

SEALED: Final = ("manifest.json", "SHA256SUMS")
"""What else a run has, by which it is known without its graph."""

READ: Final = ("nq", "trig")
OTHERS: Final = ("jsonld", "n3", "nquads", "nt", "ntriples", "owl", "rdf", "ttl")
FIX: Final = "N-Quads (.nq) and TriG (.trig) are read, plain or packed by zstd (.nq.zst)"


def is_rdf(path: Path) -> bool:
    """Whether a path is RDF by its name, or the folder of a run or of several; whether it can be read is left open."""
    if path.is_dir():
        return is_run(path) or holds_runs(path)
    return ending_of(path)[0] in (*READ, *OTHERS)


def quads_in(path: Path) -> Path:
    """The file to read: that of a run, or the file itself; a UsageError for what cannot be read back."""
    if path.is_dir():
        if not is_run(path) and holds_runs(path):
            raise UsageError(f"{path} holds runs; name one of them, as {path / 'latest'}")
        return path / QUADS
    ending, packing = ending_of(path)
    if ending not in READ:
        what = f"holds {FORMATS[ending].title}" if ending in FORMATS else "is none that can be read back"
        raise UsageError(f"{path} {what}; {FIX}")
    if packing not in ("", "zst"):
        raise UsageError(f"{path} is packed by {packing}; unpack it; {FIX}")
    return path


def is_run(path: Path) -> bool:
    """Whether a folder is that of a run, be its graph there or not."""
    return (path / QUADS).is_file() or all((path / name).is_file() for name in SEALED)


def holds_runs(path: Path) -> bool:
    """Whether a folder holds folders of runs."""
    return any(is_run(each) for each in path.glob("*") if each.is_dir())
