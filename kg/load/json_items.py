"""The objects in a JSON file one by one, each with its line, in memory for one object.

Every shape in which services hand out many objects: an array, objects one after another (JSON Lines), or an object
that holds them under a key. Numbers stay text, as written. The standard library decodes; it takes whole texts alone,
and the library that does not (ijson) knows no lines.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Collection, Iterator
from io import BufferedReader
from pathlib import Path
from typing import Any, Final, NoReturn

from kg.errors import DataError, Problem
from kg.load.audit import Envelope, Row

__all__ = ["json_items"]

CHUNK: Final = 1 << 16
SPACE: Final = re.compile(r"[ \t\r\n]*")


def json_items(stream: BufferedReader, path: Path, *, under: Collection[str] = ()) -> Iterator[Row]:
    """The objects of a stream.

    An object that has a key of ``under`` is an envelope: the objects in the list or mapping below that key are
    handed out, and then what else the envelope holds, as an Envelope. A DataError at the place where the JSON ends.
    """
    return Items(stream, path, under).top()


class Items:
    """A window on the text that moves on as objects are decoded."""

    def __init__(self, stream: BufferedReader, path: Path, under: Collection[str]) -> None:
        self.stream = stream
        self.path = path
        self.under = under
        self.decode = codecs.getincrementaldecoder("utf-8-sig")().decode
        self.decoder = json.JSONDecoder(parse_int=str, parse_float=str)
        self.window = ""
        self.at = 0
        self.line = 1
        self.counted = 0
        self.ended = False

    def top(self) -> Iterator[Row]:
        """All objects, until the text ends."""
        while (sign := self.peek()) != "":
            if sign == "[":
                yield from self.elements()
            elif sign == "{":
                yield from self.object()
            elif sign == ",":
                self.at += 1
            else:
                self.fail("neither an object nor a list", "a file of JSON begins with { or [")

    def elements(self) -> Iterator[Row]:
        """The objects of an array, at whose bracket the window stands."""
        self.take("[")
        while self.peek() != "]":
            yield self.row()
            if self.peek() == ",":
                self.at += 1
            elif self.peek() != "]":
                self.fail("a comma is missing in a list", "is the file complete?")
        self.take("]")

    def object(self) -> Iterator[Row]:
        """An object, or, where it is an envelope, the objects in it; the window stands at its brace."""
        line = self.here()
        self.take("{")
        fields: dict[str, Any] = {}
        is_envelope = False
        while self.peek() != "}":
            key = self.value()
            self.take(":")
            if key in self.under and self.peek() == "[":
                is_envelope = True
                yield from self.elements()
            elif key in self.under and self.peek() == "{":
                is_envelope = True
                yield from self.members()
            else:
                fields[str(key)] = self.value()
            if self.peek() == ",":
                self.at += 1
            elif self.peek() != "}":
                self.fail("a comma is missing in an object", "is the file complete?")
        self.take("}")
        yield (Envelope if is_envelope else Row)(fields, self.path, line)

    def members(self) -> Iterator[Row]:
        """The values of a mapping, at whose brace the window stands."""
        self.take("{")
        while self.peek() != "}":
            self.value()
            self.take(":")
            yield self.row()
            if self.peek() == ",":
                self.at += 1
            elif self.peek() != "}":
                self.fail("a comma is missing in an object", "is the file complete?")
        self.take("}")

    def row(self) -> Row:
        """The next value, which must be an object."""
        if self.peek() != "{":
            self.fail("an item that is no object", "objects are read, each in braces")
        line = self.here()
        return Row(self.value(), self.path, line)

    def value(self) -> Any:
        """Decode the next value, reading on until it is whole."""
        self.peek()
        while True:
            try:
                value, end = self.decoder.raw_decode(self.window, self.at)
            except json.JSONDecodeError as error:
                # Whatever stands at the very end of the window may go on in the next part of the text.
                is_open = error.msg.startswith("Unterminated string") or error.pos > len(self.window) - 12
                if not is_open or not self.read():
                    line = self.here() + self.window.count("\n", self.at, error.pos)
                    # The beginning of a long line may have been dropped, and its columns with it.
                    column = error.colno if "\n" in self.window[: error.pos] else 1
                    what = f"this is no JSON: {error.msg}"
                    raise DataError([Problem(self.path, line, column, what, "fetch the file again")]) from error
            except RecursionError as error:
                raise DataError([Problem(self.path, self.here(), 1, "JSON nested too deeply")]) from error
            else:
                # A number at the very end of the window may have more digits.
                if end < len(self.window) or self.ended or isinstance(value, dict | list):
                    self.at = end
                    return value
                self.read()

    def peek(self) -> str:
        """The next sign that is no space; nothing at the end."""
        while True:
            found = SPACE.match(self.window, self.at)
            self.at = self.at if found is None else found.end()
            if self.at < len(self.window):
                return self.window[self.at]
            if not self.read():
                return ""

    def take(self, sign: str) -> None:
        """Step over a sign that must come next."""
        if self.peek() != sign:
            self.fail(f"{sign} is missing", "is the file complete?")
        self.at += 1

    def read(self) -> bool:
        """Make the window longer, by as much as it holds already, and drop what is behind; False at the end."""
        if self.ended:
            return False
        self.here()
        self.window, self.at, self.counted = self.window[self.at :], 0, 0
        try:
            data = self.stream.read(max(CHUNK, len(self.window)))
            self.window += self.decode(data, final=data == b"")
        except UnicodeDecodeError as error:
            raise DataError([Problem(self.path, self.line, 1, "this is no UTF-8", "save it as UTF-8")]) from error
        self.ended = data == b""
        return not self.ended

    def here(self) -> int:
        """The line at which the window stands; each is counted once."""
        self.line += self.window.count("\n", self.counted, self.at)
        self.counted = self.at
        return self.line

    def fail(self, what: str, fix: str) -> NoReturn:
        """Stop at the present place."""
        raise DataError([Problem(self.path, self.here(), 1, what, fix)])
