"""The words and signs of a Cypher text, and what its brackets hold.

Not a parser: a tokeniser with a stack of brackets, which is enough for texts that both engines read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

__all__ = [
    "CLOSING",
    "NOTHING",
    "RESERVED",
    "Bracket",
    "Token",
    "begins_clause",
    "bracket",
    "items",
    "tokens_in",
]

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
RESERVED: Final = NOT_FUNCTIONS | frozenset(
    {"ASC", "ASCENDING", "BY", "CONTAINS", "DESC", "DESCENDING", "END", "FALSE", "IS", "NULL", "TRUE"}
)
"""Words that are no name of a variable."""

Bracket: TypeAlias = Literal["call", "expression", "group", "list", "map", "pattern", "relationship", "subquery"]
"""``subquery`` is the body of a CALL, ``expression`` that of an EXISTS, COUNT or COLLECT."""


@dataclass(frozen=True)
class Token:
    """A word, a sign, a text in quotes, a number or a parameter, and where it starts in the text."""

    kind: str
    text: str
    start: int

    @property
    def word(self) -> str:
        """The text of a word in capitals, as keywords are compared; nothing for all else."""
        return self.text.upper() if self.kind == "word" else ""


NOTHING: Final = Token("sign", "", 0)


def tokens_in(cypher: str) -> list[Token]:
    """All tokens but space and comments; one that is nothing stands first, so that each has one before it."""
    found = (Token(str(match.lastgroup), match[0], match.start()) for match in TOKEN.finditer(cypher))
    return [NOTHING, *(token for token in found if token.kind != "skip")]


def bracket(tokens: Sequence[Token], index: int, around: Sequence[Bracket]) -> Bracket:
    """What the bracket at ``index`` opens, inside of those ``around`` it."""
    sign, before = tokens[index].text, tokens[index - 1]
    if sign == "[":
        return "relationship" if before.text == "-" else "list"
    if sign == "(":
        return "call" if before.kind == "word" and before.word not in NOT_FUNCTIONS else "group"
    if before.word == "CALL" or is_scope(tokens, index - 1):
        return "subquery"
    if before.word in ("EXISTS", "COUNT", "COLLECT"):
        return "expression"
    return "pattern" if len(around) > 0 and around[-1] in ("group", "relationship") and before.text != "(" else "map"


def is_scope(tokens: Sequence[Token], index: int) -> bool:
    """Whether a parenthesis closes at ``index`` that follows CALL: the scope of a subquery."""
    if tokens[index].text != ")":
        return False
    while index > 0 and tokens[index].text != "(":
        index -= 1
    return tokens[index - 1].word == "CALL"


def begins_clause(tokens: Sequence[Token], index: int) -> bool:
    """Whether the word at ``index`` opens a clause; that of ``n.with`` and of STARTS WITH does not."""
    before = tokens[index - 1]
    return tokens[index].word in CLAUSES and before.text != "." and before.word not in ("STARTS", "ENDS")


def items(tokens: Sequence[Token], index: int) -> Iterator[list[Token]]:
    """What stands between the commas from ``index`` on, up to the next clause or the end of the brackets around."""
    depth, item = 0, list[Token]()
    for place, token in enumerate(tokens[index:], start=index):
        if token.kind == "sign" and token.text in CLOSING:
            depth += 1
        elif token.kind == "sign" and token.text in CLOSING.values():
            depth -= 1
        if depth < 0 or (depth == 0 and begins_clause(tokens, place)):
            break
        if depth == 0 and token.text == ",":
            yield item
            item = []
        else:
            item.append(token)
    yield item
