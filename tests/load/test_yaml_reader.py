"""Reading YAML: everything is text, everything has a place, and what is refused says where and why."""

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import DataError
from kg.load.yaml_reader import read_yaml
from kg.load.yaml_tree import Mark, Value

DOSSIER = """# a comment
claims:
  - speaker: official/anna-brand
    at: [p10.s1#28:ac3db4e2057d11e3, p11]
    link: {predicate: reciprocates, subject: nothing}
    summary: >
      Two lines
      of one text.
codes: ["0201", 0201, no, on, 1e3, 2025-12-08, 'null', ""]
"""


def read(folder: Path, text: str | bytes) -> dict[str, Value]:
    return read_yaml(written(folder, text)).sound().data


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "dossier.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def problems(folder: Path, text: str | bytes) -> list[str]:
    path = written(folder, text)
    with pytest.raises(DataError) as refused:
        read_yaml(path).sound()
    return str(refused.value).replace(f"{path}:", "").split("\n")


def test_every_scalar_is_the_text_that_was_written(tmp_path: Path) -> None:
    assert read(tmp_path, DOSSIER) == {
        "claims": [
            {
                "speaker": "official/anna-brand",
                "at": ["p10.s1#28:ac3db4e2057d11e3", "p11"],
                "link": {"predicate": "reciprocates", "subject": "nothing"},
                "summary": "Two lines of one text.\n",
            }
        ],
        "codes": ["0201", "0201", "no", "on", "1e3", "2025-12-08", "null", ""],
    }


@pytest.mark.parametrize("text", ["", "# nothing\n", "---\n", "\ufeff"])
def test_an_empty_file_is_an_empty_mapping(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text) == {}


@pytest.mark.parametrize(
    ("path", "key", "mark"),
    [
        ((), False, Mark(2, 1)),
        (("claims",), True, Mark(2, 1)),
        (("claims",), False, Mark(3, 3)),
        (("claims", 0), False, Mark(3, 5)),
        (("claims", 0, "at"), True, Mark(4, 5)),
        (("claims", 0, "at", 1), False, Mark(4, 38)),
        (("claims", 0, "at", 1), True, Mark(4, 38)),
        (("claims", 0, "link", "subject"), False, Mark(5, 46)),
        (("claims", 0, "link", "object"), True, Mark(5, 11)),
        (("claims", 0, "hedge", "deeper"), True, Mark(3, 5)),
        (("claims", 7), False, Mark(3, 3)),
        (("parties",), False, Mark(2, 1)),
    ],
)
def test_a_mark_is_the_place_of_a_value_a_key_or_the_nearest_parent(
    tmp_path: Path, path: tuple[str | int, ...], key: bool, mark: Mark
) -> None:
    assert read_yaml(written(tmp_path, DOSSIER)).mark(path, key=key) == mark


def test_columns_count_characters_and_lines_end_as_they_may(tmp_path: Path) -> None:
    tree = read_yaml(written(tmp_path, "\ufeffa: é\r\nb: {é: x, y: z}\r\n"))
    assert tree.data == {"a": "é", "b": {"é": "x", "y": "z"}}
    assert tree.mark(("b", "y")) == Mark(2, 14)


def test_a_file_without_data_is_marked_at_its_start(tmp_path: Path) -> None:
    assert read_yaml(written(tmp_path, "")).mark(("a", 1)) == Mark(1, 1)


INDENT = "check the indentation: keys of one record stand in one column"
TAB = "a tab where YAML takes spaces only; indent with spaces"

REFUSED = {
    "a: &x b": "1:4: the anchor &x; write the value out; ids refer to records",
    "a: *x": "1:4: the alias *x; write the value out; ids refer to records",
    "a: !!int 3": "1:4: the tag tag:yaml.org,2002:int; leave it out: every value is read as text",
    "a: !python/x [b]": "1:4: the tag !python/x; leave it out: every value is read as text",
    "%YAML 1.2\n---\na: b": "1:1: a directive (a line that starts with %); leave it out: files are YAML 1.2",
    "%X\n---\na: b": "1:3: this is no YAML: found unknown directive name; leave the line out: files are YAML 1.2",
    "a: b\n---\nc: d": "2:1: a second document in one file; put it into a file of its own",
    "<<: {a: b}": "1:1: the merge key <<; write the fields out",
    "a: b\nc: d\na: e": "3:1: the key a stands twice, first at line 1, column 1; keep one of them",
    "? [a]\n: b": "1:3: a list or mapping as a key; a key is the name of a field",
    "a:\nb: c": "1:1: the key a has no value; give a value, leave the key out, or put the word in quotes",
    "a: ~": "1:1: the key a has no value; give a value, leave the key out, or put the word in quotes",
    "a: {b: null}": "1:5: the key b has no value; give a value, leave the key out, or put the word in quotes",
    "a:\n  - \n  - b": "2:4: an item without a value; give a value or leave the item out",
    "null: b": "1:1: 'null' as a key; name the field",
    "- a": "1:1: the file holds no mapping; start the file with a list of records under its kind, such as claims:",
    "text": "1:1: the file holds no mapping; start the file with a list of records under its kind, such as claims:",
    "a: " + "[" * 31: "1:33: nesting deeper than 30 levels; a dossier needs fewer than ten",
    "a: " + "x" * 65_537: "1:4: a text of 65537 characters; at most 65536 are admitted",
    "a:\n\tb: c": f"2:1: {TAB}",
    "a:\n  b: c\n\td: e": f"3:1: {TAB}",
    "a:\n-\tb: c": f"2:2: {TAB}",
    "a: b: c": "1:5: this is no YAML: mapping values are not allowed in this context; "
    "put text with a colon and a space in it in quotes, and check the indentation",
    "a:\n  b: c\n d: e": f"3:2: this is no YAML: did not find expected key, while parsing a block mapping "
    f"that starts at line 1; {INDENT}",
    "a: 'b\n": "2:1: this is no YAML: found unexpected end of stream, while scanning a quoted scalar "
    "that starts at line 1; close the quote",
    "a: [b": "2:1: this is no YAML: did not find expected ',' or ']', while parsing a flow sequence "
    "that starts at line 1; close the bracket, and separate items by commas",
    "a: @b": "1:4: this is no YAML: found character that cannot start any token; "
    "put text that starts with this character in quotes",
    'a: "\\q"': "1:5: this is no YAML: found unknown escape character; "
    "write the character itself, or use single quotes",
    "a: \x07": "1:4: the invisible character U+0007; delete it",
    "a: b # \u202e": "1:8: the invisible character U+202E; delete it",
    "a: b\u2028c": "1:5: the invisible character U+2028; delete it",
    "a: b\ufeff": "1:5: the invisible character U+FEFF; delete it",
    'a: "\\u202e"': "1:4: the character U+202E as an escape; leave it out",
    'a: "\\0"': "1:4: the character U+0000 as an escape; leave it out",
    "a: cafe\u0301": "1:7: text that is not in Unicode normal form C; write 'é' as one character",
    'a: "e\\u0301"': "1:4: text that is not in Unicode normal form C; write the composed letter",
}


@pytest.mark.parametrize(("text", "problem"), REFUSED.items(), ids=lambda text: repr(text[:24]))
def test_what_is_refused_says_where_what_and_the_fix(tmp_path: Path, text: str, problem: str) -> None:
    assert problems(tmp_path, text) == [problem]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"a: x\r\nb: caf\xe9", "2:7: the byte 0xE9 is no UTF-8; save the file as UTF-8"),
        (b"a: \xed\xa0\x80", "1:4: the byte 0xED is no UTF-8; save the file as UTF-8"),
        ("a: b".encode("utf-16"), "1:1: the file is no text, or in UTF-16 or UTF-32; save it as UTF-8"),
        ("a: b".encode("utf-16-be"), "1:1: the file is no text, or in UTF-16 or UTF-32; save it as UTF-8"),
        (b"a: b\0", "1:1: the file is no text, or in UTF-16 or UTF-32; save it as UTF-8"),
        (b" " * (16 * 1024 * 1024 + 1), " the file is larger than 16 MiB; split it into several files"),
    ],
    ids=["latin-1", "surrogate", "utf-16", "utf-16-be", "nul", "huge"],
)
def test_other_encodings_and_huge_files_are_refused(tmp_path: Path, data: bytes, problem: str) -> None:
    assert problems(tmp_path, data) == [problem]


def test_a_file_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"absent.yaml: the file cannot be read: No such file or directory"):
        read_yaml(tmp_path / "absent.yaml")


def test_all_problems_of_a_file_are_found_at_once(tmp_path: Path) -> None:
    text = "a: &x b\nc: *x\nd:\nd: !t e\n<<: f\ng: \u202eh\ni: [j\n"
    assert [problem.partition(";")[0] for problem in problems(tmp_path, text)] == [
        "1:4: the anchor &x",
        "2:4: the alias *x",
        "3:1: the key d has no value",
        "4:1: the key d stands twice, first at line 3, column 1",
        "4:4: the tag !t",
        "5:1: the merge key <<",
        "6:4: the invisible character U+202E",
        "8:1: this is no YAML: did not find expected ',' or ']', while parsing a flow sequence that starts at line 7",
    ]


def test_a_file_that_is_all_wrong_is_given_up_and_says_so(tmp_path: Path) -> None:
    aliases = problems(tmp_path, "a: [" + "*x, " * 5_000 + "]")
    assert (len(aliases), aliases[-1].partition(": ")[2]) == (1001, "too many problems: reading ended here")
    controls = problems(tmp_path, "\x01\n" * 5_000)
    assert (len(controls), controls[0].partition(";")[0]) == (1001, " too many problems: reading ended early")


TEXTS = st.text(st.characters(categories=("L", "N", "P", "S", "Zs"), exclude_characters="\u2028\u2029"), max_size=20)


@given(st.dictionaries(TEXTS, st.lists(TEXTS), max_size=4))
def test_quoted_text_comes_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, data: dict[str, list[str]]) -> None:
    normal: dict[str, Value] = {
        unicodedata.normalize("NFC", key): [unicodedata.normalize("NFC", item) for item in items]
        for key, items in data.items()
    }
    assert read(tmp_path_factory.mktemp("quoted"), json.dumps(normal, ensure_ascii=False)) == normal


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_with_a_place(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    lines = [1]
    try:
        read(tmp_path_factory.mktemp("any"), text.encode(errors="replace"))
    except DataError as error:
        lines = [problem.line for problem in error.problems]
    assert min(lines) > 0
