"""What is no YAML at all: what the parser says of it, in words that help the writer of a dossier."""

from pathlib import Path
from typing import Final

import yaml

from kg.errors import Problem
from kg.load.text_file import lines_of
from kg.load.yaml_tree import Spot, mark_of

__all__ = ["place_of", "syntax_problem"]

# What libyaml says, in its own words, and what the writer of a dossier most likely has to do.
FIXES: Final = (
    ("mapping values are not allowed", "put text with a colon and a space in it in quotes, and check the indentation"),
    ("unexpected end of stream", "close the quote"),
    ("block end", "check the indentation: keys of one record stand in one column"),
    ("expected key", "check the indentation: keys of one record stand in one column"),
    ("expected '-' indicator", "check the indentation: the items of one list stand in one column"),
    ("expected ','", "close the bracket, and separate items by commas"),
    ("cannot start any token", "put text that starts with this character in quotes"),
    ("directive", "leave the line out: files are YAML 1.2"),
    ("escape", "write the character itself, or use single quotes"),
    ("expected ':'", "write a colon and a space after the key"),
)


def syntax_problem(path: Path, text: str, error: yaml.MarkedYAMLError) -> Problem:
    """The problem that an error of the parser means, with what would be right."""
    mark = mark_of(place_of(error))
    lines = lines_of(text)
    at = lines[mark.line - 1][mark.column - 1 :] if mark.line <= len(lines) else ""
    if at.startswith("\t"):
        return Problem(path, mark.line, mark.column, "a tab where YAML takes spaces only", "indent with spaces")
    problem = error.problem if error.problem is not None else "it cannot be read"
    fix = next((fix for words, fix in FIXES if words in problem), "")
    start = error.context_mark
    since = ""
    if error.context is not None and start is not None and start.line + 1 < mark.line:
        since = f", {error.context} that starts at line {start.line + 1}"
    return Problem(path, mark.line, mark.column, f"this is no YAML: {problem}{since}", fix)


def place_of(error: yaml.MarkedYAMLError) -> Spot:
    """Where the parser gave up."""
    return error.problem_mark if error.problem_mark is not None else error.context_mark
