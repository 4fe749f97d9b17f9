"""What a template states that comes from no cell: it is right or wrong whatever the table holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from kg.errors import Problem
from kg.load.entry import Entry, Finder, Place
from kg.load.problems import problem_of
from kg.load.template import Steps, cells_in
from kg.model.kinds import BY_SLUG
from kg.model.ref import is_id

__all__ = ["Constants", "leaves"]


@dataclass(frozen=True)
class Constants:
    """The constants of the template of one kind; ``find`` is where a part of the template stands in ``file``."""

    kind: str
    fields: Mapping[str, Any]
    file: Path
    find: Finder

    @cached_property
    def texts(self) -> dict[Steps, str]:
        """Each constant by its path."""
        return {path: text for path, text in leaves(self.fields) if len(list(cells_in(text))) == 0}

    def problems(self) -> Iterator[Problem]:
        """What the model does not take of any of them, by itself."""
        model = BY_SLUG[self.kind]
        entry = Entry(self.kind, dict(self.fields), self.file, self.find)
        try:
            model.model_validate(entry.data)
        except ValidationError as error:
            for detail in error.errors(include_url=False):
                path = self.path_of(detail["loc"])
                if path is not None:
                    yield problem_of(entry, model, detail | {"loc": path})

    def place(self, path: Steps) -> Place | None:
        """Where the id of a record stands, if it is a constant; None for all else, which depends on the row."""
        own = self.path_of(path)
        return self.find(own, False) if own is not None and is_id(self.texts[own]) else None

    def path_of(self, path: Steps) -> Steps | None:
        """The path of a constant in the template; the model takes one value for a list of one."""
        single = tuple(step for step in path if isinstance(step, str))
        return next((each for each in (path, single) if each in self.texts), None)


def leaves(template: Any, path: Steps = ()) -> Iterator[tuple[Steps, str]]:
    """All texts of a template, with their paths."""
    if isinstance(template, str):
        yield path, template
    elif isinstance(template, list):
        for number, each in enumerate(template):
            yield from leaves(each, (*path, number))
    else:
        for name, each in template.items():
            yield from leaves(each, (*path, name))
