"""What a data set says of a shared record otherwise than another data set does.

A record has one value where its field takes one; what gives way is kept as a reading, with who states it and from
where. Readings are stored as text, since a list of a record holds nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple, Self

from kg.model.flatten import Node
from kg.model.introspect import describe
from kg.model.ref import kind_of

__all__ = ["OWN_WORDS", "Reading", "readings"]

OWN_WORDS: Final = frozenset({"name", "summary"})
"""Fields in which data sets put the same thing into words of their own: no disagreement about it."""


class Reading(NamedTuple):
    """The value that a data set gives to a field; ``source`` is a document that it cites, or itself without any."""

    dataset: str
    source: str
    field: str
    value: str

    def __str__(self) -> str:
        return f"{self.dataset} {self.source} {self.field}: {self.value}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """A reading from its text.

        >>> Reading.parse("dataset/a document/b institution_kind: agency").value
        'agency'
        """
        dataset, source, rest = text.split(" ", 2)
        field, _, value = rest.partition(": ")
        return cls(dataset, source, field, value)


def readings(statements: Mapping[str, Node]) -> list[Reading]:
    """What the data sets state of one record in fields that take one value, where they differ; in order."""
    stated = {dataset: dict(single_values(node)) for dataset, node in statements.items()}
    fields = sorted({field for values in stated.values() for field in values})
    found = []
    for field in fields:
        given = {dataset: values[field] for dataset, values in stated.items() if field in values}
        if len({*given.values()}) > 1:
            for dataset, value in given.items():
                cited = [edge.target for edge in statements[dataset].edges if edge.type == "CITES"]
                found += [Reading(dataset, each, field, value) for each in (cited if len(cited) > 0 else [dataset])]
    return sorted(found)


def single_values(node: Node) -> list[tuple[str, str]]:
    """The fields of a record that take one value, references among them, each with its value."""
    (kind,) = (kind for kind in describe() if kind.slug == kind_of(node.id))
    fields = {each.type: each.path[0] for each in kind.relationships if not each.many}
    own = [(name, str(value)) for name, value in node.properties.items() if not isinstance(value, list)]
    return [*own, *((fields[edge.type], edge.target) for edge in node.edges if edge.type in fields)]
