"""Progress: what was sold before a window, beside it and for another year is none within it, and a share is bounded."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest

from kg.ask import ask
from kg.ask.catalogue import find_question
from kg.ask.twin import fold
from kg.load import load
from kg.rdf.export import export
from kg.store import Store, open_store
from tests.dossiers import load_records
from tests.golden import Case
from tests.queries.folded import fold_answer
from tests.queries.test_twins import TWINS, solutions

COMMITMENT = "commitment/soybeans-2031"
AS_OF = "2031-03-01"
LATER = "2032-01-10"
"""A day by which the window has closed."""
WEEK: dict[str, Any] = {
    "commodityCode": 801,
    "countryCode": 5700,
    "unitId": 1,
    "weeklyExports": 0,
    "accumulatedExports": 0,
    "currentMYTotalCommitment": 12_000_000,
    "nextMYOutstandingSales": 0,
    "nextMYNetSales": 0,
}
PROMISE: list[dict[str, Any]] = [
    {"id": "party/us", "name": "United States"},
    {"id": "party/cn", "name": "China"},
    {"id": "institution/office", "name": "Office", "institution_kind": "ministry"},
    {
        "id": "document/text",
        "document_kind": "fact_sheet",
        "title": "A promise",
        "published": "2030-12-01",
        "publisher": "institution/office",
        "tier": "O",
    },
    {
        "id": COMMITMENT,
        "name": "Purchases of soybeans",
        "action": "buy",
        "by": "party/cn",
        "quantity": {"amount": "25", "unit": "Mt", "bound": "at_least", "of": "goods_bought"},
        "window": {"start": "2031-01-01", "end": "2031-12-31"},
        "cites": {"document": "document/text", "at": "unseen"},
    },
]


@pytest.fixture
def store(tmp_path: Path, store_address: str) -> Iterator[Store]:
    """Twelve million tonnes sold before the window opened, and what came after: two weeks and two announcements."""
    folder = tmp_path / "sales"
    folder.mkdir()
    (folder / "commitments.yaml").write_text(
        f"commitments:\n  - {{commodity: Soybeans, destination: China, commitment: {COMMITMENT}}}\n"
    )
    weeks = [("2030-12-26", 0), ("2031-01-02", 100_000), ("2031-01-09", 500_000), ("2031-01-16", 750_000)]
    rows = [{**WEEK, "weekEndingDate": day, "currentMYNetSales": sold} for day, sold in weeks]
    (folder / "weekly.json").write_text(json.dumps(rows))
    with (folder / "daily.csv").open("w", newline="") as out:
        csv.writer(out).writerows(
            [
                ("date", "commodity", "destination", "quantity", "unit", "marketing year"),
                ("2030-12-30", "Soybeans", "China", "9,000,000", "metric tons", "2030/2031"),
                ("2031-01-08", "Soybeans", "China", "500,000", "metric tons", "2030/2031"),
                ("2031-02-03", "Soybeans", "China", "2,000,000", "metric tons", "2031/2032"),
            ]
        )
    with open_store(store_address) as opened:
        load_records(opened, promise=PROMISE)
        load(opened, ["export_sales", folder])
        yield opened


def test_only_what_was_counted_within_the_window_is_progress_within_it(store: Store) -> None:
    answer = ask(store, "commitments/progress", as_of=AS_OF, commitment=COMMITMENT)
    weekly, daily = (f"USDA {rhythm} export sales, marketing year" for rhythm in ("weekly", "daily"))
    before = "not comparable: counted since 2030-09-01, before the window opens"
    nobody = "not comparable: nobody says since when it counts"
    assert [(row.stage, row.counts, row.basis, len(row.within), row.share_within) for row in answer] == [
        ("contracted", "running_total", f"{weekly} 2030/2031", 1, before),
        ("contracted", "running_total", f"{weekly} 2031/2032", 1, nobody),
        ("contracted", "increment", f"{daily} 2030/2031", 1, "2% in 1 addition"),
        ("contracted", "increment", f"{daily} 2031/2032", 1, "8% in 1 addition"),
        ("contracted", "increment", f"{weekly} 2030/2031", 2, "5% in 2 additions"),
        ("contracted", "increment", f"{weekly} 2031/2032", 2, "0% in 2 additions"),
        ("shipped", "running_total", f"{weekly} 2030/2031", 1, before),
        ("shipped", "increment", f"{weekly} 2030/2031", 2, "not comparable"),
    ]
    assert {row.closes for row in answer} == {"2031-12-31"}


def test_the_twin_gives_the_same_rows(store: Store, tmp_path: Path) -> None:
    question = find_question("commitments/progress")
    answer = fold_answer(question, ask(store, question.name, as_of=AS_OF, commitment=COMMITMENT))
    assert len(answer) == 8
    assert twin_rows(store, question.name, AS_OF, tmp_path, commitment=COMMITMENT) == answer


@pytest.mark.parametrize(
    ("counts", "share", "outcome"),
    [
        ([{"amount": "10"}], "40%", "short"),
        ([{"amount": "8.5", "upto": "10"}], "34% to 40%", "short"),
        ([{"amount": "8.5", "upto": "10"}, {"amount": "5"}], "20% to 40%", "short"),
        ([{"amount": "24", "upto": "26"}], "96% to 104%", "no word"),
        ([{"amount": "25", "bound": "at_least"}], "at least 100%", "counted in full"),
        ([{"amount": "8", "bound": "at_least"}], "at least 32%", "no word"),
        ([{"amount": "30", "bound": "at_most"}], "at most 120%", "no word"),
        # Between the two lies what neither count allows.
        (
            [{"amount": "8", "bound": "at_least"}, {"amount": "5", "bound": "at_most"}],
            "at most 20%; at least 32%",
            "short",
        ),
        (
            [{"amount": "5", "bound": "at_most"}, {"amount": "6"}, {"amount": "7", "bound": "about"}],
            "at most 20%; 24% to 28%",
            "short",
        ),
        (
            [{"amount": "5", "bound": "at_most"}, {"amount": "26", "bound": "at_least"}],
            "at most 20%; at least 104%",
            "counts disagree",
        ),
    ],
)
def test_a_share_keeps_the_bounds_of_its_counts(
    tmp_path: Path, store_address: str, counts: list[dict[str, str]], share: str, outcome: str
) -> None:
    with open_store(store_address) as store:
        load_records(store, promise=[*PROMISE, *counted(counts, counts="running_total")])
        (row,) = ask(store, "commitments/progress", as_of=LATER, commitment=COMMITMENT)
        assert (row.share_within, row.share) == (share, share)
        lapsed = ask(store, "commitments/lapsed", as_of=LATER)
        assert [row.outcome for row in lapsed] == [outcome]
        told = fold_answer(find_question("commitments/lapsed"), lapsed)
        assert twin_rows(store, "commitments/lapsed", LATER, tmp_path) == told


@pytest.mark.parametrize(
    ("counts", "share"),
    [
        ([{"amount": "5", "upto": "6"}, {"amount": "5"}], "40% to 44% in 2 additions"),
        ([{"amount": "5"}, {"amount": "5", "bound": "at_least"}], "at least 40% in 2 additions"),
        ([{"amount": "5", "bound": "at_most"}], "at most 20% in 1 addition"),
        (
            [{"amount": "5", "bound": "at_most"}, {"amount": "5", "bound": "at_least"}],
            "not comparable: floors and ceilings are added",
        ),
    ],
)
def test_a_sum_is_bounded_as_what_is_added(store_address: str, counts: list[dict[str, str]], share: str) -> None:
    with open_store(store_address) as store:
        added = counted(counts, counts="increment", since="2031-12-01")
        load_records(store, promise=[*PROMISE, *added])
        (row,) = ask(store, "commitments/progress", as_of=LATER, commitment=COMMITMENT)
        assert (row.share_within, row.share) == (share, share)


def counted(amounts: list[dict[str, str]], **figure: str) -> list[dict[str, Any]]:
    """A text of December 2031 that counts so much."""
    said = {"speaker": "institution/office", "document": "document/counts", "at": "unseen", "stance": "asserts"}
    quantity = {"unit": "Mt", "of": "goods_bought", **({"basis": "the office"} if "since" in figure else {})}
    return [
        {
            "id": "document/counts",
            "document_kind": "report",
            "title": "Counts",
            "published": "2031-12-31",
            "publisher": "institution/office",
            "tier": "O",
        },
        *(
            {
                **said,
                "id": f"claim/count-{number}",
                "about": COMMITMENT,
                "figure": {
                    **figure,
                    "stage": "contracted",
                    "measured_on": "2031-12-20",
                    "quantity": {**quantity, **amount},
                },
                "summary": "Counts what was bought.",
            }
            for number, amount in enumerate(amounts)
        ),
    ]


def twin_rows(store: Store, name: str, as_of: str, folder: Path, **parameters: str) -> object:
    """What the twin of a question gives on the export of a store."""
    file = folder / "export.nq"
    with file.open("wb") as out:
        export(store, out, format="nq")
    quads = pyoxigraph.Store()
    quads.load(path=file, format=pyoxigraph.RdfFormat.N_QUADS)
    question = find_question(name)
    return fold(question, solutions(quads, question, TWINS[name], Case(name, as_of, "twin", parameters)))
