"""YAML files to plain data in which every scalar is text, with the line and column of everything.

A dossier is data, so all that YAML offers beyond mappings, lists and text is refused: anchors and aliases (by
which a small file grows without bound), merge keys, tags, directives and further documents. The parser (libyaml,
through PyYAML) only splits the text into events; the tree is built here, so nothing is ever read as a number, a
date or a truth value, and all problems of a file are found in one pass. What can be read in spite of them is kept,
so that the other mistakes of the file can be told beside them.
"""

import unicodedata
from collections.abc import Collection
from pathlib import Path
from typing import Final

import yaml

from kg.errors import Problem
from kg.load.text_file import MOST_PROBLEMS, UNFIT, lines_of, read_text
from kg.load.yaml_syntax import place_of, syntax_problem
from kg.load.yaml_tree import Branch, Mark, Spot, Tree, Value, mark_of

__all__ = ["read_yaml"]

LONGEST_SCALAR: Final = 64 * 1024
DEEPEST: Final = 30
MOST_EVENTS: Final = 3_000_000

NOTHING: Final = frozenset({"", "~", "null", "Null", "NULL"})
WHOLE_FILE: Final = "start the file with a list of records under its kind, such as claims:"
NO_ANCHORS: Final = "write the value out; ids refer to records"
NAMELESS: Final = ""
UNREADABLE: Final = "\ufffd"
"""Stands for a character that no text may have while a file is read, so that columns stay true."""

A_VALUE: Final = "give a value, leave the key out, or put the word in quotes"


def read_yaml(path: Path, *, lists: Collection[str] = ()) -> Tree:
    """The data of one file; an empty file is an empty mapping. Raises DataError where the file is no text at all.

    ``lists`` are keys at the top that stand for an empty list where nothing follows them.
    """
    text, problems = read_text(path)
    build = _Build(path, problems, lists, UNREADABLE if UNREADABLE not in text else None)
    try:
        for event in yaml.parse(UNFIT.sub(UNREADABLE, text), Loader=yaml.CSafeLoader):
            build.take(event)
    except _StopError as stop:
        build.give_up(stop.place)
    except yaml.MarkedYAMLError as error:
        problems.append(syntax_problem(path, text, error))
        build.give_up(place_of(error))
    return build.tree(text)


class _StopError(Exception):
    """Ends the reading of a file that is too deep or too wrong to go on, at a place."""

    def __init__(self, place: Spot) -> None:
        super().__init__()
        self.place = place


class _Build:
    """Takes the events of one file and builds its tree; whatever is wrong goes into ``problems``."""

    def __init__(self, path: Path, problems: list[Problem], lists: Collection[str], stand_in: str | None) -> None:
        self.path = path
        self.problems = problems
        self.lists = lists
        self.stand_in = stand_in
        self.open: list[Branch] = []
        self.root: Branch | None = None
        self.documents = 0
        self.events = 0
        self.ended: Spot = None
        self.last = ""
        self.unsure: set[Mark] = set()
        self.lost_from: int | None = None

    def tree(self, text: str) -> Tree:
        data = self.root.value if self.root is not None and isinstance(self.root.value, dict) else {}
        lost = None if self.lost_from is None else "\n".join(lines_of(text)[self.lost_from - 1 :])
        return Tree(data, self.root, self.problems, self.unsure, lost)

    def lose(self, place: Spot) -> None:
        """From here on the file states more than its data says."""
        line = mark_of(place).line
        self.lost_from = line if self.lost_from is None else min(self.lost_from, line)

    def give_up(self, place: Spot) -> None:
        """End the reading at a place, without the record that is cut short there."""
        if self.root is None or not self._is_cut_short(place):
            self.lose(place)
            return
        assert isinstance(self.root.value, dict), "only a mapping becomes the root"
        records = self.root.value.get(self.last)
        if isinstance(records, list) and len(records) > 0:
            records.pop()
            self.lose(self.root.nodes[self.last].places[len(records)])
        else:
            self.root.value.pop(self.last, None)
            self.lose(self.root.keys.get(self.last, place))

    def _is_cut_short(self, place: Spot) -> bool:
        """Whether the last record is still open, or ends only because what follows does not belong anywhere."""
        within = self.open[1:]
        return (
            len(within) > 1
            or (len(within) == 1 and isinstance(within[0].value, dict))
            or (self.ended is not None and mark_of(self.ended) == mark_of(place))
        )

    def refuse(self, place: Spot, what: str, fix: str) -> None:
        mark = mark_of(place)
        self.unsure.add(mark)
        self.problems.append(Problem(self.path, mark.line, mark.column, what, fix))
        if len(self.problems) == MOST_PROBLEMS:
            self.problems.append(
                Problem(self.path, mark.line, mark.column + 1, "too many problems: reading ended here")
            )
            raise _StopError(place)

    def take(self, event: yaml.Event) -> None:
        """Add what one event of the parser says."""
        self.events += 1
        if self.events > MOST_EVENTS:
            self.refuse(event.start_mark, f"more than {MOST_EVENTS:,} keys and values", "split the file")
            raise _StopError(event.start_mark)
        if isinstance(event, yaml.ScalarEvent):
            self._decorated(event)
            self._scalar(event)
        elif isinstance(event, yaml.MappingStartEvent):
            self._decorated(event)
            self._begin(Branch({}, event.start_mark))
        elif isinstance(event, yaml.SequenceStartEvent):
            self._decorated(event)
            self._begin(Branch([], event.start_mark))
        elif isinstance(event, yaml.CollectionEndEvent):
            self.open.pop()
            self.ended = event.start_mark
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

    def _begin(self, node: Branch) -> None:
        if len(self.open) == DEEPEST:
            self.refuse(node.place, f"nesting deeper than {DEEPEST} levels", "a dossier needs fewer than ten")
            raise _StopError(node.place)
        known = self._known_as(node)
        if known is None:
            self._add(node.value, node.place, node)
        self.open.append(node if known is None else known)

    def _known_as(self, node: Branch) -> Branch | None:
        """What a second document, or a kind that stands twice, is read on into, so that all of its records are seen."""
        if len(self.open) == 0:
            return self.root if isinstance(node.value, dict) else None
        top = self.open[-1]
        first = top.nodes.get(top.key) if top is self.root and top.key is not None else None
        if first is None or not isinstance(first.value, list) or not isinstance(node.value, list):
            return None
        self.last, top.key = str(top.key), None
        return first

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        value, place = event.value, event.start_mark
        if self.stand_in is not None and self.stand_in in value:
            value = value.replace(self.stand_in, "")
            if value == "":
                self.unsure.add(mark_of(place))
        if len(value) > LONGEST_SCALAR:
            self.refuse(place, f"a text of {len(value)} characters", f"at most {LONGEST_SCALAR} are admitted")
        if event.style == '"':
            self._escaped(value, place)
        if value == "" and event.style in (None, "") and len(self.open) == 1 and self.open[0].key in self.lists:
            self._add([], place, None)
            return
        if event.style in (None, "") and event.value in NOTHING:
            self._nothing(value, place)
        self._add(value, place, None, plain=event.style in (None, ""))

    def _escaped(self, value: str, place: Spot) -> None:
        """Escapes in double quotes can say what the text of the file must not."""
        found = UNFIT.search(value)
        if found is not None:
            self.refuse(place, f"the character U+{ord(found[0]):04X} as an escape", "leave it out")
        if not value.isascii() and not unicodedata.is_normalized("NFC", value):
            self.refuse(place, "text that is not in Unicode normal form C", "write the composed letter")

    def _nothing(self, value: str, place: Spot) -> None:
        node = self.open[-1] if len(self.open) > 0 else None
        if node is None:
            return
        self.unsure.add(mark_of(place))
        if node.key == NAMELESS:
            return
        if isinstance(node.value, list):
            self.refuse(place, "an item without a value", "give a value or leave the item out")
        elif node.key is not None:
            self.refuse(node.keys.get(node.key, place), f"the key {_short(node.key)} has no value", A_VALUE)
        else:
            self.refuse(place, f"{value!r} as a key" if value != "" else "a value without a key", "name the field")

    def _add(self, value: Value, place: Spot, node: Branch | None, *, plain: bool = False) -> None:
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
            if parent is self.root:
                self.last = step
                if step in parent.nodes:
                    # Of a kind that stands twice the first list is kept.
                    return
            parent.value[step] = value
        parent.places[step] = place
        if node is not None:
            parent.nodes[step] = node

    def _key(self, parent: Branch, value: Value, place: Spot, *, plain: bool) -> str:
        if not isinstance(value, str):
            self.refuse(place, "a list or mapping as a key", "a key is the name of a field")
            parent.keys[NAMELESS] = place
            return NAMELESS
        if value == "<<" and plain:
            self.refuse(place, "the merge key <<", "write the fields out")
            self.unsure.add(mark_of(parent.place))
        if value in parent.keys and self.documents > 1 and parent is self.root:
            return value
        if value in parent.keys:
            first = mark_of(parent.keys[value])
            what = f"the key {_short(value)} stands twice, first at line {first.line}, column {first.column}"
            self.refuse(place, what, "keep one of them")
        else:
            parent.keys[value] = place
        return value

    def _top(self, value: Value, place: Spot, node: Branch | None) -> None:
        if node is not None and isinstance(value, dict):
            self.root = node
        elif value != "":
            self.refuse(place, "the file holds no mapping", WHOLE_FILE)


def _short(text: str | None) -> str:
    return f"{text[:77]}..." if text is not None and len(text) > 80 else f"{text}"
