"""One reading of a source: its input as rows, rows as records, with what is refused, reported and required."""

from __future__ import annotations

import hashlib
import io
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from kg.errors import DataError, Problem
from kg.load.audit import Envelope, Row
from kg.load.description import Rules
from kg.load.entry import Batch, Entry
from kg.load.fields import Ignored
from kg.load.input import STDIN, Advance, input_files, opened
from kg.load.lookup import Lookup
from kg.load.problems import problems_of
from kg.load.reject import FOLDER, Rejects
from kg.model.kinds import BY_SLUG

__all__ = ["Intake", "Progress", "sound"]

Made = TypeVar("Made")

Progress = Callable[[int, int | None], None]
"""Told how many bytes of the input have been read, and how many there are where that is known."""

MISSHAPEN = (AttributeError, IndexError, KeyError, TypeError, ValueError)
"""What a loader runs into where an object of its input has another shape; the share of such rows is limited too."""


def silent(done: int, total: int | None) -> None:
    """For callers who do not want to be told."""


class Intake:
    """What a loader is handed: the paths, the rules of its source, and the way from rows to records.

    ``rows`` counts the rows taken so far; ``notes`` is what people should know of the reading and that is no mistake.
    """

    def __init__(
        self,
        name: str,
        rules: Rules,
        paths: Sequence[Path],
        *,
        rejects: Path | None = FOLDER,
        progress: Progress = silent,
    ) -> None:
        self.name = name
        self.rules = rules
        self.paths = tuple(paths)
        self.progress = progress
        self.folder = rejects
        self.rejects = Rejects(None if rejects is None else rejects / f"{name}.csv")
        self.lookups = {name: Lookup(table) for name, table in rules.lookups.items()}
        self.ignored = Ignored(rules.ignored)
        self.rows = 0
        self.read = 0
        self.unmapped: dict[str, tuple[int, Row]] = {}
        self.counts: Counter[str] = Counter()
        self.parts: list[Intake] = []
        self.noted: dict[str, tuple[int, str]] = {}
        self.repeats: dict[bytes, list[tuple[int, int]]] = {}
        self.late: set[int] = set()

    def part(self, name: str, rules: Rules, paths: Sequence[Path]) -> Intake:
        """An intake of its own for one of several data sets, with its own rules; its notes stay with these."""
        made = Intake(name, rules, paths, rejects=self.folder, progress=self.progress)
        self.parts.append(made)
        return made

    def files(self, *endings: str) -> list[Path]:
        """The input files: those given, and those in folders whose names end so."""
        return input_files(self.paths, *endings)

    def advance(self, *files: Path) -> Advance:
        """What tells of progress while these files are read."""
        total = None if STDIN in files else sum(file.stat().st_size for file in files)

        def more(count: int) -> None:
            self.read += count
            self.progress(self.read, total)

        return more

    def rows_of(
        self, files: Sequence[Path], split: Callable[[io.BufferedReader, Path], Iterable[Row]]
    ) -> Iterator[Row]:
        """The rows of all files; ``split`` turns one stream into rows."""
        advance = self.advance(*files)
        for file in files:
            with opened(file, advance) as stream:
                for row in split(stream, file):
                    if isinstance(row, Envelope):
                        self.audit(row)
                    else:
                        yield row

    def take(self, rows: Iterable[Row], entries_of: Callable[[Row], Iterable[Entry]]) -> Iterator[Entry]:
        """The records of all rows; one whose records the model does not take is refused as a whole, see ``attempt``."""
        for row in rows:
            for entry in self.attempt(row, lambda row: sound(entries_of(row))) or ():
                yield entry if entry.row == row.number else replace(entry, row=row.number)

    def attempt(self, row: Row, make: Callable[[Row], Made]) -> Made | None:
        """What is made of a row; None where the row is refused.

        A row for which ``make`` raises a DataError, or that is of an unexpected shape, goes to the reject file as a
        whole. Fields that nobody looked at are reported. Where the records of a row depend on other rows, a loader
        makes of each row what it needs, keeps what it gets and goes over the ``bare`` rows again: so nothing is ever
        built on a row that was refused, and a row is counted once however often it is attempted.
        """
        if row.number == 0:
            self.rows += 1
            row.number = self.rows
        try:
            made = make(row)
        except DataError as error:
            self.rejects.add(row, [placed(problem, row) for problem in error.problems])
            return None
        except MISSHAPEN as error:
            what = f"this is not of the shape that is read: {type(error).__name__}: {error}"
            self.rejects.add(row, [row.problem(None, what, "is it what the publisher serves?")])
            return None
        self.audit(row)
        return made

    def audit(self, row: Row) -> None:
        """Count the fields that are neither used nor ignored on purpose, each with the first row that has it."""
        for name in row.left_over(self.ignored):
            count, first = self.unmapped.get(name, (0, row.bare()))
            self.unmapped[name] = count + 1, first

    def note(self, what: str, example: str) -> None:
        """Something that people should know of and that is no mistake, counted, with its first example."""
        count, first = self.noted.get(what, (0, example))
        self.noted[what] = count + 1, first

    def lookup(self, table: str, written: str) -> str | None:
        """What the source means by a value, by the table of that name; None where it does not say."""
        return self.lookups[table].find(written)

    def batch(self, dataset: Entry, entries: Iterable[Entry], *, pointing: Iterable[Entry] = ()) -> Batch:
        """A data set whose stream ends in a DataError where too many rows were refused or too few records came.

        ``pointing`` are no records of it: records that they name have to be there, whether a row speaks of them or not.
        """
        return Batch(dataset, self.checked(dataset, entries), rows=self, pointing=tuple(pointing))

    def checked(self, dataset: Entry, entries: Iterable[Entry]) -> Iterator[Entry]:
        """The entries, each once however often the input repeats it."""
        seen: set[bytes] = set()
        try:
            for entry in entries:
                said = digest(entry)
                if said in seen:
                    if self.admits():
                        self.repeats.setdefault(said, []).append((entry.row, entry.place((), False).line))
                    continue
                seen.add(said)
                self.counts[entry.kind] += 1
                yield entry
        finally:
            self.rejects.close()
        problems = self.settle(dataset.file, self.counts + Counter(dataset=1))
        if len(problems) > 0:
            raise DataError(problems)

    def admits(self) -> bool:
        """Whether any row may be refused at all."""
        return self.rules.rejects > 0

    def refuse(self, entry: Entry, problem: Problem) -> None:
        """Refuse all rows that state a record; instead of each row the reject file has the record at fault."""
        places = {entry.row: problem.line}
        places.update(self.repeats.get(digest(entry), ()))
        for row, line in places.items():
            if row > 0 and row not in self.late:
                self.late.add(row)
                self.rejects.add(Row(entry.data, entry.file, line), [replace(problem, line=line)])

    def is_stated(self, entry: Entry) -> bool:
        """Whether a row that was not refused late, or none at all, states this record."""
        if entry.row not in self.late:
            return True
        return any(row not in self.late for row, _ in self.repeats.get(digest(entry), ()))

    def settle(self, file: Path, counts: Counter[str]) -> list[Problem]:
        """End the reading with so many records, and say where too many rows are refused or records are too few."""
        self.rejects.close()
        self.counts = counts
        return [*self.too_many_refused(file), *self.too_few(file)]

    def too_many_refused(self, file: Path) -> Iterator[Problem]:
        """The first refused rows, where their share passes what the source admits."""
        refused = self.rejects.rows
        if refused > self.rules.rejects * self.rows:
            share, limit = percent(refused, self.rows), f"{float(self.rules.rejects * 100):g}%"
            what = f"{refused} of {self.rows} rows are refused, {share}, where {limit} are admitted"
            kept = f"all of them, with their reasons, are in {self.rejects.path}"
            yield Problem(file, 0, 0, what, kept if self.rejects.path is not None else "")
            yield from self.rejects.first

    def too_few(self, file: Path) -> Iterator[Problem]:
        """Kinds of which fewer records came than there must be; an input of nothing is none, whatever the source."""
        if self.counts.keys() <= {"dataset"}:
            yield Problem(file, 0, 0, "the input holds no record", "is it complete? nothing was written")
        for kind, least in self.rules.minimum.items():
            if self.counts[kind] < least:
                what = f"{self.counts[kind]} records of kind {kind}, where there must be at least {least}"
                yield Problem(file, 0, 0, what, "is the input complete? nothing was written")

    def report(self) -> list[str]:
        """What people should know of the reading, a line each: fields left over, rows refused, unusual counts."""
        lines = [
            f"{row.file}:{row.line}: the field {name} is neither used nor ignored ({count} times)"
            for name, (count, row) in sorted(self.unmapped.items())
        ]
        if self.rejects.rows > 0:
            share = percent(self.rejects.rows, self.rows)
            lines.append(f"{self.rejects.rows} of {self.rows} rows refused ({share}); see {self.rejects.path}")
        lines += [f"{what} ({count} times; first: {first})" for what, (count, first) in self.noted.items()]
        lines += [
            f"{self.counts[kind]} records of kind {kind}; a whole download gives about {usual}"
            for kind, usual in self.rules.expected.items()
            if not usual / 2 <= self.counts[kind] <= usual * 2
        ]
        return [*lines, *(line for part in self.parts for line in part.report())]


def sound(entries: Iterable[Entry]) -> list[Entry]:
    """The same records; a DataError with everything that the model finds wrong with any of them."""
    found = list(entries)
    problems = [problem for entry in found for problem in mistakes(entry)]
    if len(problems) > 0:
        raise DataError(problems)
    return found


def mistakes(entry: Entry) -> list[Problem]:
    """What the model finds wrong with a record."""
    model = BY_SLUG[entry.kind]
    try:
        model.model_validate(entry.data)
    except ValidationError as error:
        return list(problems_of(entry, model, error))
    return []


def placed(problem: Problem, row: Row) -> Problem:
    """A problem of a record that knows no place of its own, at its row."""
    return problem if problem.line > 0 else replace(problem, file=row.file, line=row.line, column=1)


def digest(entry: Entry) -> bytes:
    """16 bytes that tell a record from every other."""
    text = json.dumps([entry.kind, entry.data], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).digest()[:16]


def percent(part: int, whole: int) -> str:
    """A share for people: ``12.5%``."""
    return f"{100 * part / whole:.3g}%"
