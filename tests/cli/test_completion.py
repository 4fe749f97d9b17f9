"""What bash makes of a line when somebody presses the tab key: a real one, on a terminal."""

import os
import pty
import re
import select
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.project import ROOT

TAB = "\t"
ALL = "\x1b*"
"""The key of readline that puts everything into the line that could be meant."""

SHOW_LINE = "\x07"
CLEAR_LINE = "\x15"

KG = f"""\
#!/bin/sh
exec '{sys.executable}' -c 'from kg.cli import main; main()' "$@"
"""

SETTING_UP = r"""
PATH=$PWD/bin:$PATH
eval "$(kg --show-completion)"
bind -x '"\C-g": printf "\n<%s>\n" "$READLINE_LINE"'
PS1='ready'' now '
"""

OWN = """\
// Which claims are firm?
//| params: {how: {type: word, of: [not at all, very firm, very weak], optional: true, doc: How firm.}}
//| columns: {claim: Claim, evidence: ids}
MATCH (c:Claim) WHERE c.known_from <= $as_of AND $how IS NULL
RETURN c.id AS claim, [c.id] AS evidence ORDER BY claim
"""


class Bash:
    """A bash that somebody types into."""

    def __init__(self, folder: Path, questions: Path) -> None:
        self.ours, theirs = pty.openpty()
        variables = {"PYTHONPATH": str(ROOT), "KG_QUESTIONS": str(questions), "TERM": "dumb"}
        self.process = subprocess.Popen(
            ["bash", "--noprofile", "--norc", "-i"],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            cwd=folder,
            env={**os.environ, **variables},
            start_new_session=True,
        )
        os.close(theirs)
        self.type(SETTING_UP)
        self.read_until("ready now ")

    def type(self, keys: str) -> None:
        """Press keys."""
        os.write(self.ours, keys.encode())

    def read_until(self, pattern: str) -> re.Match[str]:
        """What is written up to this."""
        written = ""
        while (found := re.search(pattern, written)) is None:
            assert select.select([self.ours], [], [], 60)[0] != [], written
            written += os.read(self.ours, 65536).decode()
        return found

    def line_after(self, keys: str) -> str:
        """The line that stands there when these keys were pressed."""
        self.type(f"{keys}{SHOW_LINE}")
        line = self.read_until(r"\n<(.*)>\r\n")[1]
        self.type(CLEAR_LINE)
        return line

    def close(self) -> None:
        """Hang up."""
        os.close(self.ours)
        self.process.wait()


@pytest.fixture(scope="module")
def bash(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bash]:
    """A bash with the completion of ``kg``, in a folder with a dossier, and with a question of the user's own."""
    folder, questions = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("questions")
    (folder / "dossier.yaml").touch()
    (folder / "bin").mkdir()
    (folder / "bin" / "kg").write_text(KG, encoding="utf-8")
    (folder / "bin" / "kg").chmod(0o755)
    (questions / "own").mkdir()
    (questions / "own" / "firm.cypher").write_text(OWN, encoding="utf-8")
    opened = Bash(folder, questions)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        (f"kg questions ev{TAB}", "kg questions events "),
        (f"kg ask events/t{TAB}", "kg ask events/timeline "),
        # What this question asks is longer than a line.
        (f"kg ask claims/den{TAB}", "kg ask claims/denials-and-silence "),
        (f"kg ask cla{TAB}", "kg ask claims/"),
        (f"kg ask --store embedded:x -p a=b events/t{TAB}", "kg ask --store embedded:x -p a=b events/timeline "),
        (f"kg sparql events/t{TAB}", "kg sparql events/timeline "),
        (f"kg check --text document/x=dos{TAB}", "kg check --text document/x=dossier.yaml "),
        # No blank, since the value has to follow.
        (f"kg ask claims/who-said-what -p stan{TAB}", "kg ask claims/who-said-what -p stance="),
        (f"kg ask claims/who-said-what -p stan{TAB}den{TAB}", "kg ask claims/who-said-what -p stance=denies "),
        (f"kg ask claims/who-said-what -p {ALL}", "kg ask claims/who-said-what -p speaker= stance= topic= "),
        (
            f"kg ask claims/who-said-what -p speaker=official/x -p s{TAB}",
            "kg ask claims/who-said-what -p speaker=official/x -p stance=",
        ),
        (f"kg ask own/firm -p how=very\\ w{TAB}", "kg ask own/firm -p how=very\\ weak "),
        (f"kg ask own/firm -p how=n{TAB}", "kg ask own/firm -p how=not\\ at\\ all "),
        (f'kg ask own/firm -p how="very w{TAB}', 'kg ask own/firm -p how="very weak" '),
        (f"kg ask claims/no-question -p s{TAB}", "kg ask claims/no-question -p s"),
        (f"kg ask -p s{TAB}", "kg ask -p s"),
    ],
)
def test_names_parameters_and_words_are_completed(bash: Bash, typed: str, line: str) -> None:
    assert bash.line_after(typed) == line
