// Which concessions have no reciprocal commitment?
//| params:
//|   given_by: {type: id, of: Party, optional: true, doc: Only concessions of this party or of a body of it.}
//|   given_to: {type: id, of: Party, optional: true, doc: Only concessions to this party or to a body of it.}
//|   topic: {type: id, of: Topic, optional: true, doc: Only concessions on this topic or a narrower one.}
//|   negotiation: {type: id, of: Negotiation, optional: true, doc: Only concessions of this track of talks.}
//|   standing: {type: word, of: Standing, optional: true, doc: Only this standing instead of all that are not paired.}
//| columns:
//|   {concession: Concession, given_by: [Record], given_to: [Record], announced: edtf, known_from: date,
//|    standing: [Standing], package: Arrangement, said_by: list, own_side: [Commitment], fate: StatusWord,
//|    searched: text, evidence: ids, picture: picture}
//
// A link counts in both directions, unless it is deprecated or its own speaker has revised it. The other side are the
// receivers and all bodies of theirs; what firms of the giver's own side pay never pairs. Searched: where nobody is
// recorded to speak of it, how much was looked through.

// How much was looked through: all that was known by the day.
CALL () {
  MATCH (k:Claim)-[:FROM]->(d:Document) WHERE k.known_from <= $as_of
  WITH count(k) AS claims, count(DISTINCT d) AS documents
  RETURN ['claims: ' + toString(claims), ', documents: ' + toString(documents)] AS scope
}
CALL () {
  WITH * WHERE $given_by IS NOT NULL
  MATCH (:Party {id: $given_by})<-[:OF_PARTY*0..1]-()<-[:GIVEN_BY]-(c:Concession) RETURN c
  UNION
  WITH * WHERE $given_by IS NULL
  MATCH (c:Concession) RETURN c
}
CALL () {
  WITH * WHERE $given_to IS NOT NULL MATCH (receiver:Party {id: $given_to}) RETURN receiver
  UNION
  WITH * WHERE $given_to IS NULL RETURN null AS receiver
}
CALL () {
  WITH * WHERE $topic IS NOT NULL MATCH (wanted:Topic {id: $topic}) RETURN wanted
  UNION
  WITH * WHERE $topic IS NULL RETURN null AS wanted
}
CALL () {
  WITH * WHERE $negotiation IS NOT NULL MATCH (track:Negotiation {id: $negotiation}) RETURN track
  UNION
  WITH * WHERE $negotiation IS NULL RETURN null AS track
}
CALL () {
  // What was only floated is no promise yet, and pairs with nothing.
  MATCH (u:Commitment)-[has:HAS_STATUS]->(:Status {status: 'floated'})
  WHERE has.known_from <= $as_of AND head(COLLECT {
    MATCH (u)-[also:HAS_STATUS]->(s:Status)
    WHERE also.known_from <= $as_of AND (s.since_earliest IS NULL OR s.since_earliest <= $as_of)
      AND (s.until_latest IS NULL OR s.until_latest >= $as_of)
    RETURN s.status ORDER BY s.since_earliest IS NULL, s.since_earliest DESC, s.known_from DESC, s.id DESC LIMIT 1
  }) = 'floated'
  RETURN collect(DISTINCT u.id) AS ideas
}
WITH c, receiver, wanted, track, ideas, scope
WHERE c.known_from <= $as_of
  AND (receiver IS NULL OR EXISTS { (c)-[:GIVEN_TO]->()-[:OF_PARTY*0..1]->(receiver) })
  AND (wanted IS NULL OR EXISTS { (c)-[:COVERS]->()-[:BROADER*0..10]->(wanted) })
  AND (track IS NULL OR EXISTS { (c)-[:PART_OF*1..10]->(track) })

// The stage that holds on the day; past its own end, where none has followed, the concession has lapsed. One that is
// moot, or whose measures have all ended, is no longer open.
WITH c, ideas, scope, head(COLLECT {
  MATCH (c)-[has:HAS_STATUS]->(s:Status)
  WHERE has.known_from <= $as_of AND (s.since_earliest IS NULL OR s.since_earliest <= $as_of)
  RETURN CASE WHEN s.until_latest < $as_of THEN 'lapsed' ELSE s.status END
  ORDER BY s.since_earliest IS NULL, s.since_earliest DESC, s.known_from DESC, s.id DESC LIMIT 1
}) AS fate, COLLECT {
  MATCH (c)-[eases:EASES]->(m:Measure) WHERE eases.known_from <= $as_of
  RETURN coalesce(head(COLLECT {
    MATCH (m)-[has:HAS_STATUS]->(s:Status)
    WHERE has.known_from <= $as_of AND (s.since_earliest IS NULL OR s.since_earliest <= $as_of)
      AND (s.until_latest IS NULL OR s.until_latest >= $as_of)
    RETURN s.status ORDER BY s.since_earliest IS NULL, s.since_earliest DESC, s.known_from DESC, s.id DESC LIMIT 1
  }), 'unknown')
} AS measures
WHERE coalesce(fate, '') <> 'moot' AND (size(measures) = 0 OR any(m IN measures WHERE NOT m IN ['ended', 'annulled']))

// Everybody who counts as a giver or receiver: those named, and the parties they belong to.
WITH c, ideas, scope, fate,
  COLLECT { MATCH (c)-[:GIVEN_BY]->()-[:OF_PARTY*0..1]->(p) RETURN DISTINCT p.id ORDER BY p.id } AS own,
  COLLECT { MATCH (c)-[:GIVEN_TO]->()-[:OF_PARTY*0..1]->(p) RETURN DISTINCT p.id ORDER BY p.id } AS others

// Who says what came back, and how firmly.
WITH c, ideas, scope, fate, own, others, COLLECT {
  MATCH (c)<-[:SUBJECT|OBJECT]-(k:Claim)
  WHERE k.known_from <= $as_of AND k.predicate IN ['reciprocates', 'conditional_on']
    AND k.stance IN ['asserts', 'opines', 'predicts', 'speculates']
    AND NOT (k.rank = 'deprecated' AND k.ranked_on_latest <= $as_of)
    AND NOT EXISTS {
      MATCH (k)<-[:REVISES]-(later:Claim)-[:SPOKEN_BY]->(speaker)
      WHERE later.known_from <= $as_of AND EXISTS { (k)-[:SPOKEN_BY]->(speaker) }
    }
  OPTIONAL MATCH (k)-[:SUBJECT|OBJECT]->(u) WHERE u.id <> c.id
  WITH k, u,
    u IS NOT NULL AND EXISTS {
      MATCH (u)-[:GIVEN_BY|MADE_BY]->()-[:OF_PARTY*0..1]->(p) WHERE p.id IN others
    } AND NOT u.id IN ideas AS across
  WITH k, u, CASE
    WHEN k.subject_value = 'nothing' THEN 'nothing'
    WHEN k.subject_value = 'too-little' THEN 'too little'
    WHEN across AND k.stance = 'asserts' AND k.hedge IN ['none', 'weak'] THEN 'paired with'
    WHEN across OR (u IS NULL AND k.predicate = 'reciprocates') THEN 'perhaps'
  END AS says
  WHERE says IS NOT NULL
  WITH k, u, says, COLLECT { MATCH (k)-[:SPOKEN_BY]->(s) RETURN s.id ORDER BY s.id } AS speakers
  RETURN {
    speaker: CASE WHEN size(speakers) = 0 THEN [k.attribution] ELSE speakers END,
    says: says,
    counterpart: coalesce(u.id, k.subject_text, k.object_text),
    stance: k.stance,
    hedge: k.hedge,
    said_on: k.said_on,
    known_from: CASE WHEN k.known_from = k.said_on_latest THEN null ELSE k.known_from END,
    claim: k.id
  }
  ORDER BY CASE says WHEN 'nothing' THEN 1 WHEN 'too little' THEN 2 WHEN 'paired with' THEN 3 ELSE 4 END,
    k.known_from, k.id
} AS said_by, head(COLLECT {
  MATCH (c)-[part:PART_OF]->(a:Arrangement) WHERE part.known_from <= $as_of RETURN a ORDER BY a.id
}) AS a
WITH c, ideas, scope, fate, own, others, said_by, a, [x IN said_by | x.says] AS words,
  a IS NOT NULL AND EXISTS {
    MATCH (a)<-[part:PART_OF]-(u)-[:GIVEN_BY|MADE_BY]->()-[:OF_PARTY*0..1]->(p)
    WHERE part.known_from <= $as_of AND u.known_from <= $as_of AND p.id IN others
      AND NOT u.id IN ideas
  } AS in_package
WITH c, scope, fate, own, said_by, a, [x IN [
  CASE WHEN 'nothing' IN words OR 'too little' IN words THEN 'said to be unreciprocated' END,
  CASE WHEN 'paired with' IN words THEN 'paired' END,
  CASE WHEN 'perhaps' IN words AND NOT 'paired with' IN words THEN 'said to be perhaps reciprocated' END,
  CASE WHEN in_package AND NOT 'paired with' IN words THEN 'packaged' END
] WHERE x IS NOT NULL] AS found
WITH c, scope, fate, own, said_by, a, CASE WHEN size(found) = 0 THEN ['none recorded'] ELSE found END AS standing
WHERE ($standing IS NULL AND NOT 'paired' IN standing) OR $standing IN standing

// What firms of the giver's own side are to do in return: tied by a claim, or to do with a measure that is eased.
WITH c, scope, fate, said_by, a, standing, COLLECT {
  MATCH (c)-[eases:EASES]->(:Measure)<-[about:CONCERNS]-(u:Commitment)-[:MADE_BY]->(:Institution)-[:OF_PARTY]->(p:Party)
  WHERE eases.known_from <= $as_of AND about.known_from <= $as_of AND p.id IN own
  RETURN DISTINCT u ORDER BY u.id
} + COLLECT {
  MATCH (c)<-[:SUBJECT|OBJECT]-(k:Claim)-[:SUBJECT|OBJECT]->(u:Commitment)
  MATCH (u)-[:MADE_BY]->(:Institution)-[:OF_PARTY]->(p:Party)
  WHERE k.known_from <= $as_of AND k.predicate IN ['reciprocates', 'conditional_on'] AND k.stance = 'asserts'
    AND NOT (k.rank = 'deprecated' AND k.ranked_on_latest <= $as_of) AND u.known_from <= $as_of AND p.id IN own
  RETURN DISTINCT u ORDER BY u.id
} AS payments
WITH c, scope, fate, said_by, a, standing, payments, [c, a] + payments AS cited
RETURN
  c.id AS concession,
  COLLECT { MATCH (c)-[:GIVEN_BY]->(g) RETURN g.id ORDER BY g.id } AS given_by,
  COLLECT { MATCH (c)-[:GIVEN_TO]->(g) RETURN g.id ORDER BY g.id } AS given_to,
  c.announced AS announced,
  CASE WHEN c.known_from = c.announced_latest THEN null ELSE c.known_from END AS known_from,
  standing,
  a.id AS package,
  said_by,
  [u IN payments | u.id] AS own_side,
  fate,
  CASE WHEN size(said_by) = 0 THEN scope[0] + ' (' + toString(size(COLLECT {
    MATCH (c)<-[:ABOUT|SUBJECT|OBJECT]-(known:Claim) WHERE known.known_from <= $as_of RETURN DISTINCT known.id
  })) + ' on this)' + scope[1] END AS searched,
  [x IN said_by | x.claim] + COLLECT {
    UNWIND cited AS x
    MATCH (x)-[cites:CITES]->(d:Document) WHERE cites.known_from <= $as_of RETURN DISTINCT d.id ORDER BY d.id
  } AS evidence,
  COLLECT {
    MATCH path = (c)-[r:GIVEN_BY|GIVEN_TO|EASES|PART_OF]->() WHERE r.known_from <= $as_of RETURN path
  } + COLLECT {
    MATCH path = (c)<-[:SUBJECT|OBJECT]-(k:Claim)-[:SPOKEN_BY]->()
    WHERE k.id IN [x IN said_by | x.claim] RETURN path
  } AS picture
ORDER BY CASE standing[0]
    WHEN 'said to be unreciprocated' THEN 1 WHEN 'paired' THEN 2 WHEN 'said to be perhaps reciprocated' THEN 3
    WHEN 'packaged' THEN 4 ELSE 5 END,
  c.announced_latest IS NULL, c.announced_latest DESC, concession
