"""What is called almost like that: names compared word by word, so that order, accents and slips do not matter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

__all__ = ["Near", "nearest", "words_of_name"]

LIKE_A_WORD: Final = 66.0
"""From so many percent on a word may be a misprint of another."""

LIKE_A_NAME: Final = 52.0
"""From so many percent on a name may be meant."""

LIKE_WITHOUT_SPACES: Final = 68.0
"""From so many percent on a name written in other words than it has (soy beans) is meant."""

SHORT: Final = 3
"""Letters of a word in which a slip leaves too little to compare, so that it has to be exact."""

ALL_WORDS, BEST_WORD, OF_NAME = 0.50, 0.42, 0.08
"""What counts: all words that were typed, the one that fits best (misprints keep the family name), the whole name."""


class Near(NamedTuple):
    """A key, the one of its names that comes nearest, and how near in percent."""

    key: str
    name: str
    score: float


def words_of_name(text: str) -> list[str]:
    """The words of a name in lower case without accents: ``São Paulo-Group`` is ``sao``, ``paulo``, ``group``."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return re.findall(r"[^\W_]+", "".join(each for each in letters if not unicodedata.combining(each)))


def nearest(text: str, names: Mapping[str, Iterable[str]], *, most: int = 3) -> list[Near]:
    """The keys of ``names`` that may be meant by ``text``, the likeliest first; none where nothing comes near."""
    from rapidfuzz import fuzz, process

    sought = words_of_name(text[:200])
    parts = {(key, name): words_of_name(name) for key, called in names.items() for name in called}
    vocabulary = list({word for words in parts.values() for word in words})
    likeness: list[dict[str, float]] = []
    for word in sought:
        if len(word) <= SHORT and word.isascii():
            likeness.append({word: 100.0})
        else:
            found = process.extract(word, vocabulary, scorer=fuzz.ratio, score_cutoff=LIKE_A_WORD, limit=None)
            likeness.append({each: score for each, score, _ in found})
    best: dict[str, Near] = {}
    for (key, name), words in parts.items():
        together = fuzz.ratio("".join(sought), "".join(words), score_cutoff=LIKE_WITHOUT_SPACES)
        score = max(together, likeness_of_name(sought, words, likeness))
        if score >= LIKE_A_NAME and (key not in best or score > best[key].score):
            best[key] = Near(key, name, score)
    return sorted(best.values(), key=lambda near: (-near.score, near.key))[:most]


def likeness_of_name(sought: list[str], words: list[str], likeness: list[dict[str, float]]) -> float:
    """How well the words of a name fit the words that were typed, in percent."""
    if len(sought) == 0 or len(words) == 0:
        return 0.0
    fits = [max((alike.get(word, 0.0) for word in words), default=0.0) for alike in likeness]
    letters = sum(map(len, sought))
    all_words = sum(fit * len(word) for fit, word in zip(fits, sought, strict=True)) / letters
    covered = min(1.0, letters / sum(map(len, words))) * all_words
    return ALL_WORDS * all_words + BEST_WORD * max(fits) + OF_NAME * covered
