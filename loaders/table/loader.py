"""Tables: CSV files and spreadsheets that analysts keep, each with a mapping beside it."""

from collections.abc import Iterable
from pathlib import Path
from shlex import quote

from kg.errors import DataError, Problem
from kg.load.entry import Batch
from kg.load.input import STDIN, YAML
from kg.load.intake import Intake
from kg.load.mapping import ENDING, mapped, mapping_beside


def read(intake: Intake) -> Iterable[Batch]:
    """One data set for each mapping under the paths; a table that is named is read by the mapping beside it."""
    tables: dict[Path, Path | None] = {}
    for file in intake.files(ENDING):
        if file.suffix in YAML:
            tables.setdefault(file)
        elif file != STDIN:
            tables[mapping_of(file)] = file
    if STDIN in intake.paths:
        if len(tables) != 1:
            what = f"standard input is one table, and {len(tables)} mappings are named for it"
            raise DataError([Problem(STDIN, 0, 0, what, f"name one: kg load table NAME{ENDING} -")])
        tables = dict.fromkeys(tables, STDIN)
    return [mapped(file, intake, table=table) for file, table in tables.items()]


def mapping_of(table: Path) -> Path:
    """The mapping beside a table."""
    mapping = mapping_beside(table)
    if not mapping.is_file():
        fix = f"kg table init {quote(str(table))}"
        raise DataError([Problem(table, 0, 0, f"the table has no mapping {mapping.name}", fix)])
    return mapping
