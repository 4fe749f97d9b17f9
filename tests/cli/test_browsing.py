"""``kg browser`` where there is no Neo4j."""

import subprocess
import sys

from tests.project import ROOT


def test_an_embedded_graph_is_told_how_to_get_a_neo4j() -> None:
    code = "from kg.cli import main; main()"
    command = [sys.executable, "-c", code, "browser", "--store", "embedded:nowhere"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "embedded:nowhere has no Neo4j Browser" in done.stderr
    assert "make neo4j" in done.stderr
