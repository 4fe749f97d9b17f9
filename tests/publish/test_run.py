"""Runs as people find them: complete, exact, and never half there."""

import json
import re
import subprocess
from datetime import date
from pathlib import Path

import pyoxigraph
import pytest
import rdflib

import kg
from kg import load
from kg.errors import PublishError
from kg.publish import publish, verify
from kg.publish.folder import BusyError, held
from kg.publish.retention import Keep
from kg.publish.seal import seal
from kg.store import Store
from tests.publish.conftest import content, history

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


def test_another_day_makes_a_run_that_says_so_even_of_an_unchanged_graph(store: Store, tmp_path: Path) -> None:
    to = tmp_path / "exports"
    first = publish(store, to, as_of=date(2040, 1, 1))

    again = publish(store, to, as_of=date(2040, 1, 2))

    assert again.run is not None
    assert set(again.delta.values()) == {0}
    assert content(again.run / "graph.nq.zst") == content(first.latest / "graph.nq.zst")
    assert "as known on 2040-01-02" in (again.run / "dataset.ttl").read_text("utf-8")
    assert publish(store, to, as_of=date(2040, 1, 2)).run is None


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
        "negotiation",
        "official",
        "party",
        "tenure",
        "topic",
    }
    assert publish(store, tmp_path / "exports", as_of=date(2030, 3, 2)).records == 25


def test_what_was_read_back_as_of_a_day_is_published_as_of_that_day(store: Store, tmp_path: Path) -> None:
    day = date(2030, 3, 1)
    made = publish(store, tmp_path / "made", as_of=day).latest
    for file in (made, made / "graph.nq.zst"):
        with kg.open(f"embedded:{tmp_path / file.name}") as graph:
            graph.restore(file)
            told = r"Official\.cites\).*\nif this graph was read back from a run as of a day, publish it as of that day"
            with pytest.raises(PublishError, match=re.compile(told, re.DOTALL)):
                graph.publish(tmp_path / f"other-{file.name}")

            run = graph.publish(tmp_path / f"again-{file.name}", as_of=day).latest
        assert content(run / "graph.nq.zst") == content(made / "graph.nq.zst")


def test_one_at_a_time(store: Store, tmp_path: Path) -> None:
    with held(tmp_path / "exports"), pytest.raises(BusyError, match="is being published into by process"):
        publish(store, tmp_path / "exports")


def test_a_clock_that_was_wrong_once_holds_nothing_up(store: Store, moon: Path, tmp_path: Path) -> None:
    to = tmp_path / "exports"
    first, wrong = publish(store, to).latest, "2099-01-01T00-00-00Z"
    first.rename(to / wrong)
    text = (to / wrong / "manifest.json").read_text("utf-8").replace(first.name, wrong)
    (to / wrong / "manifest.json").write_text(text, "utf-8")
    (to / wrong / "SHA256SUMS").unlink()
    new_seal = seal(to / wrong, json.loads(text))
    (to / "latest").unlink()
    (to / "latest").symlink_to(wrong)
    [entry] = history(to)
    runs = [{**entry, "run": wrong, "seal": new_seal}]
    (to / "index.json").write_text(json.dumps({"latest": wrong, "runs": runs}), "utf-8")
    load.load(store, [moon])

    outcome = publish(store, to)

    assert outcome.run is not None
    assert outcome.run.name < wrong
    assert (to / "latest").resolve() == outcome.run
    assert verify(outcome.run)[-1] == f"delta: {wrong} + added - removed is this run, byte for byte"


def test_what_latest_leads_to_never_goes(store: Store, moon: Path, tmp_path: Path) -> None:
    to = tmp_path / "exports"
    first = publish(store, to).latest
    load.load(store, [moon])
    second = publish(store, to).latest
    (moon / "moon.yaml").write_text("parties: [{id: party/sun, name: Sun}]\n", "utf-8")
    load.load(store, [moon])
    third = publish(store, to).latest
    # Somebody goes back to the first.
    (to / "latest").unlink()
    (to / "latest").symlink_to(first.name)
    load.write(store, load.plan_drop(store, ["dataset/moon"]))

    outcome = publish(store, to, keep=Keep(number=1))

    assert (outcome.run, outcome.latest, outcome.gone) == (None, first, [second.name, third.name])
    assert [each.get("gone", False) for each in history(to)] == [False, True, True, False]
