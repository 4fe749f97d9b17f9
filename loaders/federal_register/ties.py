"""The file ``measures.yaml``: which documents speak of which measure of another data set, said by the user."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pydantic import model_validator

from kg.errors import DataError, Problem
from kg.load.description import read_marked
from kg.load.entry import Place
from kg.model.documents import Measure
from kg.model.field import Many, Model, Text
from kg.model.mistake import mistake
from kg.model.ref import Ref

from .paper import Paper, title_key


class Tie(Model):
    """A measure, and what the documents have that speak of it as a whole."""

    measure: Ref[Measure]
    documents: Many[Text] = ()
    titles: Many[Text] = ()
    identifiers: Many[Text] = ()

    @model_validator(mode="after")
    def names_something(self) -> "Tie":
        """It says by what the documents are known."""
        if len(self.documents) + len(self.titles) + len(self.identifiers) == 0:
            raise mistake(f"nothing ties a document to {self.measure}", "give documents, titles or identifiers")
        return self

    @property
    def keys(self) -> Iterator[str]:
        """Everything by which its documents are known, as identifiers."""
        yield from (f"fr:{number}" for number in self.documents)
        yield from map(title_key, self.titles)
        yield from self.identifiers


class Described(Model):
    """The content of the file."""

    measures: tuple[Tie, ...]


class Ties:
    """All ties, found by what a document has; ``unused`` is what no document has had so far.

    ``places`` are those at which the file names each measure.
    """

    def __init__(self, ties: Iterable[tuple[Tie, Place]] = ()) -> None:
        self.measures: dict[str, dict[str, None]] = {}
        self.places: dict[str, Place] = {}
        for tie, place in ties:
            self.places.setdefault(tie.measure, place)
            for key in tie.keys:
                self.measures.setdefault(key, {})[tie.measure] = None
        self.unused = dict.fromkeys(self.measures)

    def of(self, paper: Paper) -> list[str]:
        """The measures of which a document speaks."""
        found: dict[str, None] = {}
        for key in (*paper.entry.data["identifiers"], title_key(paper.title)):
            found |= self.measures.get(key, {})
            self.unused.pop(key, None)
        return list(found)


def read_ties(files: Sequence[Path]) -> Ties:
    """The ties in the file that there is; none without one, and a DataError where there are several."""
    if len(files) > 1:
        what = f"{len(files)} YAML files say which documents speak of which measure"
        raise DataError([Problem(files[1], 0, 0, what, "write all of it into one, as in the sample of this source")])
    return Ties(tie for file in files for tie in ties_in(file))


def ties_in(file: Path) -> Iterator[tuple[Tie, Place]]:
    """The ties in a file, each with the place at which it names its measure."""
    described, find = read_marked(file, Described)
    for number, tie in enumerate(described.measures):
        yield tie, find(("measures", number, "measure"), False)
