"""The smallest xlsx file that says something, for tests of what people keep in spreadsheets."""

from collections.abc import Sequence
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZipFile

__all__ = ["xlsx"]

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def xlsx(rows: Sequence[Sequence[str | float]], *, form: str = "0.0%") -> bytes:
    """A book with one sheet; a text that begins with # stands in its cell as an error, a number is shown in a form."""
    lines = "".join(
        f'<row r="{number}">{"".join(cell(f"{chr(65 + n)}{number}", text) for n, text in enumerate(row))}</row>'
        for number, row in enumerate(rows, start=1)
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{TYPE}.styles+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{TYPE}.worksheet+xml"/></Types>',
        "_rels/.rels": relations(officeDocument="xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">'
        '<sheets><sheet name="List" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(worksheet="worksheets/sheet1.xml", styles="styles.xml"),
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><numFmts count="1">'
        f'<numFmt numFmtId="164" formatCode="{escape(form, {chr(34): "&quot;"})}"/></numFmts><cellXfs count="2">'
        '<xf numFmtId="0"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{lines}</sheetData></worksheet>',
    }
    made = BytesIO()
    with ZipFile(made, "w") as book:
        for name, text in parts.items():
            book.writestr(name, f'<?xml version="1.0"?>{text}')
    return made.getvalue()


def cell(place: str, shown: str | float) -> str:
    """One cell."""
    if isinstance(shown, float):
        return f'<c r="{place}" s="1"><v>{shown!r}</v></c>'
    if shown.startswith("#"):
        return f'<c r="{place}" t="e"><v>{shown}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(shown)}</t></is></c>'


def relations(**parts: str) -> str:
    """What leads from one part of the book to others, by what they are."""
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{RELATIONS}/{what}" Target="{target}"/>'
        for number, (what, target) in enumerate(parts.items(), start=1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>'
