import pytest

from kg.store.dialect import Offence, offences, write_clauses

FINE = [
    "MATCH (c:Concession) WHERE c.known_from <= $as_of RETURN c.id AS concession ORDER BY concession",
    "UNWIND $rows AS r MERGE (n:Claim {id: r[0]}) SET n:Entity, n.known_from = date(r[1])",
    "// date('2025-12-08'), SHORTEST, elementId(n)\nRETURN 'MERGE (n:A:B) id(n)' AS text /* count(*) */",
    "MATCH (n:Claim) WITH n.id AS id, n.name AS name ORDER BY id LIMIT 5000 "
    "RETURN max(id) AS last, collect([id, name]) AS rows",
    "MATCH (n:Claim) RETURN n {.id, cites: COLLECT { MATCH (n)-[:CITES]->(d) RETURN count(d) AS n }} AS picture",
    "MATCH (c:Concession) WHERE NOT EXISTS { (c)<-[:RECIPROCATES]-() } RETURN count(*) AS open",
    "MATCH (n:Entity) WHERE n.name STARTS WITH $text AND n.date = $date RETURN n.id AS id, n.time AS time",
    "MATCH (n:`Odd ``count(`` name` {id: $id}) RETURN n.format AS format",
    "MATCH (k:Claim) WITH k UNWIND [k] AS n WITH n WHERE $p IS NULL OR n.id = $p RETURN n.id AS id",
    "MATCH (a:Claim)-[:REVISES*0..20]->(b:Claim) RETURN a.id AS a, [b.id] + collect(b.id) AS chain",
]

BAD = [
    ("MERGE (n:Claim:Entity {id: $id})", (1, 7), "two labels in one MERGE pattern"),
    ("MATCH (a)\nMERGE (a)-[:X]->(n:Claim&Entity {id: $id})", (2, 17), "two labels in one MERGE pattern"),
    ("MATCH (n:Claim:Entity {id: $id}) RETURN n.id AS id", (1, 7), "two labels in one MATCH pattern"),
    ("CREATE (:Claim:Entity {id: $id})", (1, 8), "two labels in one CREATE pattern"),
    ("MATCH (n {id: $id}) RETURN n.name AS name", (1, 7), "a keyed MATCH without a label"),
    ("MATCH (n:Claim) WHERE n.known_from <= date('2025-12-08') RETURN n.id AS id", (1, 39), "date() of a literal"),
    ("RETURN date({year: 2025}) AS day", (1, 8), "date() of a literal"),
    ("RETURN datetime() AS now", (1, 8), "only dates are stored"),
    ("RETURN duration.between($a, $b) AS lasted", (1, 8), "only dates are stored"),
    ("MATCH (n:Claim) RETURN {id: n.id, cited: count(*)} AS row", (1, 42), "an aggregate inside a map"),
    ("MATCH (n:Claim)--(m) RETURN n {.id, others: [1] + collect(m.id)} AS row", (1, 51), "an aggregate inside a map"),
    ("MATCH (n:Claim) RETURN count(n)", (1, 24), "an aggregate without a name"),
    ("MATCH (n:Claim) RETURN n.id AS id, max(n.name) ORDER BY id", (1, 36), "an aggregate without a name"),
    ("MATCH p = SHORTEST 1 (a:Claim)--(b:Claim) RETURN length(p) AS n", (1, 11), "SHORTEST"),
    ("CYPHER 5 RETURN 1 AS one", (1, 1), "the embedded engine takes no CYPHER prefix"),
    ("MATCH (n:Claim) WHERE exists(n.name) RETURN n.id AS id", (1, 23), "exists() is gone"),
    ("RETURN format($day, 'yyyy') AS year", (1, 8), "format() is not in both"),
    ("RETURN apoc.text.join($parts, ',') AS text", (1, 8), "APOC"),
    ("CALL db.labels() YIELD label RETURN label", (1, 1), "procedures of the server differ"),
    ("LOAD CSV FROM $url AS row RETURN row", (1, 1), "LOAD CSV is switched off"),
    ("MATCH (n:Claim) RETURN elementId(n) AS id", (1, 24), "internal ids change"),
    ("MATCH (n:Claim) RETURN id(n) AS id", (1, 24), "internal ids change"),
    ("MATCH (n:Claim) RETURN labels(n)[0] AS kind", (1, 24), "the order of labels"),
    ("CREATE FULLTEXT INDEX names FOR (n:Party) ON EACH [n.name]", (1, 8), "full-text indexes differ"),
    ("CREATE CONSTRAINT c FOR (n:Party) REQUIRE n.name IS NOT NULL", (1, 35), "existence, key and type constraints"),
    ("MATCH (n:Party) WHERE ($p IS NULL OR n.id = $p) RETURN n.id AS id", (1, 1), "an optional id written with OR"),
    (
        "WITH 1 AS one MATCH (k:Claim)-[:SPOKEN_BY]->(s)\nWHERE k.rank = 'normal' AND (($p IS NULL) OR $p = s.id) "
        "RETURN s.id AS id",
        (1, 15),
        "an optional id written with OR",
    ),
    ("RETURN 'open AS text", (1, 8), "this string does not end"),
    ("RETURN 1 AS one /* open", (1, 17), "this comment does not end"),
]


@pytest.mark.parametrize("cypher", FINE)
def test_what_both_engines_take_is_no_offence(cypher: str) -> None:
    assert offences(cypher) == []


@pytest.mark.parametrize(("cypher", "place", "what"), BAD)
def test_what_one_engine_does_not_bear_is_named_with_its_place(cypher: str, place: tuple[int, int], what: str) -> None:
    found = offences(cypher)
    assert [(offence.line, offence.column) for offence in found] == [place]
    assert found[0].what.startswith(what)
    assert found[0].fix != ""


def test_all_offences_are_reported_in_order() -> None:
    cypher = "MATCH (n:Claim)\nWHERE n.known_from = date('2025-12-08')\nRETURN id(n) AS id, count(*)"
    assert [(offence.line, offence.column) for offence in offences(cypher)] == [(2, 22), (3, 8), (3, 21)]


@pytest.mark.parametrize(
    ("cypher", "whats"),
    [
        ("MATCH (n:Claim) SET n.name = $name", ["SET writes"]),
        ("MATCH (n:Claim) detach\n delete n", ["DETACH writes", "DELETE writes"]),
        ("MERGE (n:Claim {id: $id}) ON CREATE SET n.new = true", ["MERGE writes", "CREATE writes", "SET writes"]),
        ("INSERT (:Claim)", ["INSERT writes"]),
        ("MATCH (n) REMOVE n.name", ["REMOVE writes"]),
        ("DROP INDEX claim_id", ["DROP writes"]),
        ("FOREACH (i IN [1] | CREATE (:Claim))", ["FOREACH writes", "CREATE writes"]),
        ("LOAD  CSV FROM $url AS row RETURN row", ["LOAD CSV writes"]),
        (
            "UNWIND $ids AS i CALL (i) { MATCH (n:Claim {id: i}) DELETE n } IN 2 CONCURRENT TRANSACTIONS",
            ["DELETE writes", "IN 2 CONCURRENT TRANSACTIONS writes"],
        ),
        ("CALL dbms.setConfigValue($key, $value)", ["a procedure may write"]),
        ("MATCH (n) \\u0053ET n.name = 'x'", ["a character by its number may hide a clause that writes"]),
        ("RETURN 'a\\u0027 SET' // \\u000a", ["a character by its number may hide a clause that writes"] * 2),
    ],
)
def test_clauses_that_write_are_found(cypher: str, whats: list[str]) -> None:
    assert [offence.what for offence in write_clauses(cypher)] == whats


@pytest.mark.parametrize(
    "cypher",
    [
        "MATCH (n:Create {set: $merge}) WHERE n.delete = 'SET' RETURN n.drop AS `remove` // CREATE",
        "MATCH (n:Claim) CALL (n) { RETURN n.id AS id } RETURN id",
        "RETURN {set: 1, create: 2} AS map",
    ],
)
def test_text_that_only_reads_has_no_clause_that_writes(cypher: str) -> None:
    assert write_clauses(cypher) == []


def test_an_offence_says_what_would_be_right() -> None:
    assert offences("RETURN id($n) AS id") == [
        Offence(1, 8, "internal ids change under the embedded engine", "use the property id")
    ]
