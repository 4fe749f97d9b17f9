"""The formats by the ending of their files."""

from pathlib import Path
from shlex import quote
from types import MappingProxyType
from typing import Final, NamedTuple

from kg.errors import UsageError
from kg.rdf.jsonld import JsonLd
from kg.rdf.write import NQuads, NTriples, TriG, Turtle, Writer

__all__ = ["FORMATS", "Format", "ending_of", "format_of", "named_format"]


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


PACKERS: Final = MappingProxyType(
    {"br": "brotli", "bz2": "bzip2", "gz": "gzip", "lz4": "lz4", "xz": "xz", "zip": "zip", "zst": "zstd"}
)
"""What packs a pipe, by the ending of the files that it makes."""


def format_of(name: str) -> Format:
    """The format; a UsageError that lists them for one that is not there."""
    if name not in FORMATS:
        raise UsageError(f"there is no format {name!r}; there are {', '.join(FORMATS)}")
    return FORMATS[name]


def named_format(name: str | None, file: Path | None = None) -> str:
    """The format that a name or the ending of a file gives, else ``nq``; a UsageError where the two contradict.

    Another for the ending of a packed file, since nothing is packed here.

    >>> named_format(None, Path("graph.ttl"))
    'ttl'
    """
    ending, packing = ("", "") if file is None else ending_of(file)
    if name is not None:
        format_of(name)
        if ending in FORMATS and ending != name:
            raise UsageError(f"{file} would hold {FORMATS[name].title}; call it .{name}, or leave the format out")
    found = name if name is not None else ending if ending in FORMATS else "nq"
    if packing != "":
        command = f"kg export --format {found} | {PACKERS[packing]} > {quote(str(file))}"
        raise UsageError(f"{file} would not be compressed; write {command}")
    return found


def ending_of(path: Path) -> tuple[str, str]:
    """What the name of a file says of its form, and of its packing.

    >>> ending_of(Path("exports/graph.NQ.zst"))
    ('nq', 'zst')
    """
    name = path.name.lower()
    packing = next((each for each in PACKERS if name.endswith(f".{each}")), "")
    return Path(name.removesuffix(f".{packing}")).suffix.removeprefix("."), packing
