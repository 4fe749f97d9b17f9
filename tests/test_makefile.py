"""Which Python ``.venv`` is made with; the rest of the Makefile is run by test_readme.py."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.project import ROOT

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")


@pytest.fixture
def ready(tmp_path: Path) -> Path:
    """A folder whose .venv is made, of the Python that runs this test."""
    for name in ("Makefile", "pyproject.toml", "requirements.lock"):
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    program(tmp_path / ".venv" / "bin" / "python", f'exec "{sys.executable}" "$@"')
    (tmp_path / ".venv" / "ready").touch()
    return tmp_path


def program(file: Path, line: str) -> None:
    file.write_text(f"#!/bin/sh\n{line}\n", "utf-8")
    file.chmod(0o755)


def would_make_anew(folder: Path, *words: str) -> bool:
    """Whether ``make demo`` would make .venv anew."""
    ran = subprocess.run(["make", "--dry-run", "demo", *words], cwd=folder, capture_output=True, text=True, check=True)
    assert ".venv/bin/kg demo" in ran.stdout
    return "-m venv --clear .venv" in ran.stdout


def test_another_python_makes_the_environment_anew(ready: Path) -> None:
    program(ready / "other", "echo /elsewhere 3 99 0 final 0")
    assert not would_make_anew(ready)
    assert not would_make_anew(ready, f"PYTHON={sys.executable}")
    assert would_make_anew(ready, "PYTHON=./other")
