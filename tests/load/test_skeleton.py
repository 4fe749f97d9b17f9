"""The skeleton of a source loads as it is."""

from collections import Counter
from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.load import skeleton
from kg.load.plan import make_plan
from kg.load.source import described
from kg.store.state import State
from tests.loaders.uncited import uncited


def test_a_new_source_fulfils_the_contract_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(skeleton, "checkout_folder", lambda: tmp_path)
    made = skeleton.new_source("port_calls")
    folder = tmp_path / "loaders" / "port_calls"
    assert sorted(path.relative_to(folder).as_posix() for path in made) == [
        "expected.json",
        "loader.py",
        "sample/institutions.json",
        "source.yaml",
    ]
    found = described(folder)
    intake = found.intake([folder / "sample"], rejects=tmp_path)
    plan = make_plan(found.loader(intake), State(None))
    assert plan.counts["added"] == Counter(found.expected)
    assert intake.report() == []
    assert uncited(found) == []
    with pytest.raises(UsageError, match="is there already"):
        skeleton.new_source("port_calls")


@pytest.mark.parametrize("name", ["Port", "port-calls", "../x", "", "2x"])
def test_a_name_that_no_module_can_have_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match="is no name for a source; begin with a letter, and join words of a-z"):
        skeleton.new_source(name)
