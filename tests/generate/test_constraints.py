"""The Cypher file runs on both engines, and says what a load makes by itself."""

import re
from functools import partial

from neo4j import ManagedTransaction

from kg.model.introspect import describe
from kg.store import open_store
from kg.store.apply import INDEXES
from kg.store.dialect import offences
from tests.project import ROOT

CYPHER = (ROOT / "schema" / "constraints.cypher").read_text(encoding="utf-8")
STATEMENTS = [line.rstrip(";") for line in CYPHER.splitlines() if not line.startswith("//")]

UNIQUE = {(label, "id") for label in ("Entity", *(kind.label for kind in describe()))}
SHOW_UNIQUE = "SHOW CONSTRAINTS YIELD labelsOrTypes, properties RETURN labelsOrTypes AS labels, properties AS keys"
SHOW_INDEXES = (
    "SHOW INDEXES YIELD labelsOrTypes, properties, type WHERE type <> 'LOOKUP' "
    "RETURN labelsOrTypes AS labels, properties AS keys"
)


def run(statement: str, transaction: ManagedTransaction) -> None:
    """Run one statement, and see its error here if it has one."""
    transaction.run(statement).consume()


def test_the_file_says_what_a_load_makes() -> None:
    unique = {found.groups() for found in re.finditer(r"FOR \(n:(\w+)\) REQUIRE n\.(\w+) IS UNIQUE;", CYPHER)}
    indexed = {found.groups() for found in re.finditer(r"FOR \(n:(\w+)\) ON \(n\.(\w+)\);", CYPHER)}
    assert unique == UNIQUE
    assert indexed == {(index.label, index.property) for index in INDEXES}
    assert len(STATEMENTS) == len(unique) + len(indexed)
    assert offences(CYPHER) == []


def test_every_statement_runs_and_may_be_run_again(store_address: str) -> None:
    with open_store(store_address) as store:
        for statement in [*STATEMENTS, *STATEMENTS]:
            store.write(partial(run, statement))
        unique = {(row["labels"][0], row["keys"][0]) for row in store.read(SHOW_UNIQUE)}
        indexed = {(row["labels"][0], row["keys"][0]) for row in store.read(SHOW_INDEXES)}
        assert unique == UNIQUE
        assert indexed == UNIQUE | {(index.label, index.property) for index in INDEXES}
