"""The hash over what is stated of a record, from a row of the store or from what a file tells."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from kg.model.flatten import Edge, as_people_sort, content_hash
from kg.model.node_kind import NodeKind
from kg.rdf.back import KINDS
from kg.rdf.project import Projection, Row
from kg.rdf.terms import outgoing
from kg.store.derive import DERIVED_TYPES

__all__ = ["as_known", "stated_hash"]


def stated_hash(kind: NodeKind, values: Mapping[str, Any], edges: Iterable[tuple[str, str, Mapping[str, Any]]]) -> str:
    """The hash over values and relationships of a record; what is absent, and what no data set states, is left out."""
    names = stated_names(kind.slug)
    own = {name: in_order(value) for name, value in values.items() if value is not None and name in names}
    stated = [
        Edge(type_, target, {name: in_order(value) for name, value in more.items() if value is not None})
        for type_, target, more in edges
        if type_ not in DERIVED_TYPES
    ]
    return content_hash(own, stated)


def as_known(projection: Projection, row: Row, edges: Sequence[Row], assertions: Sequence[Row]) -> Sequence[Row]:
    """Who states a record as of a day, by the hash over what was known of it then.

    So what comes later changes no run as of the day, and whoever reads it back finds out when more is loaded. What
    several data sets state is more than the hash of any of them is over.
    """
    if len(assertions) != 1:
        return assertions
    values = {each.name: value for each, value in zip(projection.columns, row, strict=True)}
    names = [each.name for each in projection.own]
    own = own_names(projection.kind.slug)
    told = [
        (edge[1], edge[2], {n: v for n, v in zip(names, edge[3:], strict=True) if n in own[edge[1]]}) for edge in edges
    ]
    try:
        return [[*assertions[0][:3], stated_hash(projection.kind, values, told)]]
    except TypeError:
        # A value that cannot be hashed is none of the model, as the projection is about to tell.
        return assertions


@cache
def stated_names(slug: str) -> frozenset[str]:
    """The properties of the kind whose ids begin with ``slug`` that data sets state; the others are made of them."""
    return frozenset(each.name for each in KINDS[slug].properties if len(each.path) > 0 and each.name != "id")


@cache
def own_names(slug: str) -> dict[str, frozenset[str]]:
    """The properties of each type of relationship that leaves a kind; rows have a place for those of all types."""
    return {each.type: frozenset(own.name for own in each.properties) for each in outgoing(KINDS[slug])}


def in_order(value: Any) -> Any:
    """A value as a load stores it: RDF keeps lists in no order."""
    return sorted(value, key=as_people_sort) if isinstance(value, list) else value
