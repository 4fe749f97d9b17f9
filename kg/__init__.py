"""Parley: a knowledge graph of trade negotiations, and who says so.

import kg

with kg.open() as graph:
    for row in graph.ask("reciprocity/unreciprocated-concessions", as_of="2025-12-16"):
        print(row.concession, row.standing)
"""

from typing import TYPE_CHECKING

from kg.errors import DataError, KgError, Problem, StoreError, UsageError
from kg.graph import Graph, open

if TYPE_CHECKING:
    from kg.ask.answer import Answer

__all__ = ["Answer", "DataError", "Graph", "KgError", "Problem", "StoreError", "UsageError", "open"]


def __getattr__(name: str) -> object:
    """``Answer`` comes with the model, which commands without a graph do not need."""
    if name == "Answer":
        from kg.ask.answer import Answer

        return Answer
    raise AttributeError(f"module 'kg' has no attribute {name!r}")
