"""What is called almost like that: names compared word by word, so that order, accents and slips do not matter.

People are told apart more strictly than things: a given name in common, or a family name that comes near, makes nobody
the same. What no comparison of letters can know, that a text prints one name for another, is told by ``misprints``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from kg.model.ref import is_id, kind_of, slug_of

__all__ = ["NAMES", "SHORT", "Called", "Near", "by_ids", "did_you_mean", "nearest", "words_of_id", "words_of_name"]

NAMES: Final = ("name", "title", "native_name", "aliases")
"""The fields that say what a record is called."""

LIKE_A_WORD: Final = 66.0
"""From so many percent on a word may be a misprint of another."""

LIKE_A_SHORT_WORD: Final = 75.0
"""The same of a word of four or five letters, of which one may be wrong: ieepa is no deep."""

LIKE_A_NAME: Final = 52.0
"""From so many percent on a name may be meant."""

LIKE_WITHOUT_SPACES: Final = 68.0
"""From so many percent on a name written in other words than it has (soy beans) is meant."""

SHORT: Final = 3
"""Letters of a word in which a slip leaves too little to compare, so that it has to be exact."""

RATHER_SHORT: Final = 5
"""Letters of a word in which one may be wrong and no more."""

CODE: Final = re.compile(r"(?<![\w'\u2019])(?:([a-z])[-.]|([b-z]) )(?=[0-9])")
"""A letter before a number, as in the names of chips, which are written H20, H-20 and H 20; ``a 20`` is an article."""

END_ALIKE: Final = 90.0
"""From so many percent on two people whose other names are unlike may have one family name, and be one."""

TIE: Final = 2.0
"""Percent by which one may come nearer than another that is as likely meant."""

TITLES: Final = frozenset(
    {
        *("ambassador", "chair", "chairman", "chairwoman", "commissioner", "director", "dr", "general", "governor"),
        *("madam", "minister", "mr", "mrs", "ms", "premier", "president", "prof", "professor", "representative"),
        *("secretary", "senator", "sir", "spokesman", "spokesperson", "spokeswoman"),
    }
)
"""What stands before the name of a person and is no part of it, the last word where it has several (vice premier)."""

ALL_WORDS, BEST_WORD, OF_NAME = 0.50, 0.42, 0.08
"""What counts: all words that were typed, the one that fits best (misprints keep the family name), the whole name."""


class Called(NamedTuple):
    """What a record is called, and what texts print where it is meant."""

    names: tuple[str, ...]
    misprints: tuple[str, ...] = ()


class Near(NamedTuple):
    """A key, the one of its names that comes nearest, and how near in percent; or a ``misprint`` of it instead."""

    key: str
    name: str
    score: float
    misprint: bool = False


def did_you_mean(near: Sequence[Near], otherwise: str) -> str:
    """Whether the likeliest is meant, or those that are as likely, with what is a misprint said to be one.

    ``otherwise`` where nothing comes near.
    """
    best = [each for each in near if max(other.score for other in near) - each.score < TIE]
    told = [f"{each.key}, printed as {each.name}" if each.misprint else each.key for each in best]
    return f"did you mean {' or '.join(told)}?" if len(told) > 0 else otherwise


def by_ids(called: Mapping[str, Called]) -> dict[str, Called]:
    """The same, each record by its id too."""
    return {key: each._replace(names=(words_of_id(key), *each.names)) for key, each in called.items()}


def words_of_id(text: str) -> str:
    """What follows the kind in an id, or a text that is none, as words."""
    return (slug_of(text) if "/" in text else text).replace("-", " ")


def words_of_name(text: str) -> list[str]:
    """The words of a name in lower case without accents: ``São Paulo-Group`` is ``sao``, ``paulo``, ``group``.

    A code is one word, however it is written: ``H-20`` is ``h20``.
    """
    letters = CODE.sub(r"\1\2", unicodedata.normalize("NFKD", text.casefold()))
    return re.findall(r"[^\W_]+", "".join(each for each in letters if not unicodedata.combining(each)))


def nearest(text: str, called: Mapping[str, Called], *, most: int = 3) -> list[Near]:
    """The keys that may be meant by ``text``, the likeliest first; none where nothing comes near.

    A key is an id. A text that is a known misprint leads to what is meant, and to nothing else but what has that very
    name.
    """
    sought = words_of_name(text[:200])
    people = {key: each for key, each in called.items() if is_person(key)}
    others = {key: each for key, each in called.items() if key not in people}
    # Names may begin with the family name, so that "Minister Li" is known by what is left without the title.
    meant = [
        each
        for words in dict.fromkeys((tuple(sought), tuple(without_title(sought))))
        for each in by_names(words, people)
        if may_be_one(words, each.name)
    ]
    near = ordered([*by_names(sought, others), *meant])
    printed = [
        Near(key, misprint, 100.0, misprint=True)
        for key, each in sorted(called.items())
        for misprint in each.misprints
        if is_printed(sought, words_of_name(misprint), each.names)
    ]
    if len(printed) > 0:
        by_that_name = [each for each in near if {*sought} <= {*words_of_name(each.name)}]
        near = [*by_that_name, *{each.key: each for each in printed}.values()]
    return near[:most]


def without_title(words: Sequence[str]) -> Sequence[str]:
    """What follows the last title, which is a name: of ``vice premier he`` it is ``he``."""
    titles = [place for place, word in enumerate(words[:-1]) if word in TITLES]
    return words[titles[-1] + 1 :] if len(titles) > 0 else words


def ordered(near: Iterable[Near]) -> list[Near]:
    """The nearest first, each key once."""
    best: dict[str, Near] = {}
    for each in sorted(near, key=lambda each: (-each.score, each.key)):
        best.setdefault(each.key, each)
    return [*best.values()]


def is_person(key: str) -> bool:
    """Whether a key is the id of an official."""
    return is_id(key) and kind_of(key) == "official"


def is_printed(sought: Sequence[str], misprint: Sequence[str], names: Iterable[str]) -> bool:
    """Whether a text is a misprint: it has all its words, or is its last word and no word of the names."""
    if len(sought) != 1:
        return len(misprint) > 0 and {*misprint} <= {*sought}
    return sought[0] in misprint[-1:] and all(sought[0] not in words_of_name(name) for name in names)


def may_be_one(sought: Sequence[str], name: str) -> bool:
    """Whether one of two names of people is whole in the other, but for slips, or both end in one family name."""
    words = words_of_name(name)
    if within(sought, words) or within(words, sought):
        return True
    return alike(sought[-1], words[-1]) >= END_ALIKE or alike("".join(sought), "".join(words)) >= END_ALIKE


def within(words: Sequence[str], others: Sequence[str]) -> bool:
    """Whether each of the words is almost one of the others."""
    return all(any(alike(word, other) >= likeness_needed(word) for other in others) for word in words)


def likeness_needed(word: str) -> float:
    """From how many percent on another word may be a misprint of this one."""
    return LIKE_A_SHORT_WORD if len(word) <= RATHER_SHORT and word.isascii() else LIKE_A_WORD


def alike(word: str, other: str) -> float:
    """How alike two words are, in percent; short ones are the same or not alike."""
    from rapidfuzz import fuzz

    if min(len(word), len(other)) <= SHORT and word.isascii():
        return 100.0 if word == other else 0.0
    return float(fuzz.ratio(word, other))


def by_names(sought: Sequence[str], called: Mapping[str, Called]) -> list[Near]:
    """The keys whose names come near, the nearest first."""
    from rapidfuzz import fuzz, process

    parts = {(key, name): words_of_name(name) for key, each in called.items() for name in each.names}
    vocabulary = list({word for words in parts.values() for word in words})
    likeness: list[dict[str, float]] = []
    for word in sought:
        if len(word) <= SHORT and word.isascii():
            likeness.append({word: 100.0})
        else:
            found = process.extract(word, vocabulary, scorer=fuzz.ratio, score_cutoff=likeness_needed(word), limit=None)
            likeness.append({each: score for each, score, _ in found})
    near = []
    for (key, name), words in parts.items():
        together = fuzz.ratio("".join(sought), "".join(words), score_cutoff=LIKE_WITHOUT_SPACES)
        score = max(together, likeness_of_name(sought, words, likeness))
        if score >= LIKE_A_NAME:
            near.append(Near(key, name, score))
    return ordered(near)


def likeness_of_name(sought: Sequence[str], words: Sequence[str], likeness: Sequence[dict[str, float]]) -> float:
    """How well the words of a name fit the words that were typed, in percent; a year in common alone fits nothing."""
    if len(sought) == 0 or len(words) == 0:
        return 0.0
    fits = [max((of_word.get(word, 0.0) for word in words), default=0.0) for of_word in likeness]
    best = max((fit for fit, word in zip(fits, sought, strict=True) if not word.isdigit()), default=max(fits))
    if best == 0:
        return 0.0
    letters = sum(map(len, sought))
    all_words = sum(fit * len(word) for fit, word in zip(fits, sought, strict=True)) / letters
    covered = min(1.0, letters / sum(map(len, words))) * all_words
    return ALL_WORDS * all_words + BEST_WORD * best + OF_NAME * covered
