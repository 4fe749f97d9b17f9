"""Parameters in Neo4j Browser, which has one value for each name, shared by all questions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from kg.ask import Parameter, Question

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

    All of them have to be set, since a query with a parameter that Browser does not have fails. Null, too, where not
    all questions that share a name have one default: it would narrow down the others.
    """
    shared: dict[str, list[Parameter]] = {}
    for question in questions:
        for parameter in question.parameters:
            shared.setdefault(parameter.name, []).append(parameter)
    commands = [f":param as_of => date('{as_of.isoformat()}')"]
    for _, (first, *others) in sorted(shared.items()):
        is_agreed = all((each.type, each.default) == (first.type, first.default) for each in others)
        commands.append(f":{setting(first, first.default if is_agreed else None)}")
    # Each with its semicolon, the last one too: without it Browser silently runs none of them.
    return "".join(f"{command};\n" for command in commands)
