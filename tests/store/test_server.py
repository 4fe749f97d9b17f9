import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from kg.errors import StoreError
from kg.store import open_store
from kg.store.server import engine_named


@pytest.fixture
def wrong_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_PASSWORD", "hunter2hunter2")


def refusal(address: str) -> str:
    with pytest.raises(StoreError) as caught, open_store(address):
        pass
    assert "hunter2" not in str(caught.value)
    return str(caught.value)


@contextmanager
def web_server() -> Iterator[int]:
    """Something that listens and answers, but not in Bolt."""
    listener = socket.create_server(("127.0.0.1", 0))

    def answer() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection:
                connection.recv(1024)
                connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    thread = threading.Thread(target=answer)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


@pytest.mark.usefixtures("wrong_password")
@pytest.mark.parametrize("scheme", ["bolt", "neo4j", "bolt+s", "neo4j+s"])
def test_a_port_where_nothing_listens_is_named(scheme: str, capfd: pytest.CaptureFixture[str]) -> None:
    port = free_port()
    assert refusal(f"{scheme}://127.0.0.1:{port}") == (
        f"{scheme}://127.0.0.1:{port}: nothing listens on port {port} of 127.0.0.1; "
        "start the server, or check the port (Bolt is 7687 by default)"
    )
    assert capfd.readouterr() == ("", "")


@pytest.mark.usefixtures("wrong_password")
def test_an_unknown_host_is_named() -> None:
    assert refusal("neo4j://no-such-host.invalid/trade") == (
        "neo4j://no-such-host.invalid/trade: no host is called no-such-host.invalid; check the spelling and the network"
    )


@pytest.mark.usefixtures("wrong_password")
def test_something_that_is_no_database_is_named() -> None:
    with web_server() as port:
        assert refusal(f"bolt://127.0.0.1:{port}") == (
            f"bolt://127.0.0.1:{port}: what listens on port {port} of 127.0.0.1 is not a database that answers there; "
            "check the port (Bolt is 7687 by default)"
        )
        assert refusal(f"bolt+s://127.0.0.1:{port}") == (
            f"bolt+s://127.0.0.1:{port}: it offers no encrypted connection; write bolt:// if that is meant"
        )


@pytest.mark.parametrize(
    ("agent", "engine"),
    [
        ("Neo4j/5.26.18", "neo4j"),
        ("Neo4j/5.27-aura", "neo4j"),
        ("Neo4j/2025.10.1", "neo4j"),
        ("Neo4j/5.26.0 compatible (ArcadeDB 26.10.2)", "embedded"),
    ],
)
def test_an_engine_is_known_by_the_name_it_gives_itself(agent: str, engine: str) -> None:
    assert engine_named(agent, "bolt://db.example") == engine


@pytest.mark.parametrize(
    ("agent", "message"),
    [
        ("Neo4j/4.4.40", "bolt://db.example: this is Neo4j/4.4.40; Parley needs Neo4j 5 or newer"),
        (
            "Neo4j/v5.11.0 compatible graph database server - Memgraph",
            "bolt://db.example: this is Neo4j/v5.11.0 compatible graph database server - Memgraph, not Neo4j; "
            "Parley needs Neo4j 5 or newer",
        ),
    ],
)
def test_another_database_is_refused(agent: str, message: str) -> None:
    with pytest.raises(StoreError) as caught:
        engine_named(agent, "bolt://db.example")
    assert str(caught.value) == message


def test_a_wrong_password_a_wrong_database_and_wrong_encryption_are_told_apart(
    neo4j_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = neo4j_address.replace("neo4j@", "")
    assert refusal(f"{neo4j_address}/nosuchdatabase").startswith(
        f"{shown}/nosuchdatabase: it has no such database; leave the database out of the address to take its default"
    )
    encrypted = shown.replace("bolt://", "neo4j+s://")
    assert refusal(encrypted) == f"{encrypted}: it offers no encrypted connection; write neo4j:// if that is meant"
    monkeypatch.setenv("KG_PASSWORD", "hunter2hunter2")
    assert refusal(neo4j_address) == (
        f"{shown}: it does not accept the user or the password; check KG_USER, KG_PASSWORD and KG_PASSWORD_FILE"
    )


def test_routing_works_on_a_single_server(neo4j_address: str) -> None:
    with open_store(neo4j_address.replace("bolt://", "neo4j://")) as store:
        assert store.read("RETURN 1 AS one")[0]["one"] == 1
        assert store.engine == "neo4j"
