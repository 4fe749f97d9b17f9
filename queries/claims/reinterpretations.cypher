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
// A claim that revises a reading and states no term takes it back. A reading is reported where its speaker relays what somebody else, or a document, said.

CALL () {
  WITH * WHERE $subject IS NOT NULL
  MATCH (r:Entity {id: $subject})<-[:ABOUT]-(t:Claim) WHERE t.content = 'terms' RETURN r, t
  UNION
  WITH * WHERE $subject IS NULL
  MATCH (t:Claim)-[:ABOUT]->(r) WHERE t.content = 'terms' RETURN r, t
}
// A reading, and whoever takes it back without stating another.
WITH r, t, [t] + COLLECT { MATCH (t)<-[:REVISES]-(later:Claim) WHERE later.content <> 'terms' RETURN later } AS claims
UNWIND claims AS k
WITH r, t, k,
  COLLECT { MATCH (t)-[:STATES_BY]->(p) RETURN p.name ORDER BY p.name } AS givers,
  COLLECT { MATCH (t)-[:STATES_TO]->(p) RETURN p.name ORDER BY p.name } AS receivers
WHERE k.known_from <= $as_of AND (k.stance IN ['asserts', 'opines', 'predicts'] OR k.content <> 'terms')
  AND NOT (k.rank = 'deprecated' AND k.ranked_on_latest <= $as_of)
UNWIND [
  {field: 'quantity', stage: '', value: t.quantity_text, bound: t.quantity_bound,
   same: coalesce(toString(t.quantity_base), t.quantity_amount, '') + '|' + coalesce(t.quantity_upto, '') + '|'
     + coalesce(t.quantity_unit_code, t.quantity_unit, '') + '|' + coalesce(t.quantity_of, '') + '|'
     + coalesce(t.quantity_per, '') + '|' + coalesce(t.quantity_over_text, '')},
  {field: 'rate', stage: '', bound: t.rate_bound,
   value: t.rate_text
     + CASE WHEN t.status IS NULL THEN coalesce(' since ' + t.since, '') + coalesce(' until ' + t.until, '') ELSE '' END,
   same: coalesce(toString(t.rate_base), t.rate_amount, '') + '|' + coalesce(t.rate_upto, '') + '|'
     + coalesce(t.rate_unit_code, t.rate_unit, '') + '|' + coalesce(t.rate_of, '') + '|'
     + coalesce(t.rate_per, '') + '|' + coalesce(t.rate_over_text, '')},
  {field: 'window', stage: '', value: t.window_text, bound: null,
   same: CASE WHEN t.window_start IS NULL AND t.window_end IS NULL THEN toLower(t.window_label)
     ELSE coalesce(toString(t.window_start_earliest), '') + '/' + coalesce(toString(t.window_end_latest), '') END
     + '|' + coalesce(t.window_each, '')},
  {field: 'condition', stage: '', value: t.condition, bound: null, same: t.condition},
  {field: 'duty', stage: '', value: t.duty, bound: null, same: t.duty},
  {field: 'date', stage: '', value: t.date, bound: null, same: t.date},
  {field: 'scope', stage: '', value: t.scope, bound: null, same: t.scope},
  {field: 'by', stage: '', bound: null, same: reduce(all = '', p IN givers | all + '|' + p),
   value: CASE WHEN size(givers) > 0 THEN substring(reduce(all = '', p IN givers | all + ', ' + p), 2) END},
  {field: 'to', stage: '', bound: null, same: reduce(all = '', p IN receivers | all + '|' + p),
   value: CASE WHEN size(receivers) > 0 THEN substring(reduce(all = '', p IN receivers | all + ', ' + p), 2) END},
  {field: 'status', stage: t.status, bound: null,
   value: t.status + coalesce(' since ' + t.since, '') + coalesce(' until ' + t.until, ''),
   same: t.status + '|' + coalesce(t.since, '') + '|' + coalesce(t.until, '')}
] AS term
// Of two readings of one day the one that revises the other is the later.
WITH r, k, {
  field: term.field, stage: term.stage, bound: CASE WHEN k.content = 'terms' THEN term.bound END,
  same: CASE WHEN k.content = 'terms' THEN term.same ELSE 'taken back' END,
  value: CASE WHEN term.value IS NULL THEN null WHEN k.content = 'terms' THEN term.value ELSE 'taken back' END
} AS term, coalesce(k.said_on_latest, k.known_from) AS day, COUNT { (k)-[:REVISES*1..20]->(:Claim) } AS revised
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
