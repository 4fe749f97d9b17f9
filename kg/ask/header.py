"""The header of a question file: comments, so that the file runs as pasted, and YAML, so that it can be read.

    // Which concessions have no reciprocal commitment?
    //| params:
    //|   given_by: {type: id, of: Party, optional: true, doc: Only concessions that this party gave.}
    //| columns: {concession: Concession, standing: [Standing], evidence: ids}
    MATCH ...

``as_of`` is a parameter of every question and is not repeated. ``computed: [days_left]`` names columns that are
worked out from others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

import yaml

from kg.ask.question import (
    ANY_KIND,
    MARK,
    PARAMETER_TYPES,
    Column,
    Parameter,
    column_types,
    kind_labels,
    word_lists,
)
from kg.errors import Problem
from kg.model.suggest import suggest

__all__ = ["Header", "read_header"]

NAME: Final = re.compile("[a-z][a-z0-9_]*")
TITLE: Final = re.compile(r"//\s*(?P<title>\S.*\?)\s*")
KEYS: Final = ("type", "of", "optional", "default", "doc")
TRUTH: Final = {"true": True, "false": False}


@dataclass
class Header:
    """What the header says, and everything that is wrong with it. ``places`` are line and column of each name."""

    file: Path
    title: str = ""
    parameters: list[Parameter] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)
    places: dict[str, tuple[int, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, node: yaml.Node, what: str, fix: str = "") -> None:
        """Note a problem at a node of the YAML."""
        mark = node.start_mark
        self.problems.append(Problem(self.file, mark.line + 1, mark.column + 1, what, fix))


def read_header(file: Path, text: str) -> Header:
    """The header of one question, with all its problems; what could not be read is left out of it."""
    header = Header(file)
    lines = text.splitlines()
    title = TITLE.fullmatch(lines[0]) if len(lines) > 0 else None
    if title is None:
        header.problems.append(
            Problem(
                file, 1, 1, "the first line is not the question", "start the file with // and the question, up to ?"
            )
        )
    else:
        header.title = title["title"]
    root = compose(header, lines)
    if root is None:
        return header
    computed: yaml.Node | None = None
    for name, key, value in entries(header, root, "the header"):
        if name == "params":
            header.parameters = [
                parameter
                for each, at, told in entries(header, value, "params")
                if (parameter := read_parameter(header, each, at, told)) is not None
            ]
        elif name == "columns":
            header.columns = [
                column
                for each, at, told in entries(header, value, "columns")
                if (column := read_column(header, each, at, told)) is not None
            ]
        elif name == "computed":
            computed = value
        else:
            header.refuse(key, f"{name} is no part of a header", suggest(name, ("params", "columns", "computed")))
    if computed is not None:
        mark_computed(header, computed)
    check_columns(header, root)
    return header


def compose(header: Header, lines: list[str]) -> yaml.Node | None:
    """The YAML of the header; all else is blanked and the marks become spaces, so that places stay true."""
    told = []
    for number, line in enumerate(lines, start=1):
        marked = line.startswith(MARK)
        if marked and line[len(MARK) : len(MARK) + 1] not in ("", " "):
            header.problems.append(Problem(header.file, number, len(MARK) + 1, f"{MARK} without a space", "add one"))
        told.append(" " * len(MARK) + line[len(MARK) :] if marked else "")
    try:
        root = yaml.compose("\n".join(told), Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        row, column = (1, 1) if mark is None else (mark.line + 1, mark.column + 1)
        header.problems.append(Problem(header.file, row, column, f"the header is no YAML: {error.problem}"))
        return None
    if root is None:
        what = "the file has no header"
        header.problems.append(Problem(header.file, 1, 1, what, f"write {MARK} columns: {{name: type, ...}}"))
    return root


def entries(header: Header, node: yaml.Node, where: str) -> Iterator[tuple[str, yaml.Node, yaml.Node]]:
    """The names of a mapping with the nodes of name and value; a name that stands twice is refused."""
    if not isinstance(node, yaml.MappingNode):
        if not (isinstance(node, yaml.ScalarNode) and node.value == ""):
            header.refuse(node, f"{where} is no mapping", "write name: value")
        return
    seen: set[str] = set()
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            header.refuse(key, f"a name in {where} is no text", "write name: value")
        elif key.value in seen:
            header.refuse(key, f"{key.value} stands twice in {where}", "keep one of them")
        else:
            seen.add(key.value)
            yield key.value, key, value


def read_parameter(header: Header, name: str, key: yaml.Node, value: yaml.Node) -> Parameter | None:
    """One parameter, None where it cannot be made out."""
    header.places[f"${name}"] = (key.start_mark.line + 1, key.start_mark.column + 1)
    if NAME.fullmatch(name) is None or name == "as_of":
        fix = "as_of is always there" if name == "as_of" else "use lower-case letters, digits and _"
        header.refuse(key, f"{name} is no name for a parameter", fix)
    told: dict[str, yaml.Node] = {}
    for each, at, node in entries(header, value, f"the parameter {name}"):
        if each not in KEYS:
            header.refuse(at, f"{each} is no part of a parameter", suggest(each, KEYS))
        told[each] = node
    doc = scalar(header, told, "doc")
    if doc is None:
        header.refuse(key, f"the parameter {name} has no doc", "say in one sentence what it does")
    word = scalar(header, told, "type")
    kind = next((each for each in PARAMETER_TYPES if each == word), None)
    if kind is None:
        at = told.get("type", key)
        header.refuse(at, f"{word} is no type of a parameter", suggest(str(word), PARAMETER_TYPES))
        return None
    optional = scalar(header, told, "optional")
    if optional is not None and optional not in TRUTH:
        header.refuse(told["optional"], f"optional is {optional}", "write true, or leave it out")
    return Parameter(
        name=name,
        type=kind,
        of=read_of(header, name, kind, key, told),
        optional=TRUTH.get(optional or "false", False),
        default=scalar(header, told, "default"),
        doc=doc or "",
    )


def read_of(header: Header, name: str, kind: str, key: yaml.Node, told: dict[str, yaml.Node]) -> tuple[str, ...]:
    """The kinds of an id (none for any), or the words of a word."""
    node = told.get("of")
    if node is None:
        if kind in ("id", "word"):
            header.refuse(key, f"the parameter {name} does not say of what", "add of: and a kind or a vocabulary")
        return ()
    items = list(node.value) if isinstance(node, yaml.SequenceNode) else [node]
    if kind not in ("id", "word"):
        header.refuse(node, f"a parameter of type {kind} is not of anything", "leave of: out")
        return ()
    if kind == "word" and isinstance(node, yaml.ScalarNode):
        vocabulary = word_lists().get(node.value)
        if vocabulary is None:
            header.refuse(node, f"{node.value} is no vocabulary", suggest(node.value, word_lists()))
            return ()
        return tuple(vocabulary.words())
    known = (*kind_labels(), ANY_KIND)
    for item in items:
        if kind == "id" and item.value not in known:
            header.refuse(item, f"{item.value} is no kind", suggest(str(item.value), known))
    return tuple(str(item.value) for item in items if item.value != ANY_KIND)


def read_column(header: Header, name: str, key: yaml.Node, value: yaml.Node) -> Column | None:
    """One column, None where its type cannot be made out."""
    header.places[name] = (key.start_mark.line + 1, key.start_mark.column + 1)
    if NAME.fullmatch(name) is None:
        header.refuse(key, f"{name} is no name for a column", "use lower-case letters, digits and _")
    if name == "citations":
        header.refuse(key, f"{name} is no name for a column", "kg ask --cite prints a row's sources under it")
    many = isinstance(value, yaml.SequenceNode)
    items = value.value if many else [value]
    if len(items) != 1 or not isinstance(items[0], yaml.ScalarNode):
        header.refuse(value, f"the column {name} has no single type", "write Kind, or [Kind] for a list of them")
        return None
    kind = items[0].value
    if kind not in column_types():
        header.refuse(items[0], f"{kind} is no type of a column", suggest(kind, column_types()))
        return None
    return Column(name, kind, many or kind in ("list", "ids", "picture"))


def mark_computed(header: Header, node: yaml.Node) -> None:
    """Mark the columns that a list names as computed."""
    if not isinstance(node, yaml.SequenceNode):
        header.refuse(node, "computed is no list", "write computed: [column, ...]")
        return
    names = [column.name for column in header.columns]
    for item in node.value:
        if item.value not in names:
            header.refuse(item, f"there is no column {item.value}", suggest(str(item.value), names))
    computed = {str(item.value) for item in node.value}
    header.columns = [replace(column, computed=column.name in computed) for column in header.columns]


def check_columns(header: Header, root: yaml.Node) -> None:
    """Every row has evidence, and a picture stands last."""
    names = {column.name: column for column in header.columns}
    if "evidence" not in names or names["evidence"].type != "ids":
        header.refuse(root, "no column evidence of type ids", "return the ids of the claims and documents of each row")
    for column in header.columns[:-1]:
        if column.type == "picture":
            line, place = header.places[column.name]
            header.problems.append(
                Problem(header.file, line, place, "the picture is not the last column", "move it to the end")
            )


def scalar(header: Header, told: dict[str, yaml.Node], name: str) -> str | None:
    """The text under a name, None where it is not given."""
    node = told.get(name)
    if node is None:
        return None
    if not isinstance(node, yaml.ScalarNode):
        header.refuse(node, f"{name} is a list or mapping", "give one value")
        return None
    return str(node.value)
