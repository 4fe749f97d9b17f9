"""Windows: the time in which a promise is to be kept, in dates, in the speaker's own words, or both."""

from datetime import date
from typing import Annotated

from kg.model.edtf import Moment, is_backwards
from kg.model.field import Model, Property, Text
from kg.model.mistake import mistake
from kg.model.rule import Mistakes, is_read, rule
from kg.model.vocabulary import Term

__all__ = ["Each", "Window"]


class Each(Term, scheme="each"):
    """The period in which a promise repeats."""

    YEAR = "year", "The promise holds again in every year."


class Window(Model):
    """From when until when, with at least one of start, end and label; a label alone is a finding, not a gap."""

    start: Annotated[Moment | None, Property("ns:start")] = None
    """The first day, month or year."""

    end: Annotated[Moment | None, Property("ns:end")] = None
    """The last day, month or year."""

    label: Annotated[Text | None, Property("ns:label")] = None
    """The speaker's own word or two for it, such as growing season."""

    each: Annotated[Each | None, Property("ns:each")] = None
    """The period in which the promise repeats."""

    @rule
    def says_something(self) -> Mistakes:
        """A window has a side or a label."""
        if self.start is None and self.end is None and self.label is None:
            yield mistake("the window says nothing", "give start, end or label")

    @rule
    def has_sides_in_order(self) -> Mistakes:
        """Each side is one date, the earlier one first."""
        sides = [getattr(self, side) for side in ("start", "end") if is_read(self, side)]
        if any(side is not None and side.is_interval for side in sides):
            yield mistake("a span stands where one side of the window is needed", "give start and end apart")
        elif is_backwards(self.start, self.end):
            yield mistake(f"the window {self.start}/{self.end} ends before it starts", "start is the earlier date")

    @property
    def bounds(self) -> tuple[date | None, date | None]:
        """The first and the last day that the window can mean, None at a side that is not known."""
        return (
            None if self.start is None else self.start.earliest,
            None if self.end is None else self.end.latest,
        )

    @property
    def text(self) -> str:
        """The window in words: ``2025-11-01/2025-12-31``, ``growing season``, or ``this year (2025-01-01/..)``."""
        dates = None if self.start is None and self.end is None else f"{self.start}/{self.end}".replace("None", "..")
        named = dates if self.label is None else self.label if dates is None else f"{self.label} ({dates})"
        return f"{named} every {self.each}" if self.each is not None else f"{named}"

    def agrees_with(self, other: "Window") -> bool:
        """Whether both say the same: the same days where either gives days, else the same label in any case."""
        return self.each == other.each and self._named == other._named

    @property
    def _named(self) -> tuple[object, ...]:
        if self.start is not None or self.end is not None:
            return self.bounds
        return ("" if self.label is None else self.label.casefold(),)
