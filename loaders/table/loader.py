"""Tables: CSV files and spreadsheets that analysts keep, each with a mapping beside it."""

from collections.abc import Iterable
from pathlib import Path

from kg.errors import DataError, Problem
from kg.load.entry import Batch
from kg.load.intake import Intake
from kg.load.mapping import ENDING, mapped


def read(intake: Intake) -> Iterable[Batch]:
    """One data set for each mapping under the paths, by path; a table stands for the mapping beside it."""
    return [mapped(file, intake) for file in dict.fromkeys(mapping_of(file) for file in intake.files(ENDING))]


def mapping_of(file: Path) -> Path:
    """The mapping that a path names: itself, or the one beside a table."""
    if file.suffix in (".yaml", ".yml"):
        return file
    mapping = file.with_name(file.stem + ENDING)
    if not mapping.is_file():
        raise DataError([Problem(file, 0, 0, f"the table has no mapping {mapping.name}", f"kg table init {file}")])
    return mapping
