"""A run that is killed, wherever it is: latest is what it was, and the next run is clean."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg import load
from kg.publish import publish, verify
from kg.store import open_store
from tests.project import ROOT
from tests.publish.conftest import SAMPLE

# The process ends at the moment when it is about to change the disk for the n-th time: no clean-up of any kind runs.
KILLED = """
import os, sys, pathlib, shutil
from kg.publish import publish
from kg.store import open_store
left = int(sys.argv[3])

def hook(event, arguments):
    global left
    text = str(arguments[0]) if arguments else ""
    if event in ("os.rename", "os.mkdir", "os.symlink", "os.remove", "shutil.rmtree", "open") and "exports" in text:
        if event == "open" and not (isinstance(arguments[1], str) and set(arguments[1]) & set("wx")):
            return
        left -= 1
        if left == 0:
            os._exit(9)

with open_store(sys.argv[1], create=False) as store:
    sys.addaudithook(hook)
    publish(store, pathlib.Path(sys.argv[2]))
"""


# What is killed writes to the disk alone, and reads the same bytes from either engine.
@pytest.mark.slow
def test_a_run_killed_at_any_point_leaves_latest_as_it_was(moon: Path, embedded_address: str, tmp_path: Path) -> None:
    to = tmp_path / "exports"
    with open_store(embedded_address) as store:
        load.load(store, [SAMPLE])
        first = publish(store, to).latest
        load.load(store, [moon])

    killed, point = 0, 1
    while True:
        before = (to / "latest").resolve()
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        ran = subprocess.run(
            [sys.executable, "-c", KILLED, embedded_address, to, str(point)], env=environment, check=False, timeout=60
        )
        after = (to / "latest").resolve()
        runs = [path for path in to.iterdir() if path.is_dir() and not path.is_symlink() and path.name[0] == "2"]
        if ran.returncode == 0:
            break
        assert ran.returncode == 9
        killed += 1
        # Only a run that was whole, checked and sealed is ever led to.
        if after != before:
            assert verify(after)[0] == "11 files as sealed"
            break
        assert before == first
        assert len(runs) <= 2
        point += 2

    assert killed >= 8
    with open_store(embedded_address) as store:
        last = publish(store, to)
    history = json.loads((to / "index.json").read_text("utf-8"))["runs"]
    assert [each for each in history if each["outcome"] == "running"] == []
    kept = {each["run"] for each in history if each["outcome"] == "published"}
    there = {path.name for path in to.iterdir()}
    assert there == {".lock", "index.json", "latest", *kept}
    assert last.latest.name in kept
    assert len(verify(last.latest)) == 6
