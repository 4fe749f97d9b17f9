"""Namespaces of the RDF terms, and how a compact name becomes an IRI.

Terms are written compactly where they are stated (``ns:action``, ``prov:wasQuotedFrom``); the prefixes here
are the only ones there are, in the order in which every Turtle file lists them.
"""

from typing import Final

__all__ = ["BASE", "PREFIXES", "expand", "iri_of"]

BASE: Final = "https://w3id.org/parley/id/"
"""Where records live: the IRI of a record is this followed by its id."""

PREFIXES: Final[dict[str, str]] = {
    "dcterms": "http://purl.org/dc/terms/",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "ns": "https://w3id.org/parley/ns#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def expand(compact: str) -> str:
    """The full IRI of a compact name; a KeyError for a prefix that is not listed.

    >>> expand("ns:action")
    'https://w3id.org/parley/ns#action'
    """
    prefix, _, local = compact.partition(":")
    return PREFIXES[prefix] + local


def iri_of(record_id: str, *, base: str = BASE) -> str:
    """The IRI of the record with this id.

    >>> iri_of("party/us")
    'https://w3id.org/parley/id/party/us'
    """
    return base + record_id
