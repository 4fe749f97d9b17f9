"""Columns that a header marks as computed."""

from pathlib import Path

from kg.ask import problems
from kg.ask.lint import read_question

TEXT = """\
// How much is left?
//| columns: {claim: Claim, days_left: integer, evidence: ids}
//| computed: [days_left]
MATCH (k:Claim) WHERE k.known_from <= $as_of RETURN k.id AS claim, 1 AS days_left, [k.id] AS evidence ORDER BY claim
"""


def write(folder: Path, text: str) -> Path:
    file = folder / "talks" / "left.cypher"
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def test_a_header_says_which_columns_are_computed(tmp_path: Path) -> None:
    question = read_question(write(tmp_path, TEXT))
    assert {column.name: column.computed for column in question.columns} == {
        "claim": False,
        "days_left": True,
        "evidence": False,
    }


def test_what_is_computed_is_a_list_of_columns(tmp_path: Path) -> None:
    file = write(tmp_path, TEXT.replace("[days_left]", "[day_left]"))
    assert [str(each) for each in problems([file])] == [
        f"{file}:3:16: there is no column day_left; did you mean days_left?"
    ]
    file = write(tmp_path, TEXT.replace("[days_left]", "days_left"))
    assert [str(each) for each in problems([file])] == [
        f"{file}:3:15: computed is no list; write computed: [column, ...]"
    ]
