"""The tour is run cell by cell, as a notebook would run it; no kernel is needed for plain Python."""

import ast
import json
from pathlib import Path
from typing import Any

import pytest

from tests.project import ROOT

TOUR = ROOT / "docs" / "tour.ipynb"


def code_cells() -> list[str]:
    cells: list[dict[str, Any]] = json.loads(TOUR.read_text("utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]


def shown(cell: str, names: dict[str, Any]) -> Any:
    """Run a cell and give the value of its last line, where that is an expression."""
    tree = ast.parse(cell)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, str(TOUR), "exec"), names)
    return eval(compile(ast.Expression(last.value), str(TOUR), "eval"), names) if isinstance(last, ast.Expr) else None


@pytest.mark.slow
def test_every_cell_of_the_tour_runs_and_shows_something(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("arcadedb", reason="the embedded engine has no wheel for this platform")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KG_QUESTIONS", raising=False)
    names: dict[str, Any] = {}
    values = [shown(cell, names) for cell in code_cells()]
    assert [cell for cell, value in zip(code_cells()[:-1], values[:-1], strict=True) if value is None] == []
    by_cell = dict(zip(code_cells(), values, strict=True))
    assert "Easing of US controls" in by_cell["answer.picture()"]._repr_html_()
    assert "<ol><li" in names["answer"]._repr_html_()
    (earlier, now) = next(value for cell, value in by_cell.items() if cell.endswith("len(earlier), len(readings)"))
    assert 0 < earlier < now
    assert ("official/scott-bessent", "Scott Bessent") in next(
        value for cell, value in by_cell.items() if "Jeff Bessent" in cell
    )


def test_the_tour_is_kept_without_outputs() -> None:
    cells = json.loads(TOUR.read_text("utf-8"))["cells"]
    assert [cell["id"] for cell in cells if cell.get("outputs", []) != [] or cell.get("execution_count")] == []
