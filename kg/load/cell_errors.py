"""Cells of an xlsx file that hold an error, such as ``#REF!``.

The library that reads spreadsheets gives them as empty, and nothing else tells a hole in a table from a broken formula.
"""

import posixpath
import re
from collections.abc import Iterator
from typing import IO, Final
from xml.etree.ElementTree import Element, iterparse
from zipfile import ZipFile

__all__ = ["ERRORS", "WORKBOOK", "cell_errors"]

ERRORS: Final = frozenset(
    ("#BLOCKED!", "#CALC!", "#DIV/0!", "#FIELD!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#SPILL!", "#VALUE!")
)
"""What spreadsheets write into a cell that cannot be worked out; exported as CSV it stands there as text."""

WORKBOOK: Final = "xl/workbook.xml"
"""The file that makes a zip file an xlsx file."""

Cell = tuple[int, int]


def cell_errors(book: ZipFile, sheet: str) -> dict[Cell, str]:
    """The errors of a sheet by row and column, both from 1."""
    with book.open(sheet_file(book, sheet)) as stream:
        return dict(errors_in(stream))


def sheet_file(book: ZipFile, sheet: str) -> str:
    """The file inside the book that holds the sheet of this name."""
    targets: dict[str, str] = {}
    for each in elements(book.open("xl/_rels/workbook.xml.rels"), "Relationship"):
        targets[each.attrib["Id"]] = each.attrib["Target"]
    found = next(each for each in elements(book.open(WORKBOOK), "sheet") if each.attrib["name"] == sheet)
    key = next(value for name, value in found.attrib.items() if name.endswith("}id"))
    return posixpath.normpath(posixpath.join("/xl", targets[key])).lstrip("/")


def errors_in(stream: IO[bytes]) -> Iterator[tuple[Cell, str]]:
    """The place and the text of each error."""
    for cell in elements(stream, "c"):
        if cell.get("t") == "e":
            yield place(cell.attrib["r"]), next((each.text or "" for each in cell if named(each, "v")), "")


def elements(stream: IO[bytes], name: str) -> Iterator[Element]:
    """The elements of one name, each let go again: sheets are long."""
    for _, each in iterparse(stream):
        if named(each, name):
            yield each
            each.clear()


def named(element: Element, name: str) -> bool:
    """Whether an element has this name, in whichever of the two namespaces that programs write."""
    return element.tag.rpartition("}")[2] == name


def place(reference: str) -> Cell:
    """Row and column of a cell: ``B3`` is (3, 2)."""
    letters, digits = re.fullmatch("([A-Z]+)([0-9]+)", reference).groups()  # type: ignore[union-attr]
    column = 0
    for letter in letters:
        column = 26 * column + ord(letter) - ord("A") + 1
    return int(digits), column
