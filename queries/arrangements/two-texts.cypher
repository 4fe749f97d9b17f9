// What does each side's text tell of one deal, line by line?
//| params:
//|   arrangement: {type: id, of: Arrangement, doc: The deal.}
//| columns:
//|   {undertaking: Record, by: [Record], told_by: [Party], not_told_by: [Party], difference: [text], terms: list,
//|    left_out: list, searched: text, evidence: ids, picture: picture}
//
// A side's texts are those that it, or an office of it, has published (what its people only say is none): cited by the
// record, or with a claim about it. Not told by: sides that had published a text on the deal by the day, none of which
// tells of this. Terms are the last reading of each term in each side's texts; difference names the terms on which they
// do not agree, or which only one of those that tell of it states. Left out: claims that a text leaves it, or
// something of it, out, and what. Searched: how much was looked through.

// How much was looked through: all that was known by the day.
CALL () {
  MATCH (k:Claim)-[:FROM]->(d:Document) WHERE k.known_from <= $as_of
  WITH count(k) AS claims, count(DISTINCT d) AS documents
  RETURN ['claims: ' + toString(claims), ', documents: ' + toString(documents)] AS scope
}
MATCH (a:Arrangement {id: $arrangement}) WHERE a.known_from <= $as_of
CALL (a) {
  MATCH (u:Concession)-[part:PART_OF]->(a) WHERE part.known_from <= $as_of AND u.known_from <= $as_of RETURN u
  UNION
  MATCH (u:Commitment)-[part:PART_OF]->(a) WHERE part.known_from <= $as_of AND u.known_from <= $as_of RETURN u
}
WITH a, u, scope, ['head_of_state_office', 'ministry', 'agency', 'legislature', 'court'] AS offices,
  COLLECT { MATCH (a)-[:BETWEEN]->(p:Party) RETURN p.id ORDER BY p.id } AS parties
// Which side tells of it, in which text; the texts of all undertakings together are those on the deal.
CALL (u, offices) {
  MATCH (u)-[cites:CITES]->(d:Document)-[:PUBLISHED_BY]->(s)-[:OF_PARTY*0..1]->(p:Party)
  WHERE cites.known_from <= $as_of AND (s:Party OR s.institution_kind IN offices)
  RETURN collect(DISTINCT {party: p.id, text: d.id}) AS texts
}
CALL (u, offices) {
  MATCH (u)<-[:ABOUT]-(k:Claim)-[:FROM]->(d:Document)-[:PUBLISHED_BY]->(s)-[:OF_PARTY*0..1]->(p:Party)
  WHERE k.known_from <= $as_of AND (s:Party OR s.institution_kind IN offices)
    AND k.stance IN ['asserts', 'predicts', 'omits'] AND NOT (k.rank = 'deprecated' AND k.ranked_on_latest <= $as_of)
  WITH DISTINCT k, p.id AS party
  WITH k, party, coalesce(k.said_on_latest, k.known_from) AS day,
    COLLECT { MATCH (k)-[:STATES_BY]->(x) RETURN x.name ORDER BY x.name } AS givers,
    COLLECT { MATCH (k)-[:STATES_TO]->(x) RETURN x.name ORDER BY x.name } AS receivers,
    COUNT { (k)-[:REVISES*1..20]->(:Claim) } AS revised
  ORDER BY day, k.known_from, revised, k.id
  RETURN collect({party: party, k: k, day: day, givers: givers, receivers: receivers}) AS told
}
WITH a, u, scope, parties, texts, [x IN told WHERE x.k.stance <> 'omits'] AS told,
  [x IN told WHERE x.k.stance = 'omits'] AS left_out
WITH a, scope, parties, collect({
  u: u, texts: texts, told: told, left_out: left_out,
  told_by: [p IN parties WHERE any(x IN texts WHERE x.party = p) OR any(x IN told WHERE x.party = p)]
}) AS lines
WITH a, scope, parties, lines, [p IN parties
  WHERE any(x IN lines WHERE p IN x.told_by OR any(y IN x.left_out WHERE y.party = p))] AS writing
UNWIND lines AS line
WITH a, scope, parties, writing, line, line.u AS u, line.told_by AS told_by
CALL (line) {
  UNWIND line.told AS x
  WITH x, x.k AS k
  UNWIND [
    {field: 'quantity', value: k.quantity_text, bound: k.quantity_bound,
     same: coalesce(toString(k.quantity_base), k.quantity_amount, '') + '|' + coalesce(k.quantity_upto, '') + '|'
       + coalesce(k.quantity_unit_code, k.quantity_unit, '') + '|' + coalesce(k.quantity_of, '') + '|'
       + coalesce(k.quantity_per, '') + '|' + coalesce(k.quantity_over_text, '')},
    {field: 'window', value: k.window_text, bound: null,
     same: CASE WHEN k.window_start IS NULL AND k.window_end IS NULL THEN toLower(k.window_label)
       ELSE coalesce(toString(k.window_start_earliest), '') + '/' + coalesce(toString(k.window_end_latest), '') END
       + '|' + coalesce(k.window_each, '')},
    {field: 'condition', value: k.condition, bound: null, same: k.condition},
    {field: 'duty', value: k.duty, bound: null, same: k.duty},
    {field: 'by', bound: null, same: reduce(all = '', p IN x.givers | all + '|' + p),
     value: CASE WHEN size(x.givers) > 0 THEN substring(reduce(all = '', p IN x.givers | all + ', ' + p), 2) END},
    {field: 'to', bound: null, same: reduce(all = '', p IN x.receivers | all + '|' + p),
     value: CASE WHEN size(x.receivers) > 0 THEN substring(reduce(all = '', p IN x.receivers | all + ', ' + p), 2) END}
  ] AS term
  WITH x.party AS party, term.field AS field, term.value AS value, term.same AS same, term.bound AS bound, k
  WHERE value IS NOT NULL
  WITH party, field, collect({value: value, same: same, bound: bound, k: k}) AS readings
  WITH party, field, last(readings) AS reading ORDER BY field, party
  RETURN collect({party: party, field: field, value: reading.value, same: reading.same, bound: reading.bound,
    claim: reading.k.id, said_on: reading.k.said_on}) AS terms
}
WITH a, scope, writing, line, u, told_by, terms, [field IN ['quantity', 'window', 'condition', 'duty', 'by', 'to'] WHERE
  any(x IN terms WHERE x.field = field) AND size(told_by) > 1 AND (
    any(p IN told_by WHERE NOT any(x IN terms WHERE x.field = field AND x.party = p)) AND NOT field IN ['by', 'to']
    OR any(x IN terms WHERE x.field = field AND any(y IN terms WHERE y.field = field
      AND (x.same <> y.same OR x.bound <> y.bound))))
] AS fields
WITH a, scope, writing, line, u, told_by, terms, [field IN fields | field + CASE
  WHEN size([x IN terms WHERE x.field = field]) = 1 THEN ' in one text only' ELSE ' differs' END] AS difference
RETURN
  u.id AS undertaking,
  COLLECT { MATCH (u)-[:GIVEN_BY|MADE_BY]->(p) RETURN p.id ORDER BY p.id } AS by,
  told_by,
  [p IN writing WHERE NOT p IN told_by] AS not_told_by,
  difference,
  [x IN terms WHERE NOT x.field IN ['by', 'to'] OR any(each IN difference WHERE each STARTS WITH x.field)
    | {speaker: [x.party], says: x.field + ' ' + x.value, said_on: x.said_on, claim: x.claim}] AS terms,
  [x IN line.left_out | {speaker: [x.party], says: x.k.summary, said_on: x.k.said_on, claim: x.k.id}] AS left_out,
  scope[0] + ' (' + toString(size(COLLECT {
    MATCH (u)<-[:ABOUT|SUBJECT|OBJECT]-(known:Claim) WHERE known.known_from <= $as_of RETURN DISTINCT known.id
  })) + ' on this)' + scope[1] AS searched,
  [x IN line.texts | x.text] + [x IN line.told | x.k.id] + [x IN line.left_out | x.k.id]
    + CASE WHEN size(told_by) > 0 THEN [] ELSE COLLECT {
      MATCH (u)-[cites:CITES]->(d:Document) WHERE cites.known_from <= $as_of RETURN d.id ORDER BY d.id
    } END AS evidence,
  [a, u] + COLLECT { MATCH path = (a)<-[:PART_OF]-(u)-[:GIVEN_BY|MADE_BY|GIVEN_TO|MADE_TO]->() RETURN path } AS picture
ORDER BY size(told_by), size(difference) DESC, undertaking
