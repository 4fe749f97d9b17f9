"""Dossiers: folders of YAML files, written and reviewed by people.

A folder with a ``dataset.yaml`` is one data set with all YAML files below it, down to the next ``dataset.yaml``.
Naming one file takes the whole data set that it is in.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.errors import DataError, Problem
from kg.load.entry import Batch, Entry, Finder, Place
from kg.load.intake import Intake
from kg.load.yaml_reader import Tree, read_yaml
from kg.model.kinds import BY_PLURAL
from kg.model.suggest import suggest

DATASET = "dataset.yaml"


def read(intake: Intake) -> Iterable[Batch]:
    """The data sets that the paths name or hold, each once, by path; a DataError with all that cannot be read."""
    problems: list[Problem] = []
    batches = []
    for folder in folders_of(intake.paths):
        try:
            batches.append(batch(folder))
        except DataError as error:
            problems += error.problems
    if len(problems) > 0:
        raise DataError(problems)
    return batches


def folders_of(paths: tuple[Path, ...]) -> list[Path]:
    """The folders of the data sets, sorted; a DataError for a path that is none, in none, and holds none."""
    folders: set[Path] = set()
    problems = []
    for path in paths:
        found = {file.parent for file in path.rglob(DATASET) if not hidden(file, path)} if path.is_dir() else set()
        around = next((each for each in (path, *path.absolute().parents) if (each / DATASET).is_file()), None)
        if len(found) > 0:
            folders |= found
        elif around is not None:
            folders.add(around)
        else:
            problems.append(
                Problem(path, 0, 0, "no data set here", f"a data set is a folder with a {DATASET} (id, title, licence)")
            )
    if len(problems) > 0:
        raise DataError(problems)
    return sorted({folder.absolute(): shortest(folder) for folder in folders}.values())


def shortest(folder: Path) -> Path:
    """The folder relative to where we are, if it is below; messages are read by people."""
    absolute, here = folder.absolute(), Path.cwd()
    return absolute.relative_to(here) if absolute.is_relative_to(here) else absolute


def hidden(file: Path, below: Path) -> bool:
    """Whether a file is in a folder whose name starts with a dot."""
    return any(part.startswith(".") for part in file.relative_to(below).parts)


def batch(folder: Path) -> Batch:
    """One data set: its description, and the records of all its files."""
    problems: list[Problem] = []
    trees: list[tuple[Path, Tree]] = []
    for file in files_of(folder):
        try:
            # A kind whose last record was taken out states none.
            trees.append((file, read_yaml(file, lists=() if file.name == DATASET else BY_PLURAL)))
        except DataError as error:
            problems += error.problems
    entries = [entry for file, tree in trees if file.name != DATASET for entry in entries_of(file, tree, problems)]
    if len(problems) > 0:
        raise DataError(problems)
    about = next(tree for file, tree in trees if file.name == DATASET)
    return Batch(Entry("dataset", about.data, folder / DATASET, finder(about, ())), entries)


def files_of(folder: Path) -> list[Path]:
    """The YAML files of a data set, sorted: all below its folder, but for other data sets and hidden files."""
    files = [file for ending in ("*.yaml", "*.yml") for file in folder.rglob(ending) if not hidden(file, folder)]
    inner = {file.parent for file in files if file.name == DATASET and file.parent != folder}
    return sorted(file for file in files if not any(file.is_relative_to(other) for other in inner))


def entries_of(file: Path, tree: Tree, problems: list[Problem]) -> Iterator[Entry]:
    """The records of one file, kind by kind."""
    for plural, records in tree.data.items():
        mark = tree.mark((plural,), key=True)
        if plural not in BY_PLURAL:
            problems.append(Problem(file, mark.line, mark.column, f"unknown kind {plural}", suggest(plural, BY_PLURAL)))
        elif not isinstance(records, list):
            problems.append(
                Problem(file, mark.line, mark.column, f"{plural} is no list", "begin each record with a hyphen")
            )
        else:
            for number, data in enumerate(records):
                if isinstance(data, dict):
                    yield Entry(BY_PLURAL[plural].KIND.slug, data, file, finder(tree, (plural, number)))
                else:
                    mark = tree.mark((plural, number))
                    problems.append(
                        Problem(file, mark.line, mark.column, "a record is a mapping of fields", "write id: ...")
                    )


def finder(tree: Tree, start: tuple[str | int, ...]) -> Finder:
    """From a path inside one record to its place in the file."""

    def find(path: tuple[str | int, ...], key: bool) -> Place:
        mark = tree.mark((*start, *path), key=key)
        return Place(mark.line, mark.column)

    return find
