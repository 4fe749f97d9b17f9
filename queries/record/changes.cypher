// What became known between two days?
//| params:
//|   from: {type: date, doc: The first day.}
//|   to: {type: date, doc: The last day; what became known after the day as of which is asked stays out.}
//| columns:
//|   {known_from: date, item: Record, kind: text, what: text, said_by: list, said_on: edtf, evidence: ids,
//|    picture: picture}
//
// Records, their stages, and claims, by the day from which they were known, and claims that the editors ranked from a
// day on. Who there is and what is talked about (parties, institutions, officials, posts, topics, tracks of talks) is
// context and has no such day.

CALL () {
  MATCH (x:Claim) WHERE x.known_from >= $from AND x.known_from <= $to
  RETURN x, 1 AS place, 'claim' AS kind, x.summary AS what, x.known_from AS day
  UNION ALL
  MATCH (x:Claim) WHERE x.rank <> 'normal' AND x.ranked_on_latest >= $from AND x.ranked_on_latest <= $to
    AND x.known_from <= $as_of
  RETURN x, 2 AS place, x.rank AS kind, x.rank_reason AS what, x.ranked_on_latest AS day
  UNION ALL
  MATCH (x:Document) WHERE x.known_from >= $from AND x.known_from <= $to
  RETURN x, 3 AS place, 'document' AS kind, x.title AS what, x.known_from AS day
  UNION ALL
  CALL () {
    MATCH (x:Event) RETURN x
    UNION
    MATCH (x:Arrangement) RETURN x
    UNION
    MATCH (x:Measure) RETURN x
    UNION
    MATCH (x:Concession) RETURN x
    UNION
    MATCH (x:Commitment) RETURN x
  }
  WITH x WHERE x.known_from >= $from AND x.known_from <= $to
  RETURN x, 4 AS place, head(split(x.id, '/')) AS kind, x.name AS what, x.known_from AS day
  UNION ALL
  MATCH (owner)-[has:HAS_STATUS]->(x:Status) WHERE has.known_from >= $from AND has.known_from <= $to
  RETURN x, 5 AS place, 'stage' AS kind,
    owner.name + ': ' + x.status + ' since ' + x.since + coalesce(' until ' + x.until, '')
      + coalesce(' at ' + x.rate_text, '') AS what,
    has.known_from AS day
}
WITH x, place, kind, what, day,
  COLLECT { MATCH (x)-[:SPOKEN_BY|PUBLISHED_BY]->(s) RETURN s.id ORDER BY s.id } AS speakers
WHERE day <= $as_of
RETURN
  day AS known_from,
  x.id AS item,
  kind,
  what,
  CASE WHEN place IN [1, 3] THEN [{
    speaker: CASE WHEN size(speakers) = 0 THEN [x.attribution] ELSE speakers END, stance: x.stance, hedge: x.hedge
  }] ELSE [] END AS said_by,
  CASE WHEN place = 1 AND x.said_on_latest <> x.known_from THEN x.said_on END AS said_on,
  CASE WHEN place <= 3 THEN [x.id] ELSE COLLECT {
    MATCH (x)-[cites:CITES]->(d:Document) WHERE cites.known_from <= $as_of RETURN d.id ORDER BY d.id
  } + COLLECT {
    MATCH (x)<-[:ABOUT]-(k:Claim) WHERE k.known_from = x.known_from RETURN k.id ORDER BY k.id
  } END AS evidence,
  [x] + COLLECT { MATCH path = (x)-[:SPOKEN_BY|ABOUT|PUBLISHED_BY]->() RETURN path } AS picture
ORDER BY known_from, place, item
