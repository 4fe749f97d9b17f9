"""The saved scripts: a zip that is dropped into Neo4j Browser, a folder for each theme."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date
from typing import Final

from kg.ask import Question
from kg.browser.examples import Examples
from kg.browser.settings import settings
from kg.browser.stand_in import with_stand_ins

__all__ = ["scripts"]

FIRST: Final = "// Set all parameters (run this first)"
ALIKE: Final = (1980, 1, 1, 0, 0, 0)
"""The time of every file, so that equal questions make equal bytes."""


def scripts(questions: Sequence[Question], examples: Examples, as_of: date) -> bytes:
    """One script for each question, under its theme, and before them the one that sets the parameters.

    Browser names a script by its first line. It draws only what a single statement returns, so the parameters are
    a script of their own; outside of folders, it stands above them.
    """
    files = {"parameters.cypher": f"{FIRST}\n{settings(questions, as_of)}"}
    files |= {f"{question.name}.cypher": with_stand_ins(question, examples.values(question)) for question in questions}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name, ALIKE), text, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
