"""What a document does with an earlier one, as far as its title or action says so beyond doubt.

Two forms are sure: an act at the beginning of a title with all that it acts on (``One-Year Suspension of X``), and an
act that is a whole part of it (``X; Delay of Effective Date``). Anything else (a part of a rule, a review, a request
for comments) is no act, and a reason why it is none.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, chain
from typing import Final

from kg.load.lookup import Lookup

SKIPPED: Final = frozenset(
    re.findall(
        "[a-z]+", "a an the notice of to in final interim temporary temporarily further one two year years day days"
    )
)
"""Words before an act, and between it and what it acts on, that do not matter."""

GENERIC: Final = frozenset(re.findall("[a-z]+", "a an the this rule interim final regulation order"))
"""Words that name what is acted on without saying what it is."""

LITTLE: Final = frozenset(
    re.findall("[a-z]+", "a an and as at by for from in of on or the to under with cover covering concerning regarding")
)
"""Words that titles exchange for one another without meaning anything else."""

PLAIN: Final = SKIPPED | GENERIC | LITTLE
"""Words that may stand around a title and do nothing with what it names."""

ALIKE: Final = 0.8
"""The share of the words of a title and of what is acted on that both must have, to be the same."""


NO_DOUBTS: Final = Lookup({})


@dataclass(frozen=True, slots=True)
class Act:
    """What is done: a stage, or ``corrected``, ``delayed``, ``prolonged`` or ``resumed``.

    ``subject`` are the words of what it is done to; None where the document calls it just a rule or an order.
    """

    word: str
    subject: tuple[str, ...] | None

    def may_mean(self, title: str) -> bool:
        """Whether the words name a document of this title, other words for it admitted."""
        if self.subject is None:
            return True
        ours, theirs = set(telling(self.subject)), set(telling(words_of(title)))
        return len(ours & theirs) >= ALIKE * len(ours | theirs)


@dataclass(frozen=True, slots=True)
class Told:
    """What a title and an action tell: an act, or what makes it doubtful that there is one; neither, for a new rule."""

    act: Act | None = None
    doubt: str | None = None


def told(title: str, action: str | None, *, acts: Lookup, doubts: Lookup) -> Told:
    """What a document says that it does; the tables have the words for acts, and those that are no act of ours."""
    found = told_by_title(title, acts, doubts)
    if found != Told() or action is None:
        return found
    # An action says of what sort a document is, so that only words for acts matter in it: a rule may ask for comments.
    parts = parts_of(action)
    words = (word for part in parts if (word := whole_act(words_of(part), acts)) is not None)
    reasons = (why for part in parts if (why := doubted(part, acts)) is not None)
    return next((Told(Act(word, words_of(title))) for word in words), Told(doubt=next(reasons, None)))


def told_by_title(title: str, acts: Lookup, doubts: Lookup) -> Told:
    """What a title says that the document does."""
    first, *others = parts_of(title)
    last = whole_act(words_of(others[-1]), acts) if len(others) > 0 else None
    if last is not None:
        return Told(Act(last, words_of(" ".join((first, *others[:-1])))))
    found = opening(words_of(first), acts)
    if found is not None and all(doubted(part, acts, doubts) is None for part in others):
        subject = found.subject if len(others) == 0 else (*(found.subject or ()), *words_of(" ".join(others)))
        return Told(Act(found.word, subject))
    reasons = (why for part in (first, *others) if (why := doubted(part, acts, doubts)) is not None)
    return Told(doubt=next(reasons, None))


def opening(words: tuple[str, ...], acts: Lookup) -> Act | None:
    """The act with which words begin, and what it is done to."""
    rest = skipped(words)
    word = acts.find(rest[0]) if len(rest) > 0 else None
    if word is None:
        return None
    rest = skipped(rest[1:])
    inner = acts.find(rest[0]) if len(rest) > 0 else None
    if inner == "suspended" and word in ("ended", "prolonged"):
        word, rest = "resumed" if word == "ended" else word, skipped(rest[1:])
    elif word == "delayed" and rest[:1] == ("effective",) and rest[1:2] in (("date",), ("dates",)):
        rest = skipped(rest[2:])
    elif word == "corrected" and inner == "changed":
        rest = skipped(rest[1:])
    elif inner is not None or word in ("delayed", "prolonged"):
        return None
    return Act(word, None if GENERIC.issuperset(rest) else rest)


def whole_act(words: tuple[str, ...], acts: Lookup) -> str | None:
    """The act that words name without anything that it is done to."""
    found = opening(words, acts)
    return found.word if found is not None and found.subject is None else None


def doubted(part: str, acts: Lookup, doubts: Lookup = NO_DOUBTS) -> str | None:
    """Why a part of a title that is no act says nothing sure either; None where it says nothing of the kind."""
    rest = skipped(words_of(part))
    if len(rest) == 0:
        return None
    is_act = acts.find(rest[0]) is not None
    return "it acts on a part, or on something else than a rule" if is_act else doubts.find(rest[0])


def begins(title: str, phrases: Lookup) -> str | None:
    """What the phrase means with which a part of a title begins; None where it begins with none."""
    parts = [skipped(words_of(part)) for part in parts_of(title)]
    found = (phrases.find(" ".join(words[:length])) for words in parts for length in range(len(words), 0, -1))
    return next((meant for meant in found if meant is not None), None)


def titles_in(title: str) -> Iterator[tuple[str, ...]]:
    """The words of all titles that a title may hold whole, beside words that may say what is done with them.

    It ends where a part of the title ends: in ``Pausing X; Notes`` it may be X, in ``X, and Removal of Y`` not.
    """
    parts = [telling(words_of(part)) for part in parts_of(title)]
    words = (*chain.from_iterable(parts),)
    for end in accumulate(map(len, parts)):
        for start in range(end):
            if not PLAIN.issuperset((*words[:start], *words[end:])):
                yield words[start:end]


def skipped(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words from the first one on that matters."""
    start = next((place for place, word in enumerate(words) if word not in SKIPPED and not word.isdigit()), len(words))
    return words[start:]


def parts_of(title: str) -> list[str]:
    """The parts of a title, as semicolons and colons divide it."""
    return [part for part in re.split("[;:]", title) if len(words_of(part)) > 0] or [title]


def telling(words: Iterable[str]) -> tuple[str, ...]:
    """The words that tell a title from others; two titles are the same that have the same ones in one order."""
    return tuple(word for word in words if word not in LITTLE)


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text; capitals and signs make no difference."""
    return tuple(re.findall(r"[^\W_]+", text.casefold()))
