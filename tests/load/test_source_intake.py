"""What a reading refuses, reports and requires before anything is written."""

import csv
import gc
import io
import json
import sys
import tracemalloc
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from kg.errors import DataError
from kg.load.audit import Row
from kg.load.description import Description, Rules, read_model
from kg.load.entry import Batch, Entry
from kg.load.input import STDIN
from kg.load.intake import Intake, sound
from kg.load.json_items import json_items
from kg.load.plan import Plan, make_plan
from kg.load.run import plan_drop, write
from kg.load.source import Source, source
from kg.store import Store, open_store
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


def rejected(folder: Path) -> list[tuple[str, str, object]]:
    with (folder / "rejects/x.csv").open(encoding="utf-8", newline="") as file:
        return [(row["line"], row["reason"], json.loads(row["row"])) for row in csv.DictReader(file)]


def test_a_refused_row_goes_to_the_reject_file_with_line_and_reason(tmp_path: Path) -> None:
    intake = intake_of(
        tmp_path,
        {"rejects": "60%"},
        lines({"id": "a", "name": "A"}, {"id": "b"}, {"id": "C!", "name": "C"}, {"id": "d", "name": {}}),
    )
    with pytest.raises(DataError):
        read(intake)
    assert rejected(tmp_path) == [
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
    read(intake_of(tmp_path, {"rejects": "100%"}, lines({"id": "a", "name": "A"}, {"id": "b"})))
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


def test_fields_of_parts_and_of_the_envelope_are_reported_too(tmp_path: Path) -> None:
    item = {
        "id": "a",
        "name": "A",
        "makers": [{"name": "Ada", "mood": "fine"}, {"mood": "bad", "extra": 0}],
        "tags": {},
    }
    text = json.dumps({"results": [item], "count": 1, "took": 3})
    intake = intake_of(tmp_path, {"ignored": ["makers[].extra", "count", "tags.*"]}, text)

    def entries_of(row: Row) -> Iterator[Entry]:
        assert [each.get("name") for each in row.objects("makers")] == ["Ada", None]
        assert row.mapping("tags") == {}
        yield from party(row)

    rows = intake.rows_of(intake.files(), lambda stream, path: json_items(stream, path, under=("results",)))
    assert len(list(intake.batch(DATASET, intake.take(rows, entries_of)).entries)) == 1
    file = tmp_path / "input.jsonl"
    assert intake.report() == [
        f"{file}:1: the field makers[].mood is neither used nor ignored (1 times)",
        f"{file}:1: the field took is neither used nor ignored (1 times)",
    ]


def test_a_row_that_is_gone_over_again_is_counted_once_and_refused_whole(tmp_path: Path) -> None:
    text = lines({"id": "a", "name": "A"}, {"id": "b", "name": "B", "head": "a"}, {"id": "c", "name": "C", "head": "x"})
    intake = intake_of(tmp_path, {"rejects": "40%"}, text)

    def read_row(row: Row) -> tuple[Row, str | None, Entry]:
        head, entry = row.text("head"), sound(party(row))[0]
        return row.bare("id"), head, entry

    def entry_of(found: tuple[Row, str | None, Entry], row: Row) -> Entry:
        _, head, entry = found
        if head is not None and f"party/{head}" not in known:
            raise row.error("head", f"{head} is nobody here")
        return entry

    rows = intake.rows_of(intake.files(), json_items)
    first = [found for row in rows if (found := intake.attempt(row, read_row)) is not None]
    known = {entry.data["id"] for _, _, entry in first}
    again = [intake.attempt(found[0], partial(entry_of, found)) for found in first]
    entries = [entry for entry in again if entry is not None]
    assert [entry.data["id"] for entry in intake.batch(DATASET, entries).entries] == ["party/a", "party/b"]
    assert intake.report() == [f"1 of 3 rows refused (33.3%); see {tmp_path / 'rejects/x.csv'}"]
    assert rejected(tmp_path) == [("3", "x is nobody here", {"id": "c"})]


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


def test_an_input_of_nothing_is_none(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="the input holds no record; is it complete"):
        read(intake_of(tmp_path, {}, "[]"))


def test_an_input_that_would_take_out_more_than_half_stops_until_the_data_set_is_dropped(
    tmp_path: Path, embedded_address: str
) -> None:
    people = [{"id": letter, "name": letter.upper()} for letter in "abcde"]

    def plan(store: Store, count: int) -> Plan:
        intake = intake_of(tmp_path, {}, lines(*people[:count]))
        rows = intake.rows_of(intake.files(), json_items)
        return make_plan([intake.batch(DATASET, intake.take(rows, party))], State(store))

    with open_store(embedded_address) as store:
        write(store, plan(store, 5))
        with pytest.raises(
            DataError, match=r"3 of the 5 records that dataset/x stated would go.*run kg drop dataset/x first$"
        ):
            plan(store, 2)
        write(store, plan(store, 3))
        write(store, plan_drop(store, ["dataset/x"]))
        write(store, plan(store, 1))
        assert [row["id"] for row in store.read("MATCH (n:Party) RETURN n.id AS id")] == ["party/a"]


def member(row: Row) -> Iterator[Entry]:
    """A body with its party, which several rows state."""
    home = row.needed("party")
    if home != "elsewhere":
        yield row.entry("party", {"id": f"party/{home}", "name": home})
    data = {"id": f"institution/{row.needed('id')}", "name": row.needed("name"), "institution_kind": "agency"}
    above = row.text("parent")
    parent = {} if above is None else {"parent": f"institution/{above}"}
    yield row.entry("institution", {**data, "party": f"party/{home}", **parent})


def planned(folder: Path, *rows: dict[str, str], rejects: str = "60%") -> Plan:
    intake = intake_of(folder, {"rejects": rejects}, lines(*rows))
    batch = intake.batch(DATASET, intake.take(intake.rows_of(intake.files(), json_items), member))
    return make_plan([batch], State(None))


def body(id_: str, name: str, party: str, **more: str) -> dict[str, str]:
    return {"id": id_, "name": name, "party": party, **more}


def test_rows_that_repeat_an_id_or_lead_nowhere_are_refused_with_what_leads_to_them(tmp_path: Path) -> None:
    made = planned(
        tmp_path,
        body("a", "A", "x"),
        body("b", "B", "elsewhere"),
        body("a", "Another A", "y"),
        body("c", "C", "z", parent="b"),
        body("d", "D", "x"),
    )
    assert {node.node.id for node in made.changes.nodes} == {
        *("dataset/x", "party/x", "institution/a", "institution/d"),
    }
    found = rejected(tmp_path)
    assert [(line, reason.partition(",")[0]) for line, reason, _ in found] == [
        ("3", "institution/a stands twice"),
        ("2", "party/elsewhere does not exist"),
        ("4", "institution/b does not exist"),
    ]
    assert found[2][2] == {
        **{"id": "institution/c", "name": "C", "institution_kind": "agency"},
        **{"party": "party/z", "parent": "institution/b"},
    }


def test_what_a_refused_row_states_stays_where_another_row_states_it_too(tmp_path: Path) -> None:
    made = planned(tmp_path, body("a", "A", "x", parent="nowhere"), body("b", "B", "x"))
    assert {node.node.id for node in made.changes.nodes} == {"dataset/x", "party/x", "institution/b"}


def test_rows_that_lead_nowhere_count_towards_the_limit(tmp_path: Path) -> None:
    rows = [body("a", "A", "elsewhere"), body("b", "B", "x"), body("c", "C", "x")]
    with pytest.raises(DataError, match=r"1 of 3 rows are refused, 33.3%, where 20% are admitted") as raised:
        planned(tmp_path, *rows, rejects="20%")
    assert f"{tmp_path / 'input.jsonl'}:1:1: party/elsewhere does not exist" in str(raised.value)
    with pytest.raises(DataError, match=r"input.jsonl:1:1: party/elsewhere does not exist; add the record"):
        planned(tmp_path, *rows, rejects="0%")


def test_a_reference_to_the_graph_or_to_a_later_row_leads_somewhere(tmp_path: Path) -> None:
    made = planned(tmp_path, body("a", "A", "x", parent="b"), body("b", "B", "x"))
    assert len(made.changes.nodes) == 4


def test_a_long_input_is_read_in_the_memory_of_a_digest_for_each_record(tmp_path: Path) -> None:
    def peak(count: int) -> int:
        rows = ({"id": f"p{number}", "name": "P", "note": "x" * 2000} for number in range(count))
        (tmp_path / "input.jsonl").write_text("\n".join(map(json.dumps, rows)))
        intake = Intake("x", Rules(ignored=("note",)), [tmp_path / "input.jsonl"], rejects=tmp_path / "rejects")
        entries = intake.batch(DATASET, intake.take(intake.rows_of(intake.files(), json_items), party)).entries
        gc.collect()
        tracemalloc.start()
        assert sum(1 for _ in entries) == count
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    fewer, more = peak(2_000), peak(12_000)
    assert (tmp_path / "input.jsonl").stat().st_size > 24_000_000
    assert more - fewer < 10_000 * 200


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
