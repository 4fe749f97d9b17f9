"""What a shell offers when somebody presses the tab key."""

import pytest
from typer.testing import CliRunner

from kg.cli.app import app


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("kg ask events/t", ["events/timeline"]),
        ("kg questions ev", ["events"]),
        ("kg sparql events/t", ["events/timeline"]),
        ("kg ask claims/who-said-what -p ", ["speaker=", "topic=", "stance="]),
        ("kg ask claims/who-said-what -p speaker=official/x -p s", ["stance="]),
        ("kg ask claims/who-said-what -p stance=op", ["stance=opines"]),
        ("kg ask claims/no-question -p s", []),
        ("kg ask -p s", []),
    ],
)
def test_names_parameters_and_words_are_completed(typed: str, offered: list[str]) -> None:
    asked = {"_KG_COMPLETE": "complete_bash", "COMP_WORDS": typed, "COMP_CWORD": str(len(typed.split(" ")) - 1)}
    ran = CliRunner().invoke(app, [], prog_name="kg", env=asked)
    assert ran.output.split() == offered
