"""Federal Register: documents, their agencies, and the trade measures that they set, suspend, correct or end.

A document that suspends, corrects or ends a measure belongs to it where the data say so: by `correction_of`, by the
citation or number of the earlier document, by a docket or RIN that both have, or by naming the earlier title in its
own. One measure then has all their stages. What the data do not say can be added under `belongs_to` in source.yaml.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from kg.load.audit import Row
from kg.load.entry import Batch, Entry
from kg.load.given import day_after, given
from kg.load.intake import Intake
from kg.load.json_items import json_items
from kg.load.slug import shortened, slug

PRESIDENT: Final = {"name": "Executive Office of the President", "slug": "executive-office-of-the-president"}
AGENCY: Final = ("id", "name", "parent_id", "slug")
"""What is kept of an agency."""
MONTHS: Final = re.findall(
    "[A-Z][a-z]+", "January February March April May June July August September October November December"
)
DAY: Final = rf"({'|'.join(MONTHS)})\s+([0-9]{{1,2}}),\s+([0-9]{{4}})"
ENDING: Final = ("ended", "annulled")
FAMILIAR: Final = frozenset(re.findall(r"\w+", "a an and by for from in of on the to under with one two year years"))
ALIKE: Final = 0.8
"""The share of an earlier title's words that a later title must have to name it."""


@dataclass
class Paper:
    """One document, as far as more than itself depends on it."""

    number: str
    title: str
    published: str
    entry: Entry
    agencies: list[str]
    measure_kind: str | None
    stage: str | None
    effective: str | None
    until: str | None
    signed: str | None
    corrects: set[str]
    names: set[str]
    mentions: str
    shared: set[str]
    topics: list[str]
    fields: int

    @property
    def id(self) -> str:
        """The id of the document."""
        return str(self.entry.data["id"])


Life = list[Paper]
"""A measure as the documents that made its stages, the first one first."""


def read(intake: Intake) -> Iterable[Batch]:
    """One data set of all documents under the paths."""
    files = intake.files(".json", ".jsonl")
    dataset = {
        "id": "dataset/federal-register",
        "title": "Documents of the Federal Register",
        "licence": "LicenseRef-US-public-domain",
    }
    yield intake.batch(Entry("dataset", dataset, files[0]), Reader(intake).entries(files))


class Reader:
    """Everything that is gathered on the way: the agencies and the documents."""

    def __init__(self, intake: Intake) -> None:
        self.intake = intake
        self.agencies: dict[str, dict[str, Any]] = {}
        self.papers: dict[str, Paper] = {}

    def entries(self, files: list[Any]) -> Iterator[Entry]:
        """All records: documents and measures depend on one another, so they come when all are read."""
        rows = self.intake.rows_of(files, lambda stream, path: json_items(stream, path, under=("results",)))
        for _ in self.intake.take(rows, self.document):
            pass
        papers = sorted(self.papers.values(), key=lambda paper: (paper.published, paper.number))
        yield from self.institutions(files[0])
        lives = lives_of(papers, self.intake)
        for paper in papers:
            origin = next((life[0] for life in lives if paper in life[1:]), None)
            amended = {self.papers[number].id for number in paper.corrects if number in self.papers}
            amended |= {origin.id} if origin is not None else set()
            for number in sorted(paper.corrects - self.papers.keys()):
                self.intake.note("a document corrects one that is not in the input", f"{paper.number}: {number}")
            data = paper.entry.data | given(amends=sorted(amended))
            yield Entry("document", data, paper.entry.file, paper.entry.place)
        yield from (each for life in lives for each in measure(life))

    def document(self, row: Row) -> list[Entry]:
        """The record of one document; what else is in it is kept."""
        number, title, published = (row.needed(name) for name in ("document_number", "title", "publication_date"))
        kind, subtype = row.needed("type"), row.text("subtype")
        document_kind = self.intake.lookup("document_kinds", kind if subtype is None else f"{kind} {subtype}")
        if document_kind is None:
            raise row.error(
                "type", f"{kind} {subtype or ''} is no known type", "add it to document_kinds in source.yaml"
            )
        agencies = self.agencies_of(row, kind)
        citation, orders = row.text("citation"), order_numbers(row, document_kind)
        dockets = [f"docket:{slug_free(each)}" for each in row.items("docket_ids")]
        rins = [f"rin:{each}" for each in row.items("regulation_id_numbers")]
        parts = [f"{part['title']} CFR {part['part']}" for part in row.objects("cfr_references") if "part" in part]
        pdf = row.text("pdf_url")
        data = {
            "id": f"document/federal-register-{slug(number)}",
            "title": title,
            "document_kind": document_kind,
            "published": published,
            "publisher": [f"institution/federal-register-{each}" for each in agencies],
            "identifiers": [
                f"fr:{number}",
                *([f"fr-citation:{citation}"] if citation is not None else []),
                *orders,
                *rins,
                *dockets,
                *(f"cfr:{part}" for part in parts),
            ],
            "tier": "O",
            "language": "en",
            **given(url=row.text("html_url") or pdf),
        }
        notes = ("abstract", "action", "dates", "executive_order_notes", "disposition_notes")
        told = " ".join([title, *(text for text in map(row.text, notes) if text is not None)])
        entry = row.entry("document", data)
        corrected = row.text("correction_of")
        corrects = set() if corrected is None else {last_part(corrected)}
        corrected_by = {last_part(str(link)) for link in row.items("corrections")}
        action = row.text("action") or ""
        paper = Paper(
            number=number,
            title=title,
            published=published,
            entry=entry,
            agencies=agencies,
            measure_kind=self.measure_kind(parts, title),
            stage=self.stage(title, action, corrected=len(corrects) > 0),
            effective=row.text("effective_on") or day_after("effective", told),
            until=day_after("through|until", told),
            signed=row.text("signing_date"),
            corrects=corrects,
            names={f"corrected by {each}" for each in corrected_by}
            | {number, *([citation] if citation else []), *orders},
            mentions=told,
            shared={*rins, *dockets},
            topics=[str(each) for each in row.items("topics")],
            fields=sum(value not in (None, [], "") for value in row.data.values()),
        )
        # A search page gives fewer fields than the document itself; the fuller of the two is kept.
        known = self.papers.get(number)
        if known is None or known.fields < paper.fields:
            self.papers[number] = paper
        return [entry]

    def agencies_of(self, row: Row, kind: str) -> list[str]:
        """The slugs of the agencies of a document, each kept with its name and parent."""
        given = [each for each in row.objects("agencies") if each.get("name") is not None]
        names = [{"name": name} for name in row.items("agency_names")]
        found = given or names or ([PRESIDENT] if kind == "Presidential Document" else [])
        if len(found) == 0:
            raise row.error("agencies", "no agency is named", "ask for the field agencies")
        for agency in found:
            agency["slug"] = slug(agency.get("slug") or agency["name"])
            known = self.agencies.setdefault(agency["slug"], {})
            known.update((name, agency[name]) for name in AGENCY if name in agency)
        return list(dict.fromkeys(agency["slug"] for agency in found))

    def institutions(self, file: Any) -> Iterator[Entry]:
        """The agencies as institutions, each below its parent where that is among them."""
        by_number = {str(agency["id"]): key for key, agency in self.agencies.items() if agency.get("id") is not None}
        for key, agency in sorted(self.agencies.items()):
            parent = by_number.get(str(agency.get("parent_id")))
            data = {
                "id": f"institution/federal-register-{key}",
                "name": agency["name"],
                "institution_kind": self.intake.lookup("institution_kinds", key) or "agency",
                **given(parent=f"institution/federal-register-{parent}" if parent is not None else None),
            }
            yield Entry("institution", data, file)

    def measure_kind(self, parts: list[str], title: str) -> str | None:
        """What sort of measure a document sets, None where it sets none."""
        by_part = [kind for part in parts if (kind := self.intake.lookup("cfr_parts", part)) is not None]
        by_title = self.intake.lookups["measure_words"].within(title)
        return by_title if by_title is not None or len(by_part) == 0 else by_part[0]

    def stage(self, title: str, action: str, *, corrected: bool) -> str | None:
        """What a document does with an earlier measure, None where it does not say that it does anything."""
        words = self.intake.lookups["stages"]
        found = words.within(title)
        found = found if found is not None else words.within(action)
        return "changed" if found is None and corrected else found


def lives_of(papers: list[Paper], intake: Intake) -> list[Life]:
    """The measures, each with all its documents, in order of publication."""
    lives: list[Life] = []
    for paper in papers:
        life = life_of(paper, lives, intake)
        if life is not None:
            life.append(paper)
        elif paper.stage in (*ENDING, "suspended"):
            intake.note(
                "a document ends or suspends a measure that is not in the input", f"{paper.number} {paper.title}"
            )
        elif paper.measure_kind is not None:
            lives.append([paper])
    return lives


def life_of(paper: Paper, lives: list[Life], intake: Intake) -> Life | None:
    """The measure to which a document belongs; None where the data name none, or more than one."""
    said = intake.lookup("belongs_to", paper.number)
    if said is not None:
        return next((life for life in lives if any(each.number == said for each in life)), None)
    for belongs in (is_correction, names_it, shares_number, names_title):
        found = [life for life in lives if any(belongs(paper, earlier) for earlier in life)]
        if len(found) == 1:
            return found[0]
        if len(found) > 1:
            intake.note("a document fits several measures and was added to none", f"{paper.number} {paper.title}")
            return None
    return None


def is_correction(paper: Paper, earlier: Paper) -> bool:
    """Whether one of the two says that it corrects, or is corrected by, the other."""
    return earlier.number in paper.corrects or f"corrected by {paper.number}" in earlier.names


def names_it(paper: Paper, earlier: Paper) -> bool:
    """Whether a document that changes something names the number or citation of the earlier one."""
    return paper.stage is not None and any(
        re.search(rf"(?<![\w-]){re.escape(spoken(name))}(?![\w-])", paper.mentions) is not None
        for name in earlier.names
    )


def shares_number(paper: Paper, earlier: Paper) -> bool:
    """Whether both have a docket or RIN in common."""
    return not paper.shared.isdisjoint(earlier.shared)


def names_title(paper: Paper, earlier: Paper) -> bool:
    """Whether a document that changes something names the title of an earlier one of the same agency."""
    words, theirs = title_words(paper.title), title_words(earlier.title)
    return (
        paper.stage is not None
        and not set(paper.agencies).isdisjoint(earlier.agencies)
        and len(theirs) >= 4
        and len(words & theirs) >= ALIKE * len(theirs)
    )


def measure(life: Life) -> Iterator[Entry]:
    """The measure with its stages, and the topics that it covers."""
    first = life[0]
    topics = {f"topic/federal-register-{slug(name)}": name for name in first.topics}
    for topic, name in topics.items():
        yield Entry("topic", {"id": topic, "name": name}, first.entry.file)
    stages: dict[tuple[str, str], dict[str, Any]] = {}
    for paper in life:
        for status, since, until in steps(paper, is_first=paper is first, stages=stages):
            stage = {"status": status, "since": since, **given(until=until), "set_by": paper.id}
            cites = stages.setdefault((status, since), {**stage, "cites": []})["cites"]
            cites.append({"document": paper.id, "at": "unseen"})
    data = {
        "id": f"measure/federal-register-{shortened(slug(first.number))}",
        "name": first.title,
        "measure_kind": first.measure_kind,
        "imposed_by": [f"institution/federal-register-{each}" for each in first.agencies],
        "legal_basis": first.id,
        "cites": [{"document": first.id, "at": "unseen"}],
        "history": [stages[key] for key in sorted(stages, key=lambda key: key[1])],
        **given(topics=list(topics)),
    }
    yield Entry("measure", data, first.entry.file, first.entry.place)


def steps(
    paper: Paper, *, is_first: bool, stages: dict[tuple[str, str], dict[str, Any]]
) -> Iterator[tuple[str, str, str | None]]:
    """The stages that a document makes: what it does, since when, until when."""
    since = paper.effective or paper.published
    announced = paper.signed or paper.published
    if not is_first and paper.stage is not None:
        # A correction in print does not bring a suspended measure back.
        if paper.stage != "changed" or latest(stages, since) not in ("suspended", *ENDING):
            yield paper.stage, since, paper.until if paper.stage == "suspended" else None
        return
    if paper.effective is None or announced < paper.effective:
        yield "announced", announced, None
    if paper.effective is not None:
        yield "in_force", paper.effective, None


def latest(stages: dict[tuple[str, str], dict[str, Any]], day: str) -> str | None:
    """The stage that holds on a day."""
    running = [
        (since, status) for (status, since), stage in stages.items() if since <= day <= stage.get("until", "9999")
    ]
    return max(running)[1] if len(running) > 0 else None


def order_numbers(row: Row, document_kind: str) -> list[str]:
    """The numbers of an executive order or proclamation, scheme first."""
    order, presidential = row.text("executive_order_number"), row.text("presidential_document_number")
    proclamation = row.text("proclamation_number")
    if document_kind == "executive_order" and (order or presidential) is not None:
        return [f"eo:{order or presidential}"]
    if document_kind == "proclamation" and (proclamation or presidential) is not None:
        return [f"proclamation:{proclamation or presidential}"]
    return []


def spoken(name: str) -> str:
    """How other documents write the number of a document."""
    return name.replace("eo:", "EO ").replace("proclamation:", "Proclamation ")


def last_part(link: str) -> str:
    """The number of a document at the end of its address."""
    return link.rstrip("/").rpartition("/")[2].partition("?")[0].removesuffix(".json")


def slug_free(docket: object) -> str:
    """The number of a docket without the words before it."""
    return re.sub(r"^docket\s*(id|no|number)?[.:]?\s*", "", str(docket), flags=re.IGNORECASE).strip()


def title_words(title: str) -> set[str]:
    """The words of a title that tell it from others."""
    return set(re.findall("[a-z0-9]+", title.casefold())) - FAMILIAR
