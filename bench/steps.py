"""The steps that are measured: Parley's own, and the bare loop that does the same.

Each runs in a process of its own, so that neither the memory nor the garbage of one is counted to the next. What a
step needs beforehand (a data set in memory, the rows of a graph) is made outside its meter.
"""

import hashlib
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import BinaryIO, ParamSpec, cast
from unittest.mock import patch

from neo4j import Driver, GraphDatabase

from bench import bare
from bench.as_installed import without_extras
from bench.generator import batches
from bench.meter import Cost, Meter, peak_memory
from kg.load.entry import Batch
from kg.load.plan import make_plan
from kg.load.run import write
from kg.publish import publish
from kg.publish.check import check_shapes
from kg.publish.delta import records_in
from kg.rdf.export import export
from kg.rdf.lines import quad_lines
from kg.store import Store
from kg.store.apply import make_ready
from kg.store.state import State

__all__ = [
    "Outcome",
    "Server",
    "WrongError",
    "apart",
    "bare_export",
    "bare_load",
    "bare_read",
    "kg_export",
    "kg_load",
    "kg_publish",
    "kg_shapes",
    "peer_export",
]

JUDGED = 200
"""Records that are judged by their shapes, to see what that costs."""

P = ParamSpec("P")


class WrongError(Exception):
    """A step did something else than it should have: its time means nothing."""


@dataclass(frozen=True)
class Server:
    """The Neo4j that all steps share."""

    url: str
    user: str
    password: str
    pid: int

    @contextmanager
    def store(self) -> Iterator[Store]:
        """Parley's connection to it."""
        driver = GraphDatabase.driver(self.url, auth=(self.user, self.password), notifications_min_severity="OFF")
        with Store(driver, engine="neo4j", address=self.url, database=None) as store:
            yield store


@dataclass
class Outcome:
    """What a step cost, the most memory that its process held (bytes), and what it counted."""

    cost: Cost
    peak: int
    counts: dict[str, int] = field(default_factory=dict)


def apart(step: Callable[P, Outcome], /, *args: P.args, **kwargs: P.kwargs) -> Outcome:
    """A step in a process of its own."""
    # The initializer comes first, and with it nothing that imports the driver.
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn"), initializer=without_extras) as pool:
        return pool.submit(step, *args, **kwargs).result()


def kg_load(server: Server, claims: int, *, unchanged: bool = False) -> Outcome:
    """Load all data sets, one after the other; ``unchanged`` says that they are there and nothing may be written."""
    meter = Meter(server.pid)
    elements = 0
    with server.store() as store:
        for stream in batches(claims):
            batch = Batch(stream.dataset, list(stream.entries))
            with meter:
                made = make_plan([batch], State(store))
                write(store, made)
            if unchanged != made.is_empty:
                raise WrongError(f"{made.datasets[0]}: {made.changes.size} changes")
            elements += made.changes.size
    return Outcome(meter.cost, peak_memory(), {"elements": elements})


def bare_load(server: Server, *, once: bool = False) -> Outcome:
    """Empty the store and write again what was in it; the graph must then be the same."""
    meter = Meter(server.pid)
    with server.store() as store:
        rows = bare.read_rows(store.driver)
        bare.empty(store.driver)
        with meter:
            make_ready(store)
            bare.load(store.driver, rows, once=once)
        before, after = digest(rows), digest(bare.read_rows(store.driver))
    if before != after:
        different = sorted(key for key in before | after if before.get(key) != after.get(key))
        raise WrongError(f"the bare loop wrote another graph: {', '.join(different)} differ")
    counts = {key: count for key, (count, _) in after.items()}
    counts["nodes"] = sum(counts[label] for label in rows.nodes)
    counts["relationships"] = sum(counts[type_] for type_ in rows.relationships)
    counts["claim properties"] = sum(value is not None for row in rows.nodes["Claim"].rows for value in row)
    return Outcome(meter.cost, peak_memory(), counts)


def digest(rows: bare.Rows) -> dict[str, tuple[int, str]]:
    """For each label and type the number of rows, and a hash over all of them."""
    return {
        key: (len(table.rows), hashlib.sha256(repr((table.columns, table.rows)).encode()).hexdigest())
        for key, table in (rows.nodes | rows.relationships).items()
    }


def bare_read(server: Server) -> Outcome:
    """Read all ids with their hashes."""
    meter = Meter(server.pid)
    with server.store() as store, meter:
        nodes = bare.read_hashes(store.driver)
    return Outcome(meter.cost, peak_memory(), {"nodes": nodes})


def kg_export(server: Server) -> Outcome:
    """Export the graph as N-Quads into a file."""
    meter = Meter(server.pid)
    with server.store() as store, tempfile.TemporaryFile() as out, meter:
        counts = export(store, cast(BinaryIO, out), format="nq")
    return Outcome(meter.cost, peak_memory(), counts._asdict())


def kg_publish(server: Server) -> Outcome:
    """Publish the graph once, with everything but the shapes, which ``kg_shapes`` measures apart."""
    meter = Meter(server.pid)
    shapes = patch("kg.publish.run.check_shapes", return_value=0)
    with shapes, server.store() as store, tempfile.TemporaryDirectory() as to, meter:
        done = publish(store, Path(to))
    return Outcome(meter.cost, peak_memory(), {"statements": done.statements, "records": done.records})


def kg_shapes(server: Server) -> Outcome:
    """Judge the first records of an export by the shapes, as many as make a figure."""
    meter = Meter(server.pid)
    with server.store() as store, tempfile.TemporaryDirectory() as folder:
        quads = Path(folder) / "graph.nq"
        with quads.open("wb") as out:
            export(store, out, format="nq")
        first = list(islice(records_in(quad_lines(quads)), JUDGED))
        with meter:
            judged = check_shapes(quads, only=[each.id for each in first])
    return Outcome(meter.cost, peak_memory(), {"records": judged, "statements": sum(len(each.lines) for each in first)})


def peer_export(server: Server, *, write: Callable[[Driver, BinaryIO], int]) -> Outcome:
    """Export the statements of the bare loop by somebody else's writer."""
    meter = Meter(server.pid)
    with server.store() as store, tempfile.TemporaryFile() as out, meter:
        statements = write(store.driver, cast(BinaryIO, out))
    return Outcome(meter.cost, peak_memory(), {"statements": statements})


def bare_export(server: Server) -> Outcome:
    """Write the same properties and relationships as N-Quads into a file."""
    meter = Meter(server.pid)
    with server.store() as store, tempfile.TemporaryFile() as out, meter:
        statements = bare.export_quads(store.driver, cast(BinaryIO, out))
    return Outcome(meter.cost, peak_memory(), {"statements": statements})
