"""Input of sources: files, folders, gzip and standard input; JSON and CSV one by one, with their lines."""

import gzip
import io
import json
import os
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import DataError
from kg.load.audit import Envelope, Row
from kg.load.csv_rows import csv_rows
from kg.load.input import input_files, opened
from kg.load.json_items import json_items


def stream_of(data: bytes) -> io.BufferedReader:
    stream: io.BufferedReader = io.BufferedReader(io.BytesIO(data))
    return stream


def items(text: str, *under: str) -> list[tuple[int, object]]:
    rows = json_items(stream_of(text.encode()), Path("x.json"), under=under)
    return [(row.line, row.data) for row in rows if not isinstance(row, Envelope)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('{"a": 1}', [(1, {"a": "1"})]),
        ('[{"a": 1},\n {"a": 2.50}]', [(1, {"a": "1"}), (2, {"a": "2.50"})]),
        ('{"a": 1}\n\n{"a": null}\n', [(1, {"a": "1"}), (3, {"a": None})]),
        ('{"count": 2,\n "results": [\n{"a": true},\n{"a": "x"}]}', [(3, {"a": True}), (4, {"a": "x"})]),
        (
            '{"entities": {"Q1": {"id": "Q1"},\n"Q2": {"id": "Q2"}}, "success": 1}',
            [(1, {"id": "Q1"}), (2, {"id": "Q2"})],
        ),
        ('[\n{"id": "Q1"},\n{"id": "Q2"}\n]\n', [(2, {"id": "Q1"}), (3, {"id": "Q2"})]),
        ('{"results": []}', []),
        ("[]", []),
        ("", []),
    ],
)
def test_every_shape_of_json_gives_its_objects_with_their_lines(text: str, found: list[tuple[int, object]]) -> None:
    assert items(text, "results", "entities") == found


def test_what_stands_around_the_objects_comes_last_and_is_no_object() -> None:
    rows = json_items(
        stream_of(b'{"count": 1,\n"results": [{"a": 1}], "next": null}'), Path("x.json"), under=("results",)
    )
    assert [(type(row), row.data) for row in rows] == [(Row, {"a": "1"}), (Envelope, {"count": "1", "next": None})]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"results": [\n{"a": 1},\n{"a": ', "x.json:3:.*this is no JSON"),
        ('[{"a": 1}\n {"a": 2}]', "x.json:2:1: a comma is missing in a list"),
        ("[1, 2]", "x.json:1:1: an item that is no object"),
        ("<html>", "x.json:1:1: neither an object nor a list"),
        ('{"a": NaN, b}', "x.json:1:.*this is no JSON"),
    ],
)
def test_json_that_breaks_off_is_reported_at_its_line(text: str, message: str) -> None:
    with pytest.raises(DataError, match=f"^{message}"):
        items(text, "results")


def test_objects_that_do_not_fit_one_read_come_whole() -> None:
    long = [{"n": number, "text": "ä" * 50_000} for number in range(20)]
    assert items(json.dumps(long, ensure_ascii=False)) == [
        (1, {"n": str(number), "text": "ä" * 50_000}) for number in range(20)
    ]


def test_a_long_list_is_read_in_the_memory_of_one_object(tmp_path: Path) -> None:
    file = tmp_path / "long.json"
    with file.open("w") as out:
        out.write("[")
        out.writelines(f'{{"n": {number}, "text": "{"x" * 200}"}},\n' for number in range(60_000))
        out.write('{"n": 60000}]')
    with opened(file, lambda _: None) as stream:
        rows = json_items(stream, file)
        next(rows)
        tracemalloc.start()
        count = sum(1 for _ in rows)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert count == 60_000
    assert file.stat().st_size > 13_000_000
    assert peak < 1_500_000


def test_csv_keeps_lines_and_columns_and_takes_any_usual_delimiter() -> None:
    text = '\ufeffName;Note\n\nAda;"two\nlines"\nBo;;extra\n'
    rows = list(csv_rows(stream_of(text.encode()), Path("x.csv")))
    assert [(row.line, row.data) for row in rows] == [
        (3, {"Name": "Ada", "Note": "two\nlines"}),
        (5, {"Name": "Bo", "Note": "", "column 3": "extra"}),
    ]
    assert rows[0].columns == {"Name": 1, "Note": 2}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"a,a\n1,2\n", "x.csv:1:2: the column a stands twice"),
        (b"", "x.csv:1:1: the file is empty"),
        (b'a,b\n1,"2\n', "x.csv:2:1: this is no CSV"),
        (b"a,b\n1,2\n\xff,3\n", "x.csv:3:1: the byte 0xFF is no UTF-8; save the file as CSV in UTF-8"),
        # The decoder reads ahead of the rows, in large pieces.
        (b"a,b\n" + b"1,2\n" * 5000 + b"1,caf\xe9\n" + b"1,2\n" * 5000, "x.csv:5002:2: the byte 0xE9 is no UTF-8"),
    ],
)
def test_csv_that_cannot_be_read_is_reported_at_its_line(data: bytes, message: str) -> None:
    with pytest.raises(DataError, match=f"^{message}"):
        list(csv_rows(stream_of(data), Path("x.csv")))


def test_a_folder_gives_its_files_sorted_with_gzip_and_without_hidden_ones(tmp_path: Path) -> None:
    for name in ("b.json", "a/c.json.gz", ".hidden.json", "note.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"{}")
    assert input_files([tmp_path], ".json") == [tmp_path / "a/c.json.gz", tmp_path / "b.json"]
    with pytest.raises(DataError, match=r"nothing to read here; files end in \.csv"):
        input_files([tmp_path], ".csv")
    os.mkfifo(tmp_path / "pipe.json")
    with pytest.raises(DataError, match=r"pipe\.json: this is no regular file"):
        input_files([tmp_path / "pipe.json"], ".json")


def test_gzip_is_unpacked_whatever_its_name_and_progress_counts_what_lies_on_disk(tmp_path: Path) -> None:
    file = tmp_path / "packed.json"
    file.write_bytes(gzip.compress(b'{"a": 1}'))
    read: list[int] = []
    with opened(file, read.append) as stream:
        assert [row.data for row in json_items(stream, file)] == [{"a": "1"}]
    assert sum(read) == file.stat().st_size


@pytest.mark.parametrize(
    "damage",
    [
        lambda whole: whole[:-20],
        lambda whole: whole[:2000] + bytes(100) + whole[2100:],
        lambda whole: whole[:-4] + b"\0\0\0\0",
    ],
    ids=["breaks off", "overwritten in the middle", "of another length"],
)
def test_a_damaged_gzip_file_is_reported(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    file = tmp_path / "broken.json.gz"
    whole = gzip.compress("".join(f'{{"a": {number}}}' for number in range(3000)).encode())
    file.write_bytes(damage(whole))
    with pytest.raises(DataError, match="this gzip file is damaged"), opened(file, lambda _: None) as stream:
        list(json_items(stream, file))
