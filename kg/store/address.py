"""Where a store is: the text of ``--store`` or ``KG_STORE``, and where its password comes from.

A password is never part of an address, so an address may be printed, logged and kept in a shell's history.
"""

import getpass
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Final
from urllib.parse import SplitResult, unquote, urlsplit

from kg.errors import UsageError

__all__ = ["DEFAULT_ADDRESS", "EmbeddedAddress", "ServerAddress", "parse_address", "read_password"]

DEFAULT_ADDRESS: Final = "embedded:.kg/graph"

_SERVER_SCHEMES: Final = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
_FORMS: Final = "a store is written embedded:PATH, bolt://HOST:PORT, neo4j://HOST:PORT or neo4j+s://HOST:PORT"
_DATABASE: Final = re.compile(r"[A-Za-z][A-Za-z0-9.-]{2,62}")


@dataclass(frozen=True, slots=True)
class EmbeddedAddress:
    """The folder of a graph that the engine inside this process opens."""

    path: Path

    def __str__(self) -> str:
        return f"embedded:{self.path}"


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """A server that speaks Bolt. ``url`` has neither user nor database; ``database`` None is the server's default."""

    url: str
    user: str
    database: str | None

    def __str__(self) -> str:
        return self.url if self.database is None else f"{self.url}/{self.database}"


def parse_address(text: str, *, user: str | None = None) -> EmbeddedAddress | ServerAddress:
    """Reads an address. ``user`` (from ``KG_USER``) counts where the address names none; then it is ``neo4j``.

    Raises ``UsageError`` for an address that cannot be meant, without ever repeating text that may hold a password.
    """
    scheme, colon, rest = text.strip().partition(":")
    if scheme == "embedded" and colon == ":":
        return _embedded(rest)
    if scheme.lower() not in _SERVER_SCHEMES or not rest.startswith("//"):
        raise UsageError(_unknown_scheme(scheme if colon == ":" else ""))
    return _server(text.strip(), user)


def read_password(address: ServerAddress, environment: Mapping[str, str]) -> str:
    """The password for a server: ``KG_PASSWORD``, else the file that ``KG_PASSWORD_FILE`` names, else asked for.

    It is asked for on a terminal only; elsewhere a missing password is a ``UsageError``.
    """
    password = environment.get("KG_PASSWORD")
    if password == "":
        raise UsageError("KG_PASSWORD is set but empty; set it to the password, or unset it")
    if password is not None:
        return password
    file = environment.get("KG_PASSWORD_FILE")
    if file is not None:
        return _password_in(Path(file))
    if sys.stdin.isatty() and sys.stderr.isatty():
        return getpass.getpass(f"Password of {address.user} at {address}: ")
    raise UsageError(
        f"{address} needs the password of {address.user}; set KG_PASSWORD, or KG_PASSWORD_FILE to a file that holds it"
    )


def _embedded(path: str) -> EmbeddedAddress:
    if path.strip() == "":
        raise UsageError(f"embedded: names no folder; write for example {DEFAULT_ADDRESS}")
    if "\0" in path:
        raise UsageError(f"the folder of an embedded store holds a NUL character; write for example {DEFAULT_ADDRESS}")
    return EmbeddedAddress(Path(path).expanduser())


def _server(text: str, user: str | None) -> ServerAddress:
    try:
        parts = urlsplit(text)
        host, port = parts.hostname, parts.port
    except ValueError:
        # Not "from error": the text of that error may repeat a password.
        raise UsageError(f"the host or port of the store's address cannot be read; {_FORMS}") from None
    if parts.password is not None:
        raise UsageError(
            "the store's address holds a password, which shells and logs would keep; "
            "leave it out and set KG_PASSWORD, or KG_PASSWORD_FILE to a file that holds it"
        )
    if host is None:
        raise UsageError(f"the store's address names no host; {_FORMS}")
    if parts.query != "" or parts.fragment != "":
        raise UsageError("the store's address holds a ? or # part, which stores do not take; leave it out")
    if parts.username is not None:
        user = unquote(parts.username)
    return ServerAddress(_bare_url(parts, host, port), "neo4j" if user is None else user, _database(parts.path))


def _bare_url(parts: SplitResult, host: str, port: int | None) -> str:
    host = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{host}" if port is None else f"{parts.scheme}://{host}:{port}"


def _database(path: str) -> str | None:
    name = path.strip("/")
    if name == "":
        return None
    if _DATABASE.fullmatch(name) is None:
        raise UsageError(
            f"the database name {name!r} is not one that Neo4j takes; "
            "it has 3 to 63 letters, digits, dots and dashes, and starts with a letter"
        )
    return name


def _unknown_scheme(scheme: str) -> str:
    if scheme.lower() in ("http", "https"):
        return f"{scheme}:// is the address of Neo4j Browser; its Bolt address is bolt://HOST:7687"
    near = get_close_matches(scheme.lower(), ("embedded", *_SERVER_SCHEMES), n=1)
    if near == []:
        return f"the store's address has no scheme that is known; {_FORMS}"
    return f"{scheme}: is not a kind of store; did you mean {near[0]}{':PATH' if near[0] == 'embedded' else '://'}?"


def _password_in(file: Path) -> str:
    try:
        password = file.expanduser().read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise UsageError(f"KG_PASSWORD_FILE names {file}, which cannot be read ({reason})") from error
    if password == "":
        raise UsageError(f"KG_PASSWORD_FILE names {file}, which is empty; write the password into it")
    return password
