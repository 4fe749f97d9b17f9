"""What a load has to know of the store before it writes: read in pages, days as ISO text."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice, starmap
from typing import Any, NamedTuple

from neo4j import Record
from neo4j.time import Date

from kg.model.claim import TEXT_OF
from kg.model.flatten import Edge, Node, Value
from kg.model.kinds import BY_SLUG, KINDS
from kg.model.nearest import Called
from kg.model.ref import kind_of
from kg.store.called import called
from kg.store.changes import Assertion
from kg.store.connection import Store
from kg.store.derive import DERIVED_TYPES
from kg.store.lookup import entity

__all__ = ["ID_PROPERTIES", "Asserted", "Found", "Judged", "State", "statement_text"]

PAGE = 5000

ID_PROPERTIES = (("document", "CITES|FROM", "via"), ("party", "ATTENDED_BY", "for_party"))
"""Properties of relationships that refer to a record: its kind, their types, the name. No index serves them."""


class Asserted(NamedTuple):
    """A node as one data set states it: its hash, and the record that states it with the hash of its entry."""

    content_hash: str
    record: str
    source_hash: str


class Found(NamedTuple):
    """A node that is in the store: from when it is known, and for a document who published it, and when."""

    day: str | None
    publisher: tuple[str, ...]
    published: str | None


class Judged(NamedTuple):
    """A judgement: its id, its verdict, and the two records in the order of their ids."""

    id: str
    verdict: str
    pair: tuple[str, ...]


class State:
    """Questions to the store as it is before a load; no store is a graph with nothing in it."""

    def __init__(self, store: Store | None) -> None:
        self._store = store
        self.last_load = None if store is None else last_load(store)
        # The same records are asked for when references are checked and when days are worked out.
        self._found: dict[str, Found | None] = {}

    @property
    def store(self) -> Store | None:
        """The store to ask; none where nothing was ever loaded, so that a first load asks nothing."""
        return self._store if self.last_load is not None else None

    def asserted(self, dataset: str) -> dict[str, Asserted]:
        """Everything that a data set states, by id."""
        if self.store is None:
            return {}
        rows = self.store.stream(
            "MATCH (d:Dataset {id: $dataset})-[a:ASSERTS]->(n) "
            # A row for many nodes: lists travel several times faster than rows of their own.
            "WITH left(a.source_hash, 2) AS part, collect([n.id, a.content_hash, a.record, a.source_hash]) AS stated "
            "RETURN stated AS stated",
            dataset=dataset,
        )
        return {
            each: Asserted(content_hash, record, source_hash)
            for row in rows
            for each, content_hash, record, source_hash in row["stated"]
        }

    def asserted_elsewhere(self, ids: Iterable[str], datasets: Sequence[str]) -> dict[str, str]:
        """Of these ids, those that a data set beside the given ones states, and which."""
        cypher = "MATCH (n)<-[:ASSERTS]-(d) WHERE NOT d.id IN $datasets RETURN n.id AS a, min(d.id) AS b"
        return dict(self._pairs(ids, cypher, datasets=list(datasets)))

    def statements(self, ids: Iterable[str]) -> dict[str, dict[str, Node]]:
        """What each data set states of these shared records: by id, then by data set."""
        found: dict[str, dict[str, Node]] = {}
        for page in pages(ids) if self.store is not None else ():
            for row in self._read(
                f"UNWIND $ids AS id {entity('n', 'id')} MATCH (n)<-[a:ASSERTS]-(d:Dataset) "
                "RETURN n.id AS id, d.id AS dataset, a.statement AS statement, a.content_hash AS content_hash",
                ids=page,
            ):
                node = node_stated(row["id"], row["statement"], row["content_hash"])
                found.setdefault(node.id, {})[row["dataset"]] = node
        return found

    def stated_by_several(self) -> list[str]:
        """The records that more than one data set states."""
        labels = "|".join(kind.KIND.label for kind in KINDS if kind.KIND.shared)
        rows = self._read(
            f"MATCH (n:{labels})<-[:ASSERTS]-(d:Dataset) WITH n.id AS id, count(d) AS several WHERE several > 1 "
            "RETURN id AS id"
        )
        return [row["id"] for row in rows]

    def find(self, ids: Iterable[str]) -> dict[str, Found]:
        """Of these ids, those that are in the store."""
        wanted = set(ids)
        for page in pages(wanted - self._found.keys()) if self.store is not None else ():
            self._found.update(dict.fromkeys(page))
            (row,) = self._read(
                f"UNWIND $ids AS id {entity('n', 'id')} "
                "OPTIONAL MATCH (n)-[:PUBLISHED_BY]->(p) WITH n, p ORDER BY p.id "
                "WITH n, collect(p.id) AS publisher "
                "WITH collect([n.id, toString(n.known_from), publisher, n.published]) AS found RETURN found AS found",
                ids=page,
            )
            for each, day, publisher, published in row["found"]:
                self._found[each] = Found(day, tuple(publisher), published)
        return {each: found for each in wanted if (found := self._found.get(each)) is not None}

    def called(self, kind: str) -> dict[str, Called]:
        """What the records of a kind in the store are called, by id."""
        return {} if self.store is None else called(self.store, BY_SLUG[kind].KIND.label)

    def terms_from(self, documents: Iterable[str]) -> Iterator[tuple[Node, Assertion]]:
        """The claims of terms that stand in one of these documents, each with who states it."""
        for page in pages(documents) if self.store is not None else ():
            for row in self._read(
                "UNWIND $ids AS id MATCH (m:Document {id: id})<-[:FROM]-(n:Claim) WHERE n.id STARTS WITH $start "
                "MATCH (n)<-[a:ASSERTS]-(d:Dataset) MATCH (n)-[r]->(o) "
                "WITH d, a, n, collect([type(r), o.id, properties(r)]) AS edges "
                "RETURN d.id AS dataset, a.content_hash AS content_hash, a.record AS record, "
                "a.source_hash AS source_hash, n.id AS id, properties(n) AS own, edges AS edges",
                ids=page,
                start=TEXT_OF,
            ):
                edges = [Edge(type_, target, stated(own)) for type_, target, own in row["edges"]]
                node = Node(row["id"], "Claim", stated(row["own"]), edges, row["content_hash"])
                yield (
                    node,
                    Assertion(row["dataset"], node.id, node.content_hash, row["record"], row["source_hash"], True),
                )

    def referrers(self, ids: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Pairs of a node that refers to one of these, and what it refers to; data sets left out."""
        gone = sorted(set(ids))
        yield from self._pairs(
            gone,
            "MATCH (m:Entity)-[r]->(n) WHERE NOT type(r) IN $kept RETURN m.id AS a, n.id AS b",
            kept=["ASSERTS", *DERIVED_TYPES],
        )
        for kind, types, name in ID_PROPERTIES:
            named = [each for each in gone if kind_of(each) == kind]
            if len(named) > 0:
                cypher = f"MATCH (m:Entity)-[r:{types}]->() WHERE r.{name} IN $ids RETURN m.id AS a, r.{name} AS b"
                yield from ((row["a"], row["b"]) for row in self._read(cypher, ids=named))

    def targets(self, ids: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Pairs of one of these claims and a record that it is about."""
        yield from self._pairs(ids, "MATCH (n)-[:ABOUT]->(m) RETURN n.id AS a, m.id AS b")

    def claims_from(self, documents: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Pairs of one of these documents and a claim that stands in it."""
        yield from self._pairs(documents, "MATCH (m:Claim)-[:FROM]->(n) RETURN n.id AS a, m.id AS b")

    def said(self, documents: Iterable[str]) -> Iterator[tuple[str, str, str, str]]:
        """The claims of speakers, said on some day: their document, their id, the day, and the first that it can be."""
        for page in pages(documents) if self.store is not None else ():
            for row in self._read(
                f"UNWIND $ids AS id {entity('n', 'id')} MATCH (m:Claim)-[:FROM]->(n) WHERE m.said_on IS NOT NULL "
                "AND NOT m.id STARTS WITH $terms "
                "RETURN n.id AS document, m.id AS claim, m.said_on AS said_on, toString(m.said_on_earliest) AS first "
                "ORDER BY document, claim",
                ids=page,
                terms=TEXT_OF,
            ):
                yield row["document"], row["claim"], row["said_on"], row["first"]

    def citing(self, documents: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Pairs of one of these documents and a record that cites it."""
        yield from self._pairs(documents, "MATCH (m:Entity)-[:CITES]->(n) RETURN n.id AS a, m.id AS b")

    def cited(self, ids: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Pairs of one of these records and a document that it cites."""
        yield from self._pairs(ids, "MATCH (n)-[:CITES]->(m) RETURN n.id AS a, m.id AS b")

    def first_claims(self, ids: Iterable[str], *, without: Iterable[str]) -> dict[str, str]:
        """For each of these records, the earliest known day of a claim about it, some claims left out."""
        return dict(
            self._pairs(
                ids,
                # A map, since a list would be searched from its start for every claim.
                "MATCH (n)<-[:ABOUT]-(c:Claim) WHERE $without[c.id] IS NULL "
                "WITH n.id AS a, min(c.known_from) AS day RETURN a AS a, toString(day) AS b",
                without=dict.fromkeys(without, True),
            )
        )

    def steps(
        self, label: str, type_: str, starts: Collection[str], *, without: Collection[str]
    ) -> Iterator[tuple[str, str]]:
        """Pairs of two records of one kind that a relationship of this type ties, as far as it leads from ``starts``.

        It is not followed from the records ``without``.
        """
        done, coming = set(without), set(starts)
        while len(coming := coming - done) > 0:
            found = [*self._pairs(coming, f"MATCH (n)-[:{type_}]->(m:{label}) RETURN n.id AS a, m.id AS b")]
            yield from found
            done |= coming
            coming = {lower for _, lower in found}

    def judgements(self) -> list[Judged]:
        """All judgements."""
        rows = self._read(
            "MATCH (j:Judgement) RETURN j.id AS id, j.verdict AS verdict, "
            "COLLECT { MATCH (j)-[:JUDGES]->(n) RETURN n.id ORDER BY n.id } AS pair"
        )
        return [Judged(row["id"], row["verdict"], tuple(row["pair"])) for row in rows]

    def _pairs(self, ids: Iterable[str], cypher: str, **parameters: Any) -> Iterator[tuple[str, str]]:
        """Rows ``a, b`` of a query over ``n``, the entity with each of the ids."""
        for page in pages(ids) if self.store is not None else ():
            for row in self._read(f"UNWIND $ids AS id {entity('n', 'id')} {cypher}", ids=page, **parameters):
                yield row["a"], row["b"]

    def _read(self, cypher: str, **parameters: Any) -> list[Record]:
        """The rows of a query, none where there is no store."""
        return [] if self.store is None else self.store.read(cypher, **parameters)


def stated(properties: Mapping[str, Any]) -> dict[str, Value]:
    """Properties as a data set states them: days as ISO text, known time left out."""
    plain = {name: value.iso_format() if isinstance(value, Date) else value for name, value in properties.items()}
    return {name: value for name, value in plain.items() if name not in ("id", "known_from")}


def statement_text(node: Node) -> str:
    """A record as one data set states it, as text that ``node_stated`` reads."""
    edges = [[edge.type, edge.target, edge.properties] for edge in node.edges]
    return json.dumps({"properties": node.properties, "edges": edges}, sort_keys=True, ensure_ascii=False)


def node_stated(id_: str, statement: str, content_hash: str) -> Node:
    """The record that a data set states."""
    told, label = json.loads(statement), BY_SLUG[kind_of(id_)].KIND.label
    return Node(id_, label, told["properties"], [*starmap(Edge, told["edges"])], content_hash)


def last_load(store: Store) -> str | None:
    """The run id of the last load, None for a store that has had none."""
    rows = store.read("MATCH (l:Ledger {id: 'ledger'}) RETURN l.last AS last")
    return rows[0]["last"] if len(rows) > 0 else None


def pages(ids: Iterable[str]) -> Iterator[list[str]]:
    """The ids in lists of a size that a server answers quickly."""
    remaining = iter(sorted(set(ids)))
    while len(page := list(islice(remaining, PAGE))) > 0:
        yield page
