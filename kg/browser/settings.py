"""Parameters in Neo4j Browser, which has one value for each name, shared by all questions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from kg.ask import Parameter, Question
from kg.errors import DataError, Problem

__all__ = ["literal", "setting", "settings"]


def literal(kind: str, value: str | None) -> str:
    """A value as Cypher writes it, by the type of its parameter; None is null."""
    if value is None:
        return "null"
    if kind == "integer":
        return value
    quoted = "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"
    # Compared with a text, a date gives no rows and no error.
    return f"date({quoted})" if kind == "date" else quoted


def setting(parameter: Parameter, value: str | None) -> str:
    """The command, without its colon, that sets a parameter. ``=>`` keeps the type, ``:`` would not."""
    return f"param {parameter.name} => {literal(parameter.type, value)}"


def settings(questions: Iterable[Question], as_of: date) -> str:
    """The commands that set ``as_of``, and every parameter of the questions to its default or to null.

    All of them have to be set, since a query with a parameter that Browser does not have fails. A DataError where
    two questions have different defaults for one name.
    """
    found: dict[str, Parameter] = {}
    wrong = []
    for question in questions:
        for parameter in question.parameters:
            known = found.setdefault(parameter.name, parameter)
            if known.default is None:
                found[parameter.name] = parameter
            elif parameter.default is not None and parameter.default != known.default:
                what = f"{parameter.name} is {parameter.default} by default, and {known.default} in another question"
                wrong.append(Problem(question.file, 0, 0, what, "Neo4j Browser has one value; rename one of them"))
    if len(wrong) > 0:
        raise DataError(wrong)
    each = (f":{setting(parameter, parameter.default)}" for _, parameter in sorted(found.items()))
    # Each with its semicolon, the last one too: without it Browser silently runs none of them.
    return "".join(f"{command};\n" for command in (f":param as_of => date('{as_of.isoformat()}')", *each))
