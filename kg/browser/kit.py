"""The kit: what is served to Neo4j Browser, by its name in the address."""

from __future__ import annotations

from datetime import date
from typing import TypeAlias

from kg.ask import catalogue
from kg.browser.examples import find_examples
from kg.browser.guide import guide
from kg.browser.scripts import scripts
from kg.browser.style import style
from kg.store import Store

__all__ = ["Kit", "make_kit"]


Kit: TypeAlias = dict[str, tuple[str, bytes]]
"""Media type and content of each file, by its path."""


def make_kit(store: Store, *, url: str, as_of: date) -> Kit:
    """The kit for one graph, to be served at ``url``; parameters begin with what was known on ``as_of``."""
    questions = catalogue()
    examples = find_examples(store, questions, as_of)
    page = guide(questions, examples, url=url, as_of=as_of)
    return {
        "/guide.html": ("text/html; charset=utf-8", page.encode()),
        "/style.grass": ("text/plain; charset=utf-8", style().encode()),
        "/scripts.zip": ("application/zip", scripts(questions, examples, as_of)),
    }
