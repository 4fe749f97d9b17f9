"""One Bolt connection to the graph: the embedded engine or any Neo4j. The only package that knows ``neo4j``."""

from kg.store.connection import Store, is_new, open_store

__all__ = ["Store", "is_new", "open_store"]
