"""Pairs of records of different data sets that may be one actor, best first, each with the reasons of its score.

A proposal changes nothing. Names alone make one, or a misprint that is known; posts, dates, codes and parties only
move it, since two people hold the same post more often than one person is known by two unlike names. Whoever has but a
part of a name in common with another is proposed with the same post at the same time alone, and below every slip.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, combinations, product
from typing import Final, NamedTuple

from kg.match.actors import Actor, Post, actors, judged
from kg.match.names import EXACT, block_keys, is_part, likeness, share_part
from kg.model.ref import kind_of
from kg.store import Store

__all__ = ["LEAST", "Proposal", "Reason", "proposals", "reasons"]

LEAST: Final = 60
"""The lowest score, of 100, that is proposed."""

ALIKE: Final = 75
"""The lowest likeness of names that are taken for one with a slip."""

NAMES: Final = 70
"""The points that names of the same letters give."""

MISPRINT: Final = 65
"""The points that a known misprint gives: enough for a proposal, unless posts speak against it."""

WITHIN: Final = 45
"""The points of a name that is a part of the other, such as a family name alone."""

PART: Final = 30
"""The points of names that have a part in common and are else unlike, such as those of two brothers."""

POST: Final = 30
"""The points of one post at one time."""

LIKELY: Final = 20
"""The points of one post at one time in bodies of like names, of which nobody knows whether they are one."""

UNDATED: Final = 15
"""The points of one post where nobody says since when somebody held it: names that share but a part need more."""

DECIDED: Final = frozenset({"same", "different"})


class Reason(NamedTuple):
    """What adds to a score, takes from it, or leaves it as it is though people should know."""

    points: int
    why: str


class Proposal(NamedTuple):
    """Two records that may be one: how far that is likely, from 0 to 100, and why."""

    first: str
    second: str
    score: int
    reasons: tuple[Reason, ...]


def proposals(store: Store) -> list[Proposal]:
    """All pairs that may be one actor and of which nobody has judged so far, best first."""
    decided = judged(store)
    found = []
    for first, second in pairs(actors(store)):
        if decided.get(frozenset({first.id, second.id}), set()).isdisjoint(DECIDED):
            why = tuple(reasons(first, second))
            score = min(100, max(0, sum(each.points for each in why)))
            if score >= LEAST:
                found.append(Proposal(first.id, second.id, score, why))
    return sorted(found, key=lambda each: (-each.score, each.first, each.second))


def pairs(every: Iterable[Actor]) -> Iterator[tuple[Actor, Actor]]:
    """Pairs of one kind that share the beginning of a name or a code, and that no data set tells apart."""
    blocks: defaultdict[tuple[str, str], list[Actor]] = defaultdict(list)
    for actor in every:
        names = (*actor.names, *actor.misprints)
        keys = {key for name in names for key in block_keys(name)} | {*actor.codes.values()}
        for key in keys:
            blocks[kind_of(actor.id), key].append(actor)
    seen: set[tuple[str, str]] = set()
    for members in blocks.values():
        groups: defaultdict[frozenset[str], list[Actor]] = defaultdict(list)
        for actor in members:
            groups[actor.datasets].append(actor)
        apart = (pair for pair in combinations(groups, 2) if pair[0].isdisjoint(pair[1]))
        for first, second in chain.from_iterable(product(groups[one], groups[other]) for one, other in apart):
            smaller, larger = sorted((first, second), key=lambda actor: actor.id)
            if (smaller.id, larger.id) not in seen:
                seen.add((smaller.id, larger.id))
                yield smaller, larger


def reasons(first: Actor, second: Actor) -> Iterator[Reason]:
    """Why two actors are one, or are not; nothing where their names are not alike."""
    for name in sorted(first.codes.keys() & second.codes.keys()):
        if first.codes[name] == second.codes[name]:
            yield Reason(100, f"same {name}: {first.codes[name]}")
        else:
            yield Reason(-100, f"other {name}: {first.codes[name]}, {second.codes[name]}")
    told = (*reasons_of_names(first, second), *reasons_of_misprints(first, second))
    of_names = max(told, key=lambda reason: reason.points, default=None)
    if of_names is None:
        return
    yield of_names
    yield from reason_of_posts(first, second)
    yield from reason_of_body(first, second)


def reasons_of_names(first: Actor, second: Actor) -> Iterator[Reason]:
    """What the names of two actors say that are alike; first those that are equal, then in the order of the names."""
    for one, other in sorted(product(first.names, second.names), key=lambda pair: pair[0] != pair[1]):
        alike = likeness(one, other)
        if alike >= ALIKE:
            how = "same letters" if alike == EXACT else f"{alike}% of letters alike"
            yield Reason(round(alike * NAMES / 100), f"names, {how}: {one}, {other}")
        elif is_part(one, other):
            yield Reason(WITHIN, f"names, one in the other: {one}, {other}")
        elif share_part(one, other):
            yield Reason(PART, f"names, a part in common: {one}, {other}")


def reasons_of_misprints(first: Actor, second: Actor) -> Iterator[Reason]:
    """What is known of misprints: that a name of one is printed where the other is meant."""
    for printed, meant in ((first, second), (second, first)):
        for name, misprint in product(printed.names, meant.misprints):
            if likeness(name, misprint) == EXACT:
                yield Reason(MISPRINT, f"known misprint of {meant.names[0]}: {name}")


def reason_of_posts(first: Actor, second: Actor) -> Iterator[Reason]:
    """What posts say, where some are known of both."""
    if len(first.posts) == 0 or len(second.posts) == 0:
        return
    every = list(product(first.posts, second.posts))
    together = [pair for pair in every if one_place(*pair)]
    open_ones = [pair for pair in every if not told_apart(*pair)]
    at_once = [pair for pair in together if overlap(*pair)]
    same = [pair for pair in at_once if one_title(*pair)]
    likely = [pair for pair in open_ones if overlap(*pair) and one_title(*pair) and alike_bodies(*pair)]
    undated = [pair for pair in together if overlap(*pair) is None]
    perhaps = [pair for pair in undated if one_title(*pair)]
    if len(same) > 0:
        yield Reason(POST, f"same post at the same time: {told_of(same)}")
    elif len(likely) > 0:
        yield Reason(LIKELY, f"same post at the same time, in bodies of like names: {told_of(likely)}")
    elif len(at_once) > 0:
        yield Reason(15, f"at one place at the same time: {told_of(at_once)}")
    elif len(perhaps) > 0:
        yield Reason(UNDATED, f"same post, times unknown: {told_of(perhaps)}")
    elif len(undated) > 0:
        yield Reason(0, f"at one place, times unknown: {told_of(undated)}")
    elif len(together) > 0:
        yield Reason(-20, f"at one place one after the other: {told_of(together)}")
    elif len(open_ones) > 0:
        yield Reason(0, f"posts in bodies that may be one or not: {told_of(open_ones)}")
    else:
        yield Reason(-10, f"no post in common: {told_of(every)}")


def one_place(first: Post, second: Post) -> bool:
    """Whether two posts are at one institution, by id, by judgement or by name."""
    if not first.institutions.isdisjoint(second.institutions):
        return True
    return any(likeness(one, other) == EXACT for one in first.names for other in second.names)


def told_apart(first: Post, second: Post) -> bool:
    """Whether two posts are known to be at different institutions: by a data set that has both, or by judgement."""
    if one_place(first, second):
        return False
    judged = ((first.others, second.institutions), (second.others, first.institutions))
    return any(not one.isdisjoint(other) for one, other in ((first.datasets, second.datasets), *judged))


def alike_bodies(first: Post, second: Post) -> bool:
    """Whether the names of two institutions are alike, or one is a part of the other: Treasury, US Treasury."""
    return any(likeness(*pair) >= ALIKE or is_part(*pair) for pair in product(first.names, second.names))


def one_title(first: Post, second: Post) -> bool:
    """Whether two posts are called alike."""
    return likeness(first.title, second.title) >= ALIKE


def overlap(first: Post, second: Post) -> bool | None:
    """Whether two posts were held on one day; None where that hangs on a day since when one was held and nobody says.

    A post of which no end is known is taken for one that is still held.
    """
    if any(
        a.end is not None and b.start is not None and a.end < b.start for a, b in ((first, second), (second, first))
    ):
        return False
    return None if first.start is None or second.start is None else True


def told_of(pairs: Sequence[tuple[Post, Post]]) -> str:
    """The first pair of posts as people read it."""
    first, second = pairs[0]
    return f"{told(first)}; {told(second)}"


def told(post: Post) -> str:
    """A post as people read it."""
    days = f"{post.start or '?'} to {post.end or '?'}"
    return f"{post.title}, {post.names[0]} ({days})"


def reason_of_body(first: Actor, second: Actor) -> Iterator[Reason]:
    """What the party and the kind of two institutions say."""
    if first.kind is not None and second.kind is not None:
        same = first.kind == second.kind
        yield Reason(10 if same else -10, f"{'same' if same else 'other'} kind: {first.kind}, {second.kind}")
    if len(first.party) > 0 and len(second.party) > 0:
        shared = sorted({*first.party} & {*second.party})
        both = f"{', '.join(first.party)}; {', '.join(second.party)}"
        yield Reason(10, f"same party: {', '.join(shared)}") if len(shared) > 0 else Reason(-30, f"other party: {both}")
