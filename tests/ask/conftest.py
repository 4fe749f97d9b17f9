"""The seeds in a store of each engine, loaded once for all tests of this folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.load import load
from kg.store import Store, open_store
from tests.conftest import Neo4jServer, empty
from tests.golden import SEEDS


@pytest.fixture(autouse=True)
def no_own_questions(monkeypatch: pytest.MonkeyPatch) -> None:
    """A developer's own folder of questions must not take part."""
    monkeypatch.delenv("KG_QUESTIONS", raising=False)


@pytest.fixture(scope="module")
def seeded_embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    pytest.importorskip("arcadedb", reason="the embedded engine has no wheel for this platform")
    folder: Path = tmp_path_factory.mktemp("seeded")
    with open_store(f"embedded:{folder / 'graph'}") as store:
        load(store, SEEDS)
        yield store


@pytest.fixture(scope="module")
def seeded_neo4j(neo4j_server: Neo4jServer) -> Iterator[Store]:
    empty(neo4j_server)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("KG_PASSWORD", neo4j_server.password)
        store = open_store(neo4j_server.address)
    with store:
        load(store, SEEDS)
        yield store


@pytest.fixture
def neo4j_address() -> str:
    """No test of this folder may empty the server, since the others share what is on it."""
    pytest.fail("tests/ask reads one store that all its tests share: put a test that needs its own into tests/queries")


@pytest.fixture(scope="module", params=["embedded", "neo4j"])
def seeded(request: pytest.FixtureRequest) -> Store:
    """The seeds, once for each engine. Tests only read them."""
    # Asked for by name, so that a run with `-k embedded` starts no Neo4j.
    store: Store = request.getfixturevalue(f"seeded_{request.param}")
    return store
