"""The files of a run, all of them from one pass over the graph."""

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing
from datetime import date
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple, cast

from kg.content import content_folder
from kg.model.iri import BASE
from kg.model.ref import kind_of
from kg.publish.delta import Delta
from kg.publish.packed import Packed, Sum, sum_on_disk
from kg.rdf.back import record_of, text_of
from kg.rdf.export import Counts, feed
from kg.rdf.formats import FORMATS
from kg.rdf.syntax import Statement, iri
from kg.store import Store

__all__ = ["DELTA", "GRAPHS", "SCHEMA", "Made", "make"]

GRAPHS: Final = ("nq", "trig", "ttl", "jsonld")
SCHEMA: Final = ("shapes.ttl", "context.jsonld", "ontology.ttl")
DELTA: Final = ("delta/added.nq.zst", "delta/removed.nq.zst", "delta/records.jsonl.zst")
LICENCE: Final = iri("dcterms:license")


class Tally:
    """A writer that counts: records by kind, and statements without their graph; and gathers the licences."""

    def __init__(self) -> None:
        self.kinds: Counter[str] = Counter()
        self.triples = 0
        self.licences: set[str] = set()

    def add(self, statements: Sequence[Statement]) -> None:
        """Counts one record."""
        kind = kind_of(record_of(statements[0][0], f"<{BASE}"))
        self.kinds[kind] += 1
        self.triples += len({statement[:3] for statement in statements})
        if kind == "dataset":
            self.licences |= {text_of(term) for _, predicate, term, _ in statements if predicate == LICENCE}

    def finish(self) -> None:
        """There is nothing to end."""


class Made(NamedTuple):
    """What a run holds; ``sums`` are over the contents, unpacked, by the name of the file."""

    counts: Counts
    tally: Tally
    delta: Counter[str]
    sums: dict[str, Sum]


def make(store: Store, folder: Path, *, old: Path | None, as_of: date | None, progress: Callable[[int], None]) -> Made:
    """Writes graph, delta and schema into a new folder; ``old`` are the N-Quads of the run before."""
    folder.mkdir()
    (folder / "delta").mkdir()
    with ExitStack() as stack:
        packed = {
            name: stack.enter_context(closing(Packed(folder / name)))
            for name in (*(f"graph.{ending}.zst" for ending in GRAPHS), *DELTA)
        }
        outs = {name: cast(BinaryIO, each) for name, each in packed.items()}
        writers = [FORMATS[ending].writer(outs[f"graph.{ending}.zst"], base=BASE) for ending in GRAPHS]
        added, removed, records = (outs[name] for name in DELTA)
        delta, tally = Delta(old, base=BASE, added=added, removed=removed, records=records), Tally()
        counts = feed(store, [*writers, delta, tally], as_of=as_of, progress=progress)
        sums = {name: each.finish() for name, each in packed.items()}
    for name in SCHEMA:
        (folder / name).write_bytes((content_folder("schema") / name).read_bytes())
        sums[name] = sum_on_disk(folder / name)
    return Made(counts, tally, delta.counts, sums)
