"""The link that opens Neo4j Browser with the guide, connected as far as the server lets a link connect."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlencode, urlsplit

from kg.errors import StoreError
from kg.store import Store
from kg.store.address import ServerAddress

__all__ = ["Door", "find_door", "link"]

DEFAULTS: Final = {
    "dbms.security.auth_enabled": "true",
    "server.http.advertised_address": ":7474",
    "server.http.enabled": "true",
    "server.https.advertised_address": ":7473",
}
SETTINGS: Final = f"SHOW SETTINGS YIELD name, value WHERE name IN {list(DEFAULTS)} RETURN name, value"


@dataclass(frozen=True)
class Door:
    """Where a server's Browser is (``http://HOST:PORT``), and what it needs to connect.

    ``with_auth`` says that the server asks for a password, which no link can carry.
    """

    page: str
    bolt: str
    user: str
    database: str
    with_auth: bool

    @property
    def origins(self) -> frozenset[str]:
        """From where Browser may ask for the kit: people write this computer in two ways."""
        here, same = "//127.0.0.1:", "//localhost:"
        return frozenset({self.page, self.page.replace(here, same), self.page.replace(same, here)})


def find_door(store: Store, address: ServerAddress) -> Door:
    """The way into Browser of the Neo4j behind an open store.

    The host is the one by which we reach it, since a server seldom knows its own name; the port is the server's word.
    """
    told = DEFAULTS | {"server.http.enabled": str("+s" not in address.url).lower()}
    # Somebody who may not see the settings still gets Neo4j's defaults.
    with suppress(StoreError):
        told |= {str(row["name"]): str(row["value"]) for row in store.read(SETTINGS)}
    kind = "http" if told["server.http.enabled"] == "true" else "https"
    port = told[f"server.{kind}.advertised_address"].rpartition(":")[2]
    parts = urlsplit(address.url)
    host = f"[{parts.hostname}]" if ":" in str(parts.hostname) else str(parts.hostname)
    (row,) = store.read("CALL db.info() YIELD name")
    return Door(
        page=f"{kind}://{host}:{port}",
        # A page in a web browser cannot be told to trust any certificate.
        bolt=f"{parts.scheme.removesuffix('sc')}://{host}:{parts.port or 7687}",
        user=address.user,
        database=str(row["name"]),
        with_auth=told["dbms.security.auth_enabled"] == "true",
    )


def link(door: Door, guide: str) -> str:
    """The link; without passwords on the server it connects by itself, else only the password is to be typed."""
    scheme, _, host = door.bolt.partition("://")
    wanted = {
        "dbms": f"{scheme}://{quote(door.user, safe='')}@{host}" if door.with_auth else door.bolt,
        "db": door.database,
        **({} if door.with_auth else {"preselectAuthMethod": "NO_AUTH"}),
        "cmd": "guide",
        "arg": guide,
    }
    return f"{door.page}/browser/?{urlencode(wanted)}"
