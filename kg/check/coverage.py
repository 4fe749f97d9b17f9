"""How well records are sourced, and who may be a misprint: what is weak about records without being a mistake."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from kg.model.flatten import Edge, Node
from kg.model.kinds import BY_SLUG
from kg.model.nearest import words_of_name
from kg.model.ref import kind_of
from kg.model.vocabularies import Tier

__all__ = ["WEAK", "Coverage", "coverage_of"]

TIERS: Final = [tier.value for tier in Tier]
"""Best first, as the vocabulary lists them."""

WEAK: Final = (Tier.AGGREGATOR.value, Tier.UNRELIABLE.value)
"""The tiers that bear nothing alone."""


@dataclass(frozen=True)
class Coverage:
    """Ids in order: records that have to cite and do not, records that rest on ``WEAK`` tiers alone, documents
    that nothing cites; records named as another of their kind is misprinted, each with that other.

    A citation is as bad as the worse of its document and of the one through which that is known; a record is as good
    as its best citation.
    """

    uncited: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    idle: tuple[str, ...] = ()
    misprinted: tuple[tuple[str, str], ...] = ()


def coverage_of(nodes: Mapping[str, Node]) -> Coverage:
    """The coverage of the records of some data sets; documents that are not among the nodes count as good."""
    places = {key: [*places_of(node, nodes)] for key, node in nodes.items() if kind_of(key) != "document"}
    cited = {document for node in nodes.values() for edge in citations_in(node) for document in documents_of(edge)}
    return Coverage(
        uncited=ordered(key for key, found in places.items() if len(found) == 0 and must_cite(key)),
        weak=ordered(key for key, found in places.items() if len(found) > 0 and TIERS[min(found)] in WEAK),
        idle=ordered(key for key in nodes if kind_of(key) == "document" and key not in cited),
        misprinted=tuple(sorted(misprinted(nodes))),
    )


def misprinted(nodes: Mapping[str, Node]) -> Iterator[tuple[str, str]]:
    """Records whose name is a misprint of another one; no mistake, since it may be the name of somebody else too."""
    meant: dict[tuple[str, tuple[str, ...]], set[str]] = {}
    for key, node in nodes.items():
        for each in listed(node.properties.get("misprints")):
            meant.setdefault((kind_of(key), tuple(words_of_name(each))), set()).add(key)
    for key, node in nodes.items():
        name = (kind_of(key), tuple(words_of_name(str(node.properties.get("name", "")))))
        yield from ((key, other) for other in meant.get(name, ()) if other != key)


def listed(value: object) -> list[str]:
    """The texts of a property that holds several."""
    return [str(each) for each in value] if isinstance(value, list | tuple) else []


def must_cite(record: str) -> bool:
    """Whether records of this kind state facts, and not only who or what is spoken of."""
    return kind_of(record) == "claim" or BY_SLUG[kind_of(record)].KIND.cited


def places_of(node: Node, nodes: Mapping[str, Node]) -> Iterator[int]:
    """The place among the tiers of each citation of a record."""
    for edge in citations_in(node):
        yield max(tier_of(document, nodes) for document in documents_of(edge))


def citations_in(node: Node) -> Iterator[Edge]:
    """The relationships that say on which document a record rests."""
    return (edge for edge in node.edges if edge.type in ("CITES", "FROM"))


def documents_of(edge: Edge) -> Iterator[str]:
    """The document cited, and the one through which it is known."""
    yield edge.target
    via = edge.properties.get("via")
    if isinstance(via, str):
        yield via


def tier_of(document: str, nodes: Mapping[str, Node]) -> int:
    """The place of a document among the tiers."""
    return TIERS.index(str(nodes[document].properties["tier"])) if document in nodes else 0


def ordered(ids: Iterable[str]) -> tuple[str, ...]:
    """The ids in order."""
    return tuple(sorted(ids))
