"""The folder schema/ as a whole: current, complete, and parsed by tools that are not ours."""

import shutil
from pathlib import Path

import pyoxigraph
import pytest
import rdflib

from kg.generate import build, check
from tests.project import ROOT

SCHEMA = ROOT / "schema"


def test_schema_is_what_the_model_says() -> None:
    assert check(ROOT) == [], "run make gen"


def test_build_writes_everything_once(tmp_path: Path) -> None:
    written = build(tmp_path)
    assert sorted(path.name for path in written) == [
        "README.md",
        "constraints.cypher",
        "context.jsonld",
        "dataset.schema.json",
        "dossier.schema.json",
        "model.md",
        "ontology.ttl",
        "reference.md",
        "shapes.ttl",
        "vocabularies.ttl",
    ]
    assert sorted((tmp_path / "schema").iterdir()) == sorted(written)
    assert [path.name for path in written if b"\r" in path.read_bytes()] == []
    assert build(tmp_path) == []
    assert check(tmp_path) == []


def test_check_reports_what_is_stale_missing_or_foreign(tmp_path: Path) -> None:
    folder = tmp_path / "schema"
    shutil.copytree(SCHEMA, folder)
    with (folder / "model.md").open("a", encoding="utf-8") as file:
        file.write("by hand\n")
    (folder / "context.jsonld").unlink()
    (folder / "old").mkdir()
    (folder / "old" / "notes.txt").write_text("mine", encoding="utf-8")
    expected = [folder / "context.jsonld", folder / "model.md", folder / "old" / "notes.txt"]
    assert check(tmp_path) == expected
    assert build(tmp_path) == expected[:2]
    assert check(tmp_path) == expected[2:]


@pytest.mark.parametrize("name", ["ontology.ttl", "shapes.ttl", "vocabularies.ttl"])
def test_two_parsers_read_the_same_from_turtle(name: str) -> None:
    text = (SCHEMA / name).read_bytes()
    by_rdflib = rdflib.Graph().parse(data=text, format="turtle")
    by_oxigraph = list(pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.TURTLE))
    assert len(by_rdflib) == len(by_oxigraph) > 0
    if name != "shapes.ttl":
        blank = [quad for quad in by_oxigraph if pyoxigraph.BlankNode in (type(quad.subject), type(quad.object))]
        assert blank == []
