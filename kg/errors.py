"""Every error that Parley raises on purpose, in one tree.

The command line prints the message of these and nothing of their trace; each class carries the exit
code that the command then ends with (0 is done, 1 bad data, 2 wrong usage, 3 the store, 4 a publish).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

__all__ = ["DataError", "KgError", "Problem", "PublishError", "StoreError", "UnsupportedError", "UsageError"]


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong with a file: where, what, and what would be right.

    ``line`` and ``column`` count from 1; 0 means that the place inside the file is not known.
    """

    file: Path
    line: int
    column: int
    what: str
    fix: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line > 0 else str(self.file)
        return f"{place}: {self.what}; {self.fix}" if self.fix != "" else f"{place}: {self.what}"


class KgError(Exception):
    """Root of the tree: catch this to catch everything that Parley raises on purpose."""

    exit_code: ClassVar[int] = 1


class DataError(KgError):
    """Input that cannot be taken; ``problems`` holds all of them, in file order."""

    exit_code: ClassVar[int] = 1

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type["DataError"], tuple[list[Problem]]]:
        # Python would make it again from its message, letter by letter.
        return type(self), (self.problems,)


class UsageError(KgError):
    """A call that asks for something that does not exist, or with words that do not fit."""

    exit_code: ClassVar[int] = 2


class UnsupportedError(UsageError, AttributeError):
    """A part of a graph that its connection cannot have; to ``hasattr`` it is simply not there."""


class StoreError(KgError):
    """A store that cannot be reached, or that refuses: which one, why, and what to do."""

    exit_code: ClassVar[int] = 3


class PublishError(KgError):
    """A run that failed its checks, or that is not as it was sealed: what is wrong, and what to do."""

    exit_code: ClassVar[int] = 4
