// What is planned after this day, and how firm is the date?
//| params:
//|   negotiation: {type: id, of: Negotiation, optional: true, doc: Only events of this track of talks.}
//| columns:
//|   {event: Event, kind: text, date: edtf, status: StatusWord, said_by: list, participants: [Record], evidence: ids,
//|    picture: picture}
//
// Events whose date in use (as in events/timeline) is after the day, and those that have no date in use and are
// recorded neither as held nor as cancelled. Said by: every reading of the date, in the order in which they were said,
// and what took one back without giving another.

CALL () {
  WITH * WHERE $negotiation IS NOT NULL
  MATCH (:Negotiation {id: $negotiation})<-[:PART_OF*1..5]-(e:Event) RETURN DISTINCT e
  UNION
  WITH * WHERE $negotiation IS NULL
  MATCH (e:Event) RETURN e
}
WITH e WHERE e.known_from <= $as_of
WITH e, head(COLLECT {
  MATCH (e)<-[:ABOUT]-(k:Claim)
  WHERE k.content = 'terms' AND k.date IS NOT NULL AND k.known_from <= $as_of AND k.stance IN ['asserts', 'predicts']
    AND NOT (k.rank = 'deprecated' AND k.ranked_on_latest <= $as_of)
    AND NOT EXISTS {
      MATCH (k)<-[:REVISES]-(later:Claim)-[:SPOKEN_BY]->(speaker)
      WHERE later.known_from <= $as_of AND (later.content <> 'terms' OR later.date IS NOT NULL)
        AND EXISTS { (k)-[:SPOKEN_BY]->(speaker) }
    }
  WITH k, coalesce(k.said_on_latest, k.known_from) AS day,
    ['head_of_state_office', 'ministry', 'agency', 'legislature', 'court'] AS offices
  WITH k, day, EXISTS { MATCH (k)-[:SPOKEN_BY]->(:Party) } OR EXISTS {
    MATCH (k)-[:SPOKEN_BY]->(i:Institution)-[:OF_PARTY]->(:Party) WHERE i.institution_kind IN offices
  } OR EXISTS {
    MATCH (k)-[:SPOKEN_BY]->(:Official)<-[:HELD_BY]-(t:Tenure)-[:AT]->(i:Institution)-[:OF_PARTY]->(:Party)
    WHERE i.institution_kind IN offices AND (t.start_earliest IS NULL OR t.start_earliest <= day)
      AND (t.end IS NULL OR t.end_latest >= day OR (t.end_latest IS NULL AND t.end <> 'unknown'))
  } AS of_a_side
  RETURN k
  ORDER BY CASE
      WHEN k.rank = 'preferred' AND k.ranked_on_latest <= $as_of THEN 1
      WHEN of_a_side THEN 2 WHEN k.id STARTS WITH 'claim/text-of-' THEN 3 ELSE 4 END,
    day DESC, k.known_from DESC, k.id
  LIMIT 1
}) AS stated, head(COLLECT {
  MATCH (e)-[has:HAS_STATUS]->(s:Status)
  WHERE has.known_from <= $as_of AND (s.since_earliest IS NULL OR s.since_earliest <= $as_of)
    AND (s.until_latest IS NULL OR s.until_latest >= $as_of)
  RETURN s ORDER BY s.since_earliest IS NULL, s.since_earliest DESC, s.known_from DESC, s.id DESC LIMIT 1
}) AS stage
WHERE (stated.date_latest IS NULL OR stated.date_latest > $as_of)
  AND NOT coalesce(stage.status, '') IN ['held', 'cancelled']
WITH e, stated, stage, COLLECT {
  MATCH (e)<-[:ABOUT]-(k:Claim)
  WHERE k.known_from <= $as_of AND NOT (k.rank = 'deprecated' AND k.ranked_on_latest <= $as_of)
    AND (k.date IS NOT NULL OR EXISTS {
      MATCH (k)-[:REVISES]->(earlier:Claim)-[:ABOUT]->(e) WHERE earlier.date IS NOT NULL
    })
  WITH k, COUNT { (k)-[:REVISES*1..20]->(:Claim) } AS revised,
    COLLECT { MATCH (k)-[:SPOKEN_BY]->(s) RETURN s.id ORDER BY s.id } AS speakers
  RETURN {
    speaker: CASE WHEN size(speakers) = 0 THEN [k.attribution] ELSE speakers END,
    says: coalesce(k.date, k.summary), stance: k.stance, hedge: k.hedge, said_on: k.said_on, claim: k.id,
    known_from: CASE WHEN k.known_from = k.said_on_latest THEN null ELSE k.known_from END
  }
  ORDER BY coalesce(k.said_on_latest, k.known_from), k.known_from, revised, k.id
} AS said_by
RETURN
  e.id AS event,
  e.event_kind AS kind,
  stated.date AS date,
  stage.status AS status,
  said_by,
  COLLECT {
    MATCH (e)-[there:ATTENDED_BY]->(who) WHERE there.known_from IS NULL OR there.known_from <= $as_of
    RETURN DISTINCT who.id ORDER BY who.id
  } AS participants,
  [x IN said_by | x.claim] + COLLECT {
    UNWIND [e, stage] AS cited
    MATCH (cited)-[cites:CITES]->(d:Document) WHERE cites.known_from <= $as_of RETURN DISTINCT d.id ORDER BY d.id
  } AS evidence,
  [each IN [e, stage] WHERE each IS NOT NULL] + COLLECT {
    MATCH path = (e)<-[:ABOUT]-(k:Claim)-[:SPOKEN_BY]->() WHERE k.id IN [x IN said_by | x.claim] RETURN path
  } AS picture
ORDER BY stated.date_earliest IS NULL, stated.date_earliest, event
