"""Input of a source: files, folders, gzip and standard input, each as a stream of bytes."""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

from kg.errors import DataError, Problem, UsageError

__all__ = ["STDIN", "YAML", "Advance", "input_files", "must_exist", "opened"]

STDIN = Path("-")
"""Standard input, as a path."""

YAML = (".yaml", ".yml")
"""How the names of YAML files end; whoever asks for the one gets the other too."""

GZIP = b"\x1f\x8b"

Advance = Callable[[int], None]
"""Told of every few bytes that were read, as they lie on disk."""


def input_files(paths: Sequence[Path], *endings: str) -> list[Path]:
    """The files that are given, and those below the folders whose names end in one of ``endings``, sorted.

    The endings are those of the uncompressed file; the same with ``.gz`` counts too, and hidden files do not. A
    DataError for a path that is no regular file, and for a folder that holds nothing.
    """
    files: dict[Path, None] = {}
    problems = []
    spelled = (end for each in endings for end in dict.fromkeys((each, each.replace(*YAML))))
    wanted = tuple(end for each in spelled for end in (each, f"{each}.gz"))
    for path in paths:
        if path == STDIN or path.is_file():
            files[path] = None
        elif path.is_dir():
            found = sorted(file for file in path.rglob("*") if file.name.endswith(wanted) and is_seen(file, path))
            files.update(dict.fromkeys(found))
            if len(found) == 0:
                problems.append(Problem(path, 0, 0, "nothing to read here", f"files end in {', '.join(endings)}"))
        else:
            problems.append(Problem(path, 0, 0, "this is no regular file", "- reads standard input"))
    if len(problems) > 0:
        raise DataError(problems)
    return list(files)


def must_exist(paths: Iterable[Path]) -> None:
    """A UsageError that names all paths that do not exist."""
    missing = [str(path) for path in paths if path != STDIN and not path.exists()]
    if len(missing) > 0:
        raise UsageError(f"there is no such file or folder: {', '.join(missing)}; check the path")


def is_seen(file: Path, below: Path) -> bool:
    """Whether it is a file, and neither it nor a folder above it is hidden."""
    return file.is_file() and not any(part.startswith(".") for part in file.relative_to(below).parts)


@contextmanager
def opened(path: Path, advance: Advance) -> Iterator[io.BufferedReader]:
    """A file, or standard input, as a stream of bytes; gzip is recognised by its first bytes and unpacked."""
    with ExitStack() as stack:
        raw: IO[bytes] = sys.stdin.buffer if path == STDIN else stack.enter_context(path.open("rb", buffering=0))
        stream: io.BufferedReader = io.BufferedReader(Counted(raw, advance), buffer_size=1 << 16)
        if stream.peek(len(GZIP))[: len(GZIP)] != GZIP:
            yield stream
            return
        try:
            with gzip.GzipFile(fileobj=stream) as unpacked:
                yield io.BufferedReader(unpacked)
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise DataError([Problem(path, 0, 0, f"this gzip file is damaged: {error}", "fetch it again")]) from error


class Counted(io.RawIOBase):
    """Bytes that are counted as they pass."""

    def __init__(self, stream: IO[bytes], advance: Advance) -> None:
        self.stream = stream
        self.advance = advance

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Read what fits."""
        data = self.stream.read(len(buffer))
        buffer[: len(data)] = data
        self.advance(len(data))
        return len(data)
