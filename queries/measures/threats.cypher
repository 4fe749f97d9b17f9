// What was threatened, and was it carried out?
//| columns:
//|   {threat: Record, by: [Record], said_by: list, said_on: edtf, due: edtf, outcome: text, since: edtf,
//|    outcome_said_by: list, searched: text, evidence: ids, picture: picture}
//
// A threat is a claim that threatens, or a measure at the stage of a threat. Carried out: it came into force or was
// announced after that. Dropped: it ended, or somebody says that it did. Where neither is recorded as of the day, the
// threat is open until the day for which it was held out, and after that there is no word; searched says how much was
// looked through.

// How much was looked through: all that was known by the day.
CALL () {
  MATCH (k:Claim)-[:FROM]->(d:Document) WHERE k.known_from <= $as_of
  WITH count(k) AS claims, count(DISTINCT d) AS documents
  RETURN ['claims: ' + toString(claims), ', documents: ' + toString(documents)] AS scope
}
CALL () {
  MATCH (x)<-[:ABOUT]-(k:Claim {stance: 'threatens'}) WHERE k.known_from <= $as_of AND NOT x:Claim AND NOT x:Document
  RETURN x
  UNION
  MATCH (x:Measure)-[has:HAS_STATUS]->(:Status {status: 'threatened'}) WHERE has.known_from <= $as_of
  RETURN x
}
WITH DISTINCT x, scope
WITH x, scope, COLLECT {
  MATCH (x)<-[:ABOUT]-(k:Claim)
  WHERE k.stance = 'threatens' AND k.known_from <= $as_of
    AND NOT (k.rank = 'deprecated' AND k.ranked_on_latest <= $as_of)
  RETURN k ORDER BY coalesce(k.said_on_latest, k.known_from), k.id
} AS threats, COLLECT {
  MATCH (x)-[has:HAS_STATUS]->(s:Status)
  WHERE has.known_from <= $as_of AND (s.since_earliest IS NULL OR s.since_earliest <= $as_of)
  RETURN s ORDER BY s.since_earliest IS NOT NULL, s.since_earliest, s.known_from, s.id
} AS stages, COLLECT {
  MATCH (x)<-[:ABOUT]-(k:Claim)
  WHERE k.known_from <= $as_of AND k.content = 'terms' AND k.status IS NOT NULL
    AND NOT (k.rank = 'deprecated' AND k.ranked_on_latest <= $as_of)
    AND ((k.stance = 'asserts' AND k.status IN ['announced', 'in_force', 'changed', 'ended', 'annulled'])
      OR (k.stance = 'denies' AND k.status IN ['announced', 'in_force']))
  RETURN k ORDER BY coalesce(k.said_on_latest, k.known_from), k.id
} AS words
WITH x, scope, threats, words,
  [s IN stages WHERE s.status = 'threatened'] AS held_out,
  last([s IN stages WHERE s.status <> 'threatened']) AS stage
WITH x, scope, threats, held_out, words, stage,
  head([k IN threats WHERE k.since IS NOT NULL] + [s IN held_out]) AS first,
  head([k IN threats WHERE k.since IS NOT NULL]) AS dated
WITH x, scope, threats, held_out, words, stage, dated,
  CASE
    WHEN stage.status IN ['announced', 'in_force', 'changed', 'suspended'] THEN 'carried out'
    WHEN stage.status IN ['ended', 'annulled'] THEN 'dropped'
    WHEN any(k IN words WHERE k.stance = 'denies' OR k.status IN ['ended', 'annulled']) THEN 'said to be dropped'
    WHEN size(words) > 0 THEN 'said to be carried out'
    WHEN dated.since_latest < $as_of THEN 'no word'
    ELSE 'open'
  END AS outcome
RETURN
  x.id AS threat,
  COLLECT { MATCH (x)-[:IMPOSED_BY|GIVEN_BY|MADE_BY]->(p) RETURN p.id ORDER BY p.id } AS by,
  COLLECT {
    UNWIND threats AS k
    WITH k, COLLECT { MATCH (k)-[:SPOKEN_BY]->(s) RETURN s.id ORDER BY s.id } AS speakers
    RETURN {
      speaker: CASE WHEN size(speakers) = 0 THEN [k.attribution] ELSE speakers END, stance: k.stance, hedge: k.hedge,
      said_on: k.said_on, claim: k.id,
      known_from: CASE WHEN k.known_from = k.said_on_latest THEN null ELSE k.known_from END
    }
    ORDER BY coalesce(k.said_on_latest, k.known_from), k.id
  } AS said_by,
  coalesce(head([k IN threats WHERE k.said_on IS NOT NULL | k.said_on]), head([s IN held_out | s.since])) AS said_on,
  dated.since AS due,
  outcome,
  stage.since AS since,
  COLLECT {
    UNWIND words AS k
    WITH k, COLLECT { MATCH (k)-[:SPOKEN_BY]->(s) RETURN s.id ORDER BY s.id } AS speakers
    RETURN {
      speaker: CASE WHEN size(speakers) = 0 THEN [k.attribution] ELSE speakers END,
      says: k.status + coalesce(' since ' + k.since, ''), stance: k.stance, hedge: k.hedge, said_on: k.said_on,
      claim: k.id, known_from: CASE WHEN k.known_from = k.said_on_latest THEN null ELSE k.known_from END
    }
    ORDER BY coalesce(k.said_on_latest, k.known_from), k.id
  } AS outcome_said_by,
  CASE WHEN outcome IN ['open', 'no word'] THEN scope[0] + ' (' + toString(size(COLLECT {
    MATCH (x)<-[:ABOUT|SUBJECT|OBJECT]-(known:Claim) WHERE known.known_from <= $as_of RETURN DISTINCT known.id
  })) + ' on this)' + scope[1] END AS searched,
  [k IN threats + words | k.id] + COLLECT {
    UNWIND held_out + [stage] AS s
    MATCH (s)-[cites:CITES]->(d:Document) WHERE cites.known_from <= $as_of RETURN DISTINCT d.id ORDER BY d.id
  } AS evidence,
  [each IN [x] + held_out + [stage] WHERE each IS NOT NULL] + COLLECT {
    UNWIND threats + words AS k
    MATCH path = (x)<-[:ABOUT]-(k)-[:SPOKEN_BY]->() RETURN path
  } AS picture
ORDER BY CASE outcome WHEN 'open' THEN 1 WHEN 'no word' THEN 2 ELSE 3 END, said_on, threat
