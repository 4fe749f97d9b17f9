"""``dataset.ttl``: what a run is, for catalogues (DCAT 3) and for those who query it (VoID). No blank nodes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from kg.generate.turtle import Statements, document, english, text
from kg.model.introspect import describe
from kg.model.iri import BASE
from kg.publish.packed import Sum
from kg.rdf.formats import FORMATS

__all__ = ["Sheet", "dataset_ttl"]

PREFIXES: Final = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "spdx": "http://spdx.org/rdf/terms#",
}
SPDX_LICENCES: Final = "https://spdx.org/licenses/"
MEDIA_TYPES: Final = "https://www.iana.org/assignments/media-types/"


@dataclass
class Sheet:
    """What is told of a run: ``kinds`` are records by slug, ``files`` the compressed files as they lie on the disk."""

    run: str
    previous: str | None
    as_of: str | None
    started: str
    ended: str
    software: str
    records: int
    statements: int
    kinds: Mapping[str, int]
    licences: list[str]
    files: dict[str, Sum] = field(default_factory=dict)


def dataset_ttl(sheet: Sheet) -> str:
    """The description; IRIs are relative to the folder of the run."""
    return document(blocks(sheet), more_prefixes=PREFIXES)


def blocks(sheet: Sheet) -> Iterator[tuple[str, Statements]]:
    """The run, its distributions with their checksums, its classes, and what made it."""
    until = "" if sheet.as_of is None else f", as known on {sheet.as_of}"
    graphs = [ending for ending in FORMATS if f"graph.{ending}.zst" in sheet.files]
    labels = {kind.slug: kind for kind in describe()}
    yield (
        "<#run>",
        [
            ("a", ["dcat:Dataset", "void:Dataset"]),
            ("dcterms:title", [english(f"Parley: trade negotiations as a knowledge graph{until}")]),
            ("dcterms:identifier", [text(sheet.run)]),
            ("dcterms:issued", [moment(sheet.ended)]),
            *licensed(sheet.licences),
            ("dcterms:conformsTo", ["<ontology.ttl>", "<shapes.ttl>"]),
            ("dcat:version", [text(sheet.run)]),
            ("dcat:previousVersion", [] if sheet.previous is None else [f"<../{sheet.previous}/dataset.ttl#run>"]),
            ("dcat:distribution", [f"<#{ending}>" for ending in graphs]),
            ("prov:wasGeneratedBy", ["<#publishing>"]),
            ("void:uriSpace", [text(BASE)]),
            ("void:entities", [str(sheet.records)]),
            ("void:triples", [str(sheet.statements)]),
            ("void:dataDump", [f"<graph.{ending}.zst>" for ending in graphs]),
            ("void:classPartition", [f"<#class-{labels[slug].label}>" for slug in sheet.kinds]),
        ],
    )
    for ending in graphs:
        found = sheet.files[f"graph.{ending}.zst"]
        yield (
            f"<#{ending}>",
            [
                ("a", ["dcat:Distribution"]),
                ("dcterms:title", [english(FORMATS[ending].title)]),
                *licensed(sheet.licences),
                ("dcat:downloadURL", [f"<graph.{ending}.zst>"]),
                ("dcat:mediaType", [f"<{MEDIA_TYPES}{FORMATS[ending].media_type}>"]),
                ("dcat:compressFormat", [f"<{MEDIA_TYPES}application/zstd>"]),
                ("dcat:byteSize", [f'"{found.bytes}"^^xsd:nonNegativeInteger']),
                ("spdx:checksum", [f"<#{ending}-checksum>"]),
            ],
        )
        yield (
            f"<#{ending}-checksum>",
            [
                ("a", ["spdx:Checksum"]),
                ("spdx:algorithm", ["spdx:checksumAlgorithm_sha256"]),
                ("spdx:checksumValue", [f'"{found.sha256}"^^xsd:hexBinary']),
            ],
        )
    for slug, count in sheet.kinds.items():
        kind = labels[slug]
        yield f"<#class-{kind.label}>", [("void:class", [kind.iri]), ("void:entities", [str(count)])]
    yield (
        "<#publishing>",
        [
            ("a", ["prov:Activity"]),
            ("prov:startedAtTime", [moment(sheet.started)]),
            ("prov:endedAtTime", [moment(sheet.ended)]),
            ("prov:wasAssociatedWith", ["<#software>"]),
        ],
    )
    yield "<#software>", [("a", ["prov:SoftwareAgent"]), ("schema:name", [text(sheet.software)])]


def licensed(licences: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """Licences that SPDX lists by their address there; expressions of several, and licences of one's own, in words."""
    listed = [each for each in licences if " " not in each and not each.startswith("LicenseRef-")]
    yield "dcterms:license", [f"<{SPDX_LICENCES}{each}>" for each in listed]
    yield "dcterms:rights", [text(each) for each in licences if each not in listed]


def moment(at: str) -> str:
    """A moment as a literal."""
    return f'"{at}"^^xsd:dateTime'
