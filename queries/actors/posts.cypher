// Who holds which post?
//| params:
//|   institution: {type: id, of: Institution, optional: true, doc: Only posts in this institution or a part of it.}
//| columns:
//|   {institution: Institution, post: text, official: Official, since: edtf, acting: boolean, lead_negotiator: boolean,
//|    evidence: ids, picture: picture}
//
// Of an institution, also the posts in records that were judged the same and in their parts, so that two readings of
// one post stand side by side. Held on the day: a post without an end counts as held, one that has ended on a day nobody found does not. Posts are
// never hidden, so where no document on one was out yet, the data set that states it is the source.

CALL () {
  WITH * WHERE $institution IS NOT NULL
  MATCH (wanted:Institution {id: $institution})
  WITH wanted
  MATCH (wanted)-[:SAME_AS*0..5]-()<-[:PART_OF*0..5]-()-[:SAME_AS*0..5]-()<-[:PART_OF*0..5]-()-[:SAME_AS*0..5]-()<-[:AT]-(t)
  RETURN t
  UNION
  WITH * WHERE $institution IS NULL
  MATCH (t:Tenure) RETURN t
}
MATCH (o:Official)<-[:HELD_BY]-(t)-[:AT]->(i:Institution)
WHERE (t.start_earliest IS NULL OR t.start_earliest <= $as_of)
  AND (t.end IS NULL OR t.end_latest >= $as_of OR (t.end_latest IS NULL AND t.end <> 'unknown'))
WITH t, o, i, COLLECT {
  MATCH (t)-[cites:CITES]->(d:Document) WHERE cites.known_from <= $as_of RETURN d.id ORDER BY d.id
} AS sources
RETURN
  i.id AS institution,
  t.post AS post,
  o.id AS official,
  t.start AS since,
  t.acting AS acting,
  t.lead_negotiator AS lead_negotiator,
  CASE WHEN size(sources) > 0 THEN sources ELSE COLLECT {
    MATCH (t)<-[:ASSERTS]-(s:Dataset) RETURN s.id ORDER BY s.id
  } END AS evidence,
  COLLECT { MATCH path = (o)<-[:HELD_BY]-(t)-[:AT]->(i) RETURN path } AS picture
ORDER BY institution, t.start_earliest IS NULL, t.start_earliest, post, official, t.id
