import json
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.publish import verify
from tests.cli.conftest import Run
from tests.project import ROOT

KG = [sys.executable, "-c", "from kg.cli import main; main()"]
RUN = r"\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ"


def test_publish_again_verify_and_read_back(kg: Run, loaded: str, tmp_path: Path) -> None:
    to = tmp_path / "exports"
    ran = kg("publish", "--to", to)
    assert (ran.code, ran.err) == (0, "")
    assert re.fullmatch(
        rf"Published {to}/{RUN}: 25 records, \d+ statements \(25 added, 0 changed, 0 removed\)\n", ran.out
    )
    ran = kg("publish", "--to", to)
    assert re.fullmatch(rf"No change: {to}/{RUN} holds the same 25 records, \d+ statements\n", ran.out)
    ran = kg("publish", "--verify", to / "latest")
    assert (ran.code, ran.out.splitlines()[0]) == (0, "11 files as sealed")

    exported = kg("export")
    assert kg("reset", "--yes").code == 0
    ran = kg("load", to / "latest")
    assert (ran.code, ran.err) == (0, "")
    assert re.fullmatch(rf"Read 25 records and \d+ relationships into {loaded.replace('neo4j@', '')}\.\n", ran.out)
    assert kg("export") == exported
    assert kg("publish", "--to", to).out.startswith("No change: ")

    (to / "latest" / "shapes.ttl").write_text("", "utf-8")
    ran = kg("publish", "--verify", to / "latest")
    assert (ran.code, ran.out) == (4, "")
    assert "  shapes.ttl is altered\n" in ran.err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--as-of", "soon"], "'soon' is no day; write it as 2025-12-16"),
        (["--keep", "few"], "'few' is neither a number of runs, as 30, nor of days, as 90d"),
        (["--verify", "x", "--keep", "3"], "--verify only checks a run; leave the other options out"),
    ],
)
def test_wrong_words(kg: Run, sampled: str, words: list[str], told: str) -> None:
    assert kg("publish", *words) == (2, "", f"Error: {told}\n")


def test_a_store_that_is_down_is_told_and_noted(kg: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_PASSWORD", "secret")
    to = tmp_path / "exports"
    ran = kg("publish", "--to", to, "--store", "bolt://127.0.0.1:1")
    told = "bolt://127.0.0.1:1: nothing listens on port 1 of 127.0.0.1; start the server, or check the port"
    assert (ran.code, ran.out) == (3, "")
    assert ran.err.startswith(f"Error: {told}")
    [entry] = json.loads((to / "index.json").read_text("utf-8"))["runs"]
    assert (entry["outcome"], f"Error: {entry['reason']}\n") == ("failed", ran.err)
    assert sorted(path.name for path in to.iterdir()) == [".lock", "index.json"]

    assert kg("publish", "--to", tmp_path / "other", "--store", "blot://graph").code == 2
    assert not (tmp_path / "other").exists()


@pytest.mark.slow
def test_a_run_in_hand_is_finished_at_sigterm(
    kg: Run, sampled: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    index = tmp_path / "exports" / "index.json"
    words = ["publish", "--to", str(index.parent), "--schedule", "* * * * *"]
    process = subprocess.Popen([*KG, *words], stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        ends = time.monotonic() + 90
        while not index.exists() and time.monotonic() < ends:
            time.sleep(0.005)
        assert '"running"' in index.read_text("utf-8")
        process.send_signal(signal.SIGTERM)
        _, told = process.communicate(timeout=60)
    finally:
        process.kill()
    assert process.returncode == 0
    assert re.search(rf"Published {index.parent}/{RUN}: 25 records", told)
    [entry] = json.loads(index.read_text("utf-8"))["runs"]
    assert entry["outcome"] == "published"
    assert verify(index.parent / "latest")[0] == "11 files as sealed"


def test_a_schedule_ends_at_sigterm(kg: Run, sampled: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    words = ["publish", "--to", str(tmp_path / "exports"), "--schedule", "0 2 1 1 *"]
    process = subprocess.Popen([*KG, *words], stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stderr is not None
    assert "the next run is due at" in process.stderr.readline()
    began = time.monotonic()
    process.send_signal(signal.SIGTERM)
    _, told = process.communicate(timeout=20)
    assert process.returncode == 0
    stamp = r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d"
    assert re.fullmatch(rf"{stamp} stopped, since this process was told to end; no more runs will be made\n", told)
    assert time.monotonic() - began < 10
