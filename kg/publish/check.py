"""What a run must stand before anybody sees it: read back by other people's code, counted, and judged by the shapes."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from kg.content import content_folder
from kg.errors import PublishError
from kg.model.introspect import describe
from kg.model.iri import BASE
from kg.model.ref import kind_of
from kg.publish.delta import records_in
from kg.publish.sound import refuse, unsound
from kg.rdf.back import record_of
from kg.rdf.lines import opened, quad_lines
from kg.rdf.syntax import iri

if TYPE_CHECKING:
    from rdflib import Graph

__all__ = ["SHACL_LIMIT", "check_formats", "check_shapes", "check_sheets"]

JSONLD_LIMIT: Final = 5000
"""Records up to which all of the JSON-LD is expanded by pyoxigraph, at 15,000 statements a second; of more, each line
is read as JSON and no more."""

SHACL_LIMIT: Final = 50_000
"""Records up to which all are judged by the shapes; of more, those that the run changes."""

BATCH: Final = 1000
MOST_TOLD: Final = 5
SHEETS: Final = ("dataset.ttl", "ontology.ttl", "shapes.ttl")
CLASSES: Final = {kind.slug: iri(kind.iri) for kind in describe()}
TYPE: Final = iri("rdf:type")
CITES_OF_CONTEXT: Final = frozenset(
    f"https://w3id.org/parley/shapes#{kind.label}.cites" for kind in describe() if kind.context and kind.cited
)
READ_BACK: Final = "\nif this graph was read back from a run as of a day, publish it as of that day, with --as-of"
"""What may be wrong where context cites nothing: as of a day it is told of before what it cites."""


class Hashed:
    """A file that keeps nothing but the hash of what is written to it."""

    def __init__(self) -> None:
        self.hash = hashlib.sha256()

    def write(self, data: bytes) -> int:
        """Takes the bytes."""
        self.hash.update(data)
        return len(data)

    def flush(self) -> None:
        """There is nothing to flush."""


def check_formats(folder: Path, *, sha256: str, statements: int, triples: int, records: int) -> dict[str, str]:
    """Reads all formats back, and says how; a PublishError where one holds anything else than was projected.

    pyoxigraph writes what it has read of the N-Quads; that has to be the same bytes. The others are counted.
    """
    import pyoxigraph

    sink = Hashed()
    with opened(folder / "graph.nq.zst") as stream:
        quads = parsed(folder / "graph.nq.zst", stream, pyoxigraph.RdfFormat.N_QUADS)
        pyoxigraph.serialize(quads, cast(Any, sink), pyoxigraph.RdfFormat.N_QUADS)
    if sink.hash.hexdigest() != sha256:
        raise PublishError("graph.nq.zst: pyoxigraph reads other statements than were written")
    for name, format, expected in (
        ("graph.trig.zst", pyoxigraph.RdfFormat.TRIG, statements),
        ("graph.ttl.zst", pyoxigraph.RdfFormat.TURTLE, triples),
    ):
        with opened(folder / name) as stream:
            compare(name, sum(1 for _ in parsed(folder / name, stream, format)), expected, "statements")
    name = "graph.jsonld.zst"
    with opened(folder / name) as stream:
        if records <= JSONLD_LIMIT:
            count = sum(1 for _ in parsed(folder / name, stream, pyoxigraph.RdfFormat.JSON_LD))
            compare(name, count, statements, "statements")
            how = "expanded and counted by pyoxigraph"
        else:
            compare(name, sum(1 for line in stream if is_record(name, line)), records, "records")
            how = "every line read as JSON, and counted"
    counted = "read and counted by pyoxigraph"
    return {"nq": "read and written again by pyoxigraph, same bytes", "trig": counted, "ttl": counted, "jsonld": how}


def check_sheets(folder: Path) -> None:
    """Reads what describes the run; a PublishError where that is no Turtle, or says nothing."""
    import pyoxigraph

    for name in SHEETS:
        with opened(folder / name) as stream:
            if sum(1 for _ in parsed(folder / name, stream, pyoxigraph.RdfFormat.TURTLE)) == 0:
                raise PublishError(f"{name} says nothing")


def parsed(file: Path, stream: Any, format: Any) -> Iterator[Any]:
    """The statements that pyoxigraph finds; a PublishError for what it does not understand."""
    import pyoxigraph

    try:
        # The IRIs of a description are relative to the folder of the run.
        yield from pyoxigraph.parse(stream, format=format, base_iri=BASE)
    except SyntaxError as error:
        raise PublishError(f"{file.name}: {error.msg}") from error


def is_record(name: str, line: bytes) -> bool:
    """Whether a line holds a record; a PublishError for one that is no JSON."""
    if not line.startswith(b'{"id"'):
        return False
    try:
        json.loads(b"[" + line.rstrip(b",\n") + b"]")
    except ValueError as error:
        raise PublishError(f"{name}: {error}") from error
    return True


def compare(name: str, found: int, expected: int, what: str) -> None:
    """A PublishError where the counts differ."""
    if found != expected:
        raise PublishError(f"{name}: {found} {what} were read back, and {expected} were written")


def check_shapes(
    quads: Path,
    *,
    only: Iterable[str] | None = None,
    as_of: date | None = None,
    progress: Callable[[int], None] = lambda done: None,
) -> int:
    """Judges records by the published shapes and by the rules of reading them back; how many they were.

    All, or ``only`` some, in the order of their ids.

    Context is never hidden, so ``as_of`` a day it may be there before anything that it cites. A batch holds its
    records, and the types of what they point to. A PublishError with what does not conform.
    """
    import rdflib

    shapes = rdflib.Graph().parse(content_folder("schema") / "shapes.ttl", format="turtle")
    records = chosen(quads, only)
    done = 0
    while len(batch := list(islice(records, BATCH))) > 0:
        # First, since it says more: what was changed by hand may break a shape too.
        refuse([what for lines in batch for what in unsound(lines)])
        judge(shapes, batch, waived=CITES_OF_CONTEXT if as_of is not None else frozenset())
        done += len(batch)
        progress(done)
    return done


def chosen(quads: Path, only: Iterable[str] | None) -> Iterator[list[bytes]]:
    """The lines of each record that is to be judged."""
    wanted = None if only is None else iter(only)
    coming = None if wanted is None else next(wanted, None)
    for record in records_in(quad_lines(quads)):
        if wanted is None:
            yield record.lines
        elif record.id == coming:
            yield record.lines
            coming = next(wanted, None)


def judge(shapes: "Graph", batch: list[list[bytes]], *, waived: frozenset[str]) -> None:
    """One batch; the graph of a statement makes no difference to the shapes."""
    import pyoxigraph
    import pyshacl
    import rdflib

    text = b"".join(line for lines in batch for line in lines)
    lines: set[str] = set()
    for quad in pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.N_QUADS):
        lines.add(f"{quad.triple} .")
        target = record_of(str(quad.object), f"<{BASE}")
        if "#" not in str(quad.object) and kind_of(target) in CLASSES:
            lines.add(f"{quad.object} {TYPE} {CLASSES[kind_of(target)]} .")
    own = {record_of(line.partition(b" ")[0].decode(), f"<{BASE}") for each in batch for line in each}
    # What is only pointed to would be judged as well, by its type, and lacks everything else.
    data = rdflib.Graph().parse(data="\n".join(sorted(lines)), format="nt11")
    conforms, report, _ = pyshacl.validate(data, shacl_graph=shapes)
    if conforms:
        return
    shacl = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    found = {
        f"{report.value(each, shacl.focusNode)}: {report.value(each, shacl.resultMessage)} "
        f"({report.value(each, shacl.sourceShape)})": str(report.value(each, shacl.sourceShape))
        for each in report.objects(None, shacl.result)
        if record_of(f"<{report.value(each, shacl.focusNode)}>", f"<{BASE}") in own
        and str(report.value(each, shacl.sourceShape)) not in waived
    }
    if len(found) > 0:
        more = f"\nand {len(found) - MOST_TOLD} more" if len(found) > MOST_TOLD else ""
        told = "\n".join(sorted(found)[:MOST_TOLD])
        fix = READ_BACK if CITES_OF_CONTEXT.issuperset(found.values()) else ""
        raise PublishError(f"the graph does not conform to shapes.ttl:\n{told}{more}{fix}")
