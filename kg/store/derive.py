"""Relationships that follow from claims and judgements, rebuilt after every load.

An effect declares its type once; the write and the clean-up both come from that declaration, so neither can be
forgotten. What is derived is for looking at: questions take their evidence from the claims.
"""

from dataclasses import dataclass
from typing import Final

from neo4j import ManagedTransaction

__all__ = ["DERIVED_TYPES", "EFFECTS", "Effect", "rebuild"]


@dataclass(frozen=True)
class Effect:
    """A derived relationship: ``rows`` is Cypher that ends with ``a``, ``b`` and the day ``known_from``."""

    type: str
    rows: str
    why: str

    @property
    def write(self) -> str:
        """The statement that makes the relationships."""
        return f"{self.rows} MERGE (a)-[r:{self.type}]->(b) SET r.known_from = known_from"

    @property
    def clean(self) -> str:
        """The statement that takes all of them away."""
        return f"MATCH ()-[r:{self.type}]->() DELETE r"


EFFECTS: Final = (
    Effect(
        type="RECIPROCATES",
        why=(
            "Two undertakings of two sides that a claim pairs, or of which one is said to depend on the other, firmly "
            "or with a weak hedge; stored once, from the smaller id."
        ),
        rows=(
            "MATCH (c:Claim {stance: 'asserts'}) WHERE c.predicate IN ['reciprocates', 'conditional_on'] "
            "AND c.hedge <> 'strong' AND c.rank <> 'deprecated' "
            "MATCH (c)-[:SUBJECT]->(s:Entity) MATCH (c)-[:OBJECT]->(o:Entity) WHERE s.id <> o.id "
            "AND split(s.id, '/')[0] IN ['concession', 'commitment'] "
            "AND split(o.id, '/')[0] IN ['concession', 'commitment'] "
            # Only what the other side gave pairs; what the giver's own firms are to do is shown apart.
            "AND (EXISTS { MATCH (s)-[:GIVEN_TO|MADE_TO]->()-[:OF_PARTY*0..1]->(p) "
            "MATCH (o)-[:GIVEN_BY|MADE_BY]->()-[:OF_PARTY*0..1]->(p) } "
            "OR EXISTS { MATCH (o)-[:GIVEN_TO|MADE_TO]->()-[:OF_PARTY*0..1]->(p) "
            "MATCH (s)-[:GIVEN_BY|MADE_BY]->()-[:OF_PARTY*0..1]->(p) }) "
            # A speaker who has revised the link no longer makes it.
            "AND NOT EXISTS { MATCH (later:Claim)-[:REVISES]->(c) "
            "MATCH (later)-[:SPOKEN_BY]->(who:Entity)<-[:SPOKEN_BY]-(c) } "
            "WITH CASE WHEN s.id < o.id THEN s ELSE o END AS a, CASE WHEN s.id < o.id THEN o ELSE s END AS b, "
            "c.known_from AS day WITH a, b, min(day) AS known_from"
        ),
    ),
    Effect(
        type="SAME_AS",
        why=(
            "Two actors that somebody judged to be the same and nobody to be different; stored once, from the smaller "
            "id. Who they are is context, so it has no day."
        ),
        rows=(
            "MATCH (j:Judgement {verdict: 'same'})-[:JUDGES]->(a:Entity) MATCH (j)-[:JUDGES]->(b:Entity) "
            "WHERE a.id < b.id AND NOT EXISTS { "
            "MATCH (other:Judgement {verdict: 'different'})-[:JUDGES]->(a) MATCH (other)-[:JUDGES]->(b) } "
            "WITH DISTINCT a, b WITH a, b, null AS known_from"
        ),
    ),
)

DERIVED_TYPES: Final = tuple(effect.type for effect in EFFECTS)


def rebuild(transaction: ManagedTransaction) -> None:
    """Clean and write every effect."""
    for effect in EFFECTS:
        transaction.run(effect.clean).consume()
        transaction.run(effect.write).consume()
