// What is known about one thing, and from where?
//| params:
//|   id: {type: id, of: Record, doc: The record.}
//| columns:
//|   {section: text, statement: text, said_by: list, said_on: edtf, known_from: date, evidence: ids, picture: picture}
//
// The record itself, the stages of its life, readings of its terms, what is said of it and by it, how it is related,
// what it cites and what cites it. Where no document is cited, the data set that states the record is the source.
// Where data sets differ on a field, each value stands with what its own data set cites. A claim is of normal rank until
// the day on which it was ranked.

MATCH (r:Entity {id: $id})
WITH r, r:Party OR r:Institution OR r:Official OR r:Tenure OR r:Topic OR r:Negotiation OR r:Dataset OR r:Judgement
  AS is_context
WHERE is_context OR r.known_from <= $as_of
CALL (r, is_context) {
  UNWIND [key IN keys(r)
    // What is shown as a record's own, and nothing that a user has put beside it.
    WHERE key IN [
      'acting', 'action', 'aliases', 'announced', 'arrangement_kind', 'attribution', 'by', 'codes', 'condition',
      'content', 'date', 'dated_by', 'document_kind', 'duty', 'end', 'event_kind', 'figure_counts',
      'figure_measured_on', 'figure_over_text', 'figure_since', 'figure_stage', 'figure_text', 'form', 'hedge',
      'identifiers', 'institution_kind', 'iso3166', 'judged_on', 'language', 'lead_negotiator', 'licence',
      'maintainer', 'measure_kind', 'name', 'native_name', 'object_text', 'place', 'post', 'predicate',
      'published', 'quantity_over_text', 'quantity_text', 'question', 'rank', 'rank_reason', 'ranked_by',
      'ranked_on', 'rate_over_text', 'rate_text', 'retrieved', 'said_on', 'scope', 'since', 'stance', 'start',
      'status', 'subject_text', 'subject_value', 'summary', 'text_hash', 'text_public', 'tier', 'title', 'until',
      'url', 'verdict', 'version', 'why', 'wikidata', 'window_text'
    ] AND NOT any(x IN coalesce(r.differs, []) WHERE split(x, ' ')[2] = key + ':')
      AND NOT (key IN ['rank_reason', 'ranked_by', 'ranked_on'] AND r.ranked_on_latest > $as_of)
  ] AS key
  RETURN 1 AS place, 'record' AS section, r AS about, [] AS said_by, null AS said_on, null AS day, key AS rank,
    CASE WHEN key IN ['aliases', 'identifiers', 'codes']
      THEN key + ': ' + substring(reduce(all = '', x IN r[key] | all + ', ' + x), 2)
      WHEN key = 'rank' AND r.ranked_on_latest > $as_of THEN 'rank: normal'
      ELSE replace(key, '_', ' ') + ': ' + toString(r[key]) END AS statement
  UNION ALL
  UNWIND r.differs AS reading
  WITH reading, split(reading, ' ') AS words
  WITH words, replace(words[2], ':', '') AS field,
    substring(reading, size(words[0]) + size(words[1]) + size(words[2]) + 3) AS value
  MATCH (s:Dataset {id: words[0]})
  OPTIONAL MATCH (d:Document {id: words[1]}) WHERE d.known_from <= $as_of
  OPTIONAL MATCH (o:Institution {id: value}) WHERE field = 'parent'
  RETURN CASE field WHEN 'parent' THEN 6 ELSE 1 END AS place,
    CASE field WHEN 'parent' THEN 'related' ELSE 'record' END AS section, coalesce(d, s) AS about,
    [{speaker: [s.id]}] AS said_by, null AS said_on, null AS day, field + words[1] AS rank,
    CASE field WHEN 'parent' THEN 'part of: ' + o.name ELSE replace(field, '_', ' ') + ': ' + value END AS statement
  UNION ALL
  MATCH (r)-[has:HAS_STATUS]->(s:Status) WHERE has.known_from <= $as_of
  RETURN 2 AS place, 'life' AS section, s AS about, [] AS said_by, null AS said_on, s.since_earliest AS day, s.id AS rank,
    s.status + ' since ' + s.since + coalesce(' until ' + s.until, '') + coalesce(' at ' + s.rate_text, '') AS statement
  UNION ALL
  MATCH (r)<-[:ABOUT]-(k:Claim) WHERE k.known_from <= $as_of AND k.content = 'terms'
  WITH k, COLLECT { MATCH (k)-[:SPOKEN_BY]->(s) RETURN s.id ORDER BY s.id } AS speakers,
    COLLECT { MATCH (k)-[:STATES_BY]->(p) RETURN p.name ORDER BY p.name } AS givers,
    COLLECT { MATCH (k)-[:STATES_TO]->(p) RETURN p.name ORDER BY p.name } AS receivers
  UNWIND [
    {field: 'quantity', value: k.quantity_text}, {field: 'rate', value: k.rate_text
      + CASE WHEN k.status IS NULL THEN coalesce(' since ' + k.since, '') + coalesce(' until ' + k.until, '') ELSE '' END},
    {field: 'window', value: k.window_text}, {field: 'condition', value: k.condition},
    {field: 'duty', value: k.duty}, {field: 'date', value: k.date}, {field: 'scope', value: k.scope},
    {field: 'by', value: CASE WHEN size(givers) > 0
      THEN substring(reduce(all = '', p IN givers | all + ', ' + p), 2) END},
    {field: 'to', value: CASE WHEN size(receivers) > 0
      THEN substring(reduce(all = '', p IN receivers | all + ', ' + p), 2) END},
    {field: 'status', value: k.status + coalesce(' since ' + k.since, '') + coalesce(' until ' + k.until, '')}
  ] AS term
  WITH k, speakers, term WHERE term.value IS NOT NULL
  RETURN 3 AS place, 'terms' AS section, k AS about, [{
      speaker: CASE WHEN size(speakers) = 0 THEN [k.attribution] ELSE speakers END,
      stance: k.stance, hedge: k.hedge, claim: k.id
    }] AS said_by, k.said_on AS said_on, coalesce(k.said_on_latest, k.known_from) AS day, term.field AS rank,
    term.field + ': ' + term.value AS statement
  UNION ALL
  MATCH (r)<-[:ABOUT|SUBJECT|OBJECT]-(k:Claim) WHERE k.known_from <= $as_of AND k.content <> 'terms'
  WITH DISTINCT k, COLLECT { MATCH (k)-[:SPOKEN_BY]->(s) RETURN s.id ORDER BY s.id } AS speakers
  RETURN 4 AS place, 'said of it' AS section, k AS about, [{
      speaker: CASE WHEN size(speakers) = 0 THEN [k.attribution] ELSE speakers END,
      stance: k.stance, hedge: k.hedge, claim: k.id
    }] AS said_by, k.said_on AS said_on, coalesce(k.said_on_latest, k.known_from) AS day, k.id AS rank,
    k.summary AS statement
  UNION ALL
  MATCH (r)<-[how:SPOKEN_BY|RELAYS|FROM]-(k:Claim) WHERE k.known_from <= $as_of
  WITH k, how, COLLECT { MATCH (k)-[:SPOKEN_BY]->(s) RETURN s.id ORDER BY s.id } AS speakers
  RETURN 5 AS place,
    CASE type(how) WHEN 'SPOKEN_BY' THEN 'said by it' WHEN 'RELAYS' THEN 'relayed' ELSE 'said in it' END AS section,
    k AS about, [{
      speaker: CASE WHEN size(speakers) = 0 THEN [k.attribution] ELSE speakers END,
      stance: k.stance, hedge: k.hedge, claim: k.id
    }] AS said_by, k.said_on AS said_on, coalesce(k.said_on_latest, k.known_from) AS day, k.id AS rank,
    k.summary AS statement
  UNION ALL
  MATCH (r)-[how]->(other:Entity)
  WHERE (is_context OR how.known_from IS NULL OR how.known_from <= $as_of)
    AND NOT type(how) IN ['ASSERTS', 'CITES', 'HAS_STATUS', 'RECIPROCATES']
    AND NOT (type(how) = 'PART_OF' AND any(x IN coalesce(r.differs, []) WHERE split(x, ' ')[2] = 'parent:'))
  RETURN 6 AS place, 'related' AS section, r AS about, [] AS said_by, null AS said_on, null AS day,
    type(how) + other.id AS rank, toLower(replace(type(how), '_', ' ')) + ': ' + other.name AS statement
  UNION ALL
  MATCH (r)<-[how]-(other:Entity)
  WHERE NOT other:Claim AND (other:Institution OR other:Tenure OR other:Topic OR other:Negotiation OR other:Judgement
      OR how.known_from IS NULL OR how.known_from <= $as_of)
    AND NOT type(how) IN ['ASSERTS', 'CITES', 'HAS_STATUS', 'RECIPROCATES']
  RETURN 7 AS place, 'related' AS section, other AS about, [] AS said_by, null AS said_on, null AS day,
    type(how) + other.id AS rank, other.name + ': ' + toLower(replace(type(how), '_', ' ')) + ' this' +
      CASE WHEN other:Tenure THEN coalesce(', since ' + other.start, '') + coalesce(', until ' + other.end, '') ELSE '' END
      AS statement
  UNION ALL
  MATCH (r)-[how:CITES]->(d:Document) WHERE how.known_from <= $as_of
  RETURN 8 AS place, 'cites' AS section, d AS about,
    [{speaker: COLLECT { MATCH (d)-[:PUBLISHED_BY]->(p) RETURN p.id ORDER BY p.id }}] AS said_by,
    d.published AS said_on, d.known_from AS day, d.id AS rank, d.title AS statement
  UNION ALL
  MATCH (r)<-[how:CITES]-(other) WHERE how.known_from <= $as_of AND NOT other:Status
  RETURN 9 AS place, 'cited by' AS section, other AS about, [] AS said_by, null AS said_on, null AS day,
    other.id AS rank, other.name AS statement
}
WITH r, place, section, about, said_by, said_on, day, rank, statement,
  CASE WHEN about:Claim OR about:Document THEN [about.id] ELSE COLLECT {
    MATCH (about)-[cites:CITES]->(d:Document) WHERE cites.known_from <= $as_of RETURN d.id ORDER BY d.id
  } END AS sources
RETURN
  section,
  statement,
  said_by,
  said_on,
  CASE WHEN about:Claim AND about.known_from <> about.said_on_latest THEN about.known_from END AS known_from,
  CASE WHEN size(sources) > 0 THEN sources ELSE COLLECT {
    MATCH (about)<-[:ASSERTS]-(s:Dataset) RETURN s.id ORDER BY s.id
  } END AS evidence,
  [r, about] AS picture
ORDER BY place, section, day, rank, statement, about.id
