"""Which kind of record a table holds, and in which of its columns each field stands, by the headings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kg.load.lookup import folded
from kg.model.kinds import BY_SLUG

__all__ = ["beside", "kind_of_table", "required", "source_columns", "unit_column"]

HEADINGS: Final = {
    "name": ("name", "full name", "title", "caption", "label", "event", "measure", "concession", "commitment", "topic"),
    "aliases": ("aliases", "alias", "also known as", "other names", "short name", "abbreviation"),
    "native_name": ("native name", "name in own script", "in own script", "original name"),
    "wikidata": ("wikidata", "wikidata item", "qid", "q id"),
    "official": ("official", "person", "holder", "who"),
    "institution": ("institution", "body", "organisation", "organization", "ministry", "agency", "firm", "office"),
    "institution_kind": ("institution kind", "kind", "type", "sort"),
    "post": ("post", "position", "role", "job", "function"),
    "acting": ("acting",),
    "start": ("start", "from", "since", "begin", "start date", "in office from"),
    "end": ("end", "to", "until", "end date", "in office until"),
    "event_kind": ("event kind", "kind", "type", "sort"),
    "measure_kind": ("measure kind", "kind", "type", "sort"),
    "date": ("date", "day", "when"),
    "place": ("place", "city", "venue", "where"),
    "by": ("by", "giver", "given by", "made by", "promised by", "side"),
    "to": ("to", "receiver", "given to", "made to", "beneficiary"),
    "announced": ("announced", "announced on", "date", "day"),
    "condition": ("condition", "conditions"),
    "scope": ("scope", "covers", "coverage"),
    "imposed_by": ("imposed by", "imposer", "by"),
    "summary": ("summary", "in short", "description"),
    "iso3166": ("iso", "iso3166", "iso 3166", "country code"),
    "codes": ("codes", "code", "hs", "hs code"),
    "url": ("url", "link", "address", "web"),
    "published": ("published", "publication date", "date"),
}
"""Headings under which people keep a field, the likeliest first."""

OWN: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "tenure": {"name": (), "official": (*HEADINGS["official"], "name", "full name")},
    "claim": {
        "name": (),
        "summary": ("statement", "claim", "said", "what was said", "summary"),
        "speaker": ("speaker", *HEADINGS["official"]),
        "said_on": ("said on", "date", "day", "when"),
        **dict.fromkeys(("at", "document", "terms", "link", "figure"), ()),
    },
    "official": {"name": ("name", "full name", *HEADINGS["official"])},
    "institution": {"name": ("name", "full name", *HEADINGS["institution"])},
    "party": {"name": ("name", "full name", "party", "country", "state")},
}
"""Where those of one kind are others: in a list of posts a name is that of a person, in one of people it is theirs."""

SOURCE: Final = {
    "title": ("source", "publication", "outlet", "medium", "newspaper"),
    "url": HEADINGS["url"],
    "published": ("source date", "published", "publication date"),
}
"""Headings under which people keep where a row is from."""

UNITS: Final = ("unit", "units", "unit of measure")
"""Headings under which people keep what an amount is counted in."""

BESIDE: Final = {"official": ("aliases", "native_name", "wikidata"), "institution": ("institution_kind",)}
"""What people keep beside a post of those whom it ties."""

KINDS: Final = (
    "tenure",
    "concession",
    "commitment",
    "measure",
    "claim",
    "event",
    "official",
    "institution",
    "party",
    "topic",
)
"""The kinds that are proposed, the more particular ones first."""

TELLING: Final = {
    "tenure": "post",
    "concession": "concession",
    "commitment": "commitment",
    "measure": "measure",
    "claim": "statement",
    "event": "event",
}
"""A heading that settles the kind."""


def kind_of_table(columns: Sequence[str]) -> tuple[str, dict[str, str]]:
    """The kind that the headings fit best, and its fields."""
    return max(((kind, fields_of(kind, columns)) for kind in KINDS), key=lambda found: score(*found, columns=columns))


def fields_of(kind: str, columns: Sequence[str]) -> dict[str, str]:
    """The fields of a kind that the headings fit, each with its column; no column twice."""
    fields: dict[str, str] = {}
    for name in BY_SLUG[kind].model_fields:
        words = OWN.get(kind, {}).get(name, (name.replace("_", " "), *HEADINGS.get(name, ())))
        free = {folded(column): column for column in columns if column not in fields.values()}
        fitting = next((free[word] for word in words if word in free), None)
        if fitting is not None and name != "id":
            fields[name] = fitting
    return fields


def unit_column(columns: Sequence[str]) -> str | None:
    """The column that says what the amounts are counted in."""
    return next((column for column in columns if folded(column) in UNITS), None)


def beside(target: str, columns: Sequence[str]) -> dict[str, str]:
    """What these columns say of a person or body whose post each row is."""
    return {name: column for name, column in fields_of(target, columns).items() if name in BESIDE.get(target, ())}


def source_columns(columns: Sequence[str]) -> dict[str, str]:
    """The columns that say where a row is from, by the field of a document."""
    known = {folded(column): column for column in columns}
    fitting = {name: next((known[word] for word in words if word in known), None) for name, words in SOURCE.items()}
    return {name: column for name, column in fitting.items() if column is not None}


def score(kind: str, fields: dict[str, str], *, columns: Sequence[str]) -> tuple[bool, int, int, int]:
    """How well a kind fits: a telling heading, then the fields found, less the ones that are missing."""
    telling = TELLING.get(kind, "") in {folded(column) for column in columns}
    missing = [name for name in required(kind) if name not in fields]
    return telling, len(fields) - len(missing), len(fields), -KINDS.index(kind)


def required(kind: str) -> list[str]:
    """The fields that a kind cannot do without."""
    return [
        name
        for name, about in BY_SLUG[kind].model_fields.items()
        if about.is_required() and name not in ("id", "cites")
    ]
