"""What all tests share: the two engines, each handed out as the address of an empty store."""

import importlib.util
import os
import secrets
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from neo4j import Driver, GraphDatabase

from tests import local_neo4j

HOW_TO_GET_ONE = (
    "no Neo4j for tests ({reasons}); any one of these gives it: KG_TEST_NEO4J=bolt://user@host:port with "
    "KG_TEST_NEO4J_PASSWORD, Java 17 with Maven, a running Docker engine"
)


@dataclass(frozen=True)
class Neo4jServer:
    """A Neo4j that tests may empty; ``address`` is what KG_STORE would hold (the user in it, no password)."""

    url: str
    user: str
    password: str

    @property
    def address(self) -> str:
        scheme, rest = self.url.split("://", 1)
        return f"{scheme}://{self.user}@{rest}"

    def driver(self) -> Driver:
        return GraphDatabase.driver(self.url, auth=(self.user, self.password), notifications_min_severity="OFF")


class NotToBeHadError(Exception):
    """This way to a Neo4j is not open here: the reason in a few words."""


@pytest.fixture(autouse=True)
def no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """A developer's own store must never be what a test writes to."""
    for name in ("KG_STORE", "KG_USER", "KG_PASSWORD", "KG_PASSWORD_FILE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def neo4j_server() -> Iterator[Neo4jServer]:
    """One Neo4j for the whole session: a given one, else a local one, else one in a container."""
    ways: list[Callable[[], AbstractContextManager[Neo4jServer]]] = [_given_neo4j, _local_neo4j, _container_neo4j]
    reasons = []
    with ExitStack() as stack:
        for way in ways:
            try:
                server = stack.enter_context(way())
            except NotToBeHadError as reason:
                reasons.append(str(reason))
            else:
                yield server
                return
    message = HOW_TO_GET_ONE.format(reasons="; ".join(reasons))
    if os.environ.get("CI") == "true":
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture
def neo4j_address(neo4j_server: Neo4jServer, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of an empty Neo4j; KG_PASSWORD holds its password."""
    empty(neo4j_server)
    monkeypatch.setenv("KG_PASSWORD", neo4j_server.password)
    return neo4j_server.address


@pytest.fixture
def embedded_address(tmp_path: Path) -> str:
    """The address of an embedded store that does not exist yet."""
    if importlib.util.find_spec("arcadedb") is None:
        pytest.skip("the embedded engine has no wheel for this platform")
    return f"embedded:{tmp_path / 'graph'}"


@pytest.fixture(params=["embedded", "neo4j"])
def store_address(request: pytest.FixtureRequest) -> str:
    """The address of an empty store, once for each engine: ``open_store(store_address)``."""
    # Asked for by name, so that a run with `-k embedded` starts no Neo4j.
    address: str = request.getfixturevalue(f"{request.param}_address")
    return address


def empty(server: Neo4jServer) -> None:
    """Remove every node, relationship, constraint and index; the two token look-up indexes are Neo4j's own."""
    with server.driver() as driver, driver.session() as session:
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS").consume()
        for name in session.run("SHOW CONSTRAINTS YIELD name").value():
            session.run(f"DROP CONSTRAINT `{name}`").consume()
        for name in session.run("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name").value():
            session.run(f"DROP INDEX `{name}`").consume()


@contextmanager
def _given_neo4j() -> Iterator[Neo4jServer]:
    given = os.environ.get("KG_TEST_NEO4J", "")
    if given == "":
        raise NotToBeHadError("KG_TEST_NEO4J is not set")
    parts = urlsplit(given)
    password = unquote(parts.password or "") or os.environ.get("KG_TEST_NEO4J_PASSWORD", "")
    host = parts.netloc.rpartition("@")[2]
    server = Neo4jServer(f"{parts.scheme}://{host}", unquote(parts.username or "neo4j"), password)
    # Tests empty it between uses: somebody's graph must not be what they start with.
    with server.driver() as driver:
        nodes = driver.execute_query("MATCH (n) RETURN count(n) AS nodes").records[0]["nodes"]
    if nodes > 0:
        pytest.fail(
            f"KG_TEST_NEO4J names a database with {nodes} nodes, and tests would delete them: give an empty one"
        )
    yield server
    empty(server)


@contextmanager
def _local_neo4j() -> Iterator[Neo4jServer]:
    with tempfile.TemporaryDirectory(prefix="parley-neo4j-") as home:
        try:
            server = local_neo4j.start(Path(home), password=secrets.token_urlsafe(16))
        except local_neo4j.LocalNeo4jError as error:
            raise NotToBeHadError(str(error)) from error
        try:
            yield Neo4jServer(server.url, local_neo4j.USER, server.password)
        finally:
            local_neo4j.stop(server)


@contextmanager
def _container_neo4j() -> Iterator[Neo4jServer]:
    import docker
    from testcontainers.community.neo4j import Neo4jContainer

    try:
        with closing(docker.from_env()) as engine:
            engine.ping()
    except docker.errors.DockerException as error:
        raise NotToBeHadError("no Docker engine answers") from error
    password = secrets.token_urlsafe(16)
    with Neo4jContainer("neo4j:5.26-community", username="neo4j", password=password) as container:
        yield Neo4jServer(container.get_connection_url(), "neo4j", password)
