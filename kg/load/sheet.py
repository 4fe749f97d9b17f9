"""The rows of a table that people keep: a CSV file, or a sheet of a spreadsheet (xlsx, xls, xlsb, ods)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from kg.errors import DataError, Problem
from kg.load.audit import Row
from kg.load.csv_rows import csv_rows, headed
from kg.load.input import Advance, opened
from kg.model.suggest import suggest

__all__ = ["SPREADSHEETS", "Cells", "sheet_rows"]

SPREADSHEETS: Final = (".xlsx", ".xls", ".xlsb", ".ods")


class Cells(Row):
    """A row whose fields are cells; what is wrong with it names the cell."""

    def explained(self, problem: Problem) -> Problem:
        """A problem with the cell in front of it, as a spreadsheet names it, and the heading of its column."""
        heading = next((name for name, number in self.columns.items() if number == problem.column), "")
        letters = column_letters(max(problem.column, 1))
        # A line of a CSV file need not be the row that a spreadsheet would number so.
        cell = f"cell {letters}{self.line}" if self.file.suffix in SPREADSHEETS else f"column {letters}"
        return replace(problem, what=f"{cell} ({heading}): {problem.what}")


def sheet_rows(path: Path, sheet: str | None, advance: Advance) -> Iterator[Row]:
    """The rows below the header, all cells as text; ``sheet`` names one of several sheets, else the first is read."""
    if path.suffix not in SPREADSHEETS:
        with opened(path, advance) as stream:
            yield from csv_rows(stream, path, row=Cells)
        return
    yield from headed(lines_of(path, sheet), path, named=str.strip, row=Cells)


def lines_of(path: Path, sheet: str | None) -> Iterable[tuple[int, list[str]]]:
    """The rows of a sheet, with their numbers."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with CalamineWorkbook.from_path(path) as book:
            names = book.sheet_names
            if sheet is not None and sheet not in names:
                raise DataError([Problem(path, 0, 0, f"there is no sheet {sheet}", suggest(sheet, names))])
            found = book.get_sheet_by_index(0) if sheet is None else book.get_sheet_by_name(sheet)
            # Else rows and columns in front of the first filled cell are skipped, and all places are wrong.
            for number, cells in enumerate(found.to_python(skip_empty_area=False), start=1):
                yield number, [written(cell) for cell in cells]
    except CalamineError as error:
        what = f"this cannot be read as a spreadsheet: {error}"
        raise DataError([Problem(path, 0, 0, what, "save it as xlsx or CSV, without a password")]) from error


def written(cell: Any) -> str:
    """A cell as text: a day as ISO, a number in plain digits, yes or no."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float):
        # The shortest decimal that a spreadsheet would show, without an exponent.
        return f"{Decimal(repr(cell)).normalize():f}"
    return str(cell)


def column_letters(number: int) -> str:
    """The name of a column in a spreadsheet: A, B, ..., Z, AA."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
