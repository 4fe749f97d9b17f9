"""What an xlsx file shows in its cells and the library that reads spreadsheets does not tell: errors, percent signs.

An error, such as ``#REF!``, comes as an empty cell, and nothing else tells a hole in a table from a broken formula. A
cell that shows ``10%`` comes as the number 0.1, which elsewhere may be a tenth of a percent.
"""

import posixpath
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import IO, Final
from xml.etree.ElementTree import Element, iterparse
from zipfile import ZipFile

from kg.load.number import digits

__all__ = ["ERRORS", "WORKBOOK", "shown"]

ERRORS: Final = frozenset(
    ("#BLOCKED!", "#CALC!", "#DIV/0!", "#FIELD!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#SPILL!", "#VALUE!")
)
"""What spreadsheets write into a cell that cannot be worked out; exported as CSV it stands there as text."""

WORKBOOK: Final = "xl/workbook.xml"
"""The file that makes a zip file an xlsx file."""

PERCENT: Final = frozenset(("9", "10"))
"""The formats with a percent sign that are the same in every file, which need not describe them."""

LITERAL: Final = re.compile(r'"[^"]*"|[\\_*].|\[[^\]]*\]')
"""What a format prints as it stands, or leaves room for: a percent sign in it changes no number."""

Cell = tuple[int, int]


def shown(book: ZipFile, sheet: str) -> dict[Cell, str]:
    """The errors and percentages of a sheet as they are shown, by row and column, both from 1."""
    percents = percent_styles(book)
    with book.open(sheet_file(book, sheet)) as stream:
        return dict(shown_in(stream, percents))


def shown_in(stream: IO[bytes], percents: frozenset[str]) -> Iterator[tuple[Cell, str]]:
    """The place and the text of each error, and of each number in one of these styles."""
    for cell in elements(stream, "c"):
        value = next((each.text or "" for each in cell if named(each, "v")), "")
        if cell.get("t") == "e":
            yield place(cell.attrib["r"]), value
        elif cell.get("t", "n") == "n" and cell.get("s") in percents and value != "":
            yield place(cell.attrib["r"]), f"{digits(100 * Decimal(repr(float(value))))}%"


def percent_styles(book: ZipFile) -> frozenset[str]:
    """The styles in which a number is shown with a percent sign: their places in the list of styles."""
    found: list[str] = []
    file = next((path for kind, _, path in relations(book) if kind.endswith("/styles")), None)
    if file is not None:
        formats = {*PERCENT}
        for each in elements(book.open(file), "numFmt"):
            if "%" in LITERAL.sub("", each.attrib["formatCode"]):
                formats.add(each.attrib["numFmtId"])
        for styles in elements(book.open(file), "cellXfs"):
            found += [str(number) for number, style in enumerate(styles) if style.get("numFmtId") in formats]
    return frozenset(found)


def sheet_file(book: ZipFile, sheet: str) -> str:
    """The file inside the book that holds the sheet of this name."""
    found = next(each for each in elements(book.open(WORKBOOK), "sheet") if each.attrib["name"] == sheet)
    key = next(value for name, value in found.attrib.items() if name.endswith("}id"))
    return next(path for _, id_, path in relations(book) if id_ == key)


def relations(book: ZipFile) -> Iterator[tuple[str, str, str]]:
    """The parts of the book: what each is, its id, and its file."""
    for each in elements(book.open("xl/_rels/workbook.xml.rels"), "Relationship"):
        path = posixpath.normpath(posixpath.join("/xl", each.attrib["Target"])).lstrip("/")
        yield each.attrib["Type"], each.attrib["Id"], path


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
    letters, number = re.fullmatch("([A-Z]+)([0-9]+)", reference).groups()  # type: ignore[union-attr]
    column = 0
    for letter in letters:
        column = 26 * column + ord(letter) - ord("A") + 1
    return int(number), column
