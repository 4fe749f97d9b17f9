"""Every source under the same contract: its sample gives what it says, and loading it again changes nothing."""

import json
from collections import Counter

import pytest

from kg.content import content_folder
from kg.errors import UsageError
from kg.load.plan import make_plan
from kg.load.run import write
from kg.load.source import source, sources
from kg.store import open_store
from kg.store.state import State

NAMES = [each.name for each in sources()]


def test_every_folder_with_a_description_is_a_source() -> None:
    folders = {path.name for path in content_folder("loaders").iterdir() if (path / "source.yaml").is_file()}
    assert set(NAMES) == folders
    assert "dossier" in NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_loads_as_expected_and_a_second_time_changes_nothing(name: str, store_address: str) -> None:
    folder = content_folder("loaders") / name
    expected = Counter(json.loads((folder / "expected.json").read_text("utf-8")))
    read = source(name).read
    with open_store(store_address) as store:
        first = make_plan(read((folder / "sample",)), State(store))
        write(store, first)
        again = make_plan(read((folder / "sample",)), State(store))
        stored = Counter(
            {
                row["kind"]: row["n"]
                for row in store.read(
                    "MATCH (n:Entity) WITH split(n.id, '/')[0] AS kind, count(n) AS n RETURN kind AS kind, n AS n"
                )
            }
        )
    assert first.counts["added"] == expected
    assert stored == expected
    assert again.is_empty
    assert again.counts["unchanged"] == expected


def test_an_unknown_source_is_answered_with_the_nearest() -> None:
    with pytest.raises(UsageError, match=r"^there is no source dosier; did you mean dossier\?$"):
        source("dosier")
