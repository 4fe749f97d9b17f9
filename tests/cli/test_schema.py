import re
import shutil
from pathlib import Path

import pytest

from kg import content
from tests.cli.conftest import Run

CURRENT = "Everything generated is as the model, the sources and the questions say.\n"


def test_generated_files_are_checked_and_written_anew(kg: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in ("loaders", "queries"):
        shutil.copytree(content.content_folder(folder), tmp_path / folder)
    monkeypatch.setattr(content, "PACKAGE", tmp_path / "kg")
    (tmp_path / "pyproject.toml").touch()
    made = kg("schema", "build")
    files = made.out.splitlines()
    assert (made.code, made.err) == (0, "")
    written = [
        file.relative_to(tmp_path).as_posix()
        for folder in ("docs", "kg", "schema")
        for file in (tmp_path / folder).rglob("*.*")
    ]
    assert sorted(files) == sorted(written)
    assert {"docs/sources.md", "docs/questions/claims.md", "kg/questions/claims.py"} < set(files)
    assert "schema/shapes.ttl" in files
    assert kg("schema", "build", "--check") == (0, "", CURRENT)
    (tmp_path / "schema" / "shapes.ttl").write_text("", "utf-8")
    told = "These are out of date; kg schema build writes them anew.\n"
    assert kg("schema", "build", "--check") == (1, "schema/shapes.ttl\n", told)
    assert kg("schema", "build") == (0, "schema/shapes.ttl\n", "")
    assert kg("schema", "build") == (0, "", CURRENT)
    assert re.search("Commands:\n  build ", kg("schema", "--help").out)


def test_an_installed_package_is_not_written_into(kg: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed = tmp_path / "site-packages" / "kg"
    shutil.copytree(content.content_folder("loaders"), installed / "_content" / "loaders")
    monkeypatch.setattr(content, "PACKAGE", installed)
    before = sorted(tmp_path.rglob("*"))
    told = f"Error: Parley is installed in {installed}, and this works in a checkout only; run it in a git clone\n"
    for words in (("schema", "build"), ("schema", "build", "--check")):
        assert kg(*words) == (2, "", told)
    assert sorted(tmp_path.rglob("*")) == before
