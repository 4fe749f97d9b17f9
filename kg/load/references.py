"""Rules that concern several records: references lead somewhere and not in a circle, and days fit.

All take compiled nodes, so that they hold for every source alike.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any

from kg.errors import Problem
from kg.load.entry import Entry
from kg.load.readable import Said
from kg.model.flatten import Node
from kg.model.introspect import describe
from kg.model.ladder import ladders
from kg.model.nearest import NAMES, Called, by_ids, did_you_mean, nearest, words_of_id
from kg.model.node_kind import Form, StoredProperty
from kg.model.ref import is_id, kind_of, slug_of
from kg.model.suggest import suggest

__all__ = [
    "called_in",
    "circles",
    "dangling",
    "ids_in",
    "is_after",
    "kinds",
    "mentioned",
    "missing",
    "place_of",
    "too_late",
    "unnamed",
]


ADD = (
    "add the record, correct the id, or name the data set that has it too, as in kg check PATH seeds"
    " (kg load --plan PATH asks the graph)"
)

SHORT = 3
"""Letters of the shortest names."""


def ids_in(node: Node) -> Iterator[str]:
    """Every id that a node refers to, those on its relationships included."""
    for edge in node.edges:
        yield edge.target
        for name in id_properties(kind_of(node.id), edge.type):
            found = edge.properties.get(name)
            if isinstance(found, str):
                yield found


@cache
def id_properties(slug: str, type_: str) -> tuple[str, ...]:
    """The properties of a relationship type that hold ids."""
    (kind,) = (kind for kind in describe() if kind.slug == slug)
    properties: Iterable[StoredProperty] = (
        each for rel in kind.relationships if rel.type == type_ for each in rel.properties
    )
    return tuple(each.name for each in properties if each.form is Form.ID)


def dangling(
    said: Iterable[Said],
    wrong: Iterable[Said],
    known: Collection[str],
    called: Callable[[str], Mapping[str, Called]],
) -> Iterator[Problem]:
    """References to records that are not there; of entries that are ``wrong`` those in their faulty fields too.

    ``called`` tells what the records of a kind are called, by id.
    """
    for entry, node in said:
        for target in dict.fromkeys(ids_in(node)):
            if target not in known:
                yield missing(entry, target, called)
    for entry, node in wrong:
        for target in dict.fromkeys((*mentioned(entry.data), *ids_in(node))):
            if target not in known:
                yield missing(entry, target, called)


def missing(entry: Entry, target: str, called: Callable[[str], Mapping[str, Called]]) -> Problem:
    """The problem of a reference that leads nowhere, with what may be meant, or the nearest kind."""
    kind, place = kind_of(target), place_of(entry.data, target)
    if kind not in kinds():
        return entry.problem(place, f"{target} is of no kind", suggest(kind, kinds()))
    return entry.problem(place, f"{target} does not exist", meant(target, called(kind)))


def meant(target: str, called: Mapping[str, Called]) -> str:
    """The fix where an id leads nowhere."""
    near = nearest(words_of_id(target), by_ids(called))
    if len(near) > 0 or len(slug_of(target)) > SHORT:
        return did_you_mean(near, ADD)
    from rapidfuzz.distance import OSA

    # In a short one a slip leaves too little to compare; one sign is a slip, and as often another code.
    own = slug_of(target)
    short = [each for each in sorted(called) if len(own) > 1 and OSA.distance(own, slug_of(each)) == 1]
    return f"did you mean {' or '.join(short)}? If not, {ADD}" if len(short) > 0 else ADD


def called_in(entries: Iterable[Entry], ids: Iterable[str], kind: str) -> dict[str, Called]:
    """What those of the ids that are of a kind are called, where an entry says so."""
    names = {id_: entry for entry in entries if entry.kind == kind and isinstance(id_ := entry.data.get("id"), str)}
    found = {}
    for each in ids:
        if kind_of(each) == kind:
            data = names[each].data if each in names else {}
            own = (text for field in NAMES for text in texts(data.get(field)))
            found[each] = Called((*own,), tuple(texts(data.get("misprints"))))
    return found


def texts(value: Any) -> Iterator[str]:
    """The texts of a field that takes one or several, whatever else may stand there."""
    yield from (each for each in (value if isinstance(value, list | tuple) else (value,)) if isinstance(each, str))


def mentioned(data: Any) -> Iterator[str]:
    """Every text in an entry, its own id left out, that is an id of a known kind."""
    for step, value in data.items() if isinstance(data, dict) else enumerate(data):
        if isinstance(value, str):
            if step != "id" and is_id(value) and kind_of(value) in kinds():
                yield value
        else:
            yield from mentioned(value)


def place_of(data: Any, text: str) -> tuple[str | int, ...]:
    """The path inside an entry at which a text stands; empty where it does not."""
    steps: Iterable[tuple[str | int, Any]] = (
        data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list | tuple) else ()
    )
    for step, value in steps:
        if value == text:
            return (step,)
        below = place_of(value, text)
        if len(below) > 0:
            return (step, *below)
    return ()


def steps_of(said: Iterable[Said]) -> dict[tuple[str, str], dict[str, list[str]]]:
    """What is stated of the ``ladders``: from an id to those it leads to."""
    found: defaultdict[tuple[str, str], dict[str, list[str]]] = defaultdict(dict)
    for _, node in said:
        kind = kind_of(node.id)
        for edge in node.edges:
            # Many lead to other kinds too.
            if kind_of(edge.target) == kind and (kind, edge.type) in ladders():
                found[kind, edge.type].setdefault(node.id, []).append(edge.target)
    return dict(found)


def circles(
    said: Collection[Said], stored: Callable[[str, str, set[str]], Iterable[tuple[str, str]]]
) -> Iterator[Problem]:
    """Records that revise, contain, widen, change or rest on each other in a circle.

    ``stored`` finds the pairs of one label and type that the load leaves in place and that can be reached from some
    records: what is stored has no circle of its own, so that each goes through what is stated anew.
    """
    labels = {kind.slug: kind.label for kind in describe()}
    entries = {node.id: entry for entry, node in reversed([*said])}
    for (slug, type_), steps in steps_of(said).items():
        for upper, lower in stored(labels[slug], type_, {lower for lowers in steps.values() for lower in lowers}):
            steps.setdefault(upper, []).append(lower)
        done: set[str] = set()
        for start in sorted(steps):
            circle = circle_from(start, steps, done)
            if len(circle) > 0:
                done.update(circle)
                entry = next(entries[key] for key in circle if key in entries)
                field = ladders()[slug, type_].path[0]
                what = f"{field} goes in a circle: {' -> '.join(circle)}"
                yield entry.problem((field,), what, "no record comes back to itself")


def circle_from(start: str, steps: Mapping[str, list[str]], done: set[str]) -> list[str]:
    """A circle that can be reached from a record, empty if there is none; walks without recursion."""
    path: list[str] = []
    on_path: set[str] = set()
    stack: list[tuple[str, bool]] = [(start, False)]
    while len(stack) > 0:
        record, leaving = stack.pop()
        if leaving:
            on_path.discard(path.pop())
            done.add(record)
        elif record in on_path:
            return [*path[path.index(record) :], record]
        elif record not in done:
            path.append(record)
            on_path.add(record)
            stack.append((record, True))
            stack += [(above, False) for above in steps.get(record, ())]
    return []


def too_late(said: Iterable[Said], published: Callable[[str], date | None]) -> Iterator[Problem]:
    """Claims that were said after their document was published; ``published`` finds the last day on which it can be."""
    for entry, node in said:
        day = node.properties.get("said_on_earliest")
        document = next((edge.target for edge in node.edges if edge.type == "FROM"), None)
        if entry.kind != "claim" or day is None or document is None:
            continue
        last = published(document)
        if last is not None and is_after(str(day), last):
            what = f"said on {node.properties['said_on']}, after {document} was published ({last})"
            yield entry.problem(("said_on",), what, "correct said_on, or the date or id of the document")


def is_after(said: str, published: date) -> bool:
    """Whether something was said after the day on which it was published."""
    # On the other side of the date line it is already the next day.
    return date.fromisoformat(said) > published + timedelta(days=1)


@cache
def kinds() -> dict[str, Any]:
    """The kinds of node by the beginning of their ids."""
    return {kind.slug: kind for kind in describe()}


def unnamed(entries: Iterable[Entry]) -> Iterator[Problem]:
    """Claims without an id that stand at one place of one document with another claim."""
    at: defaultdict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        # Two that name no document may well be meant to name two.
        if entry.kind == "claim" and is_id(str(entry.data.get("document"))):
            places = entry.data.get("at", "unseen")
            for place in places if isinstance(places, list) else [places]:
                if place != "unseen":
                    at[str(entry.data.get("document")), str(place)].append(entry)
    for (document, place), group in at.items():
        for entry in group if len(group) > 1 else ():
            if "id" not in entry.data:
                yield entry.problem(
                    (), f"{len(group)} claims stand at {place} of {document}", "give each of them an id"
                )
