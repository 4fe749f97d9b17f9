"""How nodes are found by their ids when many are asked for at once."""

from kg.store.connection import Store

__all__ = ["entity", "in_range", "planned_once"]


def entity(name: str, key: str) -> str:
    """The clause that binds the entity whose id is ``key``, for every row.

    With a hint, since right after a large load a server's statistics still say that its index is empty: it then
    scans the whole index for every row (13 s of CPU for 20,000 ids, against 0.1 s).

    >>> entity("n", "r[0]")
    'MATCH (n:Entity {id: r[0]}) USING INDEX SEEK n:Entity(id)'
    """
    return f"MATCH ({name}:Entity {{id: {key}}}) USING INDEX SEEK {name}:Entity(id)"


def in_range(name: str, label: str) -> str:
    """The hint that nodes with a label, asked for by a range of their ids, are read from the index in its order.

    >>> in_range("n", "Claim")
    'USING INDEX SEEK n:Claim(id)'
    """
    return f"USING INDEX SEEK {name}:{label}(id)"


def planned_once(store: Store, cypher: str) -> str:
    """A query for which a server keeps the plan that it has, however much was written since.

    For queries whose hints leave a planner no choice: to plan an export anew after a load costs as much as the export.
    """
    return cypher if store.engine == "embedded" else f"CYPHER replan=skip {cypher}"
