"""A column holds what the header declares, or the question is not answered."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.ask import ask, catalogue
from kg.errors import DataError
from kg.store import Store
from tests.ask.test_as_of import NEEDED

Own = Callable[[str], Path]


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Own:
    """Makes a text the question mine/own, and gives its file."""

    def written(text: str) -> Path:
        file = tmp_path / "mine" / "own.cypher"
        file.parent.mkdir()
        file.write_text(text, encoding="utf-8")
        monkeypatch.setenv("KG_QUESTIONS", str(tmp_path))
        return file

    return written


WRONG = """\
// What is wrong?
//| columns:
//|   {c: integer, d: date, e: [Hedge], f: Party, g: boolean, h: [text], evidence: ids, picture: picture}
MATCH (x:Claim) WHERE x.known_from <= $as_of
RETURN toString(x.id) AS c, toString(x.name) AS d, [x.summary] AS e, replace(x.id, 'claim/', 'topic/') AS f, 1 AS g,
  x.summary + '' AS h, [x.id] AS evidence, [x, null, 'a word'] AS picture
ORDER BY x.id LIMIT 1
"""


def test_a_value_of_another_type_is_refused_with_its_column(seeded_embedded: Store, own: Own) -> None:
    file = own(WRONG)
    with pytest.raises(DataError) as error:
        ask(seeded_embedded, "mine/own", as_of="2025-12-16")
    told = [str(each).removeprefix(f"{file}:") for each in error.value.problems]
    assert [each.partition(" and holds ")[0] for each in told] == [
        "3:8: the column c is declared as integer",
        "3:20: the column d is declared as date",
        "3:29: the column e is declared as Hedge",
        "3:41: the column f is declared as Party",
        "3:51: the column g is declared as boolean",
        "3:63: the column h is declared as text",
        "3:89: the column picture is declared as picture",
    ]
    assert told[6].endswith(" and holds 'a word'; declare what it returns, or return what it declares")
    assert told[4].endswith("and holds '1'; declare what it returns, or return what it declares")


BARE = """\
// Who is there?
//| columns: {who: Party, name: text, evidence: ids}
MATCH (p:Party) WHERE p.id IN ['party/cn', 'party/us', 'party/nl'] AND $as_of IS NOT NULL
RETURN p.id AS who, p.name AS name,
  CASE p.id WHEN 'party/cn' THEN ['document/eo-14358'] ELSE [] END AS evidence ORDER BY who
"""


def test_a_row_without_evidence_is_refused(seeded_embedded: Store, own: Own) -> None:
    file = own(BARE)
    with pytest.raises(DataError) as error:
        ask(seeded_embedded, "mine/own", as_of="2025-12-16")
    assert str(error.value) == (
        f"{file}:2:39: row 2 has no evidence (who party/nl, name Netherlands), as 1 more; "
        "return the ids of the claims and documents that it rests on"
    )


@pytest.mark.parametrize("record", ["party/nl", "claim/nope"])
def test_evidence_that_cannot_be_cited_is_refused(seeded_embedded: Store, own: Own, record: str) -> None:
    file = own(BARE.replace("THEN ['document/eo-14358'] ELSE []", f"THEN ['{record}'] ELSE ['document/eo-14358']"))
    with pytest.raises(DataError) as error:
        ask(seeded_embedded, "mine/own", as_of="2025-12-16")
    assert str(error.value) == (
        f"{file}:2:39: row 1 rests on {record}, which is no claim, document or data set of the graph; "
        "return the ids of the claims and documents that it rests on"
    )


@pytest.mark.parametrize("drawn", ["p", "path", "[p, path]"])
def test_a_picture_is_one_thing_to_draw_or_a_list(seeded_embedded: Store, own: Own, drawn: str) -> None:
    text = BARE.replace("ids}", "ids, picture: picture}").replace("AS evidence", f"AS evidence, {drawn} AS picture")
    text = text.replace("(p:Party) WHERE", "path = (p:Party {id: 'party/cn'})<-[:OF_PARTY]-(:Institution) WHERE")
    own(text.replace("ORDER BY who", "ORDER BY who LIMIT 1"))
    answer = ask(seeded_embedded, "mine/own", as_of="2025-12-16")
    assert "party/cn" in {each.id for each in answer.picture().nodes}


def test_a_row_that_says_where_nothing_was_found_needs_no_evidence(seeded_embedded: Store, own: Own) -> None:
    scoped = BARE.replace("evidence: ids", "searched: text, evidence: ids")
    own(scoped.replace("p.name AS name,", "p.name AS name, '299 claims' AS searched,"))
    answer = ask(seeded_embedded, "mine/own", as_of="2025-12-16")
    assert [(row["searched"], row["evidence"]) for row in answer] == [
        ("299 claims", ["document/eo-14358"]),
        ("299 claims", []),
        ("299 claims", []),
    ]


def test_every_question_returns_what_it_declares(seeded: Store) -> None:
    # Asking checks each row: nothing is raised.
    for question in catalogue():
        given = {each.name: NEEDED[each.name] for each in question.parameters if each.required}
        assert len(ask(seeded, question.name, as_of="2026-11-24", **given)) > 0
