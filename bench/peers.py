"""What others would use to get the same statements out: pyoxigraph and rdflib, fed with the rows of the bare loop.

They get plain values, which they turn into terms of their own, and write N-Quads with what they bring along.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

from neo4j import Driver, Session

from bench.bare import DAY, ID, NS, TYPE, asked_of, listed, pages
from kg.model.introspect import describe
from kg.model.node_kind import NodeKind, StoredType

if TYPE_CHECKING:
    import pyoxigraph

__all__ = ["by_pyoxigraph", "by_rdflib", "facts"]

Fact = tuple[str, str, str, str | None]
"""Subject, predicate and object; then the datatype of a literal, ``""`` for plain text, None where it is an IRI."""


def facts(driver: Driver) -> Iterator[Fact]:
    """Every property and relationship that the bare loop exports."""
    with driver.session() as session:
        for kind in describe():
            yield from facts_of(session, kind)


def facts_of(session: Session, kind: NodeKind) -> Iterator[Fact]:
    """Those of the nodes with one label, a page at a time."""
    asked = asked_of(kind)
    first = ""
    for last, rows in pages(session, asked.nodes):
        for node, *found in rows:
            yield ID + node, TYPE, NS + kind.label, None
            for each, value in zip(asked.stored, found, strict=True):
                datatype = DAY if each.type is StoredType.DATE else ""
                yield from told(ID + node, each.name, value, datatype)
        for query, names in asked.ties:
            for source, type_, target, *found in session.run(query, first=first, last=last).single(strict=True)["rows"]:
                yield ID + source, NS + type_, ID + target, None
                for name, value in zip(names, found, strict=True):
                    yield from told(f"{ID}{source}#{type_}-{target}", name, value, "")
        first = last


def told(subject: str, name: str, value: Any, datatype: str) -> Iterator[Fact]:
    """The statements of one property."""
    if value is not None:
        for one in listed(value):
            yield subject, NS + name, str(one), datatype


def by_pyoxigraph(driver: Driver, out: BinaryIO) -> int:
    """Write the statements through pyoxigraph, one after the other; their number."""
    import pyoxigraph

    count = 0

    def quads() -> "Iterator[pyoxigraph.Quad]":
        nonlocal count
        for count, (subject, predicate, value, datatype) in enumerate(facts(driver), start=1):  # noqa: B007
            term: pyoxigraph.NamedNode | pyoxigraph.Literal
            if datatype is None:
                term = pyoxigraph.NamedNode(value)
            elif datatype == "":
                term = pyoxigraph.Literal(value)
            else:
                term = pyoxigraph.Literal(value, datatype=pyoxigraph.NamedNode(datatype))
            yield pyoxigraph.Quad(pyoxigraph.NamedNode(subject), pyoxigraph.NamedNode(predicate), term)

    pyoxigraph.serialize(quads(), out, pyoxigraph.RdfFormat.N_QUADS)
    return count


def by_rdflib(driver: Driver, out: BinaryIO) -> int:
    """Gather the statements in an rdflib graph and write that; their number."""
    from rdflib import Graph, Literal, URIRef

    graph, count = Graph(), 0
    for subject, predicate, value, datatype in facts(driver):
        count += 1
        term = URIRef(value) if datatype is None else Literal(value, datatype=URIRef(datatype) if datatype else None)
        graph.add((URIRef(subject), URIRef(predicate), term))
    out.write(graph.serialize(format="nt", encoding="utf-8"))
    return count
