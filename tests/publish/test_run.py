"""Runs as people find them: complete, exact, and never half there."""

import errno
import json
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
import rdflib

from kg import load
from kg.errors import PublishError, StoreError
from kg.publish import check, publish, verify
from kg.publish.folder import BusyError, held
from kg.publish.packed import Packed
from kg.rdf import export as exporting
from kg.rdf.lines import opened
from kg.store import Store

FILES = [
    "SHA256SUMS",
    "context.jsonld",
    "dataset.ttl",
    "delta/added.nq.zst",
    "delta/records.jsonl.zst",
    "delta/removed.nq.zst",
    "graph.jsonld.zst",
    "graph.nq.zst",
    "graph.trig.zst",
    "graph.ttl.zst",
    "manifest.json",
    "ontology.ttl",
    "shapes.ttl",
]


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir())


def history(to: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((to / "index.json").read_text("utf-8"))["runs"]
    return found


def content(file: Path) -> bytes:
    with opened(file) as stream:
        return stream.read()


def test_a_run_holds_everything_and_is_what_latest_leads_to(store: Store, tmp_path: Path) -> None:
    to = tmp_path / "exports"

    outcome = publish(store, to)

    assert outcome.run is not None
    assert names(outcome.run) == FILES
    assert (to / "latest").resolve() == outcome.run
    assert sorted(path.name for path in to.iterdir()) == sorted([".lock", "index.json", "latest", outcome.run.name])
    assert subprocess.run(["sha256sum", "--quiet", "-c", "SHA256SUMS"], cwd=outcome.run, check=False).returncode == 0
    [entry] = history(to)
    assert (entry["outcome"], entry["records"], entry["previous"]) == ("published", 25, None)
    manifest = json.loads((outcome.run / "manifest.json").read_text("utf-8"))
    assert manifest["delta"] == {"ADD": 25, "MOD": 0, "DEL": 0, "added": outcome.statements, "removed": 0}
    assert manifest["checks"]["shacl"] == {"records": 25, "which": "all"}
    assert content(outcome.run / "delta" / "added.nq.zst") == content(outcome.run / "graph.nq.zst")


# Of calls that are its own.
@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_others_read_the_same_statements_in_every_format(store: Store, tmp_path: Path) -> None:
    run = publish(store, tmp_path / "exports").latest
    quads = {str(quad) for quad in pyoxigraph.parse(content(run / "graph.nq.zst"), format=pyoxigraph.RdfFormat.N_QUADS)}

    for ending, format in (("trig", pyoxigraph.RdfFormat.TRIG), ("jsonld", pyoxigraph.RdfFormat.JSON_LD)):
        found = pyoxigraph.parse(content(run / f"graph.{ending}.zst"), format=format)
        assert {str(quad) for quad in found} == quads
    for ending, name in (("nq", "nquads"), ("trig", "trig"), ("jsonld", "json-ld")):
        dataset = rdflib.Dataset()
        dataset.parse(data=content(run / f"graph.{ending}.zst"), format=name)
        assert len({*dataset.quads()}) == len(quads)
    assert len(rdflib.Graph().parse(data=content(run / "graph.ttl.zst"), format="turtle")) == len(quads)


def test_the_description_is_rdf_without_blank_nodes(store: Store, tmp_path: Path) -> None:
    run = publish(store, tmp_path / "exports").latest
    graph = rdflib.Graph().parse(run / "dataset.ttl", format="turtle", publicID="https://example.org/run/dataset.ttl")

    assert [term for triple in graph for term in triple if isinstance(term, rdflib.BNode)] == []
    dcat, spdx = rdflib.Namespace("http://www.w3.org/ns/dcat#"), rdflib.Namespace("http://spdx.org/rdf/terms#")
    found = {
        str(graph.value(each, dcat.downloadURL)).removeprefix("https://example.org/run/"): str(
            graph.value(graph.value(each, spdx.checksum), spdx.checksumValue)
        ).lower()
        for each in graph.subjects(rdflib.RDF.type, dcat.Distribution)
    }
    sums = dict(line.split("  ")[::-1] for line in (run / "SHA256SUMS").read_text("utf-8").splitlines())
    assert found == {name: each for name, each in sums.items() if name.startswith("graph.")}


def test_licences_are_addresses_where_they_have_one_and_words_elsewhere(store: Store, tmp_path: Path) -> None:
    for slug, licence in (("a", "MIT OR Apache-2.0"), ("b", "LicenseRef-our-own")):
        (tmp_path / slug).mkdir()
        text = f"id: dataset/{slug}\ntitle: T\nlicence: {licence}\n"
        (tmp_path / slug / "dataset.yaml").write_text(text, encoding="utf-8")
        load.load(store, [tmp_path / slug])

    run = publish(store, tmp_path / "exports").latest

    graph = rdflib.Graph().parse(run / "dataset.ttl", format="turtle", publicID="https://example.org/run/dataset.ttl")
    about = rdflib.URIRef("https://example.org/run/dataset.ttl#run")
    assert {*map(str, graph.objects(about, rdflib.DCTERMS.license))} == {"https://spdx.org/licenses/CC0-1.0"}
    assert {*map(str, graph.objects(about, rdflib.DCTERMS.rights))} == {"MIT OR Apache-2.0", "LicenseRef-our-own"}


def test_an_unchanged_graph_makes_no_run(store: Store, tmp_path: Path) -> None:
    to = tmp_path / "exports"
    first = publish(store, to)

    again = publish(store, to)

    assert (again.run, again.latest) == (None, first.latest)
    assert [each["outcome"] for each in history(to)] == ["published", "no change"]
    assert sorted(path.name for path in to.iterdir()) == sorted([".lock", "index.json", "latest", first.latest.name])


def test_a_change_is_told_record_by_record(store: Store, moon: Path, tmp_path: Path) -> None:
    to = tmp_path / "exports"
    publish(store, to)
    load.load(store, [moon])
    publish(store, to)
    (moon / "moon.yaml").write_text("parties: [{id: party/sun, name: Sun}]\n", "utf-8")
    load.load(store, [moon])

    run = publish(store, to).latest

    told = [json.loads(line) for line in content(run / "delta" / "records.jsonl.zst").splitlines()]
    assert [(each["op"], each["id"]) for each in told] == [
        ("MOD", "dataset/moon"),
        ("DEL", "party/moon"),
        ("ADD", "party/sun"),
    ] or [(each["op"], each["id"]) for each in told] == [("DEL", "party/moon"), ("ADD", "party/sun")]
    assert verify(run)[-1].endswith("+ added - removed is this run, byte for byte")


def test_before_anything_was_known_there_is_only_context(store: Store, tmp_path: Path) -> None:
    run = publish(store, tmp_path / "exports", as_of=date(2030, 3, 1)).latest

    manifest = json.loads((run / "manifest.json").read_text("utf-8"))
    assert manifest["as_of"] == "2030-03-01"
    assert set(manifest["counts"]["kinds"]) <= {
        "dataset",
        "institution",
        "measure",
        "negotiation",
        "official",
        "party",
        "topic",
    }
    assert publish(store, tmp_path / "exports", as_of=date(2030, 3, 2)).records == 25


def test_one_at_a_time(store: Store, tmp_path: Path) -> None:
    with held(tmp_path / "exports"), pytest.raises(BusyError, match="is being published into by process"):
        publish(store, tmp_path / "exports")


@pytest.mark.parametrize("what", ["full disk", "store", "parser", "shapes"])
def test_a_run_that_fails_leaves_nothing_but_its_reason(
    what: str, store: Store, moon: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    to = tmp_path / "exports"
    before = publish(store, to).latest
    load.load(store, [moon])
    if what == "full disk":

        def full(self: Packed, data: bytes) -> int:
            raise OSError(errno.ENOSPC, "No space left on device", str(self.path))

        monkeypatch.setattr(Packed, "write", full)
    elif what == "store":

        def gone(*args: object) -> object:
            raise StoreError("bolt://graph: cannot be reached")

        monkeypatch.setattr(exporting, "contents", gone)
    elif what == "parser":
        monkeypatch.setattr(check, "compare", lambda name, found, *_: (_ for _ in ()).throw(PublishError("unequal")))
    else:
        store.write(lambda transaction: transaction.run("MATCH (n:Party {id: 'party/moon'}) SET n.name = ''").consume())

    with pytest.raises(PublishError, match="nothing was published into") as error:
        publish(store, to)

    assert error.value.exit_code == 4
    assert (to / "latest").resolve() == before
    assert sorted(path.name for path in to.iterdir()) == sorted([".lock", "index.json", "latest", before.name])
    assert [each["outcome"] for each in history(to)] == ["published", "failed"]
    assert history(to)[-1]["reason"] in str(error.value)


def test_a_broken_run_before_is_an_error_that_says_how_to_go_on(store: Store, moon: Path, tmp_path: Path) -> None:
    to = tmp_path / "exports"
    before = publish(store, to).latest
    load.load(store, [moon])
    file = before / "graph.nq.zst"
    file.write_bytes(file.read_bytes()[:-40])

    with pytest.raises(PublishError, match=r"the run before, .* is broken: .*; bring it back, or remove the link"):
        publish(store, to)
    (to / "latest").unlink()

    assert publish(store, to).delta["ADD"] == 27


@pytest.mark.parametrize("how", ["altered", "cut", "missing", "more", "sealed anew"])
def test_a_run_that_somebody_touched_is_found(how: str, store: Store, tmp_path: Path) -> None:
    run = publish(store, tmp_path / "exports").latest
    assert len(verify(run)) == 6
    file = run / "graph.ttl.zst"
    if how == "altered":
        (run / "shapes.ttl").write_text("", "utf-8")
    elif how == "cut":
        file.write_bytes(file.read_bytes()[:-1])
    elif how == "missing":
        file.unlink()
    elif how == "more":
        (run / "notes.txt").touch()
    else:
        from kg.publish.seal import manifest_of, seal

        (run / "shapes.ttl").write_text("", "utf-8")
        (run / "SHA256SUMS").unlink()
        seal(run, manifest_of(run))

    with pytest.raises(PublishError) as error:
        verify(run)

    expected = {
        "altered": "shapes.ttl is altered",
        "cut": "graph.ttl.zst is altered",
        "missing": "graph.ttl.zst is missing",
        "more": "notes.txt is not of this run",
        "sealed anew": "SHA256SUMS is not the one that index.json knows",
    }
    assert expected[how] in str(error.value)
