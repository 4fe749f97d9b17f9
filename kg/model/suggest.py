"""What the writer may have meant: the nearest of the words that would have been right."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

__all__ = ["near", "suggest"]

LONGEST_LIST = 40


def suggest(word: str, choices: Iterable[str]) -> str:
    """The fix for an unknown ``word``: the nearest choice, else all of them in their order, else (too many) nothing.

    ``did you mean at_least?`` or ``one of: at_least, at_most, about, exactly`` or an empty text.
    """
    known = list(dict.fromkeys(choices))
    meant = near(word, known)
    if meant is not None:
        return f"did you mean {meant}?"
    return f"one of: {', '.join(known)}" if len(known) <= LONGEST_LIST else ""


def near(word: str, choices: Sequence[str]) -> str | None:
    """The choice that an unknown ``word`` is nearest to, None where it is like none of them."""
    by_folded = {choice.casefold(): choice for choice in reversed(choices)}
    found = get_close_matches(word.casefold()[:200], by_folded, n=1, cutoff=0.7)
    return by_folded[found[0]] if len(found) > 0 else None
