"""What ``source.yaml`` says of a source, and the rules under which its input is taken."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import (
    BeforeValidator,
    Field,
    PlainSerializer,
    StringConstraints,
    ValidationError,
    WithJsonSchema,
    field_validator,
)

from kg.errors import DataError
from kg.load.entry import Entry, Finder, Place
from kg.load.problems import problems_of
from kg.load.yaml_reader import read_yaml
from kg.model.field import Many, Model, Text
from kg.model.kinds import BY_SLUG
from kg.model.mistake import mistake
from kg.model.suggest import suggest

__all__ = ["Description", "Rules", "Share", "read_marked", "read_model"]

Described = TypeVar("Described", bound=Model)


def share(value: Any) -> Fraction:
    """A share written in percent: ``1%`` or ``0.5%``."""
    if isinstance(value, Fraction):
        return value
    found = re.fullmatch(r"(100|[0-9]{1,2}([.][0-9]{1,6})?)%", value) if isinstance(value, str) else None
    if found is None:
        raise mistake(f"{value!r} is no share", "write a number from 0 to 100 and a percent sign, such as 1%")
    return Fraction(found[1]) / 100


Share = Annotated[
    Fraction,
    BeforeValidator(share),
    PlainSerializer(lambda value: f"{float(value * 100):g}%", return_type=str),
    WithJsonSchema({"type": "string", "examples": ["1%"]}),
]
"""A share in percent."""


class Rules(Model):
    """Under which conditions an input is taken, and how its dirty values are read."""

    minimum: dict[str, int] = Field(default_factory=dict)
    """The least number of records by kind; with fewer nothing is written: a broken input must not empty a graph."""

    expected: dict[str, int] = Field(default_factory=dict)
    """About how many records by kind a whole download gives, for people."""

    rejects: Share = Fraction(0)
    """The share of rows that may be refused."""

    lookups: dict[str, dict[str, str]] = Field(default_factory=dict)
    """Tables of what a source writes and what is meant, by name; capitals and spaces make no difference."""

    ignored: Many[Text] = ()
    """Fields of the input that are left out on purpose; any other that is not used is reported."""

    @field_validator("minimum", "expected")
    @classmethod
    def counts_kinds(cls, value: dict[str, int]) -> dict[str, int]:
        """The keys are kinds of record."""
        for kind in value:
            if kind not in BY_SLUG:
                raise mistake(f"{kind} is no kind of record", suggest(kind, BY_SLUG))
        return value


class Description(Rules):
    """A source, as its ``source.yaml`` describes it."""

    title: Text
    """What it is called."""

    licence: Text
    """The licence of what it gives: an SPDX identifier, or a few words."""

    reads: Text
    """What input it takes, in words."""

    fills: Literal["any"] | None = None
    """``any`` where the input decides which kinds of record it gives; otherwise the sample shows every one."""

    publisher: Text | None = None
    """Who publishes what it reads."""

    homepage: Text | None = None
    """Where the publisher describes it."""

    download: Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)] | None = None
    """What a user has to fetch, and how."""


def read_model(file: Path, model: type[Described]) -> Described:
    """What a YAML file holds, read as a model; a DataError with everything that is wrong."""
    return read_marked(file, model)[0]


def read_marked(file: Path, model: type[Described]) -> tuple[Described, Finder]:
    """The same, and what finds the place in the file of a path inside it."""
    tree = read_yaml(file).sound()

    def find(path: tuple[str | int, ...], key: bool) -> Place:
        mark = tree.mark(path, key=key)
        return Place(mark.line, mark.column, file)

    try:
        return model.model_validate(tree.data), find
    except ValidationError as error:
        raise DataError(problems_of(Entry("file", tree.data, file, find), model, error)) from error
