"""A picture as Mermaid text, which code hosts draw and which shows in a diff what has changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from textwrap import shorten
from typing import Final

from kg.ask.colours import ANYTHING, COLOURS, ink
from kg.ask.picture import DrawnNode, Picture

__all__ = ["mermaid"]

MOST_NODES: Final = 14
"""With more of them a drawing in a page is too small to be read."""

LONGEST: Final = 60
"""Letters of a caption: claims are whole sentences."""

SAFE: Final = {"#": "#35;", '"': "#quot;", "<": "#lt;", ">": "#gt;", "&": "#amp;", "`": "#96;"}
"""What Mermaid or a browser would take for more than a letter."""


def mermaid(picture: Picture) -> str:
    """The drawing: records in the colours of their kinds; the most tied ones where there are many, the rest counted."""
    ties = Counter(end for each in picture.relationships for end in (each.start, each.end))
    kept = sorted(sorted(picture.nodes, key=lambda node: (-ties[node.id], node.id))[:MOST_NODES], key=by_id)
    marks = {node.id: f"n{number}" for number, node in enumerate(kept, start=1)}
    arrows: dict[tuple[str, str], list[str]] = {}
    for each in picture.relationships:
        if each.start in marks and each.end in marks:
            arrows.setdefault((each.start, each.end), []).append(each.type.replace("_", " ").lower())
    left = len(picture.nodes) - len(kept)
    return "".join(
        f"{line}\n"
        for line in (
            "flowchart LR",
            *(f'  {marks[node.id]}["{caption(node)}"]:::{node.label}' for node in kept),
            *([f'  rest["and {left} more record{"s" if left > 1 else ""}"]:::rest'] if left > 0 else []),
            *(
                f'  {marks[start]} -- "{", ".join(dict.fromkeys(types))}" --> {marks[end]}'
                for (start, end), types in arrows.items()
            ),
            *styles({node.label for node in kept}),
            *([f"  classDef rest fill:{ANYTHING},color:{ink(ANYTHING)},stroke-dasharray:4"] if left > 0 else []),
        )
    )


def by_id(node: DrawnNode) -> str:
    """What nodes are sorted by."""
    return node.id


def caption(node: DrawnNode) -> str:
    """The name and the kind of a record, in two lines."""
    short = shorten(node.name, LONGEST, placeholder=" …")
    return f"{''.join(SAFE.get(sign, sign) for sign in short)}<br>({node.label})"


def styles(labels: Iterable[str]) -> list[str]:
    """The colours of some kinds."""
    return [f"  classDef {label} fill:{COLOURS[label]},color:{ink(COLOURS[label])}" for label in sorted(labels)]
