"""The whole graph as RDF: one pass from the store to a file, and a count that must come out even."""

from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from kg.errors import StoreError, UsageError
from kg.model.iri import BASE
from kg.rdf.read import ahead, all_pages, contents
from kg.rdf.syntax import checked_base
from kg.rdf.write import FORMATS
from kg.store import Store

if TYPE_CHECKING:
    from rdflib import Dataset

__all__ = ["Counts", "export", "to_dataset"]


class Counts(NamedTuple):
    """What was written: records and relationships of the store, and statements of RDF."""

    records: int
    relationships: int
    statements: int


def export(
    store: Store,
    out: BinaryIO,
    *,
    format: str = "nq",
    base: str = BASE,
    progress: Callable[[int], None] | None = None,
) -> Counts:
    """Writes all that the model knows of the graph; ``progress`` is told the number of records written so far.

    ``format`` is ``nq`` (N-Quads) or ``ttl`` (Turtle, without the named graphs). Equal graphs give equal bytes.
    Raises ``StoreError`` where something was left out, or the graph changed meanwhile: what was written is then
    no export. No load ledger is written, and no property or relationship that the model does not know.
    """
    if format not in FORMATS:
        raise UsageError(f"there is no format {format!r}; there are {', '.join(sorted(FORMATS))}")
    writer = FORMATS[format](out, base=checked_base(base))
    before = contents(store)
    records = relationships = statements = 0
    for projection, page in ahead(all_pages(store, base)):
        for row in page.records:
            edges, assertions = page.edges.get(row[0], ()), page.assertions.get(row[0], ())
            found = projection.statements(row, edges, assertions)
            writer.add(found)
            relationships += len(edges) + len(assertions)
            statements += len(found)
        records += len(page.records)
        if progress is not None:
            progress(records)
    writer.finish()
    # Neo4j shows a long reader what others commit meanwhile, so no transaction would make this a snapshot.
    if contents(store) != before:
        raise StoreError(f"{store.address}: the graph was changed during the export; export again")
    if (records, relationships) != before[:2]:
        raise StoreError(
            f"{store.address}: it holds {before.records} records with {before.relationships} relationships, and "
            f"{records} with {relationships} were found by what the model knows; look for records without the label "
            "of a kind, and relationships from kinds that have none of that type"
        )
    return Counts(records, relationships, statements)


def to_dataset(store: Store, *, base: str = BASE) -> "Dataset":
    """The whole graph in memory, with its named graphs, for those who work with rdflib; for small graphs."""
    from rdflib import Dataset

    quads = BytesIO()
    export(store, quads, base=base)
    quads.seek(0)
    dataset = Dataset()
    dataset.parse(quads, format="nquads")
    return dataset
