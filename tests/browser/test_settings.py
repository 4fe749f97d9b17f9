"""Parameters as Neo4j Browser sets them."""

from datetime import date
from pathlib import Path

import pytest

from kg.ask import Parameter, Question
from kg.browser.settings import literal, settings
from kg.errors import DataError


def question(name: str, parameter: Parameter) -> Question:
    return Question(name, "What?", (parameter,), (), "", Path(f"{name}.cypher"))


def within(default: str | None) -> Parameter:
    return Parameter("within", "integer", (), default is None, default, "Days.")


def test_a_value_keeps_its_type() -> None:
    assert literal("date", "2025-12-16") == "date('2025-12-16')"
    assert literal("integer", "0") == "0"
    assert literal("text", "it's \\ so") == r"'it\'s \\ so'"
    assert literal("id", None) == "null"


def test_every_parameter_is_set_to_a_default_or_to_null() -> None:
    asked = [question("a/x", within(None)), question("a/y", within("365"))]
    assert settings(asked, date(2025, 12, 16)) == ":param as_of => date('2025-12-16');\n:param within => 365;\n"


def test_two_defaults_of_one_name_are_refused() -> None:
    with pytest.raises(DataError, match="within is 30 by default, and 365 in another question"):
        settings([question("a/x", within("365")), question("a/y", within("30"))], date(2025, 12, 16))
