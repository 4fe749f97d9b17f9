"""What a count can say of a promise: nothing of what came before its window, and of a part of it only that it was
enough. Of a promise that repeats, each year stands for itself.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pyoxigraph
import pytest

from kg.ask import ask
from kg.ask.catalogue import find_question
from kg.ask.twin import fold
from kg.rdf.export import export
from kg.store import Store, open_store
from tests.dossiers import load_records
from tests.golden import Case
from tests.queries.folded import fold_answer
from tests.queries.test_twins import TWINS, solutions

WORLD: Final[list[dict[str, Any]]] = [
    {"id": "party/us", "name": "United States"},
    {"id": "party/cn", "name": "China"},
    {"id": "institution/office", "name": "Office", "institution_kind": "ministry"},
    {"id": "institution/paper", "name": "Paper", "institution_kind": "medium"},
    {
        "id": "document/text",
        "document_kind": "fact_sheet",
        "title": "A promise",
        "published": "2030-08-01",
        "publisher": "institution/office",
        "tier": "O",
    },
]
WINTER: Final = {"start": "2031-01-01", "end": "2031-02-28"}
SEASON: Final = {"end": "2031-02-28", "label": "end of the season"}
LABEL: Final = {"label": "growing season"}
YEARLY: Final = {"start": "2031", "end": "2033", "each": "year"}
AFTER: Final = "2034-02-01"
"""A day on which all windows with an end have passed."""


def promise(name: str, window: dict[str, str] | None, *, per: str | None = None, **more: object) -> dict[str, Any]:
    """A promise to buy at least 12 million tonnes, in all or for each year."""
    quantity = {"amount": "12", "unit": "Mt", "bound": "at_least", "of": "goods_bought"}
    return {
        "id": f"commitment/{name}",
        "name": name,
        "action": "buy",
        "by": "party/cn",
        "quantity": quantity if per is None else {**quantity, "per": per},
        **({} if window is None else {"window": window}),
        "cites": {"document": "document/text", "at": "unseen"},
        **more,
    }


def count(name: str, amount: str, on: str, since: str | None = None, basis: str | None = None) -> dict[str, Any]:
    """So many million tonnes under contract on a day; what has a basis and a plus before it is an addition."""
    said = {"since": since} if since is not None else {}
    by = {"basis": basis} if basis is not None else {}
    counts = "increment" if amount.startswith("+") else "running_total"
    number = amount.removeprefix("+")
    return {
        "id": f"claim/{name}-{number}-{on}",
        "speaker": "institution/paper",
        "document": "document/text",
        "at": "unseen",
        "stance": "asserts",
        "about": f"commitment/{name}",
        "figure": {
            "quantity": {"amount": number, "unit": "Mt", "of": "goods_bought", **by},
            "stage": "contracted",
            "counts": counts,
            "measured_on": on,
            **said,
        },
        "summary": f"Counts {number} million tonnes.",
    }


def twin(store: Store, case: Case, folder: Path) -> Any:
    """What the SPARQL twin of a question answers."""
    file = folder / "export.nq"
    with file.open("wb") as out:
        export(store, out, format="nq")
    quads = pyoxigraph.Store()
    quads.load(path=file, format=pyoxigraph.RdfFormat.N_QUADS)
    question = find_question(case.question)
    return fold(question, solutions(quads, question, TWINS[question.name], case))


def rows_of(store: Store, case: Case) -> Any:
    """What the question itself answers, in the shape of its twin."""
    return fold_answer(find_question(case.question), ask(store, case.question, as_of=case.as_of, **case.parameters))


@pytest.fixture
def store(store_address: str) -> Iterator[Store]:
    with open_store(store_address) as opened:
        yield opened


OUTCOMES: Final[tuple[tuple[str, dict[str, Any], list[dict[str, Any]], str], ...]] = (
    ("so-far", promise("so-far", WINTER), [count("so-far", "8", "2031-02-20")], "short"),
    ("so-much", promise("so-much", WINTER), [count("so-much", "12", "2031-02-20")], "counted in full"),
    # Nine of them were bought before the window opened.
    (
        "before",
        promise("before", WINTER),
        [count("before", "13", "2031-02-20", "2030-09-01", "sales of the year to August 2031")],
        "no word",
    ),
    ("exactly", promise("exactly", WINTER), [count("exactly", "11", "2031-02-20", "2031-01-01", "sales")], "short"),
    ("part", promise("part", WINTER), [count("part", "11", "2031-02-20", "2031-02-01", "sales")], "no word"),
    ("enough", promise("enough", WINTER), [count("enough", "12", "2031-02-20", "2031-02-01")], "counted in full"),
    ("unsaid", promise("unsaid", WINTER), [count("unsaid", "13", "2031-02-20", None, "sales ahead")], "no word"),
    ("early", promise("early", WINTER), [count("early", "5", "2030-12-20")], "no word"),
    ("season", promise("season", SEASON), [count("season", "13", "2031-02-20", "2030-09-01")], "no word"),
    ("any-time", promise("any-time", SEASON), [count("any-time", "13", "2031-02-20")], "counted in full"),
    # 24 million tonnes of one marketing year and one of the next were bought in 2033.
    (
        "yearly",
        promise("yearly", YEARLY, per="year"),
        [
            count("yearly", "34", "2033-06-09", "2032-09-01", "sales of the year to August 2033"),
            count("yearly", "1", "2033-10-06", "2033-09-01", "sales of the year to August 2034"),
        ],
        "no word",
    ),
    ("all-years", promise("all-years", YEARLY), [count("all-years", "30", "2033-12-20")], "no word"),
    ("last-year", promise("last-year", YEARLY), [count("last-year", "9", "2033-12-20", "2033-01-01")], "short"),
    ("year-before", promise("year-before", YEARLY), [count("year-before", "9", "2032-12-20", "2032-01-01")], "no word"),
    # No window, and a stage that has run out.
    (
        "run-out",
        promise("run-out", None, history=[{"status": "given", "since": "2031-01-01", "until": "2031-02-28"}]),
        [count("run-out", "8", "2031-02-20")],
        "short",
    ),
    # An amount for each year, in a window of two.
    (
        "two-years",
        promise("two-years", {"start": "2032", "end": "2033"}, per="year"),
        [count("two-years", "20", "2033-12-20", "2032-01-01")],
        "no word",
    ),
)


def test_a_count_says_of_a_window_only_what_it_can_tell(store: Store, tmp_path: Path) -> None:
    load_records(
        store, promises=[*WORLD, *(made for _, made, _, _ in OUTCOMES), *(f for row in OUTCOMES for f in row[2])]
    )
    answer = ask(store, "commitments/lapsed", as_of=AFTER)
    told = {row.undertaking.removeprefix("commitment/"): row.outcome for row in answer}
    assert told == {name: outcome for name, _, _, outcome in OUTCOMES}
    counted = {row.undertaking: [each["says"] for each in row.counted] for row in answer}
    assert counted["commitment/before"] == [
        "13 Mt of goods bought by sales of the year to August 2031 contracted since 2030-09-01 on 2031-02-20"
    ]
    # What was counted before the window, or in another year, is not listed as counted within it.
    assert counted["commitment/early"] == counted["commitment/year-before"] == []
    case = Case("commitments/lapsed", AFTER)
    assert twin(store, case, tmp_path) == rows_of(store, case)


YEARS: Final = [
    count("yearly", "+1", "2031-12-29", "2031-12-23", "weeks"),
    # Of this week nobody says how much was sold in the new year.
    count("yearly", "+2", "2032-01-05", "2031-12-30", "weeks"),
    count("yearly", "+3", "2032-01-12", "2032-01-06", "weeks"),
    count("yearly", "+4", "2032-06-07", "2032-06-01", "weeks"),
    count("yearly", "2", "2031-12-29", "2031-01-01", "customs, 2031"),
    count("yearly", "5", "2032-06-07", "2032-01-01", "customs, 2032"),
    count("yearly", "30", "2032-06-07", "2031-09-01", "sales of the year to August 2032"),
    count("yearly", "1", "2032-06-07", "2032-06-01", "sales of the year to May 2033"),
    count("yearly", "9", "2032-06-07"),
]


def test_a_yearly_promise_is_measured_by_each_of_its_years(store: Store, tmp_path: Path) -> None:
    def shares(as_of: str) -> dict[str, dict[str | None, str]]:
        found: dict[str, dict[str | None, str]] = {}
        for row in ask(store, case.question, as_of=as_of, **case.parameters):
            # What came in another year is no part of either.
            assert row.share == row.share_within
            found.setdefault(row.closes, {})[row.basis] = row.share
        return found

    load_records(store, promises=[*WORLD, promise("yearly", YEARLY, per="year"), *YEARS])
    case = Case("commitments/progress", "2032-06-15", parameters={"commitment": "commitment/yearly"})
    assert shares(case.as_of) == {
        "2031-12-31": {"weeks": "8% in 1 addition", "customs, 2031": "16%"},
        "2032-12-31": {
            "weeks": "58% in 2 additions",
            "customs, 2031": "none counted",
            "customs, 2032": "41%",
            "sales of the year to August 2032": BEFORE,
            # What was sold from January to May is not among it.
            "sales of the year to May 2033": "at least 8%",
            None: UNSAID,
        },
    }
    # Before its first year it has that one, and after its last no other.
    assert list(shares("2030-09-01")) == ["2031-12-31"]
    assert list(shares("2036-01-01")) == ["2031-12-31", "2032-12-31", "2033-12-31"]
    for as_of in ("2030-09-01", "2032-06-15", "2036-01-01"):
        again = Case(case.question, as_of, parameters=case.parameters)
        assert twin(store, again, tmp_path) == rows_of(store, again)


BEFORE: Final = "not comparable: counted since 2031-09-01, before the window opens"
UNSAID: Final = "not comparable: nobody says since when it counts"
NO_OPENING: Final = "not comparable: nobody says when the window opens"
SHARES: Final[tuple[tuple[str, dict[str, Any], list[dict[str, Any]], str, str | None], ...]] = (
    # A total of the marketing year may hold what came before the season that somebody means.
    ("label", promise("label", LABEL), [count("label", "8", "2031-02-20", "2030-09-01", "sales")], NO_OPENING, None),
    ("season", promise("season", SEASON), [count("season", "8", "2031-02-20", "2030-09-01")], NO_OPENING, "2031-02-28"),
    ("so-far", promise("so-far", LABEL), [count("so-far", "8", "2031-02-20")], "66%", None),
    ("each", promise("each", {**LABEL, "each": "year"}), [count("each", "8", "2031-02-20")], UNSAID, None),
    ("early", promise("early", WINTER), [count("early", "5", "2030-12-20")], "none counted", "2031-02-28"),
    # An amount for each year, in a window of two years or of a season's.
    (
        "two-years",
        promise("two-years", {"start": "2030", "end": "2031"}, per="year"),
        [count("two-years", "6", "2031-02-20", "2031-01-01")],
        "50%",
        "2031-12-31",
    ),
    (
        "one-season",
        promise("one-season", {"start": "2030-09-01", "end": "2031-08-31"}, per="year"),
        [count("one-season", "6", "2031-02-20", "2030-09-01")],
        "50%",
        "2031-08-31",
    ),
)


def test_a_share_is_said_only_of_what_the_window_is_known_to_hold(store: Store, tmp_path: Path) -> None:
    counts = [each for _, _, counts, _, _ in SHARES for each in counts]
    load_records(store, promises=[*WORLD, *(made for _, made, _, _, _ in SHARES), *counts])
    for name, _, _, share, closes in SHARES:
        case = Case("commitments/progress", "2031-03-01", parameters={"commitment": f"commitment/{name}"})
        (row,) = ask(store, case.question, as_of=case.as_of, **case.parameters)
        assert (name, row.share_within, row.share, row.closes) == (name, share, share, closes)
        assert twin(store, case, tmp_path) == rows_of(store, case)
