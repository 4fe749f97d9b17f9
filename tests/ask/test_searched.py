"""Where a row says that something is absent, it says how much was looked through; so does an answer without rows."""

import pytest

from kg.ask import ask
from kg.ask.answer import Searched
from kg.store import Store

DAY = "2025-12-16"


def known(store: Store, day: str) -> tuple[int, int]:
    """How many claims were known by a day, and in how many documents they stand."""
    (row,) = store.read(
        "MATCH (k:Claim)-[:FROM]->(d) WHERE toString(k.known_from) <= $day "
        "RETURN count(DISTINCT k) AS claims, count(DISTINCT d) AS documents",
        day=day,
    )
    return row["claims"], row["documents"]


@pytest.mark.parametrize(
    ("question", "day", "column", "absent", "record"),
    [
        ("reciprocity/unreciprocated-concessions", DAY, "standing", [["none recorded"], ["packaged"]], "concession"),
        ("measures/threats", DAY, "outcome", ["no word", "open"], "threat"),
        ("commitments/lapsed", "2026-11-24", "outcome", ["lapsed", "no word"], "undertaking"),
        ("concessions/fate", "2025-06-12", "stage", [None], "concession"),
        ("measures/in-force", DAY, "status", [None], "measure"),
    ],
)
def test_a_row_about_absence_says_how_much_was_looked_through(
    seeded: Store, question: str, day: str, column: str, absent: list[object], record: str
) -> None:
    claims, documents = known(seeded, day)
    rows = ask(seeded, question, as_of=day).rows
    about = {
        row["id"]: row["claims"]
        for row in seeded.read(
            "UNWIND $ids AS id MATCH (n:Entity {id: id}) OPTIONAL MATCH (n)<-[:ABOUT|SUBJECT|OBJECT]-(k:Claim) "
            "WHERE toString(k.known_from) <= $day RETURN id, count(DISTINCT k) AS claims",
            ids=[row[record] for row in rows],
            day=day,
        )
    }
    told = {row[record]: row.searched for row in rows if row[column] in absent}
    assert told != {}
    assert told == {each: f"claims: {claims} ({about[each]} on this), documents: {documents}" for each in told}
    assert {row.searched for row in rows if row[column] not in absent} <= {None}


def test_silence_of_the_other_side_is_told_with_what_that_side_said_at_all(seeded: Store) -> None:
    claims, documents = known(seeded, DAY)
    told = {
        (tuple(row.other_side), row.searched)
        for row in ask(seeded, "commitments/one-sided", as_of=DAY)
        if row.response == "none recorded"
    }
    spoke = {side: len(said_for(seeded, side)) for (side,), _ in told}
    assert set(spoke) == {"party/cn", "party/us"}
    assert told == {
        ((side,), f"claims: {claims} ({number} of the other side), documents: {documents}")
        for side, number in spoke.items()
    }


def said_for(store: Store, side: str) -> set[str]:
    """The claims of a party, of its offices, and of those who held a post in one of them on the day."""
    offices = ["head_of_state_office", "ministry", "agency", "legislature", "court"]
    rows = store.read(
        "MATCH (k:Claim)-[:SPOKEN_BY]->(s) WHERE toString(k.known_from) <= $day "
        "OPTIONAL MATCH (s)-[:OF_PARTY]->(own) "
        "OPTIONAL MATCH (s)<-[:HELD_BY]-(t:Tenure)-[:AT]->(i)-[:OF_PARTY]->(p) "
        "RETURN k.id AS claim, toString(coalesce(k.said_on_latest, k.known_from)) AS day, s.id AS speaker, "
        "s.institution_kind AS kind, own.id AS own, i.institution_kind AS office, p.id AS party, "
        "toString(t.start_earliest) AS start, t.end AS stated, toString(t.end_latest) AS end",
        day=DAY,
    )
    return {
        row["claim"]
        for row in rows
        if row["speaker"] == side
        or (row["own"] == side and row["kind"] in offices)
        or (
            row["party"] == side
            and row["office"] in offices
            and (row["start"] is None or row["start"] <= row["day"])
            and (row["end"] or ("9999" if row["stated"] != "unknown" else "")) >= row["day"]
        )
    }


def test_an_answer_without_rows_says_how_much_was_looked_through(seeded: Store) -> None:
    day = "2025-12-15"
    claims, documents = known(seeded, day)
    none = ask(seeded, "claims/who-said-what", as_of=day, speaker="official/wendy-cutler")
    assert none.absence() == f"None recorded as of {day} among {claims} claims from {documents} documents."
    assert f'"searched": {{\n    "claims": {claims},\n    "documents": {documents}\n  }}' in none.to_json()
    assert ask(seeded, "claims/who-said-what", as_of=DAY, speaker="official/wendy-cutler").searched is None
    before = ask(seeded, "events/upcoming", as_of="1900-01-01")
    assert before.absence() == "None recorded as of 1900-01-01 among 0 claims from 0 documents."
    assert Searched(1, 1).in_words() == "1 claim from 1 document"
