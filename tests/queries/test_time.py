"""What the clock does to answers: promises that run out, rates that hold at different times, one claim told once."""

from pathlib import Path

import pytest

from kg.ask import ask
from kg.load import load
from kg.store import Store, open_store

WORLD = """\
parties:
  - {id: party/a, name: A}
  - {id: party/b, name: B}
institutions:
  - {id: institution/paper, name: The Paper, institution_kind: medium}
  - {id: institution/post, name: The Post, institution_kind: medium}
documents:
  - id: document/first
    title: First
    document_kind: article
    publisher: institution/paper
    published: 2025-01-10
    tier: W
  - id: document/later
    title: Later
    document_kind: article
    publisher: institution/post
    published: 2025-06-10
    tier: W
measures:
  - id: measure/duty
    name: Duty of A
    measure_kind: tariff
    imposed_by: party/a
    cites: {document: document/first, at: unseen}
    history:
      - {status: in_force, since: 2025-01-01}
      - {status: suspended, since: 2025-02-01, until: 2025-04-30}
concessions:
  - id: concession/runs-out
    name: Runs out
    by: party/a
    to: party/b
    eases: measure/duty
    cites: {document: document/first, at: unseen}
    history:
      - {status: announced, since: 2025-01-10}
      - {status: in_force, since: 2025-02-01, until: 2025-04-30}
  - id: concession/goes-on
    name: Goes on
    by: party/a
    to: party/b
    eases: measure/duty
    cites: {document: document/first, at: unseen}
    history:
      - {status: announced, since: 2025-01-10}
      - {status: in_force, since: 2025-02-01, until: 2025-04-30}
      - {status: extended, since: 2025-04-30, cites: {document: document/later, at: unseen}}
commitments:
  - id: commitment/b-buys
    name: B buys
    by: party/b
    to: party/a
    cites: {document: document/first, at: unseen}
"""


def opened(store: Store, folder: Path, claims: list[str]) -> None:
    """The world above with these claims, in a store."""
    about = "id: dataset/test\ntitle: Test\nlicence: CC0-1.0\nmaintainer: Tests\n"
    (folder / "set").mkdir()
    (folder / "set" / "dataset.yaml").write_text(about, encoding="utf-8")
    told = "".join(f"  - {{{claim}, at: unseen, stance: asserts, summary: Says so.}}\n" for claim in claims)
    (folder / "set" / "all.yaml").write_text(f"{WORLD}claims:\n{told}", encoding="utf-8")
    load(store, [folder / "set"])


def test_a_promise_past_its_end_has_lapsed_and_its_measure_returns(tmp_path: Path, store_address: str) -> None:
    def fates(as_of: str) -> dict[str, str]:
        return {row.concession: row.now for row in ask(store, "concessions/fate", as_of=as_of)}

    with open_store(store_address) as store:
        opened(store, tmp_path, ["speaker: institution/paper, document: document/first, about: measure/duty"])
        assert fates("2025-01-15") == {"concession/runs-out": "announced", "concession/goes-on": "announced"}
        assert fates("2025-04-30") == {"concession/runs-out": "in_force", "concession/goes-on": "in_force"}
        assert fates("2025-06-15") == {"concession/runs-out": "lapsed", "concession/goes-on": "extended"}
        headline = ask(store, "reciprocity/unreciprocated-concessions", as_of="2025-06-15")
        assert {row.concession: row.fate for row in headline} == fates("2025-06-15")
        assert [row.status for row in ask(store, "measures/in-force", as_of="2025-06-15")] == ["in_force"]
        assert [row.undertaking for row in ask(store, "commitments/lapsed", as_of="2025-04-30")] == []
        ended = ask(store, "commitments/lapsed", as_of="2025-06-15")
        assert [(row.undertaking, row.window, row.window_end, row.outcome) for row in ended] == [
            ("concession/runs-out", None, "2025-04-30", "lapsed"),
            ("concession/goes-on", None, "2025-04-30", "prolonged"),
        ]
        # What was prolonged goes on, as its record says, though nobody says until when.
        still = [row.undertaking for row in ask(store, "commitments/open", as_of="2025-06-15")]
        assert still == ["commitment/b-buys", "concession/goes-on"]


PAPER = "speaker: institution/paper, document: document/first, about: measure/duty"
POST = "speaker: institution/post, document: document/later, about: measure/duty"


@pytest.mark.parametrize(
    ("paper", "post", "contested"),
    [
        # Without a time, two rates are two opinions; so they are where one of them has none.
        ("", "", True),
        ("since: 2025-01-01", "", True),
        # What is said without an end held until it was said, and without a beginning on its last day.
        ("since: 2025-01-01", "since: 2025-03-01", False),
        ("since: 2025-01-01", "since: 2025-01-05", True),
        ("until: 2025-01-05", "since: 2025-01-05", False),
        ("since: 2025-01-01, until: 2025-01-01", "since: 2025-01-01, until: 2025-01-01", True),
        ("since: 2025-01-01, until: 2025-01-01", "since: 2025-01-05, until: 2025-01-05", False),
        ("since: 2025-01-01, until: 2025-02-01", "since: 2025-01-05, until: 2025-03-01", True),
    ],
)
def test_rates_that_hold_at_different_times_are_no_disagreement(
    tmp_path: Path, store_address: str, paper: str, post: str, contested: bool
) -> None:
    def saying(who: str, rate: int, time: str) -> str:
        return f"{who}, terms: {{rate: {{amount: {rate}, unit: percent}}{', ' if time != '' else ''}{time}}}"

    with open_store(store_address) as store:
        opened(store, tmp_path, [saying(PAPER, 20, paper), saying(POST, 30, post)])
        rows = ask(store, "claims/contested-terms", as_of="2025-06-15", subject="measure/duty")
        assert [row.value.partition(" percent")[0] for row in rows] == (["20", "30"] if contested else [])
        told = ask(store, "measures/rates", as_of="2025-06-15", subject="measure/duty")
        assert len([row for row in told if row.field == "rate"]) == 2


def test_a_reading_is_listed_once_and_under_its_own_date(tmp_path: Path, store_address: str) -> None:
    buys = "speaker: institution/paper, document: document/first, about: commitment/b-buys"
    claims = [
        f"id: claim/ten, {buys}, said_on: 2025-01-09, terms: {{quantity: {{amount: 10, unit: Mt}}}}",
        f"id: claim/ten-again, {buys}, said_on: 2025-01-09, terms: {{quantity: {{amount: 10, unit: Mt}}}}",
        f"id: claim/soon, {buys}, terms: {{window: {{label: soon}}}}",
    ]
    with open_store(store_address) as store:
        opened(store, tmp_path, claims)
        (row,) = ask(store, "commitments/progress", as_of="2025-06-15", commitment="commitment/b-buys")
        assert row.reading_by == [
            {"speaker": ["institution/paper"], "hedge": "none", "said_on": None, "claim": "claim/soon"}
        ]
        assert row.evidence == ["claim/soon", "claim/ten", "claim/ten-again"]
