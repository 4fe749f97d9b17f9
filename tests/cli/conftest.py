"""Running the command in this process, and a small data set to run it on."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from kg import cli
from tests.project import ROOT

SAMPLE = ROOT / "loaders" / "dossier" / "sample"


class Ran(NamedTuple):
    """What a command ended with and printed."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def kg(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """``kg("ask", "theme/name")`` runs a command as from the shell, its output in a pipe."""
    for name in ("COLUMNS", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
        monkeypatch.delenv(name, raising=False)

    def run(*words: str | Path) -> Ran:
        monkeypatch.setattr(sys, "argv", ["kg", *map(str, words)])
        code = cli.run()
        out, err = capsys.readouterr()
        return Ran(code, out, err)

    return run


@pytest.fixture
def sampled(kg: Run, embedded_address: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of an embedded store that holds the sample, for what looks the same on both engines."""
    monkeypatch.setenv("KG_STORE", embedded_address)
    assert kg("load", SAMPLE).code == 0
    return embedded_address


@pytest.fixture
def loaded(kg: Run, store_address: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a store that holds the sample, for each engine; KG_STORE names it."""
    monkeypatch.setenv("KG_STORE", store_address)
    assert kg("load", SAMPLE).code == 0
    return store_address
