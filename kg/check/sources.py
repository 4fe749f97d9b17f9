"""A source: its description, its loader, and the sample that the loader must read as expected."""

import json
from pathlib import Path

from kg.errors import DataError, KgError, Problem
from kg.load.plan import make_plan
from kg.load.source import described
from kg.store.state import State

__all__ = ["check_source"]


def check_source(folder: Path) -> list[Problem]:
    """What is wrong with the source in a folder."""
    sample, expected = folder / "sample", folder / "expected.json"
    missing = [path for path in (folder / "loader.py", sample, expected) if not path.exists()]
    if len(missing) > 0:
        fix = "loaders/README.md says what a source consists of"
        return [Problem(path, 0, 0, "the source does not have this", fix) for path in missing]
    try:
        source = described(folder)
        stated = source.expected
        beside = make_plan(source.beside(), State(None)).counts["added"]
        # What the sample refers to is loaded first, and is none of the source's own.
        found = make_plan((*source.beside(), *source.sample()), State(None)).counts["added"] - beside
    except DataError as error:
        return error.problems
    except json.JSONDecodeError as error:
        return [Problem(expected, 0, 0, f"this is no JSON: {error}")]
    # A loader is somebody's own code, and may fail in any way.
    except Exception as error:
        what = str(error) if isinstance(error, KgError) else f"it failed with {type(error).__name__}: {error}"
        return [Problem(folder / "loader.py", 0, 0, what)]
    return [
        Problem(expected, 0, 0, f"{kind}: {stated.get(kind, 0)} expected, {found[kind]} read", "look which is right")
        for kind in sorted({*stated, *found})
        if stated.get(kind, 0) != found[kind]
    ]
