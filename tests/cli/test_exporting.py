import os
import re
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest

import kg as parley
from kg.errors import StoreError
from kg.rdf.formats import FORMATS
from tests.cli.conftest import Run
from tests.project import ROOT


def test_a_file_and_standard_output_get_the_same_bytes(kg: Run, loaded: str, tmp_path: Path) -> None:
    ran = kg("export", "-o", tmp_path / "graph.nq")
    assert (ran.code, ran.out) == (0, "")
    assert re.fullmatch(r"25 records, \d+ relationships, \d+ statements\n", ran.err)
    assert [file.name for file in tmp_path.iterdir() if file.name.endswith((".nq", ".part"))] == ["graph.nq"]
    written = (tmp_path / "graph.nq").read_bytes().decode()
    assert kg("export") == kg("export", "-o", "-") == (0, written, ran.err)
    assert kg("export", "--format", "ttl", "-o", tmp_path / "graph.ttl").code == 0
    assert "\n@prefix " in (tmp_path / "graph.ttl").read_text("utf-8")


def test_a_failed_export_leaves_what_was_there(kg: Run, loaded: str, tmp_path: Path) -> None:
    file = tmp_path / "graph.nq"
    file.write_text("the last one", "utf-8")
    with parley.open(loaded) as graph:

        def disturb(records: int) -> None:
            work = "MERGE (n:Party {id: 'party/ostland'}) SET n:Entity, n.name = 'Ostland'"
            graph.store.write(lambda transaction: transaction.run(work).consume())

        with pytest.raises(StoreError, match="the graph was changed during the export"):
            graph.export(file, progress=disturb)
    assert file.read_text("utf-8") == "the last one"
    assert list(tmp_path.glob(".*.part")) == []


def test_pipes_and_devices_are_written_to(kg: Run, sampled: str, tmp_path: Path) -> None:
    expected, found = kg("export").out.encode(), list[bytes]()
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = Thread(target=lambda: found.append(pipe.read_bytes()))
    reader.start()
    assert kg("export", "-o", pipe).code == 0
    reader.join()
    assert pipe.is_fifo()

    # What a shell makes of >(command): a name that leads to no file.
    out, into = os.pipe()
    with open(out, "rb") as stream:
        reader = Thread(target=lambda: found.append(stream.read()))
        reader.start()
        assert kg("export", "-o", f"/dev/fd/{into}").code == 0
        os.close(into)
        reader.join()
    assert found == [expected, expected]

    assert kg("export", "-o", "/dev/null").code == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_device_is_told(kg: Run, sampled: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    words = [sys.executable, "-c", "from kg.cli import main; main()", "export", "-o", "/dev/full"]
    ran = subprocess.run(words, capture_output=True, text=True, check=False)
    told = "Error: the output cannot be written: No space left on device; make room, or write it elsewhere\n"
    assert (ran.returncode, ran.stdout, ran.stderr) == (1, "", told)


def test_the_ending_says_the_format(kg: Run, sampled: str, tmp_path: Path) -> None:
    for ending in FORMATS:
        assert kg("export", "-o", tmp_path / f"graph.{ending}").code == 0
        assert kg("export", "--format", ending, "-o", tmp_path / "rdf").code == 0
        assert (tmp_path / f"graph.{ending}").read_bytes() == (tmp_path / "rdf").read_bytes()
    file = tmp_path / "other.ttl"
    told = f"{file} would hold N-Quads; call it .nq, or leave the format out"
    assert kg("export", "--format", "nq", "-o", file) == (2, "", f"Error: {told}\n")
    file = tmp_path / "other.nq.zst"
    told = f"{file} would hold TriG; call it .trig, or leave the format out"
    assert kg("export", "--format", "trig", "-o", file) == (2, "", f"Error: {told}\n")
    for words, name, format, packer in (
        ([], "other.nq.zst", "nq", "zstd"),
        ([], "other.trig.zst", "trig", "zstd"),
        (["--format", "ttl"], "other.zst", "ttl", "zstd"),
        ([], "other.NQ.GZ", "nq", "gzip"),
        ([], "other.bz2", "nq", "bzip2"),
        ([], "other.jsonld.xz", "jsonld", "xz"),
        ([], "other.nq.lz4", "nq", "lz4"),
        (["--format", "nt"], "other.nt.zip", "nt", "zip"),
    ):
        packed = tmp_path / name
        told = f"{packed} would not be compressed; write kg export --format {format} | {packer} > {packed}"
        assert kg("export", *words, "-o", packed) == (2, "", f"Error: {told}\n")
    assert list(tmp_path.glob("other*")) == []


def test_only_files_are_replaced(kg: Run, sampled: str, tmp_path: Path) -> None:
    told = f"{tmp_path} is a folder; name a new file, or one that may be replaced"
    assert kg("export", "-o", tmp_path) == (2, "", f"Error: {told}\n")
    file = tmp_path / "none" / "graph.nq"
    told = f"{file} cannot be written (No such file or directory); name a file in a folder that is there"
    assert kg("export", "-o", file) == (2, "", f"Error: {told}\n")
    link, target = tmp_path / "link.nq", tmp_path / "target.nq"
    target.touch()
    link.symlink_to(target)
    assert kg("export", "-o", link).code == 0
    assert link.is_symlink()
    assert target.stat().st_size > 0


def test_a_format_that_is_not_there_is_wrong_usage(kg: Run, sampled: str) -> None:
    told = "there is no format 'xml'; there are nq, nt, ttl, trig, jsonld"
    assert kg("export", "--format", "xml") == (2, "", f"Error: {told}\n")
