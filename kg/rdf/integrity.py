"""What was read back against its own hashes, dates and ends: whether it is what was once written.

Statements can be well formed and yet altered. A content hash is over everything that a data set states of a record, a
known day follows from dates and citations, and every relationship leads to a kind that the model allows.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

from kg.model.known import CONTEXT, document_day, earliest
from kg.model.ref import kind_of
from kg.rdf.back import KINDS, Told
from kg.rdf.stated import stated_hash
from kg.rdf.terms import DERIVED

__all__ = ["Fault", "dangling", "ends", "faults", "stated"]

READ: Final = "read a file as it was written, out of a graph that nobody had changed by hand"


class Fault(NamedTuple):
    """What is wrong with a record that was read: the line, what it is, and what would be right."""

    line: int
    what: str
    fix: str = READ


def dangling(told: Sequence[Told]) -> Iterator[Fault]:
    """Every reference that leads to no record of the file."""
    there = {each.id for each in told}
    for each in told:
        for target in (*(end for _, end, _ in each.edges), *(dataset for dataset, _ in each.assertions)):
            if target not in there:
                what = f"{each.id} refers to {target}, which is not in the file"
                yield Fault(each.lines.get(target, each.line), what, "read the whole file")


def faults(told: Sequence[Told]) -> Iterator[Fault]:
    """Everything by which a record cannot be what was written."""
    days = days_of(told)
    last = max((day for day in days.values() if day is not None), default="")
    for each in told:
        for what in (*ends(each), *stated(each), *dated(each, days[each.id], last)):
            yield Fault(each.line, what)


def ends(told: Told) -> Iterator[str]:
    """Relationships that lead to the wrong kind, and none where the model wants one."""
    allowed = targets_of(told.kind.slug)
    for type_, target, _ in told.edges:
        if len(allowed[type_]) > 0 and KINDS[kind_of(target)].label not in allowed[type_]:
            yield f"{told.id} cannot lead to {target} by {type_}"
    for type_ in required_of(told.kind.slug):
        if not any(ends_of(told, type_)):
            yield f"{told.id} lacks its {type_}"


def stated(told: Told) -> Iterator[str]:
    """No data set, or one whose hash is over something else.

    What several data sets state is more than any one of their hashes is over.
    """
    if len(told.assertions) == 0:
        yield f"no data set states {told.id}"
    if len(told.assertions) == 1:
        [(dataset, assertion)] = told.assertions
        if stated_hash(told.kind, told.values, told.edges) != assertion["content_hash"]:
            yield f"{told.id} is not what {dataset} states by its hash; one of the two was altered"


def dated(told: Told, day: str | None, last: str) -> Iterator[str]:
    """A known day that is not the one that follows from the file.

    Of context a file as of a day tells before anything that it rests on, which came after the ``last`` of its days.
    """
    found = told.values.get("known_from")
    is_before_its_sources = day is None and found is not None and found > last and told.kind.slug in CONTEXT
    if found != day and not is_before_its_sources:
        yield f"{told.id} is known from {day or 'no day'}, not from {found or 'no day'}"


def days_of(told: Sequence[Told]) -> dict[str, str | None]:
    """From when each record is known, by the rules of ``kg.model.known``."""
    days: dict[str, str | None] = {each.id: None for each in told}
    days |= {each.id: document_day(each.values) for each in told if each.kind.slug == "document"}
    claims = [each for each in told if each.kind.slug == "claim"]
    days |= {each.id: days.get(next(iter(ends_of(each, "FROM")), "")) for each in claims}
    candidates: defaultdict[str, list[str | None]] = defaultdict(list)
    for each in told:
        candidates[each.id] += [days.get(document) for document in ends_of(each, "CITES")]
    for each in claims:
        for record in ends_of(each, "ABOUT"):
            candidates[record].append(days[each.id])
    others = (each.id for each in told if each.kind.slug not in ("claim", "document"))
    return days | {key: earliest(candidates[key]) for key in others}


def ends_of(told: Told, wanted: str) -> Iterator[str]:
    """Where the relationships of a type lead."""
    return (target for type_, target, _ in told.edges if type_ == wanted)


# By the slug, since to hash a whole description takes longer than all else.
@cache
def targets_of(slug: str) -> dict[str, frozenset[str]]:
    """The labels to which each type of relationship of a kind may lead; none for one that may lead to any."""
    found: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for each in (*KINDS[slug].relationships, *DERIVED):
        found[each.type].append(each.targets)
    return {
        type_: frozenset() if () in targets else frozenset(label for labels in targets for label in labels)
        for type_, targets in found.items()
    }


@cache
def required_of(slug: str) -> tuple[str, ...]:
    """The types of which a record of this kind has at least one."""
    return tuple(each.type for each in KINDS[slug].relationships if each.required)
