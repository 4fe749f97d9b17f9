"""The JSON-LD context means the same to two implementations: the statements that the export writes."""

import json
from typing import Any

import pyoxigraph
import pytest
import rdflib
from pyld import jsonld

from kg.model.iri import BASE, PREFIXES
from tests.project import ROOT

CONTEXT = json.loads((ROOT / "schema" / "context.jsonld").read_text(encoding="utf-8"))["@context"]
# Every form of value, and keys that mean different things in different types (by, terms, start).
DOCUMENT: dict[str, Any] = {
    "@context": [CONTEXT, {"@base": BASE}],
    "@graph": [
        {
            "id": "claim/a",
            "type": "Claim",
            "name": "Says “so”",
            "known_from": "2025-12-16",
            "said_on": {"@value": "2025-12", "type": "xsd:gYearMonth"},
            "said_on_earliest": "2025-12-01",
            "stance": "declines_to_confirm",
            "subject_value": "too-little",
            "speaker": ["official/a", "party/us"],
            "document": "document/a",
            "by": ["party/cn"],
            "quantity": {
                "id": "claim/a#quantity",
                "type": "Quantity",
                "amount": "12.50",
                "unit": "percentage points",
                "base": 9007199254740993,
                "over": {"id": "claim/a#quantity_over", "type": "Quantity", "amount": "0"},
            },
            "window": {
                "id": "claim/a#window",
                "type": "Window",
                "start": {"@value": "2025-11-10T00:01-05:00", "type": "edtf:EDTF"},
                "each": "year",
            },
            "rdf_subject": "concession/a",
            "rdf_predicate": "quantity",
            "rdf_object": {"id": "claim/a#quantity"},
        },
        {
            "id": "claim/a#from-document-a",
            "type": "Citation",
            "rdf_subject": "claim/a",
            "rdf_predicate": "prov:wasDerivedFrom",
            "rdf_object": "document/a",
            "locator": ["p1", "p2"],
            "terms": True,
        },
        {"id": "concession/a", "type": "Concession", "by": ["party/us"], "is_part_of": ["negotiation/a"]},
        {"id": "commitment/a", "type": "Commitment", "by": ["party/cn"], "action": "refrain"},
        {"id": "document/a", "type": "Document", "url": "https://example.org/a?b=c", "tier": "O"},
        {
            "id": "negotiation/a",
            "type": "Negotiation",
            "start": {"@value": "2025-05-10", "type": "xsd:date"},
            "in_dataset": ["dataset/a"],
        },
    ],
}

EXPECTED = """
<claim/a> rdf:type ns:Claim
<claim/a> schema:name "Says “so”"
<claim/a> ns:knownFrom "2025-12-16"^^xsd:date
<claim/a> ns:saidOn "2025-12"^^xsd:gYearMonth
<claim/a> ns:saidOnEarliest "2025-12-01"^^xsd:date
<claim/a> ns:stance ns:stance-declines-to-confirm
<claim/a> ns:subjectValue ns:TooLittle
<claim/a> prov:wasAttributedTo <official/a>
<claim/a> prov:wasAttributedTo <party/us>
<claim/a> prov:wasDerivedFrom <document/a>
<claim/a> ns:statesBy <party/cn>
<claim/a> ns:quantity <claim/a#quantity>
<claim/a#quantity> rdf:type ns:Quantity
<claim/a#quantity> ns:amount "12.50"^^xsd:decimal
<claim/a#quantity> ns:unit ns:unit-percentage-points
<claim/a#quantity> ns:base "9007199254740993"^^xsd:integer
<claim/a#quantity> ns:over <claim/a#quantity_over>
<claim/a#quantity_over> rdf:type ns:Quantity
<claim/a#quantity_over> ns:amount "0"^^xsd:decimal
<claim/a> ns:window <claim/a#window>
<claim/a#window> rdf:type ns:Window
<claim/a#window> ns:start "2025-11-10T00:01-05:00"^^edtf:EDTF
<claim/a#window> ns:each ns:each-year
<claim/a> rdf:subject <concession/a>
<claim/a> rdf:predicate ns:quantity
<claim/a> rdf:object <claim/a#quantity>
<claim/a#from-document-a> rdf:type ns:Citation
<claim/a#from-document-a> rdf:subject <claim/a>
<claim/a#from-document-a> rdf:predicate prov:wasDerivedFrom
<claim/a#from-document-a> rdf:object <document/a>
<claim/a#from-document-a> ns:locator "p1"
<claim/a#from-document-a> ns:locator "p2"
<claim/a#from-document-a> ns:statesTerms "true"^^xsd:boolean
<concession/a> rdf:type ns:Concession
<concession/a> ns:givenBy <party/us>
<concession/a> dcterms:isPartOf <negotiation/a>
<commitment/a> rdf:type ns:Commitment
<commitment/a> ns:madeBy <party/cn>
<commitment/a> ns:action ns:commitment-action-refrain
<document/a> rdf:type ns:Document
<document/a> ns:url "https://example.org/a?b=c"^^xsd:anyURI
<document/a> ns:tier ns:tier-O
<negotiation/a> rdf:type ns:Negotiation
<negotiation/a> ns:start "2025-05-10"^^xsd:date
<negotiation/a> void:inDataset <dataset/a>
"""


def statements(text: str, syntax: pyoxigraph.RdfFormat) -> set[str]:
    """The triples of a text."""
    return {str(quad.triple) for quad in pyoxigraph.parse(text.encode(), format=syntax)}


def expected() -> set[str]:
    """The triples that the document states."""
    prefixes = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    lines = "".join(f"{line} .\n" for line in EXPECTED.strip().splitlines())
    return statements(f"@base <{BASE}> .\n{prefixes}{lines}", pyoxigraph.RdfFormat.TURTLE)


def test_pyld_reads_what_is_meant() -> None:
    quads = jsonld.to_rdf(DOCUMENT, {"format": "application/n-quads"})
    assert statements(quads, pyoxigraph.RdfFormat.N_QUADS) == expected()


# rdflib's own parser uses what rdflib deprecates.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_rdflib_reads_what_is_meant() -> None:
    graph = rdflib.Graph().parse(data=json.dumps(DOCUMENT), format="json-ld")
    assert statements(graph.serialize(format="nt"), pyoxigraph.RdfFormat.N_TRIPLES) == expected()


def test_compacting_gives_the_same_document_back() -> None:
    assert jsonld.compact(jsonld.expand(DOCUMENT), DOCUMENT["@context"]) == DOCUMENT


def test_the_base_stands_in_the_document() -> None:
    assert "@base" not in json.dumps(CONTEXT)
