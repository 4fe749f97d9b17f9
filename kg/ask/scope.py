"""Which variables of a Cypher text stand for nodes and relationships, and which for maps, lists and values.

Read from left to right: what a pattern finds is a node, another name for a node is one too, and what is worked out may
be anything. A comprehension, a function and an EXISTS, COUNT or COLLECT keep their variables to themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from kg.ask.tokens import CLOSING, NOTHING, Bracket, Token, bracket

__all__ = ["Scope"]

CLOSED: Final[frozenset[Bracket]] = frozenset({"call", "expression", "list"})
"""Brackets whose variables are unknown outside of them."""


@dataclass
class Scope:
    """The place in a text up to which ``step`` was called for each token."""

    tokens: Sequence[Token]
    brackets: list[Bracket] = field(default_factory=list)
    opened: list[int] = field(default_factory=list)
    frames: list[dict[str, bool]] = field(default_factory=lambda: [{}])

    def step(self, index: int) -> None:
        """Take in the token at ``index``."""
        token = self.tokens[index]
        if token.kind == "sign" and token.text in CLOSING:
            kind = bracket(self.tokens, index, self.brackets)
            self.brackets.append(kind)
            self.opened.append(index)
            self.frames.append({} if kind in CLOSED else self.frames[-1])
        elif token.kind == "sign" and token.text in CLOSING.values() and len(self.brackets) > 0:
            self.brackets.pop()
            self.opened.pop()
            self.frames.pop()
        elif token.kind == "word":
            self.bind(index)

    def bind(self, index: int) -> None:
        """Note what the word at ``index`` stands for from here on, where it is a variable that begins here."""
        name, before = self.tokens[index].text, self.tokens[index - 1]
        if self.in_pattern(index):
            self.frames[-1][name] = True
        elif before.word == "AS":
            self.frames[-1][name] = self.is_renamed(index - 2)
        elif self.at(index + 1).word == "IN" and before.text in ("[", "(", ",") and self.around in ("call", "list"):
            self.frames[-1][name] = False

    def in_pattern(self, index: int) -> bool:
        """Whether the word at ``index`` names a node or a relationship of a pattern."""
        before, after = self.tokens[index - 1].text, self.at(index + 1).text
        if before == "[":
            return self.around == "relationship"
        if before != "(" or self.around != "group":
            return False
        joined = self.at(index + 2).text in ("-", "<") or self.tokens[index - 2].text in ("-", ">")
        return after in (":", "{") or (after == ")" and (joined or self.tokens[index - 2].word == "MATCH"))

    def is_renamed(self, index: int) -> bool:
        """Whether the item that ends at ``index`` is nothing but a node under another name."""
        alone = self.tokens[index - 1].text == "," or self.tokens[index - 1].word in ("DISTINCT", "RETURN", "WITH")
        return alone and self.is_found(index)

    def is_found(self, index: int) -> bool:
        """Whether the word at ``index`` is a variable for what a pattern has found."""
        if self.tokens[index].kind != "word" or self.tokens[index - 1].text == ".":
            return False
        name = self.tokens[index].text
        return next((frame[name] for frame in reversed(self.frames) if name in frame), False)

    @property
    def around(self) -> Bracket | None:
        """The innermost bracket."""
        return self.brackets[-1] if len(self.brackets) > 0 else None

    def at(self, index: int) -> Token:
        """The token at ``index``; nothing after the last."""
        return self.tokens[index] if index < len(self.tokens) else NOTHING
