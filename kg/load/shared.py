"""Records that several data sets may state: each statement is kept apart, and the record is made of all of them.

Only actors are shared: a party, an institution, an official is there whoever tells of it, while a claim, an event or
an undertaking is what one data set says. What each data set states stands as text on its ASSERTS relationship, so
that taking one away needs no source at hand: the record is made anew of the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kg.load.compile import Compiled
from kg.load.references import ids_in
from kg.load.statement import Statement
from kg.model.flatten import Edge, Node, Value, content_hash
from kg.model.introspect import describe
from kg.model.kinds import is_shared
from kg.model.locator import NOWHERE
from kg.model.reading import OWN_WORDS, Reading, readings
from kg.model.ref import kind_of
from kg.store.changes import Assertion
from kg.store.state import State, statement_text

__all__ = ["Shared", "disagreements", "hidden_referrers", "merged", "settle"]

REFERRED = frozenset({"document", "institution", "party"})
"""The kinds to which a shared record can refer."""


@dataclass
class Shared:
    """The shared records that a load touches.

    ``before`` has the hash that each has in the store. ``stays`` are, for each that somebody goes on stating, the
    statements in the store that this load leaves as they are; ``rehashed`` those among them that get a new hash.
    """

    before: dict[str, str] = field(default_factory=dict)
    stays: dict[str, list[Node]] = field(default_factory=dict)
    rehashed: list[Assertion] = field(default_factory=list)


def settle(statements: Iterable[Statement], compiled: Compiled, state: State) -> Shared:
    """Put what all data sets together make of the shared records into ``compiled``."""
    statements = list(statements)
    touched = {key for each in statements for key in touched_by(each)}
    result = Shared()
    stated = state.statements(key for key in touched if key not in compiled.failed)
    for key in sorted(touched - compiled.failed):
        old = stated.get(key, {})
        if len(old) > 0:
            result.before[key] = merged(old).content_hash
        anew = {each.dataset: each.own[key] for each in statements if key in each.own}
        gone = {each.dataset for each in statements if key not in each.hashes}
        stays = {dataset: node for dataset, node in old.items() if dataset not in anew and dataset not in gone}
        if len(stays) + len(anew) > 0:
            compiled.nodes[key] = merged(stays | anew)
            compiled.stated_by[key] = key
            result.stays[key] = [*stays.values()]
            result.rehashed += rehashed(stays)
    return result


def rehashed(stays: Mapping[str, Node]) -> Iterator[Assertion]:
    """Statements whose hash is over something else than they say.

    What was read back from RDF has the hashes of its file, while each data set counts as stating all that several did;
    and no entry stands behind it, until its dossiers are loaded.
    """
    for dataset, node in stays.items():
        found = content_hash(node.properties, node.edges)
        if found != node.content_hash:
            yield Assertion(dataset, node.id, found, node.id, "", again=True, statement=statement_text(node))


def hidden_referrers(removed: set[str], state: State) -> Iterator[tuple[str, str]]:
    """Pairs like those of ``State.referrers``, of what a data set states and another one outdoes."""
    if any(kind_of(key) in REFERRED for key in removed):
        for key, statements in state.statements(state.stated_by_several()).items():
            found = {target for node in statements.values() for target in ids_in(node)}
            yield from ((key, target) for target in sorted(found & removed))


def disagreements(nodes: Iterable[Node]) -> Iterator[str]:
    """A line for every field on which data sets disagree that state one of these records."""
    for node in nodes:
        told = node.properties.get("differs", [])
        found: dict[str, dict[str, list[str]]] = {}
        for each in (Reading.parse(text) for text in told) if isinstance(told, list) else ():
            if each.field not in OWN_WORDS:
                datasets = found.setdefault(each.field, {}).setdefault(each.value, [])
                datasets += [each.dataset] if each.dataset not in datasets else []
        for name, values in found.items():
            said = "; ".join(f"{value} ({', '.join(datasets)})" for value, datasets in values.items())
            yield f"{node.id}: data sets disagree on {name.replace('_', ' ')}: {said}"


def touched_by(statement: Statement) -> set[str]:
    """The shared records that a data set states anew, otherwise than before, or no more."""
    gone = {key for key in statement.before.keys() - statement.hashes.keys() if is_shared(key)}
    return gone | {key for key in statement.pending if is_shared(key)}


def merged(statements: Mapping[str, Node]) -> Node:
    """One record of what several data sets state, in the order of their ids.

    What can have one value has that of the first data set that gives one, and what each says is kept beside it where
    they differ; lists and relationships are united. A name that gives way becomes an alias, so that the record is found
    by it.
    """
    first, *others = (statements[dataset] for dataset in sorted(statements))
    if len(others) == 0:
        return first
    properties, edges = dict(first.properties), list(first.edges)
    for other in others:
        add_properties(properties, other.properties)
        add_edges(edges, other.edges, single_of(kind_of(first.id)))
    names = dict.fromkeys(str(each.properties["name"]) for each in others)
    add_properties(properties, {"aliases": [name for name in names if name != properties["name"]]})
    if properties["aliases"] == []:
        del properties["aliases"]
    differing = [str(each) for each in readings(statements)]
    if len(differing) > 0:
        properties["differs"] = differing
    return Node(first.id, first.label, properties, edges, content_hash(properties, edges))


def add_properties(properties: dict[str, Value], more: Mapping[str, Value]) -> None:
    """Add what is not there, and to lists the items that they lack."""
    for name, value in more.items():
        have = properties.setdefault(name, value)
        if isinstance(have, list) and isinstance(value, list):
            properties[name] = list(dict.fromkeys([*have, *value]))


def add_edges(edges: list[Edge], more: Iterable[Edge], single: frozenset[str]) -> None:
    """Add the relationships that are not there; two that lead to one record become one, with the places of both."""
    types, places = {each.type for each in edges}, {(each.type, each.target): n for n, each in enumerate(edges)}
    for edge in more:
        place = places.get((edge.type, edge.target))
        if place is not None:
            properties = dict(edges[place].properties)
            add_properties(properties, edge.properties)
            locators = properties.get("locator")
            if isinstance(locators, list) and len(locators) > 1:
                properties["locator"] = [each for each in locators if each != str(NOWHERE)]
            edges[place] = Edge(edge.type, edge.target, properties)
        elif edge.type not in types or edge.type not in single:
            edges.append(edge)


def single_of(slug: str) -> frozenset[str]:
    """The types of the references of which a record of this kind has at most one."""
    (kind,) = (kind for kind in describe() if kind.slug == slug)
    return frozenset(each.type for each in kind.relationships if not each.many)
