"""The files of the project, as git sees them."""

import subprocess
from pathlib import Path

__all__ = ["CONTENT", "ROOT", "project_files"]

ROOT = Path(__file__).parents[1]

CONTENT = ("loaders", "queries", "schema", "seeds")
"""Folders that are found by scanning, and that the wheel carries under ``kg/_content/``."""


def project_files() -> list[str]:
    """Every file that is tracked or would be with ``git add .``, relative to the root, sorted.

    New files count, so that a fresh question can be tested before it is added; ignored ones never do.
    """
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return sorted({name for name in listed.split("\0") if name != "" and (ROOT / name).is_file()})
