"""The order of the rows is total: what a question orders by tells all its rows apart."""

from collections import Counter
from datetime import date
from itertools import pairwise

import pytest

from kg.ask import Question, catalogue, find_question
from kg.ask.bind import bind
from kg.ask.scope import Scope
from kg.ask.tokens import NOTHING, RESERVED, Token, items, tokens_in
from kg.store import Store
from tests.ask.test_as_of import NEEDED
from tests.golden import CASES, Case

LATE = "2026-11-24"


def asked() -> list[Case]:
    """Everything that is asked for a golden, and each question once more of all that is known."""
    return [
        *CASES,
        *(
            Case(each.name, LATE, "all", {one.name: NEEDED[one.name] for one in each.parameters if one.required})
            for each in catalogue()
        ),
        Case("record/dossier", LATE, "party", {"id": "party/us"}),
    ]


@pytest.mark.parametrize("case", asked(), ids=lambda case: f"{case.question}.{case.as_of}.{case.variant}")
def test_no_two_rows_have_the_same_place(seeded: Store, case: Case) -> None:
    question = find_question(case.question)
    bound = bind(question, case.parameters)
    rows = seeded.read(ordered_by(question), as_of=date.fromisoformat(case.as_of), **bound)
    places = Counter(repr(sorted(dict(row).items())) for row in rows)
    assert {place: number for place, number in places.items() if number > 1} == {}


def ordered_by(question: Question) -> str:
    """The question, asked for what it orders by in place of its columns."""
    text = question.cypher
    tokens = tokens_in(text)
    end, order = (last(tokens, word) for word in ("RETURN", "ORDER"))
    columns = [item[-1].text for item in items(tokens, end + 1)]
    keys = [[each for each in item if each.word not in ("ASC", "DESC")] for item in items(tokens, order + 2)]
    beside = sorted({name for key in keys for name in variables(key)} - {*columns})
    returned = text[tokens[end + 1].start : tokens[order].start]
    told = ", ".join(f"{' '.join(each.text for each in key)} AS key_{place}" for place, key in enumerate(keys))
    return f"{text[: tokens[end].start]}WITH {', '.join([returned, *beside])}\nRETURN {told}"


def last(tokens: list[Token], word: str) -> int:
    """The place of the last such word outside of all brackets."""
    scope, found = Scope(tokens), 0
    for index, token in enumerate(tokens):
        scope.step(index)
        if token.word == word and scope.brackets == []:
            found = index
    return found


def variables(key: list[Token]) -> set[str]:
    """The variables of an expression, but for those of its comprehensions, and but for properties and functions."""
    around = [NOTHING, *key, NOTHING]
    own = {each.text for each, after in pairwise(around) if after.word == "IN"}
    return {
        each.text
        for before, each, after in zip(around, key, around[2:], strict=False)
        if each.kind == "word" and before.text not in (".", ":") and after.text != "("
        if each.word not in RESERVED | {"STARTS"} and each.text not in own
    }
