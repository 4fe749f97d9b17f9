// What does one side assert that the other denies, will not confirm, or leaves out?
//| params:
//|   subject: {type: id, of: Record, optional: true, doc: Only what concerns this record.}
//| columns:
//|   {subject: Record, matter: text, asserted_by: list, denied_by: list, declined: list, omitted: list,
//|    disowned_by: list, searched: text, evidence: ids, picture: picture}
//
// The matter is what is asserted or asked, so that it reads the same for who asserts and who denies it. A denial is set
// against what it denies: the same link, the same stage, or the claims that it is about or revises; it is set against
// nothing where it names nothing, and its matter is then the contrary of what it says. Silence (a refusal to confirm, or
// a text that leaves something out) is set against the claims that it is about, and has their matter; a text that leaves
// out a part alone, which its question names, has that matter; all other silence is on the whole of the record, against
// what another side asserts of it. Says: what was asked, or in which words it is denied or left out. Disowned: denied by
// the side that asserted it. An empty asserted_by: nobody is recorded, as of the day, to whom it answers. Searched: how
// much was looked through.

// How much was looked through: all that was known by the day.
CALL () {
  MATCH (k:Claim)-[:FROM]->(d:Document) WHERE k.known_from <= $as_of
  WITH count(k) AS claims, count(DISTINCT d) AS documents
  RETURN ['claims: ' + toString(claims), ', documents: ' + toString(documents)] AS scope
}
CALL () {
  WITH * WHERE $subject IS NOT NULL
  MATCH (:Entity {id: $subject})<-[:ABOUT|SUBJECT|OBJECT]-(n:Claim) RETURN DISTINCT n
  UNION
  WITH * WHERE $subject IS NULL
  MATCH (n:Claim) WHERE n.stance IN ['denies', 'declines_to_confirm', 'omits'] RETURN n
}
WITH n, scope
WHERE n.stance IN ['denies', 'declines_to_confirm', 'omits'] AND n.known_from <= $as_of
  AND NOT (n.rank = 'deprecated' AND n.ranked_on_latest <= $as_of)
WITH n, scope, coalesce(n.said_on_latest, n.known_from) AS day,
  ['head_of_state_office', 'ministry', 'agency', 'legislature', 'court'] AS offices,
  COLLECT { MATCH (n)-[:ABOUT]->(x) WHERE NOT x:Claim AND NOT x:Document RETURN x ORDER BY x.id } AS matters,
  COLLECT { MATCH (n)-[:ABOUT|REVISES]->(x:Claim) RETURN DISTINCT x.id ORDER BY x.id } AS targets
WITH n, scope, day, offices, matters, targets, COLLECT {
  MATCH (n)-[:SPOKEN_BY]->(s)-[:OF_PARTY*0..1]->(p:Party) WHERE s:Party OR s.institution_kind IN offices
  RETURN DISTINCT p.id ORDER BY p.id
} + COLLECT {
  MATCH (n)-[:SPOKEN_BY]->(:Official)<-[:HELD_BY]-(t:Tenure)-[:AT]->(i:Institution)-[:OF_PARTY]->(p:Party)
  WHERE i.institution_kind IN offices AND (t.start_earliest IS NULL OR t.start_earliest <= day)
    AND (t.end IS NULL OR t.end_latest >= day OR (t.end_latest IS NULL AND t.end <> 'unknown'))
  RETURN DISTINCT p.id ORDER BY p.id
} AS sides
UNWIND CASE
  WHEN n.stance <> 'denies' THEN matters
  WHEN n.content = 'link' THEN COLLECT { MATCH (n)-[:OBJECT]->(x) RETURN x }
    + [x IN matters WHERE n.object_text IS NOT NULL]
  ELSE matters[0..1] END AS r
WITH n, scope, offices, targets, sides, r,
  CASE
    WHEN n.stance <> 'denies' AND size(targets) = 0 AND (n.stance <> 'omits' OR n.question IS NULL) THEN 'silence'
    WHEN n.content = 'link'
      THEN n.predicate + coalesce(': ' + head(COLLECT { MATCH (n)-[:SUBJECT]->(x) RETURN x.name }), '')
    WHEN n.status IS NOT NULL THEN n.status + coalesce(' since ' + n.since, '')
    ELSE coalesce(n.question, head(COLLECT {
      MATCH (n)-[:ABOUT|REVISES]->(x:Claim) WHERE x.known_from <= $as_of RETURN x.summary ORDER BY x.id
    }), CASE n.stance WHEN 'denies' THEN 'the contrary of: ' ELSE '' END + n.summary) END AS matter,
  CASE
    WHEN size(targets) > 0 AND n.content <> 'link' AND n.status IS NULL THEN 'claim'
    WHEN n.stance = 'omits' AND n.question IS NOT NULL THEN 'none'
    WHEN n.stance <> 'denies' THEN 'silence'
    WHEN n.content = 'link' THEN 'link'
    WHEN n.status IS NOT NULL THEN 'stage'
    ELSE 'none' END AS way
WHERE $subject IS NULL OR r.id = $subject
// What it stands against, and whether that comes from the same side. Names from outside are handed on by each WITH: the
// embedded engine loses them after the second.
WITH n, scope, sides, r, matter, COLLECT {
  MATCH (r)<-[:ABOUT|OBJECT]-(k:Claim)
  WHERE k.id <> n.id AND k.known_from <= $as_of AND k.stance IN ['asserts', 'predicts', 'threatens']
    AND k.content <> 'figure' AND NOT (k.rank = 'deprecated' AND k.ranked_on_latest <= $as_of)
    AND ((way = 'claim' AND k.id IN targets)
      OR (way = 'link' AND k.predicate = n.predicate
        AND COLLECT { MATCH (k)-[:SUBJECT]->(x) RETURN x.id } = COLLECT { MATCH (n)-[:SUBJECT]->(x) RETURN x.id })
      OR (way = 'stage' AND k.status = n.status)
      OR (way = 'silence' AND k.content IN ['terms', 'proposition']))
  WITH DISTINCT k, coalesce(k.said_on_latest, k.known_from) AS then, offices AS bodies, sides AS answering,
    way <> 'silence' AS direct
  WITH k, then, answering, direct, COLLECT {
    MATCH (k)-[:SPOKEN_BY]->(s)-[:OF_PARTY*0..1]->(p:Party) WHERE s:Party OR s.institution_kind IN bodies
    RETURN DISTINCT p.id ORDER BY p.id
  } + COLLECT {
    MATCH (k)-[:SPOKEN_BY]->(:Official)<-[:HELD_BY]-(t:Tenure)-[:AT]->(i:Institution)-[:OF_PARTY]->(p:Party)
    WHERE i.institution_kind IN bodies AND (t.start_earliest IS NULL OR t.start_earliest <= then)
      AND (t.end IS NULL OR t.end_latest >= then OR (t.end_latest IS NULL AND t.end <> 'unknown'))
    RETURN DISTINCT p.id ORDER BY p.id
  } AS their
  WITH k, then, direct, their, any(p IN their WHERE p IN answering) AS same
  WHERE direct OR (size(their) > 0 AND NOT same)
  RETURN {k: k, same: same} ORDER BY then, k.id
} AS against
WITH r, scope, matter, n, [x IN against | x.k] AS asserted, any(x IN against WHERE x.same) AS own
ORDER BY coalesce(n.said_on_latest, n.known_from), n.id
WITH r, scope, matter, collect({n: n, own: own, asserted: asserted}) AS found
WITH r, scope, matter, found, COLLECT {
  UNWIND found AS x
  UNWIND x.asserted AS k
  WITH DISTINCT k, COLLECT { MATCH (k)-[:SPOKEN_BY]->(s) RETURN s.id ORDER BY s.id } AS speakers
  RETURN {
    speaker: CASE WHEN size(speakers) = 0 THEN [k.attribution] ELSE speakers END, stance: k.stance, hedge: k.hedge,
    said_on: k.said_on, claim: k.id,
    known_from: CASE WHEN k.known_from = k.said_on_latest THEN null ELSE k.known_from END
  }
  ORDER BY coalesce(k.said_on_latest, k.known_from), k.id
} AS asserted_by, COLLECT {
  UNWIND found AS x
  WITH x, x.n AS n
  WITH x, n, COLLECT { MATCH (n)-[:SPOKEN_BY]->(s) RETURN s.id ORDER BY s.id } AS speakers
  RETURN {
    stance: n.stance, own: x.own, said: {
      speaker: CASE WHEN size(speakers) = 0 THEN [n.attribution] ELSE speakers END, hedge: n.hedge,
      says: CASE WHEN n.stance = 'declines_to_confirm' THEN coalesce(n.question, n.summary) ELSE n.summary END,
      said_on: n.said_on, claim: n.id,
      known_from: CASE WHEN n.known_from = n.said_on_latest THEN null ELSE n.known_from END
    }
  }
} AS answers
RETURN
  r.id AS subject,
  matter,
  asserted_by,
  [x IN answers WHERE x.stance = 'denies' AND NOT x.own | x.said] AS denied_by,
  [x IN answers WHERE x.stance = 'declines_to_confirm' | x.said] AS declined,
  [x IN answers WHERE x.stance = 'omits' | x.said] AS omitted,
  [x IN answers WHERE x.stance = 'denies' AND x.own | x.said] AS disowned_by,
  scope[0] + ' (' + toString(size(COLLECT {
    MATCH (r)<-[:ABOUT|SUBJECT|OBJECT]-(known:Claim) WHERE known.known_from <= $as_of RETURN DISTINCT known.id
  })) + ' on this)' + scope[1] AS searched,
  [x IN asserted_by | x.claim] + [x IN answers | x.said.claim] AS evidence,
  [r] + COLLECT {
    MATCH path = (r)<-[:ABOUT|OBJECT]-(k:Claim)-[:SPOKEN_BY]->()
    WHERE k.id IN [x IN asserted_by | x.claim] + [x IN answers | x.said.claim] RETURN path
  } AS picture
ORDER BY matter = 'silence', subject, matter
