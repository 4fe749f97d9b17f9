"""How the columns of a table become records: the mapping that an analyst writes beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from pydantic import field_validator, model_validator

from kg.errors import DataError, Problem
from kg.load.audit import Row
from kg.load.cell import column_of, named
from kg.load.constants import Constants, leaves
from kg.load.description import Rules, read_marked
from kg.load.entry import Batch, Entry, Explain, Finder, Place
from kg.load.input import STDIN
from kg.load.intake import Intake
from kg.load.sheet import sheet_rows
from kg.load.template import Rendered, cells_in, check_template, render
from kg.model.field import Text
from kg.model.kinds import BY_PLURAL, BY_SLUG, DOSSIER_KINDS
from kg.model.mistake import mistake
from kg.model.ref import slug_of
from kg.model.suggest import suggest

__all__ = ["ENDING", "UNKNOWN", "Mapping", "mapped", "mapping_beside"]

ENDING = ".table.yaml"
"""How the name of a mapping ends: that of ``list.csv`` is ``list.table.yaml``."""

UNKNOWN = "?"
"""Stands in a proposed mapping where a value is needed that the table does not have."""

SLUGS = tuple(kind.KIND.slug for kind in DOSSIER_KINDS)


class Mapping(Rules):
    """The content of a mapping."""

    dataset: dict[str, Any]
    """The data set that the table is: id, title, licence."""

    file: Text
    """The table, seen from the mapping; ``-`` is standard input."""

    sheet: Text | None = None
    """The sheet of a spreadsheet; left out, the first one."""

    header_row: int = 1
    """The row of the file in which the headings stand, or above which there is nothing but a title."""

    records: tuple[dict[str, Any], ...]
    """One template for each record that a row makes: its kind, its id, and its fields as a dossier has them."""

    @field_validator("header_row", mode="before")
    @classmethod
    def counts_rows(cls, value: object) -> object:
        """Rows are counted from 1."""
        if not str(value).isdecimal() or int(str(value)) == 0:
            raise mistake(
                f"{value} is no row", "write the number that stands before the row of the headings, such as 3"
            )
        return value

    @field_validator("records")
    @classmethod
    def kinds_exist(cls, value: tuple[dict[str, Any], ...]) -> tuple[dict[str, Any], ...]:
        """Every template says of which kind its record is, and has fields of that kind."""
        for template in value:
            kind = template.get("kind")
            if kind in BY_PLURAL:
                raise mistake(f"{kind} is the word for many", f"write kind: {BY_PLURAL[kind].KIND.slug}")
            if kind not in SLUGS:
                raise mistake(f"{kind!r} is no kind of record", suggest(str(kind), SLUGS))
            fields = BY_SLUG[kind].model_fields
            for name in template.keys() - {"kind"}:
                if name not in fields:
                    raise mistake(f"a {kind} has no field {name}", suggest(name, fields))
        return value

    @model_validator(mode="after")
    def templates_can_be_filled(self) -> Mapping:
        """Filters and lookups exist."""
        check_template(list(self.records), self.lookups)
        open_ones = [
            f"{record['kind']}: {'.'.join(map(str, path))}"
            for record in self.records
            for path, value in leaves(record)
            if value == UNKNOWN
        ]
        open_ones += [f"dataset: {name}" for name, value in self.dataset.items() if value == UNKNOWN]
        if len(open_ones) > 0:
            raise mistake(f"a question mark stands for {', '.join(open_ones)}", "fill it in")
        return self


def mapping_beside(table: Path) -> Path:
    """The mapping that belongs to a table: ``list.table.yaml`` for ``list.csv``, ``list.csv.gz`` or ``list.xlsx``."""
    plain = table.with_suffix("") if table.suffix.lower() == ".gz" else table
    return plain.with_name(plain.stem + ENDING)


def mapped(file: Path, intake: Intake, *, table: Path | None = None) -> Batch:
    """The data set that a mapping makes of its table, or of another one of the same form."""
    mapping, find = read_marked(file, Mapping)
    templates = [constants(each, file, inside(find, "records", n)) for n, each in enumerate(mapping.records)]
    wrong = [problem for each in templates for problem in each.problems()]
    if len(wrong) > 0:
        raise DataError(wrong)
    if table is None:
        table = STDIN if mapping.file == str(STDIN) else file.parent / mapping.file
    if table != STDIN and not table.is_file():
        raise DataError([Problem(file, 0, 0, f"there is no table {table}", "name it under file, seen from here")])
    dataset = Entry("dataset", mapping.dataset, file, inside(find, "dataset"))
    part = intake.part(slug_of(str(mapping.dataset.get("id", ""))) or file.name, mapping, [table])
    return part.batch(dataset, records(mapping, templates, table, part))


def inside(find: Finder, *above: str | int) -> Finder:
    """What finds the places of a part of a file."""
    return lambda path, key: find((*above, *path), key)


def constants(template: dict[str, Any], file: Path, find: Finder) -> Constants:
    """The constants of a template."""
    return Constants(template["kind"], {name: each for name, each in template.items() if name != "kind"}, file, find)


def records(mapping: Mapping, templates: Sequence[Constants], table: Path, intake: Intake) -> Iterator[Entry]:
    """The records of all rows."""
    rows = checked(sheet_rows(table, mapping.sheet, intake.advance(table), header_row=mapping.header_row), templates)

    def entries_of(row: Row) -> Iterator[Entry]:
        for each in templates:
            yield entry_of(each, render(each.fields, row, intake.lookups), row)

    yield from intake.take(rows, entries_of)


def checked(rows: Iterable[Row], templates: Sequence[Constants]) -> Iterator[Row]:
    """The rows, once every column that the mapping names is there."""
    columns: list[str] | None = None
    for row in rows:
        if columns is None:
            columns = [*row.columns]
            wanted = {column_of(cell): each.file for each in templates for cell in cells_in(each.fields)}
            problems = [
                Problem(wanted[name], 0, 0, f"{row.file} has no column {name}", suggest(name, map(named, columns)))
                for name in sorted(wanted.keys() - {*columns})
            ]
            if len(problems) > 0:
                raise DataError(problems)
        yield row


def entry_of(constants: Constants, made: Rendered, row: Row) -> Entry:
    """A record whose parts are found in the cells they came from, or in the mapping where an id is a constant."""
    # The columns are shared by all rows; the row itself, with its cells, is not kept.
    file, line, columns = row.file, row.line, row.columns

    def place(path: tuple[str | int, ...], key: bool) -> Place:
        fixed = constants.place(path)
        if fixed is not None:
            return fixed
        column = made.column(path)
        nearest = column if column is not None else made.column(("id",))
        return Place(line, 1 if nearest is None else columns[nearest])

    empty = frozenset(columns[column] for column in made.empty)
    explain = partial(of_cell, table=file, empty=empty, explain=row.explain)
    return Entry(constants.kind, made.data, file, place, explain, row.number)


def of_cell(problem: Problem, *, table: Path, empty: frozenset[int], explain: Explain) -> Problem:
    """A problem with a record of a table, which is told of the cell alone where the cell is empty."""
    if problem.file != table:
        return problem
    if problem.column not in empty:
        return explain(problem)
    return explain(replace(problem, what=f"the cell is empty, and {problem.what}", fix="fill it in"))
