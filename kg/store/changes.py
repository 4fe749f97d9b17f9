"""What one load writes, worked out beforehand: plain data that the writing modules of this package take."""

from dataclasses import dataclass, field
from typing import NamedTuple

from kg.model.flatten import Node

__all__ = ["Assertion", "Changes", "KnownEdge", "KnownNode"]


class KnownEdge(NamedTuple):
    """A relationship with the day from which it is known."""

    source: str
    type: str
    target: str
    day: str | None
    properties: dict[str, str | int | bool | list[str]]


class KnownNode(NamedTuple):
    """A node with the day from which it is known."""

    node: Node
    day: str | None


class Assertion(NamedTuple):
    """That a data set states a node: with which content, by which of its records, from which entry.

    ``again`` if the data set stated the node before. ``statement`` is the text of a shared record as this data set
    states it (``statement_text``), None for records that nobody shares.
    """

    dataset: str
    id: str
    content_hash: str
    record: str
    source_hash: str
    again: bool
    statement: str | None = None


@dataclass
class Changes:
    """Everything that one load changes, in no order that matters.

    ``replaced`` are ids of changed nodes, whose outgoing relationships are written anew as a whole. ``assertions``
    are new or altered; ``retracted`` are the ids that a data set no longer states, by data set. ``redated`` are
    nodes that stay as they are and are now known from another day. ``dataset_hashes`` are over all that each loaded
    data set states. ``moved`` are all nodes whose day changed and
    that have relationships which were not written by this load. ``derived`` are the derived relationships of a new
    graph where it is told which there are; otherwise they are made anew of the others.
    """

    nodes: list[KnownNode] = field(default_factory=list)
    edges: list[KnownEdge] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    assertions: list[Assertion] = field(default_factory=list)
    retracted: dict[str, list[str]] = field(default_factory=dict)
    dataset_hashes: dict[str, str] = field(default_factory=dict)
    redated: dict[str, str | None] = field(default_factory=dict)
    moved: list[str] = field(default_factory=list)
    derived: list[KnownEdge] | None = None

    @property
    def size(self) -> int:
        """The number of nodes and relationships that one transaction has to hold."""
        gone = sum(len(ids) for ids in self.retracted.values())
        told = len(self.derived) if self.derived is not None else 0
        return len(self.nodes) + len(self.edges) + len(self.assertions) + len(self.redated) + gone + told
