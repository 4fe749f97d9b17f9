// What depends on what, and what snaps back if it fails?
//| params:
//|   party: {type: id, of: Party, optional: true, doc: Only what this party or a body of it gave.}
//| columns:
//|   {undertaking: Record, by: [Record], condition: text, depends_on: Record, said_by: list, first_said: date,
//|    snaps_back: [Measure], evidence: ids, picture: picture}
//
// Conditions as somebody states them, and links that make one thing depend on another. A reading that its own speaker
// revised no longer counts. What snaps back are the measures, not ended on the day, that the undertaking eases.

CALL () {
  WITH * WHERE $party IS NOT NULL
  MATCH (:Party {id: $party})<-[:OF_PARTY*0..1]-()<-[:GIVEN_BY|MADE_BY|IMPOSED_BY]-(u) RETURN DISTINCT u
  UNION
  WITH * WHERE $party IS NULL
  MATCH (u)<-[:ABOUT]-(k:Claim) WHERE k.condition IS NOT NULL RETURN u
  UNION
  WITH * WHERE $party IS NULL
  MATCH (u)<-[:SUBJECT]-(k:Claim) WHERE k.predicate = 'conditional_on' RETURN u
}
CALL (u) {
  MATCH (u)<-[:ABOUT]-(k:Claim) WHERE k.condition IS NOT NULL
  RETURN k, k.condition AS condition, null AS other
  UNION ALL
  MATCH (u)<-[:SUBJECT]-(k:Claim) WHERE k.predicate = 'conditional_on'
  OPTIONAL MATCH (k)-[:OBJECT]->(other)
  RETURN k, coalesce(k.object_text, other.name) AS condition, other
}
WITH u, k, condition, other, coalesce(k.said_on_latest, k.known_from) AS day,
  COLLECT { MATCH (k)-[:SPOKEN_BY]->(s) RETURN s.id ORDER BY s.id } AS speakers
WHERE k.known_from <= $as_of AND k.stance IN ['asserts', 'opines', 'predicts', 'speculates', 'threatens']
  AND NOT (k.rank = 'deprecated' AND k.ranked_on_latest <= $as_of)
  AND NOT EXISTS {
    MATCH (k)<-[:REVISES]-(later:Claim)-[:SPOKEN_BY]->(speaker)
    WHERE later.known_from <= $as_of AND (later.content <> 'terms' OR later.condition IS NOT NULL)
      AND EXISTS { (k)-[:SPOKEN_BY]->(speaker) }
  }
WITH u, k, condition, other, day, speakers ORDER BY day, k.id
WITH u, condition, other, min(day) AS first_said, collect({
  speaker: CASE WHEN size(speakers) = 0 THEN [k.attribution] ELSE speakers END, stance: k.stance, hedge: k.hedge,
  said_on: k.said_on, claim: k.id, known_from: CASE WHEN k.known_from = k.said_on_latest THEN null ELSE k.known_from END
}) AS said_by
RETURN
  u.id AS undertaking,
  COLLECT { MATCH (u)-[:GIVEN_BY|MADE_BY|IMPOSED_BY]->(p) RETURN p.id ORDER BY p.id } AS by,
  condition,
  other.id AS depends_on,
  said_by,
  first_said,
  COLLECT {
    MATCH (u)-[eases:EASES]->(m:Measure)
    WHERE eases.known_from <= $as_of AND NOT coalesce(head(COLLECT {
      MATCH (m)-[has:HAS_STATUS]->(s:Status)
      WHERE has.known_from <= $as_of AND (s.since_earliest IS NULL OR s.since_earliest <= $as_of)
        AND (s.until_latest IS NULL OR s.until_latest >= $as_of)
      RETURN s.status ORDER BY s.since_earliest IS NULL, s.since_earliest DESC, s.known_from DESC, s.id DESC LIMIT 1
    }), '') IN ['ended', 'annulled']
    RETURN m.id ORDER BY m.id
  } AS snaps_back,
  [x IN said_by | x.claim] AS evidence,
  [each IN [u, other] WHERE each IS NOT NULL] + COLLECT {
    MATCH path = (u)<-[:ABOUT|SUBJECT]-(k:Claim)-[:SPOKEN_BY]->() WHERE k.id IN [x IN said_by | x.claim] RETURN path
  } + COLLECT { MATCH path = (u)-[:EASES]->(:Measure) RETURN path } AS picture
ORDER BY undertaking, first_said, condition
