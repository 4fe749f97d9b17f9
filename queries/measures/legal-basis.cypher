// What stands or falls with a legal instrument or a ruling?
//| params:
//|   basis:
//|     {type: id, of: [Document, Event, Measure],
//|      doc: "The legal act, the ruling, or the measure on which others rest."}
//| columns:
//|   {item: Record, kind: text, how: text, stage: StatusWord, depth: integer, evidence: ids, picture: picture}
//| computed: [depth]
//
// Depth is the number of steps from the item to the basis. A part of a measure, and what eases or concerns a measure,
// falls with it. The stage is the one that the item has reached on the day; of a promise past its end, lapsed.

MATCH (b:Entity {id: $basis})
CALL (b) {
  MATCH path = (b)<-[:BASED_ON|PART_OF*1..6]-(x)
  WHERE x.known_from <= $as_of AND all(r IN relationships(path) WHERE r.known_from IS NULL OR r.known_from <= $as_of)
    AND all(n IN nodes(path) WHERE n:Measure OR n:Document OR n.id = b.id)
  RETURN x, 'rests on it' AS how, size(relationships(path)) AS depth, path
  UNION ALL
  MATCH path = (b)<-[:BASED_ON|PART_OF*0..5]-(:Measure)<-[last:EASES|CONCERNS]-(x)
  WHERE x.known_from <= $as_of AND all(r IN relationships(path) WHERE r.known_from IS NULL OR r.known_from <= $as_of)
    AND all(n IN nodes(path) WHERE n:Measure OR n:Document OR n.id = b.id OR n.id = x.id)
  RETURN x, CASE type(last) WHEN 'EASES' THEN 'eases a measure that rests on it'
    ELSE 'concerns a measure that rests on it' END AS how, size(relationships(path)) AS depth, path
  UNION ALL
  MATCH path = (b)<-[by:SET_BY]-(s:Status)<-[has:HAS_STATUS]-(x)
  WHERE x.known_from <= $as_of AND by.known_from <= $as_of AND has.known_from <= $as_of
  RETURN x, 'stage set by it: ' + s.status + ' since ' + s.since AS how, 1 AS depth, path
  UNION ALL
  MATCH path = (b)-[r:AMENDS|ANNULS]->(x)
  WHERE x.known_from <= $as_of AND r.known_from <= $as_of
  RETURN x, CASE type(r) WHEN 'AMENDS' THEN 'amended by it' ELSE 'annulled by it' END AS how, 1 AS depth, path
}
WITH x, how, min(depth) AS depth, collect(path) AS paths
RETURN
  x.id AS item,
  head(split(x.id, '/')) AS kind,
  how,
  head(COLLECT {
    MATCH (x)-[has:HAS_STATUS]->(s:Status)
    WHERE has.known_from <= $as_of AND (s.since_earliest IS NULL OR s.since_earliest <= $as_of)
      AND (s.until_latest IS NULL OR s.until_latest >= $as_of OR x:Concession OR x:Commitment)
    RETURN CASE WHEN s.until_latest < $as_of THEN 'lapsed' ELSE s.status END
    ORDER BY s.since_earliest IS NULL, s.since_earliest DESC, s.known_from DESC, s.id DESC LIMIT 1
  }) AS stage,
  depth,
  [y IN [x] WHERE y.id STARTS WITH 'document/' | y.id] + COLLECT {
    MATCH (x)-[cites:CITES]->(d:Document) WHERE cites.known_from <= $as_of RETURN d.id ORDER BY d.id
  } AS evidence,
  paths AS picture
ORDER BY depth, how, item
