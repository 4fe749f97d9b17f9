"""Any Neo4j 5 or newer (or a graph that another process holds open): a connection that is known to work."""

import logging
import re

from neo4j import Driver, GraphDatabase
from neo4j.exceptions import ServiceUnavailable

from kg.errors import StoreError
from kg.store.failures import Engine, translated, unreachable

__all__ = ["connect", "engine_named"]

_NEO4J = re.compile(r"Neo4j/(\d+)\.[^ ]*")
_OLDEST = 5
_CONNECT_SECONDS = 10.0

# The driver prints its retries and routing troubles to standard error when nobody has set up logging; we say them.
logging.getLogger("neo4j").addHandler(logging.NullHandler())


def connect(url: str, *, user: str, password: str, database: str | None, address: str) -> tuple[Driver, Engine]:
    """Opens a driver and proves that the user may read the database; says which engine answered.

    ``address`` is what messages call the store. Raises ``StoreError`` with the reason and what to do.
    """
    driver = GraphDatabase.driver(
        url,
        auth=(user, password),
        connection_timeout=_CONNECT_SECONDS,
        # A young graph warns about every label and property that it has not seen yet, on standard error.
        notifications_min_severity="OFF",
    )
    try:
        engine = _prove(driver, url, database, address)
    except BaseException:
        driver.close()
        raise
    return driver, engine


def _prove(driver: Driver, url: str, database: str | None, address: str) -> Engine:
    with translated(address, "embedded"):
        try:
            driver.verify_connectivity()
        except ServiceUnavailable as error:
            raise StoreError(f"{address}: {unreachable(url)}") from error
        agent = driver.get_server_info().agent
    engine = engine_named(agent, address)
    with translated(address, engine), driver.session(database=database) as session:
        session.run("RETURN 1 AS one").consume()
    return engine


def engine_named(agent: str, address: str) -> Engine:
    """Which engine a server is, by the name that it gives itself (``Neo4j/5.26.18``).

    Raises ``StoreError`` for any other server, ``address`` being what the message calls it.
    """
    if "ArcadeDB" in agent:
        return "embedded"
    neo4j = _NEO4J.fullmatch(agent)
    if neo4j is None:
        raise StoreError(f"{address}: this is {agent}, not Neo4j; Parley needs Neo4j {_OLDEST} or newer")
    if int(neo4j[1]) < _OLDEST:
        raise StoreError(f"{address}: this is {agent}; Parley needs Neo4j {_OLDEST} or newer")
    return "neo4j"
