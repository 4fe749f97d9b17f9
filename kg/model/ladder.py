"""References that climb from a record to one of its kind, to a wider or an earlier one: no record comes back to itself.

Citations are none of them: two documents may well cite each other.
"""

from functools import cache

from kg.model.introspect import describe
from kg.model.node_kind import RelationshipType

__all__ = ["ladders"]


@cache
def ladders() -> dict[tuple[str, str], RelationshipType]:
    """The relationships that may lead from one kind to the same kind, as (kind as ids begin, type)."""
    return {
        (kind.slug, each.type): each
        for kind in describe()
        for each in kind.relationships
        if kind.label in each.targets and len(each.path) == 1 and each.target == ""
    }
