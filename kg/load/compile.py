"""Entries to nodes: validated, flattened, with the stages and the terms that they state as nodes of their own."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from pydantic import ValidationError

from kg.errors import Problem
from kg.load.entry import Entry
from kg.load.problems import problems_of
from kg.load.readable import Said, readable
from kg.model import introspect
from kg.model.claim import claim_id
from kg.model.documents import Document
from kg.model.edtf import Edtf
from kg.model.flatten import Node, data_hash, flatten
from kg.model.kinds import BY_SLUG
from kg.model.order import in_order
from kg.model.record import Cited, Record
from kg.model.status import Owner
from kg.model.terms import Source, terms_claim
from kg.store.state import State

__all__ = ["Compiled", "compile_entries", "entry_id", "source_hash", "source_in"]


@dataclass
class Compiled:
    """The nodes that some entries state.

    ``stated_by`` maps the id of every node to the id of the record that states it: itself, or the record in
    whose history or term fields it stands. ``failed`` are the keys of entries that could not be taken whole,
    ``wrong`` these entries with what can be read of them, and ``again`` those that have the id of another one.
    """

    nodes: dict[str, Node] = field(default_factory=dict)
    stated_by: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    failed: set[str] = field(default_factory=set)
    wrong: list[Said] = field(default_factory=list)
    again: list[Said] = field(default_factory=list)

    def add(self, node: Node, key: str, entry: Entry) -> None:
        """Keep a node; that an id stands twice is said elsewhere."""
        if node.id in self.nodes:
            self.again.append(Said(entry, node))
        else:
            self.nodes[node.id] = node
            self.stated_by[node.id] = key


def entry_id(entry: Entry) -> str | None:
    """The id that an entry will have, None where it has none that can be read."""
    found = entry.data.get("id")
    if found is None and entry.kind == "claim":
        return claim_id(entry.data)
    return found if isinstance(found, str) else None


def source_hash(entry: Entry) -> str:
    """32 hex digits over what an entry says and over the model that reads it.

    An entry with the hash of the last load need not be validated again; a new version of the model changes all
    hashes, so that its rules reach everything. The order of a list is no difference.
    """
    return data_hash([model_hash(), entry.kind, in_order(entry.data)])


@cache
def model_hash() -> str:
    """A hash of the model's own source text, so that it changes with any rule, word or wording."""
    texts = (file.read_bytes() for file in sorted(Path(introspect.__file__).parent.glob("*.py")))
    return hashlib.sha256(b"\0".join(texts)).hexdigest()[:16]


def compile_entries(entries: dict[str, Entry], find_source: Callable[[str], Source | None]) -> Compiled:
    """The nodes of all entries; what is wrong with any of them goes into ``problems``.

    ``find_source`` knows the documents that are not among the entries; None for one that does not exist, which
    the check of references reports.
    """
    compiled = Compiled()
    records = dict(validated(entries, compiled))
    documents = {key: record for key, record in records.items() if isinstance(record, Document)}

    def source_of(document: str) -> Source:
        if document in documents:
            return Source(documents[document].publisher, documents[document].published)
        found = find_source(document)
        return found if found is not None else Source((), None)

    for key, record in records.items():
        for each in (record, *made_of(record, source_of)):
            compiled.add(flatten(each), key, entries[key])
    return compiled


def validated(entries: dict[str, Entry], compiled: Compiled) -> Iterator[tuple[str, Record]]:
    """The entries that the model takes."""
    for key, entry in entries.items():
        model = BY_SLUG[entry.kind]
        try:
            yield key, model.model_validate(entry.data)
        except ValidationError as error:
            compiled.problems += problems_of(entry, model, error)
            compiled.failed.add(key)
            compiled.wrong.append(Said(entry, readable(entry)))


def made_of(record: Record, source_of: Callable[[str], Source]) -> Iterator[Record]:
    """The stages that a record tells, and the claim of its terms."""
    if isinstance(record, Owner):
        yield from record.stages()
    claim = terms_claim(record, source_of) if isinstance(record, Cited) else None
    if claim is not None:
        yield claim


def source_in(state: State, document: str) -> Source | None:
    """What a claim of terms takes over from a document that is in the store."""
    found = state.find([document]).get(document)
    if found is None:
        return None
    return Source(found.publisher, None if found.published is None else Edtf.parse(found.published))
