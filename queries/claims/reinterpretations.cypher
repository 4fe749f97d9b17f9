// How was a term re-read over time, by whom, and whose deadline moved?
//| params:
//|   subject: {type: id, of: Record, optional: true, doc: Only the terms of this record.}
//|   field:
//|     {type: word, of: [quantity, rate, window, condition, duty, date, scope, by, to, status], optional: true,
//|      doc: Only this term.}
//| columns:
//|   {subject: Record, field: text, step: integer, said_on: edtf, known_from: date, said_by: list, value: text,
//|    revises: [Claim], reported: [Record], evidence: ids, picture: picture}
//
// All readings of each term of which there are at least two that differ, in the order in which they were said.
// A reading is reported where its speaker relays what somebody else, or a document, said.

CALL () {
  WITH * WHERE $subject IS NOT NULL
  MATCH (r:Entity {id: $subject})<-[:ABOUT]-(k:Claim) WHERE k.content = 'terms' RETURN r, k
  UNION
  WITH * WHERE $subject IS NULL
  MATCH (k:Claim)-[:ABOUT]->(r) WHERE k.content = 'terms' RETURN r, k
}
WITH r, k,
  COLLECT { MATCH (k)-[:STATES_BY]->(p) RETURN p.name ORDER BY p.name } AS givers,
  COLLECT { MATCH (k)-[:STATES_TO]->(p) RETURN p.name ORDER BY p.name } AS receivers
WHERE k.known_from <= $as_of AND k.stance IN ['asserts', 'opines', 'predicts']
  AND NOT (k.rank = 'deprecated' AND k.ranked_on_latest <= $as_of)
UNWIND [
  {field: 'quantity', stage: '', value: k.quantity_text, bound: k.quantity_bound,
   same: coalesce(toString(k.quantity_base), k.quantity_amount, '') + '|' + coalesce(k.quantity_upto, '') + '|'
     + coalesce(k.quantity_unit_code, k.quantity_unit, '') + '|' + coalesce(k.quantity_of, '') + '|'
     + coalesce(k.quantity_per, '') + '|' + coalesce(k.quantity_over_text, '')},
  {field: 'rate', stage: '', value: k.rate_text, bound: k.rate_bound,
   same: coalesce(toString(k.rate_base), k.rate_amount, '') + '|' + coalesce(k.rate_upto, '') + '|'
     + coalesce(k.rate_unit_code, k.rate_unit, '') + '|' + coalesce(k.rate_of, '') + '|'
     + coalesce(k.rate_per, '') + '|' + coalesce(k.rate_over_text, '')},
  {field: 'window', stage: '', value: k.window_text, bound: null,
   same: CASE WHEN k.window_start IS NULL AND k.window_end IS NULL THEN toLower(k.window_label)
     ELSE coalesce(toString(k.window_start_earliest), '') + '/' + coalesce(toString(k.window_end_latest), '') END
     + '|' + coalesce(k.window_each, '')},
  {field: 'condition', stage: '', value: k.condition, bound: null, same: k.condition},
  {field: 'duty', stage: '', value: k.duty, bound: null, same: k.duty},
  {field: 'date', stage: '', value: k.date, bound: null, same: k.date},
  {field: 'scope', stage: '', value: k.scope, bound: null, same: k.scope},
  {field: 'by', stage: '', bound: null, same: reduce(all = '', p IN givers | all + '|' + p),
   value: CASE WHEN size(givers) > 0 THEN substring(reduce(all = '', p IN givers | all + ', ' + p), 2) END},
  {field: 'to', stage: '', bound: null, same: reduce(all = '', p IN receivers | all + '|' + p),
   value: CASE WHEN size(receivers) > 0 THEN substring(reduce(all = '', p IN receivers | all + ', ' + p), 2) END},
  {field: 'status', stage: k.status, bound: null,
   value: k.status + coalesce(' since ' + k.since, '') + coalesce(' until ' + k.until, ''),
   same: k.status + '|' + coalesce(k.since, '') + '|' + coalesce(k.until, '')}
] AS term
// Of two readings of one day the one that revises the other is the later.
WITH r, k, term, coalesce(k.said_on_latest, k.known_from) AS day, COUNT { (k)-[:REVISES*1..20]->(:Claim) } AS revised
WHERE term.value IS NOT NULL AND ($field IS NULL OR term.field = $field)
ORDER BY day, k.known_from, revised, k.id
WITH r, term.field AS field, term.stage AS stage, collect(DISTINCT term.same) AS values,
  collect(DISTINCT term.bound) AS bounds, collect({k: k, value: term.value}) AS readings
WHERE size(values) > 1 OR size(bounds) > 1
UNWIND range(1, size(readings)) AS step
WITH r, field, stage, step, readings[step - 1] AS reading
WITH r, field, stage, step, reading.value AS value, reading.k AS k
WITH r, field, stage, step, value, k, COLLECT { MATCH (k)-[:SPOKEN_BY]->(s) RETURN s.id ORDER BY s.id } AS speakers
RETURN
  r.id AS subject,
  field,
  step,
  k.said_on AS said_on,
  CASE WHEN k.known_from = k.said_on_latest THEN null ELSE k.known_from END AS known_from,
  [{
    speaker: CASE WHEN size(speakers) = 0 THEN [k.attribution] ELSE speakers END,
    stance: k.stance, hedge: k.hedge, claim: k.id
  }] AS said_by,
  value,
  COLLECT {
    MATCH (k)-[:REVISES]->(earlier:Claim) WHERE earlier.known_from <= $as_of RETURN earlier.id ORDER BY earlier.id
  } AS revises,
  COLLECT { MATCH (k)-[:RELAYS]->(source) RETURN source.id ORDER BY source.id } AS reported,
  [k.id] AS evidence,
  COLLECT { MATCH path = (r)<-[:ABOUT]-(k)-[:SPOKEN_BY]->() RETURN path }
    + COLLECT { MATCH path = (k)-[:REVISES]->(earlier:Claim) WHERE earlier.known_from <= $as_of RETURN path } AS picture
ORDER BY subject, field, stage, step
