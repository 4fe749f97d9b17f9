"""One document of the Federal Register: its record, and what other documents may have to do with it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from kg.load.audit import Row
from kg.load.entry import Entry
from kg.load.given import day_after, given
from kg.load.intake import Intake
from kg.load.slug import slug

from .acts import Told, begins, telling, told, words_of

KEYS: Final = re.compile(
    r"(?<![\w-])(?:(?P<fr>[0-9]+ FR [0-9]+)|(?P<number>(?:[A-Z][0-9]-)?(?:19|20)[0-9]{2}-[0-9]{1,6})"
    r"|(?:EO|E\.O\.|Executive Order) (?P<eo>[0-9]{4,5})|Proclamation (?P<proclamation>[0-9]{4,5}))(?![\w-])"
)
"""How texts name other documents: by citation, number, or the number of an order."""

QUOTED: Final = re.compile('[“"]([^”"]{20,400})[”"]')
NOTE: Final = re.compile(r"(Amends|Amended by|Revokes|Revoked by|Supersedes|Superseded by|[A-Z][a-z]+(?: [a-z]+)*):")
NOTED: Final = {"amend": "changed", "revoke": "ended", "supersede": "ended"}
SENTENCE: Final = re.compile(r"(?<=[.;])\s+")
TO_READ: Final = r"corrected to|corrected to read|should read"


@dataclass(frozen=True, slots=True)
class Corrected:
    """The days that a document gives anew for a stage that an earlier one set."""

    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """One document, as far as more than itself depends on it.

    ``keys`` are what others call it by, ``refers`` the keys of others in its text, ``shared`` its dockets and RINs.
    ``does`` and ``undergoes`` are what its notes say that it does to other orders, and they to it: stage and key.
    """

    number: str
    title: str
    type: str
    published: str
    entry: Entry
    agencies: tuple[str, ...]
    measure_kind: str | None
    is_opening: bool
    told: Told
    effective: str | None
    until: str | None
    signed: str | None
    corrects: str | None
    corrected: Corrected
    keys: tuple[str, ...]
    refers: tuple[str, ...]
    shared: tuple[str, ...]
    does: tuple[tuple[str, str], ...]
    undergoes: tuple[tuple[str, str], ...]
    topics: tuple[str, ...]
    fields: int

    @property
    def id(self) -> str:
        """The id of the document."""
        return str(self.entry.data["id"])

    @property
    def since(self) -> str:
        """The day on which what it does takes effect."""
        return next(day for day in (self.effective, self.signed, self.published) if day is not None)


def paper_of(row: Row, intake: Intake, agencies: tuple[str, ...]) -> Paper:
    """The document in a row."""
    number, title, published = (row.needed(name) for name in ("document_number", "title", "publication_date"))
    type_, subtype = row.needed("type"), row.text("subtype")
    document_kind = kind_of_document(type_, subtype, number, intake)
    citation, orders = row.text("citation"), order_numbers(row, document_kind)
    shared = [f"rin:{each}" for each in row.items("regulation_id_numbers")]
    shared += [f"docket:{docket_number(str(each))}" for each in row.items("docket_ids")]
    laws = [each for each in row.objects("cfr_references") if each.get("part") is not None]
    parts = [f"{each.get('title')} CFR {each.get('part')}" for each in laws]
    pdf = row.text("pdf_url")
    data = {
        "id": document_id(number),
        "title": title,
        "document_kind": document_kind,
        "published": day_of(row, "publication_date"),
        "publisher": [institution_id(each) for each in agencies],
        "identifiers": [
            f"fr:{number}",
            *([f"fr-citation:{citation}"] if citation is not None else []),
            *orders,
            *shared,
            *(f"cfr:{part}" for part in parts),
        ],
        "tier": "O",
        "language": "en",
        **given(url=row.text("html_url") or pdf),
    }
    abstract, action, dates = (row.text(name) or "" for name in ("abstract", "action", "dates"))
    notes = [row.text(name) or "" for name in ("executive_order_notes", "disposition_notes")]
    does, undergoes = deeds(notes)
    effective, until = day_of(row, "effective_on"), last_day(dates, abstract)
    effective = effective if effective is not None else day_after("effective|applicable", dates)
    corrects = row.text("correction_of")
    return Paper(
        number=number,
        title=title,
        type=type_.casefold(),
        published=published,
        entry=row.entry("document", data),
        agencies=agencies,
        measure_kind=measure_kind(parts, title, intake),
        is_opening=begins(title, intake.lookups["openings"]) is not None,
        told=told(title, action, acts=intake.lookups["acts"], doubts=intake.lookups["doubts"]),
        effective=effective,
        until=until,
        signed=day_of(row, "signing_date"),
        corrects=last_part(corrects) if corrects is not None else None,
        corrected=corrected_days(f"{dates} {abstract} {action}", effective, until, published),
        keys=(number, *([citation] if citation is not None else []), *orders),
        refers=tuple(sorted({*keys_in(f"{title} {abstract} {action} {dates}")} - {number, citation})),
        shared=tuple(shared),
        does=does,
        undergoes=(*undergoes, *(("corrected", last_part(str(link))) for link in row.items("corrections"))),
        topics=tuple(str(each) for each in row.items("topics")),
        fields=sum(value not in (None, [], "") for value in row.data.values()),
    )


STATED: Final = {
    "title": "title",
    "type": "type",
    "published": "publication_date",
    "agencies": "agencies",
    "effective": "effective_on",
    "until": "dates",
    "signed": "signing_date",
    "told": "action",
    "corrects": "correction_of",
    "shared": "docket_ids or regulation_id_numbers",
    "topics": "topics",
}
"""What two copies of a document may say differently, and the field of the Register that says it."""


def differing(first: Paper, second: Paper) -> list[str]:
    """The fields in which two copies of a document disagree; one that gives less than the other does not."""
    pairs = {name: (getattr(first, each), getattr(second, each)) for each, name in STATED.items()}
    return [name for name, pair in pairs.items() if is_contrary(*pair)]


def is_contrary(one: object, other: object) -> bool:
    """Whether two values cannot both be right, one of them in part."""
    if one == other or None in (one, other) or Told() in (one, other):
        return False
    if isinstance(one, tuple) and isinstance(other, tuple):
        return not {*one} <= {*other} and not {*other} <= {*one}
    return True


def kind_of_document(type_: str, subtype: str | None, number: str, intake: Intake) -> str:
    """What kind of document a type is; one that nobody has described is a notice, and people are told."""
    for written in (type_ if subtype is None else f"{type_} {subtype}", type_):
        found = intake.lookup("document_kinds", written)
        if found is not None:
            return found
    intake.note(f"the type {type_} is read as a notice; add it to document_kinds in source.yaml", number)
    return "notice"


def measure_kind(parts: list[str], title: str, intake: Intake) -> str | None:
    """What sort of measure a document sets, None where nothing in its title or in the rules it changes tells."""
    by_notice = begins(title, intake.lookups["openings"])
    by_title = intake.lookups["measure_words"].within(title)
    by_part = [kind for part in parts if (kind := intake.lookup("cfr_parts", part)) is not None]
    return next((kind for kind in (by_notice, by_title, *by_part) if kind is not None), None)


def day_of(row: Row, name: str) -> str | None:
    """The day in a field; a DataError where it is none of the calendar."""
    written = row.text(name)
    if written is None:
        return None
    try:
        return date.fromisoformat(written).isoformat()
    except ValueError:
        raise row.error(name, f"{name} is {written}, which is no day", "a day is written 2025-09-29") from None


def last_day(dates: str, abstract: str) -> str | None:
    """The day until which something is suspended; days for comments are none."""
    sentences = [*SENTENCE.split(dates), *(each for each in SENTENCE.split(abstract) if "suspen" in each.casefold())]
    found = (day_after("through|until", each) for each in sentences if "comment" not in each.casefold())
    return next((day for day in found if day is not None), None)


def corrected_days(text: str, effective: str | None, until: str | None, published: str) -> Corrected:
    """The days that a document says hold instead of earlier ones.

    A day of effect before its own publication is that of what it corrects; a later one may be its own.
    """
    moved = day_after("delayed until|delayed to|postponed until|postponed to", text)
    read = day_after(rf"effective (?:date|on)?\s*(?:[\w,]+\s+){{0,8}}?(?:is |are )?(?:{TO_READ})", text)
    last = day_after(rf"(?:through|until|expir\w*|end)\s+(?:[\w,]+\s+){{0,8}}?(?:{TO_READ})", text)
    own = effective if effective is not None and effective < published else None
    since = next((day for day in (moved, read, own) if day is not None), None)
    return Corrected(since, last if last is not None else until)


def deeds(notes: Iterable[str]) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    """What notes on an order say that it does, and what others do to it, each with the key of the other."""
    does: list[tuple[str, str]] = []
    undergoes: list[tuple[str, str]] = []
    for note in notes:
        _, *pairs = NOTE.split(note)
        for verb, text in zip(pairs[::2], pairs[1::2], strict=True):
            stem = next((stem for stem in NOTED if verb.casefold().startswith(stem[:-1])), None)
            if stem is not None:
                word = "changed" if "in part" in f"{verb} {text}" else NOTED[stem]
                found = undergoes if verb.endswith("by") else does
                found += [(word, key) for key in keys_in(text)]
    return tuple(does), tuple(undergoes)


def keys_in(text: str) -> Iterator[str]:
    """The keys of all documents that a text names, titles in quotation marks among them."""
    for found in KEYS.finditer(text):
        kind = found.lastgroup
        yield f"{kind}:{found[kind]}" if kind in ("eo", "proclamation") else found[0]
    yield from (title_key(found[1]) for found in QUOTED.finditer(text))


def title_key(title: str) -> str:
    """A title as a key, capitals and signs left out."""
    return words_key(words_of(title))


def words_key(words: Iterable[str]) -> str:
    """The words of a title as a key, those left out that titles exchange for one another."""
    return f"title:{' '.join(telling(words))}"


def order_numbers(row: Row, document_kind: str) -> list[str]:
    """The numbers of an executive order or proclamation, scheme first."""
    order, presidential = row.text("executive_order_number"), row.text("presidential_document_number")
    proclamation = row.text("proclamation_number")
    if document_kind == "executive_order" and (order or presidential) is not None:
        return [f"eo:{order or presidential}"]
    if document_kind == "proclamation" and (proclamation or presidential) is not None:
        return [f"proclamation:{proclamation or presidential}"]
    return []


def last_part(link: str) -> str:
    """The number of a document at the end of its address."""
    return link.rstrip("/").rpartition("/")[2].partition("?")[0].removesuffix(".json")


def docket_number(docket: str) -> str:
    """The number of a docket without the words before it.

    >>> docket_number("Docket No.: 250509-0083")
    '250509-0083'
    """
    return re.sub(r"^docket\s*(ids?|nos?|numbers?)?[\s.:#]*", "", docket.strip(), flags=re.IGNORECASE)


def document_id(number: str) -> str:
    """The id of a document."""
    return f"document/federal-register-{slug(number)}"


def institution_id(agency: str) -> str:
    """The id of an agency, by its slug."""
    return f"institution/federal-register-{agency}"
