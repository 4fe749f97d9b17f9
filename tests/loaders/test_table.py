"""Tables: columns to fields, constants, templates, filters; errors at the cell; a mapping that is proposed."""

from pathlib import Path
from typing import Any

import pytest

from kg.content import content_folder
from kg.errors import DataError, UsageError
from kg.load.propose import propose, write_proposal
from kg.load.source import source

HEAD = "dataset: {id: dataset/x, title: X, licence: CC0-1.0}\nfile: list.csv\nrecords:\n"
PARTY = '  - {kind: party, id: "party/{Name|slug}", name: "{Name}", iso3166: "{Code}", aliases: "{Also|split ;}"}\n'


def read(folder: Path, mapping: str, table: str) -> list[dict[str, Any]]:
    (folder / "list.csv").write_text(table, encoding="utf-8")
    (folder / "list.table.yaml").write_text(mapping, encoding="utf-8")
    made = source("table")
    (batch,) = made.loader(made.intake([folder / "list.csv"], rejects=folder / "rejects"))
    return [entry.data for entry in batch.entries]


def test_cells_constants_and_lists_make_records_and_empty_cells_make_nothing(tmp_path: Path) -> None:
    found = read(tmp_path, HEAD + PARTY, "Name,Code,Also\nNordland,ND,North; The North\nSüdland,,\n")
    assert found == [
        {"id": "party/nordland", "name": "Nordland", "iso3166": "ND", "aliases": ["North", "The North"]},
        {"id": "party/sudland", "name": "Südland"},
    ]


@pytest.mark.parametrize(
    ("template", "cell", "value"),
    [
        ("{V|date %d.%m.%Y}", "01.03.2030", "2030-03-01"),
        ("{V|date %d.%m.%Y}", "2030-03-01", "2030-03-01"),
        ("{V|number}", '"1,234,567.50"', "1234567.50"),
        ("{V|number ,}", '"1.234,5"', "1234.5"),
        ("{V|number}", "0", "0"),
        ("{V|slug}", "Trade & Co.", "trade-co"),
        ("{V|lookup codes}", " cn ", "party/cn"),
        ("about {V}", "x", "about x"),
        ("constant", "", "constant"),
    ],
)
def test_filters(tmp_path: Path, template: str, cell: str, value: str) -> None:
    lookups = "lookups: {codes: {CN: party/cn}}\nignored: V\n"
    mapping = f'{lookups}{HEAD}  - {{kind: topic, id: "topic/{{Name|slug}}", name: "{template}"}}\n'
    assert read(tmp_path, mapping, f"Name,V\nx,{cell}\n")[0]["name"] == value


def test_a_unit_without_its_amount_says_nothing(tmp_path: Path) -> None:
    record = (
        '  - {kind: commitment, id: "commitment/{Name|slug}", name: "{Name}", by: party/a,'
        ' quantity: {amount: "{T|number}", unit: t}, cites: [{document: document/d, at: "{Page}"}]}\n'
    )
    found = read(tmp_path, HEAD + record, "Name,T,Page\nx,5,p1\ny,,unseen\n")
    assert [each.get("quantity") for each in found] == [{"amount": "5", "unit": "t"}, None]
    assert [each["cites"] for each in found] == [
        [{"document": "document/d", "at": "p1"}],
        [{"document": "document/d", "at": "unseen"}],
    ]


def test_errors_point_at_the_cell(tmp_path: Path) -> None:
    with pytest.raises(DataError) as raised:
        read(tmp_path, HEAD + PARTY, 'Name,Code,Also\nNordland,ND,\n"何",XX,\n')
    message = str(raised.value)
    assert f"{tmp_path / 'list.csv'}:3:1: column A (Name): '何' has no letter or digit that an id can have" in message


def test_what_the_model_refuses_points_at_the_cell_of_a_spreadsheet(tmp_path: Path) -> None:
    sample = content_folder("loaders") / "table/sample"
    mapping = (sample / "posts.table.yaml").read_text(encoding="utf-8")
    (tmp_path / "posts.xlsx").write_bytes((sample / "posts.xlsx").read_bytes())
    (tmp_path / "posts.table.yaml").write_text(mapping.replace('start: "{From}"', 'start: "{Post}"'), encoding="utf-8")
    made = source("table")
    (batch,) = made.loader(made.intake([tmp_path], rejects=tmp_path / "rejects"))
    with pytest.raises(DataError) as raised:
        list(batch.entries)
    assert f"{tmp_path / 'posts.xlsx'}:4:6: cell F4 (Post): 'Minister of Trade' is a date in words" in str(raised.value)


@pytest.mark.parametrize(
    ("mapping", "message"),
    [
        (HEAD + PARTY.replace("{Name}", "{Nme}"), "list.csv has no column Nme; did you mean Name"),
        (HEAD + PARTY.replace("|slug", "|slg"), r"unknown filter slg in \{Name\|slg\}; did you mean slug"),
        (HEAD + PARTY.replace("iso3166", "iso316"), "a party has no field iso316; did you mean iso3166"),
        (HEAD + PARTY.replace("kind: party", "kind: parties"), "write kind: party"),
        (HEAD + PARTY.replace('"{Code}"', '"?"'), "a question mark stands for party: iso3166; fill it in"),
        (HEAD + PARTY.replace("{Code}", "{Code"), "has a brace that names no column"),
        (HEAD + PARTY.replace("{Code}", "{Code|lookup iso}"), "looks into an unknown table"),
        (HEAD.replace("list.csv", "other.csv") + PARTY, "there is no table"),
    ],
)
def test_a_wrong_mapping_is_reported(tmp_path: Path, mapping: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        read(tmp_path, mapping, "Name,Code,Also\nNordland,ND,\n")


def test_columns_that_nobody_uses_are_reported(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("Name,Code,Also,Mood\nNordland,ND,,fine\n")
    (tmp_path / "list.table.yaml").write_text(HEAD + PARTY)
    intake = source("table").intake([tmp_path], rejects=tmp_path / "rejects")
    for batch in source("table").loader(intake):
        list(batch.entries)
    assert intake.report() == [f"{tmp_path / 'list.csv'}:2: the field Mood is neither used nor ignored (1 times)"]


def test_a_proposed_mapping_loads_once_its_question_marks_are_filled_in(tmp_path: Path) -> None:
    table = tmp_path / "list.csv"
    table.write_text("Person,Body,Position,From,To,Remark\nAda Lund,Trade Ministry,Minister,01.03.2029,,x\n")
    mapping = write_proposal(table)
    text = mapping.read_text(encoding="utf-8")
    assert text.count('"?"') == 4
    assert "#   Remark" in text
    with pytest.raises(DataError, match="a question mark stands for"):
        list(source("table").read([table]))
    filled = text.replace('institution_kind: "?"', "institution_kind: ministry").replace('"?"', "filled in")
    mapping.write_text(filled, encoding="utf-8")
    (batch,) = source("table").read([table])
    found = {entry.data["id"]: entry.data for entry in batch.entries}
    assert found["tenure/ada-lund-minister-01-03-2029"] == {
        "id": "tenure/ada-lund-minister-01-03-2029",
        "official": "official/ada-lund",
        "institution": "institution/trade-ministry",
        "post": "Minister",
        "start": "2029-03-01",
        "cites": {"document": "document/list", "at": "unseen"},
    }
    with pytest.raises(UsageError, match="is there already"):
        write_proposal(table)


def test_the_kind_is_guessed_from_the_headings(tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    for heading, kind in [
        ("Name,QID,Native name", "official"),
        ("Concession,Given by,Given to,Announced", "concession"),
        ("Event,Date,Place", "event"),
        ("Measure,Imposed by,Against", "measure"),
    ]:
        table.write_text(f"{heading}\n{','.join('x' for _ in heading.split(','))}\n")
        assert f"  - kind: {kind}\n" in propose(table)
