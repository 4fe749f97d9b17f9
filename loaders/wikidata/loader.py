"""Wikidata: people who hold or held posts, the posts as tenures, and the bodies at which they were held.

A tenure comes from each statement of P39 (position held) that is not deprecated; its start is P580, its end P582, and
P1365 and P1366 become claims that one tenure replaces another. The body is P642 of the statement, else P2389 or P361
of the post. Dates keep their precision; what Wikidata leaves out is left out here.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from kg.load.audit import Row
from kg.load.entry import Batch, Entry
from kg.load.given import given, with_publisher
from kg.load.intake import Intake
from kg.load.json_items import json_items
from kg.load.slug import slug

HUMAN: Final = "Q5"
ACTING: Final = "Q4676846"
CIRCA: Final = "Q5727902"
PRESUMABLY: Final = "Q18122778"
GREGORIAN: Final = "Q1985727"
WIKIDATA: Final = "institution/wikidata"

BODY_OF_POST: Final = ("P2389", "P361")
"""What a post belongs to: the organisation it directs, else the one it is part of."""

USED: Final = {"P580", "P582", "P642", "P1365", "P1366", "P1480", "P5102", "P794", "P3831"}
LEFT_OUT: Final = {"P1534", "P2715", "P768", "P4100", "P1545", "P5054", "P155", "P156", "P1001", "P2937", "P102"}
"""Qualifiers of a post that say nothing of what we keep: elections, districts, numbers, terms of parliament."""

YEAR, MONTH, DAY = 9, 10, 11


@dataclass
class Post:
    """A statement that somebody held a post, as it stands."""

    holder: str
    holder_id: str
    document: str
    statement: dict[str, Any]
    row: Row

    @property
    def id(self) -> str:
        """The id of the tenure, from the identifier that Wikidata gives the statement."""
        return f"tenure/wikidata-{slug(self.statement['id'])}"

    @property
    def position(self) -> str:
        """The item of the post."""
        return str(value_of(self.statement["mainsnak"]))

    def qualifiers(self, name: str) -> list[dict[str, Any]]:
        """The qualifiers of one property."""
        found: list[dict[str, Any]] = self.statement.get("qualifiers", {}).get(name, [])
        return found

    def items(self, name: str) -> list[str]:
        """The items that qualifiers of one property name."""
        return [str(value_of(each)) for each in self.qualifiers(name) if value_of(each) is not None]


def read(intake: Intake) -> Iterable[Batch]:
    """One data set of all entities under the paths."""
    files = intake.files(".json", ".jsonl")
    dataset = {"id": "dataset/wikidata", "title": "People and posts of Wikidata", "licence": "CC0-1.0"}
    publisher = {"id": WIKIDATA, "name": "Wikidata", "institution_kind": "medium", "wikidata": "Q2013"}
    entries = with_publisher(Reader(intake).entries(files), publisher)
    yield intake.batch(Entry("dataset", dataset, files[0]), entries)


class Reader:
    """Everything that is gathered on the way: the people's posts, and the items that are no people."""

    def __init__(self, intake: Intake) -> None:
        self.intake = intake
        self.posts: list[Post] = []
        self.people: dict[str, str] = {}
        self.items: dict[str, tuple[str, list[str], list[str], Entry]] = {}
        self.bodies: dict[str, None] = {}

    def entries(self, files: list[Path]) -> Iterator[Entry]:
        """All records; tenures come last, since they need the posts and bodies."""
        rows = self.intake.rows_of(files, lambda stream, path: json_items(stream, path, under=("entities",)))
        yield from self.intake.take(rows, self.entity)
        tenures = [made for post in self.posts if (made := self.tenure(post)) is not None]
        yield from self.institutions()
        yield from tenures
        known = {str(each.data["id"]) for each in tenures}
        for post in self.posts:
            if post.id in known:
                yield from self.successions(post, known)

    def entity(self, row: Row) -> Iterator[Entry]:
        """A person with its document; anything else is kept for the posts that may name it."""
        item, modified = row.needed("id"), row.text("modified")
        claims, labels, aliases = (row.mapping(each) for each in ("claims", "labels", "aliases"))
        name = next((labels[each]["value"] for each in ("en", "mul") if each in labels), None)
        classes = items_of(claims, "P31")
        if HUMAN not in classes:
            document = source_of(item, name or item, modified, row)
            bodies = [each for name in BODY_OF_POST for each in items_of(claims, name)]
            self.items[item] = (name or "", classes, bodies, document)
            return
        if "P39" not in claims:
            self.intake.note("a person without a post is left out", item)
            return
        natives = [snak["text"] for snak in best(claims, "P1559") if isinstance(snak, dict)]
        name = name if name is not None else natives[0] if len(natives) > 0 else None
        if name is None:
            raise row.error("labels", f"{item} has no English label", "fetch it with labels")
        others = [each["value"] for language in ("en", "mul") for each in aliases.get(language, [])]
        document = source_of(item, name, modified, row)
        official = {
            "id": f"official/wikidata-{item.lower()}",
            "name": name,
            "wikidata": item,
            "cites": [{"document": document.data["id"], "at": "unseen"}],
            **given(
                aliases=[each for each in dict.fromkeys(others) if each != name], native_name=next(iter(natives), None)
            ),
        }
        self.people[item] = name
        for statement in claims["P39"]:
            self.posts += self.post(item, str(official["id"]), str(document.data["id"]), statement, row)
        yield document
        yield row.entry("official", official)

    def post(self, item: str, official: str, document: str, statement: dict[str, Any], row: Row) -> Iterator[Post]:
        """A statement of P39 that is to be believed."""
        if statement.get("rank") == "deprecated":
            self.intake.note("a deprecated post is left out", str(statement.get("id")))
        elif value_of(statement["mainsnak"]) is None:
            self.intake.note("a post that Wikidata does not name is left out", str(statement.get("id")))
        else:
            for name in sorted(statement.get("qualifiers", {}).keys() - USED - LEFT_OUT):
                self.intake.note(f"the qualifier {name} of a post is neither used nor ignored", str(statement["id"]))
            yield Post(item, official, document, statement, row.bare())

    def tenure(self, post: Post) -> Entry | None:
        """The tenure that a statement makes; None where the post or the body cannot be named from the input."""
        label, _, bodies, _ = self.items.get(post.position, ("", [], [], None))
        if label == "":
            self.intake.note("a tenure is left out, since its post is not in the input: fetch it too", post.position)
            return None
        body = next((each for each in (*post.items("P642"), *bodies) if each in self.items), None)
        if body is None:
            named = ", ".join((*post.items("P642"), *bodies)) or f"none is named by {post.position}"
            self.intake.note("a tenure is left out, since its body is not in the input: fetch it too", named)
            return None
        if self.kind_of(body) is None:
            classes = ", ".join(self.items[body][1])
            self.intake.note("a tenure is left out: source.yaml knows no kind of body for it", f"{body} ({classes})")
            return None
        self.bodies[body] = None
        nature = {*post.items("P5102"), *post.items("P794"), *post.items("P3831")}
        start, end = self.day(post, "P580"), self.day(post, "P582")
        if end is None and any(each["snaktype"] == "somevalue" for each in post.qualifiers("P582")):
            end = "unknown"
        data = {
            "id": post.id,
            "official": post.holder_id,
            "institution": institution_id(body),
            "post": label,
            "cites": [{"document": post.document, "at": "unseen"}],
            **given(acting="yes" if ACTING in nature else None, start=start, end=end),
        }
        return post.row.entry("tenure", data)

    def kind_of(self, body: str) -> str | None:
        """What kind of body an item is."""
        kinds = (self.intake.lookup("institution_kinds", each) for each in self.items[body][1])
        own = self.intake.lookup("institutions", body)
        return own if own is not None else next((kind for kind in kinds if kind is not None), None)

    def institutions(self) -> Iterator[Entry]:
        """The bodies at which posts were held, each with its document."""
        for body in self.bodies:
            name, _, _, document = self.items[body]
            yield document
            data = {
                "id": institution_id(body),
                "name": name or body,
                "institution_kind": self.kind_of(body),
                "wikidata": body,
                "cites": [{"document": document.data["id"], "at": "unseen"}],
            }
            yield Entry("institution", data, document.file, document.place)

    def day(self, post: Post, name: str) -> str | None:
        """The date of a qualifier as EDTF; two days that disagree make one unknown day between them."""
        found = sorted({day for each in post.qualifiers(name) if (day := self.edtf(each, post)) is not None})
        if len(found) > 1 and not all(len(each) == 10 for each in found):
            self.intake.note(f"several dates of {name} disagree and are left out", post.statement["id"])
            return None
        if len(found) > 1:
            return f"[{found[0]}..{found[-1]}]"
        sourcing = post.items("P1480")
        doubt = "~" if CIRCA in sourcing else "?" if PRESUMABLY in sourcing else ""
        return None if len(found) == 0 else found[0] if "[" in found[0] else f"{found[0]}{doubt}"

    def edtf(self, snak: dict[str, Any], post: Post) -> str | None:
        """A time of Wikidata at its precision: a day, month or year, or one unknown day of a decade or century."""
        value = value_of(snak)
        if not isinstance(value, dict):
            return None
        text, precision = str(value["time"]), int(value["precision"])
        calendar = str(value.get("calendarmodel", GREGORIAN)).rpartition("/")[2]
        year = text[1:5]
        if text[0] == "-" or text[5] != "-" or calendar != GREGORIAN or precision < 7:
            self.intake.note(
                "a date that is not of our calendar, or coarser than a century, is left out", post.statement["id"]
            )
            return None
        if precision >= DAY:
            return text[1:11]
        if precision == MONTH:
            return text[1:8]
        if precision == YEAR:
            return year
        span = 10 if precision == 8 else 100
        # A century of Wikidata runs from 1901 to 2000, a decade from 2010 to 2019.
        first = (int(year) // 10) * 10 if span == 10 else (int(year) - 1) // 100 * 100 + 1
        return f"[{first:04}-01-01..{first + span - 1:04}-12-31]"

    def successions(self, post: Post, known: set[str]) -> Iterator[Entry]:
        """Claims that this tenure replaced another, or was replaced."""
        for name in ("P1365", "P1366"):
            for other in post.items(name):
                theirs = [each.id for each in self.posts if each.holder == other and each.position == post.position]
                found = [each for each in theirs if each in known]
                side: dict[str, str] = {"tenure": found[0]} if len(found) == 1 else {"words": self.name_of(other)}
                yield succession(post, other, side, is_replaced=name == "P1366")

    def name_of(self, item: str) -> str:
        """What an item is called, as far as the input says."""
        label = self.items[item][0] if item in self.items else ""
        return self.people.get(item, label) or f"Wikidata item {item}"


def succession(post: Post, other: str, side: dict[str, str], *, is_replaced: bool) -> Entry:
    """The claim that the later of two tenures takes the place of the earlier one."""
    how = "replaced-by" if is_replaced else "replaces"
    mine, theirs = ("object", "subject") if is_replaced else ("subject", "object")
    link = {"predicate": "replaces", mine: post.id}
    link.update({theirs: side["tenure"]} if "tenure" in side else {f"{theirs}_text": side["words"]})
    data = {
        "id": f"claim/wikidata-{slug(post.statement['id'])}-{how}-{other.lower()}",
        "speaker": WIKIDATA,
        "document": post.document,
        "at": "unseen",
        "stance": "asserts",
        "about": [post.id],
        "link": link,
        "summary": f"Has {'a successor' if is_replaced else 'a predecessor'} in this post.",
    }
    return post.row.entry("claim", data)


def source_of(item: str, name: str, modified: str | None, row: Row) -> Entry:
    """The document that an item is, dated by its last change."""
    if modified is None:
        raise row.error("modified", f"{item} does not say when it was changed", "fetch it with props=info")
    data = {
        "id": f"document/wikidata-{item.lower()}",
        "title": f"{name} ({item})",
        "document_kind": "data_set",
        "published": modified[:10],
        "dated_by": "the last change of the item",
        "publisher": WIKIDATA,
        "url": f"https://www.wikidata.org/wiki/{item}",
        "identifiers": f"wikidata:{item}",
        "tier": "A",
    }
    return row.entry("document", data)


def institution_id(item: str) -> str:
    """The id of a body."""
    return WIKIDATA if item == "Q2013" else f"institution/wikidata-{item.lower()}"


def best(claims: dict[str, Any], name: str) -> list[Any]:
    """The values of a property that Wikidata ranks best: the preferred ones, else the normal ones."""
    ranked = claims.get(name, [])
    chosen = [each for each in ranked if each.get("rank") == "preferred"]
    chosen = chosen if len(chosen) > 0 else [each for each in ranked if each.get("rank", "normal") == "normal"]
    return [value for each in chosen if (value := value_of(each["mainsnak"])) is not None]


def items_of(claims: dict[str, Any], name: str) -> list[str]:
    """The items that a property names, the best ranked ones."""
    return [value for value in best(claims, name) if isinstance(value, str)]


def value_of(snak: dict[str, Any]) -> Any:
    """The value of a snak: an item as its Q number, else as it stands; None where there is none or it is unknown."""
    if snak.get("snaktype") != "value":
        return None
    value = snak["datavalue"]["value"]
    return value["id"] if isinstance(value, dict) and "id" in value else value
