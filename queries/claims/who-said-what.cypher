// What did a speaker say?
//| params:
//|   speaker: {type: id, of: [Official, Institution, Party], optional: true, doc: Only what this speaker said.}
//|   topic: {type: id, of: Topic, optional: true, doc: Only what is about this topic or one narrower than it.}
//|   stance: {type: word, of: Stance, optional: true, doc: Only claims of this stance.}
//| columns:
//|   {said_on: edtf, known_from: date, speaker: list, post_then: list, stance: Stance, hedge: Hedge, summary: text,
//|    about: [Record], rank: Rank, occasion: Event, evidence: ids, picture: picture}
//
// The posts are those held on the day of the claim; a post without an end counts as held, one that has ended on a day
// nobody found does not. Records that are by judgement the same speaker count together. A claim is about a topic also where it is about a record that covers the topic.

CALL () {
  WITH * WHERE $speaker IS NOT NULL
  MATCH (:Entity {id: $speaker})-[:SAME_AS*0..5]-(who:Entity)<-[:SPOKEN_BY]-(k:Claim) RETURN k
  UNION
  WITH * WHERE $speaker IS NULL AND $topic IS NOT NULL
  MATCH (:Topic {id: $topic})<-[:BROADER*0..10]-()<-[:COVERS*0..1]-()<-[:ABOUT]-(k:Claim) RETURN k
  UNION
  WITH * WHERE $speaker IS NULL AND $topic IS NULL
  MATCH (k:Claim) RETURN k
}
CALL () {
  WITH * WHERE $topic IS NOT NULL MATCH (wanted:Topic {id: $topic}) RETURN wanted
  UNION
  WITH * WHERE $topic IS NULL RETURN null AS wanted
}
WITH k, wanted, coalesce(k.said_on_latest, k.known_from) AS day,
  COLLECT { MATCH (k)-[:SPOKEN_BY]->(s) RETURN s.id ORDER BY s.id } AS speakers
WHERE k.known_from <= $as_of AND ($stance IS NULL OR k.stance = $stance)
  AND (wanted IS NULL OR EXISTS { (k)-[:ABOUT]->()-[:COVERS*0..1]->()-[:BROADER*0..10]->(wanted) })
RETURN
  k.said_on AS said_on,
  CASE WHEN k.known_from = k.said_on_latest THEN null ELSE k.known_from END AS known_from,
  CASE WHEN size(speakers) = 0 THEN [k.attribution] ELSE speakers END AS speaker,
  COLLECT {
    MATCH (k)-[:SPOKEN_BY]->(:Official)-[:SAME_AS*0..5]-(:Official)<-[:HELD_BY]-(t:Tenure)-[:AT]->(i:Institution)
    WHERE (t.start_earliest IS NULL OR t.start_earliest <= day)
      AND (t.end IS NULL OR t.end_latest >= day OR (t.end_latest IS NULL AND t.end <> 'unknown'))
    RETURN t.post + CASE WHEN t.acting THEN ' (acting)' ELSE '' END + ', ' + i.name ORDER BY t.id
  } AS post_then,
  k.stance AS stance,
  k.hedge AS hedge,
  k.summary AS summary,
  COLLECT { MATCH (k)-[:ABOUT]->(r) RETURN r.id ORDER BY r.id } AS about,
  CASE WHEN k.rank <> 'normal' AND k.ranked_on_latest <= $as_of THEN k.rank ELSE 'normal' END AS rank,
  head(COLLECT { MATCH (k)-[:SAID_AT]->(e:Event) RETURN e.id }) AS occasion,
  [k.id] + COLLECT { MATCH (k)-[:FROM]->(d:Document) RETURN d.id } AS evidence,
  COLLECT { MATCH path = (k)-[:SPOKEN_BY|ABOUT|SAID_AT|FROM]->() RETURN path } AS picture
ORDER BY day, k.id
