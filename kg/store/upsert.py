"""Nodes and relationships in batches: list rows in a fixed column order, days as ISO text cast in Cypher.

That is the cheapest way to send them (half of what maps with native dates cost the client). Nodes are merged on
their indexed id. Relationships are created, since those of a changed record were taken away as a whole before:
the same changes written to the same graph always give the same graph.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, Final, TypeVar

from neo4j import ManagedTransaction

from kg.model.introspect import describe
from kg.model.node_kind import NodeKind, StoredProperty, StoredType
from kg.model.ref import kind_of
from kg.store.changes import Assertion, KnownEdge, KnownNode
from kg.store.derive import DERIVED_TYPES
from kg.store.lookup import entity

__all__ = ["BATCH", "batches", "write_assertions", "write_edges", "write_nodes"]

BATCH: Final = 5000
"""Rows a batch: more gains nothing."""

Item = TypeVar("Item")
Progress = Callable[[int], None]

KINDS: Final = {kind.slug: kind for kind in describe()}


def write_nodes(
    transaction: ManagedTransaction, nodes: Iterable[KnownNode], replaced: set[str], progress: Progress
) -> None:
    """Add the nodes, or make those in ``replaced`` what they now are, absent properties included."""
    by_kind: defaultdict[str, list[KnownNode]] = defaultdict(list)
    for each in nodes:
        by_kind[kind_of(each.node.id)].append(each)
    for slug, members in by_kind.items():
        kind = KINDS[slug]
        columns = columns_of(kind, members, replaced)
        cypher = nodes_cypher(kind.label, columns)
        names = [column.name for column in columns]
        for batch in batches(members, BATCH):
            rows = [[known.node.id, known.day, *map(known.node.properties.get, names)] for known in batch]
            transaction.run(cypher, rows=rows).consume()
            progress(len(batch))


def columns_of(kind: NodeKind, members: list[KnownNode], replaced: set[str]) -> list[StoredProperty]:
    """The properties to send: all where a node is replaced, since an absent one must go, else those in use."""
    stored = [each for each in kind.properties if each.name not in ("id", "known_from")]
    if any(known.node.id in replaced for known in members):
        return stored
    used = set().union(*(known.node.properties.keys() for known in members))
    return [each for each in stored if each.name in used]


def nodes_cypher(label: str, columns: Sequence[StoredProperty]) -> str:
    """The statement that writes rows of ``[id, known_from, *columns]``."""
    sets = [f"n.{column.name} = {cast(column, f'r[{place}]')}" for place, column in enumerate(columns, start=2)]
    return (
        f"UNWIND $rows AS r MERGE (n:{label} {{id: r[0]}}) "
        f"SET n:Entity, {', '.join(['n.known_from = date(r[1])', *sets])}"
    )


def cast(column: StoredProperty, value: str) -> str:
    """The Cypher that turns a sent value into a stored one."""
    return f"date({value})" if column.type is StoredType.DATE else value


def write_edges(transaction: ManagedTransaction, edges: Iterable[KnownEdge], progress: Progress) -> None:
    """Add the relationships; their ends are there, and none of them is."""
    by_type: defaultdict[str, list[KnownEdge]] = defaultdict(list)
    for edge in edges:
        by_type[edge.type].append(edge)
    for type_, members in by_type.items():
        names = [each.name for each in OWN_PROPERTIES[type_]]
        cypher = edges_cypher(type_, OWN_PROPERTIES[type_])
        for batch in batches(members, BATCH):
            rows = [[edge.source, edge.target, edge.day, *map(edge.properties.get, names)] for edge in batch]
            transaction.run(cypher, rows=rows).consume()
            progress(len(batch))


def own_properties() -> dict[str, tuple[StoredProperty, ...]]:
    """The own properties of each relationship type, which are the same whichever kind of node it leaves."""
    found: dict[str, tuple[StoredProperty, ...]] = dict.fromkeys(DERIVED_TYPES, ())
    for kind in describe():
        for rel in kind.relationships:
            if found.setdefault(rel.type, rel.properties) != rel.properties:
                raise TypeError(f"{rel.type} has other properties at {kind.label}")
    return found


OWN_PROPERTIES: Final = own_properties()


def edges_cypher(type_: str, properties: Sequence[StoredProperty]) -> str:
    """The statement that writes rows of ``[source, target, known_from, *properties]``.

    The ends are looked up as entities, so that one statement serves all kinds: a server compiles each text once.
    """
    own = [f"{each.name}: {cast(each, f'r[{place}]')}" for place, each in enumerate(properties, start=3)]
    return (
        f"UNWIND $rows AS r {entity('a', 'r[0]')} {entity('b', 'r[1]')} "
        f"CREATE (a)-[:{type_} {{{', '.join(['known_from: date(r[2])', *own])}}}]->(b)"
    )


def write_assertions(transaction: ManagedTransaction, assertions: Iterable[Assertion], progress: Progress) -> None:
    """Note which data set states which node."""
    groups: defaultdict[tuple[str, bool], list[Assertion]] = defaultdict(list)
    for each in assertions:
        groups[each.dataset, each.again].append(each)
    for (dataset, again), members in groups.items():
        for batch in batches(members, BATCH):
            rows: list[list[Any]] = [
                [each.id, each.content_hash, each.record, each.source_hash, each.statement] for each in batch
            ]
            transaction.run(ASSERT_AGAIN if again else ASSERT, dataset=dataset, rows=rows).consume()
            progress(len(batch))


# No MERGE, and where the relationship is there, from the node to the data set: the embedded engine looks through all
# that leaves a node for the one that it is to merge, and a data set has as many as it has records.
ASSERT: Final = (
    f"MATCH (d:Dataset {{id: $dataset}}) UNWIND $rows AS r {entity('n', 'r[0]')} "
    "CREATE (d)-[:ASSERTS {content_hash: r[1], record: r[2], source_hash: r[3], statement: r[4]}]->(n)"
)
ASSERT_AGAIN: Final = (
    f"UNWIND $rows AS r {entity('n', 'r[0]')} MATCH (n)<-[a:ASSERTS]-(d:Dataset) WHERE d.id = $dataset "
    "SET a.content_hash = r[1], a.record = r[2], a.source_hash = r[3], a.statement = r[4]"
)


def batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """The items in lists of at most ``size``."""
    remaining = iter(items)
    while len(batch := list(islice(remaining, size))) > 0:
        yield batch
