"""What was known on a day, read back: the same bytes, and everything that came later as soon as it is loaded."""

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from kg.errors import DataError
from kg.rdf.export import export
from kg.rdf.restore import restore
from kg.store import Store, open_store
from tests.dossiers import load_records
from tests.store.test_derive import BASE, GIVEN, link

DAY = date(2025, 3, 1)


def judgement(slug: str, verdict: str, judged_on: str) -> dict[str, Any]:
    between = ["institution/b-firm", "institution/desk"]
    told = {"by": "An editor", "why": "So.", "judged_on": judged_on}
    return {"id": f"judgement/{slug}", "between": between, "verdict": verdict, **told}


LATER = {
    "id": "document/later",
    "document_kind": "article",
    "title": "L",
    "published": "2025-06-02",
    "tier": "T",
    "publisher": "institution/desk",
}
UNSEEN = {"document": "document/later", "at": "unseen"}
FACTS = [
    *BASE,
    LATER,
    # Of this one not all is known yet, and the one after is told of before what it cites.
    {**GIVEN[0], "cites": [{**GIVEN[0]["cites"][0], "terms": "yes"}, UNSEEN]},
    {"id": "official/anna", "name": "Anna", "cites": UNSEEN},
    *GIVEN[1:],
    # The pairing holds no more, so the graph has none; on the day nobody knew that.
    link(
        "reciprocates",
        "concession/a",
        "commitment/b",
        rank="deprecated",
        rank_reason="Withdrawn.",
        ranked_by="An editor",
        ranked_on="2025-06-03",
    ),
    judgement("one", "same", "2025-01-05"),
    judgement("two", "different", "2025-06-04"),
]
OTHER = [{"id": "institution/desk", "name": "The Desk", "institution_kind": "medium"}]


def exported(store: Store, day: date | None = None) -> bytes:
    out = BytesIO()
    export(store, out, as_of=day)
    return out.getvalue()


def silent(doing: str, done: int, total: int | None) -> None:
    """Nobody listens."""


def test_it_gives_the_same_bytes_and_then_takes_all_that_came_later(store_address: str, tmp_path: Path) -> None:
    file = tmp_path / "then.nq"
    with open_store(f"embedded:{tmp_path / 'first'}") as first:
        load_records(first, facts=FACTS, other=OTHER)
        full = exported(first)
        file.write_bytes(exported(first, DAY))
    assert b"/id/document/later>" not in file.read_bytes()

    with open_store(store_address) as store:
        restore(store, file, progress=silent)
        assert exported(store) == file.read_bytes()
        assert exported(store, DAY) == file.read_bytes()

        load_records(store, facts=FACTS, other=OTHER)
        assert exported(store) == full


def test_what_comes_later_changes_nothing_of_the_day(embedded_address: str) -> None:
    anna = {"id": "official/anna", "name": "Anna", "cites": [{"document": "document/note", "at": "unseen"}]}
    with open_store(embedded_address) as store:
        load_records(store, facts=[*BASE, anna])
        before = exported(store, DAY)
        load_records(store, facts=[*BASE, LATER, {**anna, "cites": [*anna["cites"], UNSEEN]}])
        assert exported(store, DAY) == before


def test_an_altered_file_of_a_day_is_refused(embedded_address: str, tmp_path: Path) -> None:
    file = tmp_path / "then.nq"
    with open_store(f"embedded:{tmp_path / 'first'}") as first:
        load_records(first, facts=FACTS, other=OTHER)
        file.write_bytes(exported(first, DAY).replace(b'"Anna"', b'"Hanna"'))
    told = "official/anna is not what dataset/facts states by its hash; one of the two was altered"
    with open_store(embedded_address) as store, pytest.raises(DataError, match=told):
        restore(store, file, progress=silent)
