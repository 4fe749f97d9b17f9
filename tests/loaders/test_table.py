"""Tables: columns to fields, constants, templates, filters; errors at the cell; a mapping that is proposed."""

import gzip
import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.content import content_folder
from kg.errors import DataError, UsageError
from kg.load.entry import Batch
from kg.load.input import STDIN
from kg.load.intake import Intake
from kg.load.plan import make_plan
from kg.load.propose import propose, write_proposal
from kg.load.source import source
from kg.store.state import State
from tests.loaders.sheets import xlsx

HEAD = "dataset: {id: dataset/x, title: X, licence: CC0-1.0}\nfile: list.csv\nrecords:\n"
PARTY = '  - {kind: party, id: "party/{Name|slug}", name: "{Name}", iso3166: "{Code}", aliases: "{Also|split ;}"}\n'


def read(folder: Path, mapping: str, table: str) -> list[dict[str, Any]]:
    (folder / "list.csv").write_text(table, encoding="utf-8")
    (folder / "list.table.yaml").write_text(mapping, encoding="utf-8")
    made = source("table")
    (batch,) = made.loader(made.intake([folder / "list.csv"], rejects=folder / "rejects"))
    return [entry.data for entry in batch.entries]


def loaded(folder: Path, mapping: str, table: str, data: bytes) -> tuple[list[dict[str, Any]], Intake]:
    if table != "-":
        (folder / table).write_bytes(data)
    (folder / "any.table.yaml").write_text(mapping, encoding="utf-8")
    made = source("table")
    intake = made.intake([folder / "any.table.yaml"], rejects=folder / "rejects")
    (batch,) = made.loader(intake)
    return [entry.data for entry in batch.entries], intake


def batches_of(folder: Path, mapping: str, table: str, data: bytes) -> list[Batch]:
    (folder / table).write_bytes(data)
    (folder / "any.table.yaml").write_text(mapping, encoding="utf-8")
    return list(source("table").read([folder / "any.table.yaml"]))


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
        ("{V|number}", "1 234 567", "1234567"),
        ("{V|number}", "1.32E5", "132000"),
        ("{V|number ,}", '"1,5"', "1.5"),
        ("{V|percent}", "10.0%", "10.0"),
        ("{V|percent ,}", '"-12,5 %"', "-12.5"),
        ("{V|slug}", "Trade & Co.", "trade-co"),
        ("{V|slug}", "Groß", "gross"),
        ("{V|slug}", "Søren Kjær", "soren-kjaer"),
        ("{V|slug}", "Łukasz", "lukasz"),
        ("{V|slug}", "何立峰", "helifeng"),
        ("{V|lookup codes}", " cn ", "party/cn"),
        ("about {V}", "x", "about x"),
        ("constant", "", "constant"),
    ],
)
def test_filters(tmp_path: Path, template: str, cell: str, value: str) -> None:
    lookups = "lookups: {codes: {CN: party/cn}}\nignored: V\n"
    mapping = f'{lookups}{HEAD}  - {{kind: topic, id: "topic/{{Name|slug}}", name: "{template}"}}\n'
    assert read(tmp_path, mapping, f"Name,V\nx,{cell}\n")[0]["name"] == value


@pytest.mark.parametrize("cell", ['"1,5"', '"12,34"', "1 2", '"1,234 567"', '"1234,567"', "1.5.2", "1E400"])
def test_a_number_with_a_sign_out_of_place_is_none(tmp_path: Path, cell: str) -> None:
    record = '  - {kind: topic, id: "topic/{Name|slug}", name: "{V|number}"}\n'
    with pytest.raises(DataError, match=r"list.csv:2:2: column B \(V\): '.*' is no number with a decimal point"):
        read(tmp_path, HEAD + record, f"Name,V\nx,{cell}\n")


@pytest.mark.parametrize(
    ("template", "cell", "message"),
    [
        ("{V|number}", "10.0%", "'10.0%' is a percentage; use the filter percent, and percent as the unit"),
        ("{V|percent}", "0.1", "'0.1' has no percent sign; add it, or use the filter number where"),
        ("{V|percent}", "ten%", "'ten%' is no number with a decimal point"),
        ("{V}", '"Trade\nministry"', "a line break inside the cell; write it on one line"),
        ("{V|split ;}", '"Trade\nministry"', "a line break inside the cell; write it on one line"),
    ],
)
def test_a_cell_that_cannot_be_used_says_what_would_be(tmp_path: Path, template: str, cell: str, message: str) -> None:
    record = f'  - {{kind: topic, id: "topic/{{Name|slug}}", name: "{template}"}}\n'
    with pytest.raises(DataError) as raised:
        read(tmp_path, HEAD + record, f"Name,V\nx,{cell}\n")
    assert f"list.csv:2:2: column B (V): {message}" in str(raised.value)


@pytest.mark.parametrize(
    ("form", "filter_", "amount"),
    [
        ("0.0%", "percent", "7"),
        ("0.00%;[Red]-0.00%", "percent", "7"),
        ('0.00"%"', "number", "0.07"),
        ("0.0", "number", "0.07"),
    ],
)
def test_a_percentage_of_a_spreadsheet_is_what_it_shows(tmp_path: Path, form: str, filter_: str, amount: str) -> None:
    record = f'  - {{kind: topic, id: "topic/{{Name|slug}}", name: "{{Rate|{filter_}}}"}}\n'
    book = xlsx([["Name", "Rate"], ["x", 0.07]], form=form)
    made, _ = loaded(tmp_path, (HEAD + record).replace("list.csv", "list.xlsx"), "list.xlsx", book)
    assert [each["name"] for each in made] == [amount]


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("Kind | sort", "{'Kind | sort'|slug}"),
        ("a{b}c", "{'a{b}c'|slug}"),
        ("giver's|own", "{'giver''s|own'|slug}"),
        ("Given\n by", "{Given by|slug}"),
        ("Giver's", "{Giver's|slug}"),
    ],
)
def test_a_heading_may_hold_any_sign(tmp_path: Path, heading: str, cell: str) -> None:
    record = f'  - {{kind: topic, id: topic/x, name: "{cell}"}}\n'
    assert read(tmp_path, HEAD + record, f'"{heading}"\nA b\n') == [{"id": "topic/x", "name": "a-b"}]


def test_who_writes_a_heading_with_a_bar_as_it_stands_is_told_how(tmp_path: Path) -> None:
    record = '  - {kind: topic, id: topic/x, name: "{Kind | sort}"}\n'
    with pytest.raises(DataError, match=r"unknown filter sort .* single quotes: \{'Kind \| sort'\}"):
        read(tmp_path, HEAD + record, "Kind | sort,Name\nA,x\n")
    with pytest.raises(DataError, match=r"has no column Kinds \| sort; did you mean 'Kind \| sort'\?"):
        read(tmp_path, HEAD + record.replace("Kind | sort", "'Kinds | sort'"), "Kind | sort,Name\nA,x\n")


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
        read(tmp_path, HEAD + PARTY, 'Name,Code,Also\nNordland,ND,\n"?!",XX,\n')
    message = str(raised.value)
    assert f"{tmp_path / 'list.csv'}:3:1: column A (Name): '?!' has no letter or digit that an id can have" in message


POSTS = (
    "  - {kind: document, id: document/d, title: '{Source}', document_kind: profile, published: 2030-01-01}\n"
    "  - kind: tenure\n    id: tenure/{Name|slug}-{Code|slug}\n    official: official/{Name|slug}-{Code|slug}\n"
    "    institution: institution/i\n    post: '{Post}'\n    cites: {document: document/d, at: '{Page}'}\n"
)


@pytest.mark.parametrize(
    ("column", "place", "what"),
    [
        ("Post", "2: column B (Post)", "tenure/eva-o-7 has no post"),
        ("Page", "3: column C (Page)", "tenure/eva-o-7 has no at"),
        ("Source", "4: column D (Source)", "document/d has no title"),
        ("Code", "5: column E (Code)", "'tenure/eva-o-' is no id"),
        ("Name", "1: column A (Name)", "'tenure/-7' is no id"),
    ],
)
def test_an_empty_cell_that_is_needed_is_told_at_its_place(tmp_path: Path, column: str, place: str, what: str) -> None:
    headings = ["Name", "Post", "Page", "Source", "Code"]
    row = {"Name": "Eva O", "Post": "Minister", "Page": "p1", "Source": "List", "Code": "7", column: ""}
    said = f"the cell is empty, and {what}"
    text = f"{','.join(headings)}\n\n{','.join(row.values())}\n"
    with pytest.raises(DataError) as raised:
        make_plan(batches_of(tmp_path, HEAD + POSTS, "list.csv", text.encode()), State(None))
    assert f"list.csv:3:{place}: {said}" in str(raised.value)
    book = xlsx([headings, [""] * 5, list(row.values())])
    with pytest.raises(DataError) as raised:
        make_plan(batches_of(tmp_path, (HEAD + POSTS).replace(".csv", ".xlsx"), "list.xlsx", book), State(None))
    number, _, cell = place.partition(": column ")
    assert f"list.xlsx:3:{number}: cell {cell.replace(' ', '3 ', 1)}: {said}" in str(raised.value)


def test_a_code_that_is_none_is_told_at_its_cell(tmp_path: Path) -> None:
    body = '  - {kind: institution, id: institution/x, name: X, institution_kind: agency, wikidata: "{Q}"}\n'
    with pytest.raises(DataError) as raised:
        read(tmp_path, HEAD + PARTY + body, "Name,Code,Also,Q\nNordland,n/a,,none\n")
    message = str(raised.value)
    assert "list.csv:2:2: column B (Code): 'n/a' is no code of ISO 3166-1" in message
    assert "list.csv:2:4: column D (Q): 'none' is no Wikidata item" in message


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


@pytest.mark.parametrize("cell", ["#REF!", "#N/A"])
def test_a_formula_that_went_wrong_is_no_empty_cell(tmp_path: Path, cell: str) -> None:
    rows = [["Name", "Code", "Also", "Mood"], ["Nordland", "ND", "", "#REF!"], ["Südland", cell, "", ""]]
    ignored = f"rejects: 50%\nignored: Mood\n{HEAD}{PARTY}"
    made, intake = loaded(tmp_path, ignored.replace("list.csv", "list.xlsx"), "list.xlsx", xlsx(rows))
    assert [each["id"] for each in made] == ["party/nordland"]
    (problem,) = intake.parts[0].rejects.first
    assert f"list.xlsx:3:2: cell B3 (Code): {cell} is an error of the spreadsheet" in str(problem)
    # Exported as CSV, the error is text.
    text = "".join(f"{','.join(row)}\n" for row in rows)
    made, _ = loaded(tmp_path, ignored, "list.csv", text.encode())
    assert [each["id"] for each in made] == ["party/nordland"]


@pytest.mark.parametrize(
    ("name", "pack"), [("LIST.XLSX", bytes), ("list.xlsx.gz", gzip.compress), ("list", bytes), ("-", bytes)]
)
def test_a_spreadsheet_is_known_by_what_it_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, pack: Callable[[bytes], bytes]
) -> None:
    data = pack(xlsx([["Name", "Code", "Also"], ["Nordland", "ND", ""]]))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    made, _ = loaded(tmp_path, (HEAD + PARTY).replace("list.csv", f'"{name}"'), name, data)
    assert made == [{"id": "party/nordland", "name": "Nordland", "iso3166": "ND"}]


def test_a_table_comes_through_standard_input_with_its_mapping(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mapping = tmp_path / "list.table.yaml"
    mapping.write_text(HEAD + PARTY)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(gzip.compress(b"Name,Code,Also\nNordland,ND,\n"))))
    (batch,) = source("table").read([mapping, STDIN])
    assert [each.data["id"] for each in batch.entries] == ["party/nordland"]
    with pytest.raises(DataError, match=r"-: standard input is one table, and 0 mappings are named for it; name one"):
        source("table").read([STDIN])


def test_a_mapping_in_a_folder_is_read_with_either_ending_of_a_yaml_file(tmp_path: Path) -> None:
    (tmp_path / "list.table.yml").write_text(HEAD + PARTY)
    (tmp_path / "list.csv").write_text("Name,Code,Also\nNordland,ND,\n")
    (batch,) = source("table").read([tmp_path])
    assert [each.data["id"] for each in batch.entries] == ["party/nordland"]


def test_a_mapping_without_its_table_is_reported(tmp_path: Path) -> None:
    (tmp_path / "list.table.yaml").write_text(HEAD + PARTY)
    with pytest.raises(DataError, match=r"list.table.yaml: there is no table .*list.csv; name it under file"):
        source("table").read([tmp_path])


def test_the_table_that_is_named_is_the_one_that_is_read(tmp_path: Path) -> None:
    (tmp_path / "list.table.yaml").write_text(HEAD + PARTY)
    (tmp_path / "list.csv").write_text("Name,Code,Also\nNordland,ND,\n")
    (tmp_path / "list.csv.gz").write_bytes(gzip.compress(b"Name,Code,Also\nNordland,ND,\nOstland,OD,\n"))
    for named, count in (("list.csv.gz", 2), ("list.csv", 1), ("list.table.yaml", 1)):
        (batch,) = source("table").read([tmp_path / named])
        assert len(list(batch.entries)) == count


def test_what_the_graph_refuses_points_at_the_cell_of_a_spreadsheet(tmp_path: Path) -> None:
    body = (
        '  - {kind: institution, id: "institution/{Name|slug}", name: "{Name}",'
        ' institution_kind: agency, party: "party/{By}"}'
    )
    rows = [["Name", "By"], ["A", "us"], ["B", "xx"], ["a", "us"]]
    (tmp_path / "list.xlsx").write_bytes(xlsx(rows))
    (tmp_path / "list.table.yaml").write_text(
        f"{HEAD.replace('list.csv', 'list.xlsx')}  - {{kind: party, id: party/us, name: US}}\n{body}\n"
    )
    with pytest.raises(DataError) as raised:
        make_plan(source("table").read([tmp_path]), State(None))
    assert "list.xlsx:3:2: cell B3 (By): party/xx does not exist" in str(raised.value)
    assert "list.xlsx:4:1: cell A4 (Name): institution/a stands twice" in str(raised.value)


@pytest.mark.parametrize(
    ("mapping", "message"),
    [
        (HEAD + PARTY.replace("{Name}", "{Nme}"), "list.csv has no column Nme; did you mean Name"),
        (HEAD + PARTY.replace("{Name}", "{Unknown}"), "list.csv has no column Unknown; one of: Name, Code, Also"),
        (HEAD + PARTY.replace("|slug", "|slg"), r"unknown filter slg in \{Name\|slg\}; did you mean slug"),
        (HEAD + PARTY.replace("iso3166", "iso316"), "a party has no field iso316; did you mean iso3166"),
        (HEAD + PARTY.replace("kind: party", "kind: parties"), "write kind: party"),
        (HEAD + PARTY.replace('"{Code}"', '"?"'), "a question mark stands for party: iso3166; fill it in"),
        (
            HEAD + PARTY.replace('"{Code}"', 'AA, cites: [{document: document/x, at: "?"}]'),
            r"a question mark stands for party: cites\.0\.at; fill it in",
        ),
        (HEAD + PARTY.replace("{Code}", "{Code"), "has a brace that names no column"),
        (HEAD + PARTY.replace("{Code}", "{Code|lookup iso}"), "looks into an unknown table"),
    ],
)
def test_a_wrong_mapping_is_reported(tmp_path: Path, mapping: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        read(tmp_path, mapping, "Name,Code,Also\nNordland,ND,\n")


def test_a_wrong_constant_is_told_once_at_its_line_in_the_mapping(tmp_path: Path) -> None:
    body = (
        "  - kind: institution\n    id: institution/{Name|slug}\n    name: '{Name}'\n    institution_kind: ministery\n"
        "    cites: {document: document/d, at: pge 4}\n"
        "  - {kind: document, id: document/d, title: D, document_kind: list, tier: 7, published: 2030-01-01}\n"
    )
    with pytest.raises(DataError) as raised:
        batches_of(tmp_path, HEAD + body, "list.csv", b"Name\nA\nB\n")
    told = str(raised.value).replace(f"{tmp_path}/", "").splitlines()
    assert [" ".join(each.split()[:2]) for each in told] == [
        "any.table.yaml:7:23: 'ministery'",
        "any.table.yaml:8:39: 'pge",
        "any.table.yaml:9:63: 'list'",
        "any.table.yaml:9:75: '7'",
    ]


def test_a_constant_that_names_no_record_is_told_once_at_its_line_in_the_mapping(tmp_path: Path) -> None:
    body = (
        "  - kind: institution\n    id: institution/{Name|slug}\n    name: '{Name}'\n"
        "    institution_kind: agency\n    party: party/zz\n"
    )
    for rejects in ("", "rejects: 90%\n"):
        with pytest.raises(DataError) as raised:
            make_plan(batches_of(tmp_path, HEAD + body + rejects, "list.csv", b"Name\nA\nB\n"), State(None))
        (told,) = str(raised.value).splitlines()
        assert told.startswith(f"{tmp_path}/any.table.yaml:8:12: party/zz does not exist")


def test_columns_that_nobody_uses_are_reported(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("Name,Code,Also,Mood\nNordland,ND,,fine\n")
    (tmp_path / "list.table.yaml").write_text(HEAD + PARTY)
    intake = source("table").intake([tmp_path], rejects=tmp_path / "rejects")
    for batch in source("table").loader(intake):
        list(batch.entries)
    assert intake.report() == [f"{tmp_path / 'list.csv'}:2: the field Mood is neither used nor ignored (1 times)"]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_headings_may_stand_below_a_title(tmp_path: Path, ending: str) -> None:
    rows = [["Parties; as of May, 2030", "", ""], ["", "", ""], ["Name", "ISO", "Also known as"]]
    rows += [["Nordland", "ND", "North"], ["", "SD", "South"]]
    table = tmp_path / f"list.{ending}"
    # Lines of text, which are not as long as the table is wide.
    text = "\n".join(",".join(row) if row[1] != "" else f'"{row[0]}"' if row[0] != "" else "" for row in rows)
    table.write_bytes(text.encode() if ending == "csv" else xlsx(rows))
    mapping = write_proposal(table)
    proposed = mapping.read_text(encoding="utf-8")
    assert "\nheader_row: 3 # Above it stands a title" in proposed
    assert "  - kind: party\n" in proposed
    mapping.write_text(proposed.replace('"?"', "medium").replace("rejects: 0%", "rejects: 50%"), encoding="utf-8")
    made = source("table")
    intake = made.intake([mapping], rejects=tmp_path / "rejects")
    (batch,) = made.loader(intake)
    assert [each.data["name"] for each in batch.entries if each.kind == "party"] == ["Nordland"]
    (problem, *_) = intake.parts[0].rejects.first
    cell = "column A" if ending == "csv" else "cell A5"
    assert f"list.{ending}:5:1: {cell} (Name): the cell is empty" in str(problem)


@pytest.mark.parametrize("row", ["0", "three"])
def test_a_row_of_headings_that_is_none_is_told(tmp_path: Path, row: str) -> None:
    with pytest.raises(DataError, match=f"{row} is no row; write the number that stands before the row"):
        read(tmp_path, f"header_row: {row}\n{HEAD}{PARTY}", "Name,Code,Also\nNordland,ND,\n")


def test_a_row_of_headings_below_the_end_is_told_as_what_it_is(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="nothing stands in row 9 or below it; give header_row in the mapping the row"):
        read(tmp_path, f"header_row: 9\n{HEAD}{PARTY}", "Name,Code,Also\nNordland,ND,\n")


def test_a_title_beside_a_person_names_nobody(tmp_path: Path) -> None:
    table = tmp_path / "list.csv"
    table.write_text("Person,Title\nAda Lund,Secretary\nBo Ek,Secretary\n")
    text = propose(table).replace('institution_kind: "?"', "institution_kind: firm").replace('"?"', "any")
    people = [each for each in read(tmp_path, text, table.read_text()) if each["id"].startswith("official/")]
    assert [each["name"] for each in people] == ["Ada Lund", "Bo Ek"]


def test_a_list_of_events_is_one(tmp_path: Path) -> None:
    table = tmp_path / "list.csv"
    table.write_text("Event,Date\nRound one,2029-05-10\n")
    assert "  - kind: event\n" in propose(table)


def test_the_unit_of_an_amount_is_taken_from_its_column(tmp_path: Path) -> None:
    table = tmp_path / "list.csv"
    table.write_text("Commitment,By,Quantity,Unit\nBeans,Nordland,12,Mt\nGas,Nordland,3,USD bn\n")
    proposed = propose(table)
    assert "Not used yet" not in proposed
    text = proposed.replace('institution_kind: "?"', "institution_kind: ministry").replace('"?"', "any")
    amounts = [each["quantity"] for each in read(tmp_path, text, table.read_text()) if "quantity" in each]
    assert amounts == [{"amount": "12", "unit": "Mt"}, {"amount": "3", "unit": "USD bn"}]


def test_a_name_beside_a_post_is_that_of_a_person(tmp_path: Path) -> None:
    table = tmp_path / "list.csv"
    table.write_text("Name;Post;Institution;From;To\nAda Lund;Minister;Trade Ministry;2029;\nA B;Head;Court;;\n")
    text = propose(table).replace('institution_kind: "?"', "institution_kind: ministry").replace('"?"', "any")
    posts = [each for each in read(tmp_path, text, table.read_text()) if "post" in each]
    assert [(each["id"], each["official"], "name" in each) for each in posts] == [
        ("tenure/list-ada-lund-minister", "official/list-ada-lund", False),
        ("tenure/list-a-b-head", "official/list-a-b", False),
    ]


def test_a_proposed_mapping_loads_once_its_question_marks_are_filled_in(tmp_path: Path) -> None:
    table = tmp_path / "list.csv"
    table.write_text("Person,Body,Position,From,To,Remark\nAda Lund,Trade Ministry,Minister,01.03.2029,,x\n")
    mapping = write_proposal(table)
    text = mapping.read_text(encoding="utf-8")
    assert text.count('"?"') == 4
    assert "#   Remark" in text
    assert "minimum: {tenure: 1}" in text
    with pytest.raises(DataError, match="a question mark stands for"):
        list(source("table").read([table]))
    filled = text.replace('institution_kind: "?"', "institution_kind: ministry").replace('"?"', "filled in")
    mapping.write_text(filled, encoding="utf-8")
    (batch,) = source("table").read([table])
    found = {entry.data["id"]: entry.data for entry in batch.entries}
    assert found["tenure/list-ada-lund-minister-01-03-2029"] == {
        "id": "tenure/list-ada-lund-minister-01-03-2029",
        "official": "official/list-ada-lund",
        "institution": "institution/list-trade-ministry",
        "post": "Minister",
        "start": "2029-03-01",
        "cites": {"document": "document/list", "at": "unseen"},
    }
    with pytest.raises(UsageError, match="is there already"):
        write_proposal(table)


def test_namesakes_of_two_tables_stay_two_people_until_somebody_judges(tmp_path: Path) -> None:
    for name, body in (("customs", "Dalian Customs"), ("firms", "Boeing")):
        table = tmp_path / f"{name}.csv"
        table.write_text(f"Person,Body,Position\nWang Wei,{body},Director\n")
        text = propose(table).replace('institution_kind: "?"', "institution_kind: agency").replace('"?"', "any")
        (tmp_path / f"{name}.table.yaml").write_text(text)
    batches = source("table").read([tmp_path])
    ids = {
        entry.data["id"] for batch in batches for entry in batch.entries if entry.kind in ("official", "institution")
    }
    assert ids == {
        *("official/customs-wang-wei", "institution/customs-dalian-customs", "institution/customs-keeper"),
        *("official/firms-wang-wei", "institution/firms-boeing", "institution/firms-keeper"),
    }


def test_a_list_of_statements_is_proposed_as_claims_in_the_documents_of_its_rows(tmp_path: Path) -> None:
    table = tmp_path / "said.csv"
    table.write_text(
        "Date,Who,Party,Statement,Source,URL\n"
        "2030-01-02,Ada Lund,Nordland,Licences will be eased.,Gazette,https://example.org/a\n"
        "2030-01-03,Bo Ek,Nordland,They will not.,Gazette,https://example.org/b\n"
    )
    text = propose(table)
    assert text.endswith("under ignored:\n#   Party\n")
    asked = {
        "institution_kind": "medium",
        "document_kind": "article",
        "tier": "W",
        "stance": "asserts",
        "licence": "CC0-1.0",
    }
    for field, answer in (asked | {"licence": "CC0-1.0"}).items():
        text = text.replace(f'{field}: "?"', f"{field}: {answer}")
    (tmp_path / "said.table.yaml").write_text(text.replace('"?"', "any"))
    (batch,) = source("table").read([table])
    entries = list(batch.entries)
    assert [each.data for each in entries if each.kind == "claim"] == [
        {
            "document": f"document/said-https-example-org-{page}",
            "at": "unseen",
            "summary": summary,
            "speaker": f"official/said-{who}",
            "said_on": day,
            "stance": "asserts",
        }
        for page, summary, who, day in [
            ("a", "Licences will be eased.", "ada-lund", "2030-01-02"),
            ("b", "They will not.", "bo-ek", "2030-01-03"),
        ]
    ]
    (gazette,) = (each.data for each in entries if each.data.get("id") == "institution/said-gazette")
    urls = {each.data["url"]: each.data["publisher"] for each in entries if "url" in each.data}
    assert urls == dict.fromkeys(("https://example.org/a", "https://example.org/b"), gazette["id"])
    assert make_plan(source("table").read([table]), State(None)).counts["added"]["claim"] == 2


def test_an_outlet_has_another_document_on_each_day(tmp_path: Path) -> None:
    table = tmp_path / "said.csv"
    table.write_text(
        "Date,Who,Statement,Source,Source date\n"
        "2030-01-02,Ada Lund,Licences will be eased.,Gazette,3 Jan 2030\n"
        "2030-01-03,Bo Ek,They will not.,Gazette,4 Jan 2030\n"
        "2030-01-03,Ada Lund,They will.,Gazette,4 Jan 2030\n"
    )
    asked = {"institution_kind": "medium", "document_kind": "article", "tier": "W", "stance": "asserts"}
    asked["licence"] = "CC0-1.0"
    text = propose(table)
    for field, answer in asked.items():
        text = text.replace(f'{field}: "?"', f"{field}: {answer}")
    (tmp_path / "said.table.yaml").write_text(text.replace('"?"', "any"))
    (batch,) = source("table").read([table])
    claims = [each.data["document"] for each in batch.entries if each.kind == "claim"]
    days = ["document/said-gazette-3-jan-2030", "document/said-gazette-4-jan-2030"]
    assert claims == [days[0], days[1], days[1]]
    assert make_plan(source("table").read([table]), State(None)).counts["added"]["document"] == 3


@pytest.mark.parametrize(
    ("table", "ids"),
    [
        ("Person,Aliases,QID\nAda Lund,A. Lund,\nBo Ek,,Q7\n", ["official/list-ada-lund", "official/list-bo-ek"]),
        ("Country,ISO\nNordland,ND\nOstland,\n", ["party/list-nordland", "party/list-ostland"]),
        ("Ministry,Kind\nTrade,ministry\n", ["institution/list-trade"]),
        ("Event,Place,Date\nTalks,N,2030\nTalks,N,2031\n", ["event/list-talks-2030", "event/list-talks-2031"]),
        ("Also known as,QID\nA. Lund,Q1\n,Q2\n", ["official/list-q1", "official/list-q2"]),
    ],
)
def test_a_proposed_id_is_made_of_what_every_row_has(tmp_path: Path, table: str, ids: list[str]) -> None:
    (tmp_path / "list.csv").write_text(table)
    text = propose(tmp_path / "list.csv").replace('event_kind: "?"', "event_kind: round").replace('"?"', "medium")
    found = [each["id"] for each in read(tmp_path, text, table)]
    assert [each for each in found if not each.startswith("document/") and not each.endswith("keeper")] == ids


def test_other_names_beside_a_post_are_those_of_the_person(tmp_path: Path) -> None:
    table = tmp_path / "list.csv"
    table.write_text("Person,Body,Position,Also known as,Kind\nAda Lund,Court,Head,A. Lund; Lund,court\n")
    found = {each["id"]: each for each in read(tmp_path, propose(table).replace('"?"', "court"), table.read_text())}
    assert found["official/list-ada-lund"]["aliases"] == ["A. Lund", "Lund"]
    assert found["institution/list-court"]["institution_kind"] == "court"


@pytest.mark.parametrize(
    ("cells", "days"),
    [
        (["5 Nov 2025", "1 May 2025"], ["2025-11-05", "2025-05-01"]),
        (["5 November 2025", "1 May 2025"], ["2025-11-05", "2025-05-01"]),
        (["Nov 5, 2025", "May 1, 2025"], ["2025-11-05", "2025-05-01"]),
        (["November 5, 2025", "2025-05-01"], ["2025-11-05", "2025-05-01"]),
        (["13/04/2025", "01/05/2025"], ["2025-04-13", "2025-05-01"]),
        (["04/13/2025", "05/01/2025"], ["2025-04-13", "2025-05-01"]),
        (["5.11.2025", "2025-05-01"], ["2025-11-05", "2025-05-01"]),
    ],
)
def test_a_proposed_mapping_reads_the_days_of_its_table(tmp_path: Path, cells: list[str], days: list[str]) -> None:
    table = tmp_path / "list.csv"
    table.write_text("Event,Place,Date\n" + "".join(f'Talks {n},Nord,"{cell}"\n' for n, cell in enumerate(cells)))
    text = propose(table).replace('"?"', "medium").replace("event_kind: medium", "event_kind: round")
    assert [each["date"] for each in read(tmp_path, text, table.read_text()) if "date" in each] == days


def test_days_that_may_be_months_are_left_to_whoever_knows(tmp_path: Path) -> None:
    table = tmp_path / "list.csv"
    table.write_text("Event,Place,Date\nTalks,Nord,03/04/2025\nMore talks,Nord,05/06/2025\n")
    assert '    date: "{Date}"\n' in propose(table)


def test_a_proposed_mapping_takes_half_a_table_for_a_broken_one(tmp_path: Path) -> None:
    table = tmp_path / "list.csv.gz"
    rows = "".join(f"Land {number},A{chr(64 + number)}\n" for number in range(1, 10))
    table.write_bytes(gzip.compress(f"Name,ISO\n{rows}Land 1,AA\n".encode()))
    mapping = write_proposal(table)
    assert mapping == tmp_path / "list.table.yaml"
    assert "minimum: {party: 4}" in mapping.read_text(encoding="utf-8")
    text = mapping.read_text(encoding="utf-8").replace('"?"', "agency")
    mapping.write_text(text.replace("licence: agency", "licence: CC0-1.0"), encoding="utf-8")
    (batch,) = source("table").read([table])
    assert sum(entry.kind == "party" for entry in batch.entries) == 9
    table.write_bytes(gzip.compress(b"Name,ISO\nLand 1,AA\n"))
    (batch,) = source("table").read([table])
    with pytest.raises(DataError, match="1 records of kind party, where there must be at least 4"):
        list(batch.entries)


def test_a_proposed_mapping_is_yaml_whatever_the_headings_hold(tmp_path: Path) -> None:
    table = tmp_path / "list.csv"
    table.write_text('Name,"Shown\nas","a|b: {c} \'#""",Share\nAda,x,y,10 %\n')
    text = propose(table)
    assert text.endswith("under ignored:\n#   Shown as\n#   a|b: {c} '#\"\n#   Share\n")
    (tmp_path / "list.table.yaml").write_text(text.replace('"?"', '"medium"'))
    assert len(list(source("table").read([table]))) == 1


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
