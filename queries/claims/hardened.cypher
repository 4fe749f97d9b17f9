// Where did a retelling make a claim firmer, or change its number or date?
//| params:
//|   subject: {type: id, of: Record, optional: true, doc: Only what is said of this record.}
//| columns:
//|   {subject: Record, original: Claim, said_by: list, hedge: Hedge, retold_in: Claim, retold_by: list, said_on: edtf,
//|    known_from: date, changed: [text], evidence: ids, picture: picture}
//
// A retelling relays a claim, or a text in which the original stands; who relays only a speaker may mean anything that
// the speaker said. Firmer is a weaker hedge, an assertion of what was only supposed, asked for or threatened, or a
// later stage. A term is changed where both state it and the values do not agree.

CALL () {
  WITH * WHERE $subject IS NOT NULL
  MATCH (x:Entity {id: $subject})<-[:ABOUT]-(k:Claim) RETURN x, k
  UNION
  WITH * WHERE $subject IS NULL
  MATCH (x)<-[:ABOUT]-(k:Claim)-[:RELAYS]->() RETURN DISTINCT x, k
}
MATCH (k)-[:RELAYS]->(source)<-[:FROM*0..1]-(o:Claim)-[:ABOUT]->(x)
WHERE k.known_from <= $as_of AND o.known_from <= $as_of AND o.id <> k.id
  AND NOT (k.rank = 'deprecated' AND k.ranked_on_latest <= $as_of)
  AND (source.id = o.id OR source:Document)
WITH DISTINCT x, k, o,
  ['mentioned', 'floated', 'threatened', 'agreed_in_principle', 'announced', 'planned', 'given', 'signed', 'in_force',
   'held', 'fulfilled'] AS stages,
  COLLECT { MATCH (o)-[:STATES_BY]->(p) RETURN p.name ORDER BY p.name } AS told_givers,
  COLLECT { MATCH (k)-[:STATES_BY]->(p) RETURN p.name ORDER BY p.name } AS givers,
  COLLECT { MATCH (o)-[:STATES_TO]->(p) RETURN p.name ORDER BY p.name } AS told_receivers,
  COLLECT { MATCH (k)-[:STATES_TO]->(p) RETURN p.name ORDER BY p.name } AS receivers
WITH x, k, o, [
  CASE WHEN o.content = k.content AND o.hedge = 'strong' AND k.hedge IN ['none', 'weak']
      OR o.content = k.content AND o.hedge = 'weak' AND k.hedge = 'none'
    THEN 'firmer: hedge ' + o.hedge + ' -> ' + k.hedge END,
  CASE WHEN o.content = k.content AND k.stance = 'asserts'
      AND o.stance IN ['questions', 'predicts', 'speculates', 'opines', 'requests', 'threatens']
    THEN 'firmer: ' + o.stance + ' -> ' + k.stance END,
  CASE WHEN o.status <> k.status
    THEN CASE WHEN head([n IN range(0, 10) WHERE stages[n] = o.status]) < head([n IN range(0, 10)
      WHERE stages[n] = k.status]) THEN 'firmer: ' ELSE '' END + 'status ' + o.status + ' -> ' + k.status END,
  CASE WHEN o.quantity_text IS NOT NULL AND k.quantity_text IS NOT NULL AND (
      o.quantity_base <> k.quantity_base OR coalesce(o.quantity_upto, '') <> coalesce(k.quantity_upto, '')
      OR coalesce(o.quantity_unit_code, o.quantity_unit) <> coalesce(k.quantity_unit_code, k.quantity_unit)
      OR coalesce(o.quantity_of, '') <> coalesce(k.quantity_of, '')
      OR coalesce(o.quantity_per, '') <> coalesce(k.quantity_per, '')
      OR coalesce(o.quantity_over_text, '') <> coalesce(k.quantity_over_text, '')
      OR o.quantity_bound <> k.quantity_bound)
    THEN 'quantity ' + o.quantity_text + ' -> ' + k.quantity_text END,
  CASE WHEN o.rate_text IS NOT NULL AND k.rate_text IS NOT NULL AND (
      o.rate_base <> k.rate_base OR coalesce(o.rate_upto, '') <> coalesce(k.rate_upto, '')
      OR coalesce(o.rate_unit_code, o.rate_unit) <> coalesce(k.rate_unit_code, k.rate_unit)
      OR coalesce(o.rate_of, '') <> coalesce(k.rate_of, '') OR o.rate_bound <> k.rate_bound)
    THEN 'rate ' + o.rate_text + ' -> ' + k.rate_text END,
  CASE WHEN o.window_text IS NOT NULL AND k.window_text IS NOT NULL AND (
      coalesce(toString(o.window_start_earliest), '') <> coalesce(toString(k.window_start_earliest), '')
      OR coalesce(toString(o.window_end_latest), '') <> coalesce(toString(k.window_end_latest), '')
      OR coalesce(o.window_each, '') <> coalesce(k.window_each, '')
      OR (o.window_start IS NULL AND o.window_end IS NULL AND toLower(o.window_label) <> toLower(k.window_label)))
    THEN 'window ' + o.window_text + ' -> ' + k.window_text END,
  CASE WHEN o.date <> k.date THEN 'date ' + o.date + ' -> ' + k.date END,
  CASE WHEN o.since <> k.since THEN 'since ' + o.since + ' -> ' + k.since END,
  CASE WHEN o.until <> k.until THEN 'until ' + o.until + ' -> ' + k.until END,
  CASE WHEN o.duty <> k.duty THEN 'duty ' + o.duty + ' -> ' + k.duty END,
  CASE WHEN o.condition <> k.condition THEN 'condition ' + o.condition + ' -> ' + k.condition END,
  CASE WHEN o.scope <> k.scope THEN 'scope ' + o.scope + ' -> ' + k.scope END,
  CASE WHEN size(givers) > 0 AND size(told_givers) > 0 AND givers <> told_givers
    THEN 'by' + reduce(all = '', p IN told_givers | all + ' ' + p) + ' ->'
      + reduce(all = '', p IN givers | all + ' ' + p) END,
  CASE WHEN size(receivers) > 0 AND size(told_receivers) > 0 AND receivers <> told_receivers
    THEN 'to' + reduce(all = '', p IN told_receivers | all + ' ' + p) + ' ->'
      + reduce(all = '', p IN receivers | all + ' ' + p) END
] AS differences,
  COLLECT { MATCH (k)-[:SPOKEN_BY]->(s) RETURN s.id ORDER BY s.id } AS speakers,
  COLLECT { MATCH (o)-[:SPOKEN_BY]->(s) RETURN s.id ORDER BY s.id } AS first_speakers
WITH x, k, o, speakers, first_speakers, [each IN differences WHERE each IS NOT NULL] AS changed
WHERE size(changed) > 0
RETURN
  x.id AS subject,
  o.id AS original,
  [{
    speaker: CASE WHEN size(first_speakers) = 0 THEN [o.attribution] ELSE first_speakers END, stance: o.stance,
    hedge: o.hedge, said_on: o.said_on, claim: o.id
  }] AS said_by,
  o.hedge AS hedge,
  k.id AS retold_in,
  [{
    speaker: CASE WHEN size(speakers) = 0 THEN [k.attribution] ELSE speakers END, stance: k.stance, hedge: k.hedge,
    claim: k.id
  }] AS retold_by,
  k.said_on AS said_on,
  CASE WHEN k.known_from = k.said_on_latest THEN null ELSE k.known_from END AS known_from,
  changed,
  [o.id, k.id] AS evidence,
  [x] + COLLECT { MATCH path = (k)-[:RELAYS]->()<-[:FROM*0..1]-(o) RETURN path }
    + COLLECT { MATCH path = (k)-[:SPOKEN_BY]->() RETURN path } AS picture
ORDER BY any(each IN changed WHERE each STARTS WITH 'firmer') DESC, coalesce(k.said_on_latest, k.known_from), subject,
  original, retold_in
