"""A first mapping for a table, guessed from its headings and from what stands below them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Final

from kg.errors import UsageError
from kg.load.audit import Row
from kg.load.cell import cell_of
from kg.load.forms import are_percentages, filter_of
from kg.load.headings import beside, kind_of_table, required, source_columns, unit_column
from kg.load.mapping import ENDING, UNKNOWN, mapping_beside
from kg.load.sheet import beginning, sheet_rows
from kg.load.slug import slug
from kg.model.introspect import describe, inner
from kg.model.kinds import BY_SLUG
from kg.model.quantity import Quantity

__all__ = ["propose", "write_proposal"]

LOOKED_AT: Final = 200
"""How many rows are looked at."""

REFERRED: Final = ("official", "institution", "party", "topic")
"""Kinds of which a table often holds no more than the name."""

TOLD_BY: Final = {
    "tenure": ("official", "post", "start"),
    "claim": ("said_on", "speaker", "summary"),
    "event": ("name", "date"),
}
"""The fields that tell one record of a kind from another, where the name does not."""


def write_proposal(table: Path, *, sheet: str | None = None) -> Path:
    """Write the mapping proposed for a table beside it; a UsageError where one is there already."""
    mapping = mapping_beside(table)
    if mapping.exists():
        raise UsageError(f"{mapping} is there already; take it away to have one proposed")
    mapping.write_text(propose(table, sheet=sheet), encoding="utf-8")
    return mapping


def propose(table: Path, *, sheet: str | None = None) -> str:
    """The mapping as YAML text; of a spreadsheet, for the sheet that is named, else for the first one."""
    below = header_row(table, sheet)
    rows = list(islice(sheet_rows(table, sheet, lambda _: None, header_row=below), LOOKED_AT))
    if len(rows) == 0:
        raise UsageError(f"{table} has no row below its headings")
    columns = list(rows[0].columns)
    kind, fields = kind_of_table(columns)
    source = source_columns([column for column in columns if column not in fields.values()])
    paper = paper_id(source, rows)
    if paper is None:
        source = {}
    used = {*fields.values(), *source.values()}
    more: dict[str, dict[str, str]] = {}
    for target in ("official", "institution") if kind == "tenure" else ():
        more[target] = beside(target, [column for column in columns if column not in used])
        used.update(more[target].values())
    units = unit_column(columns) if any(is_amount(kind, name) for name in fields) else None
    used |= set() if units is None else {units}
    lines = [
        *head(table, sheet, below, rows),
        *rules(kind, fields, rows),
        "records:",
        *document(table),
        *papers(source, paper, rows),
        *referred(kind, fields, more, rows),
        *record(kind, fields, paper, units, rows),
    ]
    left = [column for column in columns if column not in used]
    if len(left) > 0:
        lines += ["# Not used yet; give each a field above, or list it under ignored:"]
        lines += [f"#   {column}" for column in left]
    return "\n".join(lines) + "\n"


def header_row(table: Path, sheet: str | None) -> int:
    """The row of the headings: the first, unless it has so few filled cells beside those below that it is a title."""
    found = beginning(table, sheet, LOOKED_AT)
    filled = [(number, sum(cell.strip() != "" for cell in cells)) for number, cells in found]
    most = max((count for _, count in filled), default=0)
    held = [(number, count) for number, count in filled if count > 0]
    if len(held) == 0 or held[0][1] * 2 > most:
        return 1
    return next(number for number, count in held if count * 2 > most)


def stem(table: Path) -> str:
    """The name of a table without its endings."""
    return mapping_beside(table).name.removesuffix(ENDING)


def words_of(table: Path) -> str:
    """The same as words of an id."""
    return slug(stem(table)) or "table"


def head(table: Path, sheet: str | None, below: int, rows: Sequence[Row]) -> Iterator[str]:
    """The data set and the file."""
    words = words_of(table)
    yield f"# Proposed for {table.name} from its headings and first {len(rows)} rows. Check it, and fill in every ?"
    yield "# A text in braces is a cell; filters follow after bars: {Name|slug}, {Day|date %d.%m.%Y}, {Tonnes|number},"
    yield "# {Rate|percent}, {Names|split ;}, {Country|lookup parties} with a table of that name under lookups."
    yield "# Ids begin with the name of the table, so that no two namesakes become one; see kg match."
    yield "# Where a row means a record that is there already, write its id, by hand or by a lookup."
    yield "# A heading with a bar or a brace stands in single quotes: {'Kind | sort'|slug}."
    yield f"dataset: {{id: dataset/{words}, title: {quoted(stem(table))}, licence: {quoted(UNKNOWN)}}}"
    yield f"file: {quoted(table.name)}"
    if sheet is not None:
        yield f"sheet: {quoted(sheet)}"
    if below > 1:
        yield f"header_row: {below} # Above it stands a title, by the few cells that are filled there."


def rules(kind: str, fields: dict[str, str], rows: Sequence[Row]) -> Iterator[str]:
    """How few records are taken for a broken table, by those that there are now."""
    columns = id_columns(kind, fields, rows)
    now = len({tuple(row.data[column] for column in columns) for row in rows})
    yield "# With fewer records nothing is written, so that half a table does not empty the graph; lower it if need be."
    yield f"minimum: {{{kind}: {max(1, now // 2)}}}"
    yield "# The share of rows that may be refused; they go to .kg/rejects/ with their reasons."
    yield "rejects: 0%"


def document(table: Path) -> Iterator[str]:
    """The table as a document, which every record cites, and its publisher."""
    words = words_of(table)
    yield "  - kind: institution"
    yield f"    id: institution/{words}-keeper"
    yield f"    name: {quoted(UNKNOWN)}"
    yield f"    institution_kind: {quoted(UNKNOWN)}"
    yield "  - kind: document"
    yield f"    id: document/{words}"
    yield f"    title: {quoted(stem(table))}"
    yield "    document_kind: data_set"
    yield f"    published: {changed(table)} # the day on which the file was last changed"
    yield f"    publisher: institution/{words}-keeper"
    yield "    tier: T"


def paper_id(source: dict[str, str], rows: Sequence[Row]) -> str | None:
    """The id of the document that a row is from; None where no column names one for every row.

    An address is that of one document. What people call the source is most often an outlet, which is another document
    on every day.
    """
    wanted = (("url",), ("title", "published"))
    told = ([source[name] for name in names if name in source] for names in wanted if names[0] in source)
    columns = next((each for each in told if len(values_of(each[0], rows)) == len(rows)), None)
    return None if columns is None else id_of("document", rows[0].file, *columns)


def papers(source: dict[str, str], paper: str | None, rows: Sequence[Row]) -> Iterator[str]:
    """The document of each row, and who published it, which is most often what people call the source."""
    if paper is None:
        return
    title, table = source.get("title", source.get("url", "")), rows[0].file
    publisher = id_of("institution", table, title) if "title" in source else UNKNOWN
    if "title" in source:
        yield "  - kind: institution"
        yield f"    id: {quoted(publisher)}"
        yield f"    name: {quoted(cell_of(title))}"
        yield f"    institution_kind: {quoted(UNKNOWN)}"
    yield "  - kind: document"
    yield f"    id: {quoted(paper)}"
    yield f"    title: {quoted(cell_of(title))}"
    yield f"    document_kind: {quoted(UNKNOWN)}"
    if "published" in source:
        yield f"    published: {quoted(filled('published', source['published'], None, rows))}"
    else:
        yield f"    retrieved: {changed(table)} # when the file was last changed; better: published, from a column"
    if "url" in source:
        yield f"    url: {quoted(cell_of(source['url']))}"
    yield f"    publisher: {quoted(publisher)}"
    yield f"    tier: {quoted(UNKNOWN)}"


def changed(table: Path) -> str:
    """The day on which a file was last changed."""
    return date.fromtimestamp(table.stat().st_mtime).isoformat()


def referred(kind: str, fields: dict[str, str], more: dict[str, dict[str, str]], rows: Sequence[Row]) -> Iterator[str]:
    """The records that the cells of a row refer to by name."""
    table = rows[0].file
    for name, target in targets_of(kind).items():
        if name in fields and target in REFERRED:
            column, own = fields[name], more.get(target, {})
            yield f"  - kind: {target}"
            yield f"    id: {quoted(id_of(target, table, column))}"
            yield f"    name: {quoted(cell_of(column))}"
            yield from (f"    {each}: {quoted(filled(each, stands, None, rows))}" for each, stands in own.items())
            needed = (each for each in required(target) if each != "name" and each not in own)
            yield from (f"    {each}: {quoted(UNKNOWN)}" for each in needed)
            if BY_SLUG[target].KIND.cited:
                yield f"    cites: {{document: document/{words_of(table)}, at: unseen}}"


def record(
    kind: str, fields: dict[str, str], paper: str | None, units: str | None, rows: Sequence[Row]
) -> Iterator[str]:
    """The template of the record that each row makes; a claim has its id by what it says."""
    words = words_of(rows[0].file)
    cited = quoted(f"document/{words}" if paper is None else paper)
    yield f"  - kind: {kind}"
    if kind == "claim":
        yield f"    document: {cited}"
        yield "    at: unseen"
        yield "    # about: commitment/some-name, what it is said of; without it, it is found by its words alone"
    else:
        yield f"    id: {quoted(f'{kind}/{words}-{id_template(kind, fields, rows)}')}"
    references = {name: target for name, target in targets_of(kind).items() if name in fields}
    for name, column in fields.items():
        cell = quoted(filled(name, column, references.get(name), rows))
        unit = unit_of(column, rows) if units is None else quoted(cell_of(units))
        yield f"    {name}: {f'{{amount: {cell}, unit: {unit}}}' if is_amount(kind, name) else cell}"
    for name in required(kind):
        if name not in fields and not (kind == "claim" and name in ("document", "at")):
            yield f"    {name}: {quoted(UNKNOWN)}"
    if BY_SLUG[kind].KIND.cited:
        yield f"    cites: {{document: {cited}, at: unseen}}"


def id_columns(kind: str, fields: dict[str, str], rows: Sequence[Row]) -> list[str]:
    """The columns whose cells together tell one record from another, and are filled in every row."""
    full = {name: column for name, column in fields.items() if len(values_of(column, rows)) == len(rows)}
    named = [full[name] for name in TOLD_BY.get(kind, ("name",)) if name in full]
    return named if len(named) > 0 else list(full.values())[:1]


def id_template(kind: str, fields: dict[str, str], rows: Sequence[Row]) -> str:
    """The cells of these columns as an id."""
    cells = id_columns(kind, fields, rows)
    return "-".join(cell_of(cell, "slug") for cell in cells) if len(cells) > 0 else UNKNOWN


def targets_of(kind: str) -> dict[str, str]:
    """The fields of a kind that refer to records, with the kind that they most likely mean."""
    (found,) = (each for each in describe() if each.slug == kind)
    slugs = {each.label: each.slug for each in describe()}
    meant = {each.path[0]: slugs[each.targets[-1]] for each in found.relationships if len(each.targets) > 0}
    return meant | ({"speaker": "official"} if kind == "claim" else {})


def id_of(target: str, table: Path, *columns: str) -> str:
    """The id of what cells name: of this table's own, since two tables may mean two people by one name."""
    return "-".join((f"{target}/{words_of(table)}", *(cell_of(column, "slug") for column in columns)))


def filled(name: str, column: str, target: str | None, rows: Sequence[Row]) -> str:
    """A cell with the filter that its values need; a reference as an id of the kind it means."""
    if target is not None:
        return id_of(target, rows[0].file, column)
    values = values_of(column, rows)
    if name in ("aliases", "codes") and any(";" in value for value in values):
        return cell_of(column, "split ;")
    wanted = filter_of(values)
    return cell_of(column) if wanted is None else cell_of(column, wanted)


def is_amount(kind: str, name: str) -> bool:
    """Whether a field of a kind holds an amount with its unit."""
    return inner(BY_SLUG[kind].model_fields[name].annotation)[0] is Quantity


def unit_of(column: str, rows: Sequence[Row]) -> str:
    """The unit in which a column counts, as far as its cells say so."""
    return "percent" if are_percentages(values_of(column, rows)) else quoted(UNKNOWN)


def values_of(column: str, rows: Sequence[Row]) -> list[str]:
    """What stands in a column."""
    return [value for row in rows if (value := row.text(column)) is not None]


def quoted(text: str) -> str:
    """A text as YAML takes it, whatever it holds."""
    return json.dumps(text, ensure_ascii=False)
