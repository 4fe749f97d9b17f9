// Is a commitment on track, under each reading of its terms and each stage of counting?
//| params:
//|   commitment: {type: id, of: [Commitment, Concession], doc: The promise of an amount.}
//| columns:
//|   {target: text, window: text, reading_by: list, closes: edtf, stage: FigureStage, counts: FigureCounts,
//|    basis: text, within: list, share_within: text, latest: list, share: text, searched: text, evidence: ids,
//|    picture: picture}
//| computed: [share_within, share]
//
// A row for each reading and each series of counts: those at one stage, on one basis, totals or additions. A reading is
// the last amount and the last window of a speaker; one who gives only a window is held to the amount of the record's
// own text, one who gives only an amount sets no window. A promise that repeats every year has a row for the year that
// runs, or its first or last, and for each year before it in which something was counted. Within are the totals of the
// last day counted within the window, latest those of the last day since it opened, of a yearly promise both those of
// its year; of additions all that lie within the window, and all since it opened; one without a basis is of no series
// and left out. A share is rounded down, that of a ceiling up, lowest to highest, of additions that of their sum;
// counts that are floors or ceilings stay apart, as at least and at most, and a total that began after the window
// opened is a floor. It is said only where unit, thing counted and baseline are those of the target, and not of a best
// effort; of a count that says since when it counts, only where that is known to be no earlier than the window; of one
// that does not, only where it has no basis of its own and the promise does not repeat. A count that its speaker relays
// is told with whose it is. Searched: where nothing is recorded as counted within the window, how much was looked
// through.

// How much was looked through: all that was known by the day.
CALL () {
  MATCH (k:Claim)-[:FROM]->(d:Document) WHERE k.known_from <= $as_of
  WITH count(k) AS claims, count(DISTINCT d) AS documents
  RETURN ['claims: ' + toString(claims), ', documents: ' + toString(documents)] AS scope
}
MATCH (u:Entity {id: $commitment}) WHERE u.known_from <= $as_of
WITH u, scope, head(COLLECT {
  MATCH (u)<-[:ABOUT]-(k:Claim)
  WHERE k.id STARTS WITH 'claim/text-of-' AND k.quantity_text IS NOT NULL AND k.known_from <= $as_of RETURN k
}) AS text, EXISTS {
  MATCH (u)<-[:ABOUT]-(k:Claim) WHERE k.duty = 'best_effort' AND k.stance = 'asserts' AND k.known_from <= $as_of
} AS best_effort

// The last amount and the last window of each speaker.
CALL (u) {
  MATCH (u)<-[:ABOUT]-(k:Claim)
  WHERE k.content = 'terms' AND k.known_from <= $as_of AND k.stance IN ['asserts', 'opines', 'predicts']
    AND NOT (k.rank = 'deprecated' AND k.ranked_on_latest <= $as_of)
  WITH k, coalesce(k.said_on_latest, k.known_from) AS day,
    COLLECT { MATCH (k)-[:REVISES]->(earlier:Claim) RETURN earlier.id } AS revises,
    COLLECT { MATCH (k)-[:SPOKEN_BY]->(s) RETURN s.id ORDER BY s.id } AS speakers
  UNWIND [{field: 'quantity', value: k.quantity_text}, {field: 'window', value: k.window_text}] AS term
  WITH k, day, revises, speakers, term WHERE term.value IS NOT NULL
  UNWIND CASE WHEN size(speakers) = 0 THEN [k.attribution] ELSE speakers END AS speaker
  WITH speaker, term.field AS field, max(day) AS last,
    collect({k: k, claim: k.id, day: day, revises: revises}) AS readings
  UNWIND [x IN readings WHERE x.day = last AND NOT any(y IN readings WHERE x.claim IN y.revises)] AS x
  WITH speaker, field, x.k AS k
  WHERE NOT EXISTS {
    MATCH (k)<-[:REVISES]-(later:Claim)-[:SPOKEN_BY]->(who)
    WHERE later.known_from <= $as_of AND later.content <> 'terms' AND who.id = speaker
  }
  WITH speaker, field, k ORDER BY k.id
  WITH speaker, collect({field: field, k: k}) AS own
  WITH speaker, [x IN own WHERE x.field = 'quantity' | x.k] AS amounts,
    [x IN own WHERE x.field = 'window' | x.k] AS windows
  UNWIND CASE WHEN size(amounts) = 0 THEN [null] ELSE amounts END AS q
  UNWIND CASE WHEN size(windows) = 0 THEN [null] ELSE windows END AS w
  RETURN collect({speaker: speaker, q: q, w: w}) AS readings
}
UNWIND readings AS x
WITH u, scope, text, best_effort, x, coalesce(x.q, text) AS q, x.w AS w
WHERE q IS NOT NULL
WITH u, scope, best_effort, x, q, w, coalesce(toString(q.quantity_base), '') + coalesce(q.quantity_upto, '')
    + coalesce(q.quantity_unit_code, '') + coalesce(q.quantity_of, '') + coalesce(q.quantity_per, '') AS amount,
  coalesce(toString(w.window_start_earliest), '') + '/' + coalesce(toString(w.window_end_latest), '')
    + CASE WHEN w.window_start IS NULL AND w.window_end IS NULL THEN coalesce(toLower(w.window_label), '') ELSE '' END
    + coalesce(w.window_each, '') AS span
ORDER BY coalesce(w.said_on_latest, w.known_from, q.said_on_latest, q.known_from), x.speaker
WITH u, scope, best_effort, amount, span, collect({speaker: x.speaker, q: q, w: w}) AS readings
WITH u, scope, best_effort, readings, readings[0].w AS w,
  head([x IN readings WHERE x.q.quantity_bound IS NOT NULL | x.q] + [x IN readings | x.q]) AS q

// When the window opens and closes; of a promise that repeats in each of its years that have begun, or in its first.
WITH u, scope, best_effort, readings, q, w, toString(w.window_start_earliest) AS starts,
  toString(w.window_end_latest) AS ends, substring(toString($as_of), 0, 4) AS year
WITH u, scope, best_effort, readings, q, w, starts, ends, toInteger(CASE
    WHEN substring(starts, 0, 4) > year THEN substring(starts, 0, 4)
    WHEN substring(ends, 0, 4) < year THEN substring(ends, 0, 4)
    ELSE year END) AS last_year,
  w.window_each IS NOT NULL OR (q.quantity_per IS NOT NULL
    AND coalesce(toString(toInteger(substring(starts, 0, 4)) + 1) + substring(starts, 4) <= ends, false)) AS yearly
WITH u, scope, best_effort, readings, q, w, starts, ends, last_year, yearly,
  yearly AND (starts IS NOT NULL OR ends IS NOT NULL) AS by_year
UNWIND CASE WHEN by_year AND starts IS NOT NULL THEN range(toInteger(substring(starts, 0, 4)), last_year)
  ELSE [last_year] END AS year
WITH u, scope, best_effort, readings, q, w, yearly, by_year, year < last_year AS is_over,
  CASE WHEN NOT by_year OR starts > toString(year) + '-01-01' THEN starts ELSE toString(year) + '-01-01' END AS opens,
  CASE WHEN NOT by_year OR ends < toString(year) + '-12-31' THEN ends ELSE toString(year) + '-12-31' END AS closes
CALL (u) {
  MATCH (u)<-[:ABOUT]-(f:Claim)
  WHERE f.content = 'figure' AND f.known_from <= $as_of
    AND (coalesce(f.figure_counts, 'running_total') = 'running_total' OR f.figure_basis IS NOT NULL)
    AND NOT (f.rank = 'deprecated' AND f.ranked_on_latest <= $as_of)
  WITH f ORDER BY f.figure_measured_on_latest, f.known_from, f.id
  WITH f.figure_stage AS stage, coalesce(f.figure_basis, '') AS basis,
    coalesce(f.figure_counts, 'running_total') = 'increment' AS added, collect(f) AS counts
  RETURN collect({stage: stage, basis: basis, added: added, counts: counts}) AS series
}
UNWIND CASE WHEN size(series) = 0 THEN [{basis: '', counts: []}] ELSE series END AS counted
WITH u, scope, best_effort, readings, yearly, by_year, is_over, opens, closes, q, w, counted.stage AS stage,
  counted.basis AS basis, counted.added AS added, counted.counts AS counts
WITH u, scope, best_effort, readings, yearly, by_year, is_over, opens, closes, q, w, stage, basis, added, [f IN counts
  WHERE (opens IS NULL OR toString(CASE WHEN added THEN f.figure_since_earliest ELSE f.figure_measured_on_latest END)
    >= opens) AND (NOT by_year OR toString(f.figure_measured_on_latest) <= closes)] AS counts
WITH u, scope, best_effort, readings, yearly, is_over, opens, closes, q, w, stage, basis, added, counts,
  [f IN counts WHERE closes IS NULL OR toString(f.figure_measured_on_latest) <= closes] AS inside
WHERE size(inside) > 0 OR NOT is_over
WITH u, scope, best_effort, readings, yearly, opens, closes, q, w, stage, basis, added,
  [f IN inside WHERE added OR f.figure_measured_on_latest = last(inside).figure_measured_on_latest] AS inside,
  [f IN counts WHERE added OR f.figure_measured_on_latest = last(counts).figure_measured_on_latest] AS latest
WITH u, scope, best_effort, readings, yearly, opens, closes, q, w, stage, basis, added, inside, latest,
  [found IN [inside, latest] | [f IN found
    WHERE f.figure_unit_code = q.quantity_unit_code AND coalesce(f.figure_of, '') = coalesce(q.quantity_of, '')
      AND coalesce(f.figure_over_text, '') = coalesce(q.quantity_over_text, '') AND q.quantity_base > 0
      AND CASE
        WHEN f.figure_since IS NULL THEN basis = '' AND NOT yearly
        WHEN f.figure_bound = 'at_most' AND NOT added THEN toString(f.figure_since_earliest) = opens
        ELSE toString(f.figure_since_earliest) >= opens END
    | {
      bound: CASE
        WHEN NOT added AND toString(f.figure_since_earliest) > opens THEN 'at_least'
        WHEN f.figure_bound IN ['at_most', 'at_least'] THEN f.figure_bound ELSE '' END,
      low: f.figure_base, high: coalesce(f.figure_base_upto, f.figure_base)
    }]] AS like
// Additions are one amount, which is a floor where one of them is, or a ceiling.
WITH u, scope, best_effort, readings, yearly, opens, closes, q, w, stage, basis, added, inside, latest, like,
  [each IN like | CASE WHEN NOT added THEN each ELSE [{
    bound: CASE
      WHEN all(x IN each WHERE x.bound = '') THEN ''
      WHEN all(x IN each WHERE x.bound <> 'at_most') THEN 'at_least'
      WHEN all(x IN each WHERE x.bound <> 'at_least') THEN 'at_most' ELSE 'both' END,
    low: reduce(sum = 0, x IN each | sum + x.low), high: reduce(sum = 0, x IN each | sum + x.high)
  }] END] AS amounts
WITH u, scope, best_effort, readings, yearly, opens, closes, q, w, stage, basis, added, inside, latest, like, amounts,
  [each IN amounts | [group IN [bound IN ['at_most', '', 'at_least'] | [x IN each WHERE x.bound = bound]]
    WHERE size(group) > 0 | {
      bound: group[0].bound,
      low: reduce(low = group[0].low, x IN group | CASE WHEN x.low < low THEN x.low ELSE low END),
      high: reduce(high = group[0].high, x IN group | CASE WHEN x.high > high THEN x.high ELSE high END)
    }]] AS ranges
// A ceiling stays one when it is rounded up, a floor when it is rounded down.
WITH u, scope, best_effort, readings, yearly, opens, closes, q, w, stage, basis, added, inside, latest, like, amounts,
  [each IN ranges | [x IN each | {
    bound: x.bound,
    low: (100 * x.low + CASE x.bound WHEN 'at_most' THEN q.quantity_base - 1 ELSE 0 END) / q.quantity_base,
    high: (100 * x.high + CASE x.bound WHEN 'at_most' THEN q.quantity_base - 1 ELSE 0 END) / q.quantity_base
  }]] AS ranges
WITH u, scope, readings, closes, q, w, stage, basis, added, inside, latest, [place IN [0, 1] | CASE
  WHEN best_effort THEN 'none: best effort'
  WHEN size([inside, latest][place]) = 0 THEN 'none counted'
  WHEN size(like[place]) < size([inside, latest][place]) THEN 'not comparable' + coalesce(head(
    [f IN [inside, latest][place] WHERE f.figure_since IS NULL AND (basis <> '' OR yearly)
      | ': nobody says since when it counts']
    + [f IN [inside, latest][place] WHERE f.figure_since IS NOT NULL AND opens IS NULL
      | ': nobody says when the window opens']
    + [f IN [inside, latest][place] WHERE toString(f.figure_since_earliest) < opens
      | ': counted since ' + f.figure_since + ', before the window opens']), '')
  WHEN amounts[place][0].bound = 'both' THEN 'not comparable: floors and ceilings are added'
  ELSE reduce(said = '', x IN ranges[place] | said + CASE WHEN said = '' THEN '' ELSE '; ' END
      + CASE WHEN x.bound = '' THEN '' ELSE replace(x.bound, '_', ' ') + ' ' END
      + toString(x.low) + '%' + CASE WHEN x.low = x.high THEN '' ELSE ' to ' + toString(x.high) + '%' END)
    + CASE WHEN NOT added THEN '' WHEN size(like[place]) = 1 THEN ' in 1 addition'
      ELSE ' in ' + toString(size(like[place])) + ' additions' END
  END] AS told
RETURN
  q.quantity_text AS target,
  w.window_text AS window,
  COLLECT {
    UNWIND readings AS x
    WITH DISTINCT x.speaker AS speaker, coalesce(x.w, x.q) AS k
    RETURN {speaker: [speaker], hedge: k.hedge, said_on: k.said_on, claim: k.id}
    ORDER BY coalesce(k.said_on_latest, k.known_from), speaker, k.id
  } AS reading_by,
  closes,
  stage,
  CASE added WHEN true THEN 'increment' WHEN false THEN 'running_total' END AS counts,
  CASE WHEN basis <> '' THEN basis END AS basis,
  COLLECT {
    UNWIND inside AS f
    WITH f, COLLECT { MATCH (f)-[:SPOKEN_BY]->(s) RETURN s.id ORDER BY s.id } AS speakers,
      COLLECT { MATCH (f)-[:RELAYS]->(source) RETURN source.name ORDER BY source.name } AS sources
    RETURN {
      speaker: CASE WHEN size(speakers) = 0 THEN [f.attribution] ELSE speakers END,
      says: f.figure_text
        + CASE f.figure_counts WHEN 'increment' THEN '' ELSE coalesce(' since ' + f.figure_since, '') END
        + coalesce(' on ' + f.figure_measured_on, '')
        + reduce(all = '', source IN sources | all + CASE all WHEN '' THEN ' as reported by ' ELSE ', ' END + source),
      hedge: f.hedge, claim: f.id
    }
    ORDER BY f.known_from, f.id
  } AS within,
  told[0] AS share_within,
  COLLECT {
    UNWIND latest AS f
    WITH f, COLLECT { MATCH (f)-[:SPOKEN_BY]->(s) RETURN s.id ORDER BY s.id } AS speakers,
      COLLECT { MATCH (f)-[:RELAYS]->(source) RETURN source.name ORDER BY source.name } AS sources
    RETURN {
      speaker: CASE WHEN size(speakers) = 0 THEN [f.attribution] ELSE speakers END,
      says: f.figure_text
        + CASE f.figure_counts WHEN 'increment' THEN '' ELSE coalesce(' since ' + f.figure_since, '') END
        + coalesce(' on ' + f.figure_measured_on, '')
        + reduce(all = '', source IN sources | all + CASE all WHEN '' THEN ' as reported by ' ELSE ', ' END + source),
      hedge: f.hedge, claim: f.id
    }
    ORDER BY f.known_from, f.id
  } AS latest,
  told[1] AS share,
  CASE WHEN size(inside) = 0 THEN scope[0] + ' (' + toString(size(COLLECT {
    MATCH (u)<-[:ABOUT|SUBJECT|OBJECT]-(known:Claim) WHERE known.known_from <= $as_of RETURN DISTINCT known.id
  })) + ' on this)' + scope[1] END AS searched,
  [x IN readings WHERE x.w IS NOT NULL | x.w.id] + [x IN readings | x.q.id] + [f IN inside + latest | f.id] AS evidence,
  [u] + COLLECT {
    MATCH path = (u)<-[:ABOUT]-(c:Claim)-[:SPOKEN_BY]->()
    WHERE c.id IN [x IN readings WHERE x.w IS NOT NULL | x.w.id] + [x IN readings | x.q.id]
      + [f IN inside + latest | f.id]
    RETURN path
  } AS picture
ORDER BY closes IS NULL, closes, target, window, CASE stage
    WHEN 'announced' THEN 1 WHEN 'contracted' THEN 2 WHEN 'shipped' THEN 3 WHEN 'arrived' THEN 4 ELSE 5 END,
  added, basis
