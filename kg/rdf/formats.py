"""The formats by the ending of their files."""

from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple

from kg.errors import UsageError
from kg.rdf.jsonld import JsonLd
from kg.rdf.write import NQuads, NTriples, TriG, Turtle, Writer

__all__ = ["FORMATS", "Format", "format_of", "named_format"]


class Format(NamedTuple):
    """What writes it, and what it is called."""

    writer: type[Writer]
    media_type: str
    title: str


FORMATS: Final = MappingProxyType(
    {
        "nq": Format(NQuads, "application/n-quads", "N-Quads"),
        "nt": Format(NTriples, "application/n-triples", "N-Triples"),
        "ttl": Format(Turtle, "text/turtle", "Turtle"),
        "trig": Format(TriG, "application/trig", "TriG"),
        "jsonld": Format(JsonLd, "application/ld+json", "JSON-LD"),
    }
)


def format_of(name: str) -> Format:
    """The format; a UsageError that lists them for one that is not there."""
    if name not in FORMATS:
        raise UsageError(f"there is no format {name!r}; there are {', '.join(FORMATS)}")
    return FORMATS[name]


def named_format(name: str | None, file: Path | None = None) -> str:
    """The format that a name or the ending of a file gives, else ``nq``; a UsageError where the two contradict.

    >>> named_format(None, Path("graph.ttl"))
    'ttl'
    """
    ending = "" if file is None else file.suffix.removeprefix(".").lower()
    if file is not None and ending == "zst":
        raise UsageError(f"{file} would not be compressed; write kg export | zstd > {file}")
    if name is None:
        return ending if ending in FORMATS else "nq"
    if ending in FORMATS and name in FORMATS and ending != name:
        raise UsageError(f"{file} would hold {FORMATS[name].title}; call it .{name}, or leave the format out")
    return name
