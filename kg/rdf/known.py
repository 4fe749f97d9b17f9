"""What was known on a day, as conditions and values in Cypher: every rule of ``as_of`` in an export stands here."""

from datetime import date
from typing import Final

from kg.model.added import CONTENT_HASH
from kg.model.introspect import describe
from kg.model.judgement import Judgement
from kg.model.node_kind import StoredProperty, StoredType
from kg.model.vocabularies import Rank

__all__ = ["TOLD", "column", "day", "is_known"]

NEVER_HIDDEN: Final = tuple(kind.label for kind in describe() if kind.context and kind.label != Judgement.KIND.label)
"""What is never hidden, whatever it rests on; a judgement is nobody's citation, and has a day of its own."""


def is_context(name: str) -> str:
    """Whether a node is never hidden, as a condition in Cypher."""
    return " OR ".join(f"{name}:{label}" for label in NEVER_HIDDEN)


TOLD: Final = (
    f"(r.known_from IS NULL OR r.known_from <= date($as_of) OR {is_context('n')}) AND (type(r) <> 'SAME_AS' OR "
    "EXISTS { MATCH (j:Judgement {verdict: 'same'})-[:JUDGES]->(n) MATCH (j)-[:JUDGES]->(m) "
    "WHERE j.judged_on_latest <= date($as_of) })"
)
"""Whether a relationship between what was known was known too: that of context always, a post has no other holder.

That two are one was judged on some day.
"""

RANKING: Final = ("rank", "ranked_by", "ranked_on", "rank_reason")
"""What the editors add to a claim later: a claim is known before its rank is."""


def day(as_of: date | None) -> dict[str, str]:
    """The day as a parameter."""
    return {} if as_of is None else {"as_of": as_of.isoformat()}


def is_known(name: str) -> str:
    """Whether a node was known on the day, as a condition in Cypher."""
    judged = f"{name}:Judgement AND {name}.judged_on_latest <= date($as_of)"
    return f"({name}.known_from <= date($as_of) OR {is_context(name)} OR ({judged}))"


def column(of: str, stored: StoredProperty, as_of: date | None) -> str:
    """The value of a property; a day as text, since native dates cost the client four times as much."""
    value = f"{of}.{stored.name}"
    if stored.type is StoredType.DATE:
        # What somebody has put in its place may have no text.
        value = f"coalesce(toStringOrNull({value}), {value})"
    if as_of is None:
        return value
    if stored is CONTENT_HASH:
        # Of a data set, over everything that it states by now.
        return "null"
    if len(stored.path) == 0 or stored.path[0] not in RANKING:
        return value
    unranked = f"'{Rank.NORMAL.value}'" if stored.name == "rank" else "null"
    return f"CASE WHEN {of}.ranked_on_latest > date($as_of) THEN {unranked} ELSE {value} END"
