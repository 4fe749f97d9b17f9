import re
import shutil
from pathlib import Path

import pytest

from kg import content
from tests.cli.conftest import Run


def test_generated_files_are_checked_and_written_anew(kg: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(content.content_folder("loaders"), tmp_path / "loaders")
    monkeypatch.setattr(content, "PACKAGE", tmp_path / "kg")
    (tmp_path / "pyproject.toml").touch()
    made = kg("schema", "build")
    files = made.out.splitlines()
    assert (made.code, made.err) == (0, "")
    schema = [f"schema/{path.name}" for path in (tmp_path / "schema").iterdir()]
    assert sorted(files) == sorted(["docs/sources.md", *schema])
    assert "schema/shapes.ttl" in files
    assert kg("schema", "build", "--check") == (0, "", "schema/ is as the model says.\n")
    (tmp_path / "schema" / "shapes.ttl").write_text("", "utf-8")
    told = "These are not as the model says; kg schema build writes them anew.\n"
    assert kg("schema", "build", "--check") == (1, "schema/shapes.ttl\n", told)
    assert kg("schema", "build") == (0, "schema/shapes.ttl\n", "")
    assert kg("schema", "build") == (0, "", "schema/ is as the model says.\n")
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
