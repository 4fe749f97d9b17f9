// Who met whom, or is to meet, at which rounds?
//| params:
//|   negotiation: {type: id, of: Negotiation, optional: true, doc: Only meetings of this track of talks.}
//| columns:
//|   {date: edtf, event: Event, kind: text, party: Party, heads: [Official], officials: [Record], status: StatusWord,
//|    evidence: ids, picture: picture}
//
// Rounds, calls, summits and visits, one row for each party that was there. Heads led the delegation or met as
// principals; officials are all who took part for the party. Somebody of whom no source says for whom is in a row
// without a party. The date is the one in use, as in events/timeline.

CALL () {
  WITH * WHERE $negotiation IS NOT NULL
  MATCH (:Negotiation {id: $negotiation})<-[:PART_OF*1..5]-(e:Event) RETURN DISTINCT e
  UNION
  WITH * WHERE $negotiation IS NULL
  MATCH (e:Event) RETURN e
}
WITH e
WHERE e.known_from <= $as_of AND e.event_kind IN ['round', 'call', 'summit', 'visit']
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
  RETURN s.status ORDER BY s.since_earliest IS NULL, s.since_earliest DESC, s.known_from DESC, s.id DESC LIMIT 1
}) AS status
MATCH (e)-[there:ATTENDED_BY]->(who) WHERE there.known_from IS NULL OR there.known_from <= $as_of
WITH e, stated, status, there.for_party AS party, collect({id: who.id, role: there.role, who: who}) AS people
RETURN
  stated.date AS date,
  e.id AS event,
  e.event_kind AS kind,
  party,
  [x IN people WHERE x.role = 'head' | x.id] AS heads,
  [x IN people | x.id] AS officials,
  status,
  [x IN [stated.id] WHERE x IS NOT NULL] + COLLECT {
    MATCH (e)-[cites:CITES]->(d:Document) WHERE cites.known_from <= $as_of RETURN d.id ORDER BY d.id
  } AS evidence,
  [e] + COLLECT {
    MATCH path = (e)-[there:ATTENDED_BY]->(who) WHERE who.id IN [x IN people | x.id] RETURN path
  } AS picture
ORDER BY stated.date_earliest IS NULL, stated.date_earliest, event, party IS NULL, party
