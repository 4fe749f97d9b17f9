"""An answer: typed rows, the names of all that they mention, and the sources they rest on."""

from __future__ import annotations

import json
import keyword
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Final, Generic, TypeAlias

from typing_extensions import TypeVar

from kg.ask.bind import Bound
from kg.ask.picture import Drawn, Picture, picture_of
from kg.ask.question import Column, Question
from kg.errors import UsageError
from kg.model.suggest import suggest

if TYPE_CHECKING:
    from py2neo import Subgraph

__all__ = ["Answer", "Citation", "Row", "Searched", "TypedRow", "Value"]

Value: TypeAlias = "str | int | bool | date | list[Value] | dict[str, Value] | None"

UNSAID: Final = (None, "none", "asserts")
"""Hedges and stances that go without saying in a table."""


@dataclass(frozen=True)
class Citation:
    """Where a claim or record stands.

    ``tier`` is the worse of the document's and of that through which it is known; ``url`` is the document's, else
    that of the document through which it is known, which ``locator`` then names.
    """

    title: str
    publisher: str | None
    published: str | None
    url: str | None
    locator: str | None
    tier: str | None

    def in_words(self) -> str:
        """In a line: title, publisher, date, place, tier."""
        tier = None if self.tier is None else f"tier {self.tier}"
        parts = (self.title, self.publisher, self.published, self.locator, tier)
        return ", ".join(part for part in parts if part is not None)


@dataclass(frozen=True)
class Searched:
    """How much was looked through: all ``claims`` known by the day, and the ``documents`` in which they stand."""

    claims: int
    documents: int

    def in_words(self) -> str:
        """As part of a sentence: ``238 claims from 90 documents``."""
        claims = f"{self.claims:,} claim{'s' if self.claims != 1 else ''}"
        return f"{claims} from {self.documents:,} document{'s' if self.documents != 1 else ''}"


class TypedRow(Mapping[str, Any]):
    """One row whose columns are known by name: the rows that the functions of ``kg.questions`` give.

    A record is its id, a date as somebody stated it text. A column whose name Python keeps for itself has ``_`` after
    it: ``row.from_``.
    """

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[str, Value]) -> None:
        self._values = dict(values)

    def __getitem__(self, column: str) -> Any:
        return self._values[column]

    # Hidden from type checkers, which would take every name for a column otherwise.
    if not TYPE_CHECKING:

        def __getattr__(self, column: str) -> Any:
            # A copy is asked for names like __setstate__ before it has any values.
            if column.startswith("_"):
                raise AttributeError(f"this answer has no column {column}")
            name = column[:-1] if keyword.iskeyword(column[:-1]) else column
            if name not in self._values:
                raise AttributeError(f"this answer has no column {name}; {suggest(name, self._values)}")
            return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return f"Row({', '.join(f'{name}={value!r}' for name, value in self._values.items())})"


class Row(TypedRow):
    """One row of a question asked by its name: ``row.concession`` or ``row["concession"]``."""

    __slots__ = ()

    if TYPE_CHECKING:

        def __getattr__(self, column: str) -> Any: ...


R = TypeVar("R", bound=TypedRow, covariant=True, default=Row)
S = TypeVar("S", bound=TypedRow)


@dataclass(frozen=True)
class Answer(Generic[R]):
    """The rows of one question, with the ``names`` of the records in them; it needs no store any more, also pickled.

    ``as_of`` is the day whose knowledge it states, ``searched`` what was looked through where there are no rows. In a
    notebook it shows itself as a table with its sources.
    """

    question: Question
    as_of: date
    parameters: Bound
    rows: tuple[R, ...]
    names: dict[str, str]
    sources: dict[str, Citation]
    drawn: tuple[tuple[Drawn, ...], ...] = field(repr=False)
    searched: Searched | None = None

    def __repr__(self) -> str:
        rows = f"{len(self)} row{'s' if len(self) != 1 else ''}"
        return f"<Answer {self.question.name} as of {self.as_of}: {rows}>"

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the rows; the picture is kept apart."""
        return self.question.shown

    def __iter__(self) -> Iterator[R]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def citations(self) -> dict[str, Citation]:
        """The source of each claim and document in ``evidence``, in the order in which rows mention them."""
        return dict(self.sources)

    def footnotes(self) -> list[str]:
        """The sources as lines, in the order of their numbers in ``cells()``: title, publisher, date, place, tier."""
        return [each.in_words() for each in self.sources.values()]

    def picture(self) -> Picture:
        """What the rows draw: nodes and relationships, each once. A notebook shows it, ``save`` writes it."""
        return picture_of(part for row in self.drawn for part in row)

    def to_subgraph(self) -> Subgraph:
        """The picture as a ``py2neo.Subgraph``; a UsageError where py2neo is not installed.

        Its nodes are bound to no graph, and know ``Entity`` and ``id`` as what to be merged by.
        """
        return self.picture().to_subgraph()

    def typed(self, row: type[S], /) -> Answer[S]:
        """The same answer, its rows of another class; the functions of ``kg.questions`` use it."""
        rows = tuple(row(each) for each in self.rows)
        return Answer(
            self.question, self.as_of, self.parameters, rows, self.names, self.sources, self.drawn, self.searched
        )

    def to_dicts(self) -> list[dict[str, Value]]:
        """The rows as plain dictionaries."""
        return [dict(row) for row in self.rows]

    def to_pandas(self) -> Any:
        """The rows as a ``pandas.DataFrame``; a UsageError where pandas is not installed."""
        try:
            import pandas
        except ImportError as error:
            raise UsageError("to_pandas needs pandas; install it with: pip install 'parley-kg[notebook]'") from error
        frame = pandas.DataFrame(self.to_dicts(), columns=[column.name for column in self.columns])
        # Left to itself, pandas makes whole numbers with a gap among them fractions.
        return frame.astype(
            {column.name: "Int64" for column in self.columns if column.type == "integer" and not column.many}
        )

    def to_json(self) -> str:
        """What ``kg ask --format json`` prints: indented, dates as ISO text, in a stable order."""
        told = {
            "question": self.question.name,
            "title": self.question.title,
            "as_of": self.as_of,
            "parameters": self.parameters,
            "columns": [column.name for column in self.columns],
            "rows": self.to_dicts(),
            "searched": None if self.searched is None else asdict(self.searched),
            "names": self.names,
            "citations": {evidence: asdict(citation) for evidence, citation in self.sources.items()},
        }
        return json.dumps(told, ensure_ascii=False, indent=2, default=date.isoformat) + "\n"

    def cells(self, *, numbered: bool = True) -> list[list[str]]:
        """The rows as people read them: names in place of ids, and the evidence as its numbers in ``citations()``.

        Not ``numbered``, the evidence is the ids.
        """
        numbers = {evidence: number for number, evidence in enumerate(self.sources, start=1)}

        def cell(row: TypedRow, column: Column) -> str:
            if column.name != "evidence":
                return self.in_words(row[column.name])
            evidence = row[column.name]
            return ", ".join(map(str, sorted(numbers[each] for each in evidence)) if numbered else evidence)

        return [[cell(row, column) for column in self.columns] for row in self.rows]

    def absence(self) -> str:
        """That nothing is recorded is no proof that nothing is there: it says among what."""
        among = "" if self.searched is None else f" among {self.searched.in_words()}"
        return f"None recorded as of {self.as_of}{among}."

    def conditions(self) -> str:
        """What the question was asked of: the day and the parameters that were given."""
        given = (
            f"{name.replace('_', ' ')} {self.in_words(value if isinstance(value, str) else str(value))}"
            for name, value in self.parameters.items()
            if value is not None
        )
        return ", ".join([f"as of {self.as_of}", *given])

    def _repr_markdown_(self) -> str:
        from kg.ask.markdown import answer_md

        return answer_md(self, cite=True)

    def _repr_html_(self) -> str:
        from kg.ask.html import answer_html

        return answer_html(self)

    def in_words(self, value: Value) -> str:
        """One value as people read it."""
        if value is None:
            return ""
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, list):
            return self.list_in_words(value)
        if isinstance(value, dict):
            return self.saying(value)
        return self.names.get(value, value) if isinstance(value, str) else str(value)

    def list_in_words(self, values: list[Value]) -> str:
        """Several values, what reads alike once; of claims that say the same how many, since counts are added up."""
        claims: dict[str, set[str]] = {}
        for each in values:
            alike = claims.setdefault(self.listed(each), set())
            if isinstance(each, dict) and each.get("says") is not None and each.get("claim") is not None:
                alike.add(str(each["claim"]))
        return "; ".join(text if len(alike) < 2 else f"{text} ({len(alike)} claims)" for text, alike in claims.items())

    def listed(self, value: Value) -> str:
        """One of several values; claims and sayings are sentences, whose full stop would stand before a semicolon."""
        is_claim = isinstance(value, str) and value.startswith("claim/")
        is_saying = isinstance(value, dict) and value.get("says") is not None
        text = self.in_words(value)
        # The dots at the end of a window without end are no full stop.
        is_sentence = (is_claim or is_saying) and not text.endswith("..")
        return text.removesuffix(".") if is_sentence else text

    def saying(self, said: dict[str, Value]) -> str:
        """Who says what, how firmly: ``Joseph Damond: nothing (weak)``."""
        speaker = said.get("speaker")
        people = [self.in_words(each) for each in speaker] if isinstance(speaker, list) else [self.in_words(speaker)]
        words = " ".join(self.in_words(said.get(part)) for part in ("says", "counterpart")).strip()
        notes = ", ".join(str(said[part]) for part in ("stance", "hedge") if said.get(part) not in UNSAID)
        text = ": ".join(part for part in (" and ".join(people), words) if part != "")
        return f"{text} ({notes})" if notes != "" else text
