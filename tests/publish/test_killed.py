"""A run that is killed, wherever it is: latest is what it was or the whole new run, and the next run is clean."""

import multiprocessing
import shutil
import signal
from itertools import count
from pathlib import Path

import pytest

from kg import load
from kg.publish import publish, verify
from kg.publish.folder import held
from kg.store import open_store
from tests.publish.conftest import SAMPLE, history
from tests.publish.killed import publish_until

HEAVY = ["kg.publish.run", "kg.store", "pyoxigraph", "pyshacl", "rdflib", "tests.publish.killed"]


@pytest.fixture
def prepared(moon: Path, embedded_address: str, tmp_path: Path) -> Path:
    """A folder with two runs and what a killed third has left, ahead of a graph that has changed."""
    to = tmp_path / "prepared"
    with open_store(embedded_address) as store:
        load.load(store, [SAMPLE])
        for name in ("moon", "sun", "mars"):
            (moon / "moon.yaml").write_text(f"parties: [{{id: party/{name}, name: {name.title()}}}]\n", "utf-8")
            load.load(store, [moon])
            if name != "mars":
                publish(store, to)
    left = "2026-01-01T00-00-00Z"
    (to / f".tmp-{left}").mkdir()
    (to / f".tmp-{left}" / "graph.nq.zst").touch()
    shutil.copytree(to / "latest", to / ".old-2025-12-31T00-00-00Z")
    with held(to) as folder:
        folder.note({"run": left, "outcome": "running"})
    return to


# What is killed writes to the disk alone, and reads the same bytes from either engine.
@pytest.mark.slow
def test_a_run_killed_at_any_point_leaves_a_whole_run_and_the_next_one_clean(
    prepared: Path, embedded_address: str, tmp_path: Path
) -> None:
    _, second, _ = (each["run"] for each in history(prepared))
    processes = multiprocessing.get_context("forkserver")
    # Imports take longer than the run.
    processes.set_forkserver_preload(HEAVY)
    ends, to = list[str](), prepared
    for point in count(1):
        to = tmp_path / f"exports-{point}"
        shutil.copytree(prepared, to, symlinks=True)
        process = processes.Process(target=publish_until, args=(embedded_address, to, point))
        process.start()
        process.join(60)
        if process.exitcode == 0:
            break
        assert process.exitcode == -signal.SIGKILL
        latest = (to / "latest").resolve()
        ends.append("before" if latest.name == second else "after")
        assert verify(latest)[0] == "11 files as sealed"

        with held(to) as folder:
            folder.recover()

        assert (to / "latest").resolve() == latest
        outcomes = {each["run"]: each["outcome"] for each in history(to)}
        assert "running" not in outcomes.values()
        runs = {path.name for path in to.iterdir()} - {".lock", "index.json", "latest"}
        assert runs <= {run for run, outcome in outcomes.items() if outcome == "published"}
        assert runs >= {second, latest.name}
        assert outcomes[latest.name] == "published"
        shutil.rmtree(to)

    # Before the swap, after it, and in the middle of taking the first run away.
    assert ends == sorted(ends, reverse=True)
    assert ends.count("before") > 30
    assert ends.count("after") > 15
    third = (to / "latest").resolve().name
    assert {path.name for path in to.iterdir()} == {".lock", "index.json", "latest", second, third}
    with open_store(embedded_address) as store:
        assert publish(store, to).run is None
