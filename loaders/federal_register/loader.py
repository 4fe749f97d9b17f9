"""Federal Register: documents, their agencies, and the trade measures that they set, suspend, change or end.

`paper.py` reads a document, `acts.py` what its title says that it does, `lives.py` ties documents to one measure and
makes its stages. Where the user says in `measures.yaml` that documents speak of a measure of another data set
(`ties.py`), no measure is made, and each stage becomes a claim about that one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from kg.load.audit import Row
from kg.load.entry import Batch, Entry
from kg.load.given import given
from kg.load.input import YAML
from kg.load.intake import Intake
from kg.load.json_items import json_items
from kg.load.slug import shortened, slug
from kg.model.ref import slug_of

from .lives import Life, Lives, Said
from .paper import Paper, differing, document_id, institution_id, paper_of
from .ties import Ties, read_ties

PRESIDENT: Final = {"name": "Executive Office of the President", "slug": "executive-office-of-the-president"}


def read(intake: Intake) -> Iterable[Batch]:
    """One data set of all documents under the paths."""
    files = intake.files(".json", ".jsonl", ".yaml")
    described = [file for file in files if file.suffix in YAML]
    dataset = {
        "id": "dataset/federal-register",
        "title": "Documents of the Federal Register",
        "licence": "LicenseRef-US-public-domain",
    }
    reader = Reader(intake, read_ties(described))
    data = [file for file in files if file not in described]
    yield intake.batch(Entry("dataset", dataset, files[0]), reader.entries(data))


class Reader:
    """Everything that is gathered on the way: the agencies and the documents."""

    def __init__(self, intake: Intake, ties: Ties) -> None:
        self.intake = intake
        self.ties = ties
        self.latest: tuple[Paper, list[dict[str, Any]]]
        self.papers: dict[str, Paper] = {}
        self.agencies: dict[str, dict[str, Any]] = {}

    def entries(self, files: list[Path]) -> Iterator[Entry]:
        """All records: documents and measures depend on one another, so they come when all are read."""
        rows = self.intake.rows_of(files, lambda stream, path: json_items(stream, path, under=("results",)))
        for entry in self.intake.take(rows, self.document):
            # A row is known to be good when its records come, one row after the other.
            if entry.kind == "document":
                self.keep(*self.latest)
        papers = sorted(self.papers.values(), key=lambda paper: (paper.published, paper.number))
        lives = Lives(self.intake, self.ties)
        for paper in papers:
            yield self.amending(paper, lives.add(paper))
        for key in self.ties.unused:
            self.intake.note("measures.yaml names what no document in the input has", key)
        yield from self.institutions(papers)
        yield from topics(lives.all)
        for life in lives.all:
            if life.measure is None:
                yield measure(life)
            else:
                place = self.ties.places[life.measure]
                yield from (claim.pointing("about", place) for claim in claims(life, life.measure))

    def document(self, row: Row) -> Iterator[Entry]:
        """The records that one document makes by itself, so that a row with a mistake in any of them is refused."""
        agencies = self.agencies_of(row)
        paper = paper_of(row, self.intake, tuple(dict.fromkeys(agency["slug"] for agency in agencies)))
        self.latest = paper, agencies
        yield paper.entry
        for agency in agencies:
            yield row.entry("institution", self.institution(agency, paper, None))
        for name in paper.topics:
            yield row.entry("topic", topic(name, paper))

    def keep(self, paper: Paper, agencies: list[dict[str, Any]]) -> None:
        """Take a document in; of two copies the fuller one, since a page of a search gives fewer fields.

        Nothing in a copy says when it was fetched, so that two states of a document cannot be put in order.
        """
        for agency in agencies:
            self.agencies.setdefault(agency["slug"], {}).update(agency)
        known = self.papers.setdefault(paper.number, paper)
        kept, left = (paper, known) if known.fields < paper.fields else (known, paper)
        self.papers[paper.number] = kept
        names = differing(kept, left)
        if len(names) > 0:
            what = "two copies of a document differ, and the fuller one, else the first, is taken: keep the right one"
            places = f"{kept.entry.where(())}, not {left.entry.where(())}"
            self.intake.note(what, f"{paper.number} in {', '.join(names)}: {places}")

    def agencies_of(self, row: Row) -> list[dict[str, Any]]:
        """The agencies of a document: name, slug, and the numbers of the agency and of its parent."""
        found: list[dict[str, Any]] = []
        for each in row.objects("agencies"):
            agency = {name: each.get(name) for name in ("name", "slug", "id", "parent_id")}
            if agency["name"] is None:
                self.intake.note("an agency that the Register has no name for is left out", str(each.get("raw_name")))
            else:
                found.append(agency)
        names = [{"name": name} for name in row.items("agency_names")]
        is_presidential = str(row.data.get("type")).casefold() == "presidential document"
        found = found or names or ([PRESIDENT] if is_presidential else [])
        if len(found) == 0:
            raise row.error("agencies", "no agency is named", "ask for the field agencies")
        return [agency | {"slug": slug(agency.get("slug") or agency["name"])} for agency in found]

    def amending(self, paper: Paper, lives: list[Life]) -> Entry:
        """The record of a document, with those that it amends: the one that set the measure, and those it corrects."""
        amended = {life.papers[0].id for life in lives} - {paper.id}
        if paper.corrects in self.papers:
            amended.add(document_id(paper.corrects))
        elif paper.corrects is not None:
            self.intake.note("a document corrects one that is not in the input", f"{paper.number}: {paper.corrects}")
        data = paper.entry.data | given(amends=sorted(amended))
        return replace(paper.entry, data=data)

    def institutions(self, papers: list[Paper]) -> Iterator[Entry]:
        """The agencies, each below its parent where that is among them, and the parties of which they are."""
        by_number = {str(agency["id"]): key for key, agency in self.agencies.items() if agency.get("id") is not None}
        parties: dict[str, Entry] = {}
        first = {agency: paper for paper in reversed(papers) for agency in paper.agencies}
        for key, paper in sorted(first.items(), key=lambda each: each[0]):
            parent = by_number.get(str(self.agencies[key].get("parent_id")))
            data = self.institution(self.agencies[key], paper, parent)
            if "party" in data:
                party = {"id": data["party"], "name": self.intake.lookup("party_names", data["party"])}
                parties[data["party"]] = Entry("party", party, paper.entry.file, paper.entry.place)
            yield Entry("institution", data, paper.entry.file, paper.entry.place)
        yield from parties.values()

    def institution(self, agency: dict[str, Any], paper: Paper, parent: str | None) -> dict[str, Any]:
        """The record of an agency, known from the first document that names it."""
        key = agency["slug"]
        return {
            "id": institution_id(key),
            "name": agency["name"],
            "institution_kind": self.intake.lookup("institution_kinds", key) or "agency",
            "cites": cited(paper),
            **given(
                party=self.intake.lookup("parties", key), parent=institution_id(parent) if parent is not None else None
            ),
        }


def topics(lives: list[Life]) -> Iterator[Entry]:
    """The topics of all measures that are made, each known from the first document that names it."""
    found: dict[str, Entry] = {}
    for first in (life.papers[0] for life in lives if life.measure is None):
        for name in first.topics:
            data = topic(name, first)
            found.setdefault(data["id"], Entry("topic", data, first.entry.file, first.entry.place))
    yield from found.values()


def topic(name: str, paper: Paper) -> dict[str, Any]:
    """The record of a topic of the Register."""
    return {"id": f"topic/federal-register-{slug(name)}", "name": name, "cites": cited(paper)}


def measure(life: Life) -> Entry:
    """A measure with its stages."""
    first = life.papers[0]
    data = {
        "id": f"measure/federal-register-{shortened(slug(first.number))}",
        "name": first.title,
        "measure_kind": first.measure_kind,
        "imposed_by": [institution_id(each) for each in first.agencies],
        "legal_basis": first.id,
        "cites": cited(first),
        "history": [
            {
                "status": stage.status,
                "since": stage.since,
                **given(until=stage.until),
                "set_by": stage.set_by.id,
                "cites": cited(*stage.cites),
            }
            for stage in sorted(life.stages, key=lambda stage: stage.since)
        ],
        **given(topics=[topic(name, first)["id"] for name in first.topics]),
    }
    return Entry("measure", data, first.entry.file, first.entry.place)


def claims(life: Life, measure: str) -> Iterator[Entry]:
    """What documents say of the stages of a measure of another data set."""
    for said in life.said:
        paper = said.paper
        earlier = next((each for each in life.said if each.paper is said.revises and each.status == said.status), None)
        data = {
            "id": claim_id(said, measure),
            "speaker": [institution_id(each) for each in paper.agencies],
            "document": paper.id,
            "at": "unseen",
            "said_on": paper.published,
            "stance": "asserts",
            "about": measure,
            "terms": {"status": said.status, "since": said.since, **given(until=said.until)},
            "summary": in_words(said),
            **given(revises=claim_id(earlier, measure) if earlier is not None else None),
        }
        yield Entry("claim", data, paper.entry.file, paper.entry.place)


def claim_id(said: Said, measure: str) -> str:
    """The id of what a document says of a stage."""
    return f"claim/federal-register-{shortened(slug(f'{said.paper.number} {said.status} {slug_of(measure)}'))}"


def in_words(said: Said) -> str:
    """What a document says of a stage, in a sentence."""
    until = f" until {said.until}" if said.until is not None else ""
    return f"The Register has the measure {said.status.replace('_', ' ')} since {said.since}{until}."


def cited(*papers: Paper) -> list[dict[str, str]]:
    """Citations of documents."""
    return [{"document": paper.id, "at": "unseen"} for paper in papers]
