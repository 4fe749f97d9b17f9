"""A value that cannot be taken: what is wrong with it and what would be right, kept apart.

It is a ``ValueError`` for people who call a parser themselves; inside a pydantic model it becomes one error
of type ``mistake`` whose ``ctx`` holds ``what`` and ``fix``, so that the loader need not take a message apart.
"""

from pydantic_core import PydanticCustomError

__all__ = ["mistake"]


def mistake(what: str, fix: str = "", *, at: tuple[str | int, ...] = ()) -> PydanticCustomError:
    """The error to raise: ``raise mistake("2026-02-29 is no day", "February 2026 has 28 days")``.

    ``at`` is the path to the place that is meant, from the value that is being checked.
    """
    template = "{what}; {fix}" if fix != "" else "{what}"
    return PydanticCustomError("mistake", template, {"what": what, "fix": fix, "at": at})
