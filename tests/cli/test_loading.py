import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import SAMPLE, Run
from tests.project import ROOT

ADDED = """\
kind         added  changed  unchanged  removed  re-dated
party            2        0          0        0         0
institution      2        0          0        0         0
official         1        0          0        0         0
tenure           1        0          0        0         0
negotiation      1        0          0        0         0
event            1        0          0        0         0
arrangement      1        0          0        0         0
document         1        0          0        0         0
measure          1        0          0        0         0
topic            1        0          0        0         0
concession       1        0          0        0         0
commitment       1        0          0        0         0
claim            8        0          0        0         0
status           2        0          0        0         0
dataset          1        0          0        0         0
all             25        0          0        0         0
"""


def test_a_load_is_planned_done_and_not_done_again(kg: Run, store_address: str, tmp_path: Path) -> None:
    shutil.copytree(SAMPLE, tmp_path / "talks")
    shown = store_address.replace("neo4j@", "")
    load = ("load", tmp_path / "talks", "--store", store_address)
    assert kg(*load, "--plan") == (0, ADDED, "")
    assert kg(*load) == (0, f"{ADDED}Loaded into {shown}.\n", "")
    again = kg(*load)
    assert (again.code, again.err) == (0, "")
    assert again.out.splitlines()[-2:] == [
        "all              0        0         25        0         0",
        f"Nothing to do: {shown} has loaded the same before.",
    ]
    file = tmp_path / "talks" / "lumber.yaml"
    file.write_text(file.read_text("utf-8").replace("name: Lumber talks", "name: Timber talks"), "utf-8")
    changed = kg(*load)
    assert "negotiation      0        1          0        0         0" in changed.out.splitlines()
    assert changed.out.splitlines()[-1] == f"Loaded into {shown}."


def test_without_a_path_the_seeds_are_loaded(kg: Run, embedded_address: str) -> None:
    ran = kg("load", "--store", embedded_address, "--plan")
    assert (ran.code, ran.err) == (0, "")
    assert kg("load", "--store", embedded_address, ROOT / "seeds", "--plan") == ran


def test_problems_are_told_and_nothing_is_loaded(
    kg: Run, store_address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(SAMPLE, tmp_path / "talks")
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "talks" / "lumber.yaml"
    file.write_text(file.read_text("utf-8").replace("tier: W", "tier: Q"), "utf-8")
    told = "talks/lumber.yaml:51:11: 'Q' is no word of tier; one of: O, W, T, L, A, X\n1 problem\n"
    assert kg("load", "talks", "--store", store_address) == (1, "", told)
    missing = "Error: there is no such file or folder: nowhere, no.yaml; check the path\n"
    assert kg("load", "nowhere", "no.yaml", "--store", store_address) == (2, "", missing)
    if store_address.startswith("embedded:"):
        # Nothing is made for what cannot be loaded, nor for a plan alone.
        assert kg("load", SAMPLE, "--store", store_address, "--plan").code == 0
        assert not (tmp_path / "graph").exists()
        assert kg("load", SAMPLE, "--store", store_address).code == 0
        return
    assert "Last load: none" in kg("status", "--store", store_address).out.splitlines()


READ = "; N-Quads (.nq) and TriG (.trig) are read, plain or packed by zstd (.nq.zst)"


def test_rdf_that_cannot_be_read_back_is_told_as_what_it_is(kg: Run, sampled: str, tmp_path: Path) -> None:
    other, to = f"embedded:{tmp_path / 'other'}", tmp_path / "exports"
    assert kg("publish", "--to", to).code == 0
    run = to / "latest"
    for name in ("full.nt", "q.nquads", "full.nq.gz"):
        (tmp_path / name).touch()
    told = {
        tmp_path / "full.nt": f"{tmp_path}/full.nt holds N-Triples{READ}",
        run / "graph.ttl.zst": f"{run}/graph.ttl.zst holds Turtle{READ}",
        run / "graph.jsonld.zst": f"{run}/graph.jsonld.zst holds JSON-LD{READ}",
        tmp_path / "full.nq.gz": f"{tmp_path}/full.nq.gz is packed by gz; unpack it{READ}",
        tmp_path / "q.nquads": f"{tmp_path}/q.nquads is none that can be read back{READ}",
        to: f"{to} holds runs; name one of them, as {to}/latest",
    }
    for path, error in told.items():
        assert kg("load", path, "--store", other) == (2, "", f"Error: {error}\n")
    assert not (tmp_path / "other").exists()

    (run / "graph.nq.zst").unlink()
    ran = kg("load", run, "--store", other)
    assert (ran.code, ran.out) == (4, "")
    assert "is not as it was sealed:\n  graph.nq.zst is missing\n" in ran.err


def test_an_ending_in_capitals_is_that_ending(kg: Run, sampled: str, tmp_path: Path) -> None:
    for name, start in (("Y.NQ", "<https://"), ("Y.TRIG", "@base <")):
        assert kg("export", "-o", tmp_path / name).code == 0
        assert (tmp_path / name).read_text("utf-8").startswith(start)
        ran = kg("load", tmp_path / name, "--store", f"embedded:{tmp_path / name.lower()}")
        assert (ran.code, ran.err) == (0, "")
