"""Apache Jena reads every format, and the same statements in each."""

import os
from pathlib import Path

import pytest

from kg.publish import publish
from kg.rdf.lines import opened
from kg.store import Store
from tests.local_riot import LocalRiotError, riot

TRIPLES = ("ttl", "dataset.ttl")


@pytest.mark.slow
def test_riot_reads_the_same_statements_in_every_format(store: Store, tmp_path: Path) -> None:
    run = publish(store, tmp_path / "exports").latest
    for ending in ("nq", "trig", "ttl", "jsonld"):
        with opened(run / f"graph.{ending}.zst") as stream:
            (tmp_path / f"graph.{ending}").write_bytes(stream.read())
    found: dict[str, set[str]] = {}
    for ending in ("nq", "trig", "ttl", "jsonld"):
        try:
            ran = riot("--output=nquads", "--strict", tmp_path / f"graph.{ending}")
        except LocalRiotError as reason:
            if os.environ.get("CI") == "true":
                pytest.fail(str(reason))
            pytest.skip(str(reason))
        # Jena comes without a logger of its own, and says so.
        said = [line for line in ran.stderr.splitlines() if not line.startswith("SLF4J")]
        assert (ran.returncode, said) == (0, []), ending
        found[ending] = set(ran.stdout.splitlines())

    assert found["trig"] == found["jsonld"] == found["nq"]
    assert len(found["ttl"]) == len(found["nq"])
    for name in ("dataset.ttl", "shapes.ttl", "ontology.ttl"):
        assert riot("--validate", run / name).returncode == 0, name
