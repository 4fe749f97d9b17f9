"""Which runs go: by number and by age, never the newest, nor the base of a delta that is kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from kg.errors import UsageError

__all__ = ["Keep"]


@dataclass(frozen=True)
class Keep:
    """How many runs stay, and for how long; None for all of them, and for ever. A run goes by either."""

    number: int | None = None
    age: timedelta | None = None

    @classmethod
    def read(cls, words: Sequence[str]) -> Keep:
        """From words as people type them: ``30`` runs, ``90d`` for days; a UsageError for others, or two of a kind.

        >>> Keep.read(["30", "90d"]).number
        30
        """
        counts: dict[str, int] = {}
        for word in words:
            found = re.fullmatch("([1-9][0-9]{0,5})(d?)", word)
            if found is None:
                raise UsageError(f"{word!r} is neither a number of runs, as 30, nor of days, as 90d")
            if found[2] in counts:
                what = "days" if found[2] == "d" else "runs"
                raise UsageError(
                    f"{word!r} is a second number of {what}; give one number of runs, one of days, or both"
                )
            counts[found[2]] = int(found[1])
        return cls(counts.get(""), timedelta(days=counts["d"]) if "d" in counts else None)

    def gone(self, runs: Sequence[tuple[str, str | None]], now: datetime) -> list[str]:
        """Of runs with their bases, the oldest first and the newest being ``latest``, those that go.

        The base of a run that stays by itself stays too, and that base's own base may go.
        """
        stays = set()
        for place, (run, _) in enumerate(reversed(runs)):
            at = datetime.strptime(run, "%Y-%m-%dT%H-%M-%SZ").replace(tzinfo=UTC)
            is_young = self.age is None or now - at <= self.age
            if place == 0 or ((self.number is None or place < self.number) and is_young):
                stays.add(run)
        bases = {base for run, base in runs if run in stays}
        return [run for run, _ in runs if run not in stays and run not in bases]
