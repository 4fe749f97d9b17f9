// On which terms do sources disagree?
//| params:
//|   subject: {type: id, of: Record, optional: true, doc: Only the terms of this record.}
//| columns:
//|   {subject: Record, field: text, value: text, said_by: list, first_said: edtf, evidence: ids, picture: picture}
//
// Of each speaker the last reading of each term counts, and of several on one day all. A row is a value on which
// speakers agree: quantities agree that measure the same amount and whose bounds do not contradict each other. What a
// speaker says in other words than the row stands beside the name. Rates that are stated for different times are no
// disagreement. First said is as exact as the sources are.
// Days of a stage that no stage in the history of the record has stand beside those of the history: these are said by
// the publishers of the documents that the stage cites, as far as they make no claim of their own.
// Where data sets state one party, institution or official and differ on what it has one of, they are the speakers. So
// they are where two records differ that were judged the same; the one whose id comes first then stands for both, and
// what they are part of is not compared.

CALL () {
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
  {field: 'rate', stage: coalesce(k.since, '') + '/' + coalesce(k.until, ''), bound: k.rate_bound,
   value: k.rate_text
     + CASE WHEN k.status IS NULL THEN coalesce(' since ' + k.since, '') + coalesce(' until ' + k.until, '') ELSE '' END,
   same: coalesce(toString(k.rate_base), k.rate_amount, '') + '|' + coalesce(k.rate_upto, '') + '|'
     + coalesce(k.rate_unit_code, k.rate_unit, '') + '|' + coalesce(k.rate_of, '') + '|'
     + coalesce(k.rate_per, '') + '|' + coalesce(k.rate_over_text, '')},
  {field: 'window', stage: '', value: k.window_text, bound: null, label: toLower(k.window_label),
   undated: k.window_start IS NULL AND k.window_end IS NULL,
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
WITH r, k, term, coalesce(k.said_on_latest, k.known_from) AS day,
  COLLECT { MATCH (k)-[:SPOKEN_BY]->(s) RETURN s.id ORDER BY s.id } AS speakers
WHERE term.value IS NOT NULL

// The last readings of each speaker that the speaker did not take back: a revision replaces the terms that it states
// anew, and all of them where it states none.
WITH r, k, term, day, COLLECT {
  MATCH (k)-[:REVISES]->(earlier:Claim) RETURN earlier.id
} AS revises, CASE WHEN size(speakers) = 0 THEN [k.attribution] ELSE speakers END AS speakers
UNWIND speakers AS speaker
WITH r, term.field AS field, term.stage AS stage, speaker, max(day) AS last, collect({
  k: k, claim: k.id, day: day, value: term.value, same: term.same, bound: term.bound, revises: revises,
  label: term.label, undated: term.undated
}) AS readings
UNWIND [x IN readings WHERE x.day = last AND NOT any(y IN readings WHERE x.claim IN y.revises)] AS x
WITH r, field, stage, speaker, x, x.k AS k
WHERE NOT EXISTS {
  MATCH (k)<-[:REVISES]-(later:Claim)-[:SPOKEN_BY]->(who)
  WHERE later.known_from <= $as_of AND who.id = speaker AND (later.content <> 'terms'
    OR (field = 'rate' AND later.rate_text IS NOT NULL AND later.stance IN ['asserts', 'opines', 'predicts']
      AND NOT coalesce(later.rank = 'deprecated' AND later.ranked_on_latest <= $as_of, false)))
}

// A rate that is stated for a time is contested by one that is stated for no time or for one that overlaps: without an
// end it held until it was said, without a beginning it is only sure for its end.
WITH r, field, CASE WHEN field = 'rate' THEN '' ELSE stage END AS stage, speaker, x, k,
  coalesce(k.until_latest, CASE WHEN k.since_latest > x.day THEN k.since_latest ELSE x.day END) AS over
WHERE field <> 'rate' OR (k.since IS NULL AND k.until IS NULL) OR EXISTS {
  MATCH (r)<-[:ABOUT]-(y:Claim)
  WHERE y.rate_text <> k.rate_text AND y.known_from <= $as_of AND y.stance IN ['asserts', 'opines', 'predicts']
    AND NOT coalesce(y.rank = 'deprecated' AND y.ranked_on_latest <= $as_of, false)
    AND NOT coalesce((y.since IS NOT NULL OR y.until IS NOT NULL) AND over <= coalesce(y.since_earliest, y.until_earliest)
      AND coalesce(k.since_earliest < y.since_earliest, true), false)
    AND NOT coalesce((y.since IS NOT NULL OR y.until IS NOT NULL)
      AND coalesce(y.until_latest, CASE WHEN y.since_latest > coalesce(y.said_on_latest, y.known_from)
        THEN y.since_latest ELSE coalesce(y.said_on_latest, y.known_from) END)
        <= coalesce(k.since_earliest, k.until_earliest)
      AND coalesce(y.since_earliest < k.since_earliest, true), false)
}

// A window that is named without days agrees with one of that name that has them.
WITH r, field, stage, collect({k: k, speaker: speaker, x: x}) AS found
UNWIND found AS each
WITH r, field, stage, each.k AS k, each.speaker AS speaker, each.x AS x, CASE WHEN each.x.undated
  THEN head([y IN found WHERE NOT y.x.undated AND y.x.label = each.x.label | y.x.same]) END AS dated

// One row for each value, where there is more than one.
WITH r, field, stage, coalesce(dated, x.same) AS same, collect(DISTINCT x.bound) AS bounds, collect({
  speaker: speaker, hedge: k.hedge, stance: k.stance, said_on: k.said_on, claim: k.id, value: x.value, bound: x.bound,
  day: x.day, since: k.since, first: k.since_earliest, last: k.since_latest, until: k.until,
  end_first: k.until_earliest, end_last: k.until_latest,
  published: head(COLLECT { MATCH (k)-[:FROM]->(d) RETURN d.published }), known_from: CASE WHEN k.known_from = k.said_on_latest THEN null ELSE k.known_from END
}) AS readings
UNWIND readings AS x
WITH r, field, stage, same + CASE WHEN size(bounds) > 1 THEN '|' + coalesce(x.bound, '') ELSE '' END AS same, x
ORDER BY x.day, x.claim, x.speaker
WITH r, field, stage, same, min(x.day) AS first_day, collect(x) AS readings
WITH r, field, stage, collect({readings: readings, first_day: first_day, same: same}) AS values,
  reduce(all = [], each IN collect(readings) | all + each) AS said

// A claim that gives a stage days which the history does not have brings in the history.
WITH r, field, stage, values, said, COLLECT {
  MATCH (r)-[has:HAS_STATUS]->(s:Status)
  WHERE field = 'status' AND s.status = stage AND has.known_from <= $as_of
  RETURN s
} AS stages
WITH r, field, stage, values, [x IN values | x.same] AS known, reduce(all = [], x IN said | all + [x.speaker]) AS speakers,
  any(x IN said WHERE x.since IS NOT NULL AND none(s IN stages WHERE
    coalesce(s.since_earliest <= x.last, true) AND coalesce(s.since_latest >= x.first, true)
    AND (x.until IS NULL OR s.until IS NULL
      OR (coalesce(s.until_earliest <= x.end_last, true) AND coalesce(s.until_latest >= x.end_first, true)))
  )) AS differs
WITH r, field, stage, values, known, COLLECT {
  MATCH (r)-[has:HAS_STATUS]->(s:Status)-[cites:CITES]->(d:Document)-[:PUBLISHED_BY]->(p)
  WHERE differs AND s.status = stage AND has.known_from <= $as_of AND cites.known_from <= $as_of
    AND NOT p.id IN speakers
  WITH s, d, p, coalesce(d.published_latest, cites.known_from) AS day,
    s.status + '|' + coalesce(s.since, '') + '|' + coalesce(s.until, '') AS same
  WHERE NOT same IN known
  RETURN {
    same: same, speaker: p.id, hedge: 'none', stance: 'asserts', said_on: d.published, document: d.id, day: day,
    value: s.status + coalesce(' since ' + s.since, '') + coalesce(' until ' + s.until, ''), published: d.published
  }
  ORDER BY day, d.id, p.id
} AS told
WITH r, field, stage, values + [
  same IN reduce(all = [], x IN told | CASE WHEN x.same IN all THEN all ELSE all + [x.same] END) |
  {same: same, readings: [x IN told WHERE x.same = same], first_day: head([x IN told WHERE x.same = same | x.day])}
] AS values
WHERE size(values) > 1
UNWIND values AS v
WITH r, field, v.first_day AS first_day, v.readings AS readings, v.same AS same,
  head([x IN v.readings WHERE x.bound IS NOT NULL | x.value] + [x IN v.readings | x.value]) AS value
RETURN
  r.id AS subject,
  field,
  value,
  [x IN readings | {
    speaker: [x.speaker], says: CASE WHEN x.value <> value THEN x.value END, stance: x.stance, hedge: x.hedge, said_on: x.said_on, known_from: x.known_from, claim: x.claim
  }] AS said_by,
  head([x IN readings | coalesce(x.said_on, x.published, toString(x.day))]) AS first_said,
  [x IN readings | coalesce(x.claim, x.document)] AS evidence,
  COLLECT {
    MATCH path = (r)<-[:ABOUT]-(k:Claim)-[:SPOKEN_BY]->() WHERE k.id IN [x IN readings | x.claim] RETURN path
  } + COLLECT {
    MATCH path = (r)-[:HAS_STATUS]->(s:Status)-[:CITES]->(d:Document)
    WHERE field = 'status' AND d.id IN [x IN readings | x.document]
      AND s.status + '|' + coalesce(s.since, '') + '|' + coalesce(s.until, '') = same
    RETURN path
  } AS picture,
  first_day,
  same
UNION ALL
CALL () {
  WITH * WHERE $subject IS NOT NULL
  MATCH (r:Entity {id: $subject}) WHERE r:Party OR r:Institution OR r:Official RETURN r
  UNION
  WITH * WHERE $subject IS NULL
  MATCH (r:Party|Institution|Official)
  WHERE (r.differs IS NOT NULL OR EXISTS { MATCH (r)-[:SAME_AS]-() })
    AND NOT EXISTS { MATCH (r)-[:SAME_AS*1..5]-(first) WHERE first.id < r.id }
  RETURN r
}
MATCH (r)-[:SAME_AS*0..5]-(m:Entity)
WITH DISTINCT r, m
CALL (r, m) {
  UNWIND m.differs AS reading
  WITH reading, split(reading, ' ') AS words
  RETURN substring(words[2], 0, size(words[2]) - 1) AS field, words[0] AS dataset, words[1] AS stated,
    substring(reading, size(words[0]) + size(words[1]) + size(words[2]) + 3) AS value
  UNION ALL
  UNWIND [key IN ['institution_kind', 'iso3166', 'native_name', 'wikidata']
    WHERE m[key] IS NOT NULL AND none(x IN coalesce(m.differs, []) WHERE split(x, ' ')[2] = key + ':')] AS key
  MATCH (r)-[:SAME_AS]-()
  MATCH (d:Dataset)-[:ASSERTS]->(m)
  OPTIONAL MATCH (m)-[:CITES]->(text:Document)
  RETURN DISTINCT key AS field, d.id AS dataset, coalesce(text.id, d.id) AS stated, m[key] AS value
}
WITH r, m, field, dataset, stated, value
WHERE NOT field IN ['name', 'summary']
MATCH (source:Entity {id: stated}) WHERE source:Dataset OR source.known_from <= $as_of
OPTIONAL MATCH (other:Institution {id: value}) WHERE field = 'parent'
WITH r, m, field, coalesce(other.name, value) AS value, dataset, source ORDER BY dataset, source.id, m.id
WITH r, field, value, coalesce(min(source.known_from), $as_of) AS first_day,
  collect({dataset: dataset, source: source, record: m}) AS readings
ORDER BY value
WITH r, field, collect({value: value, first_day: first_day, readings: readings}) AS values
WHERE size(values) > 1
UNWIND values AS v
RETURN
  r.id AS subject,
  replace(field, '_', ' ') AS field,
  v.value AS value,
  [x IN v.readings | {
    speaker: [x.dataset], says: null, stance: 'asserts', hedge: null, said_on: null, known_from: null, claim: null
  }] AS said_by,
  head([x IN v.readings WHERE x.source.known_from = v.first_day | x.source.published]) AS first_said,
  [x IN v.readings | x.source.id] AS evidence,
  [x IN v.readings | x.source] + [x IN v.readings | x.record] AS picture,
  v.first_day AS first_day,
  v.value AS same
}
RETURN subject, field, value, said_by, first_said, evidence, picture
ORDER BY subject, field, first_day, same
