"""The style of Neo4j Browser (GraSS): a colour for each kind of node, its name on it."""

from __future__ import annotations

from itertools import cycle
from typing import Final

from kg.model.introspect import describe

__all__ = ["style"]

COLOURS: Final = (
    "#1f4e79",
    "#2e86ab",
    "#5aa9c7",
    "#9fb8c8",
    "#6b7a8f",
    "#8e5ea2",
    "#5e3c99",
    "#b08d57",
    "#a23b3b",
    "#7f9f4f",
    "#e07a1f",
    "#2f8f5b",
    "#c2437c",
    "#b5b5b5",
    "#4d4d4d",
)
"""Dark enough to be read on in white, in the order in which the model has its kinds."""

LARGE: Final = "80px"
SMALL: Final = "60px"


def style() -> str:
    """One rule for each kind of node, and one for relationships.

    No comments: Browser drops the rule after one. ``Entity`` stands first, since Browser makes a rule of its own for
    a label without one, which would then hide ours: every node has that label, too.
    """
    nodes = [node("Entity", COLOURS[-1], SMALL)]
    for kind, colour in zip(describe(), cycle(COLOURS), strict=False):
        nodes.append(node(kind.label, colour, SMALL if kind.context else LARGE))
    return "\n".join([*nodes, 'relationship {\n  color: #9aa5b1;\n  shaft-width: 2px;\n  caption: "<type>";\n}\n'])


def node(label: str, colour: str, diameter: str) -> str:
    """The rule for one label."""
    return (
        f"node.{label} {{\n  color: {colour};\n  border-color: {colour};\n  text-color-internal: #ffffff;\n"
        f'  diameter: {diameter};\n  caption: "{{name}}";\n}}'
    )
