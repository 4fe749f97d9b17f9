"""Parley: a knowledge graph of trade negotiations, and who says so.

import kg

with kg.open() as graph:
    for row in graph.ask("reciprocity/unreciprocated-concessions", as_of="2025-12-16"):
        print(row.concession, row.standing)
"""

from typing import TYPE_CHECKING

from kg.errors import DataError, KgError, Problem, StoreError, UsageError
from kg.graph import Asking, Graph, from_py2neo, open

if TYPE_CHECKING:
    from kg import questions
    from kg.ask.answer import Answer

__all__ = [
    "Answer",
    "Asking",
    "DataError",
    "Graph",
    "KgError",
    "Problem",
    "StoreError",
    "UsageError",
    "from_py2neo",
    "open",
    "questions",
]


def __getattr__(name: str) -> object:
    """``Answer`` and ``questions`` come with the model, which commands without a graph do not need."""
    from importlib import import_module

    if name == "Answer":
        return import_module("kg.ask.answer").Answer
    if name == "questions":
        return import_module("kg.questions")
    raise AttributeError(f"module 'kg' has no attribute {name!r}")
