"""Sources: one folder of ``loaders/`` each, found by looking, imported from its path.

``source.yaml`` says what the source is; ``loader.py`` has ``read(intake) -> Iterable[Batch]``. The contract is
told in full in ``loaders/README.md``.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType

from kg.content import content_folder
from kg.errors import KgError, UsageError
from kg.load.description import Description, read_model
from kg.load.entry import Batch
from kg.load.input import must_exist
from kg.load.intake import Intake, Progress, silent
from kg.load.reject import FOLDER
from kg.model.suggest import suggest

__all__ = ["DOSSIER", "Reading", "Source", "named_input", "names", "source", "sources"]

DOSSIER = "dossier"
"""The source that reads what is named by a path and no source."""


@dataclass(frozen=True)
class Source:
    """A kind of input: described by ``source.yaml`` and read by ``loader.py``."""

    name: str
    folder: Path
    about: Description

    @property
    def loader(self) -> Callable[[Intake], Iterable[Batch]]:
        """The function that reads it, imported now: a source that is broken must stop nobody but its own users."""
        return read_of(self.folder)

    def intake(self, paths: Sequence[Path], *, rejects: Path | None = FOLDER, progress: Progress = silent) -> Intake:
        """A reading of this input, not begun; ``rejects`` is the folder for the file of refused rows, None for none.

        A UsageError for paths that do not exist.
        """
        must_exist(paths)
        return Intake(self.name, self.about, paths, rejects=rejects, progress=progress)

    def read(self, paths: Sequence[Path]) -> Iterable[Batch]:
        """The data sets that the paths hold, for callers who need neither report nor reject file."""
        return self.loader(self.intake(paths, rejects=None))

    def beside(self) -> Iterable[Batch]:
        """The dossier in ``beside/`` to whose records the sample refers, where there is one; it is loaded first."""
        folder = self.folder / "beside"
        return source(DOSSIER).read((folder,)) if folder.is_dir() else ()

    def sample(self) -> Iterable[Batch]:
        """What the sample states."""
        return self.read((self.folder / "sample",))

    @property
    def expected(self) -> dict[str, int]:
        """How many records of each kind the sample states."""
        found: dict[str, int] = json.loads((self.folder / "expected.json").read_text("utf-8"))
        return found


@dataclass(frozen=True)
class Reading:
    """The input that the words of a command name: its data sets, and what there is to report once they are read."""

    batches: Iterable[Batch]
    intake: Intake


def named_input(words: Sequence[str | Path], *, rejects: Path = FOLDER, progress: Progress = silent) -> Reading:
    """The input that words name: the name of a source and its input, or paths of dossiers.

    A folder that is called like a source is meant by ``./name``. A UsageError for a source without input.
    """
    first = str(words[0]) if len(words) > 0 else ""
    if first in names():
        if len(words) == 1:
            raise UsageError(f"{first} is a source: name its input after it, files, folders or - for standard input")
        chosen, paths = source(first), [Path(word) for word in words[1:]]
    else:
        chosen, paths = source(DOSSIER), [Path(word) for word in words]
    intake = chosen.intake(paths, rejects=rejects, progress=progress)
    return Reading(chosen.loader(intake), intake)


@cache
def names() -> tuple[str, ...]:
    """The names of all sources: the folders that have a description."""
    return tuple(sorted(path.parent.name for path in content_folder("loaders").glob("*/source.yaml")))


def sources() -> tuple[Source, ...]:
    """All sources, by name."""
    return tuple(source(name) for name in names())


@cache
def source(name: str) -> Source:
    """The source of this name; a UsageError with the nearest name otherwise."""
    if name not in names():
        raise UsageError(f"there is no source {name}; {suggest(name, names())}")
    return described(content_folder("loaders") / name)


def described(folder: Path) -> Source:
    """The source that a folder holds."""
    return Source(folder.name, folder, read_model(folder / "source.yaml", Description))


def read_of(folder: Path) -> Callable[[Intake], Iterable[Batch]]:
    """The function ``read`` of the loader in a folder."""
    try:
        read: Callable[[Intake], Iterable[Batch]] | None = getattr(imported(folder), "read", None)
    except Exception as error:
        raise KgError(f"{folder / 'loader.py'} cannot be imported: {error}") from error
    if read is None:
        raise KgError(f"{folder / 'loader.py'} has no function read(intake)")
    return read


@cache
def imported(folder: Path) -> ModuleType:
    """The module of a source, under a name of its own, registered before it runs so that it can be pickled.

    It is a package whose other modules lie beside it: ``from .stages import ...`` finds ``stages.py``.
    """
    name = f"kg_loader_{folder.name}"
    path = folder / "loader.py"
    spec = importlib.util.spec_from_file_location(name, path, submodule_search_locations=[str(folder)])
    if spec is None or spec.loader is None:
        raise KgError(f"{folder / 'loader.py'} cannot be imported")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module
