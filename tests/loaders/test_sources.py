"""Every source under the same contract: its sample gives what it says, and loading it again changes nothing."""

from collections import Counter
from pathlib import Path

import pytest

from kg.content import content_folder
from kg.errors import UsageError
from kg.load.plan import make_plan
from kg.load.run import write
from kg.load.source import named_input, source, sources
from kg.store import open_store
from kg.store.state import State
from tests.loaders.uncited import uncited

NAMES = [each.name for each in sources()]
PUBLISHED = [each.name for each in sources() if each.about.publisher is not None]
"""What somebody else publishes; what people write by hand cites as they see fit."""


def test_every_folder_with_a_description_is_a_source() -> None:
    folders = {path.name for path in content_folder("loaders").iterdir() if (path / "source.yaml").is_file()}
    assert set(NAMES) == folders
    assert {"dossier", "export_sales", "federal_register", "table", "wikidata"} <= folders


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_loads_as_expected_and_a_second_time_changes_nothing(name: str, store_address: str) -> None:
    expected = Counter(source(name).expected)
    with open_store(store_address) as store:
        beside = make_plan(source(name).beside(), State(store))
        write(store, beside)
        first = make_plan(source(name).sample(), State(store))
        write(store, first)
        again = make_plan(source(name).sample(), State(store))
        stored = Counter(
            {
                row["kind"]: row["n"]
                for row in store.read(
                    "MATCH (n:Entity) WITH split(n.id, '/')[0] AS kind, count(n) AS n RETURN kind AS kind, n AS n"
                )
            }
        )
    assert first.counts["added"] == expected
    assert stored == expected + beside.counts["added"]
    assert again.is_empty
    assert again.counts["unchanged"] == expected


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_uses_or_ignores_every_field_and_refuses_no_row(name: str, tmp_path: Path) -> None:
    intake = source(name).intake([source(name).folder / "sample"], rejects=tmp_path)
    for batch in source(name).loader(intake):
        list(batch.entries)
    assert [line for line in intake.report() if "neither used nor ignored" in line or "refused" in line] == []


@pytest.mark.parametrize("name", PUBLISHED)
def test_every_body_topic_person_and_measure_of_a_publisher_cites_a_document(name: str) -> None:
    assert uncited(source(name)) == []


def test_an_unknown_source_is_answered_with_the_nearest() -> None:
    with pytest.raises(UsageError, match=r"^there is no source dosier; did you mean dossier\?$"):
        source("dosier")


def test_words_name_a_source_and_its_input_or_dossiers() -> None:
    sample = source("federal_register").folder / "sample"
    (batch,) = named_input(["federal_register", sample]).batches
    assert batch.dataset.data["id"] == "dataset/federal-register"
    (dossier,) = named_input([source("dossier").folder / "sample"]).batches
    assert dossier.dataset.data["id"] == "dataset/sample-dossier"
    with pytest.raises(UsageError, match=r"^wikidata is a source: name its input after it"):
        named_input(["wikidata"])
