"""One open store: reads, writes and streams over Bolt, whichever engine answers."""

import os
from collections.abc import Callable, Iterator
from typing import TypeVar

from neo4j import READ_ACCESS, WRITE_ACCESS, Driver, GraphDatabase, ManagedTransaction, Record, Session

from kg.errors import StoreError
from kg.store.address import DEFAULT_ADDRESS, EmbeddedAddress, ServerAddress, parse_address, read_password
from kg.store.embedded import DATABASE, USER, EmbeddedEngine, start_engine
from kg.store.failures import Engine, translated
from kg.store.server import connect

__all__ = ["Store", "is_new", "open_store"]

T = TypeVar("T")


class Store:
    """A connection that is known to work. Use it as a context manager, or ``close`` it.

    ``driver`` is the official one, for people who need their own Cypher; ``database`` is None for the
    server's default; ``address`` may be printed. ``embedded`` is the engine where this process runs it.
    All methods raise ``StoreError`` where the store fails. Native dates come as ``neo4j.time.Date``.
    """

    def __init__(
        self,
        driver: Driver,
        *,
        engine: Engine,
        address: str,
        database: str | None,
        embedded: EmbeddedEngine | None = None,
    ) -> None:
        self.driver = driver
        self.engine: Engine = engine
        self.address = address
        self.database = database
        self.embedded = embedded
        # On a cluster a read may reach a member that is behind: bookmarks make it wait for our own writes.
        self._bookmarks = GraphDatabase.bookmark_manager()
        self._closed = False

    def read(self, cypher: str, /, **parameters: object) -> list[Record]:
        """All rows of one query, in one read transaction that is retried where the store says that this helps.

        The embedded engine does not refuse a write here; whoever passes on foreign Cypher checks it first
        (``kg.store.dialect.write_clauses``).
        """
        with translated(self.address, self.engine), self._session() as session:
            return session.execute_read(lambda transaction: list(transaction.run(cypher, parameters)))

    def stream(self, cypher: str, /, **parameters: object) -> Iterator[Record]:
        """The rows of one query as they arrive, within one read transaction. Not retried: rows were given out."""
        with (
            translated(self.address, self.engine),
            self._session(access=READ_ACCESS) as session,
            session.begin_transaction() as transaction,
        ):
            yield from transaction.run(cypher, parameters)

    def write(self, work: Callable[[ManagedTransaction], T]) -> T:
        """Runs ``work`` in one transaction: all of it is kept, or (after any error) nothing.

        ``work`` is called again where the store says that a retry helps, so it must not change anything else.
        """
        with translated(self.address, self.engine), self._session() as session:
            return session.execute_write(work)

    def close(self) -> None:
        """Closes the connection, and the embedded engine with its last user. Closing again does nothing."""
        self._closed = True
        self.driver.close()
        embedded, self.embedded = self.embedded, None
        if embedded is not None:
            embedded.release()

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _session(self, *, access: str = WRITE_ACCESS) -> Session:
        if self._closed:
            raise StoreError(f"{self.address}: this store is closed; open it again")
        return self.driver.session(database=self.database, bookmark_manager=self._bookmarks, default_access_mode=access)


def open_store(address: str | None = None, *, create: bool = True) -> Store:
    """Opens ``address``, else ``KG_STORE``, else the embedded default in the current folder.

    ``create`` makes the folder of an embedded store that is not there yet. Raises ``UsageError`` for an
    address or password source that cannot be meant, ``StoreError`` for a store that cannot be reached.
    """
    place = _place_of(address)
    return _open_embedded(place, create=create) if isinstance(place, EmbeddedAddress) else _open_server(place)


def is_new(address: str | None = None) -> bool:
    """Whether opening ``address`` would make an embedded store; a UsageError for one that cannot be meant."""
    place = _place_of(address)
    return isinstance(place, EmbeddedAddress) and not place.path.exists()


def _place_of(address: str | None) -> EmbeddedAddress | ServerAddress:
    text = os.environ.get("KG_STORE", DEFAULT_ADDRESS) if address is None else address
    return parse_address(text, user=os.environ.get("KG_USER"))


def _open_embedded(place: EmbeddedAddress, *, create: bool) -> Store:
    address = str(place)
    embedded = start_engine(place.path, create=create, address=address)
    try:
        driver, engine = connect(
            embedded.url, user=USER, password=embedded.password, database=DATABASE, address=address
        )
    except BaseException:
        embedded.release()
        raise
    return Store(driver, engine=engine, address=address, database=DATABASE, embedded=embedded)


def _open_server(place: ServerAddress) -> Store:
    address = str(place)
    password = read_password(place, os.environ)
    driver, engine = connect(place.url, user=place.user, password=password, database=place.database, address=address)
    return Store(driver, engine=engine, address=address, database=place.database)
