// Which former officials now speak, and from where?
//| columns:
//|   {official: Official, past_post: text, acting: boolean, past_institution: Institution, until: edtf,
//|    present_post: list, claims: integer, evidence: ids, picture: picture}
//
// A former official has held a post of a state, holds none on the day, and has been heard since. Each past post is a
// row, acting where it was held so; claims counts all that the person has said and that was known by the day.

MATCH (o:Official)<-[:HELD_BY]-(t:Tenure)-[:AT]->(i:Institution)
WHERE i.institution_kind IN ['head_of_state_office', 'ministry', 'agency', 'legislature', 'court']
  AND (t.end = 'unknown' OR t.end_latest < $as_of)
  AND NOT EXISTS {
    MATCH (o)<-[:HELD_BY]-(now:Tenure)-[:AT]->(office:Institution)
    WHERE office.institution_kind IN ['head_of_state_office', 'ministry', 'agency', 'legislature', 'court']
      AND (now.start_earliest IS NULL OR now.start_earliest <= $as_of)
      AND (now.end IS NULL OR now.end_latest >= $as_of OR (now.end_latest IS NULL AND now.end <> 'unknown'))
  }
WITH o, t, i, COLLECT {
  MATCH (o)<-[:SPOKEN_BY]-(k:Claim)
  WHERE k.known_from <= $as_of
    AND (t.end_latest IS NULL OR coalesce(k.said_on_latest, k.known_from) > t.end_latest)
    AND NOT (k.rank = 'deprecated' AND k.ranked_on_latest <= $as_of)
  RETURN k ORDER BY k.id
} AS said, COLLECT {
  MATCH (o)<-[:HELD_BY]-(now:Tenure)-[:AT]->(:Institution)
  WHERE (now.start_earliest IS NULL OR now.start_earliest <= $as_of)
    AND (now.end IS NULL OR now.end_latest >= $as_of OR (now.end_latest IS NULL AND now.end <> 'unknown'))
  RETURN now ORDER BY now.id
} AS present
WHERE size(said) > 0
RETURN
  o.id AS official,
  t.post AS past_post,
  t.acting AS acting,
  i.id AS past_institution,
  t.end AS until,
  COLLECT {
    UNWIND present AS now
    MATCH (now)-[:AT]->(place:Institution)
    RETURN now.post + CASE WHEN now.acting THEN ' (acting)' ELSE '' END + ', ' + place.name ORDER BY now.id
  } AS present_post,
  size(said) AS claims,
  [k IN said | k.id] + COLLECT {
    UNWIND [t] + present AS post
    MATCH (post)-[cites:CITES]->(d:Document) WHERE cites.known_from <= $as_of RETURN DISTINCT d.id ORDER BY d.id
  } AS evidence,
  COLLECT { UNWIND [t] + present AS post MATCH path = (o)<-[:HELD_BY]-(post)-[:AT]->() RETURN path }
    + said AS picture
ORDER BY official, t.end_latest IS NULL, t.end_latest DESC, t.id
