"""The rows that were refused, in a file that people can open, mend and load."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import TextIO

from kg.errors import Problem
from kg.load.audit import Row

__all__ = ["FOLDER", "Rejects"]

FOLDER = Path(".kg/rejects")
"""Where rejects go, seen from the current folder."""

HEADER = ("file", "line", "column", "reason", "fix", "row")


class Rejects:
    """The refused rows of one reading: a CSV file with a line for each reason, begun with the first.

    Without a path they are counted and not kept.
    """

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.rows = 0
        self.is_begun = False
        self.first: list[Problem] = []
        self.stream: TextIO | None = None

    def add(self, row: Row, problems: list[Problem]) -> None:
        """Refuse a row, for at least one reason."""
        self.rows += 1
        self.first += problems[: MOST_SHOWN - len(self.first)]
        if self.path is None:
            return
        if self.stream is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.stream = self.path.open("a" if self.is_begun else "w", encoding="utf-8", newline="")
            if not self.is_begun:
                csv.writer(self.stream).writerow(HEADER)
            self.is_begun = True
        text = json.dumps(row.data, ensure_ascii=False, default=str)
        csv.writer(self.stream).writerows(
            (each.file, each.line, each.column, each.what, each.fix, text) for each in problems
        )

    def close(self) -> None:
        """End the file, until another row is refused; one of an earlier reading goes where this one refused nothing."""
        if self.stream is not None:
            self.stream.close()
            self.stream = None
        elif self.path is not None and not self.is_begun:
            self.path.unlink(missing_ok=True)


MOST_SHOWN = 20
"""How many reasons a message repeats; all are in the file."""
