"""Statements out of files of ours, with their lines: N-Quads line by line, TriG through pyoxigraph."""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final, cast

import zstandard

from kg.errors import DataError, Problem
from kg.rdf.formats import ending_of
from kg.rdf.syntax import Statement

__all__ = ["opened", "quad_lines", "statement_in", "statements_of"]

IRI: Final = r"<[^\x00-\x20<>\"{}|^`\\]+>"
LINE: Final = re.compile(rf'({IRI}) ({IRI}) ({IRI}|"(?:[^"\\\n\r]|\\.)*"(?:\^\^{IRI})?)(?: ({IRI}))? \.\n')
MOST_PROBLEMS: Final = 20


@contextmanager
def opened(file: Path) -> Iterator[io.BufferedReader]:
    """The bytes of a file, unpacked where its name ends in .zst; a DataError where it is not there or is damaged."""
    try:
        with file.open("rb") as raw:
            yield io.BufferedReader(Unpacked(raw), buffer_size=CHUNK) if ending_of(file)[1] == "zst" else raw
    except FileNotFoundError as error:
        raise DataError([Problem(file, 0, 0, "there is no such file", "check the path")]) from error
    except zstandard.ZstdError as error:
        raise DataError([Problem(file, 0, 0, f"this file is damaged: {error}", "fetch it again")]) from error


CHUNK: Final = 1 << 20


class Unpacked(io.RawIOBase):
    """Frames of zstd, unpacked as they are read; zstandard's own reader takes what is cut short for whole."""

    def __init__(self, raw: IO[bytes]) -> None:
        self._raw = raw
        self._frame = zstandard.ZstdDecompressor().decompressobj()
        self._held = memoryview(b"")

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Read what fits."""
        while len(self._held) == 0:
            packed = self._frame.unused_data if self._frame.eof else b""
            packed = self._raw.read(1 << 16) if packed == b"" else packed
            if packed == b"" and self._frame.eof:
                return 0
            if packed == b"":
                raise zstandard.ZstdError("it is cut short")
            if self._frame.eof:
                self._frame = zstandard.ZstdDecompressor().decompressobj()
            self._held = memoryview(self._frame.decompress(packed))
        count = min(len(buffer), len(self._held))
        buffer[:count] = self._held[:count]
        self._held = self._held[count:]
        return count


def quad_lines(file: Path) -> Iterator[bytes]:
    """The lines of a file, each with its end."""
    with opened(file) as stream:
        yield from stream


def statements_of(file: Path) -> Iterator[tuple[Statement, int]]:
    """The statements of an N-Quads or TriG file, each with its line."""
    return trig(file) if ending_of(file)[0] == "trig" else quads(file)


def statement_in(line: str) -> Statement | None:
    """The statement of a line of canonical N-Quads, None for any other line."""
    found = LINE.fullmatch(line)
    return None if found is None else (found[1], found[2], found[3], found[4] or "")


def quads(file: Path) -> Iterator[tuple[Statement, int]]:
    """The statements of canonical N-Quads; a DataError with the lines that are none."""
    problems: list[Problem] = []
    for number, line in enumerate(quad_lines(file), start=1):
        try:
            found = statement_in(line.decode())
        except UnicodeDecodeError as error:
            problems.append(Problem(file, number, error.start + 1, "this is no UTF-8", "fetch the file again"))
            found = None
        else:
            if found is None:
                fix = "write <subject> <predicate> object <graph> . with single spaces, as Parley does"
                problems.append(Problem(file, number, 1, "this line is no canonical N-Quads", fix))
        if found is not None:
            yield found, number
        if len(problems) >= MOST_PROBLEMS:
            break
    if len(problems) > 0:
        raise DataError(problems)


class Lines:
    """A stream for a parser, handed out line by line, so that what it finds stands on the line it has just been given.

    A parser knows that a text has ended only by what follows, which may come after comments and empty lines: what a
    line begins with of these, and of marks that end something, still counts as the line before.
    """

    ENDING: Final = re.compile(rb"[\s;,.)\]}]*(?:#.*\n?)?")

    def __init__(self, stream: IO[bytes]) -> None:
        self.line = 1
        self._stream = stream
        self._next = 1
        self._held: list[tuple[int, bytes]] = []

    def read(self, size: int) -> bytes:
        """At most so many bytes of one line."""
        if len(self._held) == 0:
            text = self._stream.readline(size)
            end = cast(re.Match[bytes], self.ENDING.match(text)).end()
            pieces = ((self._next, text[end:]), (self.line, text[:end]))
            self._held = [(line, piece) for line, piece in pieces if piece != b""]
            self._next += text.count(b"\n")
        if len(self._held) == 0:
            return b""
        self.line, text = self._held.pop()
        if len(text) > size:
            self._held.append((self.line, text[size:]))
        return text[:size]


def trig(file: Path) -> Iterator[tuple[Statement, int]]:
    """The statements of TriG."""
    import pyoxigraph

    with opened(file) as stream:
        lines = Lines(stream)
        try:
            for quad in pyoxigraph.parse(cast(IO[bytes], lines), format=pyoxigraph.RdfFormat.TRIG):
                graph = quad.graph_name
                name = "" if isinstance(graph, pyoxigraph.DefaultGraph) else str(graph)
                yield (str(quad.subject), str(quad.predicate), str(quad.object), name), lines.line
        except SyntaxError as error:
            problem = Problem(file, error.lineno or 0, error.offset or 0, error.msg, "fetch the file again")
            raise DataError([problem]) from error
