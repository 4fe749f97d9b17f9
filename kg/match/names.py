"""How alike two names are, in any order of their parts and in any script."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

__all__ = ["EXACT", "block_keys", "is_part", "likeness", "parts", "share_part"]

EXACT: Final = 100
"""The likeness of names that have the same letters."""

SHORT: Final = 4
"""Letters up to which a name is taken for an abbreviation: a slip in one makes it another one."""

SLIP: Final = 75
"""The lowest likeness of two parts that are taken for one."""

# Letters of one part; a transliterated Han character begins with a capital inside a word.
PART: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[0-9]+")


@cache
def parts(name: str) -> tuple[str, ...]:
    """The parts of a name in Latin letters without case and accents; initials are left out beside longer parts.

    >>> parts("何立峰"), parts("Donald J. Trump")
    (('he', 'li', 'feng'), ('donald', 'trump'))
    """
    from anyascii import anyascii

    # An apostrophe separates nothing: Xi'an is one part.
    found = [each.lower() for each in PART.findall(anyascii(name).replace("'", ""))]
    long = [each for each in found if len(each) > 1]
    return tuple(long if len(long) > 1 else found)


@cache
def spellings(name: str) -> tuple[str, ...]:
    """The letters of a name from each of its parts on, and with its parts sorted."""
    found = parts(name)
    if len(found) == 0:
        return (name,)
    turned = ("".join((*found[start:], *found[:start])) for start in range(len(found)))
    return tuple(dict.fromkeys([*turned, "".join(sorted(found))]))


@cache
def likeness(first: str, second: str) -> int:
    """How alike two names are, from 0 to 100: the share of letters that need no change, in the best order of parts.

    >>> likeness("He Lifeng", "Lifeng HE"), likeness("He Lifeng", "何立峰"), likeness("AP", "AFP")
    (100, 100, 0)
    """
    from rapidfuzz.fuzz import ratio

    ours, theirs = spellings(first), spellings(second)
    if not {*ours}.isdisjoint(theirs):
        return EXACT
    if any(len(each) <= SHORT for each in (*ours, *theirs)):
        return 0
    return round(max(ratio(one, other) for one in ours for other in theirs))


def share_part(first: str, second: str) -> bool:
    """Whether two names have a long part in common, but for a slip, such as a family name.

    >>> share_part("Scott Bessent", "Janet Besant"), share_part("He Lifeng", "He Yadong")
    (True, False)
    """
    ours, theirs = ([each for each in parts(name) if len(each) >= SHORT] for name in (first, second))
    return any(likeness(one, other) >= SLIP for one in ours for other in theirs)


def is_part(first: str, second: str) -> bool:
    """Whether one name is a part of the other, but for slips, such as a family name alone.

    >>> is_part("Bessant", "Scott Bessent"), is_part("Jeff Bessent", "Scott Bessent")
    (True, False)
    """
    fewer, more = sorted((parts(first), parts(second)), key=len)
    fits = (len(one) >= SHORT and any(likeness(one, other) >= SLIP for other in more) for one in fewer)
    return 0 < len(fewer) < len(more) and all(fits)


def block_keys(name: str) -> set[str]:
    """Beginnings by which names are brought together; those that share none are not compared."""
    return {each[:3] for each in parts(name)} | {each[:4] for each in spellings(name)}
