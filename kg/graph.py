"""The graph as Python programs use it: one object that mirrors the commands."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Self

from kg.content import content_folder
from kg.errors import UnsupportedError, UsageError

# Imported where they are used, so that commands without a graph do not wait for a driver.
if TYPE_CHECKING:
    import py2neo
    from neo4j import Driver
    from rdflib import Dataset

    from kg.ask import Answer, Found, Question
    from kg.load.plan import Plan
    from kg.publish import Outcome
    from kg.publish.retention import Keep
    from kg.rdf.export import Counts
    from kg.rdf.restore import Restored
    from kg.store import Reader, Store
    from kg.store.reset import Removal
    from kg.store.status import Status

__all__ = ["DOSSIER_QUESTION", "Asking", "Graph", "from_py2neo", "open"]

DOSSIER_QUESTION = "record/dossier"
"""The question that ``show`` asks."""

Progress = Callable[[str, int, int | None], None]
"""Told what is being done, how much of it is done, and how much there is, if that is known."""


def unheard(line: str) -> None:
    """For callers who do not want to be told."""


def silent(doing: str, done: int, total: int | None) -> None:
    """For callers who do not want to be told."""


def open(store: str | None = None, *, create: bool = True) -> Graph:
    """The graph at ``store``, else at ``KG_STORE``, else the embedded one in ``.kg/graph`` below the current folder.

    Use it in a ``with`` statement, or ``close`` it. ``create`` makes an embedded graph that is not there yet. Raises
    ``UsageError`` for an address that cannot be meant, ``StoreError`` for a store that cannot be reached.
    """
    from kg.store import open_store

    return Graph(open_store(store, create=create))


def from_py2neo(graph: py2neo.Graph) -> Asking:
    """The questions over a connection of py2neo, with the rows that the official driver gives.

    The connection stays yours to close. A UsageError for one over HTTP, a StoreError for a server before Neo4j 5; an
    UnsupportedError for what only the official driver can do, such as ``load``.
    """
    from kg.store.py2neo import Py2neoReader

    return OverPy2neo(Py2neoReader(graph))


class Asking:
    """What can be asked of a graph, over any connection.

    Every method raises ``StoreError`` where the store fails, ``UsageError`` for wrong words.
    """

    def __init__(self, reader: Reader) -> None:
        self.reader = reader

    def ask(self, question: str, /, *, as_of: date | str | None = None, **parameters: object) -> Answer:
        """The answer to one canned question from what was known on ``as_of`` (today, where it is not given)."""
        from kg.ask import ask

        return ask(self.reader, question, as_of=as_of, **parameters)

    def show(self, record: str, /, *, as_of: date | str | None = None) -> Answer:
        """Everything about one record, by its id, with sources."""
        return self.ask(DOSSIER_QUESTION, as_of=as_of, id=record)

    def find(self, text: str, /) -> list[Found]:
        """The records with this id, name, alias or identifier; else those with almost this name, the nearest first."""
        from kg.ask import find

        return find(self.reader, text)

    def questions(self, theme: str | None = None) -> tuple[Question, ...]:
        """The canned questions, of one theme or of all."""
        return questions(theme)

    def close(self) -> None:
        """Close what was opened here; a connection that was given stays open."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class OverPy2neo(Asking):
    """What can be asked over a connection of py2neo, and a clear word on all that cannot be done."""

    # Hidden from type checkers, which say themselves that these methods are not there.
    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            if not name.startswith("_") and (name in vars(Graph) or name == "store"):
                raise UnsupportedError(
                    f"over py2neo a graph only answers questions, so it has no {name}; "
                    f'open the store itself: kg.open("{self.reader.address}")'
                )
            raise AttributeError(f"a graph has no {name}")


class Graph(Asking):
    """An open graph, which can also be loaded, exported and emptied."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self.store = store

    @property
    def driver(self) -> Driver:
        """The official driver, for your own Cypher; ``graph.store.database`` is the database to name in sessions."""
        return self.store.driver

    def plan(self, *words: str | Path, progress: Progress = silent, told: Callable[[str], None] = unheard) -> Plan:
        """What loading the data sets that the words name would change; nothing is written."""
        from kg.load import plan

        return plan(self.store, words_or_seeds(words), progress=progress, told=told)

    def load(self, *words: str | Path, progress: Progress = silent, told: Callable[[str], None] = unheard) -> Plan:
        """Bring the graph to what the data sets state that the words name, and say what that changed.

        Words are paths of dossiers, or the name of a source and its input; without any, the facts that come with
        Parley. ``told`` is called with what people should know of the input, a line each. A DataError with everything
        that is wrong; then nothing is written. Loading the same again changes nothing.
        """
        from kg.load import load

        return load(self.store, words_or_seeds(words), progress=progress, told=told)

    def plan_drop(self, *datasets: str) -> Plan:
        """What taking these data sets out would change; nothing is written."""
        from kg.load import plan_drop

        return plan_drop(self.store, datasets)

    def drop(self, *datasets: str) -> Plan:
        """Take data sets out, and say what that changed: what only they state goes, all else stays as others state it.

        A DataError where a record that stays refers to one that would go; then nothing is written.
        """
        from kg.load import write

        made = self.plan_drop(*datasets)
        write(self.store, made)
        return made

    def export(
        self, file: str | Path | BinaryIO, *, format: str | None = None, progress: Callable[[int], None] | None = None
    ) -> Counts:
        """Write the graph as RDF: ``nq``, ``nt``, ``ttl``, ``trig`` or ``jsonld``; ``progress`` is told the records.

        Without ``format`` the ending of a path says it, else it is ``nq``; a UsageError where they contradict. A file
        gets its content when the export is complete, and a failed one leaves what was there before; into a pipe or a
        device it is written straight.
        """
        from kg.rdf.export import export
        from kg.rdf.formats import named_format

        if not isinstance(file, str | Path):
            return export(self.store, file, format=named_format(format), progress=progress)
        name = named_format(format, Path(file))
        with whole_file(Path(file)) as out:
            return export(self.store, out, format=name, progress=progress)

    def restore(self, path: str | Path, *, progress: Progress = silent) -> Restored:
        """Fill the graph, which is empty, from a run, or from a file of N-Quads or TriG that Parley has written.

        Its export is then the same bytes. A PublishError for a run that is not as it was sealed, a DataError with
        the lines of a file that are not ours; then nothing is written.
        """
        from kg.publish.whole import check_whole
        from kg.rdf.restore import quads_in, restore

        place = Path(path)
        if place.is_dir():
            place = place.resolve()
            check_whole(place)
        return restore(self.store, quads_in(place), progress=progress)

    def publish(
        self,
        to: str | Path = "exports",
        *,
        as_of: date | str | None = None,
        keep: Keep | None = None,
        progress: Progress = silent,
    ) -> Outcome:
        """Publish the graph into a folder of sealed runs, or what of it was known ``as_of`` a day.

        A PublishError where a check fails; then the newest run is the one that it was.
        """
        from kg.publish import publish

        return publish(self.store, Path(to), as_of=day_of(as_of), keep=keep, progress=progress)

    def to_rdflib(self) -> Dataset:
        """The graph as an ``rdflib.Dataset``, in memory."""
        from kg.rdf.export import to_dataset

        return to_dataset(self.store)

    def status(self) -> Status:
        """Which store it is, what it holds, and when it was last loaded."""
        from kg.store.status import status

        return status(self.store)

    def reset(self) -> Removal:
        """Take out everything that Parley put into the store; what was taken out, and what is left."""
        from kg.store.reset import reset

        return reset(self.store)

    def close(self) -> None:
        """Close the connection. Closing again does nothing."""
        self.store.close()


def questions(theme: str | None = None) -> tuple[Question, ...]:
    """The canned questions, of one theme or of all; a UsageError for a theme that has none."""
    from kg.ask import catalogue
    from kg.model.suggest import suggest

    every = catalogue()
    found = tuple(question for question in every if theme is None or question.theme == theme)
    if theme is not None and len(found) == 0:
        raise UsageError(f"there is no theme {theme}; {suggest(theme, [question.theme for question in every])}")
    return found


def words_or_seeds(words: tuple[str | Path, ...]) -> tuple[str | Path, ...]:
    """The words as they are (a path would lose its ./), or the facts that come with Parley."""
    return words if len(words) > 0 else (content_folder("seeds"),)


def day_of(as_of: date | str | None) -> date | None:
    """A day as people write it; a UsageError for what is none."""
    if not isinstance(as_of, str):
        return as_of
    try:
        return date.fromisoformat(as_of)
    except ValueError as error:
        raise UsageError(f"{as_of!r} is no day; write it as 2025-12-16") from error


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file that gets its name when it is complete, so that nothing half-written is ever found under it.

    A pipe or a device is written to as it is.
    """
    if path.is_dir():
        raise UsageError(f"{path} is a folder; name a new file, or one that may be replaced")
    # Asked before links are followed: what a shell calls /dev/fd/63 leads to no path at all.
    if path.exists() and not path.is_file():
        with path.open("wb") as out:
            yield out
        return
    # Through a link: the file it points to is replaced, not the link.
    path = path.resolve()
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        out = part.open("xb")
    except OSError as error:
        fix = "name a file in a folder that is there"
        raise UsageError(f"{path} cannot be written ({error.strerror}); {fix}") from error
    try:
        with out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
