"""What a reading refuses, reports and requires before anything is written."""

import csv
import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import DataError
from kg.load.audit import Row
from kg.load.description import Description, Rules, read_model
from kg.load.entry import Batch, Entry
from kg.load.input import STDIN
from kg.load.intake import Intake
from kg.load.json_items import json_items
from kg.load.plan import make_plan
from kg.load.run import write
from kg.load.source import Source, source
from kg.store import open_store
from kg.store.state import State

DATASET = Entry("dataset", {"id": "dataset/x", "title": "X", "licence": "CC0-1.0"}, Path("x"))


def party(row: Row) -> Iterator[Entry]:
    yield Entry("party", {"id": f"party/{row.needed('id')}", "name": row.needed("name")}, row.file)


def lines(*objects: object) -> str:
    return "\n".join(json.dumps(each) for each in objects)


def intake_of(folder: Path, rules: dict[str, object], text: str) -> Intake:
    (folder / "input.jsonl").write_text(text, encoding="utf-8")
    return Intake("x", Rules.model_validate(rules), [folder / "input.jsonl"], rejects=folder / "rejects")


def read(intake: Intake) -> list[Entry]:
    return list(intake.batch(DATASET, intake.take(intake.rows_of(intake.files(), json_items), party)).entries)


def test_a_refused_row_goes_to_the_reject_file_with_line_and_reason(tmp_path: Path) -> None:
    intake = intake_of(
        tmp_path,
        {"rejects": "60%"},
        lines({"id": "a", "name": "A"}, {"id": "b"}, {"id": "C!", "name": "C"}, {"id": "d", "name": {}}),
    )
    with pytest.raises(DataError):
        read(intake)
    with (tmp_path / "rejects/x.csv").open(encoding="utf-8", newline="") as file:
        found = [(row["line"], row["reason"], json.loads(row["row"])) for row in csv.DictReader(file)]
    assert found == [
        ("2", "name is missing", {"id": "b"}),
        ("3", "'party/C!' is no id", {"id": "C!", "name": "C"}),
        ("4", "name holds a mapping", {"id": "d", "name": {}}),
    ]


def test_the_load_fails_when_the_share_of_refused_rows_passes_the_limit(tmp_path: Path) -> None:
    text = lines({"id": "b"}, *({"id": f"p{number}", "name": "P"} for number in range(9)))
    assert len(read(intake_of(tmp_path, {"rejects": "10%"}, text))) == 9
    with pytest.raises(DataError, match=r"1 of 10 rows are refused, 10%, where 9.9% are admitted; all of them"):
        read(intake_of(tmp_path, {"rejects": "9.9%"}, text))


def test_a_clean_reading_removes_the_reject_file_of_an_earlier_one(tmp_path: Path) -> None:
    read(intake_of(tmp_path, {"rejects": "100%"}, lines({"id": "b"})))
    assert (tmp_path / "rejects/x.csv").exists()
    read(intake_of(tmp_path, {}, lines({"id": "b", "name": "B"})))
    assert not (tmp_path / "rejects/x.csv").exists()


def test_a_check_leaves_the_reject_file_of_a_load_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    kept = tmp_path / ".kg/rejects/federal_register.csv"
    kept.parent.mkdir(parents=True)
    kept.write_text("refused")
    for batch in source("federal_register").sample():
        list(batch.entries)
    assert kept.read_text() == "refused"


def test_fields_neither_used_nor_ignored_are_reported(tmp_path: Path) -> None:
    objects = [{"id": "a", "name": "A", "note": 1, "new": 2}, {"id": "b", "name": "B", "new": 0}]
    intake = intake_of(tmp_path, {"ignored": "note"}, lines(*objects))
    read(intake)
    file = tmp_path / "input.jsonl"
    assert intake.report() == [f"{file}:1: the field new is neither used nor ignored (2 times)"]


def test_what_is_repeated_in_the_same_words_counts_once(tmp_path: Path) -> None:
    row = {"id": "a", "name": "A"}
    assert len(read(intake_of(tmp_path, {}, lines(row, row)))) == 1


def test_objects_of_another_shape_are_refused(tmp_path: Path) -> None:
    intake = intake_of(tmp_path, {}, lines({"id": "a", "name": "A"}))

    def wrong(row: Row) -> Iterator[Entry]:
        row.pop("name")["en"]
        yield from ()

    entries = intake.take(intake.rows_of(intake.files(), json_items), wrong)
    with pytest.raises(DataError, match="this is not of the shape that is read: TypeError"):
        list(intake.batch(DATASET, entries).entries)


def test_standard_input_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b'{"id": "a", "name": "A"}')))
    intake = Intake("x", Rules(), [STDIN], rejects=tmp_path)
    assert [entry.data["id"] for entry in read(intake)] == ["party/a"]


def test_progress_tells_of_bytes_read_and_of_all_there_are(tmp_path: Path) -> None:
    told: list[tuple[int, int | None]] = []
    text = lines(*({"id": f"p{number}", "name": "P" * 500} for number in range(1000)))
    (tmp_path / "input.jsonl").write_text(text)
    intake = Intake("x", Rules(), [tmp_path], rejects=tmp_path, progress=lambda *now: told.append(now))
    list(intake.take(intake.rows_of(intake.files(".jsonl"), json_items), party))
    size = len(text.encode())
    assert len(told) > 3
    assert told[-1] == (size, size)


def test_below_the_minimum_nothing_is_swept(tmp_path: Path, store_address: str) -> None:
    def loader(intake: Intake) -> Iterator[Batch]:
        rows = intake.rows_of(intake.files(".jsonl"), json_items)
        yield intake.batch(DATASET, intake.take(rows, party))

    about = Description.model_validate({"title": "X", "licence": "CC0-1.0", "reads": "x", "minimum": {"party": "2"}})
    made = Source("x", tmp_path, about)
    file = tmp_path / "input.jsonl"
    with open_store(store_address) as store:
        file.write_text(lines({"id": "a", "name": "A"}, {"id": "b", "name": "B"}))
        write(store, make_plan(loader(made.intake([file], rejects=None)), State(store)))
        file.write_text(lines({"id": "a", "name": "A"}))
        with pytest.raises(DataError, match="1 records of kind party, where there must be at least 2"):
            make_plan(loader(made.intake([file], rejects=None)), State(store))
        rows = list(store.read("MATCH (n:Party) RETURN n.id AS id ORDER BY id"))
    assert [row["id"] for row in rows] == ["party/a", "party/b"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("minimum: {documnt: 1}", "documnt is no kind of record; did you mean document"),
        ("rejects: 5", "'5' is no share; write a number from 0 to 100 and a percent sign"),
        ("licens: x", "unknown field licens; did you mean licence"),
    ],
)
def test_a_wrong_source_yaml_is_reported_with_its_place(tmp_path: Path, line: str, message: str) -> None:
    file = tmp_path / "source.yaml"
    file.write_text(f"title: X\nlicence: CC0-1.0\nreads: x\n{line}\n")
    with pytest.raises(DataError, match=f"source.yaml:4:.*{message}"):
        read_model(file, Description)


def test_lookups_overlook_capitals_and_spaces() -> None:
    intake = source("federal_register").intake([])
    assert intake.lookup("document_kinds", "  Proposed   RULE ") == "notice"
    assert intake.lookup("document_kinds", "Unheard-of") is None
