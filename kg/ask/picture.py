"""What an answer draws, as plain data: it needs no store and no driver any more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.ask.colours import COLOURS
from kg.errors import UsageError

if TYPE_CHECKING:
    from py2neo import Subgraph

__all__ = ["DrawnNode", "DrawnRelationship", "Picture", "picture_of"]


@dataclass(frozen=True)
class DrawnNode:
    """A record: its id, its kind's label and its properties."""

    id: str
    label: str
    properties: Mapping[str, Any]

    @property
    def name(self) -> str:
        """What stands on it."""
        return str(self.properties.get("name", self.id))


@dataclass(frozen=True)
class DrawnRelationship:
    """A relationship of ``type`` between the records with the ids ``start`` and ``end``."""

    start: str
    type: str
    end: str
    properties: Mapping[str, Any]


@dataclass(frozen=True)
class Picture:
    """Nodes and relationships, each once, sorted. A notebook shows it as a drawing that can be moved and searched."""

    nodes: tuple[DrawnNode, ...]
    relationships: tuple[DrawnRelationship, ...]

    def to_html(self) -> str:
        """A whole page that draws it without a network; a UsageError where ``neo4j-viz`` is not installed."""
        try:
            from neo4j_viz import Node, Relationship, VisualizationGraph
        except ImportError as error:
            raise UsageError("a picture needs neo4j-viz; install it with: pip install 'parley-kg[notebook]'") from error
        graph = VisualizationGraph(
            nodes=[
                Node(
                    id=node.id,
                    caption=node.name,
                    color=COLOURS[node.label],
                    properties={"kind": node.label, **told(node.properties)},
                )
                for node in self.nodes
            ],
            relationships=[
                Relationship(
                    id=str(number),
                    source=each.start,
                    target=each.end,
                    caption=each.type.replace("_", " ").lower(),
                    properties=told(each.properties),
                )
                for number, each in enumerate(self.relationships)
            ],
        )
        return str(graph.render(theme="light").data)

    def save(self, file: str | Path) -> None:
        """Write the page to a file."""
        Path(file).write_text(self.to_html(), encoding="utf-8")

    def to_subgraph(self) -> Subgraph:
        """The same as a ``py2neo.Subgraph``; a UsageError where py2neo is not installed."""
        try:
            from py2neo import Node, Relationship, Subgraph
        except ImportError as error:
            raise UsageError("to_subgraph needs py2neo; install it with: pip install 'parley-kg[py2neo]'") from error
        nodes = {}
        for node in self.nodes:
            # Made anew, one for each record: py2neo counts the node with the internal id 0 twice.
            made = Node("Entity", node.label, **node.properties)
            made.__primarylabel__, made.__primarykey__ = "Entity", "id"
            nodes[node.id] = made
        ties = [
            Relationship(nodes[each.start], each.type, nodes[each.end], **each.properties)
            for each in self.relationships
        ]
        return Subgraph(nodes.values(), ties)

    def _repr_html_(self) -> str:
        # In a frame of its own: two pages in one notebook would share their scripts.
        from html import escape

        return f'<iframe srcdoc="{escape(self.to_html())}" width="100%" height="620" style="border:0"></iframe>'


def picture_of(parts: Iterable[Any]) -> Picture:
    """The picture of nodes, relationships and paths as the driver or py2neo gives them.

    A relationship is drawn where both its ends are: alone it comes without what its ends are called.
    """
    nodes: dict[Any, DrawnNode] = {}
    arrows: list[Any] = []
    for part in parts:
        if is_node(part):
            nodes[inner(part)] = drawn_node(part)
        elif is_path(part):
            nodes |= {inner(node): drawn_node(node) for node in part.nodes}
            arrows += part.relationships
        else:
            arrows.append(part)
    ties: dict[tuple[str, str, str, str], DrawnRelationship] = {}
    for arrow in arrows:
        start, end = (nodes.get(inner(node)) for node in arrow.nodes)
        if start is not None and end is not None:
            tie = DrawnRelationship(start.id, type(arrow).__name__, end.id, properties(arrow))
            ties[tie.start, tie.type, tie.end, repr(tie.properties)] = tie
    return Picture(
        tuple(sorted(nodes.values(), key=lambda node: node.id)),
        tuple(ties[each] for each in sorted(ties)),
    )


def is_node(part: Any) -> bool:
    """Whether it is a node: everything in py2neo has a method ``labels``, and only nodes have the labels themselves."""
    return hasattr(part, "labels") and not callable(part.labels)


def is_path(part: Any) -> bool:
    """Whether it is a path, which has no id of its own."""
    return not hasattr(part, "element_id") and not hasattr(part, "identity")


def inner(node: Any) -> Any:
    """The store's own id of a node: text in the driver, a number in py2neo."""
    return node.element_id if hasattr(node, "element_id") else node.identity


def drawn_node(node: Any) -> DrawnNode:
    """A node of the driver or of py2neo."""
    (label,) = set(node.labels) - {"Entity"}
    return DrawnNode(node["id"], label, properties(node))


def properties(entity: Any) -> dict[str, Any]:
    """The properties with Python's own dates, sorted by name."""
    return {
        key: value.to_native() if hasattr(value, "to_native") else value for key, value in sorted(dict(entity).items())
    }


def told(values: Mapping[str, Any]) -> dict[str, str]:
    """Properties as a drawing lists them."""
    return {key: ", ".join(map(str, value)) if isinstance(value, list) else str(value) for key, value in values.items()}
