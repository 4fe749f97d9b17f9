"""The same graph gives the same bytes, wherever and however often it is published."""

import json
import os
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from kg import load
from kg.publish import publish
from kg.store import open_store
from tests.project import ROOT
from tests.publish.conftest import SAMPLE

PUBLISH = "import sys, kg\nwith kg.open(sys.argv[1]) as graph: graph.publish(sys.argv[2])"
SETTINGS = [
    {"TZ": "Asia/Shanghai", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
    {"TZ": "America/St_Johns", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "77"},
]


def sums(run: Path) -> dict[str, str]:
    """The hashes of all that holds no clock."""
    files = json.loads((run / "manifest.json").read_text("utf-8"))["files"]
    return {name: each["sha256"] for name, each in files.items() if name != "dataset.ttl"}


def packed(run: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(run.rglob("*.zst"))}


@pytest.mark.slow
def test_time_zones_locales_and_hash_seeds_change_nothing(store_address: str, tmp_path: Path) -> None:
    with open_store(store_address) as store:
        load.load(store, [SAMPLE])
    runs = []
    for number, settings in enumerate(SETTINGS):
        to = tmp_path / f"exports-{number}"
        environment = {**os.environ, **settings, "PYTHONPATH": str(ROOT)}
        subprocess.run([sys.executable, "-c", PUBLISH, store_address, to], env=environment, check=True)
        runs.append((to / "latest").resolve())
    first, second = runs
    assert sums(first) == sums(second)
    assert packed(first) == packed(second)


@pytest.mark.parametrize("engines", [("embedded", "embedded"), ("embedded", "neo4j")])
def test_both_engines_and_any_order_of_loading_give_the_same_run(
    engines: tuple[str, str], request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    runs = []
    for number, engine in enumerate(engines):
        given: str = request.getfixturevalue(f"{engine}_address")
        with open_store(f"{given}-{number}" if engine == "embedded" else given) as store:
            made = load.plan(store, [SAMPLE])
            for changes in (made.changes.nodes, made.changes.edges, made.changes.assertions):
                Random(number).shuffle(changes)
            load.write(store, made)
            runs.append(publish(store, tmp_path / f"exports-{number}").latest)
    assert sums(runs[0]) == sums(runs[1])
    assert packed(runs[0]) == packed(runs[1])
