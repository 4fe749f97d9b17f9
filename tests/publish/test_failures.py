"""Runs that fail: in words, with exit code 4, a line in the history, and latest as it was."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import rdflib
import zstandard

from kg import load
from kg.content import content_folder
from kg.errors import PublishError, StoreError
from kg.model.flatten import content_hash
from kg.model.iri import iri_of
from kg.publish import note_failure, publish, verify
from kg.publish.check import chosen, judge
from kg.publish.retention import Keep
from kg.store import Store, open_store
from tests import local_neo4j
from tests.dossiers import empty
from tests.project import ROOT
from tests.publish.conftest import SAMPLE, content, history

# Larger files than the limit cannot be written, as on a full disk; Python gets the error, not the signal.
LIMITED = """
import pathlib, resource, sys
from kg.errors import PublishError, StoreError
from kg.publish import publish
from kg.store import open_store
with open_store(sys.argv[1], create=False) as store:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), before[1]))
    try:
        publish(store, pathlib.Path(sys.argv[2]))
    except PublishError as error:
        print(error)
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
"""


def names(to: Path) -> list[str]:
    return sorted(path.name for path in to.iterdir())


def at(step: str, act: Callable[[], object]) -> Callable[[str, int, int | None], None]:
    """Progress that does something when a step is first told of."""
    left = [act]

    def tell(doing: str, done: int, total: int | None) -> None:
        if doing == step and len(left) > 0:
            left.pop()()

    return tell


def assert_failed(to: Path, before: Path, error: PublishError) -> None:
    assert error.exit_code == 4
    assert str(error).startswith(f"nothing was published into {to}: ")
    assert (to / "latest").resolve() == before
    assert names(to) == sorted([".lock", "index.json", "latest", before.name])
    assert [each["outcome"] for each in history(to)] == ["published", "failed"]
    assert history(to)[-1]["reason"] == str(error).removeprefix(f"nothing was published into {to}: ")


def test_a_store_that_goes_away_in_mid_run(store: Store, moon: Path, tmp_path: Path) -> None:
    to = tmp_path / "exports"
    before = publish(store, to).latest
    load.load(store, [moon])

    with pytest.raises(PublishError, match="this store is closed; open it again") as error:
        publish(store, to, progress=at("writing records", store.close))

    assert_failed(to, before, error.value)


@pytest.mark.slow
def test_a_neo4j_that_is_killed_in_mid_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    try:
        server = local_neo4j.start(tmp_path / "neo4j", password="to-be-killed")
    except local_neo4j.LocalNeo4jError as reason:
        if os.environ.get("CI") == "true":
            pytest.fail(str(reason))
        pytest.skip(str(reason))
    to = tmp_path / "exports"
    monkeypatch.setenv("KG_PASSWORD", "to-be-killed")
    try:
        with open_store(f"bolt://neo4j@127.0.0.1:{server.bolt_port}") as store:
            load.load(store, [SAMPLE])
            before = publish(store, to).latest

            with pytest.raises(PublishError, match="the connection was lost; check that the store still runs") as error:
                publish(store, to, progress=at("writing records", lambda: os.kill(server.pid, signal.SIGKILL)))
    finally:
        local_neo4j.stop(server)

    assert_failed(to, before, error.value)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("graph.nq.zst", "pyoxigraph reads other statements than were written"),
        ("graph.trig.zst", r"\d+ statements were read back, and \d+ were written"),
        ("graph.ttl.zst", r"\d+ statements were read back, and \d+ were written"),
        ("graph.jsonld.zst", r"\d+ statements were read back, and \d+ were written"),
    ],
)
def test_a_file_that_is_not_what_was_written(name: str, told: str, store: Store, moon: Path, tmp_path: Path) -> None:
    to = tmp_path / "exports"
    before = publish(store, to).latest
    old = content(before / name)
    load.load(store, [moon])

    def swap() -> None:
        # Sound, but that of the graph before: what a disk does that forgets.
        [file] = to.glob(f".tmp-*/{name}")
        file.write_bytes(zstandard.compress(old))

    with pytest.raises(PublishError, match=f"{name}: {told}") as error:
        publish(store, to, progress=at("reading back", swap))

    assert_failed(to, before, error.value)


def test_a_graph_against_its_shapes(store: Store, moon: Path, tmp_path: Path) -> None:
    to = tmp_path / "exports"
    before = publish(store, to).latest
    load.load(store, [moon])
    # With its hash, as a mistake of ours would; else it would be told as a change by hand.
    nameless = "MATCH (n:Party {id: 'party/moon'})<-[r:ASSERTS]-() SET n.name = '', r.content_hash = $hash"
    store.write(lambda transaction: transaction.run(nameless, hash=content_hash({"name": ""}, [])).consume())

    with pytest.raises(PublishError, match=r"does not conform to shapes\.ttl:\n.*party/moon: ") as error:
        publish(store, to)

    assert_failed(to, before, error.value)


def test_a_value_that_somebody_has_set_to_another_type(store: Store, moon: Path, tmp_path: Path) -> None:
    to = tmp_path / "exports"
    before = publish(store, to).latest
    load.load(store, [moon])
    store.write(lambda transaction: transaction.run("MATCH (n:Party {id: 'party/moon'}) SET n.name = 42").consume())

    with pytest.raises(PublishError, match="party/moon has 42 for the name, which is no text") as error:
        publish(store, to)

    assert_failed(to, before, error.value)


def test_a_record_with_the_id_of_another_is_named(store: Store, tmp_path: Path) -> None:
    run = publish(store, tmp_path / "exports").latest
    right, wrong = b'identifier> "party/nordland"', b'identifier> "party/northland"'
    lines = content(run / "graph.nq.zst")
    assert right in lines
    quads = tmp_path / "graph.nq.zst"
    quads.write_bytes(zstandard.compress(lines.replace(right, wrong)))

    shapes = rdflib.Graph().parse(content_folder("schema") / "shapes.ttl", format="turtle")
    with pytest.raises(PublishError) as error:
        judge(shapes, list(chosen(quads, None)), waived=frozenset())

    told = f"{iri_of('party/nordland')}: the IRI ends with the id (https://w3id.org/parley/shapes#Identity)"
    assert str(error.value) == f"the graph does not conform to shapes.ttl:\n{told}"


def test_a_description_that_is_no_turtle(store: Store, moon: Path, tmp_path: Path) -> None:
    to = tmp_path / "exports"
    before = publish(store, to).latest
    load.load(store, [moon])

    def cut() -> None:
        [file] = to.glob(".tmp-*/ontology.ttl")
        file.write_bytes(file.read_bytes()[:-10])

    with pytest.raises(PublishError, match=r"ontology\.ttl: ") as error:
        publish(store, to, progress=at("judging records by their shapes", cut))

    assert_failed(to, before, error.value)


def test_a_file_that_cannot_grow(moon: Path, embedded_address: str, tmp_path: Path) -> None:
    to = tmp_path / "exports"
    with open_store(embedded_address) as store:
        load.load(store, [SAMPLE])
        before = publish(store, to).latest
        load.load(store, [moon])
    limit = (before / "graph.nq.zst").stat().st_size // 2
    assert limit > 2 * (to / "index.json").stat().st_size

    ran = subprocess.run(
        [sys.executable, "-c", LIMITED, embedded_address, to, str(limit)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert ran.stdout.endswith(": File too large\n")
    assert_failed(to, before, PublishError(ran.stdout.rstrip("\n")))


@contextmanager
def mounted(place: Path, size: str) -> Iterator[None]:
    """A small disk."""
    place.mkdir()
    if os.geteuid() != 0 or subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "parley", place]).returncode:
        pytest.skip("a disk can only be mounted by root")
    try:
        yield
    finally:
        subprocess.run(["umount", place], check=True)


def filled(file: Path, *, leaving: int) -> None:
    """Fills a disk up."""
    left = shutil.disk_usage(file.parent).free - leaving
    with file.open("wb") as out:
        out.write(b"\0" * left)


@pytest.mark.skipif(sys.platform != "linux", reason="mounts a tmpfs")
def test_a_full_disk(store: Store, moon: Path, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    with mounted(disk, "1m"):
        to = disk / "exports"
        before = publish(store, to).latest
        load.load(store, [moon])
        filled(disk / "full", leaving=16384)

        with pytest.raises(PublishError, match=f"{to}.*: No space left on device$") as error:
            publish(store, to)

        assert_failed(to, before, error.value)

        # No room even to say so: then the next run does.
        filled(disk / "full too", leaving=0)
        with pytest.raises(PublishError, match=f"{to}.*: No space left on device$"):
            publish(store, to)
        assert (to / "latest").resolve() == before
        assert [each["outcome"] for each in history(to)] == ["published", "failed"]
        (disk / "full").unlink()
        (disk / "full too").unlink()

        after = publish(store, to).latest

        assert (to / "latest").resolve() == after
        assert names(to) == sorted([".lock", "index.json", "latest", before.name, after.name])
        assert [each["outcome"] for each in history(to)] == ["published", "failed", "failed", "published"]
        assert "no room to say why" in history(to)[2]["reason"]


@pytest.mark.skipif(sys.platform != "linux", reason="mounts a tmpfs")
def test_a_disk_that_is_full_from_the_start(store: Store, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    with mounted(disk, "64k"):
        filled(disk / "full", leaving=0)
        with pytest.raises(PublishError, match="No space left on device"):
            publish(store, disk / "exports")


def test_a_copy_in_the_place_of_latest_is_refused_before_any_work(store: Store, tmp_path: Path) -> None:
    made = tmp_path / "made"
    publish(store, made)
    to = tmp_path / "exports"
    shutil.copytree(made, to)
    [run] = [path.name for path in to.iterdir() if path.name.startswith("20")]
    steps = list[str]()

    with pytest.raises(
        PublishError, match=f"{to}/latest is no link, but a copy of what it led to; remove it,"
    ) as error:
        publish(store, to, progress=lambda doing, done, total: steps.append(doing))

    assert error.value.exit_code == 4
    assert steps == []
    assert names(to) == sorted([".lock", "index.json", "latest", run])
    assert [each["outcome"] for each in history(to)] == ["published", "failed"]
    shutil.rmtree(to / "latest")
    (to / "latest").symlink_to(run)
    assert publish(store, to).latest == to / run


def test_a_failure_between_the_name_and_the_link(store: Store, moon: Path, tmp_path: Path) -> None:
    to = tmp_path / "exports"
    before = publish(store, to).latest
    load.load(store, [moon])

    with pytest.raises(PublishError, match="nothing was published into"):
        publish(store, to, progress=at("reading back", (to / ".tmp-latest").mkdir))

    assert (to / "latest").resolve() == before
    assert names(to) == sorted([".lock", ".tmp-latest", "index.json", "latest", before.name])
    assert [each["outcome"] for each in history(to)] == ["published", "failed"]
    after = publish(store, to).latest
    assert names(to) == sorted([".lock", "index.json", "latest", before.name, after.name])


def test_a_failed_run_under_its_name_goes_with_the_next(store: Store, moon: Path, tmp_path: Path) -> None:
    to = tmp_path / "exports"
    before = publish(store, to).latest
    left = to / "2026-01-01T00-00-00Z"
    shutil.copytree(before, left)
    runs = [*history(to), {"run": left.name, "outcome": "failed", "reason": "Is a directory"}]
    (to / "index.json").write_text(json.dumps({"latest": before.name, "runs": runs}), "utf-8")

    publish(store, to)

    assert names(to) == sorted([".lock", "index.json", "latest", before.name])


@contextmanager
def undeletable(file: Path) -> Iterator[None]:
    """A file that nobody can remove, not even root."""
    chattr = shutil.which("chattr")
    if chattr is None or subprocess.run([chattr, "+i", file], capture_output=True, check=False).returncode != 0:
        pytest.skip("no chattr here, or not for us")
    try:
        yield
    finally:
        # Its folder may have another name by now.
        for each in (file, file.parent.with_name(f".old-{file.parent.name}") / file.name):
            subprocess.run([chattr, "-i", each], capture_output=True, check=False)


def test_an_old_run_that_cannot_be_removed(store: Store, moon: Path, tmp_path: Path) -> None:
    to = tmp_path / "exports"
    first = publish(store, to).latest
    load.load(store, [moon])
    publish(store, to)
    (moon / "moon.yaml").write_text("parties: [{id: party/sun, name: Sun}]\n", "utf-8")
    load.load(store, [moon])

    left = f"{to}/.old-{first.name}"
    told = f"{left} cannot be removed (Operation not permitted); remove it by hand"
    with undeletable(first / "shapes.ttl"):
        with pytest.raises(PublishError) as error:
            publish(store, to, keep=Keep(number=1))
        third = (to / "latest").resolve()
        assert str(error.value) == f"{third} is published, but then: {told}"
        assert history(to)[-1]["outcome"] == "published"
        with pytest.raises(PublishError) as error:
            publish(store, to)
        assert str(error.value) == f"nothing was published into {to}: {told}"
        assert history(to)[-1]["outcome"] == "failed"

    assert publish(store, to).latest == third
    assert [each.get("gone", False) for each in history(to)] == [True, False, False, False, False]
    assert not Path(left).exists()


def test_a_graph_that_holds_nothing(store: Store, tmp_path: Path) -> None:
    to = tmp_path / "exports"
    before = publish(store, to).latest
    empty(store)

    with pytest.raises(PublishError, match="holds no record; load its data sets first, or name another store") as error:
        publish(store, to)

    assert_failed(to, before, error.value)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"runs": [{}]}', "its run 1 is none that Parley writes"),
        ('{"runs": null}', "holds no list of runs"),
        ('{"runs": [1]}', "its run 1 is none that Parley writes"),
        ('{"runs": {"a": 1}}', "holds no list of runs"),
        ("[]", "holds no list of runs"),
        ("{", "cannot be read"),
        ('{"runs": [{"run": "../../precious", "outcome": "running"}]}', "its run 1 is none that Parley writes"),
        (None, "cannot be read"),
    ],
)
def test_a_history_that_cannot_be_read(text: str | None, told: str, store: Store, moon: Path, tmp_path: Path) -> None:
    to = tmp_path / "exports"
    before = publish(store, to).latest
    load.load(store, [moon])
    (to / "index.json").unlink()
    if text is None:
        (to / "index.json").mkdir()
    else:
        (to / "index.json").write_text(text, "utf-8")

    for act in (lambda: publish(store, to), lambda: verify(before)):
        with pytest.raises(PublishError, match=rf"{told}.*; bring it back, or remove it, and the next run") as error:
            act()
        assert error.value.exit_code == 4
        assert "sealed" not in str(error.value)

    assert names(to) == sorted([".lock", "index.json", "latest", before.name])


def test_a_history_that_is_gone_is_made_anew_of_the_runs_that_are_whole(
    store: Store, moon: Path, tmp_path: Path
) -> None:
    to = tmp_path / "exports"
    runs = [publish(store, to).latest]
    for name in ("Moon", "Luna"):
        (moon / "moon.yaml").write_text(f"parties: [{{id: party/moon, name: {name}}}]\n", "utf-8")
        load.load(store, [moon])
        runs.append(publish(store, to).latest)
    noted = history(to)
    assert [each["run"] for each in noted] == [run.name for run in runs]
    spoilt, copy = to / "2020-01-01T00-00-00Z", to / "a copy"
    shutil.copytree(runs[0], spoilt)
    shutil.copytree(runs[0], copy)

    (to / "index.json").unlink()
    publish(store, to)
    assert history(to)[:-1] == [{**each, "anew": True} for each in noted]
    assert history(to)[-1]["outcome"] == "no change"

    (to / "index.json").unlink()
    note_failure(to, StoreError("the server was down"))
    assert publish(store, to, keep=Keep(number=1)).gone == [runs[0].name]
    assert {each.name for each in (spoilt, copy, *runs) if each.exists()} == {
        spoilt.name,
        copy.name,
        runs[1].name,
        runs[2].name,
    }
    assert [(each["run"], each.get("gone", False)) for each in history(to)[:3]] == [
        (runs[0].name, True),
        (runs[1].name, False),
        (runs[2].name, False),
    ]
    sums = runs[1] / "SHA256SUMS"
    sums.write_text("".join(sorted(sums.read_text("utf-8").splitlines(keepends=True), reverse=True)), "utf-8")
    with pytest.raises(PublishError, match=r"SHA256SUMS is not the one that index\.json knows"):
        verify(runs[1])
