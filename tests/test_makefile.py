"""Which Python ``.venv`` is made with; the rest of the Makefile is run by test_readme.py."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.project import ROOT

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")


# What a Python may lack, as what is done before it is asked; all of them are the one that runs this test.
WHOLE = "pass"
OLD = "sys.version_info = (3, 10, 12)"
WITHOUT_VENV = 'sys.modules["venv"] = None'
WITHOUT_ENSUREPIP = 'sys.modules["ensurepip"] = None'
NEEDED = (
    "Parley needs Python 3.11 or newer with venv: install it (Debian and Ubuntu: python3-venv; macOS: brew install "
    "python), or name it: make PYTHON=/path/to/python3"
)


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    """A folder without .venv."""
    folder = tmp_path / "checkout"
    folder.mkdir()
    for name in ("Makefile", "pyproject.toml", "requirements.lock"):
        shutil.copy(ROOT / name, folder / name)
    return folder


@pytest.fixture
def ready(fresh: Path) -> Path:
    """A folder whose .venv is made, of the Python that runs this test."""
    program(fresh / ".venv" / "bin" / "python", f'exec "{sys.executable}" "$@"')
    (fresh / ".venv" / "ready").touch()
    return fresh


def program(file: Path, line: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"#!/bin/sh\n{line}\n", "utf-8")
    file.chmod(0o755)


def python(file: Path, lack: str) -> None:
    """A Python that answers what it is asked, and that ends where it is to make an environment."""
    ask = f"""exec "{sys.executable}" -c 'import sys; {lack}; exec(sys.argv[1])' "$2\""""
    program(file, f'if [ "$1" = -c ]; then {ask}; fi; echo "$0 $*"; exit 1')


def make(folder: Path, *words: str, path: tuple[Path, ...]) -> tuple[str, list[str]]:
    """What ``make demo`` and what it runs print where PATH holds these folders alone, and the lines of its errors."""
    command = shutil.which("make")
    assert command is not None
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    settings = kept | {"PATH": os.pathsep.join(map(str, path)), "LC_ALL": "C"}
    ran = subprocess.run(
        [command, "demo", *words], cwd=folder, env=settings, capture_output=True, text=True, check=False
    )
    assert ran.returncode != 0
    return ran.stdout, [line for line in ran.stderr.splitlines() if not line.startswith("make: ")]


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


@pytest.mark.parametrize(
    ("pythons", "chosen"),
    [
        ({"a/python3.11": WHOLE, "a/python3.13": WHOLE, "a/python3.9": OLD, "a/python3": WHOLE}, "a/python3.13"),
        ({"a/python3.12": WHOLE, "b/python3.14": WHOLE}, "b/python3.14"),
        ({"a/python3.12": WHOLE, "a/python3.14": WITHOUT_ENSUREPIP, "a/python3.13": WITHOUT_VENV}, "a/python3.12"),
        # A version manager's stand-in for a Python that it has not got.
        ({"a/python3.14": "sys.exit(127)", "b/python3.14": WHOLE, "b/python3.13": WHOLE}, "b/python3.14"),
        ({"a/python3.14": WITHOUT_ENSUREPIP, "a/python3": WHOLE}, "a/python3"),
    ],
)
def test_the_newest_python_that_can_make_an_environment_is_taken(
    fresh: Path, tmp_path: Path, pythons: dict[str, str], chosen: str
) -> None:
    for name, lack in pythons.items():
        python(tmp_path / name, lack)
    printed, errors = make(fresh, path=(tmp_path / "a", tmp_path / "b"))
    assert printed == f"{tmp_path / chosen} -m venv --clear .venv\n"
    assert errors == [f"Setting up .venv with {tmp_path / chosen} (once, a minute or two)"]


def test_a_python_that_is_named_is_taken_before_newer_ones(fresh: Path, tmp_path: Path) -> None:
    python(tmp_path / "a/python3.14", WHOLE)
    python(tmp_path / "my own", WHOLE)
    printed, _ = make(fresh, f"PYTHON={tmp_path / 'my own'}", path=(tmp_path / "a",))
    assert printed == f"{tmp_path / 'my own'} -m venv --clear .venv\n"


@pytest.mark.parametrize("lack", [None, OLD, WITHOUT_VENV, WITHOUT_ENSUREPIP])
@pytest.mark.parametrize("named", [True, False])
def test_without_one_a_line_says_what_to_install_and_nothing_is_begun(
    fresh: Path, tmp_path: Path, lack: str | None, named: bool
) -> None:
    if lack is not None:
        python(tmp_path / "a" / "python3", lack)
        python(tmp_path / "a" / "python3.13", lack)
    words = [f"PYTHON={tmp_path / 'a' / 'python3'}"] if named else []
    assert make(fresh, *words, path=(tmp_path / "a",)) == ("", [NEEDED])
    assert not (fresh / ".venv").exists()
