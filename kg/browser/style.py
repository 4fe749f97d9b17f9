"""The style of Neo4j Browser (GraSS): a colour for each kind of node, its name on it."""

from __future__ import annotations

from typing import Final

from kg.ask.colours import ANYTHING, COLOURS, ink
from kg.model.introspect import describe

__all__ = ["style"]

LARGE: Final = "80px"
SMALL: Final = "60px"


def style() -> str:
    """One rule for each kind of node, and one for relationships.

    No comments: Browser drops the rule after one. ``Entity`` stands first, since Browser makes a rule of its own for
    a label without one, which would then hide ours: every node has that label, too.
    """
    nodes = [node("Entity", ANYTHING, SMALL)]
    nodes += [node(kind.label, COLOURS[kind.label], SMALL if kind.context else LARGE) for kind in describe()]
    return "\n".join([*nodes, 'relationship {\n  color: #9aa5b1;\n  shaft-width: 2px;\n  caption: "<type>";\n}\n'])


def node(label: str, colour: str, diameter: str) -> str:
    """The rule for one label."""
    return (
        f"node.{label} {{\n  color: {colour};\n  border-color: {colour};\n  text-color-internal: {ink(colour)};\n"
        f'  diameter: {diameter};\n  caption: "{{name}}";\n}}'
    )
