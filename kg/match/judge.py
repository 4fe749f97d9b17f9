"""Judgements written into a data set of their own, which is loaded like any other."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from kg.errors import UsageError
from kg.model.judgement import Judgement
from kg.model.ref import slug_of
from kg.model.vocabularies import Verdict
from kg.store import Store

__all__ = ["FOLDER", "judge"]

FOLDER: Final = Path("judgements")
"""Where judgements are kept: below the folder in which one works, to be committed with the dossiers."""

DATASET: Final = """id: dataset/judgements
title: Which records are one person or body
licence: CC0-1.0
"""
HEAD: Final = "judgements:\n"


def judge(
    store: Store, first: str, second: str, verdict: Verdict, *, by: str, why: str, on: date, folder: Path = FOLDER
) -> Path:
    """Add a judgement to the file in ``folder``, which is made where it is not there; nothing is loaded.

    A UsageError for records that are not in the store or not actors of one kind, and for a pair that the file has
    judged already: a judgement is changed by editing the file.
    """
    rows = store.read("UNWIND $ids AS id MATCH (n:Entity {id: id}) RETURN n.id AS id", ids=[first, second])
    there = {row["id"] for row in rows}
    missing = [each for each in (first, second) if each not in there]
    if len(missing) > 0:
        raise UsageError(f"{store.address} holds no {' and no '.join(missing)}; kg find helps to find an id")
    pair = sorted((first, second))
    id_ = f"judgement/{'-and-'.join(slug_of(each) for each in pair)}"
    said = {"verdict": verdict.value, "by": by, "judged_on": on.isoformat(), "why": why}
    judgement = {"id": id_, "between": pair, **said}
    try:
        Judgement.model_validate(judgement)
    except ValidationError as error:
        told = "; ".join(each["msg"] for each in error.errors())
        raise UsageError(f"{first} and {second} cannot be judged: {told}") from error
    file = folder / "judgements.yaml"
    text = file.read_text("utf-8") if file.exists() else HEAD
    if f'id: "{id_}"' in text:
        raise UsageError(f"{file} has judged {first} and {second} already; edit it there")
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "dataset.yaml").exists():
        (folder / "dataset.yaml").write_text(DATASET, encoding="utf-8")
    # A text in JSON's quotes is YAML too; the rest of the file stays as people wrote it.
    fields = "\n    ".join(f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in judgement.items())
    file.write_text(f"{text.rstrip()}\n  - {fields}\n", encoding="utf-8")
    return file
