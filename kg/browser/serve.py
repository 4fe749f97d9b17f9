"""A web server on this computer alone, which hands the kit to one Neo4j Browser."""

from __future__ import annotations

from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Final

from kg.browser.kit import Kit
from kg.errors import UsageError

__all__ = ["Server"]

HEADERS: Final = "pragma, cache-control, sentry-trace"
"""What Browser's requests carry, and therefore ask about first."""


class Server(ThreadingHTTPServer):
    """Serves the ``kit`` to pages from ``origins`` only: the guide names records.

    It listens as soon as it is made, port 0 being any free one; ``serve_forever`` answers. A UsageError where the
    port is taken.
    """

    daemon_threads = True

    def __init__(self, port: int) -> None:
        self.kit: Kit = {}
        self.origins: frozenset[str] = frozenset()
        try:
            super().__init__(("127.0.0.1", port), Handler)
        except (OSError, OverflowError) as error:
            fix = "choose another with --port"
            raise UsageError(f"port {port} of this computer cannot be used; {fix}") from error

    @property
    def url(self) -> str:
        """By this name: Browser's list of hosts that guides may come from has localhost, not 127.0.0.1."""
        return f"http://localhost:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    server: Server

    def do_OPTIONS(self) -> None:
        """Allow the request that Browser is about to make."""
        self.answer(HTTPStatus.NO_CONTENT)

    def do_GET(self) -> None:
        """Send a file of the kit."""
        # A name that somebody else has pointed at this computer must not get around the check of origins.
        ours = self.headers.get("Host", "").rpartition(":")[0] in ("localhost", "127.0.0.1")
        found = self.server.kit.get(self.path) if ours else None
        if found is None:
            self.answer(HTTPStatus.NOT_FOUND)
        else:
            self.answer(HTTPStatus.OK, *found)

    def answer(self, status: HTTPStatus, media: str = "text/plain", body: bytes = b"") -> None:
        """Send headers and body."""
        self.send_response(status)
        origin = self.headers.get("Origin", "")
        self.send_header("Vary", "Origin")
        if origin in self.server.origins:
            self.send_header("Access-Control-Allow-Origin", origin)
            self.send_header("Access-Control-Allow-Methods", "GET")
            self.send_header("Access-Control-Allow-Headers", HEADERS)
            # Asked for where Browser itself is on another computer.
            self.send_header("Access-Control-Allow-Private-Network", "true")
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        if status != HTTPStatus.NO_CONTENT:
            self.send_header("Content-Type", media)
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:
        """Nothing: requests are no news."""
