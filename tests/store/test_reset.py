from kg import Graph
from kg.store import Store, open_store
from tests.project import ROOT


def schema(store: Store) -> list[str]:
    """The names of all constraints and indexes, but for those that Neo4j itself keeps."""
    shown = [*store.read("SHOW CONSTRAINTS"), *store.read("SHOW INDEXES")]
    return sorted(row["name"] for row in shown if row["type"] != "LOOKUP")


def test_after_a_reset_the_store_is_as_it_was_and_can_be_loaded_anew(store_address: str) -> None:
    with Graph(open_store(store_address)) as graph:
        work = "CREATE (:Load {id: 'crane 4', name: 'Not ours'})-[:OF]->(:Port {name: 'Not ours'})"
        graph.store.write(lambda transaction: transaction.run(work).consume())
        before = schema(graph.store)
        first = graph.load(ROOT / "seeds")
        assert graph.reset().left == {"Load": 1, "Port": 1}
        (row,) = graph.store.read(
            "MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN count(DISTINCT n) AS nodes, count(r) AS rels"
        )
        assert (row["nodes"], row["rels"], schema(graph.store)) == (2, 1, before)
        again = graph.load(ROOT / "seeds")
        assert again.counts == first.counts


def test_a_constraint_of_somebody_else_is_left_and_named(neo4j_address: str) -> None:
    with Graph(open_store(neo4j_address)) as graph:
        for cypher in (
            "CREATE CONSTRAINT port_name FOR (n:Port) REQUIRE n.name IS UNIQUE",
            "CREATE INDEX claims_by_summary FOR (n:Claim) ON (n.summary)",
        ):
            graph.store.write(lambda transaction, cypher=cypher: transaction.run(cypher).consume())  # type: ignore[misc]
        graph.load(ROOT / "loaders" / "dossier" / "sample")
        assert graph.reset().left_schema == ("port_name", "claims_by_summary")
        assert schema(graph.store) == ["claims_by_summary", "port_name", "port_name"]
