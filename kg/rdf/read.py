"""Records and their relationships out of the store, a page at a time, in the order of their ids.

Ids begin with their kind, so that all records in the order of their ids are the kinds in the order of theirs, one
after the other. A page is one row of the store that holds a list of rows: that is ten times faster than a row for
each record, and memory does not grow with the graph.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any, Final, NamedTuple, TypeVar

from kg.model.introspect import describe
from kg.model.node_kind import Form, NodeKind, StoredProperty
from kg.rdf.known import TOLD, column, day, is_known
from kg.rdf.project import Projection, Row
from kg.rdf.terms import ASSERTS, outgoing
from kg.store import Store
from kg.store.ledger import LoadRun, last_run
from kg.store.lookup import entity, in_range, planned_once

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


def contents(store: Store, as_of: date | None = None) -> Contents:
    """The number of records, and of relationships of the types that the model knows; or of those known on a day."""
    types = "|".join(sorted({each.type for kind in describe() for each in outgoing(kind)} | {ASSERTS.type}))
    known = "" if as_of is None else f" AND {is_known('n')}"
    edges = "" if as_of is None else f"WHERE {is_known('n')} AND {is_known('m')} AND {TOLD} "
    counted = " UNION ALL ".join(
        f"MATCH (n:{kind.label}:Entity) WHERE {is_ours(kind)}{known} RETURN count(n) AS found" for kind in describe()
    )
    [row] = store.read(
        f"CALL () {{ {counted} }} WITH sum(found) AS records "
        f"CALL () {{ MATCH (n:Entity)-[r:{types}]->(m:Entity) {edges}RETURN count(r) AS relationships }} "
        "RETURN records, relationships",
        **day(as_of),
    )
    return Contents(row["records"], row["relationships"], last_run(store))


def is_ours(kind: NodeKind) -> str:
    """Whether the node ``n`` with the label of a kind is a record; others may use the same word for a label.

    As a range of ids: a server finds that in its index.
    """
    # What comes after the slash is the nought.
    return f"n.id > '{kind.slug}/' AND n.id < '{kind.slug}0'"


def ahead(items: Iterator[Item]) -> Iterator[Item]:
    """The same items, each fetched while the one before is being worked on: the store and we take turns otherwise."""
    with ThreadPoolExecutor(max_workers=1) as worker:
        coming = worker.submit(next, items, None)
        while (item := coming.result()) is not None:
            coming = worker.submit(next, items, None)
            yield item


def all_pages(store: Store, base: str, as_of: date | None = None) -> Iterator[tuple[Projection, Page]]:
    """Everything there is, in the order of the ids, each page with what its records become."""
    for kind in sorted(describe(), key=lambda kind: f"{kind.slug}/"):
        projection = Projection(kind, base=base)
        for page in pages(store, projection, as_of=as_of):
            yield projection, page


def pages(store: Store, projection: Projection, *, size: int = PAGE, as_of: date | None = None) -> Iterator[Page]:
    """All records of one kind, or those known on a day."""
    label = f"{projection.kind.label}:Entity"
    known = "" if as_of is None else f" AND {is_known('n')}"
    hint = in_range("n", projection.kind.label)
    nodes = (
        f"MATCH (n:{label}) {hint} WHERE n.id > $last AND {is_ours(projection.kind)}{known} "
        "WITH n ORDER BY n.id LIMIT $size "
        f"WITH [{columns('n', projection.columns, as_of)}] AS row WITH collect(row) AS rows RETURN rows"
    )
    edges = between(f"(n:{label})-[r:{'|'.join(projection.types)}]->(m:Entity) {hint}", projection.own, as_of)
    assertions = between(f"(n:{label})<-[r:{ASSERTS.type}]-(m:Entity) {hint}", projection.asserted, as_of)
    last = ""
    while True:
        [answer] = store.read(planned_once(store, nodes), last=last, size=size, **day(as_of))
        rows: list[Row] = answer["rows"]
        if len(rows) == 0:
            return
        first, last = last, rows[-1][0]
        yield Page(
            rows,
            unveiled(store, projection, by_record(store, edges, first, last, as_of), as_of)
            if len(projection.types) > 0
            else {},
            by_record(store, assertions, first, last, as_of),
        )


def unveiled(
    store: Store, projection: Projection, edges: dict[str, list[Row]], as_of: date | None
) -> dict[str, list[Row]]:
    """The rows of relationships, without the ids in their properties of what was not yet known on the day."""
    places = [3 + at for at, each in enumerate(projection.own) if each.form is Form.ID]
    if as_of is None or len(places) == 0:
        return edges
    rows = [row for group in edges.values() for row in group]
    named = sorted({row[place] for row in rows for place in places if isinstance(row[place], str)})
    query = f"UNWIND $ids AS id {entity('n', 'id')} WITH n WHERE {is_known('n')} RETURN collect(n.id) AS known"
    [answer] = store.read(query, ids=named, **day(as_of))
    hidden = {*named} - {*answer["known"]}

    def shown(at: int, value: Any) -> Any:
        # What is no text is no id, and told as what it is.
        return None if at in places and isinstance(value, str) and value in hidden else value

    return {key: [[shown(at, value) for at, value in enumerate(row)] for row in group] for key, group in edges.items()}


def columns(of: str, properties: Sequence[StoredProperty], as_of: date | None) -> str:
    """The values of properties in Cypher."""
    return ", ".join(column(of, each, as_of) for each in properties)


def between(pattern: str, own: Sequence[StoredProperty], as_of: date | None) -> str:
    """The query for the relationships of the records between two ids."""
    row = f"n.id, type(r), m.id, {columns('r', own, as_of)}".rstrip(", ")
    known = "" if as_of is None else f"AND {is_known('n')} AND {is_known('m')} AND {TOLD} "
    return (
        f"MATCH {pattern} WHERE n.id > $first AND n.id <= $last {known}"
        f"WITH [{row}] AS row WITH collect(row) AS rows RETURN rows"
    )


def by_record(store: Store, query: str, first: str, last: str, as_of: date | None) -> dict[str, list[Row]]:
    """The rows of relationships by the id of their record."""
    found: dict[str, list[Row]] = defaultdict(list)
    [answer] = store.read(planned_once(store, query), first=first, last=last, **day(as_of))
    for row in answer["rows"]:
        found[row[0]].append(row)
    return found
