"""What an answer draws, as plain data: it needs no store and no driver any more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from kg.ask.colours import COLOURS
from kg.ask.question import kind_labels
from kg.errors import UsageError
from kg.model.ref import is_id, kind_of

if TYPE_CHECKING:
    from py2neo import Subgraph

__all__ = ["Drawn", "DrawnNode", "DrawnRelationship", "Picture", "drawn_rows", "is_drawable", "picture_of"]


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


Drawn: TypeAlias = DrawnNode | DrawnRelationship
"""What is drawn, once it has left the store."""


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


def picture_of(parts: Iterable[Drawn]) -> Picture:
    """The picture of nodes and relationships. A relationship is drawn where both its ends are."""
    nodes: dict[str, DrawnNode] = {}
    arrows = []
    for part in parts:
        if isinstance(part, DrawnNode):
            nodes[part.id] = part
        else:
            arrows.append(part)
    ties = {
        (tie.start, tie.type, tie.end, repr(tie.properties)): tie
        for tie in arrows
        if tie.start in nodes and tie.end in nodes
    }
    return Picture(
        tuple(sorted(nodes.values(), key=lambda node: node.id)),
        tuple(ties[each] for each in sorted(ties)),
    )


def drawn_rows(rows: Iterable[Iterable[Any]]) -> tuple[tuple[Drawn, ...], ...]:
    """What each row draws, from nodes, relationships and paths as the driver or py2neo gives them.

    Only records are drawn, and relationships between records that are: a relationship that comes alone does not know
    what its ends are called.
    """
    parts = [[each for part in row for each in pieces(part)] for row in rows]
    nodes = {inner(part): drawn_node(part) for row in parts for part in row if is_node(part)}

    def drawn(part: Any) -> Drawn | None:
        if is_node(part):
            return nodes[inner(part)]
        start, end = (nodes.get(inner(node)) for node in part.nodes)
        if start is None or end is None:
            return None
        return DrawnRelationship(start.id, type(part).__name__, end.id, properties(part))

    return tuple(tuple(found for part in row if (found := drawn(part)) is not None) for row in parts)


def pieces(part: Any) -> Iterable[Any]:
    """A node or a relationship, or all those of a path; nothing of what is absent."""
    if part is None:
        return ()
    return (*part.nodes, *part.relationships) if is_path(part) else (part,)


def is_drawable(part: Any) -> bool:
    """Whether it is a node, a relationship or a path, or absent."""
    return part is None or is_node(part) or hasattr(part, "nodes")


def is_node(part: Any) -> bool:
    """Whether it is a node: everything in py2neo has a method ``labels``, and only nodes have the labels themselves."""
    return hasattr(part, "labels") and not callable(part.labels)


def is_path(part: Any) -> bool:
    """Whether it is a path, which has no id of its own."""
    return not hasattr(part, "element_id") and not hasattr(part, "identity")


def inner(node: Any) -> Any:
    """The store's own id of a node: text in the driver, a number in py2neo."""
    return node.element_id if hasattr(node, "element_id") else node.identity


def drawn_node(node: Any) -> DrawnNode | None:
    """A node of the driver or of py2neo; none for what is no record, which somebody has put beside ours."""
    own = properties(node)
    record = own.get("id")
    if not isinstance(record, str) or not is_id(record):
        return None
    label = {slug: label for label, slug in kind_labels().items()}.get(kind_of(record))
    return None if label is None else DrawnNode(record, label, own)


def properties(entity: Any) -> dict[str, Any]:
    """The properties with Python's own dates, sorted by name."""
    return {
        key: value.to_native() if hasattr(value, "to_native") else value for key, value in sorted(dict(entity).items())
    }


def told(values: Mapping[str, Any]) -> dict[str, str]:
    """Properties as a drawing lists them."""
    return {key: ", ".join(map(str, value)) if isinstance(value, list) else str(value) for key, value in values.items()}
