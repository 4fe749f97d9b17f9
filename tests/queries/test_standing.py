"""What counts as a reciprocal commitment, case by case, as the headline question sees it."""

from pathlib import Path

from kg.ask import ask
from kg.load import load
from kg.store import open_store

HEADLINE = "reciprocity/unreciprocated-concessions"

WORLD = """\
parties:
  - {id: party/a, name: A}
  - {id: party/b, name: B}
institutions:
  - {id: institution/b-ministry, name: Ministry of B, institution_kind: ministry, party: party/b}
  - {id: institution/a-firm, name: Firm of A, institution_kind: firm, party: party/a}
  - {id: institution/paper, name: The Paper, institution_kind: medium}
officials:
  - {id: official/ann, name: Ann, cites: {document: document/first, at: unseen}}
  - {id: official/bob, name: Bob, cites: {document: document/first, at: unseen}}
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
    publisher: institution/paper
    published: 2025-02-10
    tier: W
arrangements:
  - {id: arrangement/deal, name: Deal, arrangement_kind: truce, cites: {document: document/first, at: unseen}}
measures:
  - id: measure/duty
    name: Duty of A
    measure_kind: tariff
    cites: {document: document/first, at: unseen}
  - id: measure/old-duty
    name: Old duty of A
    measure_kind: tariff
    cites: {document: document/first, at: unseen}
    history: [{status: annulled, since: 2025-02-01, cites: {document: document/later, at: unseen}}]
commitments:
  - id: commitment/b-buys
    name: B buys
    by: party/b
    to: party/a
    arrangement: arrangement/deal
    cites: {document: document/first, at: unseen}
  - id: commitment/ministry-of-b-buys
    name: The ministry of B buys
    by: institution/b-ministry
    cites: {document: document/first, at: unseen}
  - id: commitment/firm-of-a-pays
    name: The firm of A pays
    by: institution/a-firm
    to: party/a
    measures: measure/duty
    cites: {document: document/first, at: unseen}
  - id: commitment/b-thinks-of-it
    name: B thinks of it
    by: party/b
    cites: {document: document/first, at: unseen}
    history: [{status: floated, since: 2025-01-05}]
"""

PAIRS = "link: {predicate: reciprocates, subject: commitment/b-buys, object: %}"
BUYS_IF = "link: {predicate: conditional_on, subject: commitment/b-buys, object: %}"
NOTHING = "link: {predicate: reciprocates, subject: nothing, object: %}"
TOO_LITTLE = "link: {predicate: reciprocates, subject: too-little, object: %}"
TALKS = "link: {predicate: reciprocates, subject_text: talks, object: %}"

ANN = "speaker: official/ann, document: document/first, at: unseen, stance: asserts"
LATER = "speaker: official/ann, document: document/later, at: unseen, stance: asserts"
DEPRECATED = "rank: deprecated, rank_reason: Misprint., ranked_by: Tests, ranked_on: 2025-02-20"

# Of each concession: what its record says beside the usual, the claims about it (% stands for its id), its standing.
CASES: dict[str, tuple[str, list[str], list[str]]] = {
    "silence": ("", [], ["none recorded"]),
    "nothing": ("", [f"{ANN}, {NOTHING}"], ["said to be unreciprocated"]),
    "too-little": ("", [f"{ANN}, {TOO_LITTLE}".replace("asserts", "opines")], ["said to be unreciprocated"]),
    "denial": ("", [f"{ANN}, {NOTHING}".replace("asserts", "denies")], ["none recorded"]),
    "body": ("", [f"{ANN}, hedge: weak, {PAIRS}".replace("b-buys", "ministry-of-b-buys")], ["paired"]),
    "condition": ("", [f"{ANN}, {BUYS_IF}"], ["paired"]),
    "strong-hedge": ("", [f"{ANN}, hedge: strong, {PAIRS}"], ["said to be perhaps reciprocated"]),
    "speculation": ("", [f"{ANN}, {PAIRS}".replace("asserts", "speculates")], ["said to be perhaps reciprocated"]),
    "in-words": ("", [f"{ANN}, hedge: strong, {TALKS}"], ["said to be perhaps reciprocated"]),
    "dispute": ("", [f"{ANN}, {PAIRS}", f"{ANN}, {NOTHING}"], ["said to be unreciprocated", "paired"]),
    # The giver's own side never pairs, and an idea is no promise.
    "own-side": ("", [f"{ANN}, {PAIRS}".replace("b-buys", "firm-of-a-pays")], ["none recorded"]),
    "idea": ("", [f"{ANN}, {PAIRS}".replace("b-buys", "b-thinks-of-it")], ["none recorded"]),
    # A link that its own speaker revised no longer counts; somebody else's doubt does not end it.
    "taken-back": ("", [f"id: claim/mine, {ANN}, {PAIRS}", f"{LATER}, revises: claim/mine"], ["none recorded"]),
    "doubted": (
        "",
        [f"id: claim/hers, {ANN}, {PAIRS}", f"{LATER}, revises: claim/hers".replace("/ann", "/bob")],
        ["paired"],
    ),
    "deprecated": ("", [f"{ANN}, {DEPRECATED}, {PAIRS}"], ["none recorded"]),
    "package": ("arrangement: arrangement/deal", [], ["packaged"]),
    "paired-in-package": ("arrangement: arrangement/deal", [f"{ANN}, {PAIRS}"], ["paired"]),
    "own-firms-pay": ("eases: measure/duty", [], ["none recorded"]),
    # What has lost its object leaves the list.
    "moot": ("history: [{status: moot, since: 2025-02-01, cites: {document: document/later, at: unseen}}]", [], []),
    "annulled": ("eases: measure/old-duty", [], []),
}


def dossier() -> str:
    concessions, claims = "concessions:\n", "claims:\n"
    for name, (extra, said, _) in CASES.items():
        fields = f"name: {name}, by: party/a, to: party/b, cites: {{document: document/first, at: unseen}}"
        concessions += f"  - {{id: concession/{name}, {fields}{', ' if extra != '' else ''}{extra}}}\n"
        for claim in said:
            told = claim.replace("%", f"concession/{name}")
            claims += f"  - {{{told}, about: concession/{name}, summary: Says so.}}\n"
    return WORLD + concessions + claims


def test_standing_is_all_that_applies_on_the_day(tmp_path: Path, store_address: str) -> None:
    about = "id: dataset/test\ntitle: Test\nlicence: CC0-1.0\nmaintainer: Tests\n"
    (tmp_path / "set").mkdir()
    (tmp_path / "set" / "dataset.yaml").write_text(about, encoding="utf-8")
    (tmp_path / "set" / "all.yaml").write_text(dossier(), encoding="utf-8")
    with open_store(store_address) as store:
        load(store, [tmp_path / "set"])
        march = {row.concession: row for row in ask(store, HEADLINE, as_of="2025-03-01")}
        paired = {row.concession: row for row in ask(store, HEADLINE, as_of="2025-03-01", standing="paired")}
        before = {row.concession for row in ask(store, HEADLINE, as_of="2025-02-09", standing="paired")}
    expected = {f"concession/{name}": standing for name, (_, _, standing) in CASES.items() if standing != []}
    assert {record: row.standing for record, row in (march | paired).items()} == expected
    # What is paired is listed only where it is asked for.
    assert set(march) & set(paired) == set()
    # What was taken back, deprecated or annulled later still counted on the day before.
    assert before - set(paired) == {"concession/taken-back", "concession/deprecated"}
    assert march["concession/own-firms-pay"].own_side == ["commitment/firm-of-a-pays"]
    assert march["concession/own-side"].own_side == ["commitment/firm-of-a-pays"]
    assert march["concession/package"].package == "arrangement/deal"
    # Findings first.
    order = ["said to be unreciprocated", "said to be perhaps reciprocated", "packaged", "none recorded"]
    places = [order.index(row.standing[0]) for row in march.values()]
    assert places == sorted(places)
