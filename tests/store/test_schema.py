import pytest

from kg.errors import StoreError
from kg.store import open_store
from kg.store.schema import Index, prepare

KINDS = ("Claim", "Party")
INDEXES = (Index("Claim", "known_from"), Index("Party", "name", "text"))


def test_preparing_twice_changes_nothing_and_kinds_are_entities(store_address: str) -> None:
    with open_store(store_address) as store:
        for _ in range(2):
            prepare(store, labels=KINDS, indexes=INDEXES)
        store.write(lambda transaction: transaction.run("MERGE (n:Party {id: 'party/us'}) SET n:Entity").consume())
        rows = store.read("MATCH (n:Entity {id: 'party/us'}) RETURN labels(n) AS labels")
        assert [sorted(row["labels"]) for row in rows] == [["Entity", "Party"]]


@pytest.mark.parametrize(
    ("cypher", "operators"),
    [
        ("MATCH (n:Claim {id: $id}) RETURN n.id AS id", ("NodeUniqueIndexSeek", "NodeIndexSeek")),
        ("MATCH (n:Entity {id: $id}) RETURN n.id AS id", ("NodeUniqueIndexSeek", "NodeIndexSeek")),
        ("MATCH (n:Party) WHERE n.name = $id RETURN n.id AS id", ("NodeIndexSeek",)),
    ],
)
def test_keys_are_looked_up_in_an_index(store_address: str, cypher: str, operators: tuple[str, ...]) -> None:
    with open_store(store_address) as store:
        prepare(store, labels=KINDS, indexes=INDEXES)
        summary = store.driver.execute_query(f"EXPLAIN {cypher}", {"id": "x"}, database_=store.database).summary
        plan = str(summary.plan)
        assert any(operator in plan for operator in operators), plan


def test_data_that_break_a_constraint_stop_the_preparation(store_address: str) -> None:
    with open_store(store_address) as store:
        store.write(lambda transaction: transaction.run("UNWIND [1, 2] AS i CREATE (:Claim {id: 'claim/a'})").consume())
        with pytest.raises(StoreError, match="the unique id of Claim could not be made, so nothing was loaded"):
            prepare(store, labels=KINDS, indexes=INDEXES)


def test_a_name_taken_by_something_else_is_noticed(store_address: str) -> None:
    with open_store(store_address) as store:
        store.write(
            lambda transaction: transaction.run("CREATE INDEX claim_known_from FOR (n:Other) ON (n.x)").consume()
        )
        with pytest.raises(StoreError) as caught:
            prepare(store, labels=KINDS, indexes=INDEXES)
        assert "Claim" in str(caught.value)
        assert "known_from" in str(caught.value)
