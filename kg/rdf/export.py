"""The whole graph as RDF: one pass from the store to a file, and a count that must come out even."""

from collections.abc import Callable, Sequence
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from kg.errors import StoreError
from kg.model.iri import BASE
from kg.rdf.formats import format_of
from kg.rdf.read import ahead, all_pages, contents
from kg.rdf.stated import as_known
from kg.rdf.syntax import checked_base
from kg.rdf.write import Writer
from kg.store import Store

if TYPE_CHECKING:
    from rdflib import Dataset

__all__ = ["Counts", "export", "feed", "to_dataset"]


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
    as_of: date | None = None,
    progress: Callable[[int], None] | None = None,
) -> Counts:
    """Writes all that the model knows of the graph, or what of it was known ``as_of`` a day.

    ``format`` is one of ``FORMATS``; equal graphs give equal bytes. ``progress`` is told the number of records
    written so far. Raises ``StoreError`` as ``feed`` does: what was written is then no export. No load ledger is
    written, and no property or relationship that the model does not know.
    """
    writer = format_of(format).writer(out, base=checked_base(base))
    return feed(store, [writer], base=base, as_of=as_of, progress=progress)


def feed(
    store: Store,
    writers: Sequence[Writer],
    *,
    base: str = BASE,
    as_of: date | None = None,
    progress: Callable[[int], None] | None = None,
) -> Counts:
    """One pass over the graph for all writers, a record at a time.

    A ``StoreError`` where something was left out, or the graph changed meanwhile.
    """
    before = contents(store, as_of)
    records = relationships = statements = 0
    for projection, page in ahead(all_pages(store, base, as_of)):
        for row in page.records:
            edges, assertions = page.edges.get(row[0], ()), page.assertions.get(row[0], ())
            stated = assertions if as_of is None else as_known(projection, row, edges, assertions)
            found = projection.statements(row, edges, stated)
            for writer in writers:
                writer.add(found)
            relationships += len(edges) + len(assertions)
            statements += len(found)
        records += len(page.records)
        if progress is not None:
            progress(records)
    for writer in writers:
        writer.finish()
    # Neo4j shows a long reader what others commit meanwhile, so no transaction would make this a snapshot.
    if contents(store, as_of) != before:
        raise StoreError(f"{store.address}: the graph was changed during the export; export again")
    if (records, relationships) != before[:2]:
        raise StoreError(
            f"{store.address}: it holds {before.records} records with {before.relationships} relationships, and "
            f"{records} with {relationships} were found by what the model knows; look for relationships of our types "
            "that somebody else has drawn between records"
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
