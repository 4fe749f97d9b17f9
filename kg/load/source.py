"""Sources: one folder of ``loaders/`` each, found by looking, imported from its path.

``source.yaml`` says what the source is; ``loader.py`` has ``read(paths) -> Iterable[Batch]``. The contract is
told in full in ``loaders/README.md``.
"""

import importlib.util
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

from kg.content import content_folder
from kg.errors import DataError, KgError, Problem, UsageError
from kg.load.entry import Source
from kg.load.yaml_reader import Tree, read_yaml
from kg.model.suggest import suggest

__all__ = ["DOSSIER", "source", "sources"]

DOSSIER = "dossier"
"""The source that reads what is named by a path and no source."""

REQUIRED = ("title", "licence", "reads")
OPTIONAL = ("publisher", "homepage", "download")


@cache
def sources() -> tuple[Source, ...]:
    """All sources, by name."""
    folders = sorted(path.parent for path in content_folder("loaders").glob("*/source.yaml"))
    return tuple(described(folder) for folder in folders)


def source(name: str) -> Source:
    """The source of this name; a UsageError with the nearest name otherwise."""
    for each in sources():
        if each.name == name:
            return each
    raise UsageError(f"there is no source {name}; {suggest(name, [each.name for each in sources()])}")


def described(folder: Path) -> Source:
    """The source that a folder holds."""
    file = folder / "source.yaml"
    tree = read_yaml(file)
    problems = [
        Problem(file, *place(tree, name), f"unknown key {name}", suggest(name, (*REQUIRED, *OPTIONAL)))
        for name in tree.data
        if name not in (*REQUIRED, *OPTIONAL)
    ]
    problems += [Problem(file, 1, 1, f"{name} is missing", "add it") for name in REQUIRED if name not in tree.data]
    if len(problems) > 0:
        raise DataError(problems)
    module = imported(folder)
    read = getattr(module, "read", None)
    if read is None:
        raise KgError(f"{folder / 'loader.py'} has no function read(paths)")
    return Source(folder.name, str(tree.data["title"]), str(tree.data["licence"]), folder, read)


def place(tree: Tree, name: str) -> tuple[int, int]:
    """Line and column of a key at the top of a file."""
    mark = tree.mark((name,), key=True)
    return mark.line, mark.column


def imported(folder: Path) -> ModuleType:
    """The module of a source, under a name of its own, registered before it runs so that it can be pickled."""
    name = f"kg_loader_{folder.name}"
    spec = importlib.util.spec_from_file_location(name, folder / "loader.py")
    if spec is None or spec.loader is None:
        raise KgError(f"{folder / 'loader.py'} cannot be imported")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module
