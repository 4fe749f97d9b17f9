"""A reader's copy of a document: the locator of a sentence in it, and whether a given locator is found there.

Sentences are split by a small rule of our own: a locator is checked by a window over the words, whatever rule
split the text when it was made, so a wrong split costs a longer or shorter quotation and nothing else.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from kg.load.normal_form import hash_of, words_of
from kg.model.locator import Locator

__all__ = ["Copy", "Finding"]

FEWEST_WORDS: Final = 6
"""A shorter sentence is hashed together with its neighbours: too many texts hold it."""

BLANK_LINE: Final = re.compile(r"\n[ \t]{0,200}\n")
LINE_END: Final = re.compile("\r\n?")
SENTENCE_END: Final = re.compile(r"[.!?\u2026][\"'\u2019\u201d)\]]{0,3}(?=\s{1,20}[\"'\u2018\u201c(\[]{0,3}[A-Z0-9])")
NO_END: Final = re.compile(
    r"(?:\b[A-Za-z]|\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Rep|Gov|St|No|Nos|Art|Sec|vs|cf|approx|Inc|Ltd|Co|Corp"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec))\.$"
)


@dataclass(frozen=True)
class Finding:
    """Where in a copy the words of a locator stand; a place that the locator names comes first."""

    places: tuple[str, ...]

    @property
    def is_match(self) -> bool:
        """True where the words stand in the copy at least once."""
        return len(self.places) > 0

    def __str__(self) -> str:
        if len(self.places) > 1:
            return f"match x{len(self.places)}"
        return "match" if self.is_match else "absent"


@dataclass(frozen=True)
class _Sentence:
    place: str
    start: int
    end: int


class Copy:
    """The text of a document as a reader holds it; paragraphs are separated by blank lines, the first is the title."""

    def __init__(self, text: str) -> None:
        # The same words stand at the same place whichever system wrote the file.
        self._text = LINE_END.sub("\n", text)

    @cached_property
    def words(self) -> list[str]:
        """All words in normal form n1."""
        return words_of(self._text)

    @property
    def text_hash(self) -> str:
        """The number of all words and their hash, as a Document may carry it."""
        return f"{len(self.words)}:{hash_of(self.words)}"

    @cached_property
    def _sentences(self) -> list[_Sentence]:
        sentences: list[_Sentence] = []
        start = 0
        for number, paragraph in enumerate(part for part in BLANK_LINE.split(self._text) if part.strip() != ""):
            for count, sentence in enumerate(_sentences_of(paragraph), start=1):
                end = start + len(words_of(sentence))
                sentences.append(_Sentence(f"p{number}.s{count}", start, end))
                start = end
        return sentences

    def locate(self, quotation: str) -> list[Locator]:
        """The locators of the sentences that hold these words, in order; empty where no sentence does."""
        wanted = words_of(quotation)
        return list(dict.fromkeys(self._locator(start, start + len(wanted)) for start in self._find(wanted)))

    def check(self, locator: Locator) -> Finding:
        """Where the words of a locator stand. A place without a hash cannot be checked: a ValueError."""
        if locator.words is None:
            raise ValueError(f"{locator} has no hash to check")
        size = locator.words
        starts = [
            start
            for start in range(len(self.words) - size + 1)
            if hash_of(self.words[start : start + size]) == locator.hash
        ]
        places = [self._place_of(start) for start in starts]
        return Finding(tuple(sorted(places, key=lambda place: place != locator.place)))

    def shared_run(self, summary: str, *, words: int = 8) -> str | None:
        """The first so many consecutive words that a summary has in common with the text, if it has."""
        own = words_of(summary)
        runs = {tuple(own[start : start + words]) for start in range(len(own) - words + 1)}
        there = (tuple(self.words[start : start + words]) for start in range(len(self.words) - words + 1))
        found = next((run for run in there if run in runs), None) if len(runs) > 0 else None
        return None if found is None else " ".join(found)

    def _find(self, wanted: list[str]) -> Iterator[int]:
        if len(wanted) == 0:
            return
        for start in range(len(self.words) - len(wanted) + 1):
            if self.words[start] == wanted[0] and self.words[start : start + len(wanted)] == wanted:
                yield start

    def _index_of(self, word: int) -> int:
        return bisect_right(self._sentences, word, key=lambda sentence: sentence.end)

    def _place_of(self, word: int) -> str:
        return self._sentences[self._index_of(word)].place

    def _locator(self, start: int, end: int) -> Locator:
        """The locator of the sentences from one word to another, with neighbours while they are too short."""
        first, last = self._index_of(start), self._index_of(end - 1)
        sentences = self._sentences
        while sentences[last].end - sentences[first].start < FEWEST_WORDS and last + 1 < len(sentences):
            last += 1
        while sentences[last].end - sentences[first].start < FEWEST_WORDS and first > 0:
            first -= 1
        words = self.words[sentences[first].start : sentences[last].end]
        return Locator.of(sentences[first].place, len(words), hash_of(words))


def _sentences_of(paragraph: str) -> Iterator[str]:
    start = 0
    for end in SENTENCE_END.finditer(paragraph):
        if NO_END.search(paragraph, max(start, end.start() - 10), end.start() + 1) is None:
            yield paragraph[start : end.end()]
            start = end.end()
    yield paragraph[start:]
