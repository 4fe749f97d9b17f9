"""The questions over py2neo, on a real server: the rows that the official driver gives."""

import pickle
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

import kg
from kg.ask import ask
from kg.errors import StoreError, UsageError
from kg.store import Store
from tests.conftest import Neo4jServer
from tests.golden import CASES, FOLDER, Case

py2neo = pytest.importorskip("py2neo", reason="needs the extra py2neo")
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

QUESTION = "reciprocity/unreciprocated-concessions"


@pytest.fixture(scope="module")
def over_py2neo(seeded_neo4j: Store, neo4j_server: Neo4jServer) -> Iterator[kg.Asking]:
    graph = py2neo.Graph(neo4j_server.url, auth=(neo4j_server.user, neo4j_server.password))
    yield kg.from_py2neo(graph)
    graph.service.connector.close()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.file.relative_to(FOLDER).with_suffix("").as_posix())
def test_every_question_has_the_reviewed_answer(over_py2neo: kg.Asking, case: Case) -> None:
    answer = over_py2neo.ask(case.question, as_of=case.as_of, **case.parameters)
    assert answer.to_json() == case.file.read_text(encoding="utf-8")


def test_pictures_are_those_of_the_official_driver(over_py2neo: kg.Asking, seeded_neo4j: Store) -> None:
    for case in CASES:
        theirs = over_py2neo.ask(case.question, as_of=case.as_of, **case.parameters).picture()
        assert theirs == ask(seeded_neo4j, case.question, as_of=case.as_of, **case.parameters).picture()


def test_an_answer_keeps_nothing_of_the_connection(over_py2neo: kg.Asking) -> None:
    answer = over_py2neo.ask(QUESTION, as_of="2025-12-16")
    assert pickle.loads(pickle.dumps(answer)).picture() == answer.picture()


def test_records_are_shown_found_and_asked_for_by_function(over_py2neo: kg.Asking) -> None:
    assert [each.id for each in over_py2neo.find("Jeff Bessent")][:1] == ["official/scott-bessent"]
    assert len(over_py2neo.show("official/wendy-cutler", as_of="2025-12-16")) > 0
    typed = kg.questions.reciprocity.unreciprocated_concessions(over_py2neo, as_of="2025-12-16")
    assert [row.concession for row in typed][:1] == ["concession/us-h200-easing"]


@pytest.mark.parametrize("engine", ["seeded_neo4j", "seeded_embedded"])
def test_an_answer_of_any_store_becomes_a_subgraph(request: pytest.FixtureRequest, engine: str) -> None:
    answer = ask(request.getfixturevalue(engine), QUESTION, as_of="2025-12-16")
    subgraph, drawn = answer.to_subgraph(), answer.picture()
    # Each once: py2neo itself gives the node with the internal id 0 twice.
    assert sorted(node["id"] for node in subgraph.nodes) == [node.id for node in drawn.nodes]
    assert sorted((tie.start_node["id"], type(tie).__name__, tie.end_node["id"]) for tie in subgraph.relationships) == [
        (tie.start, tie.type, tie.end) for tie in drawn.relationships
    ]
    assert {"Concession", "Party", "Entity"} < set(subgraph.labels())


def test_a_subgraph_can_be_merged_again(over_py2neo: kg.Asking, seeded_neo4j: Store, neo4j_server: Neo4jServer) -> None:
    before = seeded_neo4j.read("MATCH (n) RETURN count(n) AS nodes, count{ ()-->() } AS ties")
    graph = py2neo.Graph(neo4j_server.url, auth=(neo4j_server.user, neo4j_server.password))
    graph.merge(over_py2neo.ask(QUESTION, as_of="2025-12-16").to_subgraph())
    graph.service.connector.close()
    assert seeded_neo4j.read("MATCH (n) RETURN count(n) AS nodes, count{ ()-->() } AS ties") == before


def test_all_that_only_the_official_driver_can_do_is_refused_in_a_line(over_py2neo: kg.Asking) -> None:
    only = {name for name in dir(kg.Graph) if not name.startswith("_")} - set(dir(over_py2neo)) | {"store"}
    assert {"driver", "export", "load", "publish", "restore", "status", "store", "to_rdflib"} < only
    for name in only:
        told = f'so it has no {name}; open the store itself: kg.open("{over_py2neo.reader.address}")'
        with pytest.raises(UsageError, match=f"^over py2neo a graph only answers questions, {re.escape(told)}$"):
            getattr(over_py2neo, name)
    assert [name for name in only if hasattr(over_py2neo, name)] == []
    with pytest.raises(AttributeError, match=r"^a graph has no lod$"):
        getattr(over_py2neo, "lod")  # noqa: B009


def test_leaving_a_with_statement_leaves_the_connection_open(over_py2neo: kg.Asking) -> None:
    with over_py2neo as graph:
        assert len(graph.show("official/wendy-cutler", as_of="2025-12-16")) > 0
    assert len(over_py2neo.show("official/wendy-cutler", as_of="2025-12-16")) > 0


def test_what_py2neo_does_wrongly_is_refused(over_py2neo: kg.Asking, neo4j_server: Neo4jServer) -> None:
    with pytest.raises(UsageError, match=r"from_py2neo takes a py2neo\.Graph, and this is a str"):
        kg.from_py2neo("bolt://localhost")
    with pytest.raises(UsageError, match="did you mean official/wendy-cutler"):
        over_py2neo.show("official/wendy-cuttler")
    host = urlsplit(neo4j_server.url)
    assert over_py2neo.reader.address == f"bolt://{host.hostname}:{host.port}"
    with pytest.raises(StoreError, match=r"the Cypher text|Neo\.ClientError\.Statement\.SyntaxError"):
        over_py2neo.reader.read("NO CYPHER")
