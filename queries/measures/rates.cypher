// Which rates are stated for a thing, and what does each count?
//| params:
//|   topic: {type: id, of: Topic, optional: true, doc: Only what covers this topic or one narrower than it.}
//|   subject:
//|     {type: id, of: [Measure, Concession, Commitment], optional: true,
//|      doc: "Only this record, its parts, and what eases or concerns it."}
//| columns:
//|   {subject: Record, rate: text, of: text, basis: text, field: text, since: edtf, until: edtf, said_by: list,
//|    said_on: edtf, known_from: date, reported: [Record], evidence: ids, picture: picture}
//
// Rates that somebody states of a measure, shares and points that a promise is said to have, and the rates that the
// stages of a measure carry (field: stage; nobody's claim, so said_by is empty). Since and until say when a rate held,
// where that is stated; a rate of one day or span has both alike. Stages stand in order of their beginning, by its
// earliest day and then its latest. A reading is reported where its speaker relays another. All readings count, also
// those that their speaker revised later.

CALL () {
  WITH * WHERE $subject IS NOT NULL
  MATCH (:Entity {id: $subject})<-[:PART_OF*0..5]-()<-[:EASES|CONCERNS*0..1]-(x) RETURN x
  UNION
  WITH * WHERE $subject IS NULL AND $topic IS NOT NULL
  MATCH (:Topic {id: $topic})<-[:BROADER*0..10]-()<-[:COVERS]-(x) RETURN x
  UNION
  WITH * WHERE $subject IS NULL AND $topic IS NULL
  MATCH (x:Measure) RETURN x
  UNION
  WITH * WHERE $subject IS NULL AND $topic IS NULL
  MATCH (x:Concession) RETURN x
  UNION
  WITH * WHERE $subject IS NULL AND $topic IS NULL
  MATCH (x:Commitment) RETURN x
}
CALL () {
  WITH * WHERE $topic IS NOT NULL MATCH (wanted:Topic {id: $topic}) RETURN wanted
  UNION
  WITH * WHERE $topic IS NULL RETURN null AS wanted
}
WITH DISTINCT x, wanted
WHERE x.known_from <= $as_of AND (x:Measure OR x:Concession OR x:Commitment)
  AND (wanted IS NULL OR EXISTS { (x)-[:COVERS]->()-[:BROADER*0..10]->(wanted) })
CALL (x) {
  MATCH (x)<-[:ABOUT]-(k:Claim)
  WHERE k.known_from <= $as_of AND k.rate_text IS NOT NULL
    AND k.stance IN ['asserts', 'opines', 'predicts', 'threatens']
    AND NOT (k.rank = 'deprecated' AND k.ranked_on_latest <= $as_of)
  RETURN k AS source, 'rate' AS field, k.rate_text AS rate, k.rate_of AS of, k.rate_basis AS basis, k.since AS since,
    k.until AS until, k.since_earliest AS first, k.since_latest AS last, k.said_on AS said_on,
    coalesce(k.said_on_latest, k.known_from) AS day
  UNION ALL
  MATCH (x)<-[:ABOUT]-(k:Claim)
  WHERE k.known_from <= $as_of AND k.quantity_unit IN ['percent', 'percentage points']
    AND k.stance IN ['asserts', 'opines', 'predicts', 'threatens']
    AND NOT (k.rank = 'deprecated' AND k.ranked_on_latest <= $as_of)
  RETURN k AS source, 'quantity' AS field, k.quantity_text AS rate, k.quantity_of AS of, k.quantity_basis AS basis,
    null AS since, null AS until, null AS first, null AS last, k.said_on AS said_on,
    coalesce(k.said_on_latest, k.known_from) AS day
  UNION ALL
  MATCH (x)-[has:HAS_STATUS]->(s:Status)
  WHERE has.known_from <= $as_of AND s.rate_text IS NOT NULL
  RETURN s AS source, 'stage' AS field, s.rate_text AS rate, s.rate_of AS of, s.rate_basis AS basis, s.since AS since,
    s.until AS until, s.since_earliest AS first, s.since_latest AS last, null AS said_on,
    coalesce(s.since_earliest, s.known_from) AS day
}
WITH x, source, field, rate, of, basis, since, until, first, last, said_on, day,
  COLLECT { MATCH (source)-[:SPOKEN_BY]->(s) RETURN s.id ORDER BY s.id } AS speakers
RETURN
  x.id AS subject,
  rate,
  replace(of, '_', ' ') AS of,
  basis,
  field,
  since,
  until,
  [k IN [source] WHERE k.id STARTS WITH 'claim/' | {
    speaker: CASE WHEN size(speakers) = 0 THEN [k.attribution] ELSE speakers END, stance: k.stance, hedge: k.hedge,
    claim: k.id
  }] AS said_by,
  said_on,
  CASE WHEN source.known_from = day THEN null ELSE source.known_from END AS known_from,
  COLLECT { MATCH (source)-[:RELAYS]->(y) RETURN y.id ORDER BY y.id } AS reported,
  [k IN [source] WHERE k.id STARTS WITH 'claim/' | k.id] + COLLECT {
    MATCH (source)-[cites:CITES]->(d:Document) WHERE cites.known_from <= $as_of RETURN d.id ORDER BY d.id
  } AS evidence,
  [x, source] + COLLECT { MATCH path = (x)<-[:ABOUT]-(source)-[:SPOKEN_BY]->() RETURN path } AS picture
ORDER BY subject, day, field, first IS NOT NULL, first, last IS NULL, last, source.id
