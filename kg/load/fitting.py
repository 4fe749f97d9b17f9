"""Whether what a claim or a history says fits the kind of record that it is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from typing_extensions import TypeIs

from kg.errors import Problem
from kg.load.entry import Entry
from kg.load.readable import Said
from kg.load.references import kinds
from kg.model.claim import Terms
from kg.model.ref import kind_of
from kg.model.suggest import suggest
from kg.model.vocabularies import StatusWord

__all__ = ["misfits", "misfits_of_wrong"]

STAGES: Final = frozenset(word.value for word in StatusWord)


def misfits(said: Iterable[Said]) -> Iterator[Problem]:
    """Claims whose content does not fit the kind of record that they are about."""
    for entry, node in said:
        content = node.properties.get("content")
        if content not in ("terms", "figure"):
            continue
        (about,) = (edge.target for edge in node.edges if edge.type == "ABOUT")
        if kind_of(about) not in kinds():
            continue
        kind = kinds()[kind_of(about)]
        if content == "figure":
            yield from unfit_figure(entry, about)
        if content == "terms" and entry.kind == "claim":
            yield from unfit_terms(entry, kind.plural, kind.terms, kind.statuses)


def misfits_of_wrong(wrong: Iterable[Said]) -> Iterator[Problem]:
    """The same of entries that have another mistake, be it in the content itself."""
    for entry, _ in wrong:
        terms, about = entry.data.get("terms"), entry.data.get("about")
        (record,) = about if isinstance(about, list) and len(about) == 1 else (about,)
        kind = kinds().get(kind_of(record)) if isinstance(record, str) else None
        if entry.kind == "claim" and isinstance(terms, dict) and kind is not None:
            known = {name: value for name, value in terms.items() if name in Terms.model_fields}
            if not is_stage(known.get("status")):
                known.pop("status", None)
            told = Entry(entry.kind, {**entry.data, "terms": known}, entry.file, entry.place)
            yield from unfit_terms(told, kind.plural, kind.terms, kind.statuses)
        if entry.kind == "claim" and "figure" in entry.data and kind is not None:
            yield from unfit_figure(entry, str(record))


def is_stage(word: object) -> TypeIs[str]:
    """Whether this is a word for a stage, of whatever kind of record; people also write lists."""
    return isinstance(word, str) and word in STAGES


def unfit_figure(entry: Entry, about: str) -> Iterator[Problem]:
    """A figure about something else than a commitment."""
    if kind_of(about) != "commitment":
        yield entry.problem(("about",), f"{about} takes no figure", "figures measure commitments")


def unfit_terms(entry: Entry, plural: str, terms: tuple[str, ...], statuses: tuple[str, ...]) -> Iterator[Problem]:
    """Terms that the kind of record does not have, and stages that are not in its list."""
    for name, value in entry.data["terms"].items():
        if name in ("since", "until") or (name == "rate" and "status" in entry.data["terms"] and len(statuses) > 0):
            continue
        if name == "status":
            if len(statuses) == 0:
                yield entry.problem(("terms", name), f"{plural} have no stages", "leave status out", key=True)
            elif value not in statuses:
                yield entry.problem(("terms", name), f"{value} is no stage of {plural}", suggest(value, statuses))
        elif name not in terms:
            known = [*terms, *(("status",) if len(statuses) > 0 else ())]
            fix = suggest(name, known) if len(known) > 0 else "say it in a proposition, by its summary alone"
            yield entry.problem(("terms", name), f"{plural} have no term {name}", fix, key=True)
