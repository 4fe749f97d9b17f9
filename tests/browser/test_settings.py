"""Parameters as Neo4j Browser sets them."""

from datetime import date
from pathlib import Path

import pytest

from kg.ask import Parameter, Question
from kg.browser.settings import literal, settings


def question(name: str, parameter: Parameter) -> Question:
    return Question(name, "What?", (parameter,), (), "", Path(f"{name}.cypher"))


def within(default: str | None) -> Parameter:
    return Parameter("within", "integer", (), default is None, default, "Days.")


def limit() -> Parameter:
    return Parameter("limit", "integer", (), False, None, "How many.")


def test_a_value_keeps_its_type() -> None:
    assert literal("date", "2025-12-16") == "date('2025-12-16')"
    assert literal("integer", "0") == "0"
    assert literal("text", "it's \\ so") == r"'it\'s \\ so'"
    assert literal("id", None) == "null"


def test_every_parameter_is_set_to_its_default_or_to_null() -> None:
    asked = [question("a/x", within("365")), question("b/y", within("365")), question("a/z", limit())]
    assert settings(asked, date(2025, 12, 16)) == (
        ":param as_of => date('2025-12-16');\n:param limit => null;\n:param within => 365;\n"
    )


@pytest.mark.parametrize("other", [None, "30"])
def test_a_default_that_not_all_share_narrows_down_no_other_question(other: str | None) -> None:
    asked = [question("a/x", within(other)), question("a/y", within("365"))]
    assert settings(asked, date(2025, 12, 16)) == ":param as_of => date('2025-12-16');\n:param within => null;\n"
