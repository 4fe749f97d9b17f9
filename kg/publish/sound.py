"""Whether a run holds what data sets state: what its own reader would refuse, since somebody has changed the graph."""

from collections.abc import Sequence
from pathlib import Path

from kg.errors import DataError, PublishError
from kg.rdf.back import read_back
from kg.rdf.dated import misdated, strays
from kg.rdf.integrity import ends, stated
from kg.rdf.lines import statement_in
from kg.rdf.misfit import BY_HAND
from kg.store import Store

__all__ = ["check_sound", "refuse", "unsound"]

MOST_TOLD = 5


def check_sound(store: Store) -> None:
    """A PublishError for what only the whole graph shows: days that do not follow, and ends that are no records."""
    refuse([*strays(store), *misdated(store)])


def unsound(lines: Sequence[bytes]) -> list[str]:
    """What is wrong with one record, by its lines of N-Quads, in the words of who reads it back."""
    placed = [
        (found, at) for at, line in enumerate(lines, start=1) if (found := statement_in(line.decode())) is not None
    ]
    try:
        return [what for told in read_back(placed, Path("graph.nq.zst")) for what in (*ends(told), *stated(told))]
    except DataError as error:
        return [each.what for each in error.problems]


def refuse(wrong: Sequence[str]) -> None:
    """A PublishError with what is wrong, if anything is."""
    if len(wrong) > 0:
        told = "".join(f"  {each}\n" for each in wrong[:MOST_TOLD])
        # No more was looked for than these.
        more = f"  and at least {len(wrong) - MOST_TOLD} more\n" if len(wrong) > MOST_TOLD else ""
        raise PublishError(f"the graph is not what was loaded; somebody has changed it by hand:\n{told}{more}{BY_HAND}")
