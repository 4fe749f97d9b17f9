"""Everything that can be checked without a graph: data sets, sources and questions, all problems at once."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from kg.ask import problems as question_problems
from kg.ask.catalogue import misplaced, own_files, taken
from kg.check.copies import Checking, check_copy
from kg.check.coverage import Coverage, coverage_of
from kg.check.places import Places, places_in
from kg.check.sources import check_source
from kg.check.statements import citations_of
from kg.check.twins import check_twin
from kg.content import content_folder
from kg.errors import DataError, Problem, UsageError
from kg.load.entry import Entry
from kg.load.input import must_exist
from kg.load.plan import make_plan
from kg.load.source import DOSSIER, source
from kg.load.text_file import read_copy
from kg.model.suggest import suggest
from kg.store.state import State

__all__ = ["Checked", "check"]


@dataclass
class Checked:
    """What was looked at, and everything that is wrong with it.

    ``records`` by kind, and how well they are sourced; both are told where all could be read. ``locators`` are all
    places that citations name, ``unseen`` those that name none; ``copies`` are the locators that were looked up in a
    reader's copy.
    """

    records: Counter[str] = field(default_factory=Counter)
    coverage: Coverage = field(default_factory=Coverage)
    sources: int = 0
    questions: int = 0
    locators: int = 0
    unseen: int = 0
    copies: list[Checking] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def check(paths: Sequence[Path], *, texts: Mapping[str, Path]) -> Checked:
    """Check all that the paths hold; without paths, all that comes with Parley, and the questions of ``KG_QUESTIONS``.

    ``texts`` are readers' copies by the id of the document: every locator of that document is looked up in its copy.
    A UsageError for paths that do not exist.
    """
    given = paths if len(paths) > 0 else all_there_is()
    must_exist([*given, *texts.values()])
    places = places_in(given)
    checked = Checked(sources=len(places.sources), questions=len(places.questions))
    for folder in places.sources:
        checked.problems += check_source(folder)
    for file in places.questions:
        checked.problems += [*found_by(file), *check_twin(file)]
    if checked.questions > 0:
        asked = {file.resolve() for file in places.questions}
        checked.problems += [each for each in (*misplaced(), *taken()) if each.file.resolve() in asked]
    entries = check_data_sets(places, checked)
    for document, copy in texts.items():
        check_text(document, copy, entries, checked)
    checked.problems = sorted(set(checked.problems))
    return checked


def all_there_is() -> list[Path]:
    """What is checked where nobody says what."""
    return [*(content_folder(name) for name in ("seeds", "loaders", "queries")), *own_files()]


def found_by(file: Path) -> list[Problem]:
    """What is wrong with a question file."""
    try:
        return question_problems([file])
    except DataError as error:
        return error.problems


def check_data_sets(places: Places, checked: Checked) -> list[Entry]:
    """Check the data sets together, since they may refer to one another; all their entries."""
    entries: list[Entry] = []
    try:
        # A batch may be a stream, which is read once, and we look at it twice.
        batches = [replace(each, entries=list(each.entries)) for each in source(DOSSIER).read(places.datasets)]
        entries = [entry for each in batches for entry in (each.dataset, *each.entries)]
        made = make_plan(batches, State(None))
    except DataError as error:
        checked.problems += error.problems
    else:
        checked.records = made.counts["added"]
        checked.coverage = coverage_of({known.node.id: known.node for known in made.changes.nodes})
    written = [place for entry in entries for citation in citations_of(entry) for place in citation.places]
    checked.locators = len(written)
    checked.unseen = sum(place.locator.is_unseen for place in written)
    return entries


def check_text(document: str, file: Path, entries: list[Entry], checked: Checked) -> None:
    """Look up every locator of one document in a reader's copy of it."""
    known = [str(entry.data.get("id")) for entry in entries if entry.kind == "document"]
    if document not in known:
        near = suggest(document, known) if len(known) > 0 else ""
        fix = near if near != "" else "give the id of a document that stands in these files"
        raise UsageError(f"what was checked has no {document}; {fix}")
    looked_up, problems = check_copy(document, read_copy(file), entries)
    checked.copies += looked_up
    checked.problems += problems
