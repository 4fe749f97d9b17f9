// Who accuses whom of breaching what, and what was the answer?
//| params:
//|   subject: {type: id, of: Record, optional: true, doc: Only breaches of this promise or arrangement.}
//| columns:
//|   {said_on: edtf, known_from: date, accuser: list, accused: Record, of_what: Record, words: text, ground: text,
//|    answer: list, searched: text, evidence: ids, picture: picture}
//
// An answer is a denial of the same breach, or a charge in turn: that the accuser's own side breaches the same thing,
// said on that day or later. An empty answer: none is recorded as of the day. Words stand in for what is breached where
// it is no record. Searched: how much was looked through.

// How much was looked through: all that was known by the day.
CALL () {
  MATCH (k:Claim)-[:FROM]->(d:Document) WHERE k.known_from <= $as_of
  WITH count(k) AS claims, count(DISTINCT d) AS documents
  RETURN ['claims: ' + toString(claims), ', documents: ' + toString(documents)] AS scope
}
CALL () {
  WITH * WHERE $subject IS NOT NULL
  MATCH (:Entity {id: $subject})<-[:OBJECT]-(k:Claim) RETURN k
  UNION
  WITH * WHERE $subject IS NULL
  MATCH (k:Claim) WHERE k.predicate = 'breaches' RETURN k
}
WITH k, scope
WHERE k.predicate = 'breaches' AND k.known_from <= $as_of
  AND k.stance IN ['asserts', 'opines', 'predicts', 'speculates', 'questions']
  AND NOT (k.rank = 'deprecated' AND k.ranked_on_latest <= $as_of)
WITH k, scope, coalesce(k.said_on_latest, k.known_from) AS day,
  head(COLLECT { MATCH (k)-[:SUBJECT]->(x) RETURN x }) AS accused,
  head(COLLECT { MATCH (k)-[:OBJECT]->(x) RETURN x }) AS breached,
  COLLECT { MATCH (k)-[:SPOKEN_BY]->(s) RETURN s.id ORDER BY s.id } AS speakers
WITH k, scope, day, accused, breached, speakers,
  ['head_of_state_office', 'ministry', 'agency', 'legislature', 'court'] AS offices
WITH k, scope, day, accused, breached, speakers, COLLECT {
  MATCH (k)-[:SPOKEN_BY]->(s)-[:OF_PARTY*0..1]->(p:Party) WHERE s:Party OR s.institution_kind IN offices
  RETURN DISTINCT p.id ORDER BY p.id
} + COLLECT {
  MATCH (k)-[:SPOKEN_BY]->(:Official)<-[:HELD_BY]-(t:Tenure)-[:AT]->(i:Institution)-[:OF_PARTY]->(p:Party)
  WHERE i.institution_kind IN offices AND (t.start_earliest IS NULL OR t.start_earliest <= day)
    AND (t.end IS NULL OR t.end_latest >= day OR (t.end_latest IS NULL AND t.end <> 'unknown'))
  RETURN DISTINCT p.id ORDER BY p.id
} AS own
WITH k, scope, day, accused, breached, speakers, COLLECT {
  MATCH (breached)<-[:OBJECT]-(a:Claim)-[:SUBJECT]->(x)
  WHERE a.predicate = 'breaches' AND a.known_from <= $as_of AND a.id <> k.id
    AND NOT (a.rank = 'deprecated' AND a.ranked_on_latest <= $as_of)
    AND coalesce(a.said_on_latest, a.known_from) >= day
    AND ((a.stance = 'denies' AND x.id = accused.id)
      OR (a.stance = 'asserts' AND EXISTS { MATCH (x)-[:OF_PARTY*0..1]->(p:Party) WHERE p.id IN own }))
  WITH a, COLLECT { MATCH (a)-[:SPOKEN_BY]->(s) RETURN s.id ORDER BY s.id } AS people
  RETURN {
    speaker: CASE WHEN size(people) = 0 THEN [a.attribution] ELSE people END,
    says: CASE a.stance WHEN 'denies' THEN 'denies it' ELSE 'accuses in turn: ' + a.summary END,
    hedge: a.hedge, said_on: a.said_on, claim: a.id,
    known_from: CASE WHEN a.known_from = a.said_on_latest THEN null ELSE a.known_from END
  }
  ORDER BY a.stance DESC, coalesce(a.said_on_latest, a.known_from), a.id
} AS answer
RETURN
  k.said_on AS said_on,
  CASE WHEN k.known_from = k.said_on_latest THEN null ELSE k.known_from END AS known_from,
  [{
    speaker: CASE WHEN size(speakers) = 0 THEN [k.attribution] ELSE speakers END, stance: k.stance, hedge: k.hedge,
    claim: k.id
  }] AS accuser,
  accused.id AS accused,
  breached.id AS of_what,
  k.object_text AS words,
  k.summary AS ground,
  answer,
  scope[0] + scope[1] AS searched,
  [k.id] + [x IN answer | x.claim] AS evidence,
  COLLECT { MATCH path = (k)-[:SPOKEN_BY|SUBJECT|OBJECT]->() RETURN path } + COLLECT {
    MATCH path = (breached)<-[:OBJECT]-(a:Claim)-[:SPOKEN_BY]->() WHERE a.id IN [x IN answer | x.claim] RETURN path
  } AS picture
ORDER BY day, k.id
