"""The text of a question for Neo4j Browser, where what it needs has a value as long as nobody has set one.

The script that sets all parameters sets the needed ones to null, too: one name may be needed by one question and be
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
    """The text with these values for its needed parameters, and a line below the first that says so."""
    needed = {each.name: each for each in question.parameters if each.required}

    def stood_in(match: re.Match[str]) -> str:
        name = match["name"]
        if name not in needed or name not in values:
            return match[0]
        return f"coalesce(${name}, {literal(needed[name].type, values[name])})"

    first, _, rest = PARAMETER.sub(stood_in, question.cypher).partition("\n")
    notes = [
        f"// Set {name} first, with :param {name} => ..."
        if name not in values
        else f"// As long as {name} is not set, it is as after :{setting(parameter, values[name])}"
        for name, parameter in needed.items()
    ]
    return "\n".join([first, *notes, rest])
