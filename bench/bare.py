"""The barest loops over the driver that do what Parley's steps do: what somebody in a hurry would write, at its best.

They validate nothing, resolve no reference, work out no known time and no difference, and keep no order. What they
write and read is the same, so that their cost is what Parley's is measured against.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, BinaryIO, Final, NamedTuple

from neo4j import Driver, ManagedTransaction, Session

from kg.model.introspect import describe
from kg.model.node_kind import NodeKind, StoredProperty, StoredType

__all__ = ["Rows", "Table", "empty", "export_quads", "load", "read_hashes", "read_rows"]

BATCH: Final = 5000

Row = list[Any]


class Table(NamedTuple):
    """Rows of one label (``[id, *columns]``) or relationship type (``[source, target, *columns]``), days as text."""

    columns: tuple[str, ...]
    days: frozenset[str]
    rows: list[Row]


class Rows(NamedTuple):
    """A whole graph: its nodes by label, its relationships by type."""

    nodes: dict[str, Table]
    relationships: dict[str, Table]


def empty(driver: Driver) -> None:
    """Remove every node and relationship; constraints and indexes stay."""
    with driver.session() as session:
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS").consume()


def load(driver: Driver, rows: Rows, *, once: bool) -> None:
    """Write a graph into a store that has its constraints: list rows, days cast in Cypher, a transaction a batch.

    ``once`` creates relationships instead of merging them: cheaper, and a second run would double them all.
    """
    with driver.session() as session:
        for label, table in rows.nodes.items():
            sets = ", ".join(["n:Entity", *(f"n.{name} = {value}" for name, value in sent(table, start=1))])
            write(session, f"UNWIND $rows AS r MERGE (n:{label} {{id: r[0]}}) SET {sets}", table.rows)
        for kind, table in rows.relationships.items():
            sets = ", ".join(f"e.{name} = {value}" for name, value in sent(table, start=2))
            own = f" SET {sets}" if sets != "" else ""
            ends = "UNWIND $rows AS r MATCH (a:Entity {id: r[0]}) MATCH (b:Entity {id: r[1]})"
            write(session, f"{ends} {'CREATE' if once else 'MERGE'} (a)-[e:{kind}]->(b){own}", table.rows)


def write(session: Session, cypher: str, rows: list[Row]) -> None:
    """All rows by one statement, in batches."""

    def work(transaction: ManagedTransaction, batch: list[Row]) -> None:
        transaction.run(cypher, rows=batch).consume()

    remaining = iter(rows)
    while len(batch := list(islice(remaining, BATCH))) > 0:
        session.execute_write(work, batch)


def sent(table: Table, *, start: int) -> Iterator[tuple[str, str]]:
    """Each column and the Cypher of its value, in rows whose columns begin at ``start``."""
    for place, name in enumerate(table.columns, start=start):
        yield name, f"date(r[{place}])" if name in table.days else f"r[{place}]"


def read_hashes(driver: Driver) -> int:
    """Read the id and content hash of every node, page by page; the number of nodes."""
    query = (
        "MATCH (n:Entity) WHERE n.id > $last WITH n ORDER BY n.id LIMIT 5000 MATCH (n)<-[a:ASSERTS]-() "
        "RETURN max(n.id) AS last, collect([n.id, a.content_hash]) AS rows"
    )
    hashes: dict[str, str] = {}
    with driver.session() as session:
        for _, page in pages(session, query):
            hashes.update((row[0], row[1]) for row in page)
    return len(hashes)


def pages(session: Session, query: str) -> Iterator[tuple[str, list[Row]]]:
    """Keyset pages: each is one record that holds the last id in it and a list of rows."""

    def work(transaction: ManagedTransaction, after: str) -> tuple[str | None, list[Row]]:
        record = transaction.run(query, last=after).single(strict=True)
        return record["last"], record["rows"]

    last, rows = session.execute_read(work, "")
    while last is not None:
        yield last, rows
        last, rows = session.execute_read(work, last)


def export_quads(driver: Driver, out: BinaryIO) -> int:
    """Write every property and relationship that Parley exports as a line of N-Quads; the number of lines."""
    lines = 0
    with driver.session() as session:
        for kind in describe():
            for page in kind_pages(session, kind):
                out.write("".join(page).encode())
                lines += len(page)
    return lines


NS: Final = "https://w3id.org/parley/ns#"
ID: Final = "https://w3id.org/parley/id/"
TYPE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
DAY: Final = "http://www.w3.org/2001/XMLSchema#date"


class Asked(NamedTuple):
    """The queries for all that is exported of one kind, a page at a time.

    ``nodes`` gives the last id of a page and its rows; ``ties`` are queries for the relationships of a page, each with
    the names of what they hold.
    """

    stored: list[StoredProperty]
    nodes: str
    ties: tuple[tuple[str, list[str]], ...]


def asked_of(kind: NodeKind) -> Asked:
    """What is asked of one kind."""
    stored = [each for each in kind.properties if each.name != "id"]
    own = {each.name: each for rel in kind.relationships for each in rel.properties}.values()
    nodes = (
        f"MATCH (n:{kind.label}) WHERE n.id > $last WITH n ORDER BY n.id LIMIT 5000 "
        f"RETURN max(n.id) AS last, collect([n.id{values('n', stored)}]) AS rows"
    )
    between = "n.id > $first AND n.id <= $last RETURN collect([n.id, type(r), m.id"
    leaving = (
        f"MATCH (n:{kind.label})-[r]->(m:Entity) WHERE type(r) <> 'ASSERTS' AND {between}{values('r', own)}]) AS rows"
    )
    asserted = f"MATCH (n:{kind.label})<-[r:ASSERTS]-(m) WHERE {between}, r.content_hash]) AS rows"
    return Asked(stored, nodes, ((leaving, [each.name for each in own]), (asserted, ["content_hash"])))


def kind_pages(session: Session, kind: NodeKind) -> Iterator[list[str]]:
    """The lines of all nodes with one label, a page at a time, those of their relationships included."""
    asked = asked_of(kind)
    first = ""
    for last, rows in pages(session, asked.nodes):
        lines: list[str] = []
        for node, *found in rows:
            lines.append(f"<{ID}{node}> <{TYPE}> <{NS}{kind.label}> .\n")
            for each, value in zip(asked.stored, found, strict=True):
                if value is not None:
                    lines += [f"<{ID}{node}> <{NS}{each.name}> {literal(each, one)} .\n" for one in listed(value)]
        for query, names in asked.ties:
            record = session.run(query, first=first, last=last).single(strict=True)
            for source, type_, target, *found in record["rows"]:
                lines.append(f"<{ID}{source}> <{NS}{type_}> <{ID}{target}> .\n")
                for name, value in zip(names, found, strict=True):
                    if value is not None:
                        edge = f"<{ID}{source}#{type_}-{target}>"
                        lines += [f"{edge} <{NS}{name}> {quoted(one)} .\n" for one in listed(value)]
        yield lines
        first = last


def values(of: str, properties: Iterable[StoredProperty]) -> str:
    """Properties in Cypher, days as text."""
    return "".join(
        f", toString({of}.{each.name})" if each.type is StoredType.DATE else f", {of}.{each.name}"
        for each in properties
    )


def listed(value: Any) -> list[Any]:
    """A value as a list."""
    return value if isinstance(value, list) else [value]


def literal(stored: StoredProperty, value: Any) -> str:
    """A literal, of the datatype for days."""
    return f'"{value}"^^<{DAY}>' if stored.type is StoredType.DATE else quoted(value)


def quoted(value: Any) -> str:
    """A literal of text; the escapes of JSON are among those of N-Quads."""
    return json.dumps(str(value), ensure_ascii=False)


def read_rows(driver: Driver) -> Rows:
    """The whole graph with everything that is stored in it, sorted, to be compared and to be written again.

    Of Parley's bookkeeping only what hangs on entities: neither the ledger nor its entries.
    """
    nodes = {
        label: table(driver, f"MATCH (n:{label})", "n", ("n.id",), names, days)
        for label, (names, days) in node_columns(driver).items()
    }
    relationships = {
        kind: table(driver, f"MATCH (a:Entity)-[r:{kind}]->(n:Entity)", "r", ("a.id", "n.id"), names, days)
        for kind, (names, days) in relationship_columns(driver).items()
    }
    return Rows(nodes, relationships)


def table(
    driver: Driver, match: str, of: str, keys: tuple[str, ...], names: tuple[str, ...], days: frozenset[str]
) -> Table:
    """All rows of a label or type; lists of rows travel several times faster than rows of their own."""
    row = ", ".join([*keys, *(f"toString({of}.{name})" if name in days else f"{of}.{name}" for name in names)])
    query = f"{match} WITH right(n.id, 2) AS part, collect([{row}]) AS rows RETURN rows"
    with driver.session() as session:
        return Table(names, days, sorted(row for record in session.run(query) for row in record["rows"]))


Columns = dict[str, tuple[tuple[str, ...], frozenset[str]]]


def node_columns(driver: Driver) -> Columns:
    """The properties beside the id of the nodes of each label, and which of them are days."""
    query = (
        "CALL db.schema.nodeTypeProperties() YIELD nodeLabels, propertyName, propertyTypes "
        "WHERE 'Entity' IN nodeLabels UNWIND nodeLabels AS label "
        "WITH label, propertyName AS name, propertyTypes AS types WHERE label <> 'Entity' AND name <> 'id' "
        "RETURN label AS key, name AS name, types AS types"
    )
    return columns((each["key"], each["name"], each["types"]) for each in driver.execute_query(query).records)


def relationship_columns(driver: Driver) -> Columns:
    """The properties of the relationships of each type, and which of them are days."""
    query = (
        "CALL db.schema.relTypeProperties() YIELD relType, propertyName, propertyTypes "
        "RETURN relType AS key, propertyName AS name, propertyTypes AS types"
    )
    records = driver.execute_query(query).records
    return columns((each["key"].strip(":`"), each["name"], each["types"]) for each in records)


def columns(found: Iterable[tuple[str, str | None, list[str] | None]]) -> Columns:
    """Properties gathered by label or type; a name of None stands for a type that has none."""
    names: defaultdict[str, set[str]] = defaultdict(set)
    days: defaultdict[str, set[str]] = defaultdict(set)
    for key, name, types in found:
        names[key] |= set() if name is None else {name}
        days[key] |= {name} if name is not None and types == ["Date"] else set()
    return {key: (tuple(sorted(names[key])), frozenset(days[key])) for key in sorted(names)}
