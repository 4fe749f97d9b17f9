"""Turtle text, one block for each subject, in the order given: what a reader of a difference expects."""

from collections.abc import Iterable, Sequence
from typing import Final

from kg.model.iri import PREFIXES

__all__ = ["Statements", "bag", "document", "english", "text"]

Statements = Sequence[tuple[str, Sequence[str]]]

ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def document(blocks: Iterable[tuple[str, Statements]], *, more_prefixes: dict[str, str] | None = None) -> str:
    """A whole file: prefixes, then each subject with its predicates and their objects, all of them Turtle terms."""
    prefixes = sorted({**PREFIXES, **(more_prefixes or {})}.items())
    head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in prefixes)
    return head + "".join(f"\n{block(subject, statements)}" for subject, statements in blocks)


def block(subject: str, statements: Statements) -> str:
    """One subject; predicates without objects are left out."""
    lines = [f"{predicate} {', '.join(objects)}" for predicate, objects in statements if len(objects) > 0]
    return f"{subject}\n    " + " ;\n    ".join(lines) + " .\n"


def text(value: str) -> str:
    """A plain literal."""
    return '"' + "".join(ESCAPES.get(character, character) for character in value) + '"'


def english(value: str) -> str:
    """A literal in English."""
    return f"{text(value)}@en"


def bag(terms: Iterable[str]) -> str:
    """A list of terms."""
    return f"( {' '.join(terms)} )"
