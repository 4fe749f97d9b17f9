"""From which day the records of a load are known, and which records already in the store it re-dates.

Known time rests on all data sets in the store together, so it is no part of a record's content: a new claim about
an old record can make that record known from an earlier day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kg.model.flatten import Node
from kg.model.known import document_day, earliest
from kg.model.ref import kind_of
from kg.store.state import Found, State

__all__ = ["Days", "date_all"]

Day = str | None
CLAIM, DOCUMENT = "claim", "document"


@dataclass
class Days:
    """``known`` has the day of every written node and of every node they lead to; ``redated`` what else moves."""

    known: dict[str, Day] = field(default_factory=dict)
    redated: dict[str, Day] = field(default_factory=dict)


def date_all(nodes: Mapping[str, Node], removed: set[str], found: Mapping[str, Found], state: State) -> Days:
    """The days of the written ``nodes`` and of what they touch in the store.

    ``found`` is what the store has of the written and removed nodes and of all that the written ones lead to.
    """
    days = Days({key: each.day for key, each in found.items() if key not in removed})
    written = nodes.keys() | removed
    date_documents(nodes, days)
    # What stands in the store and rests on something that changes.
    moved_documents = {key for key in documents_in(nodes) if key in found and found[key].day != days.known[key]}
    gone_documents = {key for key in removed if kind_of(key) == DOCUMENT}
    stored_claims = dict_of(state.claims_from(moved_documents), without=written)
    for claim, documents in stored_claims.items():
        days.known[claim] = days.redated[claim] = days.known[documents[0]]
    for node in nodes.values():
        if kind_of(node.id) == CLAIM:
            days.known[node.id] = days.known.get(target_of(node, "FROM"))
    records = {node.id for node in nodes.values() if kind_of(node.id) not in (CLAIM, DOCUMENT)}
    old_claims = {key for key in written if kind_of(key) == CLAIM and key in found} | stored_claims.keys()
    touched = {record for _, record in state.targets(old_claims)}
    touched |= {edge.target for node in nodes.values() for edge in node.edges if edge.type == "ABOUT"}
    touched |= {record for _, record in state.citing(moved_documents | gone_documents)}
    records |= {key for key in touched if key not in removed and kind_of(key) not in (CLAIM, DOCUMENT)}
    date_records(records, nodes, stored_claims.keys() | old_claims, days, state)
    return days


def date_documents(nodes: Mapping[str, Node], days: Days) -> None:
    """A document is known from its own publication."""
    for key in documents_in(nodes):
        days.known[key] = document_day(nodes[key].properties)


def date_records(
    records: set[str], nodes: Mapping[str, Node], dated_claims: Iterable[str], days: Days, state: State
) -> None:
    """A record is known from the earliest among its citations and the claims about it."""
    stored = [key for key in records if key not in nodes]
    candidates: defaultdict[str, list[Day]] = defaultdict(list)
    cited = list(state.cited(stored))
    others = state.find(document for _, document in cited if document not in days.known)
    for record, document in cited:
        candidates[record].append(days.known[document] if document in days.known else others[document].day)
    for key in records & nodes.keys():
        candidates[key] += [days.known.get(edge.target) for edge in nodes[key].edges if edge.type == "CITES"]
    for node in nodes.values():
        for edge in node.edges if kind_of(node.id) == CLAIM else ():
            if edge.type == "ABOUT" and edge.target in records:
                candidates[edge.target].append(days.known[node.id])
    moved = [key for key in dated_claims if key in days.redated]
    for claim, record in state.targets(moved):
        candidates[record].append(days.known[claim])
    for record, first in state.first_claims(records, without=dated_claims).items():
        candidates[record].append(first)
    before = {key: each.day for key, each in state.find(stored).items()}
    for key in records:
        day = earliest(candidates[key])
        days.known[key] = day
        if key in before and before[key] != day:
            days.redated[key] = day


def documents_in(nodes: Mapping[str, Node]) -> set[str]:
    """The ids of the documents among the nodes."""
    return {key for key in nodes if kind_of(key) == DOCUMENT}


def target_of(node: Node, type_: str) -> str:
    """Where the one relationship of a type leads."""
    return next(edge.target for edge in node.edges if edge.type == type_)


def dict_of(pairs: Iterable[tuple[str, str]], *, without: set[str]) -> dict[str, list[str]]:
    """Second to firsts, the seconds in ``without`` left out."""
    result: defaultdict[str, list[str]] = defaultdict(list)
    for first, second in pairs:
        if second not in without:
            result[second].append(first)
    return result
