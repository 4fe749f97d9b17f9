"""Terms are claims: a term field on a record is shorthand for what one document says.

The quantity, window, condition, duty, date, rate, scope, giver and receiver written on a record become the claim
``claim/text-of-<kind>-<slug>``, spoken by the publisher of the document that states them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from kg.model.claim import TEXT_OF, Claim, Terms
from kg.model.edtf import Edtf
from kg.model.flatten import Edge, Node, content_hash
from kg.model.quantity import Quantity
from kg.model.record import Citation, Cited, term_fields
from kg.model.ref import kind_of, slug_of
from kg.model.rule import is_stated
from kg.model.vocabularies import Hedge, Rank, Stance
from kg.model.window import Window

__all__ = ["Source", "renewed", "terms_claim", "terms_claim_id"]


@dataclass(frozen=True)
class Source:
    """What a claim takes over from its document: who published it, and when."""

    publisher: tuple[str, ...]
    published: Edtf | None


def terms_claim_id(record_id: str) -> str:
    """The id of the claim that holds a record's terms.

    >>> terms_claim_id("commitment/cn-soybeans-12-mt")
    'claim/text-of-commitment-cn-soybeans-12-mt'
    """
    return f"{TEXT_OF}{kind_of(record_id)}-{slug_of(record_id)}"


def terms_claim(record: Cited, source_of: Callable[[str], Source]) -> Claim | None:
    """The claim made from the record's term fields, None where it has none.

    ``source_of`` finds what is taken over from a document by its id.
    """
    terms = {name: getattr(record, name) for name in term_fields(type(record)) if is_stated(record, name)}
    if len(terms) == 0:
        return None
    citation = stating(record)
    source = source_of(citation.document)
    return Claim.model_construct(
        id=terms_claim_id(record.id),
        name=f"Terms of {record.caption}",
        summary=f"The text states {in_words(terms)}.",
        speaker=source.publisher,
        attribution=None,
        relays=(),
        document=citation.document,
        at=citation.at,
        via=citation.via,
        said_at=None,
        said_on=source.published,
        stance=Stance.ASSERTS,
        question=None,
        asked_by=None,
        hedge=Hedge.NONE,
        about=(record.id,),
        terms=Terms.model_construct(**{**ABSENT, **terms}),
        link=None,
        figure=None,
        rank=Rank.NORMAL,
        rank_reason=None,
        ranked_by=None,
        ranked_on=None,
        revises=(),
    )


def renewed(claim: Node, document: Node) -> Node:
    """The stored claim of a record's terms with the publisher and date that its document now has."""
    properties = {name: value for name, value in claim.properties.items() if not name.startswith("said_on")}
    for suffix in ("", "_earliest", "_latest"):
        if f"published{suffix}" in document.properties:
            properties[f"said_on{suffix}"] = document.properties[f"published{suffix}"]
    edges = [edge for edge in claim.edges if edge.type != "SPOKEN_BY"]
    edges += [Edge("SPOKEN_BY", edge.target, {}) for edge in document.edges if edge.type == "PUBLISHED_BY"]
    return Node(claim.id, claim.label, properties, edges, content_hash(properties, edges))


ABSENT: Mapping[str, Any] = {name: info.get_default() for name, info in Terms.model_fields.items()}


def stating(record: Cited) -> Citation:
    """The citation that states the terms: the one that says so, or the only one."""
    return next((citation for citation in record.cites if citation.terms), record.cites[0])


def in_words(terms: Mapping[str, object]) -> str:
    """The terms in one line: ``quantity at least 12 Mt; window 2025-11-01/2025-12-31``."""
    return "; ".join(f"{name} {one_in_words(value)}" for name, value in terms.items())


def one_in_words(value: object) -> str:
    """One term in words."""
    if isinstance(value, Quantity | Window | Edtf):
        return value.text
    return ", ".join(sorted(map(str, value))) if isinstance(value, tuple) else str(value).replace("_", " ")
