"""Records and their relationships out of the store, a page at a time, in the order of their ids.

Ids begin with their kind, so that all records in the order of their ids are the kinds in the order of theirs, one
after the other. A page is one row of the store that holds a list of rows: that is ten times faster than a row for
each record, and memory does not grow with the graph.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Final, NamedTuple, TypeVar

from kg.errors import StoreError
from kg.model.introspect import StoredProperty, StoredType, describe
from kg.rdf.project import Projection, Row
from kg.rdf.terms import ASSERTS, outgoing
from kg.store import Store
from kg.store.ledger import LoadRun, last_run

__all__ = ["Contents", "Page", "ahead", "all_pages", "contents", "pages"]

PAGE: Final = 5000

Item = TypeVar("Item")


class Page(NamedTuple):
    """Rows of records in the order of their ids, and the rows of relationships by the id they are written with."""

    records: list[Row]
    edges: dict[str, list[Row]]
    assertions: dict[str, list[Row]]


class Contents(NamedTuple):
    """What a store holds by its own count, and after which load, which may change much without changing a number."""

    records: int
    relationships: int
    last_load: LoadRun | None


def contents(store: Store) -> Contents:
    """The number of records, and of relationships of the types that the model knows."""
    types = sorted({each.type for kind in describe() for each in outgoing(kind)} | {ASSERTS.type})
    [row] = store.read(
        "CALL () { MATCH (n:Entity) RETURN count(n) AS records } "
        f"CALL () {{ MATCH (:Entity)-[r:{'|'.join(types)}]->() RETURN count(r) AS relationships }} "
        "RETURN records, relationships"
    )
    return Contents(row["records"], row["relationships"], last_run(store))


def ahead(items: Iterator[Item]) -> Iterator[Item]:
    """The same items, each fetched while the one before is being worked on: the store and we take turns otherwise."""
    with ThreadPoolExecutor(max_workers=1) as worker:
        coming = worker.submit(next, items, None)
        while (item := coming.result()) is not None:
            coming = worker.submit(next, items, None)
            yield item


def all_pages(store: Store, base: str) -> Iterator[tuple[Projection, Page]]:
    """Everything there is, in the order of the ids, each page with what its records become."""
    for kind in sorted(describe(), key=lambda kind: f"{kind.slug}/"):
        projection = Projection(kind, base=base)
        for page in pages(store, projection):
            yield projection, page


def pages(store: Store, projection: Projection, *, size: int = PAGE) -> Iterator[Page]:
    """All records of one kind."""
    label, start = projection.kind.label, f"{projection.kind.slug}/"
    nodes = (
        f"MATCH (n:{label}) WHERE n.id > $last WITH n ORDER BY n.id LIMIT $size "
        f"WITH [{columns('n', projection.columns)}] AS row WITH collect(row) AS rows RETURN rows"
    )
    edges = between(f"(n:{label})-[r:{'|'.join(projection.types)}]->(m)", projection.own)
    assertions = between(f"(n:{label})<-[r:{ASSERTS.type}]-(m)", projection.asserted)
    last = ""
    while True:
        [answer] = store.read(nodes, last=last, size=size)
        rows: list[Row] = answer["rows"]
        if len(rows) == 0:
            return
        first, last = last, rows[-1][0]
        if not (rows[0][0].startswith(start) and last.startswith(start)):
            raise StoreError(
                f"{store.address}: a {label} has an id that does not begin with {start}; look what wrote it"
            )
        yield Page(
            rows,
            by_record(store, edges, first, last) if len(projection.types) > 0 else {},
            by_record(store, assertions, first, last),
        )


def columns(of: str, properties: Sequence[StoredProperty]) -> str:
    """The values of properties in Cypher; days as text, since native dates cost the client four times as much."""
    return ", ".join(
        f"toString({of}.{each.name})" if each.type is StoredType.DATE else f"{of}.{each.name}" for each in properties
    )


def between(pattern: str, own: Sequence[StoredProperty]) -> str:
    """The query for the relationships of the records between two ids."""
    row = f"n.id, type(r), m.id, {columns('r', own)}".rstrip(", ")
    return (
        f"MATCH {pattern} WHERE n.id > $first AND n.id <= $last "
        f"WITH [{row}] AS row WITH collect(row) AS rows RETURN rows"
    )


def by_record(store: Store, query: str, first: str, last: str) -> dict[str, list[Row]]:
    """The rows of relationships by the id of their record."""
    found: dict[str, list[Row]] = defaultdict(list)
    [answer] = store.read(query, first=first, last=last)
    for row in answer["rows"]:
        found[row[0]].append(row)
    return found
