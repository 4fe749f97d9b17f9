"""What the writer may have meant: the nearest of the words that would have been right."""

from collections.abc import Iterable
from difflib import get_close_matches

__all__ = ["suggest"]

LONGEST_LIST = 40


def suggest(word: str, choices: Iterable[str]) -> str:
    """The fix for an unknown ``word``: the nearest choice, else all of them in their order, else (too many) nothing.

    ``did you mean at_least?`` or ``one of: at_least, at_most, about, exactly`` or an empty text.
    """
    known = list(dict.fromkeys(choices))
    by_folded = {choice.casefold(): choice for choice in reversed(known)}
    near = get_close_matches(word.casefold()[:200], by_folded, n=1, cutoff=0.7)
    if len(near) > 0:
        return f"did you mean {by_folded[near[0]]}?"
    return f"one of: {', '.join(known)}" if len(known) <= LONGEST_LIST else ""
