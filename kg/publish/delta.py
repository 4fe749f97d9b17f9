"""What changed between two runs, exactly: base + added - removed = new, byte for byte.

Both runs hold their records in the order of the ids, and the lines of a record in the order of their bytes. So a delta
is a merge of two streams, made while the new run is written, and what it says can be applied in the same way.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import BinaryIO, NamedTuple

from kg.model.iri import BASE
from kg.rdf.back import record_of
from kg.rdf.lines import quad_lines
from kg.rdf.syntax import Statement

__all__ = ["Delta", "applied", "records_in"]


class Record(NamedTuple):
    """A record with its lines in their order."""

    id: str
    lines: list[bytes]


def records_in(lines: Iterable[bytes], *, base: str = BASE) -> Iterator[Record]:
    """The records of N-Quads of ours, in their order."""
    start = len(f"<{base}".encode())

    def id_of(line: bytes) -> bytes:
        return line[start : line.index(b">", start)].partition(b"#")[0]

    for found, group in groupby(lines, key=id_of):
        yield Record(found.decode(), list(group))


class Delta:
    """A writer beside the others: compares each record with the base run, and writes what differs."""

    def __init__(self, old: Path | None, *, base: str, added: BinaryIO, removed: BinaryIO, records: BinaryIO) -> None:
        self._old = iter(()) if old is None else records_in(quad_lines(old), base=base)
        self._next = next(self._old, None)
        self._start = f"<{base}"
        self._added, self._removed, self._records = added, removed, records
        self.counts = Counter({"ADD": 0, "MOD": 0, "DEL": 0, "added": 0, "removed": 0})

    def add(self, statements: Sequence[Statement]) -> None:
        """Compares one record, and first deals with all that stood before it in the base and is gone."""
        record_id = record_of(statements[0][0], self._start)
        lines = [(f"{s} {p} {o} {g} .\n" if g != "" else f"{s} {p} {o} .\n").encode() for s, p, o, g in statements]
        while self._next is not None and self._next.id < record_id:
            self._gone(self._next)
        if self._next is None or self._next.id != record_id:
            self._changed("ADD", record_id, [], lines)
        else:
            if self._next.lines != lines:
                self._changed("MOD", record_id, self._next.lines, lines)
            self._next = next(self._old, None)

    def finish(self) -> None:
        """Deals with what is left of the base."""
        while self._next is not None:
            self._gone(self._next)

    def _gone(self, record: Record) -> None:
        self._changed("DEL", record.id, record.lines, [])
        self._next = next(self._old, None)

    def _changed(self, what: str, record_id: str, old: list[bytes], new: list[bytes]) -> None:
        """Writes one change; the hash is over the lines that the record now has, or had before it went."""
        before, after = set(old), set(new)
        added, removed = [each for each in new if each not in before], [each for each in old if each not in after]
        self._added.write(b"".join(added))
        self._removed.write(b"".join(removed))
        digest = hashlib.sha256(b"".join(new if len(new) > 0 else old)).hexdigest()
        self._records.write(json.dumps({"op": what, "id": record_id, "sha256": digest}).encode() + b"\n")
        self.counts.update({what: 1, "added": len(added), "removed": len(removed)})


def applied(old: Iterable[bytes], added: Iterable[bytes], removed: Iterable[bytes], *, base: str) -> Iterator[bytes]:
    """The lines of the new run: those of the base without what was removed, with what was added."""
    streams = [records_in(lines, base=base) for lines in (old, added, removed)]
    heads = [next(stream, None) for stream in streams]
    while any(head is not None for head in heads):
        record_id = min(head.id for head in heads if head is not None)
        parts: list[list[bytes]] = []
        for place, head in enumerate(heads):
            is_here = head is not None and head.id == record_id
            parts.append(head.lines if head is not None and is_here else [])
            if is_here:
                heads[place] = next(streams[place], None)
        yield from sorted({*parts[0], *parts[1]} - {*parts[2]})
