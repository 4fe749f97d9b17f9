"""Every statement that a load runs is one that both engines bear, and writes only what they store alike."""

from collections.abc import Callable
from typing import Any

import pytest

from kg.model.introspect import describe
from kg.model.node_kind import StoredType
from kg.store import Store, open_store
from kg.store.apply import INDEXES
from kg.store.dialect import offences
from kg.store.redate import RULE
from kg.store.upsert import ASSERT, ASSERT_AGAIN, OWN_PROPERTIES, edges_cypher, nodes_cypher
from tests.dossiers import load_records, plan_records
from tests.load.test_load import CHANGE, WORLD

GENERATED = {
    **{f"nodes of {kind.label}": nodes_cypher(kind.label, kind.properties[3:]) for kind in describe()},
    **{f"relationships {type_}": edges_cypher(type_, own) for type_, own in OWN_PROPERTIES.items()},
    "assertions": ASSERT,
    "assertions again": ASSERT_AGAIN,
}


@pytest.mark.parametrize("what", GENERATED)
def test_a_generated_statement_keeps_the_dialect(what: str) -> None:
    assert offences(GENERATED[what]) == []


def test_what_is_sent_for_a_kind() -> None:
    (tenure,) = (kind for kind in describe() if kind.label == "Tenure")
    columns = [each for each in tenure.properties if each.name in ("post", "acting", "start_earliest")]
    assert nodes_cypher("Tenure", columns) == (
        "UNWIND $rows AS r MERGE (n:Tenure {id: r[0]}) SET n:Entity, n.known_from = date(r[1]), "
        "n.post = r[2], n.acting = r[3], n.start_earliest = date(r[4])"
    )
    assert edges_cypher("CITES", OWN_PROPERTIES["CITES"]) == (
        "UNWIND $rows AS r MATCH (a:Entity {id: r[0]}) USING INDEX SEEK a:Entity(id) "
        "MATCH (b:Entity {id: r[1]}) USING INDEX SEEK b:Entity(id) "
        "CREATE (a)-[:CITES {known_from: date(r[2]), locator: r[3], via: r[4], terms: r[5]}]->(b)"
    )


def test_every_statement_of_a_changing_load_keeps_the_dialect(
    store_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    run: set[str] = set()
    with open_store(store_address) as store:
        load_records(store, a=WORLD)
        real_read, real_write = Store.read, Store.write

        def reading(self: Store, cypher: str, /, **parameters: object) -> Any:
            run.add(cypher)
            return real_read(self, cypher, **parameters)

        def writing(self: Store, work: Callable[[Any], Any]) -> Any:
            return real_write(self, lambda transaction: work(Recorder(transaction, run)))

        # What prepares the store is not for both engines alike, so it is over before.
        plan = plan_records(store, a=CHANGE)
        assert not plan.is_empty
        monkeypatch.setattr(Store, "read", reading)
        monkeypatch.setattr(Store, "write", writing)
        load_records(store, a=CHANGE, b=[])
        load_records(store, a=WORLD)
    ours = {cypher for cypher in run if not cypher.startswith(("CREATE CONSTRAINT", "CREATE INDEX", "SHOW", "CALL"))}
    assert {cypher: offences(cypher) for cypher in ours if offences(cypher) != []} == {}
    parts = ("MERGE (l:Ledger", "CREATE (r:Load", "RECIPROCATES", "DETACH DELETE", RULE, ":FROM")
    assert [part for part in parts if not any(part in cypher for cypher in ours)] == []


class Recorder:
    """A transaction that notes what it runs."""

    def __init__(self, transaction: Any, run: set[str]) -> None:
        self._transaction, self._run = transaction, run

    def run(self, cypher: str, **parameters: object) -> Any:
        self._run.add(cypher)
        return self._transaction.run(cypher, **parameters)


def test_every_kind_has_an_index_on_known_time_and_each_index_is_over_a_stored_property() -> None:
    stored = {(kind.label, each.name) for kind in describe() for each in kind.properties}
    assert {(index.label, index.property) for index in INDEXES} <= stored
    assert {index.label for index in INDEXES if index.property == "known_from"} == {kind.label for kind in describe()}


def test_both_engines_keep_only_the_types_that_they_read_alike(store_address: str) -> None:
    with open_store(store_address) as store:
        load_records(store, a=CHANGE)
        rows = store.read(
            "MATCH (n) RETURN properties(n) AS own UNION ALL MATCH ()-[r]->() RETURN properties(r) AS own"
        )
    types = {type(value).__name__ for row in rows for value in row["own"].values()}
    # The turn of the ledger is the one number here.
    assert types == {"str", "Date", "bool", "int", "list"}
    assert {each.value for each in StoredType} == {"text", "integer", "boolean", "date", "texts"}
