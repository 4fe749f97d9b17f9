"""What a denial and a silence are set against, and in which words: those of who asserts, or of the editors."""

from pathlib import Path
from typing import Any

import pytest

from kg.ask import ask
from kg.ask.catalogue import find_question
from kg.store import open_store
from tests.dossiers import load_records
from tests.queries.folded import fold_answer
from tests.queries.test_progress import twin_rows

DAY = "2031-01-10"
WORLD: list[dict[str, Any]] = [
    {"id": "party/a", "name": "A"},
    {"id": "party/b", "name": "B"},
    {"id": "institution/one", "name": "Ministry of A", "institution_kind": "ministry", "party": "party/a"},
    {"id": "institution/two", "name": "Ministry of B", "institution_kind": "ministry", "party": "party/b"},
    {
        "id": "document/text",
        "document_kind": "statement",
        "title": "A statement",
        "published": "2031-01-01",
        "publisher": "institution/one",
        "tier": "O",
    },
    {
        "id": "measure/fee",
        "name": "Fee",
        "measure_kind": "tariff",
        "imposed_by": "party/a",
        "cites": {"document": "document/text", "at": "unseen"},
    },
]


def says(id: str, who: str, stance: str, summary: str, about: list[str], **more: str) -> dict[str, Any]:
    """A claim on the fee."""
    text = {"document": "document/text", "at": "unseen", "stance": stance, "summary": summary}
    return {"id": f"claim/{id}", "speaker": f"institution/{who}", **text, "about": ["measure/fee", *about], **more}


THERE_IS = says("is", "one", "asserts", "There is a fee.", [])
RISES = says("rises", "one", "asserts", "The fee rises.", [])


@pytest.mark.parametrize(
    ("answer", "matter", "asserted"),
    [
        (says("no", "two", "denies", "Nothing rises.", ["claim/rises"]), "The fee rises.", ["claim/rises"]),
        (
            says("no", "two", "denies", "Nothing rises.", ["claim/rises"], question="whether it rises"),
            "whether it rises",
            ["claim/rises"],
        ),
        # What it denies is not guessed from what it is about.
        (says("no", "two", "denies", "It is no burden.", []), "the contrary of: It is no burden.", []),
        (says("no", "two", "denies", "It is no burden.", [], question="whether it burdens"), "whether it burdens", []),
        (says("no", "two", "omits", "Is silent on rises.", ["claim/rises"]), "The fee rises.", ["claim/rises"]),
        (says("no", "two", "omits", "Gives no day.", [], question="from which day"), "from which day", []),
        (says("no", "two", "omits", "Is silent.", []), "silence", ["claim/is", "claim/rises"]),
    ],
)
def test_the_matter_is_what_is_asserted(
    tmp_path: Path, store_address: str, answer: dict[str, Any], matter: str, asserted: list[str]
) -> None:
    with open_store(store_address) as store:
        load_records(store, world=[*WORLD, THERE_IS, RISES, answer])
        told = ask(store, "claims/denials-and-silence", as_of=DAY)
        assert [(row.matter, [each["claim"] for each in row.asserted_by]) for row in told] == [(matter, asserted)]
        said = [each["says"] for row in told for each in row.denied_by + row.omitted]
        assert said == [answer["summary"]]
        folded = fold_answer(find_question("claims/denials-and-silence"), told)
        assert twin_rows(store, "claims/denials-and-silence", DAY, tmp_path) == folded
