"""The rows of a CSV file one by one, each with its line and the numbers of its columns."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Final

from kg.errors import DataError, Problem
from kg.load.audit import Row

__all__ = ["DELIMITERS", "csv_rows", "headed", "numbered"]

DELIMITERS: Final = ",;\t|"
STRAY: Final = re.compile("[\udc80-\udcff]")
Named = Callable[[str], str]


def csv_rows(
    stream: io.BufferedReader, path: Path, *, named: Named = str.strip, row: type[Row] = Row, header_row: int = 1
) -> Iterator[Row]:
    """The rows below the header; the delimiter is the comma, semicolon, tab or bar that the header has most of.

    ``named`` turns what a column is headed with into the name of the field. Lines above ``header_row`` are passed over.
    """
    # A byte that is no UTF-8 is kept as a stray sign: the decoder reads ahead, and knows of no line.
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="surrogateescape", newline="")
    reader, above = None, header_row - 1
    try:
        first = next(islice(text, above, None), "")
        reader = csv.reader(chain([first], text), delimiter=max(DELIMITERS, key=first.count), strict=True)
        yield from headed(decoded(numbered(reader, above), path), path, named=named, row=row, header_row=header_row)
    except csv.Error as error:
        line = 1 if reader is None else above + reader.line_num
        raise DataError([Problem(path, line, 1, f"this is no CSV: {error}", "check the quotes")]) from error
    finally:
        # Else the wrapper would close the stream under whoever opened it.
        text.detach()


def numbered(reader: Iterable[list[str]], above: int = 0) -> Iterator[tuple[int, list[str]]]:
    """Records with the line on which each begins, below so many others; a quoted cell may hold several lines."""
    start = above + 1
    for cells in reader:
        yield start, cells
        start = above + reader.line_num + 1  # type: ignore[attr-defined]


def decoded(lines: Iterable[tuple[int, list[str]]], path: Path) -> Iterator[tuple[int, list[str]]]:
    """The same records; a DataError at the first cell with a byte that is no UTF-8."""
    for line, cells in lines:
        for column, cell in enumerate(cells, start=1):
            found = None if cell.isascii() else STRAY.search(cell)
            if found is not None:
                what = f"the byte 0x{ord(found[0]) & 0xFF:02X} is no UTF-8"
                raise DataError([Problem(path, line, column, what, "save the file as CSV in UTF-8")])
        yield line, cells


def headed(
    lines: Iterable[tuple[int, list[str]]], path: Path, *, named: Named, row: type[Row], header_row: int = 1
) -> Iterator[Row]:
    """Rows under the names of the first one that is not empty; ``header_row`` says where they begin.

    A cell that stands under no name is a field of its own, such as ``column 9``, so that it is reported.
    """
    header: list[str] | None = None
    columns: dict[str, int] = {}
    for line, cells in lines:
        if all(cell.strip() == "" for cell in cells):
            continue
        if header is None:
            header = [named(cell) for cell in cells]
            columns = {name: number for number, name in enumerate(header, start=1) if name != ""}
            check_header(header, path, line)
            continue
        filled = cells + [""] * (len(header) - len(cells))
        data = {name: cell for name, cell in zip(header, filled, strict=False) if name != ""}
        data.update({f"column {number}": cell for number, cell in beyond(header, cells)})
        yield row(data, path, line, columns)
    if header is None and header_row > 1:
        what = f"nothing stands in row {header_row} or below it"
        raise DataError([Problem(path, header_row, 1, what, "give header_row in the mapping the row of the headings")])
    if header is None:
        raise DataError([Problem(path, 1, 1, "the file is empty", "the first row names the columns")])


def beyond(header: list[str], cells: list[str]) -> Iterator[tuple[int, str]]:
    """Cells that stand under no name and hold something."""
    for number, cell in enumerate(cells, start=1):
        if cell.strip() != "" and (number > len(header) or header[number - 1] == ""):
            yield number, cell


def check_header(header: list[str], path: Path, line: int) -> None:
    """No name stands over two columns."""
    problems = [
        Problem(path, line, number, f"the column {name} stands twice", "give one of them another name")
        for number, name in enumerate(header, start=1)
        if name != "" and name in header[: number - 1]
    ]
    if len(problems) > 0:
        raise DataError(problems)
