"""Whether a question finds a record that a parameter names by its index, as far as the text shows.

The parameter is the key of a labelled node in a MATCH; where it may be left out, in a branch of its own:

    CALL () { WITH * WHERE $p IS NOT NULL MATCH (n:K {id: $p}) RETURN n
      UNION WITH * WHERE $p IS NULL MATCH (n:K) RETURN n }

What a WITH hands on is found already, and may be compared with it. Anything else reads each node in turn.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from kg.ask.scope import Scope
from kg.ask.tokens import Bracket, Token, begins_clause, tokens_in

__all__ = ["Unsought", "unsought"]

KEYED: Final = "MATCH (n:K {{id: ${name}}})"
BRANCH: Final = (
    "CALL () {{ WITH * WHERE ${name} IS NOT NULL MATCH (n:K {{id: ${name}}}) RETURN n "
    "UNION WITH * WHERE ${name} IS NULL MATCH (n:K) RETURN n }}"
)


@dataclass(frozen=True)
class Unsought:
    """A use of a parameter that no index answers, and what would be right."""

    token: Token
    what: str
    fix: str


def unsought(cypher: str, name: str, *, optional: bool) -> Iterator[Unsought]:
    """What keeps the record of one parameter from being found by its index; nothing where it is, or is never used."""
    form = (BRANCH if optional else KEYED).format(name=name)
    found = list(uses(cypher, name))
    if any(use.kind == "key" and use.seeks and (use.guarded or not optional) for use in found):
        for use in found:
            if use.kind == "filter":
                what = f"${name} is compared with each node that this MATCH reads"
                yield Unsought(use.token, what, f"pick from what a WITH hands on, or write {form}")
        return
    # A test for null is not what should have been a key.
    asked = [use.token for use in found if use.kind != "test"] or [use.token for use in found]
    where = "in a branch that runs only where it is given" if optional else "as the key of a node with a label"
    for token in asked[:1]:
        yield Unsought(token, f"no MATCH finds the record of ${name} by its index, {where}", f"write {form}")


@dataclass
class Branch:
    """The clause that runs at a place of a subquery, the one before it, and what is not null by then."""

    clause: str = ""
    before: str = ""
    given: frozenset[str] = frozenset()

    def enter(self, clause: str) -> None:
        """Go on to the next clause; a UNION begins anew."""
        self.before, self.clause = self.clause, clause
        if clause == "UNION":
            self.given = frozenset()


@dataclass(frozen=True)
class Use:
    """One place of a parameter: as a ``key``, in a ``filter``, or harmless.

    A key ``seeks`` where its MATCH is a clause of the question itself, ``guarded`` where a null never comes to it.
    """

    token: Token
    kind: str
    seeks: bool = False
    guarded: bool = False


def uses(cypher: str, name: str) -> Iterator[Use]:
    """All uses of a parameter, from left to right."""
    tokens = tokens_in(cypher)
    scope = Scope(tokens)
    branches = [Branch()]
    for index, token in enumerate(tokens):
        depth = len(scope.brackets)
        scope.step(index)
        if len(scope.brackets) > depth:
            branches.append(inside(branches[-1], scope.around))
        elif len(scope.brackets) < depth:
            branches.pop()
        branch = branches[-1]
        if begins_clause(tokens, index):
            branch.enter(token.word)
        if token.text != f"${name}":
            continue
        tested = [each.word for each in tokens[index + 1 : index + 4]]
        if tested == ["IS", "NOT", "NULL"] and branch.clause == "WHERE" and branch.before == "WITH":
            branch.given |= {name}
        if tested[0:1] == ["IS"]:
            yield Use(token, "test")
        elif is_key(scope, index):
            own = all(each in ("subquery", "group", "pattern") for each in scope.brackets)
            yield Use(token, "key", seeks=own and branch.clause == "MATCH", guarded=name in branch.given)
        elif branch.clause == "WHERE" and branch.before == "MATCH":
            yield Use(token, "filter")
        else:
            yield Use(token, "other")


def inside(branch: Branch, kind: Bracket | None) -> Branch:
    """The branch inside of a bracket that opens in another one."""
    if kind in ("subquery", "expression"):
        return Branch()
    # The WHERE of a comprehension is none of the clause around it.
    return replace(branch) if kind in ("list", "call") else branch


def is_key(scope: Scope, index: int) -> bool:
    """Whether the parameter at ``index`` is all that the id of a node with one label has to be."""
    tokens = scope.tokens
    if scope.around != "pattern" or [each.text for each in tokens[index - 2 : index]] != ["id", ":"]:
        return False
    before = scope.opened[-1]
    labelled = tokens[before - 1].kind == "word" and tokens[before - 2].text == ":"
    node = tokens[before - 3].text == "(" or tokens[before - 4].text == "("
    return labelled and node and scope.at(index + 1).text in (",", "}")
