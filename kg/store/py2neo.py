"""Reading over a connection that somebody has in py2neo, which is no longer developed.

Rows and values are those of the official driver as far as questions use them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kg.errors import StoreError, UsageError
from kg.store.server import engine_named

if TYPE_CHECKING:
    from py2neo import Graph

__all__ = ["Py2neoReader"]


class Py2neoReader:
    """A ``py2neo.Graph`` as what asking needs of a store."""

    def __init__(self, graph: Graph) -> None:
        from py2neo import Graph

        if not isinstance(graph, Graph):
            raise UsageError(f"from_py2neo takes a py2neo.Graph, and this is a {type(graph).__name__}")
        self.graph = graph
        profile = graph.service.profile
        # Without user and password, since messages name it.
        self.address = f"{profile.scheme}://{profile.host}:{profile.port}"
        engine_named(self._agent(), self.address)

    def read(self, cypher: str, /, **parameters: object) -> Sequence[Mapping[str, Any]]:
        """All rows of one query, read at once, since py2neo mixes up results that are read in turn."""
        from py2neo.errors import ConnectionBroken, ConnectionUnavailable, Neo4jError, ServiceUnavailable
        from py2neo.wiring import WireError

        try:
            rows: list[dict[str, Any]] = self.graph.query(cypher, parameters).data()
        except (ConnectionBroken, ConnectionUnavailable, ServiceUnavailable, WireError) as error:
            raise StoreError(f"{self.address}: the connection was lost; check that the store still runs") from error
        except Neo4jError as error:
            raise StoreError(f"{self.address}: {error.message} ({error.code})") from error
        return rows

    def _agent(self) -> str:
        # py2neo keeps the name that the server gives itself to itself.
        rows = self.read(
            "CALL dbms.components() YIELD name, versions WHERE name = 'Neo4j Kernel' RETURN versions[0] AS one"
        )
        return f"Neo4j/{rows[0]['one']}" if len(rows) > 0 else "another database"
