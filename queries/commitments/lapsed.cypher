// Which undertakings passed their window, and with what outcome?
//| params:
//|   party: {type: id, of: Party, optional: true, doc: Only what this party or a body of it gave.}
//| columns:
//|   {undertaking: Record, by: [Record], window: text, reading_by: list, window_end: edtf, target: text, outcome: text,
//|    late_by: integer, said_by: list, counted: list, searched: text, evidence: ids, picture: picture}
//| computed: [late_by]
//
// A row for each reading of the window whose end has passed: of each speaker the last that the speaker did not take
// back; of a promise that repeats every year, the last year that has. Where the last stage of the record is past its
// end, so are the readings that give no end or a later one, and with no reading at all the record itself. The outcome
// is what somebody says of it (fulfilled or broken), else prolonged, where a later concession prolongs the easing or
// the record was extended, else what the last counts within the window say of the target, else lapsed, where the
// record's own stage has run out, else no word. A count speaks only where unit, thing counted and baseline agree; a
// floor below the target and a ceiling above it say nothing. One that began after the window opened tells only that a
// target was reached; one that began before, or in a window of which nobody says when it opened, tells nothing. One
// that does not say since when it counts is taken for the window's, unless it has a basis of its own or the promise
// repeats. Late by: days from the end to the first day for which it is said to be fulfilled. Counted: the totals that
// stood on the last day counted within the window, or within its last year where the promise repeats. Searched: where
// nobody speaks of the end, how much was looked through.

// How much was looked through: all that was known by the day.
CALL () {
  MATCH (k:Claim)-[:FROM]->(d:Document) WHERE k.known_from <= $as_of
  WITH count(k) AS claims, count(DISTINCT d) AS documents
  RETURN ['claims: ' + toString(claims), ', documents: ' + toString(documents)] AS scope
}
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
WITH u, scope WHERE u.known_from <= $as_of
WITH u, scope, head(COLLECT {
  MATCH (u)-[has:HAS_STATUS]->(s:Status)
  WHERE has.known_from <= $as_of AND (s.since_earliest IS NULL OR s.since_earliest <= $as_of)
  RETURN s ORDER BY s.since_earliest IS NULL, s.since_earliest DESC, s.known_from DESC, s.id DESC LIMIT 1
}) AS stage, head(COLLECT {
  // The end of the stage that ran out last, unless another than its prolongation has followed.
  MATCH (u)-[has:HAS_STATUS]->(s:Status)
  WHERE has.known_from <= $as_of AND s.until_latest < $as_of AND NOT EXISTS {
    MATCH (u)-[also:HAS_STATUS]->(next:Status)
    WHERE also.known_from <= $as_of AND next.since_earliest <= $as_of AND next.since_earliest > s.since_earliest
      AND next.status <> 'extended'
  }
  RETURN toString(s.until_latest) ORDER BY s.until_latest DESC LIMIT 1
}) AS ended
WHERE NOT coalesce(stage.status, '') IN ['floated', 'moot']
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
WITH u, scope, stage, ended, w.readings AS readings, w.k AS k, toString($as_of) AS today
WITH u, scope, stage, ended, readings, k, today, toString(k.window_end_latest) AS end,
  toString(toInteger(substring(today, 0, 4)) - 1) + '-12-31' AS year_end
WITH u, scope, stage, ended, readings, k, today, CASE
  WHEN end < today THEN end
  WHEN k.window_each IS NOT NULL AND year_end > toString(k.window_start_earliest) THEN year_end
  ELSE ended END AS window_end
WHERE window_end < today

// What is said of it, and what was counted.
WITH u, scope, stage, ended, readings, k, window_end, COLLECT {
  MATCH (u)<-[:ABOUT|OBJECT]-(met:Claim)
  WHERE met.known_from <= $as_of AND met.stance = 'asserts'
    AND (met.predicate IN ['fulfils', 'breaches'] OR met.status IN ['fulfilled', 'broken', 'lapsed'])
    AND NOT (met.rank = 'deprecated' AND met.ranked_on_latest <= $as_of)
    AND (NOT EXISTS { (met)-[:READING]->() } OR EXISTS {
      MATCH (met)-[:READING]->(which:Claim) WHERE which.id IN [x IN readings | x.k.id]
    })
  WITH DISTINCT met, COLLECT { MATCH (met)-[:SPOKEN_BY]->(s) RETURN s.id ORDER BY s.id } AS speakers
  RETURN {
    kept: coalesce(met.status = 'fulfilled', met.predicate = 'fulfils'),
    day: toString(coalesce(met.since_latest, met.said_on_latest, met.known_from)),
    said: {
      speaker: CASE WHEN size(speakers) = 0 THEN [met.attribution] ELSE speakers END,
      says: coalesce(met.status + coalesce(' since ' + met.since, ''), met.predicate), hedge: met.hedge,
      said_on: met.said_on, claim: met.id,
      known_from: CASE WHEN met.known_from = met.said_on_latest THEN null ELSE met.known_from END
    }
  }
  ORDER BY coalesce(met.since_latest, met.said_on_latest, met.known_from), met.id
} AS words, COLLECT {
  MATCH (u)<-[:ABOUT]-(f:Claim)
  WHERE f.known_from <= $as_of AND f.figure_counts = 'running_total'
    AND toString(f.figure_measured_on_latest) <= window_end
    AND NOT (f.rank = 'deprecated' AND f.ranked_on_latest <= $as_of)
  RETURN f ORDER BY f.figure_measured_on_latest, f.known_from, f.id
} AS counts, head([x IN readings WHERE x.k.quantity_text IS NOT NULL | x.k] + COLLECT {
  MATCH (u)<-[:ABOUT]-(q:Claim)
  WHERE q.quantity_text IS NOT NULL AND q.known_from <= $as_of AND q.stance = 'asserts'
    AND NOT (q.rank = 'deprecated' AND q.ranked_on_latest <= $as_of)
    AND (q.id STARTS WITH 'claim/text-of-' OR EXISTS {
      MATCH (q)-[:SPOKEN_BY]->(s) WHERE s.id IN [x IN readings | x.speaker]
    })
  RETURN q ORDER BY q.id STARTS WITH 'claim/text-of-', q.known_from DESC, q.id
}) AS q, EXISTS {
  MATCH (u)-[:EASES]->(:Measure)<-[also:EASES]-(c:Concession {action: 'prolong'})
  WHERE also.known_from <= $as_of AND c.announced_earliest > u.announced_latest
} AS prolonged
WITH u, scope, stage, ended, readings, k, window_end, words, prolonged, q, counts,
  toString(k.window_start_earliest) AS opens, substring(window_end, 0, 4) + '-01-01' AS year_start
WITH u, scope, stage, ended, readings, k, window_end, words, prolonged, q, counts, opens, year_start,
  k.window_each IS NOT NULL OR (q.quantity_per IS NOT NULL
    AND coalesce(toString(toInteger(substring(opens, 0, 4)) + 1) + substring(opens, 4) <= window_end, false)) AS yearly
WITH u, scope, stage, ended, readings, k, window_end, words, prolonged, q, counts, yearly,
  CASE WHEN NOT yearly OR opens > year_start THEN opens ELSE year_start END AS opens
WITH u, scope, stage, ended, readings, k, window_end, words, prolonged, q, yearly, opens,
  [f IN counts WHERE opens IS NULL OR toString(f.figure_measured_on_latest) >= opens] AS counts
WITH u, scope, stage, ended, readings, k, window_end, words, prolonged, q, yearly, opens,
  [f IN counts WHERE f.figure_measured_on_latest = last(counts).figure_measured_on_latest] AS counted
WITH u, scope, stage, ended, readings, k, window_end, words, prolonged, q, counted, [f IN counted
  WHERE f.figure_unit_code = q.quantity_unit_code AND coalesce(f.figure_of, '') = coalesce(q.quantity_of, '')
  AND coalesce(f.figure_over_text, '') = coalesce(q.quantity_over_text, '')
  AND coalesce(q.quantity_bound, '') <> 'at_most'
  AND (f.figure_since IS NOT NULL OR (f.figure_basis IS NULL AND NOT yearly)) | {
    below: coalesce(f.figure_bound, '') <> 'at_least' AND coalesce(f.figure_base_upto, f.figure_base) < q.quantity_base
      AND coalesce(toString(f.figure_since_earliest) = opens, f.figure_since IS NULL),
    reached: coalesce(f.figure_bound, '') <> 'at_most' AND f.figure_base >= q.quantity_base
      AND coalesce(toString(f.figure_since_earliest) >= opens, f.figure_since IS NULL)
  }] AS like
WITH u, scope, stage, ended, readings, k, window_end, words, q, counted,
  head([x IN words WHERE x.kept | x.day]) AS kept_on, CASE
  WHEN stage.status = 'fulfilled' OR any(x IN words WHERE x.kept) THEN 'said fulfilled'
  WHEN stage.status IN ['broken', 'lapsed'] OR size(words) > 0 THEN 'said broken'
  WHEN prolonged OR stage.status = 'extended' THEN 'prolonged'
  WHEN any(x IN like WHERE x.below) AND any(x IN like WHERE x.reached) THEN 'counts disagree'
  WHEN any(x IN like WHERE x.below) THEN 'short'
  WHEN any(x IN like WHERE x.reached) THEN 'counted in full'
  WHEN ended IS NOT NULL THEN 'lapsed'
  ELSE 'no word' END AS outcome
WITH u, scope, stage, readings, k, window_end, words, q, counted, outcome, [text IN [window_end,
  coalesce(kept_on, CASE WHEN stage.status = 'fulfilled' THEN toString(stage.since_latest) END)] | [
  toInteger(substring(text, 0, 4)) + 4800, toInteger(substring(text, 5, 2)), toInteger(substring(text, 8, 2))]] AS parts
WITH u, scope, stage, readings, k, window_end, words, q, counted, outcome,
  [x IN parts | [x[0] - (14 - x[1]) / 12, x[1] + 12 * ((14 - x[1]) / 12) - 3, x[2]]] AS parts
WITH u, scope, stage, readings, k, window_end, words, q, counted, outcome,
  [x IN parts | x[2] + (153 * x[1] + 2) / 5 + 365 * x[0] + x[0] / 4 - x[0] / 100 + x[0] / 400] AS days
RETURN
  u.id AS undertaking,
  COLLECT { MATCH (u)-[:GIVEN_BY|MADE_BY]->(p) RETURN p.id ORDER BY p.id } AS by,
  k.window_text AS window,
  [x IN readings | {
    speaker: [x.speaker], stance: x.k.stance, hedge: x.k.hedge, said_on: x.k.said_on, claim: x.k.id
  }] AS reading_by,
  window_end,
  q.quantity_text AS target,
  outcome,
  CASE WHEN days[1] > days[0] THEN days[1] - days[0] WHEN days[1] IS NOT NULL THEN 0 END AS late_by,
  [x IN words | x.said] AS said_by,
  COLLECT {
    UNWIND counted AS f
    WITH f, COLLECT { MATCH (f)-[:SPOKEN_BY]->(s) RETURN s.id ORDER BY s.id } AS speakers
    RETURN {
      speaker: CASE WHEN size(speakers) = 0 THEN [f.attribution] ELSE speakers END,
      says: f.figure_text + coalesce(' ' + f.figure_stage, '') + coalesce(' since ' + f.figure_since, '')
        + coalesce(' on ' + f.figure_measured_on, ''),
      claim: f.id
    }
    ORDER BY f.known_from, f.id
  } AS counted,
  CASE WHEN outcome IN ['lapsed', 'no word'] THEN scope[0] + ' (' + toString(size(COLLECT {
    MATCH (u)<-[:ABOUT|SUBJECT|OBJECT]-(known:Claim) WHERE known.known_from <= $as_of RETURN DISTINCT known.id
  })) + ' on this)' + scope[1] END AS searched,
  [x IN readings | x.k.id] + [x IN words | x.said.claim] + [f IN counted | f.id] + COLLECT {
    UNWIND [u, stage] AS cited
    MATCH (cited)-[cites:CITES]->(d:Document) WHERE cites.known_from <= $as_of RETURN DISTINCT d.id ORDER BY d.id
  } AS evidence,
  [each IN [u, stage] WHERE each IS NOT NULL] + counted + COLLECT {
    MATCH path = (u)<-[:ABOUT]-(c:Claim)-[:SPOKEN_BY]->()
    WHERE c.id IN [x IN readings | x.k.id] + [x IN words | x.said.claim] RETURN path
  } AS picture
ORDER BY CASE outcome
    WHEN 'said broken' THEN 1 WHEN 'short' THEN 2 WHEN 'counts disagree' THEN 3 WHEN 'lapsed' THEN 4
    WHEN 'no word' THEN 5 WHEN 'said fulfilled' THEN 6 WHEN 'counted in full' THEN 7 ELSE 8 END,
  window_end, undertaking, window
