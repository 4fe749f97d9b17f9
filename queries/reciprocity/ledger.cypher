// What was given for what, and who says so?
//| params:
//|   negotiation: {type: id, of: Negotiation, optional: true, doc: Only undertakings of this track of talks.}
//|   party:
//|     {type: id, of: Party, optional: true,
//|      doc: Only what this party or a body of it gave; it stands first in its row.}
//| columns:
//|   {undertaking: Record, by: [Record], basis: text, counterpart: [Record], counterpart_by: [Record], words: text,
//|    package: Arrangement, said_by: list, evidence: ids, picture: picture}
//
// Paired and conditional are claimed of two undertakings of two sides, firmly or with a weak hedge; perhaps is claimed
// with a strong hedge, or only supposed; nothing and too little are claimed of one. Packaged is claimed by nobody: what
// is not paired stands beside undertakings of the other side in one arrangement; of an amount and its parts only the
// total is named. Words stand in for a counterpart that is no record. A link counts unless its own speaker revised it.

CALL () {
  WITH * WHERE $party IS NOT NULL
  MATCH (:Party {id: $party})<-[:OF_PARTY*0..1]-()<-[:GIVEN_BY|MADE_BY]-(u) RETURN DISTINCT u
  UNION
  WITH * WHERE $party IS NULL
  MATCH (u:Concession) RETURN u
  UNION
  WITH * WHERE $party IS NULL
  MATCH (u:Commitment) RETURN u
}
CALL () {
  WITH * WHERE $negotiation IS NOT NULL MATCH (track:Negotiation {id: $negotiation}) RETURN track
  UNION
  WITH * WHERE $negotiation IS NULL RETURN null AS track
}
CALL () {
  // What was only floated is no promise yet, and pairs with nothing.
  MATCH (idea:Commitment)-[has:HAS_STATUS]->(:Status {status: 'floated'})
  WHERE has.known_from <= $as_of AND head(COLLECT {
    MATCH (idea)-[also:HAS_STATUS]->(s:Status)
    WHERE also.known_from <= $as_of AND (s.since_earliest IS NULL OR s.since_earliest <= $as_of)
      AND (s.until_latest IS NULL OR s.until_latest >= $as_of)
    RETURN s.status ORDER BY s.since_earliest IS NULL, s.since_earliest DESC, s.known_from DESC, s.id DESC LIMIT 1
  }) = 'floated'
  RETURN collect(DISTINCT idea.id) AS ideas
}
WITH u, ideas
WHERE u.known_from <= $as_of AND NOT u.id IN ideas AND (track IS NULL OR EXISTS { (u)-[:PART_OF*1..10]->(track) })
WITH u, ideas,
  COLLECT { MATCH (u)-[:GIVEN_BY|MADE_BY]->()-[:OF_PARTY*0..1]->(p) RETURN DISTINCT p.id ORDER BY p.id } AS own,
  COLLECT { MATCH (u)-[:GIVEN_TO|MADE_TO]->()-[:OF_PARTY*0..1]->(p) RETURN DISTINCT p.id ORDER BY p.id } AS others
WITH u, ideas, own, others, COLLECT {
  MATCH (u)<-[:SUBJECT|OBJECT]-(k:Claim)
  WHERE k.known_from <= $as_of AND k.predicate IN ['reciprocates', 'conditional_on']
    AND k.stance IN ['asserts', 'opines', 'predicts', 'speculates']
    AND NOT (k.rank = 'deprecated' AND k.ranked_on_latest <= $as_of)
    AND NOT EXISTS {
      MATCH (k)<-[:REVISES]-(later:Claim)-[:SPOKEN_BY]->(speaker)
      WHERE later.known_from <= $as_of AND EXISTS { (k)-[:SPOKEN_BY]->(speaker) }
    }
  OPTIONAL MATCH (k)-[:SUBJECT|OBJECT]->(v) WHERE v.id <> u.id
  RETURN {k: k, v: v, across: v IS NOT NULL AND NOT v.id IN ideas AND EXISTS {
    MATCH (v)-[:GIVEN_BY|MADE_BY]->()-[:OF_PARTY*0..1]->(p) WHERE p.id IN others
  }}
  ORDER BY k.known_from, k.id
} AS links
WITH u, ideas, own, others, [x IN links | {k: x.k, v: x.v, basis: CASE
  WHEN x.k.subject_value = 'nothing' THEN 'nothing'
  WHEN x.k.subject_value = 'too-little' THEN 'too little'
  WHEN x.across AND x.k.stance = 'asserts' AND x.k.hedge IN ['none', 'weak']
    THEN CASE x.k.predicate WHEN 'reciprocates' THEN 'paired' ELSE 'conditional' END
  WHEN x.across OR (x.v IS NULL AND x.k.predicate = 'reciprocates') THEN 'perhaps'
END}] AS links
CALL (u, ideas, own, others, links) {
  // Of a pair each side is found; where no party is asked for, the smaller id goes first.
  UNWIND [x IN links WHERE x.basis IS NOT NULL AND (x.v IS NULL OR u.id < x.v.id OR ($party IS NOT NULL AND NOT EXISTS {
    MATCH (v)-[:GIVEN_BY|MADE_BY]->()-[:OF_PARTY*0..1]->(:Party {id: $party}) WHERE v.id = x.v.id
  }))] AS x
  WITH x.basis AS basis, x.v AS v, coalesce(x.k.subject_text, CASE WHEN x.v IS NULL THEN x.k.object_text END) AS words,
    x.k AS k
  WITH basis, v, words, collect(k) AS claims
  RETURN basis, [w IN [v] WHERE w IS NOT NULL] AS counterparts, words, null AS package, claims
  UNION ALL
  WITH * WHERE NOT any(x IN links WHERE x.basis IN ['paired', 'conditional'])
  MATCH (u)-[part:PART_OF]->(a:Arrangement)<-[also:PART_OF]-(v)
  WHERE part.known_from <= $as_of AND also.known_from <= $as_of AND v.known_from <= $as_of AND NOT v.id IN ideas
    AND EXISTS { MATCH (v)-[:GIVEN_BY|MADE_BY]->()-[:OF_PARTY*0..1]->(p) WHERE p.id IN others }
    AND NOT EXISTS { (v)-[:PART_OF]->(:Commitment)-[:PART_OF]->(a) } AND v.id <> u.id
  WITH a, v ORDER BY v.id
  WITH a, collect(v) AS counterparts
  RETURN 'packaged' AS basis, counterparts, null AS words, a AS package, [] AS claims
}
RETURN
  u.id AS undertaking,
  COLLECT { MATCH (u)-[:GIVEN_BY|MADE_BY]->(p) RETURN p.id ORDER BY p.id } AS by,
  basis,
  [v IN counterparts | v.id] AS counterpart,
  COLLECT {
    UNWIND counterparts AS v MATCH (v)-[:GIVEN_BY|MADE_BY]->(p) RETURN DISTINCT p.id ORDER BY p.id
  } AS counterpart_by,
  words,
  package.id AS package,
  COLLECT {
    UNWIND claims AS k
    WITH k, COLLECT { MATCH (k)-[:SPOKEN_BY]->(s) RETURN s.id ORDER BY s.id } AS speakers
    RETURN {
      speaker: CASE WHEN size(speakers) = 0 THEN [k.attribution] ELSE speakers END, stance: k.stance, hedge: k.hedge,
      said_on: k.said_on, claim: k.id,
      known_from: CASE WHEN k.known_from = k.said_on_latest THEN null ELSE k.known_from END
    }
    ORDER BY k.known_from, k.id
  } AS said_by,
  [k IN claims | k.id] + CASE WHEN size(claims) > 0 THEN [] ELSE COLLECT {
    UNWIND [u, package] + counterparts AS cited
    MATCH (cited)-[cites:CITES]->(d:Document) WHERE cites.known_from <= $as_of RETURN DISTINCT d.id ORDER BY d.id
  } END AS evidence,
  [each IN [u, package] WHERE each IS NOT NULL] + counterparts + COLLECT {
    UNWIND claims AS k MATCH path = (k)-[:SUBJECT|OBJECT|SPOKEN_BY]->() RETURN path
  } + COLLECT { MATCH path = (package)<-[:PART_OF]-(u) RETURN path } AS picture
ORDER BY CASE basis
    WHEN 'nothing' THEN 1 WHEN 'too little' THEN 2 WHEN 'paired' THEN 3 WHEN 'conditional' THEN 4 WHEN 'perhaps' THEN 5
    ELSE 6 END,
  undertaking, counterpart[0], words, package
