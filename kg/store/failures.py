"""What went wrong in a store, in words that say which store, why and what to do.

The one place that knows the driver's errors. They are told apart by class and code, since the embedded
engine's own messages say only that the request failed (and may never be printed).
"""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal
from urllib.parse import urlsplit

from neo4j.exceptions import (
    AuthError,
    ConfigurationError,
    ConnectionPoolError,
    IncompleteCommit,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)

from kg.errors import StoreError

__all__ = ["Engine", "translated", "unreachable"]

Engine = Literal["embedded", "neo4j"]

_PROBE_SECONDS = 3.0

# By the start of the code; the first that fits is taken.
_BY_CODE = (
    ("Neo.ClientError.Security.AuthenticationRateLimit", "too many wrong passwords; wait a few seconds and try again"),
    (
        "Neo.ClientError.Security.CredentialsExpired",
        "the password must be changed first; run ALTER CURRENT USER SET PASSWORD FROM 'old' TO 'new' on its system "
        "database, or log in to Neo4j Browser once",
    ),
    ("Neo.ClientError.Security.Forbidden", "the user may not do this; use a user with the right to read and write"),
    (
        "Neo.ClientError.Security",
        "it does not accept the user or the password; check KG_USER, KG_PASSWORD and KG_PASSWORD_FILE",
    ),
    (
        "Neo.ClientError.Database.DatabaseNotFound",
        "it has no such database; leave the database out of the address to take its default",
    ),
    (
        "Neo.TransientError.General.MemoryPool",
        "the transaction needs more memory than dbms.memory.transaction allows; "
        "load less at a time, or raise the limit",
    ),
    ("Neo.TransientError.General.OutOfMemory", "it ran out of memory; load less at a time, or give it more"),
    ("Neo.TransientError", "it stayed busy through all retries; try again when nobody else writes"),
    ("Neo.ClientError.Schema.ConstraintValidationFailed", "the write breaks a constraint, so nothing was written"),
    ("Neo.DatabaseError.Schema.ConstraintCreationFailed", "a constraint cannot be made, since the data break it"),
    ("Neo.ClientError.Statement.SyntaxError", "the Cypher text is not valid there"),
    ("Neo.ClientError.Statement.ParameterMissing", "the Cypher text has a parameter that was not given"),
)


@contextmanager
def translated(address: str, engine: Engine) -> Iterator[None]:
    """Turns the driver's errors inside the block into ``StoreError``; errors of anybody else pass unchanged."""
    try:
        yield
    except IncompleteCommit as error:
        raise StoreError(
            f"{address}: the connection broke while it committed; look whether the write is there"
        ) from error
    except (ServiceUnavailable, SessionExpired, ConnectionPoolError) as error:
        raise StoreError(f"{address}: the connection was lost; check that the store still runs") from error
    except ConfigurationError as error:
        raise StoreError(f"{address}: the driver cannot connect like this ({error})") from error
    except Neo4jError as error:
        raise StoreError(f"{address}: {_reason(error, engine)}") from error


def unreachable(url: str) -> str:
    """Why nothing answers at a Bolt URL, and what to do; asked of the network, since a routing driver hides it."""
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port or 7687
    try:
        connection = socket.create_connection((host, port), timeout=_PROBE_SECONDS)
    except socket.gaierror:
        return f"no host is called {host}; check the spelling and the network"
    except ConnectionRefusedError:
        return (
            f"nothing listens on port {port} of {host}; start the server, or check the port (Bolt is 7687 by default)"
        )
    except TimeoutError:
        return f"{host} did not answer on port {port}; check the network, a firewall, or whether the server is paused"
    except OSError as error:
        return f"{host} cannot be reached on port {port} ({error.strerror})"
    with connection:
        encrypted = _speaks_tls(connection, host)
    if parts.scheme in ("bolt", "neo4j") and encrypted:
        return f"it wants an encrypted connection; write {parts.scheme}+s:// (or {parts.scheme}+ssc://, self-signed)"
    if parts.scheme in ("bolt", "neo4j"):
        hint = "check the port (Bolt is 7687 by default)" + (", or try bolt://" if parts.scheme == "neo4j" else "")
        return f"what listens on port {port} of {host} is not a database that answers there; {hint}"
    scheme = parts.scheme.partition("+")[0]
    if encrypted:
        return f"its certificate cannot be trusted; write {scheme}+ssc:// if it is self-signed, or check the host name"
    return f"it offers no encrypted connection; write {scheme}:// if that is meant"


def _speaks_tls(connection: socket.socket, host: str) -> bool:
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    try:
        with context.wrap_socket(connection, server_hostname=host):
            return True
    except OSError:
        return False


def _reason(error: Neo4jError, engine: Engine) -> str:
    code = error.code or ""
    known = next((text for start, text in _BY_CODE if code.startswith(start)), None)
    if isinstance(error, AuthError) or code.startswith("Neo.ClientError.Security"):
        return known if known is not None else "it does not accept the user or the password"
    message = "" if engine == "embedded" or error.message is None else f": {error.message}"
    return f"{'the request failed' if known is None else known} ({code}){message}"
