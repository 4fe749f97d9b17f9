// What happened, in order?
//| params:
//|   negotiation: {type: id, of: Negotiation, optional: true, doc: Only what belongs to this track of talks.}
//|   from: {type: date, optional: true, doc: Only what is not over before this day.}
//|   to: {type: date, optional: true, doc: Only what has begun by this day.}
//| columns:
//|   {date: edtf, known_from: date, kind: text, what: Record, status: StatusWord, participants: [Record],
//|    evidence: ids, picture: picture}
//
// Events and arrangements by the date in use, announcements, and the stages of measures, promises and arrangements.
// In use is the preferred date, else the last that a side stated, else that of the record's own text, else the last of
// all; a date that its own speaker has revised is none. What has no date is left out; what is planned stands in line.

CALL () {
  WITH * WHERE $negotiation IS NOT NULL MATCH (track:Negotiation {id: $negotiation}) RETURN track
  UNION
  WITH * WHERE $negotiation IS NULL RETURN null AS track
}
CALL (track) {
  CALL () {
    MATCH (x:Event) RETURN x, x.event_kind AS kind
    UNION
    MATCH (x:Arrangement) RETURN x, x.arrangement_kind AS kind
  }
  WITH x, kind, head(COLLECT {
    MATCH (x)<-[:ABOUT]-(k:Claim)
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
  }) AS stated
  WHERE x.known_from <= $as_of AND stated IS NOT NULL
  RETURN x, kind, stated.date AS date, stated.date_earliest AS earliest, stated.date_latest AS latest,
    stated.known_from AS seen, x AS cited, [stated.id] AS claims,
    head(COLLECT {
      MATCH (x:Event)-[has:HAS_STATUS]->(s:Status)
      WHERE has.known_from <= $as_of AND (s.since_earliest IS NULL OR s.since_earliest <= $as_of)
        AND (s.until_latest IS NULL OR s.until_latest >= $as_of)
      RETURN s.status ORDER BY s.since_earliest IS NULL, s.since_earliest DESC, s.known_from DESC, s.id DESC LIMIT 1
    }) AS status
  UNION ALL
  // The stages of an event stand in its own row, and so does the announcement of an arrangement.
  MATCH (x)-[has:HAS_STATUS]->(s:Status)
  WHERE has.known_from <= $as_of AND NOT x:Event AND NOT (x:Arrangement AND s.status = 'announced')
    AND NOT s.status = 'floated'
  RETURN x, s.status AS kind, s.since AS date, s.since_earliest AS earliest, s.since_latest AS latest,
    s.known_from AS seen, s AS cited, [] AS claims, null AS status
  UNION ALL
  MATCH (x:Concession)
  WHERE x.known_from <= $as_of AND x.announced IS NOT NULL AND NOT EXISTS {
    MATCH (x)-[has:HAS_STATUS]->(:Status {status: 'announced'}) WHERE has.known_from <= $as_of
  }
  RETURN x, 'announced' AS kind, x.announced AS date, x.announced_earliest AS earliest, x.announced_latest AS latest,
    x.known_from AS seen, x AS cited, [] AS claims, null AS status
}
WITH track, x, kind, date, earliest, latest, seen, cited, claims, status
WHERE ($from IS NULL OR latest IS NULL OR latest >= $from) AND ($to IS NULL OR earliest IS NULL OR earliest <= $to)
  AND (track IS NULL OR EXISTS { (x)-[:PART_OF*1..10]->(track) }
    OR EXISTS { (x)-[:PART_OF*0..5]->(:Measure)<-[:EASES|CONCERNS]-()-[:PART_OF*1..10]->(track) })
RETURN
  date,
  CASE WHEN seen = latest THEN null ELSE seen END AS known_from,
  kind,
  x.id AS what,
  status,
  COLLECT {
    MATCH (x)-[:ATTENDED_BY|BETWEEN|GIVEN_BY|MADE_BY|IMPOSED_BY]->(p) RETURN DISTINCT p.id ORDER BY p.id
  } AS participants,
  claims + COLLECT {
    MATCH (cited)-[r:CITES]->(d:Document) WHERE r.known_from <= $as_of RETURN d.id ORDER BY d.id
  } AS evidence,
  [x] + COLLECT {
    MATCH path = (x)-[r:ATTENDED_BY|BETWEEN|GIVEN_BY|MADE_BY|IMPOSED_BY|PART_OF|OUTCOME_OF|EASES]->()
    WHERE r.known_from IS NULL OR r.known_from <= $as_of RETURN path
  } AS picture
ORDER BY earliest IS NOT NULL, earliest, latest IS NULL, latest, what, kind
