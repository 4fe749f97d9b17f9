"""Dossiers: folders of YAML files, written and reviewed by people.

A folder with a ``dataset.yaml`` is one data set with all YAML files below it, down to the next ``dataset.yaml``.
Naming one file takes the whole data set that it is in.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from zlib import crc32

from kg.errors import DataError, Problem
from kg.load.entry import Batch, Entry, Finder, Place, Unread
from kg.load.input import YAML
from kg.load.intake import Intake
from kg.load.yaml_reader import read_yaml
from kg.load.yaml_tree import Mark, Tree
from kg.model.kinds import BY_PLURAL
from kg.model.suggest import suggest

DATASET = "dataset.yaml"


def read(intake: Intake) -> Iterable[Batch]:
    """The data sets that the paths name or hold, each once, by path."""
    return [batch(folder) for folder in folders_of(intake.paths)]


def folders_of(paths: tuple[Path, ...]) -> list[Path]:
    """The folders of the data sets, sorted; a DataError for a path that is none, in none, and holds none."""
    folders: set[Path] = set()
    problems = []
    for path in paths:
        found = {file.parent for file in path.rglob(DATASET) if not hidden(file, path)} if path.is_dir() else set()
        around = next((each for each in (path, *path.absolute().parents) if (each / DATASET).is_file()), None)
        if len(found) > 0:
            folders |= found
        elif around is not None and path.is_file() and path.absolute() not in files_of(around):
            endings = " or ".join(YAML)
            problems.append(
                Problem(path, 0, 0, f"this file is no part of {shortest(around)}", f"end its name in {endings}")
            )
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
    """One data set: its description, the records of all its files, and what of them could not be read."""
    about = stand_in(folder)
    entries: list[Entry] = []
    unread: list[Unread] = []
    for file in files_of(folder):
        try:
            # A kind whose last record was taken out states none.
            tree = read_yaml(file, lists=() if file.name == DATASET else BY_PLURAL)
        except DataError as error:
            unread.append(Unread(tuple(error.problems), text_of(file)))
            continue
        if len(tree.problems) > 0:
            unsure = frozenset(Place(mark.line, mark.column) for mark in tree.unsure)
            unread.append(Unread(tree.problems, "" if tree.lost is None else tree.lost, unsure))
        if file != folder / DATASET:
            entries += entries_of(file, tree, unread)
        elif tree.lost is None:
            about = Entry("dataset", tree.data, file, finder(tree, ()))
    return Batch(about, entries, tuple(unread))


def stand_in(folder: Path) -> Entry:
    """What takes the place of a description that cannot be read, so that the records are checked all the same."""
    data = {"id": f"dataset/unread-{crc32(str(folder).encode()):08x}", "title": "Unread", "licence": "CC0-1.0"}
    return Entry("dataset", data, folder / DATASET)


def text_of(file: Path) -> str | None:
    """The text of a file as far as it is text; None where there is none."""
    try:
        return file.read_text(encoding="utf-8", errors="replace") if file.is_file() else None
    except OSError:
        return None


def files_of(folder: Path) -> list[Path]:
    """The YAML files of a data set, sorted: all below its folder, but for other data sets and hidden files."""
    found = (file for file in folder.rglob("*") if file.suffix.lower() in YAML and not file.is_dir())
    files = [file for file in found if not hidden(file, folder)]
    inner = {file.parent for file in files if file.name == DATASET and file.parent != folder}
    return sorted(file for file in files if not any(file.is_relative_to(other) for other in inner))


def entries_of(file: Path, tree: Tree, unread: list[Unread]) -> Iterator[Entry]:
    """The records of one file, kind by kind; what is no record of a kind goes into ``unread``."""

    def refuse(data: Any, mark: Mark, what: str, fix: str) -> None:
        unread.append(Unread((Problem(file, mark.line, mark.column, what, fix),), json.dumps(data)))

    for plural, records in tree.data.items():
        mark = tree.mark((plural,), key=True)
        if plural not in BY_PLURAL:
            refuse(records, mark, f"unknown kind {plural}", suggest(plural, BY_PLURAL))
        elif not isinstance(records, list):
            refuse(records, mark, f"{plural} is no list", "begin each record with a hyphen")
        else:
            for number, data in enumerate(records):
                if isinstance(data, dict):
                    yield Entry(BY_PLURAL[plural].KIND.slug, data, file, finder(tree, (plural, number)))
                else:
                    refuse(data, tree.mark((plural, number)), "a record is a mapping of fields", "write id: ...")


def finder(tree: Tree, start: tuple[str | int, ...]) -> Finder:
    """From a path inside one record to its place in the file."""

    def find(path: tuple[str | int, ...], key: bool) -> Place:
        mark = tree.mark((*start, *path), key=key)
        return Place(mark.line, mark.column)

    return find
