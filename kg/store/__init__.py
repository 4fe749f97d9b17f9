"""One Bolt connection to the graph: the embedded engine or any Neo4j. The only package that knows ``neo4j``."""

from kg.store.connection import Store, is_new, open_store
from kg.store.reader import Reader

__all__ = ["Reader", "Store", "is_new", "open_store"]
