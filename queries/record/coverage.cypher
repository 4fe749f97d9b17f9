// How much is in the graph, how well sourced, and what rests only on low tiers?
//| params:
//|   tier: {type: word, of: Tier, default: A, doc: What has nothing better than this tier is listed as weak.}
//| columns:
//|   {kind: text, count: integer, cited: integer, by_tier: list, unread: integer, weak: [Record], evidence: ids,
//|    picture: picture}
//
// By kind, as of the day. A record is as good as the best of its citations, and a citation as bad as the worse of its
// document and of the one through which that is known; a document counts by its own tier. Unread are those of which no
// citation gives a place in the text. The evidence is the data sets that state the records.

CALL () {
  MATCH (x:Claim) WHERE x.known_from <= $as_of
  RETURN x, 'claim' AS kind, COLLECT {
    MATCH (x)-[r:FROM]->(d:Document) OPTIONAL MATCH (v:Document {id: r.via})
    RETURN {tier: d.tier, via: v.tier, seen: size([p IN r.locator WHERE p <> 'unseen']) > 0}
  } AS ways
  UNION ALL
  MATCH (x:Document) WHERE x.known_from <= $as_of
  RETURN x, 'document' AS kind, [{tier: x.tier, via: null, seen: true}] AS ways
  UNION ALL
  CALL () {
    MATCH (x:Party) RETURN x
    UNION
    MATCH (x:Institution) RETURN x
    UNION
    MATCH (x:Official) RETURN x
    UNION
    MATCH (x:Tenure) RETURN x
    UNION
    MATCH (x:Topic) RETURN x
    UNION
    MATCH (x:Negotiation) RETURN x
    UNION
    MATCH (x:Event) WHERE x.known_from <= $as_of RETURN x
    UNION
    MATCH (x:Arrangement) WHERE x.known_from <= $as_of RETURN x
    UNION
    MATCH (x:Measure) WHERE x.known_from <= $as_of RETURN x
    UNION
    MATCH (x:Concession) WHERE x.known_from <= $as_of RETURN x
    UNION
    MATCH (x:Commitment) WHERE x.known_from <= $as_of RETURN x
    UNION
    MATCH (:Entity)-[has:HAS_STATUS]->(x:Status) WHERE has.known_from <= $as_of RETURN x
  }
  RETURN x, head(split(x.id, '/')) AS kind, COLLECT {
    MATCH (x)-[r:CITES]->(d:Document) WHERE r.known_from <= $as_of
    OPTIONAL MATCH (v:Document {id: r.via})
    RETURN {tier: d.tier, via: v.tier, seen: size([p IN r.locator WHERE p <> 'unseen']) > 0}
  } AS ways
}
WITH x, kind, ways, ['O', 'W', 'T', 'L', 'A', 'X'] AS tiers
WITH x, kind, ways, tiers, head([place IN range(0, 5) WHERE any(way IN ways WHERE
  (way.tier = tiers[place] AND (way.via IS NULL OR way.via IN tiers[0..place + 1]))
  OR (way.via = tiers[place] AND way.tier IN tiers[0..place + 1])) | place]) AS best
WITH x, kind, tiers, best, size(ways) > 0 AS cited, NOT any(way IN ways WHERE way.seen) AS unread,
  head([place IN range(0, 5) WHERE tiers[place] = $tier]) AS limit
ORDER BY x.id
WITH kind, tiers, count(x) AS count, sum(CASE WHEN cited THEN 1 ELSE 0 END) AS cited_ones,
  sum(CASE WHEN cited AND unread THEN 1 ELSE 0 END) AS unread_ones, collect(best) AS found,
  collect(CASE WHEN best >= limit THEN x END) AS weak,
  collect(x.id) AS members
RETURN
  kind,
  count,
  cited_ones AS cited,
  [place IN range(0, 5) WHERE place IN found
    | tiers[place] + ' ' + toString(size([each IN found WHERE each = place]))] AS by_tier,
  unread_ones AS unread,
  [x IN weak | x.id] AS weak,
  COLLECT {
    UNWIND members AS member
    MATCH (:Entity {id: member})<-[:ASSERTS]-(s:Dataset) RETURN DISTINCT s.id ORDER BY s.id
  } AS evidence,
  weak AS picture
ORDER BY kind
