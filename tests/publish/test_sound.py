"""A graph that somebody has changed by hand: no run is made that its own reader would refuse."""

from pathlib import Path

import pytest

import kg
from kg.errors import PublishError
from kg.graph import Graph
from kg.publish import publish
from kg.store import Store
from tests.dossiers import empty
from tests.publish.conftest import SAMPLE, history

MOON = "MATCH (n:Party {id: 'party/moon'}) "
DEAL = "MATCH (n:Concession) "
CHANGES = {
    f"{MOON}SET n.name = 'Luna'": "party/moon is not what dataset/moon states by its hash",
    f"{MOON}REMOVE n.name": "party/moon lacks its name",
    f"{MOON}MATCH (d:Document) CREATE (n)-[:CITES {{locator: ['p1'], known_from: d.known_from}}]->(d)": (
        "party/moon is known from 2030-03-02, not from no day"
    ),
    f"{DEAL}MATCH (d:Document) CREATE (n)-[:CITES {{locator: ['p9'], terms: true, known_from: d.known_from}}]->(d)": (
        "this is not what Parley states of concession/nordland-lumber-duty-suspension"
    ),
    f"{DEAL}MATCH (n)-[r:GIVEN_BY]->() DELETE r": "concession/nordland-lumber-duty-suspension lacks its GIVEN_BY",
    f"{MOON}MATCH (n)<-[r:ASSERTS]-() DELETE r": "no data set states party/moon",
    "CREATE (n:Party {id: 'party/mars', name: 'Mars'}) SET n:Entity": "no data set states party/mars",
    f"{DEAL}SET n.known_from = date('2020-01-01')": (
        "concession/nordland-lumber-duty-suspension is known from 2030-03-02, not from 2020-01-01"
    ),
    "MATCH (n:Document) SET n.known_from = date('2020-01-01')": "is known from 2030-03-02, not from 2020-01-01",
    "MATCH (n:Topic) REMOVE n:Topic": "topic/lumber is led to, and no record with the labels Entity",
}
OF_ANOTHER_TYPE = {"MATCH (n:Claim) SET n.known_from = 'soon'": "is known from 2030-03-02, not from soon"}
"""What the embedded engine takes into no index."""


def changed(store: Store, cypher: str) -> None:
    store.write(lambda transaction: transaction.run(cypher).consume())


@pytest.fixture
def graph(store_address: str, moon: Path) -> Graph:
    """A graph with the sample and the moon."""
    graph = kg.open(store_address)
    graph.load(SAMPLE)
    graph.load(moon)
    return graph


def test_what_was_changed_by_hand_is_told_and_not_published(graph: Graph, moon: Path, tmp_path: Path) -> None:
    with graph:
        changes = CHANGES if graph.store.engine == "embedded" else {**OF_ANOTHER_TYPE, **CHANGES}
        for number, (cypher, told) in enumerate(changes.items()):
            changed(graph.store, cypher)
            to = tmp_path / f"exports-{number}"
            with pytest.raises(PublishError) as error:
                publish(graph.store, to)
            assert error.value.exit_code == 4
            text = str(error.value)
            assert "the graph is not what was loaded; somebody has changed it by hand:\n  " in text, (cypher, text)
            assert told in text, (cypher, text)
            assert text.endswith(
                "\ntake its data set out with kg drop and load it again, or empty the graph with kg reset and load all"
            )
            assert [each["outcome"] for each in history(to)] == ["failed"]
            empty(graph.store)
            graph.load(SAMPLE)
            graph.load(moon)


def test_what_to_do_helps(graph: Graph, moon: Path, tmp_path: Path) -> None:
    with graph:
        before = publish(graph.store, tmp_path / "exports").latest
        changed(graph.store, f"{MOON}SET n.name = 'Luna'")
        graph.load(moon)
        with pytest.raises(PublishError, match="party/moon is not what dataset/moon states by its hash"):
            publish(graph.store, tmp_path / "exports")

        graph.drop("dataset/moon")
        graph.load(moon)

        assert publish(graph.store, tmp_path / "exports").latest == before
