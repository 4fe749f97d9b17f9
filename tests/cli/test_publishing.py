import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

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


def test_a_schedule_ends_at_sigterm(kg: Run, sampled: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    words = ["publish", "--to", str(tmp_path / "exports"), "--schedule", "0 2 1 1 *"]
    process = subprocess.Popen([*KG, *words], stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stderr is not None
    assert "the next run is due at" in process.stderr.readline()
    began = time.monotonic()
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=20)
    assert process.returncode == 0
    assert time.monotonic() - began < 10
