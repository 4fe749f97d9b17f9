"""Judgements that cannot all be right: two records that somebody told apart, and that others tie through a third."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Mapping

from kg.errors import Problem
from kg.load.entry import Entry
from kg.load.readable import Said
from kg.load.statement import Statement
from kg.model.ref import is_id
from kg.model.vocabularies import Verdict
from kg.store.state import Judged, State

__all__ = ["contradictions"]

Ties = dict[str, dict[str, str]]
"""From a record to those that are judged to be the same, each with the judgement that says so."""


def contradictions(
    statements: Iterable[Statement], said: Iterable[Said], gone: Collection[str], state: State
) -> Iterator[Problem]:
    """Chains of judgements whose ends somebody judged to be different, as far as this load states one of them.

    ``gone`` are records of which nobody knows whether they say what the graph has of them. Where two people differ on
    one pair, nobody ties it; but a chain ties its ends whatever is said of them.
    """
    entries = {key: each for one in statements for key, each in one.entries.items() if each.kind == "judgement"}
    if len(entries) == 0:
        return
    judged = {each.id: each for each in state.judgements() if each.id not in gone}
    judged |= {each.id: each for each in made(said)}
    ties = ties_of(judged.values())
    for each in sorted(judged.values()):
        first, second = each.pair
        chain = path(first, second, ties) if each.verdict == Verdict.DIFFERENT else []
        entry = next((entries[key] for key in (each.id, *chain) if key in entries), None)
        if len(chain) > 0 and entry is not None:
            yield contradiction(entry, each, chain)


def contradiction(entry: Entry, different: Judged, chain: list[str]) -> Problem:
    """The problem of a chain of judgements that ties two records that are judged to be different."""
    first, second = different.pair
    what = f"{different.id} tells {first} and {second} apart, and {' and '.join(chain)} make them one"
    return entry.problem(("verdict",), what, "one of these is wrong: change it, or judge that pair different too")


def made(said: Iterable[Said]) -> Iterator[Judged]:
    """The judgements that a load states anew, as far as they can be read."""
    for entry, node in said:
        verdict, pair = node.properties.get("verdict"), sorted(edge.target for edge in node.edges)
        whole = len(pair) == 2 and len(entry.data.get("between", ())) == 2
        if node.label == "Judgement" and is_id(node.id) and verdict is not None and whole:
            yield Judged(node.id, str(verdict), tuple(pair))


def ties_of(judged: Iterable[Judged]) -> Ties:
    """What judgements tie: pairs that somebody judged to be the same, and nobody to be different."""
    verdicts: defaultdict[tuple[str, ...], dict[str, str]] = defaultdict(dict)
    for each in sorted(judged, reverse=True):
        verdicts[each.pair][each.verdict] = each.id
    ties: Ties = defaultdict(dict)
    for pair, told in sorted(verdicts.items()):
        if Verdict.SAME in told and Verdict.DIFFERENT not in told:
            for one, other in (pair, pair[::-1]):
                ties[one][other] = told[Verdict.SAME]
    return ties


def path(start: str, end: str, ties: Mapping[str, Mapping[str, str]]) -> list[str]:
    """The judgements on the shortest way from one record to another; empty where none leads there."""
    ways: dict[str, list[str]] = {start: []}
    left = deque([start])
    while len(left) > 0 and end not in ways:
        here = left.popleft()
        for record, judgement in ties.get(here, {}).items():
            if record not in ways:
                ways[record] = [*ways[here], judgement]
                left.append(record)
    return ways.get(end, [])
