// Which measures are in force, suspended or gone on this day?
//| params:
//|   imposed_by: {type: id, of: Party, optional: true, doc: Only measures of this party or of a body of it.}
//|   against: {type: id, of: Party, optional: true, doc: Only measures against this party.}
//| columns:
//|   {measure: Measure, imposed_by: [Record], against: [Party], part_of: Measure, status: StatusWord, rate: text,
//|    since: edtf, until: edtf, set_by: [Record], said_by: list, searched: text, evidence: ids, picture: picture}
//
// The stage with the latest beginning holds; past its own end the one before it returns. Suspended with a rate: that
// rate is what is left in force. A measure without a stage is listed last: none is recorded as of the day, and searched
// says how much was looked through. Said by: who states which stage, agreeing with the record or not. Rates that
// somebody states are answered by measures/rates.

// How much was looked through: all that was known by the day.
CALL () {
  MATCH (k:Claim)-[:FROM]->(d:Document) WHERE k.known_from <= $as_of
  WITH count(k) AS claims, count(DISTINCT d) AS documents
  RETURN ['claims: ' + toString(claims), ', documents: ' + toString(documents)] AS scope
}
CALL () {
  WITH * WHERE $imposed_by IS NOT NULL
  MATCH (:Party {id: $imposed_by})<-[:OF_PARTY*0..1]-()<-[:IMPOSED_BY]-(m:Measure) RETURN DISTINCT m
  UNION
  WITH * WHERE $imposed_by IS NULL
  MATCH (m:Measure) RETURN m
}
CALL () {
  WITH * WHERE $against IS NOT NULL MATCH (target:Party {id: $against}) RETURN target
  UNION
  WITH * WHERE $against IS NULL RETURN null AS target
}
WITH m, target, scope
WHERE m.known_from <= $as_of AND (target IS NULL OR EXISTS { (m)-[:AGAINST]->(target) })
WITH m, scope, head(COLLECT {
  MATCH (m)-[has:HAS_STATUS]->(s:Status)
  WHERE has.known_from <= $as_of AND (s.since_earliest IS NULL OR s.since_earliest <= $as_of)
    AND (s.until_latest IS NULL OR s.until_latest >= $as_of)
  RETURN s ORDER BY s.since_earliest IS NULL, s.since_earliest DESC, s.known_from DESC, s.id DESC LIMIT 1
}) AS s, COLLECT {
  MATCH (m)<-[:ABOUT]-(k:Claim)
  WHERE k.known_from <= $as_of AND k.status IS NOT NULL AND k.stance IN ['asserts', 'denies', 'opines', 'predicts']
    AND NOT (k.rank = 'deprecated' AND k.ranked_on_latest <= $as_of)
  WITH k, COLLECT { MATCH (k)-[:SPOKEN_BY]->(p) RETURN p.id ORDER BY p.id } AS speakers
  RETURN {
    speaker: CASE WHEN size(speakers) = 0 THEN [k.attribution] ELSE speakers END,
    says: k.status + coalesce(' since ' + k.since, '') + coalesce(' until ' + k.until, ''), stance: k.stance,
    hedge: k.hedge, said_on: k.said_on, claim: k.id,
    known_from: CASE WHEN k.known_from = k.said_on_latest THEN null ELSE k.known_from END
  }
  ORDER BY coalesce(k.said_on_latest, k.known_from), k.id
} AS said_by
RETURN
  m.id AS measure,
  COLLECT { MATCH (m)-[:IMPOSED_BY]->(p) RETURN p.id ORDER BY p.id } AS imposed_by,
  COLLECT { MATCH (m)-[:AGAINST]->(p) RETURN p.id ORDER BY p.id } AS against,
  head(COLLECT {
    MATCH (m)-[part:PART_OF]->(whole:Measure) WHERE part.known_from <= $as_of RETURN whole.id ORDER BY whole.id
  }) AS part_of,
  s.status AS status,
  s.rate_text AS rate,
  s.since AS since,
  s.until AS until,
  COLLECT { MATCH (s)-[how:SET_BY]->(x) WHERE how.known_from <= $as_of RETURN x.id ORDER BY x.id } AS set_by,
  said_by,
  CASE WHEN s IS NULL THEN scope[0] + ' (' + toString(size(COLLECT {
    MATCH (m)<-[:ABOUT|SUBJECT|OBJECT]-(known:Claim) WHERE known.known_from <= $as_of RETURN DISTINCT known.id
  })) + ' on this)' + scope[1] END AS searched,
  [x IN said_by | x.claim] + COLLECT {
    UNWIND CASE WHEN s IS NULL THEN [m] ELSE [s] END AS cited
    MATCH (cited)-[cites:CITES]->(d:Document) WHERE cites.known_from <= $as_of RETURN d.id ORDER BY d.id
  } AS evidence,
  [each IN [m, s] WHERE each IS NOT NULL] + COLLECT {
    MATCH path = (m)-[r:IMPOSED_BY|AGAINST|PART_OF]->() WHERE r.known_from <= $as_of RETURN path
  } + COLLECT { MATCH path = (s)<-[:HAS_STATUS]-(m) RETURN path }
  + COLLECT { MATCH path = (s)-[by:SET_BY]->() WHERE by.known_from <= $as_of RETURN path } + COLLECT {
    MATCH path = (m)<-[:ABOUT]-(k:Claim)-[:SPOKEN_BY]->() WHERE k.id IN [x IN said_by | x.claim] RETURN path
  } AS picture
ORDER BY CASE s.status
    WHEN 'in_force' THEN 1 WHEN 'changed' THEN 2 WHEN 'suspended' THEN 3 WHEN 'announced' THEN 4
    WHEN 'threatened' THEN 5 WHEN 'ended' THEN 6 WHEN 'annulled' THEN 7 ELSE 8 END,
  measure
