"""US export sales as figures about a commitment: how much was contracted and shipped, as the exporters reported it.

Four counts are kept apart. A running total counts from the first day of the marketing year, an increment covers one
week or one announcement; what is contracted is not yet shipped. Sales for the next marketing year are counted as
such. Nothing is added up to calendar years here: every figure says from which day to which it counts.
"""

import codecs
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from pydantic import Field

from kg.errors import DataError, Problem
from kg.load.audit import Envelope, Row
from kg.load.csv_rows import csv_rows
from kg.load.description import read_marked
from kg.load.entry import Batch, Entry, Finder
from kg.load.given import given, with_publisher
from kg.load.input import YAML
from kg.load.intake import Intake
from kg.load.json_items import json_items
from kg.load.lookup import folded
from kg.load.number import plain_number
from kg.load.slug import shortened, slug
from kg.model.field import Model, Text
from kg.model.ref import Ref
from kg.model.undertakings import Commitment

from .years import later, year_of

SERVICE: Final = "institution/export-sales-fas"

WEEK: Final = timedelta(days=6)
"""From the first to the last day of a week."""


@dataclass(frozen=True)
class Count:
    """What one column of a report counts."""

    name: str
    words: str
    stage: str
    of: str
    is_total: bool
    next_year: bool = False


COUNTS: Final = {
    "accumulatedExports": Count("exports-so-far", "shipped", "shipped", "goods_shipped", is_total=True),
    "currentMYTotalCommitment": Count("sales-so-far", "sold", "contracted", "goods_bought", is_total=True),
    "nextMYOutstandingSales": Count(
        "next-year-sales-so-far", "sold", "contracted", "goods_bought", is_total=True, next_year=True
    ),
    "weeklyExports": Count("exports", "shipped", "shipped", "goods_shipped", is_total=False),
    "currentMYNetSales": Count("net-sales", "sold, less cancellations,", "contracted", "goods_bought", is_total=False),
    "nextMYNetSales": Count(
        "next-year-net-sales", "sold, less cancellations,", "contracted", "goods_bought", is_total=False, next_year=True
    ),
}
FLASH: Final = Count("sale", "sold", "contracted", "goods_bought", is_total=False)


class Target(Model):
    """Which rows measure a commitment: those of one commodity for one destination, from one week to another."""

    commodity: Text
    destination: Text
    commitment: Ref[Commitment]
    since: date | None = None
    until: date | None = None

    def takes(self, commodity: str, destination: str, day: date) -> bool:
        """Whether a row counts towards the commitment."""
        is_named = (folded(self.commodity), folded(self.destination)) == (commodity, destination)
        return is_named and (self.since is None or day >= self.since) and (self.until is None or day <= self.until)


class Targets(Model):
    """The file ``commitments.yaml``: what is measured, and the days of late reports by the last day of their week."""

    commitments: tuple[Target, ...]
    published: dict[date, date] = Field(default_factory=dict)


def read(intake: Intake) -> Iterable[Batch]:
    """One data set of all figures under the paths."""
    files = intake.files(".csv", ".json", ".yaml")
    described = [file for file in files if file.suffix in YAML]
    if len(described) != 1:
        what = f"{len(described)} YAML files say which rows measure which commitment, and one is needed"
        raise DataError(
            [Problem(intake.paths[0], 0, 0, what, "write commitments.yaml as in the sample of this source")]
        )
    dataset = {
        "id": "dataset/export-sales",
        "title": "US export sales as figures about commitments",
        "licence": "LicenseRef-US-public-domain",
    }
    reader = Reader(intake, *read_marked(described[0], Targets))
    data = [file for file in files if file not in described]
    service = {"id": SERVICE, "name": "Foreign Agricultural Service", "institution_kind": "agency"}
    entries = with_publisher(reader.entries(data), service)
    yield intake.batch(Entry("dataset", dataset, described[0]), entries, pointing=reader.pointing(described[0]))


class Reader:
    """Turns rows into figures.

    Equal announcements of one day are numbered within their file: in another file, which may be a later download of
    the same days, they are the same announcements.
    """

    def __init__(self, intake: Intake, targets: Targets, find: Finder) -> None:
        self.intake = intake
        self.late = targets.published
        self.targets = [
            (target, find(("commitments", number, "commitment"), False))
            for number, target in enumerate(targets.commitments)
        ]
        self.met: list[Target] = []
        self.announced: Counter[tuple[Path, str]] = Counter()

    def entries(self, files: list[Path]) -> Iterator[Entry]:
        """All records, in the order of the input."""
        yield from self.intake.take(self.intake.rows_of(files, self.split), self.figures)
        for target, place in self.targets:
            if target not in self.met:
                what = f"no row measures {target.commitment}: {target.commodity} for {target.destination}"
                self.intake.note(what, f"{place.file}:{place.line}")

    def pointing(self, file: Path) -> Iterator[Entry]:
        """What names a commitment, so that one that is not there is told even where no row measures it."""
        for target, place in self.targets:
            yield Entry("claim", {"about": str(target.commitment)}, file).pointing("about", place)

    def split(self, stream: io.BufferedReader, path: Path) -> Iterator[Row]:
        """The rows of a file of either format, under the names of the API."""
        # A stream has no name that could tell, and a byte order mark may stand before the first sign.
        if stream.peek(1).removeprefix(codecs.BOM_UTF8).lstrip()[:1] not in (b"{", b"["):
            yield from csv_rows(stream, path, named=self.field)
            return
        for row in json_items(stream, path, under=("data", "results")):
            named = {self.field(name): value for name, value in row.data.items()}
            yield row if isinstance(row, Envelope) else Row(named, row.file, row.line)

    def field(self, heading: str) -> str:
        """The field of the API that a heading means."""
        return self.intake.lookup("columns", " ".join(re.findall(r"[^\W_]+", heading))) or heading.strip()

    def figures(self, row: Row) -> Iterator[Entry]:
        """The figures of one row, with the report in which they stand."""
        commodity = self.named(row, "commodity", "commodityCode", "commodities")
        destination = self.named(row, "country", "countryCode", "countries")
        is_weekly = "weekEndingDate" in row.data
        day = day_of(row, "weekEndingDate" if is_weekly else "date")
        counts = COUNTS if is_weekly else {"quantity": FLASH}
        amounts = {name: amount(row, name) for name in counts}
        for name in ("unit", "unitId", "marketingYear"):
            row.pop(name)
        targets = [(each, place) for each, place in self.targets if each.takes(commodity, destination, day)]
        if len(targets) == 0:
            self.intake.note("a row that measures no commitment is left out", f"{commodity} to {destination}, {day}")
            return
        unit, year = self.unit(row), self.marketing_year(row, commodity, day, is_weekly=is_weekly)
        published = self.published(day) if is_weekly else str(day)
        report = report_of("weekly" if is_weekly else "daily", day, published)
        yield row.entry("document", report)
        self.met += [target for target, _ in targets if target not in self.met]
        for target, place in targets:
            for name, value in amounts.items():
                if value is not None:
                    measured = Measured(target, str(report["id"]), unit, day, year, is_weekly)
                    claim = measured.claim(counts[name], value, published)
                    if not is_weekly:
                        claim["id"] = self.numbered(str(claim["id"]), row.file)
                    yield row.entry("claim", claim, name).pointing("about", place)

    def named(self, row: Row, name: str, code: str, table: str) -> str:
        """A commodity or destination by its name, else by its code; folded."""
        given, number = row.text(name), row.text(code)
        written = given if given is not None else number
        if written is None:
            raise row.error(name, f"neither {name} nor {code} is given", "without it nothing is counted")
        return folded(self.intake.lookup(table, written) or written)

    def unit(self, row: Row) -> str:
        """The unit of a row; the service counts grain and oilseeds in metric tons."""
        given, number = row.text("unit"), row.text("unitId")
        written = given if given is not None else number
        found = self.intake.lookup("units", written) if written is not None else "t"
        if found is None:
            raise row.error("unit", f"{written} is no known unit", "add it to units in source.yaml")
        return found

    def marketing_year(self, row: Row, commodity: str, day: date, *, is_weekly: bool) -> date:
        """The first day of the marketing year of a row."""
        begins = self.intake.lookup("marketing_years", commodity)
        if begins is None:
            raise row.error("commodity", f"{commodity} has no marketing year", "add it to source.yaml")
        return year_of(row, begins, day, week=WEEK if is_weekly else timedelta(0))

    def published(self, day: date) -> str:
        """When the report on a week came out: as told, else a week after its end, or a day later after a holiday."""
        late = self.late.get(day)
        usual = day + timedelta(days=7)
        return str(late) if late is not None else f"[{usual}..{usual + timedelta(days=1)}]"

    def numbered(self, claim: str, file: Path) -> str:
        """The id of an announcement, told from equal ones of the same day and file by a number."""
        self.announced[file, claim] += 1
        number = self.announced[file, claim]
        return claim if number == 1 else f"{claim}-{number}"


@dataclass(frozen=True)
class Measured:
    """What the figures of a row have in common; ``year`` is the first day of the marketing year."""

    target: Target
    report: str
    unit: str
    day: date
    year: date
    is_weekly: bool

    def claim(self, count: Count, value: str, published: str) -> dict[str, object]:
        """One figure as a claim."""
        year = later(self.year) if count.next_year else self.year
        marketing = f"{year.year}/{year.year + 1}"
        week = self.day - WEEK if self.is_weekly else self.day
        # Sales for a year that has not begun are counted from no day that the report names.
        since = {} if count.is_total and count.next_year else {"since": str(self.year if count.is_total else week)}
        target = self.target
        words = [target.commodity, target.destination, marketing, str(self.day), count.name, target.commitment]
        words += [] if self.is_weekly else [value]
        total = "ahead of that year" if count.next_year else f"since {self.year}"
        span = total if count.is_total else "in a week" if self.is_weekly else "in one announcement"
        return {
            "id": f"claim/export-sales-{shortened(slug(' '.join(words)))}",
            "speaker": SERVICE,
            "document": self.report,
            "at": "unseen",
            "said_on": published,
            "stance": "asserts",
            "about": [target.commitment],
            "figure": {
                "quantity": {
                    "amount": value,
                    "unit": self.unit,
                    "of": count.of,
                    "basis": f"USDA {'weekly' if self.is_weekly else 'daily'} export sales, marketing year {marketing}",
                },
                "stage": count.stage,
                "counts": "running_total" if count.is_total else "increment",
                "measured_on": str(self.day),
                **since,
            },
            "summary": f"Counts {value} {self.unit} of {target.commodity} {count.words} for {target.destination} {span}"
            f" (marketing year {marketing}).",
        }


def report_of(rhythm: str, day: date, published: str) -> dict[str, object]:
    """A weekly report, or the announcements of a day, as a document."""
    return {
        "id": f"document/export-sales-{rhythm}-{day}",
        "title": f"Export sales, week to {day}" if rhythm == "weekly" else f"Sales announced on {day}",
        "document_kind": "data_set",
        "published": published,
        **given(dated_by="the rhythm of the report, which carries no date of its own" if "[" in published else None),
        "publisher": SERVICE,
        "tier": "O",
        "language": "en",
    }


def day_of(row: Row, name: str) -> date:
    """A day as ISO text, with or without a time, or as Americans write it."""
    text = row.needed(name)
    american = re.fullmatch(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})(\s.*)?", text)
    iso = f"{american[3]}-{int(american[1]):02}-{int(american[2]):02}" if american is not None else text[:10]
    try:
        return date.fromisoformat(iso)
    except ValueError as error:
        raise row.error(name, f"{text!r} is no day", "write 2025-12-11 or 12/11/2025") from error


def amount(row: Row, name: str) -> str | None:
    """A number without the commas between thousands; one in parentheses is negative."""
    text = row.text(name)
    if text is None:
        return None
    plain = plain_number(f"-{text[1:-1]}" if text.startswith("(") and text.endswith(")") else text)
    if plain is None:
        raise row.error(name, f"{text!r} is no number", "write digits, such as 132000 or 132,000")
    return plain
