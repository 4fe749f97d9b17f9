// Which undertakings does only one side state, and what did the other do: deny, decline, omit?
//| params:
//|   stated_by: {type: id, of: Party, optional: true, doc: Only what this party alone states.}
//| columns:
//|   {undertaking: Record, side: Party, stated_by: list, other_side: [Party], response: text, response_by: list,
//|    searched: text, evidence: ids, picture: picture}
//
// Sides are the givers and receivers. A side states an undertaking by asserting something of it, a figure apart, or in
// a text of its own that the record cites. The response is the gravest of denies, declines to confirm and omits; none
// recorded: among all claims known by the day there is none; searched says how many those are, how many of them the
// other side made, and from how many documents. What neither side states is left out.

// How much was looked through: all that was known by the day.
CALL () {
  MATCH (k:Claim)-[:FROM]->(d:Document) WHERE k.known_from <= $as_of
  WITH count(k) AS claims, count(DISTINCT d) AS documents
  RETURN ['claims: ' + toString(claims), ', documents: ' + toString(documents)] AS scope
}
CALL () {
  MATCH (k:Claim) WHERE k.known_from <= $as_of
  WITH k, coalesce(k.said_on_latest, k.known_from) AS day,
    ['head_of_state_office', 'ministry', 'agency', 'legislature', 'court'] AS offices
  WITH k, COLLECT {
    MATCH (k)-[:SPOKEN_BY]->(s)-[:OF_PARTY*0..1]->(p:Party) WHERE s:Party OR s.institution_kind IN offices
    RETURN DISTINCT p.id ORDER BY p.id
  } + COLLECT {
    MATCH (k)-[:SPOKEN_BY]->(:Official)<-[:HELD_BY]-(t:Tenure)-[:AT]->(i:Institution)-[:OF_PARTY]->(p:Party)
    WHERE i.institution_kind IN offices AND (t.start_earliest IS NULL OR t.start_earliest <= day)
      AND (t.end IS NULL OR t.end_latest >= day OR (t.end_latest IS NULL AND t.end <> 'unknown'))
    RETURN DISTINCT p.id ORDER BY p.id
  } AS sides
  UNWIND sides AS party
  WITH party, count(DISTINCT k) AS claims
  RETURN collect({party: party, claims: claims}) AS heard
}
CALL () {
  MATCH (u:Concession) RETURN u
  UNION
  MATCH (u:Commitment) RETURN u
}
CALL () {
  WITH * WHERE $stated_by IS NOT NULL MATCH (only:Party {id: $stated_by}) RETURN only
  UNION
  WITH * WHERE $stated_by IS NULL RETURN null AS only
}
WITH u, only, scope, heard, ['head_of_state_office', 'ministry', 'agency', 'legislature', 'court'] AS offices
WHERE u.known_from <= $as_of
WITH u, only, scope, heard, offices, COLLECT {
  MATCH (u)-[:GIVEN_BY|GIVEN_TO|MADE_BY|MADE_TO]->()-[:OF_PARTY*0..1]->(p:Party) RETURN DISTINCT p.id ORDER BY p.id
} AS parties
WHERE size(parties) > 1
CALL (u, offices) {
  MATCH (u)<-[:ABOUT]-(k:Claim)
  WHERE k.known_from <= $as_of AND k.content <> 'figure'
    AND k.stance IN ['asserts', 'predicts', 'denies', 'declines_to_confirm', 'omits']
    AND NOT (k.rank = 'deprecated' AND k.ranked_on_latest <= $as_of)
  WITH k, offices, coalesce(k.said_on_latest, k.known_from) AS day
  WITH k, COLLECT {
    MATCH (k)-[:SPOKEN_BY]->(s)-[:OF_PARTY*0..1]->(p:Party) WHERE s:Party OR s.institution_kind IN offices
    RETURN DISTINCT p.id ORDER BY p.id
  } + COLLECT {
    MATCH (k)-[:SPOKEN_BY]->(:Official)<-[:HELD_BY]-(t:Tenure)-[:AT]->(i:Institution)-[:OF_PARTY]->(p:Party)
    WHERE i.institution_kind IN offices AND (t.start_earliest IS NULL OR t.start_earliest <= day)
      AND (t.end IS NULL OR t.end_latest >= day OR (t.end_latest IS NULL AND t.end <> 'unknown'))
    RETURN DISTINCT p.id ORDER BY p.id
  } AS sides, COLLECT { MATCH (k)-[:SPOKEN_BY]->(s) RETURN s.id ORDER BY s.id } AS speakers, day
  ORDER BY day, k.id
  RETURN collect({sides: sides, stance: k.stance, said: {
    speaker: CASE WHEN size(speakers) = 0 THEN [k.attribution] ELSE speakers END, stance: k.stance, hedge: k.hedge,
    said_on: k.said_on, claim: k.id,
    known_from: CASE WHEN k.known_from = k.said_on_latest THEN null ELSE k.known_from END
  }}) AS said
}
WITH u, only, scope, heard, parties, said, COLLECT {
  MATCH (u)-[cites:CITES]->(d:Document)-[:PUBLISHED_BY]->(s)-[:OF_PARTY*0..1]->(p:Party)
  WHERE cites.known_from <= $as_of AND (s:Party OR s.institution_kind IN offices)
  RETURN DISTINCT {party: p.id, document: d.id, speaker: s.id, published: d.published}
} AS texts
WITH u, only, scope, heard, parties, said, texts, [p IN parties
  WHERE any(x IN said WHERE x.stance IN ['asserts', 'predicts'] AND p IN x.sides)
  OR any(x IN texts WHERE x.party = p)] AS stating
WHERE size(stating) = 1 AND (only IS NULL OR stating[0] = only.id)
WITH u, scope, heard, stating[0] AS side, texts, [p IN parties WHERE NOT p IN stating] AS other_side,
  [x IN said WHERE x.stance IN ['asserts', 'predicts'] AND stating[0] IN x.sides | x.said] AS claims,
  [x IN said WHERE x.stance IN ['denies', 'declines_to_confirm', 'omits']
    AND any(p IN x.sides WHERE p IN parties AND NOT p IN stating) | x.said] AS answers
WITH u, scope, heard, side, texts, other_side, claims, answers, CASE
  WHEN any(x IN answers WHERE x.stance = 'denies') THEN 'denies'
  WHEN any(x IN answers WHERE x.stance = 'declines_to_confirm') THEN 'declines to confirm'
  WHEN any(x IN answers WHERE x.stance = 'omits') THEN 'omits'
  ELSE 'none recorded' END AS response
RETURN
  u.id AS undertaking,
  side,
  CASE WHEN size(claims) > 0 THEN claims
    ELSE [x IN texts | {speaker: [x.speaker], said_on: x.published}] END AS stated_by,
  other_side,
  response,
  answers AS response_by,
  CASE WHEN response = 'none recorded' THEN scope[0] + ' (' + toString(
    reduce(all = 0, x IN [x IN heard WHERE x.party IN other_side | x.claims] | all + x)
  ) + ' of the other side)' + scope[1] END AS searched,
  [x IN claims + answers | x.claim] + [x IN texts | x.document] AS evidence,
  [u] + COLLECT {
    MATCH path = (u)<-[:ABOUT]-(k:Claim)-[:SPOKEN_BY]->() WHERE k.id IN [x IN claims + answers | x.claim] RETURN path
  } AS picture
ORDER BY CASE response WHEN 'denies' THEN 1 WHEN 'declines to confirm' THEN 2 WHEN 'omits' THEN 3 ELSE 4 END,
  undertaking
