"""The skeleton of a new source: a folder that loads at once, to be filled with the real thing."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Final

from kg.content import checkout_folder
from kg.errors import UsageError

__all__ = ["new_source"]

SOURCE: Final = """title: {title}
publisher: Who publishes it
licence: Its licence, as an SPDX identifier or in a few words
homepage: https://example.org
reads: JSON with one object for each institution
download: |
  What a user has to fetch, from where, and in what form.
# With fewer records nothing is written: a broken input must not empty a graph.
minimum: {{institution: 1}}
# The share of rows that may be refused; they go to .kg/rejects/{name}.csv with their reasons.
rejects: 1%
# What the source writes, and what is meant.
lookups:
  kinds:
    Ministry or department: ministry
# Fields that are left out on purpose; every other one that the loader does not pop is reported.
ignored: [internal_note]
"""

LOADER: Final = '''"""{title}: what it gives, and the rules by which its fields become records."""

from collections.abc import Iterable, Iterator

from kg.load.audit import Row
from kg.load.entry import Batch, Entry
from kg.load.intake import Intake
from kg.load.json_items import json_items
from kg.load.slug import slug


def read(intake: Intake) -> Iterable[Batch]:
    """One data set of all files under the paths."""
    files = intake.files(".json", ".jsonl")
    dataset = {{"id": "dataset/{words}", "title": "{title}", "licence": "LicenseRef-unknown"}}
    rows = intake.rows_of(files, json_items)

    def entries_of(row: Row) -> Iterator[Entry]:
        """The records of one object; popping a field is what counts as using it."""
        number, name, written = row.needed("number"), row.needed("name"), row.needed("kind")
        kind = intake.lookup("kinds", written)
        if kind is None:
            raise row.error("kind", f"{{written}} is no known kind", "add it to kinds in source.yaml")
        # An id is made of what the publisher will never change, and begins with the name of the source.
        key = f"{words}-{{slug(number)}}"
        # Every record cites a document, here the page on which the body tells of itself.
        body, page = f"institution/{{key}}", f"document/{{key}}"
        cites = [{{"document": page, "at": "unseen"}}]
        yield row.entry("institution", {{"id": body, "name": name, "institution_kind": kind, "cites": cites}})
        document = {{"id": page, "title": name, "document_kind": "web_page", "publisher": body, "tier": "O"}}
        yield row.entry("document", document | {{"published": row.needed("changed")}})

    yield intake.batch(Entry("dataset", dataset, files[0]), intake.take(rows, entries_of))
'''

SAMPLE: Final = [
    {
        "number": "17",
        "name": "Trade Ministry of Nordland",
        "kind": "Ministry or department",
        "changed": "2030-01-02",
        "internal_note": "invented",
    }
]
EXPECTED: Final = {"dataset": 1, "document": 1, "institution": 1}


def new_source(name: str) -> list[Path]:
    """Lay the folder of a source in ``loaders/``, and say which files that made; a UsageError where it cannot be."""
    if re.fullmatch("[a-z][a-z0-9]*(_[a-z0-9]+)*", name) is None:
        raise UsageError(f"{name!r} is no name for a source; begin with a letter, and join words of a-z and 0-9 by _")
    folder = checkout_folder() / "loaders" / name
    if folder.exists():
        raise UsageError(f"{folder} is there already; choose another name")
    title, words = name.replace("_", " ").capitalize(), name.replace("_", "-")
    texts = {
        "source.yaml": SOURCE.format(title=title, name=name),
        "loader.py": LOADER.format(title=title, words=words),
        "sample/institutions.json": as_json(SAMPLE),
        "expected.json": as_json(EXPECTED),
    }
    for path, text in texts.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return [folder / path for path in texts]


def as_json(value: object) -> str:
    """JSON as people edit it."""
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"
