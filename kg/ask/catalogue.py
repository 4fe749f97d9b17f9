"""The questions there are: one file each, found by looking into folders."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from kg.ask.lint import problems, read_question
from kg.ask.question import Question
from kg.content import content_folder
from kg.errors import DataError, Problem, UsageError
from kg.model.suggest import suggest

__all__ = ["catalogue", "find_question", "misplaced", "own_files", "question_files", "shipped", "taken"]

OWN_FOLDER = "KG_QUESTIONS"
"""The environment variable that names a folder of the user's own questions."""


def question_files() -> dict[str, Path]:
    """The file of each question by its name, ours and those of ``KG_QUESTIONS``, sorted by name.

    A UsageError where that folder does not exist, a DataError where it holds a name that is taken.
    """
    wrong = taken()
    if len(wrong) > 0:
        raise DataError(wrong)
    folder = own_folder()
    theirs = {} if folder is None else scan(folder)
    return dict(sorted((scan(content_folder("queries")) | theirs).items()))


def own_folder() -> Path | None:
    """The folder that ``KG_QUESTIONS`` names; a UsageError where there is no such folder."""
    own = os.environ.get(OWN_FOLDER, "")
    if own == "":
        return None
    folder = Path(own).expanduser()
    if not folder.is_dir():
        raise UsageError(f"{OWN_FOLDER} names {folder}, which is no folder")
    return folder


def own_files() -> list[Path]:
    """All that ends like a question in ``KG_QUESTIONS``, sorted, but for what is hidden."""
    folder = own_folder()
    if folder is None:
        return []
    found = sorted(folder.rglob("*.cypher"))
    return [file for file in found if not any(part.startswith(".") for part in file.relative_to(folder).parts)]


def misplaced() -> list[Problem]:
    """The question files of ``KG_QUESTIONS`` that have no name, since they do not stand in the folder of a theme."""
    folder = own_folder()
    if folder is None:
        return []
    named = set(scan(folder).values())
    what = f"this is no question: it does not stand in a theme, a folder of {folder}"
    return [Problem(file, 0, 0, what, "move it to <theme>/<name>.cypher") for file in own_files() if file not in named]


def taken() -> list[Problem]:
    """The question files of ``KG_QUESTIONS`` whose name a question of Parley has."""
    folder = own_folder()
    if folder is None:
        return []
    ours, fix = scan(content_folder("queries")), "give the file another name"
    return [
        Problem(file, 0, 0, f"there is a question {name} already", fix)
        for name, file in scan(folder).items()
        if name in ours
    ]


def catalogue() -> tuple[Question, ...]:
    """All questions by name; a DataError with everything that is wrong with any of them."""
    return read_all(question_files(), misplaced())


def shipped() -> tuple[Question, ...]:
    """The questions that come with Parley, whatever ``KG_QUESTIONS`` adds."""
    return read_all(scan(content_folder("queries")))


def read_all(files: dict[str, Path], lost: Iterable[Problem] = ()) -> tuple[Question, ...]:
    """The questions of some files; a DataError with everything that is wrong with any of them, and what is ``lost``."""
    wrong = sorted([*problems(files.values()), *lost])
    if len(wrong) > 0:
        raise DataError(wrong)
    return tuple(read_question(file) for file in files.values())


def find_question(name: str) -> Question:
    """The question of this name; a UsageError with the nearest name otherwise.

    Only its own file is read, so that a question with a mistake does not stand in the way of another.
    """
    files = question_files()
    if name in files:
        return read_question(files[name])
    # People remember the name and forget the theme.
    same = [known for known in files if known.partition("/")[2] == name.rpartition("/")[2]]
    fix = f"did you mean {' or '.join(same)}?" if len(same) > 0 else suggest(name, files)
    lost = [each for each in misplaced() if each.file.stem == name.rpartition("/")[2]]
    if len(lost) > 0:
        raise DataError(lost)
    raise UsageError(f"there is no question {name}; {fix if fix != '' else 'kg questions lists them'}")


def scan(folder: Path) -> dict[str, Path]:
    """The question files one level down, by ``<theme>/<name>``."""
    return {f"{file.parent.name}/{file.stem}": file for file in sorted(folder.glob("*/*.cypher"))}
