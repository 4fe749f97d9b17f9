"""The text of a question for Neo4j Browser, where what it needs or has a default for has a value while none is set.

The script that sets all parameters sets such to null, too: a name that one question needs, or has a default for, may be
optional in another, and Browser has one value for both.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from kg.ask import Question
from kg.browser.settings import literal, setting

__all__ = ["with_stand_ins"]

PARAMETER: Final = re.compile(r"""//[^\n]*|/\*.*?\*/|'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|\$(?P<name>\w+)""", re.DOTALL)
"""A parameter; or a comment or a string, in which there is none."""


def with_stand_ins(question: Question, values: Mapping[str, str]) -> str:
    """The text with the defaults and these ``values`` of needed parameters, and a line below the first about each."""
    filled = {each.name: each for each in question.parameters if each.required or each.default is not None}
    given = {**{each.name: each.default for each in filled.values() if each.default is not None}, **values}

    def stood_in(match: re.Match[str]) -> str:
        name = match["name"]
        if name not in filled or name not in given:
            return match[0]
        return f"coalesce(${name}, {literal(filled[name].type, given[name])})"

    first, _, rest = PARAMETER.sub(stood_in, question.cypher).partition("\n")
    notes = [
        f"// Set {name} first, with :param {name} => ..."
        if name not in given
        else f"// As long as {name} is not set, it is as after :{setting(parameter, given[name])}"
        for name, parameter in filled.items()
    ]
    return "\n".join([first, *notes, rest])
