"""The kit is served to Neo4j Browser, and to no other page."""

from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from threading import Thread

import pytest

from kg.browser import Server
from kg.errors import UsageError

OURS = "http://127.0.0.1:7474"


@pytest.fixture
def server() -> Iterator[Server]:
    """A server with one file."""
    with Server(0) as running:
        running.kit, running.origins = {"/guide.html": ("text/html", b"<p>")}, frozenset({OURS})
        thread = Thread(target=running.serve_forever)
        thread.start()
        yield running
        running.shutdown()
        thread.join()


def answer(server: Server, method: str, path: str, **headers: str) -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection("127.0.0.1", server.server_port)
    connection.request(method, path, headers=headers)
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response, body


def test_browser_may_ask_and_gets_the_file(server: Server) -> None:
    asked, _ = answer(server, "OPTIONS", "/guide.html", Origin=OURS)
    assert (asked.status, asked.headers["Access-Control-Allow-Origin"]) == (204, OURS)
    assert asked.headers["Access-Control-Allow-Headers"] == "pragma, cache-control, sentry-trace"
    given, body = answer(server, "GET", "/guide.html", Origin=OURS)
    assert (given.status, given.headers["Access-Control-Allow-Origin"], body) == (200, OURS, b"<p>")


def test_others_get_nothing(server: Server) -> None:
    foreign, _ = answer(server, "GET", "/guide.html", Origin="https://example.org")
    assert foreign.headers["Access-Control-Allow-Origin"] is None
    renamed, body = answer(server, "GET", "/guide.html", Host=f"example.org:{server.server_port}")
    assert (renamed.status, body) == (404, b"")


def test_a_port_that_is_taken_is_refused(server: Server) -> None:
    with pytest.raises(UsageError, match=f"port {server.server_port} .* choose another with --port"):
        Server(server.server_port)
