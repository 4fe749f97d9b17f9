// Which pauses and deals were prolonged, how often, until when?
//| params:
//|   negotiation: {type: id, of: Negotiation, optional: true, doc: Only what belongs to this track of talks.}
//| columns:
//|   {item: Record, step: integer, what: Record, from: edtf, until: edtf, said_by: list, set_by: [Record],
//|    evidence: ids, picture: picture}
//
// An item is an arrangement that was extended, or a measure of which an easing was prolonged; what are its stages, or
// the concessions that ease it. Step counts the prolongations: 0 is the first term. From and until are those of the
// stage; of a concession, those of the window in use: the preferred reading, else the last of the giver's own side,
// else that of the record's own text, else the last of another side, else the last of all.

CALL () {
  WITH * WHERE $negotiation IS NOT NULL MATCH (track:Negotiation {id: $negotiation}) RETURN track
  UNION
  WITH * WHERE $negotiation IS NULL RETURN null AS track
}
CALL (track) {
  MATCH (a:Arrangement)-[has:HAS_STATUS]->(s:Status)
  WHERE has.known_from <= $as_of AND s.status IN ['in_force', 'extended']
    AND (track IS NULL OR EXISTS { (a)-[:PART_OF*1..10]->(track) })
    AND EXISTS { MATCH (a)-[also:HAS_STATUS]->(:Status {status: 'extended'}) WHERE also.known_from <= $as_of }
  RETURN a AS item, a AS what, s AS stage, s.since_earliest AS day, s.status = 'extended' AS longer, null AS k
  UNION ALL
  MATCH (m:Measure)<-[eases:EASES]-(c:Concession)
  WHERE eases.known_from <= $as_of AND c.known_from <= $as_of AND c.action IN ['suspend', 'prolong']
    AND (track IS NULL OR EXISTS { (c)-[:PART_OF*1..10]->(track) })
    AND EXISTS { MATCH (m)<-[also:EASES]-(:Concession {action: 'prolong'}) WHERE also.known_from <= $as_of }
  WITH m, c, COLLECT { MATCH (c)-[:GIVEN_BY]->()-[:OF_PARTY*0..1]->(p) RETURN DISTINCT p.id ORDER BY p.id } AS own
  WITH m, c, own, head(COLLECT {
    MATCH (c)<-[:ABOUT]-(k:Claim)
    WHERE k.window_text IS NOT NULL AND k.known_from <= $as_of AND k.stance IN ['asserts', 'predicts']
      AND NOT (k.rank = 'deprecated' AND k.ranked_on_latest <= $as_of)
    WITH k, coalesce(k.said_on_latest, k.known_from) AS day, own AS givers,
      ['head_of_state_office', 'ministry', 'agency', 'legislature', 'court'] AS offices
    WITH k, day, givers, COLLECT {
      MATCH (k)-[:SPOKEN_BY]->(s)-[:OF_PARTY*0..1]->(p:Party) WHERE s:Party OR s.institution_kind IN offices
      RETURN DISTINCT p.id ORDER BY p.id
    } + COLLECT {
      MATCH (k)-[:SPOKEN_BY]->(:Official)<-[:HELD_BY]-(t:Tenure)-[:AT]->(i:Institution)-[:OF_PARTY]->(p:Party)
      WHERE i.institution_kind IN offices AND (t.start_earliest IS NULL OR t.start_earliest <= day)
        AND (t.end IS NULL OR t.end_latest >= day OR (t.end_latest IS NULL AND t.end <> 'unknown'))
      RETURN DISTINCT p.id ORDER BY p.id
    } AS sides
    RETURN k
    ORDER BY CASE
        WHEN k.rank = 'preferred' AND k.ranked_on_latest <= $as_of THEN 1
        WHEN any(p IN sides WHERE p IN givers) THEN 2 WHEN k.id STARTS WITH 'claim/text-of-' THEN 3
        WHEN size(sides) > 0 THEN 4 ELSE 5 END,
      day DESC, k.known_from DESC, k.id
    LIMIT 1
  }) AS k, head(COLLECT {
    MATCH (c)-[has:HAS_STATUS]->(s:Status) WHERE has.known_from <= $as_of AND s.status = 'in_force'
    RETURN s ORDER BY s.since_earliest IS NULL, s.since_earliest, s.id LIMIT 1
  }) AS stage
  RETURN m AS item, c AS what, stage, coalesce(c.announced_earliest, c.known_from) AS day,
    c.action = 'prolong' AS longer, k
}
WITH item, what, stage, day, longer, k ORDER BY day, what.id
WITH item, collect({what: what, stage: stage, longer: longer, k: k}) AS steps
UNWIND range(0, size(steps) - 1) AS place
WITH item, place, steps[place] AS own, size([x IN steps[0..place + 1] WHERE x.longer]) AS step
WITH item, place, step, own.what AS what, own.stage AS stage, own.k AS k
WITH item, place, step, what, stage, k, COLLECT { MATCH (k)-[:SPOKEN_BY]->(s) RETURN s.id ORDER BY s.id } AS speakers
RETURN
  item.id AS item,
  step,
  what.id AS what,
  coalesce(k.window_start, stage.since) AS from,
  CASE WHEN k IS NULL THEN stage.until ELSE coalesce(k.window_end, k.window_label, stage.until) END AS until,
  [x IN [k] WHERE x IS NOT NULL | {
    speaker: CASE WHEN size(speakers) = 0 THEN [x.attribution] ELSE speakers END, says: x.window_text, hedge: x.hedge,
    said_on: x.said_on, claim: x.id
  }] AS said_by,
  COLLECT { MATCH (stage)-[by:SET_BY]->(x) WHERE by.known_from <= $as_of RETURN x.id ORDER BY x.id } AS set_by,
  [x IN [k] WHERE x IS NOT NULL | x.id] + COLLECT {
    UNWIND CASE WHEN stage IS NULL THEN [what] ELSE [stage] END AS cited
    MATCH (cited)-[cites:CITES]->(d:Document) WHERE cites.known_from <= $as_of RETURN d.id ORDER BY d.id
  } AS evidence,
  [each IN [item, what, stage, k] WHERE each IS NOT NULL] + COLLECT { MATCH path = (what)-[:EASES]->(item) RETURN path }
    + COLLECT { MATCH path = (stage)<-[:HAS_STATUS]-(what) RETURN path }
    + COLLECT { MATCH path = (stage)-[by:SET_BY]->() WHERE by.known_from <= $as_of RETURN path } AS picture
ORDER BY item, place
