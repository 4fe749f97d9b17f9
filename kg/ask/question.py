"""A question: its title, its typed parameters, its declared columns and its Cypher."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from pathlib import Path
from typing import Final, Literal, TypeAlias

import kg.model.vocabularies
from kg.model.kinds import KINDS
from kg.model.vocabulary import Term, Vocabulary

__all__ = [
    "ANY_KIND",
    "COLUMN_TYPES",
    "MARK",
    "PARAMETER_TYPES",
    "Column",
    "Parameter",
    "Question",
    "column_types",
    "kind_labels",
    "word_lists",
]

ParameterType: TypeAlias = Literal["id", "text", "integer", "date", "word"]

MARK: Final = "//|"
"""What a line of the header of a question file begins with."""

PARAMETER_TYPES: Final[tuple[ParameterType, ...]] = ("id", "text", "integer", "date", "word")

ANY_KIND: Final = "Record"
"""Stands for a record of any kind, in parameters and columns alike."""

COLUMN_TYPES: Final = ("text", "integer", "boolean", "date", "edtf", "list", "ids", "picture")
"""What a column may hold beside records and words.

``list`` keeps the order of the query; ``ids`` is a set of ids of any kind, which the library sorts; ``picture``
holds nodes, relationships and paths for drawing and stands last.
"""


@dataclass(frozen=True)
class Parameter:
    """What people may ask for. ``of`` are kind labels for an id, and the admitted words for a word.

    ``default`` is the text that stands in where nothing was given; an optional parameter without one is null.
    """

    name: str
    type: ParameterType
    of: tuple[str, ...]
    optional: bool
    default: str | None
    doc: str

    @property
    def required(self) -> bool:
        """Whether it has to be given."""
        return not self.optional and self.default is None


@dataclass(frozen=True)
class Column:
    """A declared column: a kind label, a vocabulary or one of ``COLUMN_TYPES``, or a list of one of them.

    A ``computed`` one is worked out from the others and from the day; the SPARQL twin leaves it out.
    """

    name: str
    type: str
    many: bool
    computed: bool = False

    @property
    def is_kind(self) -> bool:
        """Whether it holds the id of a record that the row is about, or a list of such ids."""
        return self.type in kind_labels() or self.type == ANY_KIND

    @property
    def is_record(self) -> bool:
        """Whether it holds ids, those of the evidence included."""
        return self.is_kind or self.type == "ids"


@dataclass(frozen=True)
class Question:
    """One question file. ``name`` is its theme and file name, ``cypher`` the whole file as people paste it."""

    name: str
    title: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    cypher: str
    file: Path

    @property
    def theme(self) -> str:
        """The folder in which it stands."""
        return self.name.partition("/")[0]

    @property
    def explanation(self) -> str:
        """What the comment below the header says about the answer, as one paragraph; empty where there is none."""
        lines = self.cypher.splitlines()
        header = [number for number, line in enumerate(lines) if line.startswith(MARK)]
        below = takewhile(lambda line: line.startswith("//"), lines[max(header, default=0) + 1 :])
        return " ".join(line.removeprefix("//").strip() for line in below).strip()

    @property
    def shown(self) -> tuple[Column, ...]:
        """The columns of tables and texts: all but the picture."""
        return tuple(column for column in self.columns if column.type != "picture")


@cache
def kind_labels() -> dict[str, str]:
    """The label of each kind, with the word that begins its ids."""
    return {kind.KIND.label: kind.KIND.slug for kind in KINDS}


@cache
def word_lists() -> dict[str, Vocabulary]:
    """The closed vocabularies by the name that headers call them."""
    found = {name: getattr(kg.model.vocabularies, name) for name in kg.model.vocabularies.__all__}
    return {name: vocabulary for name, vocabulary in found.items() if issubclass(vocabulary, Term)}


@cache
def column_types() -> tuple[str, ...]:
    """Everything that a header may write as the type of a column."""
    return (*COLUMN_TYPES, ANY_KIND, *kind_labels(), *word_lists())
