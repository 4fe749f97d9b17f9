"""The names that a Cypher text uses: parameters, labels, relationship types, properties, returned columns."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from kg.ask.scope import Scope
from kg.ask.tokens import NOTHING, RESERVED, Token, items, tokens_in

__all__ = ["Name", "Names", "names_in", "placer"]


@dataclass(frozen=True)
class Name:
    """A name and where it stands; both numbers from 1."""

    text: str
    line: int
    column: int


@dataclass
class Names:
    """The names by what they name.

    ``properties`` are read from what a pattern has found, ``parts`` from what may be a map as well, and ``keys`` are
    those that the text itself gives to the parts of its maps. ``computed`` are nodes of which a property is read whose
    name is worked out. ``plain`` are the columns of the last RETURN outside of subqueries that are no more than a
    property of what a pattern has found. ``ordered`` tells whether an ORDER BY follows it, and ``constants`` is what it
    orders by that is the same for every row.
    """

    parameters: list[Name] = field(default_factory=list)
    labels: list[Name] = field(default_factory=list)
    types: list[Name] = field(default_factory=list)
    properties: list[Name] = field(default_factory=list)
    parts: list[Name] = field(default_factory=list)
    computed: list[Name] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    returned: list[list[Name]] = field(default_factory=list)
    plain: dict[str, str] = field(default_factory=dict)
    ordered: bool = False
    constants: list[Name] = field(default_factory=list)
    separators: list[Name] = field(default_factory=list)


def names_in(cypher: str) -> Names:
    """All names of a text, in order of place; ``returned`` holds the columns of each RETURN outside of subqueries."""
    tokens = tokens_in(cypher)
    place = placer(cypher)
    scope = Scope(tokens)
    found = Names()
    for index, token in enumerate(tokens):
        before = tokens[index - 1]
        scope.step(index)
        outside = len(scope.brackets) == 0 and before.text != "."
        if token.kind == "parameter":
            found.parameters.append(place(token))
        elif token.text == ";":
            found.separators.append(place(token))
        elif token.text == "[" and scope.around == "list":
            read_subscript(found, scope, index, place)
        elif token.kind == "word" and before.text == ".":
            owner = scope.opened[-1] - 1 if is_projected(scope, index) else index - 2
            (found.properties if scope.is_found(owner) else found.parts).append(place(token))
        elif token.text == ":" and is_key(scope, index):
            if scope.around == "map":
                found.keys.add(before.text.strip("`"))
            else:
                found.properties.append(place(before))
        elif token.text == ":":
            kind = found.types if scope.around == "relationship" else found.labels
            kind.extend(place(each) for each in alternatives(tokens, index + 1))
        elif token.word == "RETURN" and outside:
            columns = [item for item in items(tokens, index + 1) if len(item) > 0]
            found.returned.append([place(item[-1]) for item in columns])
            found.plain = {item[-1].text: item[2].text for item in columns if is_plain(item, scope, tokens)}
            found.ordered, found.constants = False, []
        elif token.word == "ORDER" and outside and len(found.returned) > 0:
            found.ordered = True
            found.constants = [place(item[0]) for item in items(tokens, index + 2) if is_constant(item)]
    return found


def placer(cypher: str) -> Callable[[Token], Name]:
    """What gives a token of this text as a name with its place."""
    starts = [0, *(match.end() for match in re.finditer("\n", cypher))]

    def place(token: Token) -> Name:
        line = bisect_right(starts, token.start)
        return Name(token.text.strip("`$'\""), line, token.start - starts[line - 1] + 1)

    return place


def read_subscript(found: Names, scope: Scope, index: int, place: Callable[[Token], Name]) -> None:
    """Note what ``n['name']`` reads, and that a node is read by a name that is worked out; ``n[key]`` is neither."""
    owner, key, after = scope.tokens[index - 1], scope.at(index + 1), scope.at(index + 2)
    # What follows a keyword is a list and no subscript.
    if not (owner.text in (")", "]") or (owner.kind == "word" and owner.word not in RESERVED)):
        return
    if key.kind == "text" and after.text == "]":
        (found.properties if scope.is_found(index - 1) else found.parts).append(place(key))
    elif scope.is_found(index - 1) and not (key.kind == "word" and after.text == "]"):
        found.computed.append(place(owner))


def is_projected(scope: Scope, index: int) -> bool:
    """Whether the property at ``index`` is one of ``n {.name, .date}``."""
    return scope.around == "map" and scope.tokens[index - 2].text in ("{", ",")


def is_key(scope: Scope, index: int) -> bool:
    """Whether the colon at ``index`` follows the key of a map or the property of a pattern."""
    return scope.around in ("map", "pattern") and scope.tokens[index - 2].text in ("{", ",")


def is_plain(item: list[Token], scope: Scope, tokens: list[Token]) -> bool:
    """Whether an item is ``n.name AS column``, of something that a pattern has found."""
    if len(item) != 5 or item[1].text != "." or item[3].word != "AS":
        return False
    return scope.is_found(tokens.index(item[0]))


def is_constant(item: list[Token]) -> bool:
    """Whether an item to order by names nothing that differs from row to row."""
    return not any(
        token.kind == "word" and token.word not in RESERVED and following.text != "("
        for token, following in zip(item, [*item[1:], NOTHING], strict=True)
    )


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
