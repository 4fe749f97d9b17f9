"""What stands around the table: on what it was measured, and the file that keeps it."""

import os
import platform
import re
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from bench.steps import Outcome
from tests.local_neo4j import VERSION

__all__ = ["described", "put"]

PREFACE = """\
# Measures

What Parley's main steps cost, next to the barest loop over the driver that does the same, in one run on one server
(`bench/README.md` says how). CPU seconds are those of the client and of the server together; walls depend on what
else the machine was doing. Written by `python -m bench --claims N --write docs/measures.md`; nothing here is edited by
hand.
"""


def described(outcomes: dict[str, Outcome], *, heap: str) -> str:
    """The date, the machine, the versions and the graph."""
    packages = ", ".join(f"{name} {version(name)}" for name in ("neo4j", "neo4j-rust-ext", "pydantic"))
    return (
        f"Measured on {datetime.now(UTC):%Y-%m-%d}: {os.cpu_count()} cores ({platform.machine()}), "
        f"{platform.system()}, Python {platform.python_version()}, Neo4j {VERSION} Community with a heap of {heap}, "
        f"{packages}.\n\n"
        f"{graph(outcomes)}"
    )


def graph(outcomes: dict[str, Outcome]) -> str:
    """How large the graph was."""
    if "bare_create" not in outcomes:
        exported = outcomes["kg_export"].counts
        return f"The graph: {exported['records']:,} nodes and {exported['relationships']:,} relationships."
    graph = outcomes["bare_create"].counts
    properties = graph["claim properties"] / graph["Claim"]
    return (
        f"The graph: {graph['nodes']:,} nodes, among them {graph['Claim']:,} claims with {properties:.1f} "
        f"properties on average; {graph['relationships'] - graph['ASSERTS']:,} relationships, and {graph['ASSERTS']:,} "
        "assertions of data sets."
    )


def put(file: Path, claims: int, report: str) -> None:
    """Replace the section of that many claims, or add it; sections stand in the order of their size."""
    sections: dict[int, str] = {}
    if file.exists():
        for text in file.read_text(encoding="utf-8").split("\n## ")[1:]:
            title, _, body = text.partition("\n")
            sections[int(re.sub("[^0-9]", "", title))] = body.strip()
    sections[claims] = report.strip()
    parts = [PREFACE, *(f"## {size:,} claims\n\n{sections[size]}\n" for size in sorted(sections))]
    file.write_text("\n".join(parts), encoding="utf-8")
