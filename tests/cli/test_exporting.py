import re
from pathlib import Path

import pytest

import kg as parley
from kg.errors import StoreError
from tests.cli.conftest import Run


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


def test_only_files_are_written_to(kg: Run, sampled: str, tmp_path: Path) -> None:
    told = f"{tmp_path} is no file; name a new file, or one that may be replaced"
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
