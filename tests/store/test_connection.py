from collections.abc import Iterator
from datetime import date
from itertools import islice

import pytest
from neo4j import ManagedTransaction
from neo4j.time import Date

from kg.errors import StoreError
from kg.store import Store, open_store
from kg.store.schema import Index, prepare

KINDS = ("Claim", "Party")
INDEXES = (Index("Claim", "known_from"),)
MERGE = (
    "UNWIND $rows AS r MERGE (n:Claim {id: r[0]}) "
    "SET n:Entity, n.name = r[1], n.known_from = date(r[2]), n.aliases = r[3]"
)


@pytest.fixture
def store(store_address: str) -> Iterator[Store]:
    with open_store(store_address) as opened:
        prepare(opened, labels=KINDS, indexes=INDEXES)
        yield opened


def claims(store: Store) -> list[tuple[object, ...]]:
    rows = store.read(
        "MATCH (n:Entity) RETURN n.id AS id, n.name AS name, n.known_from AS day, n.aliases AS aliases ORDER BY id"
    )
    return [tuple(row.values()) for row in rows]


def merge(store: Store, *rows: list[object]) -> None:
    store.write(lambda transaction: transaction.run(MERGE, rows=list(rows)).consume())


def test_a_write_is_read_back_and_null_takes_a_property_away(store: Store) -> None:
    merge(store, ["claim/a", "A", "2025-12-08", ["x", "y"]], ["claim/b", "B", None, []])
    assert claims(store) == [("claim/a", "A", Date(2025, 12, 8), ["x", "y"]), ("claim/b", "B", None, [])]
    merge(store, ["claim/a", None, None, None])
    assert claims(store) == [("claim/a", None, None, None), ("claim/b", "B", None, [])]


def test_dates_compare_with_a_python_date(store: Store) -> None:
    merge(
        store,
        ["claim/a", "A", "2025-12-08", []],
        ["claim/b", "B", "0999-01-01", []],
        ["claim/c", "C", "9999-12-31", []],
    )
    rows = store.read(
        "MATCH (n:Claim) WHERE n.known_from <= $day RETURN toString(n.known_from) AS day ORDER BY day",
        day=date(2025, 12, 8),
    )
    assert [row["day"] for row in rows] == ["0999-01-01", "2025-12-08"]


def test_a_failed_write_leaves_nothing(store: Store) -> None:
    merge(store, ["claim/a", "A", None, []])

    def work(transaction: ManagedTransaction) -> None:
        transaction.run("MATCH (n:Claim {id: 'claim/a'}) DETACH DELETE n").consume()
        transaction.run(MERGE, rows=[[f"claim/{number}", None, None, None] for number in range(2000)]).consume()
        raise KeyError("ours")

    with pytest.raises(KeyError, match="ours"):
        store.write(work)
    assert [row[0] for row in claims(store)] == ["claim/a"]


def test_an_id_is_unique_over_all_kinds(store: Store) -> None:
    merge(store, ["claim/a", "A", None, []])
    with pytest.raises(StoreError) as caught:
        store.write(lambda transaction: transaction.run("MERGE (n:Party {id: 'claim/a'}) SET n:Entity").consume())
    assert str(caught.value).startswith(
        f"{store.address}: the write breaks a constraint, so nothing was written "
        "(Neo.ClientError.Schema.ConstraintValidationFailed)"
    )
    assert [row[0] for row in claims(store)] == ["claim/a"]


def test_an_error_names_the_store_and_the_code(store: Store) -> None:
    with pytest.raises(StoreError) as caught:
        store.read("MATCH (n RETURN n")
    message = str(caught.value)
    assert message.startswith(
        f"{store.address}: the Cypher text is not valid there (Neo.ClientError.Statement.SyntaxError)"
    )
    # The embedded engine says no more than that something failed, so its words are left out.
    assert (store.engine == "embedded") == message.endswith("SyntaxError)")


def test_a_stream_gives_all_rows_and_can_be_left_early(store: Store) -> None:
    cypher = "UNWIND range(1, $last) AS number RETURN number"
    assert [row["number"] for row in store.stream(cypher, last=3000)] == list(range(1, 3001))
    stream = store.stream(cypher, last=3000)
    assert [row["number"] for row in islice(stream, 2)] == [1, 2]
    assert store.read("RETURN 1 AS one")[0]["one"] == 1


def test_parameters_may_have_any_name(store: Store) -> None:
    assert store.read("RETURN $cypher + $self AS sum", cypher=1, self=2)[0]["sum"] == 3


def test_a_closed_store_answers_no_more(store_address: str) -> None:
    store = open_store(store_address)
    store.close()
    with pytest.raises(StoreError, match="is closed"):
        store.read("RETURN 1 AS one")
