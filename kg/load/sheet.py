"""The rows of a table that people keep: a CSV file, or a sheet of a spreadsheet (xlsx, xls, xlsb, ods)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, Final
from zipfile import ZipFile, is_zipfile

from kg.errors import DataError, Problem
from kg.load.audit import Row
from kg.load.cell import heading
from kg.load.csv_rows import DELIMITERS, csv_rows, headed, numbered
from kg.load.entry import Explain
from kg.load.input import Advance, opened
from kg.load.number import digits
from kg.load.xlsx import ERRORS, WORKBOOK, shown
from kg.model.suggest import suggest

__all__ = ["Cells", "beginning", "sheet_rows"]

ZIP: Final = b"PK\x03\x04"
OLE: Final = b"\xd0\xcf\x11\xe0"


class Cells(Row):
    """A row whose fields are cells; what is wrong with it names the cell."""

    is_sheet = False

    def text(self, name: str) -> str | None:
        """The text of a cell; a DataError where the spreadsheet could not work it out."""
        text = super().text(name)
        if text in ERRORS:
            raise self.error(name, f"{text} is an error of the spreadsheet", "mend the formula, or clear the cell")
        return text

    def problem(self, name: str | None, what: str, fix: str = "") -> Problem:
        """Something that is wrong with a cell, or with the whole row."""
        return self.explain(super().problem(name, what, fix))

    @property
    def explain(self) -> Explain:
        """What puts the cell in front of a problem, as a spreadsheet names it, and the heading of its column."""
        # The columns are shared by all rows; the row itself, with its cells, is not kept.
        return partial(with_cell, columns=self.columns, is_sheet=self.is_sheet)


class SheetCells(Cells):
    """A row of a spreadsheet."""

    is_sheet = True


def with_cell(problem: Problem, *, columns: Mapping[str, int], is_sheet: bool) -> Problem:
    """A problem that names its cell."""
    column = next((name for name, number in columns.items() if number == problem.column), "")
    letters = column_letters(max(problem.column, 1))
    # A line of a CSV file need not be the row that a spreadsheet would number so.
    cell = f"cell {letters}{problem.line}" if is_sheet else f"column {letters}"
    return replace(problem, what=f"{cell} ({column}): {problem.what}")


def sheet_rows(path: Path, sheet: str | None, advance: Advance, *, header_row: int = 1) -> Iterator[Row]:
    """The rows below the header, all cells as text; ``sheet`` names one of several sheets, else the first is read.

    The header is the first row from ``header_row`` on that is not empty.
    What a file holds is told by its first bytes, since it may be packed, or come without a name.
    """
    with opened(path, advance) as stream:
        if is_book(stream):
            lines = lines_of(io.BytesIO(stream.read()), path, sheet)
            below = (line for line in lines if line[0] >= header_row)
            yield from headed(below, path, named=heading, row=SheetCells, header_row=header_row)
        else:
            yield from csv_rows(stream, path, named=heading, row=Cells, header_row=header_row)


def beginning(path: Path, sheet: str | None, rows: int) -> list[tuple[int, list[str]]]:
    """The first rows with their numbers, whatever stands in them."""
    with opened(path, lambda _: None) as stream:
        if is_book(stream):
            return list(islice(lines_of(io.BytesIO(stream.read()), path, sheet), rows))
        text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="replace", newline="")
        lines = list(islice(text, rows))
        text.detach()
    delimiter = max(DELIMITERS, key=lambda sign: sum(line.count(sign) for line in lines))
    return list(numbered(csv.reader(lines, delimiter=delimiter)))


def is_book(stream: io.BufferedReader) -> bool:
    """Whether a stream is a spreadsheet."""
    return stream.peek(len(ZIP))[: len(ZIP)] in (ZIP, OLE)


def lines_of(data: io.BytesIO, path: Path, sheet: str | None) -> Iterable[tuple[int, list[str]]]:
    """The rows of a sheet, with their numbers."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with CalamineWorkbook.from_filelike(data) as book:
            names = book.sheet_names
            if sheet is not None and sheet not in names:
                raise DataError([Problem(path, 0, 0, f"there is no sheet {sheet}", suggest(sheet, names))])
            name = names[0] if sheet is None else sheet
            told = told_apart(data, name)
            # Else rows and columns in front of the first filled cell are skipped, and all places are wrong.
            for number, cells in enumerate(book.get_sheet_by_name(name).to_python(skip_empty_area=False), start=1):
                yield number, [told.get((number, n), written(cell)) for n, cell in enumerate(cells, start=1)]
    except CalamineError as error:
        what = f"this cannot be read as a spreadsheet: {error}"
        raise DataError([Problem(path, 0, 0, what, "save it as xlsx or CSV, without a password")]) from error


def told_apart(data: io.BytesIO, sheet: str) -> Mapping[tuple[int, int], str]:
    """The cells of an xlsx file that hold an error or a percentage; in the other formats these cannot be told apart."""
    data.seek(0)
    if not is_zipfile(data):
        return {}
    with ZipFile(data) as book:
        return shown(book, sheet) if WORKBOOK in book.namelist() else {}


def written(cell: Any) -> str:
    """A cell as text: a day as ISO, a number in plain digits, yes or no."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float):
        # The shortest decimal that a spreadsheet would show.
        return digits(Decimal(repr(cell)))
    return str(cell)


def column_letters(number: int) -> str:
    """The name of a column in a spreadsheet: A, B, ..., Z, AA."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
