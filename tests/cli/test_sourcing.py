"""``kg source new`` and ``kg table init``."""

from pathlib import Path

import pytest

from kg.load import skeleton
from tests.cli.conftest import Run


def test_a_new_source_is_laid(kg: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(skeleton, "checkout_folder", lambda: tmp_path)
    folder = tmp_path / "loaders" / "port_calls"
    files = ["source.yaml", "loader.py", "sample/institutions.json", "expected.json"]
    next_step = f"Next: kg load port_calls {folder / 'sample'}; then loaders/README.md.\n"
    assert kg("source", "new", "port_calls") == (0, "".join(f"{folder / file}\n" for file in files), next_step)
    again = f"Error: {folder} is there already; choose another name\n"
    assert kg("source", "new", "port_calls") == (2, "", again)


def test_a_mapping_is_proposed_once(kg: Run, tmp_path: Path) -> None:
    table, mapping = tmp_path / "my list#1.csv", tmp_path / "my list#1.table.yaml"
    table.write_text("Name,QID\nAda Lund,Q1\n", encoding="utf-8")
    next_step = f"Check it and fill in every ?, then: kg load table '{table}'\n"
    assert kg("table", "init", str(table)) == (0, f"{mapping}\n", next_step)
    assert "kind: official" in mapping.read_text(encoding="utf-8")
    again = f"Error: {mapping} is there already; take it away to have one proposed\n"
    assert kg("table", "init", str(table)) == (2, "", again)
