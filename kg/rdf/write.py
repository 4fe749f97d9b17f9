"""Writers, one for each format. All see the same statements in the same order and keep nothing of them."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import BinaryIO, Final, Protocol

from kg.model.iri import PREFIXES
from kg.rdf.syntax import Statement

__all__ = ["Chunks", "NQuads", "NTriples", "TriG", "Turtle", "Writer", "compact"]


class Writer(Protocol):
    """Writes statements to a binary file, as often as ``add`` is called, until ``finish``; it closes nothing."""

    def __init__(self, out: BinaryIO, *, base: str) -> None: ...

    def add(self, statements: Sequence[Statement]) -> None:
        """Writes the statements of one record, all of them, in their order."""

    def finish(self) -> None:
        """Writes what is still open or held back."""


class Chunks:
    """A file that is written a megabyte at a time: to write a record costs as much as to make it."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._held = bytearray()

    def write(self, text: str) -> None:
        """Takes the text, and writes if enough has come together."""
        self._held += text.encode()
        if len(self._held) >= CHUNK:
            self.flush()

    def flush(self) -> None:
        """Writes what has come together."""
        self._out.write(self._held)
        self._held = bytearray()


CHUNK: Final = 1 << 20


class NQuads:
    """Canonical N-Quads, a line for each statement."""

    def __init__(self, out: BinaryIO, *, base: str) -> None:
        self._out = Chunks(out)

    def add(self, statements: Sequence[Statement]) -> None:
        """Writes the statements."""
        lines = [f"{s} {p} {o} {g} .\n" if g != "" else f"{s} {p} {o} .\n" for s, p, o, g in statements]
        self._out.write("".join(lines))

    def finish(self) -> None:
        """Writes what is held back; a line is complete in itself."""
        self._out.flush()


class NTriples:
    """Canonical N-Triples, a line for each; a statement stands for itself in whatever graph it was."""

    def __init__(self, out: BinaryIO, *, base: str) -> None:
        self._out = Chunks(out)

    def add(self, statements: Sequence[Statement]) -> None:
        """Writes the statements, one that stands in several graphs once."""
        lines = dict.fromkeys(f"{s} {p} {o} .\n" for s, p, o, _ in statements)
        self._out.write("".join(lines))

    def finish(self) -> None:
        """Writes what is held back; a line is complete in itself."""
        self._out.flush()


LOCAL: Final = re.compile("[A-Za-z][A-Za-z0-9_-]*")
"""Names that stand behind a prefix without any escape."""


class Turtle:
    """Turtle grouped by subject. It has no graphs, so a statement stands for itself in whatever graph it was."""

    def __init__(self, out: BinaryIO, *, base: str) -> None:
        self._out = Chunks(out)
        self._start = f"<{base}"
        self._subject = ""
        self._predicate = ""
        self._object = ""
        self._short = lru_cache(maxsize=1 << 15)(self._shortened)
        lines = [f"@base <{base}> .\n", *(f"@prefix {name}: <{space}> .\n" for name, space in PREFIXES.items())]
        self._out.write("".join(lines))

    def add(self, statements: Sequence[Statement]) -> None:
        """Writes the statements; a subject, and its predicate, are written where they change."""
        text: list[str] = []
        short = self._short
        for subject, predicate, term, _ in statements:
            if subject != self._subject:
                text.append(f"{self._end()}\n{short(subject)}\n    {short(predicate)} {self._term(term)}")
            elif predicate != self._predicate:
                text.append(f" ;\n    {short(predicate)} {self._term(term)}")
            elif term != self._object:
                text.append(f",\n        {self._term(term)}")
            self._subject, self._predicate, self._object = subject, predicate, term
        self._out.write("".join(text))

    def finish(self) -> None:
        """Ends the last subject, and writes what is held back."""
        self._close()
        self._out.flush()

    def _close(self) -> None:
        self._out.write(self._end())
        self._subject = ""

    def _end(self) -> str:
        return " .\n" if self._subject != "" else ""

    def _term(self, term: str) -> str:
        # A string is nearly always unlike the one before, and has nothing to shorten.
        return term if term[-1] == '"' else self._short(term)

    def _shortened(self, term: str) -> str:
        """An IRI relative to the base or behind a prefix, and a literal with its datatype behind a prefix."""
        if term.startswith(self._start):
            return "<" + term[len(self._start) :]
        if term.startswith('"'):
            value, _, datatype = term.rpartition("^^")
            return f"{value}^^{self._short(datatype)}"
        return compact(term) or term


class TriG(Turtle):
    """TriG: of each record what stands in the default graph, then a block for each of its graphs."""

    def add(self, statements: Sequence[Statement]) -> None:
        """Writes the statements of a record by their graph."""
        graphs: dict[str, list[Statement]] = {}
        for statement in statements:
            graphs.setdefault(statement[3], []).append(statement)
        for graph, members in sorted(graphs.items()):
            if graph != "":
                self._out.write(f"\nGRAPH {self._short(graph)} {{")
            super().add(members)
            self._close()
            if graph != "":
                self._out.write("}\n")


def compact(term: str) -> str:
    """An IRI behind its prefix, empty where it has none or would need an escape.

    >>> compact("<https://w3id.org/parley/ns#Claim>")
    'ns:Claim'
    """
    for name, space in PREFIXES.items():
        if term.startswith(space, 1) and LOCAL.fullmatch(term, 1 + len(space), len(term) - 1) is not None:
            return f"{name}:{term[1 + len(space) : -1]}"
    return ""
