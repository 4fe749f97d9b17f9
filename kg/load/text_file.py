"""Text files that people hand in: UTF-8, of bounded size, in normal form C, without invisible characters."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final

from kg.errors import DataError, Problem
from kg.load.input import must_exist

__all__ = ["MOST_PROBLEMS", "UNFIT", "lines_of", "read_copy", "read_text"]

LARGEST_FILE: Final = 16 * 1024 * 1024

MOST_PROBLEMS: Final = 1000
"""With so many problems a file is not what its reader takes it for; the reading ends there and says so."""

UNFIT: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]"
)
"""Control characters, soft hyphens and spaces without width (as copied from web pages), line breaks of YAML 1.1,
marks that turn the direction of writing, and byte order marks; the two joiners are part of how some languages are
written."""


def read_text(path: Path) -> tuple[str, list[Problem]]:
    """The text of a file and what is wrong with its characters; DataError where it cannot be read at all."""
    # To open a pipe that nobody writes into would wait for ever.
    if path.exists() and not path.is_file():
        raise DataError([Problem(path, 0, 0, "this is no regular file", "take it away, or write a file in its place")])
    text = decoded(path, too_large="split it into several files")
    problems = list(islice(_unfit_characters(path, text), MOST_PROBLEMS))
    if len(problems) == MOST_PROBLEMS:
        raise DataError(
            [*problems, Problem(path, 0, 0, "too many problems: reading ended early", "is this a text file?")]
        )
    return text, problems


def read_copy(path: Path) -> str:
    """A reader's copy of a document, which may come through a pipe; its characters are the reader's own affair.

    A UsageError where there is no such file.
    """
    must_exist([path])
    return decoded(path, too_large="keep the part of the document that is cited")


def decoded(path: Path, *, too_large: str) -> str:
    """The text of a file in UTF-8; ``too_large`` says what to do with more than is read."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise DataError([Problem(path, 0, 0, f"the file cannot be read: {error.strerror}")]) from error
    if len(data) > LARGEST_FILE:
        raise DataError([Problem(path, 0, 0, "the file is larger than 16 MiB", too_large)])
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data:
        raise DataError([Problem(path, 1, 1, "the file is no text, or in UTF-16 or UTF-32", "save it as UTF-8")])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, column = _position(data[: error.start].decode("utf-8-sig", errors="replace"))
        what = f"the byte 0x{data[error.start]:02X} is no UTF-8"
        raise DataError([Problem(path, line, column, what, "save the file as UTF-8")]) from error


def _unfit_characters(path: Path, text: str) -> Iterator[Problem]:
    """The first unfit character of each line, and the first letter of each line that is not in normal form C."""
    unfit = UNFIT.search(text) is not None
    composed = text.isascii() or unicodedata.is_normalized("NFC", text)
    if not unfit and composed:
        return
    for number, line in enumerate(lines_of(text), start=1):
        found = UNFIT.search(line)
        if found is not None:
            what = f"the invisible character U+{ord(found[0]):04X}"
            yield Problem(path, number, found.start() + 1, what, "delete it")
        normal = unicodedata.normalize("NFC", line)
        if normal != line:
            same = next(i for i, (was, now) in enumerate(zip(line + "\0", normal + "\0", strict=False)) if was != now)
            what = "text that is not in Unicode normal form C"
            yield Problem(path, number, same + 1, what, f"write {normal[same : same + 1]!r} as one character")


def lines_of(text: str) -> list[str]:
    """The lines of a text, broken where YAML 1.2 breaks them and nowhere else."""
    return re.split("\r\n|\r|\n", text)


def _position(before: str) -> tuple[int, int]:
    lines = lines_of(before)
    return len(lines), len(lines[-1]) + 1
