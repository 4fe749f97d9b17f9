"""Judgements written into a data set of their own, which is loaded like any other."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from kg.errors import UsageError
from kg.match.names import parts
from kg.model.judgement import Judgement
from kg.model.ref import slug_of
from kg.model.vocabularies import Verdict
from kg.store import Store

__all__ = ["FOLDER", "judge"]

FOLDER: Final = Path("judgements")
"""Where judgements are kept: below the folder in which one works, to be committed with the dossiers."""

DATASET: Final = """id: dataset/{id}
title: {title}
licence: CC0-1.0
"""
HEAD: Final = "judgements:"
EMPTY: Final = re.compile(r"^judgements:[ \t]*\[[ \t]*\]", re.MULTILINE)
TOP: Final = re.compile(r"^([^\s#-].*)$", re.MULTILINE)
ITEM: Final = re.compile(r"^( *)- ", re.MULTILINE)


def judge(
    store: Store, first: str, second: str, verdict: Verdict, *, by: str, why: str, on: date, folder: Path = FOLDER
) -> Path:
    """Add a judgement to the file in ``folder``, which is made where it is not there; nothing is loaded.

    The folder becomes a data set of whoever judges first in it, so that two people can each load theirs. A UsageError
    for records that are not in the store or not actors of one kind, and for a pair that the same person has judged in
    the file already: a judgement is changed by editing the file.
    """
    rows = store.read("UNWIND $ids AS id MATCH (n:Entity {id: id}) RETURN n.id AS id", ids=[first, second])
    there = {row["id"] for row in rows}
    missing = [each for each in (first, second) if each not in there]
    if len(missing) > 0:
        raise UsageError(f"{store.address} holds no {' and no '.join(missing)}; kg find helps to find an id")
    pair = sorted((first, second))
    whose = f"-by-{slug(by)}" if slug(by) != "" else ""
    id_ = f"judgement/{'-and-'.join(slug_of(each) for each in pair)}{whose}"
    said = {"verdict": verdict.value, "by": by, "judged_on": on.isoformat(), "why": why}
    judgement = {"id": id_, "between": pair, **said}
    try:
        Judgement.model_validate(judgement)
    except ValidationError as error:
        told = "; ".join(each["msg"] for each in error.errors())
        raise UsageError(f"{first} and {second} cannot be judged: {told}") from error
    file = folder / "judgements.yaml"
    text = file.read_text("utf-8") if file.exists() else HEAD
    if re.search(rf"\bid: *[\"']?{id_}[\"']?\s*$", text, re.MULTILINE) is not None:
        raise UsageError(f"{file} has judged {first} and {second} already; edit it there")
    added = with_item(text, judgement, file)
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "dataset.yaml").exists():
        dataset = DATASET.format(
            id=f"judgements{whose}",
            title=json.dumps(f"Which records are one person or body, as {by} judges", ensure_ascii=False),
        )
        (folder / "dataset.yaml").write_text(dataset, encoding="utf-8")
    file.write_text(added, encoding="utf-8")
    return file


def with_item(text: str, judgement: Mapping[str, object], file: Path) -> str:
    """The text of a file of judgements with one more; the rest of it stays as people wrote it."""
    kept = EMPTY.sub(HEAD, text.strip() if text.strip() != "" else HEAD)
    tops = [line.partition(" #")[0].rstrip() for line in TOP.findall(kept)]
    if tops != [HEAD]:
        raise UsageError(
            f"{file} has more than a list of judgements; write {HEAD} on a line of its own, and them below"
        )
    found = ITEM.search(kept)
    indent = "  " if found is None else found[1]
    # A text in JSON's quotes is YAML too.
    fields = f"\n{indent}  ".join(
        f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in judgement.items()
    )
    return f"{kept}\n{indent}- {fields}\n"


def slug(by: str) -> str:
    """A name as a part of an id, in whatever script; empty where it has no letter."""
    return "-".join(parts(by))
