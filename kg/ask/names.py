"""The names that a Cypher text uses: parameters, labels, relationship types, properties, returned columns.

Not a parser: a tokeniser with a stack of brackets, which is enough for texts that both engines read.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

__all__ = ["Name", "Names", "names_in"]

TOKEN: Final = re.compile(
    r"(?P<skip>\s+|//[^\n]*|/\*.*?\*/)"
    r"|(?P<text>'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\")"
    r"|(?P<parameter>\$\w+)"
    r"|(?P<number>\d+(?:\.\d+)?)"
    r"|(?P<word>[^\W\d]\w*|`(?:[^`]|``)*`)"
    r"|(?P<sign>\.\.|.)",
    re.DOTALL,
)
CLOSING: Final = {"(": ")", "[": "]", "{": "}"}
CLAUSES: Final = frozenset(
    {"CALL", "LIMIT", "MATCH", "OFFSET", "OPTIONAL", "ORDER", "RETURN", "SKIP", "UNION", "UNWIND", "WHERE", "WITH"}
)
NOT_FUNCTIONS: Final = CLAUSES | frozenset(
    {"AND", "AS", "CASE", "DISTINCT", "ELSE", "IN", "NOT", "OR", "THEN", "WHEN", "XOR"}
)
SUBQUERIES: Final = frozenset({"EXISTS", "COUNT", "COLLECT", "CALL"})


@dataclass(frozen=True)
class Token:
    kind: str
    text: str
    start: int


@dataclass(frozen=True)
class Name:
    """A name and where it stands; both numbers from 1."""

    text: str
    line: int
    column: int


@dataclass
class Names:
    """The names by what they name; ``keys`` are those that the text itself gives to the parts of its maps.

    ``ordered`` tells whether the rows are: whether an ORDER BY follows the last RETURN outside of subqueries.
    """

    parameters: list[Name] = field(default_factory=list)
    labels: list[Name] = field(default_factory=list)
    types: list[Name] = field(default_factory=list)
    properties: list[Name] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    returned: list[list[Name]] = field(default_factory=list)
    ordered: bool = False
    separators: list[Name] = field(default_factory=list)


def names_in(cypher: str) -> Names:
    """All names of a text, in order of place; ``returned`` holds the columns of each RETURN outside of subqueries."""
    tokens = [
        Token(str(match.lastgroup), match[0], match.start())
        for match in TOKEN.finditer(cypher)
        if match.lastgroup != "skip"
    ]
    starts = [0, *(match.end() for match in re.finditer("\n", cypher))]

    def name(token: Token) -> Name:
        line = bisect_right(starts, token.start)
        return Name(token.text.strip("`$"), line, token.start - starts[line - 1] + 1)

    found = Names()
    brackets: list[str] = []
    for index, token in enumerate(tokens):
        before = tokens[index - 1] if index > 0 else Token("sign", "", 0)
        if token.kind == "parameter":
            found.parameters.append(name(token))
        elif token.text == ";":
            found.separators.append(name(token))
        elif token.kind == "sign" and token.text in CLOSING:
            brackets.append(bracket(tokens, index, brackets))
        elif token.kind == "sign" and token.text in CLOSING.values() and len(brackets) > 0:
            brackets.pop()
        elif token.kind == "word" and before.text == ".":
            found.properties.append(name(token))
        elif token.text == ":" and is_key(tokens, index, brackets):
            if brackets[-1] == "map":
                found.keys.add(before.text)
            else:
                found.properties.append(name(before))
        elif token.text == ":":
            kind = found.types if len(brackets) > 0 and brackets[-1] == "relationship" else found.labels
            kind.extend(name(each) for each in alternatives(tokens, index + 1))
        elif token.text.upper() == "RETURN" and len(brackets) == 0 and before.text != ".":
            found.returned.append([name(each) for each in columns(tokens, index + 1)])
            found.ordered = False
        elif token.text.upper() == "ORDER" and len(brackets) == 0 and before.text != ".":
            found.ordered = len(found.returned) > 0
    return found


def bracket(tokens: list[Token], index: int, around: list[str]) -> str:
    """What the bracket at ``index`` opens."""
    sign, before = tokens[index].text, tokens[index - 1] if index > 0 else Token("sign", "", 0)
    if sign == "[":
        return "relationship" if before.text == "-" else "list"
    if sign == "(":
        called = before.kind == "word" and before.text.upper() not in NOT_FUNCTIONS
        return "call" if called and before.text.upper() != "CALL" else "group"
    if before.text.upper() in SUBQUERIES or is_scope(tokens, index - 1):
        return "subquery"
    return "pattern" if len(around) > 0 and around[-1] in ("group", "relationship") and before.text != "(" else "map"


def is_scope(tokens: list[Token], index: int) -> bool:
    """Whether a parenthesis closes at ``index`` that follows CALL: the scope of a subquery."""
    if index < 0 or tokens[index].text != ")":
        return False
    while index > 0 and tokens[index].text != "(":
        index -= 1
    return index > 0 and tokens[index - 1].text.upper() == "CALL"


def is_key(tokens: list[Token], index: int, brackets: list[str]) -> bool:
    """Whether the colon at ``index`` follows the key of a map or the property of a pattern."""
    inside = len(brackets) > 0 and brackets[-1] in ("map", "pattern")
    return inside and index > 1 and tokens[index - 2].text in ("{", ",")


def alternatives(tokens: list[Token], index: int) -> Iterator[Token]:
    """The words of a label or type expression: ``A|B``, ``A&!B``."""
    while index < len(tokens):
        token = tokens[index]
        if token.kind == "word":
            yield token
            following = tokens[index + 1].text if index + 1 < len(tokens) else ""
            if following not in ("|", "&"):
                return
        elif token.text not in ("|", "&", "!", "("):
            return
        index += 1


def columns(tokens: list[Token], index: int) -> Iterator[Token]:
    """The names of the columns of a RETURN: the last word of each of its items."""
    depth, last = 0, Token("sign", "", 0)
    for token in tokens[index:]:
        if token.kind == "sign" and token.text in CLOSING:
            depth += 1
        elif token.kind == "sign" and token.text in CLOSING.values():
            depth -= 1
        elif depth == 0 and token.kind == "word" and token.text.upper() in CLAUSES and last.text != ".":
            break
        if depth == 0 and token.text == ",":
            yield last
        last = token
    yield last
