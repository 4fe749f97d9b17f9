// Which undertakings run, which end soon, by which reading?
//| params:
//|   party: {type: id, of: Party, optional: true, doc: Only what this party or a body of it gave.}
//|   within_days: {type: integer, default: 365, doc: Of what has an end only what ends within so many days.}
//| columns:
//|   {undertaking: Record, by: [Record], to: [Record], window: text, reading_by: list, state: text, ends: edtf,
//|    days_left: integer, said_met: list, evidence: ids, picture: picture}
//| computed: [days_left]
//
// A row for each reading of the window: of each speaker the last that the speaker did not take back. A reading whose
// end has passed is answered by commitments/lapsed. A reading that gives no end ends with the last stage of the
// record that has begun, and with no reading at all so does the record itself; where a promise repeats every year, it
// ends with the year that runs, or with its first. Left out is what was only floated, what is fulfilled, broken,
// refused, withdrawn, lapsed or moot by its own record (lapsed too where its last stage is past its end), what eases
// or concerns only measures that have ended, and a pause that a later one prolongs. Said met: who says that it has
// been kept.

CALL () {
  WITH * WHERE $party IS NOT NULL
  MATCH (:Party {id: $party})<-[:OF_PARTY*0..1]-()<-[:GIVEN_BY|MADE_BY]-(u) RETURN DISTINCT u
  UNION
  WITH * WHERE $party IS NULL
  MATCH (u:Concession) RETURN u
  UNION
  WITH * WHERE $party IS NULL
  MATCH (u:Commitment) RETURN u
}
WITH u WHERE u.known_from <= $as_of
WITH u, head(COLLECT {
  MATCH (u)-[has:HAS_STATUS]->(s:Status)
  WHERE has.known_from <= $as_of AND (s.since_earliest IS NULL OR s.since_earliest <= $as_of)
  RETURN s ORDER BY s.since_earliest IS NULL, s.since_earliest DESC, s.known_from DESC, s.id DESC LIMIT 1
}) AS stage, COLLECT {
  MATCH (u)-[tie:EASES|CONCERNS]->(m:Measure) WHERE tie.known_from <= $as_of
  RETURN coalesce(head(COLLECT {
    MATCH (m)-[has:HAS_STATUS]->(s:Status)
    WHERE has.known_from <= $as_of AND (s.since_earliest IS NULL OR s.since_earliest <= $as_of)
      AND (s.until_latest IS NULL OR s.until_latest >= $as_of)
    RETURN s.status ORDER BY s.since_earliest IS NULL, s.since_earliest DESC, s.known_from DESC, s.id DESC LIMIT 1
  }), 'unknown')
} AS measures
WHERE NOT coalesce(stage.status, '') IN ['floated', 'fulfilled', 'broken', 'refused', 'withdrawn', 'lapsed', 'moot']
  AND coalesce(stage.until_latest >= $as_of, true)
  AND (size(measures) = 0 OR any(m IN measures WHERE NOT m IN ['ended', 'annulled']))
  AND NOT (u:Concession AND u.action IN ['suspend', 'prolong'] AND EXISTS {
    MATCH (u)-[:EASES]->(:Measure)<-[also:EASES]-(c:Concession {action: 'prolong'})
    WHERE also.known_from <= $as_of AND c.announced_earliest > u.announced_latest
  })

// The last window of each speaker.
CALL (u) {
  MATCH (u)<-[:ABOUT]-(k:Claim)
  WHERE k.window_text IS NOT NULL AND k.known_from <= $as_of AND k.stance IN ['asserts', 'opines', 'predicts']
    AND NOT (k.rank = 'deprecated' AND k.ranked_on_latest <= $as_of)
  WITH k, coalesce(k.said_on_latest, k.known_from) AS day,
    COLLECT { MATCH (k)-[:REVISES]->(earlier:Claim) RETURN earlier.id } AS revises,
    COLLECT { MATCH (k)-[:SPOKEN_BY]->(s) RETURN s.id ORDER BY s.id } AS speakers
  UNWIND CASE WHEN size(speakers) = 0 THEN [k.attribution] ELSE speakers END AS speaker
  WITH speaker, max(day) AS last, collect({k: k, claim: k.id, day: day, revises: revises}) AS readings
  UNWIND [x IN readings WHERE x.day = last AND NOT any(y IN readings WHERE x.claim IN y.revises)] AS x
  WITH speaker, x.k AS k, x.day AS day
  WHERE NOT EXISTS {
    MATCH (k)<-[:REVISES]-(later:Claim)-[:SPOKEN_BY]->(who)
    WHERE later.known_from <= $as_of AND later.content <> 'terms' AND who.id = speaker
  }
  WITH speaker, k, day ORDER BY day, k.id, speaker
  WITH coalesce(toString(k.window_start_earliest), '') + '/' + coalesce(toString(k.window_end_latest), '')
      + CASE WHEN k.window_start IS NULL AND k.window_end IS NULL THEN toLower(k.window_label) ELSE '' END
      + coalesce(k.window_each, '') AS same, collect({k: k, speaker: speaker}) AS readings
  RETURN collect({k: readings[0].k, readings: readings}) AS windows
}
UNWIND CASE WHEN size(windows) = 0 THEN [{k: null, readings: []}] ELSE windows END AS w
WITH u, stage, w, w.k AS k, toString($as_of) AS today
WITH u, stage, w, k, today, CASE
  WHEN substring(toString(k.window_start_earliest), 0, 4) > substring(today, 0, 4)
    THEN substring(toString(k.window_start_earliest), 0, 4)
  ELSE substring(today, 0, 4) END + '-12-31' AS year_end, toString(k.window_end_latest) AS end
WITH u, stage, w, k, today, CASE
  WHEN k.window_each = 'year' AND (end > year_end OR (end IS NULL AND k.window_start IS NOT NULL)) THEN year_end
  ELSE coalesce(end, toString(stage.until_latest)) END AS ends

// Days between two dates by their Julian day numbers: no store keeps a duration.
WITH u, stage, w, k, today, ends, [text IN [today, ends] | [toInteger(substring(text, 0, 4)) + 4800,
  toInteger(substring(text, 5, 2)), toInteger(substring(text, 8, 2))]] AS parts
WITH u, stage, w, k, today, ends,
  [x IN parts | [x[0] - (14 - x[1]) / 12, x[1] + 12 * ((14 - x[1]) / 12) - 3, x[2]]] AS parts
WITH u, stage, w, k, today, ends,
  [x IN parts | x[2] + (153 * x[1] + 2) / 5 + 365 * x[0] + x[0] / 4 - x[0] / 100 + x[0] / 400] AS days
WITH u, stage, w, k, ends, days[1] - days[0] AS days_left, CASE
  WHEN toString(k.window_start_earliest) > today THEN 'not begun'
  WHEN ends IS NULL THEN 'no end stated'
  ELSE 'running' END AS state
WHERE ends IS NULL OR (days_left >= 0 AND days_left <= $within_days)
WITH u, stage, w, k, ends, days_left, state, COLLECT {
  MATCH (u)<-[:ABOUT|OBJECT]-(met:Claim)
  WHERE met.known_from <= $as_of AND met.stance = 'asserts' AND (met.predicate = 'fulfils' OR met.status = 'fulfilled')
    AND NOT (met.rank = 'deprecated' AND met.ranked_on_latest <= $as_of)
  WITH DISTINCT met, COLLECT { MATCH (met)-[:SPOKEN_BY]->(s) RETURN s.id ORDER BY s.id } AS speakers
  RETURN {
    speaker: CASE WHEN size(speakers) = 0 THEN [met.attribution] ELSE speakers END, hedge: met.hedge,
    said_on: met.said_on, claim: met.id,
    known_from: CASE WHEN met.known_from = met.said_on_latest THEN null ELSE met.known_from END
  }
  ORDER BY met.known_from, met.id
} AS said_met
RETURN
  u.id AS undertaking,
  COLLECT { MATCH (u)-[:GIVEN_BY|MADE_BY]->(p) RETURN p.id ORDER BY p.id } AS by,
  COLLECT { MATCH (u)-[:GIVEN_TO|MADE_TO]->(p) RETURN p.id ORDER BY p.id } AS to,
  k.window_text AS window,
  [x IN w.readings | {
    speaker: [x.speaker], stance: x.k.stance, hedge: x.k.hedge, said_on: x.k.said_on, claim: x.k.id
  }] AS reading_by,
  state,
  ends,
  days_left,
  said_met,
  [x IN w.readings | x.k.id] + [x IN said_met | x.claim] + COLLECT {
    UNWIND [u, stage] AS cited
    MATCH (cited)-[cites:CITES]->(d:Document) WHERE cites.known_from <= $as_of RETURN DISTINCT d.id ORDER BY d.id
  } AS evidence,
  [u] + COLLECT { MATCH path = (u)-[:GIVEN_BY|GIVEN_TO|MADE_BY|MADE_TO]->() RETURN path } + COLLECT {
    MATCH path = (u)<-[:ABOUT]-(c:Claim)-[:SPOKEN_BY]->() WHERE c.id IN [x IN w.readings | x.k.id] RETURN path
  } AS picture
ORDER BY size(said_met) > 0, ends IS NULL, ends, state, undertaking, window
