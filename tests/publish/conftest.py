"""A small graph to publish, and data sets that change it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg import load
from kg.rdf.lines import opened
from kg.store import Store, open_store
from tests.project import ROOT

SAMPLE = ROOT / "loaders" / "dossier" / "sample"


@pytest.fixture
def store(store_address: str) -> Iterator[Store]:
    """A store that holds the sample, once for each engine."""
    with open_store(store_address) as opened:
        load.load(opened, [SAMPLE])
        yield opened


@pytest.fixture
def moon(tmp_path: Path) -> Path:
    """A data set of one record, to add and to change."""
    folder = tmp_path / "moon"
    folder.mkdir()
    (folder / "dataset.yaml").write_text("id: dataset/moon\ntitle: Moon\nlicence: CC-BY-4.0\n", "utf-8")
    (folder / "moon.yaml").write_text("parties: [{id: party/moon, name: Moon}]\n", "utf-8")
    return folder


def history(to: Path) -> list[dict[str, Any]]:
    """What index.json says of each run."""
    found: list[dict[str, Any]] = json.loads((to / "index.json").read_text("utf-8"))["runs"]
    return found


def content(file: Path) -> bytes:
    """What a file holds, unpacked."""
    with opened(file) as stream:
        return stream.read()
