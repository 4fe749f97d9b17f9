// What became of each concession: made law, taken up, refused, void, by whom, when?
//| params:
//|   given_by: {type: id, of: Party, optional: true, doc: Only concessions of this party or of a body of it.}
//| columns:
//|   {concession: Concession, now: StatusWord, stage: StatusWord, since: edtf, until: edtf, set_by: [Record],
//|    said_by: list, searched: text, evidence: ids, picture: picture}
//
// A row is a stage of a concession: one that its record went through, or one that somebody says it reached. Now is the
// stage that its record has on the day; lapsed where that stage is past its end and none has followed, and moot where
// all measures that it eased have ended. A concession without a stage has one row: none is recorded as of the day, and
// searched says how much was looked through. Those that came to nothing stand first.

// How much was looked through: all that was known by the day.
CALL () {
  MATCH (k:Claim)-[:FROM]->(d:Document) WHERE k.known_from <= $as_of
  WITH count(k) AS claims, count(DISTINCT d) AS documents
  RETURN ['claims: ' + toString(claims), ', documents: ' + toString(documents)] AS scope
}
CALL () {
  WITH * WHERE $given_by IS NOT NULL
  MATCH (:Party {id: $given_by})<-[:OF_PARTY*0..1]-()<-[:GIVEN_BY]-(c:Concession) RETURN DISTINCT c
  UNION
  WITH * WHERE $given_by IS NULL
  MATCH (c:Concession) RETURN c
}
WITH c, scope WHERE c.known_from <= $as_of
WITH c, scope, head(COLLECT {
  MATCH (c)-[has:HAS_STATUS]->(s:Status)
  WHERE has.known_from <= $as_of AND (s.since_earliest IS NULL OR s.since_earliest <= $as_of)
  RETURN CASE WHEN s.until_latest < $as_of THEN 'lapsed' ELSE s.status END
  ORDER BY s.since_earliest IS NULL, s.since_earliest DESC, s.known_from DESC, s.id DESC LIMIT 1
}) AS now, COLLECT {
  MATCH (c)-[eases:EASES]->(m:Measure) WHERE eases.known_from <= $as_of
  RETURN coalesce(head(COLLECT {
    MATCH (m)-[has:HAS_STATUS]->(s:Status)
    WHERE has.known_from <= $as_of AND (s.since_earliest IS NULL OR s.since_earliest <= $as_of)
      AND (s.until_latest IS NULL OR s.until_latest >= $as_of)
    RETURN s.status ORDER BY s.since_earliest IS NULL, s.since_earliest DESC, s.known_from DESC, s.id DESC LIMIT 1
  }), 'unknown')
} AS measures
WITH c, scope, CASE WHEN size(measures) > 0 AND all(m IN measures WHERE m IN ['ended', 'annulled']) THEN 'moot'
  ELSE now END AS now
CALL (c) {
  MATCH (c)-[has:HAS_STATUS]->(s:Status) WHERE has.known_from <= $as_of
  RETURN s AS source, s.status AS stage, s.since AS since, s.since_earliest AS day, s.until AS until
  UNION ALL
  MATCH (c)<-[:ABOUT]-(k:Claim)
  WHERE k.known_from <= $as_of AND k.content = 'terms' AND k.status IS NOT NULL
    AND k.stance IN ['asserts', 'denies', 'opines', 'predicts']
    AND NOT (k.rank = 'deprecated' AND k.ranked_on_latest <= $as_of)
  RETURN k AS source, k.status AS stage, k.since AS since,
    coalesce(k.since_earliest, k.said_on_earliest, k.known_from) AS day, k.until AS until
  UNION ALL
  WITH * WHERE NOT EXISTS { MATCH (c)-[has:HAS_STATUS]->(:Status) WHERE has.known_from <= $as_of }
  RETURN c AS source, null AS stage, null AS since, null AS day, null AS until
}
WITH c, scope, now, source, stage, since, day, until,
  COLLECT { MATCH (source)-[:SPOKEN_BY]->(s) RETURN s.id ORDER BY s.id } AS speakers
RETURN
  c.id AS concession,
  now,
  stage,
  since,
  until,
  COLLECT { MATCH (source)-[by:SET_BY]->(x) WHERE by.known_from <= $as_of RETURN x.id ORDER BY x.id } AS set_by,
  [k IN [source] WHERE k.id STARTS WITH 'claim/' | {
    speaker: CASE WHEN size(speakers) = 0 THEN [k.attribution] ELSE speakers END, stance: k.stance, hedge: k.hedge,
    said_on: k.said_on, claim: k.id,
    known_from: CASE WHEN k.known_from = k.said_on_latest THEN null ELSE k.known_from END
  }] AS said_by,
  CASE WHEN stage IS NULL THEN scope[0] + ' (' + toString(size(COLLECT {
    MATCH (c)<-[:ABOUT|SUBJECT|OBJECT]-(known:Claim) WHERE known.known_from <= $as_of RETURN DISTINCT known.id
  })) + ' on this)' + scope[1] END AS searched,
  [k IN [source] WHERE k.id STARTS WITH 'claim/' | k.id] + COLLECT {
    MATCH (source)-[cites:CITES]->(d:Document) WHERE cites.known_from <= $as_of RETURN d.id ORDER BY d.id
  } AS evidence,
  [c, source] + COLLECT { MATCH path = (source)<-[:HAS_STATUS]-(c) RETURN path }
    + COLLECT { MATCH path = (source)-[by:SET_BY]->() WHERE by.known_from <= $as_of RETURN path }
    + COLLECT { MATCH path = (c)<-[:ABOUT]-(source)-[:SPOKEN_BY]->() RETURN path } AS picture
ORDER BY CASE WHEN now IN ['refused', 'withdrawn', 'lapsed', 'moot'] THEN 1 WHEN now IS NULL THEN 3 ELSE 2 END,
  concession, day IS NOT NULL, day, source:Claim, source.id
