"""What there is to check below some paths: data sets, sources and question files, found by looking."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Places", "places_in"]


@dataclass
class Places:
    """What is to be checked; ``datasets`` are paths as the source of dossiers takes them."""

    datasets: tuple[Path, ...] = ()
    sources: tuple[Path, ...] = ()
    questions: tuple[Path, ...] = ()


def places_in(paths: Iterable[Path]) -> Places:
    """Everything below the paths that can be checked, each thing once."""
    datasets: dict[Path, None] = {}
    sources: dict[Path, None] = {}
    questions: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            folders = [file.parent for file in below(path, "source.yaml")]
            files = list(below(path, "*.cypher"))
            # The sample of a source is checked with its source: its records may well be those of another data set.
            own = [file.parent for file in below(path, "dataset.yaml") if not any(map(file.is_relative_to, folders))]
            nothing = len(folders) + len(files) + len(own) == 0
            sources |= dict.fromkeys(folders)
            questions |= dict.fromkeys(files)
            # Inside a data set, or not in one: whoever reads data sets knows, and says what is missing.
            datasets |= dict.fromkeys([path] if nothing else own)
        elif path.name in ("source.yaml", "loader.py"):
            sources[path.parent] = None
        elif path.suffix == ".cypher":
            questions[path] = None
        elif path.suffix == ".rq" and path.with_suffix(".cypher").is_file():
            # A twin is checked with its question.
            questions[path.with_suffix(".cypher")] = None
        else:
            datasets[path] = None
    return Places(tuple(datasets), tuple(sources), tuple(questions))


def below(folder: Path, name: str) -> Iterator[Path]:
    """The files of that name, sorted, but for those in hidden folders."""
    found = sorted(folder.rglob(name))
    return (file for file in found if not any(part.startswith(".") for part in file.relative_to(folder).parts))
