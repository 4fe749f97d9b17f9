"""The command as a process of its own: terminals, pipes, signals, and how long it takes."""

import os
import pty
import re
import signal
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest

from tests.cli.conftest import SAMPLE, Run
from tests.project import ROOT

KG = [sys.executable, "-c", "from kg.cli import main; main()"]
ASK = ["ask", "reciprocity/unreciprocated-concessions", "--as-of", "2025-12-16", "--cite"]
# Not pandas: the driver itself imports it wherever it is installed, and kg nowhere (test_imports.py).
HEAVY = ("edtf", "pyoxigraph", "pyshacl", "rdflib")


@pytest.fixture
def seeded(kg: Run, embedded_address: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """An embedded store with the seeds; KG_STORE names it, and PYTHONPATH this checkout."""
    monkeypatch.setenv("KG_STORE", embedded_address)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    assert kg("load").code == 0
    return embedded_address


def on_a_terminal(words: list[str]) -> str:
    """What a command writes to a terminal, which stands for both of its streams."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen([*KG, *words], stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    written = b""
    try:
        while len(more := os.read(ours, 65536)) > 0:
            written += more
    except OSError:
        pass  # Linux says that a terminal is closed with an error.
    os.close(ours)
    assert process.wait() == 0
    return written.decode()


def test_asking_takes_no_heavy_library(seeded: str) -> None:
    code = (
        f"import sys; from kg.cli import run; run(); print(*sorted(set({HEAVY}) & sys.modules.keys()), file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", code, *ASK], capture_output=True, text=True, check=True)
    assert ran.stderr == "\n"


def test_colour_and_progress_are_for_terminals(seeded: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    piped = subprocess.run([*KG, *ASK], capture_output=True, text=True, check=True).stdout
    assert "\x1b" not in piped
    shown = on_a_terminal(ASK)
    assert "\x1b[1mWhich concessions have no reciprocal commitment?\x1b[0m" in shown
    assert re.sub(r"\x1b\[[0-9;]*m", "", shown).splitlines()[0] == piped.splitlines()[0]
    assert "writing" in on_a_terminal(["load", str(SAMPLE)])


def test_whoever_has_read_enough_may_close_the_pipe(seeded: str) -> None:
    for words in (ASK, ["export"], ["questions"]):
        process = subprocess.Popen([*KG, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        assert (process.stderr.read(), process.wait()) == (b"", 1)
        process.stderr.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no disk here that is always full")
def test_a_full_disk_is_told_in_a_line(seeded: str) -> None:
    told = "Error: the output cannot be written: No space left on device; make room, or write it elsewhere\n"
    with open("/dev/full", "wb") as full:
        for words in (ASK, ["export"], ["load", str(SAMPLE)], ["questions"]):
            ran = subprocess.run([*KG, *words], stdout=full, stderr=subprocess.PIPE, text=True)
            assert (ran.stderr, ran.returncode) == (told, 1)
        assert subprocess.run([*KG, "check"], stdout=full, stderr=full).returncode == 1


@pytest.mark.parametrize("seconds", [0.15, 0.4])
def test_ctrl_c_ends_quietly(seeded: str, seconds: float) -> None:
    process = subprocess.Popen([*KG, *ASK], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    time.sleep(seconds)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate()
    # Where the machine was quick the answer is there already.
    assert (err, process.returncode) in ((b"", 130), (b"", 0))
    assert process.returncode == 130 or out.startswith(b"Which concessions")


def test_names_are_printed_whatever_the_encoding_of_the_pipe(seeded: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    subprocess.run([*KG, "load", str(SAMPLE)], capture_output=True, check=True)
    found = subprocess.run([*KG, "find", "Südland"], capture_output=True, check=True).stdout
    assert "Südland" in found.decode()


def test_the_shell_completes_names_of_questions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("_KG_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", "kg ask reciprocity/u")
    monkeypatch.setenv("COMP_CWORD", "2")
    done = subprocess.run(KG, capture_output=True, text=True)
    assert done.stdout.split() == ["reciprocity/unreciprocated-concessions"]


def test_the_version_is_that_of_the_project(kg: Run) -> None:
    stated = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert kg("--version") == (0, f"kg {stated}\n", "")


def test_demo_does_the_main_job_and_can_be_repeated(kg: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("arcadedb", reason="the embedded engine has no wheel for this platform")
    monkeypatch.chdir(tmp_path)
    first = kg("demo")
    assert (first.code, first.err) == (0, "")
    for said in (
        "1. Load the facts that come with Parley into embedded:.kg/demo/graph\n",
        "2. Ask a question of what was known on 2025-12-16: ",
        "Which concessions have no reciprocal commitment?\nas of 2025-12-16\n\n1. Easing of US controls on H200",
        "\nSources\n[1] ",
        " statements in .kg/demo/graph.nq\n",
        "\nTry next",
    ):
        assert said in first.out
    exported = (tmp_path / ".kg" / "demo" / "graph.nq").read_bytes()
    assert len(exported) > 0
    assert kg("demo") == first
    assert (tmp_path / ".kg" / "demo" / "graph.nq").read_bytes() == exported
    assert sorted(path.name for path in tmp_path.rglob("*.part")) == []
