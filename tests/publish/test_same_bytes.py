"""The same graph gives the same bytes, wherever and however often it is published."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from kg import load
from kg.publish import publish
from kg.store import Store, open_store
from tests.project import ROOT
from tests.publish.conftest import SAMPLE

# What the process makes of its settings is printed: a locale that is not there would silently be C.
PUBLISH = """
import locale, sys, time
import kg
with kg.open(sys.argv[1]) as graph:
    graph.publish(sys.argv[2])
print(time.tzname[0], locale.setlocale(locale.LC_ALL, ""), locale.getencoding(), hash("a"))
"""
SETTINGS = [
    # Files without a given encoding would be ASCII here.
    {"TZ": "Asia/Shanghai", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONHASHSEED": "1"},
    {"TZ": "America/St_Johns", "PYTHONHASHSEED": "77"},
]


def sums(run: Path) -> dict[str, str]:
    """The hashes of all that holds no clock."""
    files = json.loads((run / "manifest.json").read_text("utf-8"))["files"]
    return {name: each["sha256"] for name, each in files.items() if name != "dataset.ttl"}


def packed(run: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(run.rglob("*.zst"))}


@pytest.fixture(scope="module")
def turkish(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Settings for a locale with letters and an order of its own; made here, since few computers have it."""
    folder = tmp_path_factory.mktemp("locales")
    localedef = shutil.which("localedef")
    if localedef is not None:
        made = [localedef, "-i", "tr_TR", "-f", "UTF-8", str(folder / "tr_TR.UTF-8")]
        if subprocess.run(made, capture_output=True, check=False).returncode == 0:
            return {"LC_ALL": "tr_TR.UTF-8", "LOCPATH": str(folder)}
    return {"LC_ALL": "C.UTF-8"}


@pytest.mark.slow
def test_time_zones_locales_and_hash_seeds_change_nothing(
    turkish: dict[str, str], store_address: str, tmp_path: Path
) -> None:
    with open_store(store_address) as store:
        load.load(store, [SAMPLE])
    runs, told = [], []
    for number, settings in enumerate((SETTINGS[0], {**SETTINGS[1], **turkish})):
        to = tmp_path / f"exports-{number}"
        environment = {**os.environ, **settings, "PYTHONPATH": str(ROOT)}
        words = [sys.executable, "-c", PUBLISH, store_address, str(to)]
        ran = subprocess.run(words, env=environment, check=True, capture_output=True, text=True)
        runs.append((to / "latest").resolve())
        told.append(ran.stdout.split())
    first, second = runs
    assert [one == other for one, other in zip(*told, strict=True)] == [False] * 4
    assert sums(first) == sums(second)
    assert packed(first) == packed(second)


@pytest.mark.parametrize("engines", [("embedded", "embedded"), ("embedded", "neo4j")])
def test_both_engines_and_any_order_and_number_of_loads_give_the_same_run(
    engines: tuple[str, str], request: pytest.FixtureRequest, moon: Path, tmp_path: Path
) -> None:
    runs = []
    for number, engine in enumerate(engines):
        given: str = request.getfixturevalue(f"{engine}_address")
        with open_store(f"{given}-{number}" if engine == "embedded" else given) as store:
            made = load.plan(store, [SAMPLE])
            for changes in (made.changes.nodes, made.changes.edges, made.changes.assertions):
                Random(number).shuffle(changes)
            load.write(store, made)
            if number == 1:
                again(store, moon)
            runs.append(publish(store, tmp_path / f"exports-{number}").latest)
    assert sums(runs[0]) == sums(runs[1])
    assert packed(runs[0]) == packed(runs[1])


def again(store: Store, moon: Path) -> None:
    """Loads what is there already, and something else that goes again, so that nearly all was written twice."""
    load.load(store, [SAMPLE])
    load.load(store, [moon])
    load.write(store, load.plan_drop(store, ["dataset/sample-dossier"]))
    load.load(store, [SAMPLE])
    load.write(store, load.plan_drop(store, ["dataset/moon"]))
