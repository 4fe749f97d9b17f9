// Which explanations are offered for the same act?
//| params:
//|   subject: {type: id, of: Record, optional: true, doc: "The act; all that is offered for it, be it one or several."}
//| columns:
//|   {subject: Record, how: text, explanation: text, explained_by: Record, said_by: list, first_said: date,
//|    evidence: ids, picture: picture}
//
// An act is explained by what prompted it, and by what it is said to be given for. Without a subject: all acts for
// which at least two explanations are offered. What a claim only puts in words is no act that could be compared.

CALL () {
  WITH * WHERE $subject IS NOT NULL
  MATCH (x:Entity {id: $subject})<-[:SUBJECT|OBJECT]-(k:Claim) RETURN DISTINCT x, k
  UNION
  WITH * WHERE $subject IS NULL
  MATCH (k:Claim)-[:SUBJECT|OBJECT]->(x) WHERE k.predicate IN ['prompted_by', 'reciprocates'] RETURN DISTINCT x, k
}
WITH x, k
WHERE k.known_from <= $as_of AND k.stance IN ['asserts', 'opines', 'predicts', 'speculates']
  AND NOT (k.rank = 'deprecated' AND k.ranked_on_latest <= $as_of)
  AND (k.predicate = 'reciprocates' OR (k.predicate = 'prompted_by' AND EXISTS { (k)-[:SUBJECT]->(x) }))
  AND NOT EXISTS {
    MATCH (k)<-[:REVISES]-(later:Claim)-[:SPOKEN_BY]->(speaker)
    WHERE later.known_from <= $as_of AND EXISTS { (k)-[:SPOKEN_BY]->(speaker) }
  }
OPTIONAL MATCH (k)-[:SUBJECT|OBJECT]->(other) WHERE other.id <> x.id
WITH x, k, other, CASE k.predicate WHEN 'prompted_by' THEN 'prompted by' ELSE 'in return for' END AS how,
  coalesce(other.name, CASE k.predicate WHEN 'prompted_by' THEN k.object_text
    ELSE coalesce(k.subject_text, k.object_text) END) AS explanation,
  coalesce(k.said_on_latest, k.known_from) AS day,
  COLLECT { MATCH (k)-[:SPOKEN_BY]->(s) RETURN s.id ORDER BY s.id } AS speakers
WHERE explanation IS NOT NULL
WITH x, how, explanation, other, k, day, speakers ORDER BY day, k.id
WITH x, how, explanation, other, min(day) AS first_said, collect({
  speaker: CASE WHEN size(speakers) = 0 THEN [k.attribution] ELSE speakers END, stance: k.stance, hedge: k.hedge,
  said_on: k.said_on, claim: k.id, known_from: CASE WHEN k.known_from = k.said_on_latest THEN null ELSE k.known_from END
}) AS said_by
WITH x, collect({
  how: how, explanation: explanation, other: other, first_said: first_said, said_by: said_by
}) AS found
WHERE size(found) > 1 OR $subject IS NOT NULL
UNWIND found AS each
WITH x, each.how AS how, each.explanation AS explanation, each.other AS other, each.first_said AS first_said,
  each.said_by AS said_by
RETURN
  x.id AS subject,
  how,
  explanation,
  other.id AS explained_by,
  said_by,
  first_said,
  [y IN said_by | y.claim] AS evidence,
  [each IN [x, other] WHERE each IS NOT NULL] + COLLECT {
    MATCH path = (x)<-[:SUBJECT|OBJECT]-(k:Claim)-[:SPOKEN_BY]->() WHERE k.id IN [y IN said_by | y.claim] RETURN path
  } AS picture
ORDER BY subject, first_said, how, explanation
