"""YAML files to plain data in which every scalar is text, with the line and column of everything.

A dossier is data, so all that YAML offers beyond mappings, lists and text is refused: anchors and aliases (by
which a small file grows without bound), merge keys, tags, directives and further documents. The parser (libyaml,
through PyYAML) only splits the text into events; the tree is built here, so nothing is ever read as a number, a
date or a truth value, and all problems of a file are found in one pass.
"""

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol, TypeAlias

import yaml

from kg.errors import DataError, Problem
from kg.load.text_file import MOST_PROBLEMS, UNFIT, lines_of, read_text

__all__ = ["Mark", "Tree", "Value", "read_yaml"]

Value: TypeAlias = "str | list[Value] | dict[str, Value]"

LONGEST_SCALAR: Final = 64 * 1024
DEEPEST: Final = 30
MOST_EVENTS: Final = 3_000_000

NOTHING: Final = frozenset({"", "~", "null", "Null", "NULL"})
WHOLE_FILE: Final = "start the file with a list of records under its kind, such as claims:"
NO_ANCHORS: Final = "write the value out; ids refer to records"
A_VALUE: Final = "give a value, leave the key out, or put the word in quotes"

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


@dataclass(frozen=True)
class Mark:
    """A place in a file; both numbers count from 1, columns in characters."""

    line: int
    column: int


class _Marked(Protocol):
    line: int
    column: int


_Place: TypeAlias = _Marked | None
"""A mark of the parser, which counts from 0; kept as it comes, since few are ever asked for."""


@dataclass(slots=True)
class _Node:
    """A list or mapping under construction, with the places of its keys and of what it holds."""

    value: dict[str, Value] | list[Value]
    place: _Place
    keys: dict[str | int, _Place] = field(default_factory=dict)
    places: dict[str | int, _Place] = field(default_factory=dict)
    nodes: dict[str | int, "_Node"] = field(default_factory=dict)
    key: str | None = None


class Tree:
    """What a file holds: ``data`` (mappings, lists and text, nothing else) and where each part of it stands."""

    def __init__(self, data: dict[str, Value], root: _Node | None) -> None:
        self.data = data
        self._root = root

    def mark(self, path: tuple[str | int, ...], *, key: bool = False) -> Mark:
        """Where the value at ``path`` starts (its key with ``key``), or else its nearest parent that exists."""
        node = self._root
        place = None if node is None else node.place
        for number, step in enumerate(path, start=1):
            if node is None or step not in node.places:
                break
            place = node.keys.get(step, node.places[step]) if key and number == len(path) else node.places[step]
            node = node.nodes.get(step)
        return _mark(place)


def read_yaml(path: Path, *, lists: Collection[str] = ()) -> Tree:
    """The data of one file; an empty file is an empty mapping. Raises DataError with everything that is wrong.

    ``lists`` are keys at the top that stand for an empty list where nothing follows them.
    """
    text, problems = read_text(path)
    build = _Build(path, problems, lists)
    try:
        for event in yaml.parse(UNFIT.sub("\ufffd", text), Loader=yaml.CSafeLoader):
            build.take(event)
    except _StopError:
        pass
    except yaml.MarkedYAMLError as error:
        problems.append(_syntax_problem(path, text, error))
    if len(problems) > 0:
        raise DataError(problems)
    return build.tree()


class _StopError(Exception):
    """Ends the reading of a file that is too deep or too wrong to go on."""


class _Build:
    """Takes the events of one file and builds its tree; whatever is wrong goes into ``problems``."""

    def __init__(self, path: Path, problems: list[Problem], lists: Collection[str]) -> None:
        self.path = path
        self.problems = problems
        self.lists = lists
        self.open: list[_Node] = []
        self.root: _Node | None = None
        self.documents = 0
        self.events = 0

    def tree(self) -> Tree:
        return Tree(self.root.value if self.root is not None and isinstance(self.root.value, dict) else {}, self.root)

    def refuse(self, place: _Place, what: str, fix: str) -> None:
        mark = _mark(place)
        self.problems.append(Problem(self.path, mark.line, mark.column, what, fix))
        if len(self.problems) == MOST_PROBLEMS:
            self.problems.append(
                Problem(self.path, mark.line, mark.column + 1, "too many problems: reading ended here")
            )
            raise _StopError

    def take(self, event: yaml.Event) -> None:
        """Add what one event of the parser says."""
        self.events += 1
        if self.events > MOST_EVENTS:
            self.refuse(event.start_mark, f"more than {MOST_EVENTS:,} keys and values", "split the file")
            raise _StopError
        if isinstance(event, yaml.ScalarEvent):
            self._decorated(event)
            self._scalar(event)
        elif isinstance(event, yaml.MappingStartEvent):
            self._decorated(event)
            self._begin(_Node({}, event.start_mark))
        elif isinstance(event, yaml.SequenceStartEvent):
            self._decorated(event)
            self._begin(_Node([], event.start_mark))
        elif isinstance(event, yaml.CollectionEndEvent):
            self.open.pop()
        elif isinstance(event, yaml.AliasEvent):
            self.refuse(event.start_mark, f"the alias *{_short(event.anchor)}", NO_ANCHORS)
            self._add("", event.start_mark, None)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._document(event)

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        self.documents += 1
        if self.documents > 1:
            self.refuse(event.start_mark, "a second document in one file", "put it into a file of its own")
        if event.version is not None or event.tags is not None:
            self.refuse(event.start_mark, "a directive (a line that starts with %)", "leave it out: files are YAML 1.2")

    def _decorated(self, event: yaml.NodeEvent) -> None:
        if event.anchor is not None:
            self.refuse(event.start_mark, f"the anchor &{_short(event.anchor)}", NO_ANCHORS)
        tag = getattr(event, "tag", None)
        if tag is not None:
            self.refuse(event.start_mark, f"the tag {_short(tag)}", "leave it out: every value is read as text")

    def _begin(self, node: _Node) -> None:
        if len(self.open) == DEEPEST:
            self.refuse(node.place, f"nesting deeper than {DEEPEST} levels", "a dossier needs fewer than ten")
            raise _StopError
        self._add(node.value, node.place, node)
        self.open.append(node)

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        value, place = event.value, event.start_mark
        if len(value) > LONGEST_SCALAR:
            self.refuse(place, f"a text of {len(value)} characters", f"at most {LONGEST_SCALAR} are admitted")
        if event.style == '"':
            self._escaped(value, place)
        if value == "" and event.style in (None, "") and len(self.open) == 1 and self.open[0].key in self.lists:
            self._add([], place, None)
            return
        if event.style in (None, "") and value in NOTHING:
            self._nothing(value, place)
        self._add(value, place, None, plain=event.style in (None, ""))

    def _escaped(self, value: str, place: _Place) -> None:
        """Escapes in double quotes can say what the text of the file must not."""
        found = UNFIT.search(value)
        if found is not None:
            self.refuse(place, f"the character U+{ord(found[0]):04X} as an escape", "leave it out")
        if not value.isascii() and not unicodedata.is_normalized("NFC", value):
            self.refuse(place, "text that is not in Unicode normal form C", "write the composed letter")

    def _nothing(self, value: str, place: _Place) -> None:
        node = self.open[-1] if len(self.open) > 0 else None
        if node is None:
            return
        if isinstance(node.value, list):
            self.refuse(place, "an item without a value", "give a value or leave the item out")
        elif node.key is not None:
            self.refuse(node.keys.get(node.key, place), f"the key {_short(node.key)} has no value", A_VALUE)
        else:
            self.refuse(place, f"{value!r} as a key" if value != "" else "a value without a key", "name the field")

    def _add(self, value: Value, place: _Place, node: _Node | None, *, plain: bool = False) -> None:
        """Put a value where the parser stands: at the top, in a list, or as a key or value of a mapping."""
        if len(self.open) == 0:
            self._top(value, place, node)
            return
        parent = self.open[-1]
        step: str | int
        if isinstance(parent.value, list):
            step = len(parent.value)
            parent.value.append(value)
        elif parent.key is None:
            parent.key = self._key(parent, value, place, plain=plain)
            return
        else:
            step, parent.key = parent.key, None
            parent.value[step] = value
        parent.places[step] = place
        if node is not None:
            parent.nodes[step] = node

    def _key(self, parent: _Node, value: Value, place: _Place, *, plain: bool) -> str:
        if not isinstance(value, str):
            self.refuse(place, "a list or mapping as a key", "a key is the name of a field")
            return ""
        if value == "<<" and plain:
            self.refuse(place, "the merge key <<", "write the fields out")
        if value in parent.keys:
            first = _mark(parent.keys[value])
            what = f"the key {_short(value)} stands twice, first at line {first.line}, column {first.column}"
            self.refuse(place, what, "keep one of them")
        else:
            parent.keys[value] = place
        return value

    def _top(self, value: Value, place: _Place, node: _Node | None) -> None:
        if node is not None and isinstance(value, dict):
            self.root = node
        elif value != "":
            self.refuse(place, "the file holds no mapping", WHOLE_FILE)


def _syntax_problem(path: Path, text: str, error: yaml.MarkedYAMLError) -> Problem:
    place = error.problem_mark if error.problem_mark is not None else error.context_mark
    mark = _mark(place)
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


def _mark(place: _Place) -> Mark:
    return Mark(1, 1) if place is None else Mark(place.line + 1, place.column + 1)


def _short(text: str | None) -> str:
    return f"{text[:77]}..." if text is not None and len(text) > 80 else f"{text}"
