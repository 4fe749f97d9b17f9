import csv
import json
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from rich.cells import cell_len

from kg.cli.console import table
from tests.cli.conftest import Run

EXPECTED = Path(__file__).parent / "expected"
QUESTION = "reciprocity/unreciprocated-concessions"
PAIRED = ("ask", QUESTION, "-p", "standing=paired", "--as-of", "2030-03-02")

TABLE = """\
Which concessions have no reciprocal commitment?
as of 2030-03-02, standing paired

1. Suspension of the lumber duty of Nordland
   given by    Nordland
   given to    Südland
   announced   2030-03-01
   known from  2030-03-02
   standing    paired
   package     Lumber understanding
   said by     Ada Lund: paired with Lumber purchases of Südland
   evidence    {evidence}
"""
IDS = "claim/lund-lumber-paired, document/gazette-2030-03-02"
SOURCES = """
Sources
[1] Ministers agree on lumber, Harbour Gazette, 2030-03-02, p5, tier W
    claim/lund-lumber-paired
[2] Ministers agree on lumber, Harbour Gazette, 2030-03-02, p2; p3, tier W
    document/gazette-2030-03-02
"""
COLUMNS = (
    *("concession", "given_by", "given_to", "announced", "known_from", "standing", "package", "said_by"),
    *("own_side", "fate", "searched", "evidence"),
)


def test_an_answer_is_a_table_for_people(kg: Run, loaded: str) -> None:
    assert kg(*PAIRED) == (0, TABLE.format(evidence=IDS), "")


def test_a_row_whose_first_cell_is_empty_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    table(
        ("said on", "accuser", "accused", "of what", "ground"), [("", "Nordland", "Südland", "a breach", "words " * 12)]
    )
    assert capsys.readouterr().out.startswith("1. (said on: not stated)\n   accuser  Nordland\n")


def test_a_long_list_has_a_line_for_each_value(capsys: pytest.CaptureFixture[str]) -> None:
    values = [f"value {number}" for number in range(8)]
    table(("kind", "by", "to", "at", "weak"), [("claim", "", "", "x" * 90, "; ".join(values))])
    table(("kind", "by", "to", "at", "weak"), [("claim", "", "", "x" * 90, "; ".join(values[:7]))])
    long, short = capsys.readouterr().out.split("1. claim\n")[1:]
    assert long.endswith("   weak  - value 0\n" + "".join(f"         - {each}\n" for each in values[1:]))
    assert short.endswith("   weak  value 0; value 1; value 2; value 3; value 4; value 5; value 6\n")


def test_sources_are_numbered(kg: Run, loaded: str) -> None:
    assert kg(*PAIRED, "--cite") == (0, TABLE.format(evidence="1, 2") + SOURCES, "")


def test_programs_get_json(kg: Run, sampled: str) -> None:
    answer = json.loads(kg(*PAIRED, "--format", "json").out)
    keys = ["question", "title", "as_of", "parameters", "columns", "rows", "searched", "names", "citations"]
    assert list(answer) == keys
    assert (answer["question"], answer["as_of"], answer["columns"]) == (QUESTION, "2030-03-02", list(COLUMNS))
    (line,) = kg(*PAIRED, "--format", "jsonl").out.splitlines()
    assert [json.loads(line)] == answer["rows"]
    assert answer["rows"][0]["concession"] == "concession/nordland-lumber-duty-suspension"


def test_rows_carry_their_own_sources(kg: Run, sampled: str) -> None:
    whole = json.loads(kg(*PAIRED, "--format", "json").out)
    (line,) = kg(*PAIRED, "--format", "jsonl", "--cite").out.splitlines()
    assert json.loads(line) == {**whole["rows"][0], "citations": whole["citations"]}
    head, row = csv.reader(StringIO(kg(*PAIRED, "--format", "csv", "--cite").out))
    assert (head[-2:], row[-2]) == (["evidence", "citations"], IDS)
    printed = "Ministers agree on lumber, Harbour Gazette, 2030-03-02"
    assert row[-1] == f"{printed}, p5, tier W; {printed}, p2; p3, tier W"


def test_each_row_has_no_more_than_its_sources(kg: Run, sampled: str) -> None:
    words = ("ask", "claims/who-said-what", "--as-of", "2030-03-02", "--cite")
    rows = [json.loads(line) for line in kg(*words, "--format", "jsonl").out.splitlines()]
    assert len(rows) > 1
    assert [[*row["citations"]] for row in rows] == [row["evidence"] for row in rows]


def test_spreadsheets_get_names_and_the_ids_of_the_evidence(kg: Run, sampled: str) -> None:
    head, row = csv.reader(StringIO(kg(*PAIRED, "--format", "csv").out))
    assert head == list(COLUMNS)
    assert (row[0], row[1], row[-1]) == ("Suspension of the lumber duty of Nordland", "Nordland", IDS)


def test_markdown_has_a_table_and_a_list_of_sources(kg: Run, sampled: str) -> None:
    lines = kg(*PAIRED, "--format", "markdown", "--cite").out.splitlines()
    assert lines[:5] == [
        "### Which concessions have no reciprocal commitment?",
        "",
        "as of 2030-03-02, standing paired",
        "",
        f"| {' | '.join(column.replace('_', ' ') for column in COLUMNS)} |",
    ]
    assert lines[6].startswith("| Suspension of the lumber duty of Nordland | Nordland | Südland | 2030-03-01 |")
    assert lines[8] == (
        "1. Ministers agree on lumber, Harbour Gazette, 2030-03-02, p5, tier W `claim/lund-lumber-paired`"
    )


@pytest.mark.parametrize(
    ("format", "out", "err"),
    [
        ("table", "Which concessions have no reciprocal commitment?\nas of 2030-03-01\n\n{none}", ""),
        ("markdown", "### Which concessions have no reciprocal commitment?\n\nas of 2030-03-01\n\n{none}", ""),
        ("csv", ",".join(COLUMNS) + "\n", "{none}"),
        ("jsonl", "", "{none}"),
    ],
)
def test_absence_is_said_with_its_day(kg: Run, sampled: str, format: str, out: str, err: str) -> None:
    none = "None recorded as of 2030-03-01 among 0 claims from 0 documents.\n"
    ran = kg("ask", QUESTION, "--as-of", "2030-03-01", "--format", format)
    assert ran == (0, out.format(none=none), err.format(none=none))


@pytest.mark.parametrize(("format", "file"), [("csv", "csv"), ("jsonl", "jsonl"), ("json", "json"), ("markdown", "md")])
def test_every_format_is_printed_exactly_so(kg: Run, loaded: str, format: str, file: str) -> None:
    cite = ["--cite"] if format == "markdown" else []
    expected = (EXPECTED / f"paired.{file}").read_text("utf-8")
    assert kg(*PAIRED, "--format", format, *cite) == (0, expected, "")


@pytest.mark.parametrize(
    "words",
    [
        ("ask", QUESTION, "--as-of", "2030-03-02", "-p", "standing=paired", "--cite"),
        ("ask", "events/timeline", "--as-of", "2030-03-02", "--cite"),
        ("ask", "claims/who-said-what", "--as-of", "2030-03-02", "--cite"),
        ("show", "commitment/suedland-lumber", "--as-of", "2030-03-02"),
        ("questions",),
    ],
)
def test_wide_answers_are_readable_on_eighty_columns(kg: Run, sampled: str, words: tuple[str, ...]) -> None:
    ran = kg(*words)
    # Addresses and ids are never wrapped: they are there to be copied.
    wide = [line for line in ran.out.splitlines() if cell_len(line) > 80 and " " in line.strip()]
    assert (ran.code, ran.out.count("\n") > 3, wide) == (0, True, [])


def test_what_a_spreadsheet_would_calculate_is_shown_instead() -> None:
    from kg.cli.answers import safe

    cells = ["=1+1", "+1", "-cmd", "@sum", "\tx", "-5", "2030-03-01", ""]
    assert [safe(cell) for cell in cells] == ["'=1+1", "'+1", "'-cmd", "'@sum", "'\tx", "-5", "2030-03-01", ""]


def test_wrong_words_are_told_with_what_would_be_right(kg: Run, loaded: str) -> None:
    shown = loaded.replace("neo4j@", "")
    for words, told in {
        ("unreciprocated-concessions",): f"there is no question unreciprocated-concessions; did you mean {QUESTION}?",
        (QUESTION, "-p", "standing"): "'standing' is not of the form KEY=VALUE, such as given_by=party/us",
        (QUESTION, "-p", "as_of=2030"): "as_of is given with --as-of, not with -p",
        (QUESTION, "-p", "a=1", "-p", "a=2"): "a is given twice",
        (QUESTION, "--format", "xml"): "there is no format 'xml'; there are table, json, jsonl, csv, markdown",
        (QUESTION, "--as-of", "today"): "as_of is 'today', and a day is needed; write it like 2025-12-16",
        (QUESTION, "-p", "given_by=party/nordlant"): (
            f"given_by: {shown} has no party/nordlant; did you mean party/nordland?"
        ),
    }.items():
        assert kg("ask", *words) == (2, "", f"Error: {told}\n")


def test_questions_are_listed_with_their_parameters(kg: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "own").mkdir()
    text = (
        "// Who is called that?\n"
        "//| params:\n"
        "//|   called: {type: text, doc: The name.}\n"
        "//|   most: {type: integer, default: 5, doc: How many at most.}\n"
        "//| columns: {who: Party, evidence: ids}\n"
        "MATCH (p:Party {name: $called}) WHERE p.known_from <= $as_of\n"
        "RETURN p.id AS who, [p.id] AS evidence ORDER BY who LIMIT $most\n"
    )
    (tmp_path / "own" / "called.cypher").write_text(text, "utf-8")
    monkeypatch.setenv("KG_QUESTIONS", str(tmp_path))
    assert kg("questions", "own") == (
        0,
        "own/called\n"
        "  Who is called that?\n"
        "    -p called=TEXT (needed): The name.\n"
        "    -p most=NUMBER (5 if not given): How many at most.\n",
        "",
    )
    assert "\n\nown/called\n" in kg("questions").out
    ran = kg("questions", "claim")
    assert (ran.code, ran.out, ran.err) == (2, "", "Error: there is no theme claim; did you mean claims?\n")


def test_today_is_the_day_where_none_is_given(kg: Run, sampled: str) -> None:
    assert kg("ask", QUESTION).out.splitlines()[1] == f"as of {date.today()}"
