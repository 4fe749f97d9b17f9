"""A small graph that breaks no shape, and what a change of it breaks."""

from functools import cache

import pyshacl
import rdflib

from kg.generate.node_class import node_classes
from kg.model.iri import BASE, PREFIXES
from tests.project import ROOT

__all__ = ["GOOD", "IRIS", "SH", "SHAPES", "STAGE", "TERMS", "broken_by", "shapes"]

SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
SHAPES = "https://w3id.org/parley/shapes#"

IRIS = {(node.name, each.name): each.iri for node in node_classes() for each in node.predicates}

STATED = "void:inDataset <dataset/a>"
KNOWN = f'{STATED} ; ns:knownFrom "2025-12-31"^^xsd:date'
STAGE = 'ns:since "2025"^^xsd:gYear ; ns:sinceEarliest "2025-01-01"^^xsd:date'
TERMS = """ns:quantity <claim/terms#quantity> ; ns:window <claim/terms#window> ; ns:rate <claim/terms#rate> ;
    ns:status ns:status-in-force ; ns:since "2025-11-10T00:01-05:00"^^edtf:EDTF"""

GOOD = f"""
<dataset/a> a ns:Dataset ; dcterms:identifier "dataset/a" ; schema:name "A" ; dcterms:title "The data" ; {STATED} ;
    dcterms:license "CC-BY-4.0" .
<party/us> a ns:Party ; dcterms:identifier "party/us" ; schema:name "United States" ; ns:iso3166 "US" ; {STATED} .
<party/cn> a ns:Party ; dcterms:identifier "party/cn" ; schema:name "China" ; {STATED} .
<institution/a> a ns:Institution ; dcterms:identifier "institution/a" ; schema:name "A" ; {STATED} ;
    ns:institutionKind ns:institution-kind-ministry ; ns:wikidata "Q861141" ; ns:ofParty <party/us> .
<institution/b> a ns:Institution ; dcterms:identifier "institution/b" ; schema:name "B" ; {STATED} ;
    ns:institutionKind ns:institution-kind-agency ; org:subOrganizationOf <institution/a> .
<official/a> a ns:Official ; dcterms:identifier "official/a" ; schema:name "A" ; {STATED} ;
    dcterms:source <document/a> .
<tenure/a> a ns:Tenure ; dcterms:identifier "tenure/a" ; schema:name "A" ; ns:post "head" ; {STATED} ;
    dcterms:source <document/a> ; org:member <official/a> ; org:organization <institution/a> ;
    ns:start "2024"^^xsd:gYear ; ns:startEarliest "2024-01-01"^^xsd:date ; ns:startLatest "2024-12-31"^^xsd:date ;
    ns:end "unknown"^^edtf:EDTF .
<negotiation/a> a ns:Negotiation ; dcterms:identifier "negotiation/a" ; schema:name "A" ; {STATED} ;
    ns:startEarliest "2025-01-01"^^xsd:date ; ns:endLatest "2025-01-01"^^xsd:date .
<topic/a> a ns:Topic ; dcterms:identifier "topic/a" ; schema:name "A" ; skos:notation "HS:1201.90" ; {STATED} .
<event/a> a ns:Event ; dcterms:identifier "event/a" ; schema:name "A" ; ns:eventKind ns:event-kind-call ; {KNOWN} ;
    dcterms:source <document/a> ; ns:attendedBy <official/a> .
<event/a#attended-by-official-a> a ns:Attendance ; rdf:subject <event/a> ; rdf:predicate ns:attendedBy ;
    rdf:object <official/a> ; ns:role ns:role-head ; ns:forParty <party/us> .
<arrangement/a> a ns:Arrangement ; dcterms:identifier "arrangement/a" ; schema:name "A" ; {KNOWN} ;
    ns:arrangementKind ns:arrangement-kind-truce ; dcterms:source <document/a> ; dcterms:isPartOf <negotiation/a> .
<document/a> a ns:Document ; dcterms:identifier "document/a" ; schema:name "A" ; dcterms:title "A" ; {KNOWN} ;
    ns:documentKind ns:document-kind-article ; ns:tier ns:tier-W ; dcterms:publisher <institution/a> ;
    dcterms:issued "2025-12"^^xsd:gYearMonth ; ns:issuedEarliest "2025-12-01"^^xsd:date ;
    ns:issuedLatest "2025-12-31"^^xsd:date ; ns:url "https://example.org/"^^xsd:anyURI ; dcterms:language "zh-Hans" ;
    ns:textHash "678:7d3230e02d4555a7" .
<document/b> a ns:Document ; dcterms:identifier "document/b" ; schema:name "B" ; dcterms:title "B" ; {KNOWN} ;
    ns:documentKind ns:document-kind-notice ; ns:tier ns:tier-O ; dcterms:publisher <institution/b> ;
    ns:retrieved "2025-12-31"^^xsd:date ; ns:retrievedLatest "2025-12-31"^^xsd:date .
<measure/a> a ns:Measure ; dcterms:identifier "measure/a" ; schema:name "A" ; ns:measureKind ns:measure-kind-tariff ;
    dcterms:source <document/a> ; ns:hasStatus <status/measure-a-in-force-2025> ; {KNOWN} .
<status/measure-a-in-force-2025> a ns:Status ; dcterms:identifier "status/measure-a-in-force-2025" ; {KNOWN} ;
    schema:name "in_force since 2025" ; ns:status ns:status-in-force ; {STAGE} ;
    dcterms:source <document/a> ; ns:rate <status/measure-a-in-force-2025#rate> .
<status/measure-a-in-force-2025#rate> a ns:Quantity ; ns:amount "10"^^xsd:decimal ; ns:unit ns:unit-percent ;
    ns:base 10000 ; ns:unitCode "P1" ; ns:reading "10 percent" .
<concession/a> a ns:Concession ; dcterms:identifier "concession/a" ; schema:name "A" ; ns:givenBy <party/us> ;
    ns:givenTo <party/cn> ; {KNOWN} ; dcterms:source <document/a> ; dcterms:isPartOf <arrangement/a>, <negotiation/a> .
<commitment/a> a ns:Commitment ; dcterms:identifier "commitment/a" ; schema:name "A" ; {KNOWN} ;
    ns:madeBy <party/us>, <party/cn> ; ns:madeTo <party/us>, <party/cn> ; dcterms:source <document/a> ;
    dcterms:isPartOf <commitment/b> .
<commitment/b> a ns:Commitment ; dcterms:identifier "commitment/b" ; schema:name "B" ; ns:madeBy <party/cn> ; {KNOWN} ;
    ns:madeTo <party/us> ; dcterms:source <document/a> .
<judgement/a> a ns:Judgement ; dcterms:identifier "judgement/a" ; schema:name "A" ; {STATED} ;
    ns:judges <institution/a>, <institution/b> ; ns:verdict ns:verdict-different ; ns:judgedBy "editors" ;
    ns:judgedOn "2026"^^xsd:gYear ; ns:reason "two ministries" .
<claim/terms> a ns:Claim ; dcterms:identifier "claim/terms" ; schema:name "A" ; dcterms:description "A" ; {KNOWN} ;
    ns:stance ns:stance-asserts ; ns:hedge ns:hedge-none ; ns:rank ns:rank-normal ; ns:content "terms" ;
    prov:wasAttributedTo <official/a> ; prov:wasDerivedFrom <document/a> ; dcterms:subject <concession/a> ;
    {TERMS} .
<claim/terms#quantity> a ns:Quantity ; ns:amount "12.50"^^xsd:decimal ; ns:unit ns:unit-Mt ;
    ns:base 12500000000 ; ns:unitCode "TNE" ; ns:reading "12.50 Mt" ; ns:upto "13"^^xsd:decimal ;
    ns:over <claim/terms#quantity_over> .
<claim/terms#quantity_over> a ns:Quantity ; ns:amount "11"^^xsd:decimal ; ns:unit ns:unit-t ; ns:base 11000 ;
    ns:unitCode "TNE" ; ns:reading "over 11 t in 2017" ; ns:year "2017" .
<claim/terms#rate> a ns:Quantity ; ns:amount "15"^^xsd:decimal ; ns:unit ns:unit-percent ; ns:base 15000 ;
    ns:unitCode "P1" ; ns:reading "15 percent" .
<claim/terms#window> a ns:Window ; ns:label "growing season" ; ns:reading "growing season" .
<claim/link> a ns:Claim ; dcterms:identifier "claim/link" ; schema:name "A" ; dcterms:description "A" ; {KNOWN} ;
    ns:stance ns:stance-asserts ; ns:rank ns:rank-normal ; ns:content "link" ; ns:attribution "an aide" ;
    prov:wasDerivedFrom <document/a> ; ns:predicate ns:predicate-reciprocates ; ns:subjectValue ns:TooLittle ;
    ns:object <concession/a> ; rdf:subject <concession/a> ; rdf:predicate ns:reciprocates ; rdf:object <concession/a> .
<claim/act> a ns:Claim ; dcterms:identifier "claim/act" ; schema:name "A" ; dcterms:description "A" ; {KNOWN} ;
    ns:stance ns:stance-asserts ; ns:rank ns:rank-normal ; ns:attribution "an aide" ; ns:content "link" ;
    prov:wasDerivedFrom <document/a> ; ns:predicate ns:predicate-fulfils ; ns:subject <party/us> ;
    ns:objectText "a promise" ; prov:wasQuotedFrom <claim/link> ; prov:wasRevisionOf <claim/link> .
<claim/figure> a ns:Claim ; dcterms:identifier "claim/figure" ; schema:name "A" ; dcterms:description "A" ; {KNOWN} ;
    ns:stance ns:stance-asserts ; ns:content "figure" ; prov:wasAttributedTo <party/us> ;
    prov:wasDerivedFrom <document/a> ; dcterms:subject <concession/a> ; ns:figure <claim/figure#figure> ;
    ns:rank ns:rank-deprecated ; ns:rankReason "misprint" ; ns:rankedBy "editors" ; ns:rankedOn "2026"^^xsd:gYear ;
    ns:rankedOnLatest "2026-12-31"^^xsd:date ; prov:wasRevisionOf <claim/act> .
<claim/figure#figure> a ns:Quantity ; ns:amount "-3"^^xsd:decimal ; ns:unit ns:unit-t ; ns:base -3000 ;
    ns:unitCode "TNE" ; ns:reading "-3 t" .
<claim/figure#from-document-a> a ns:Citation ; rdf:subject <claim/figure> ; rdf:predicate prov:wasDerivedFrom ;
    rdf:object <document/a> ; ns:locator "p1", "section 6.2" ; ns:via <document/b> .
<event/a#cites-document-a> a ns:Citation ; rdf:subject <event/a> ; rdf:predicate dcterms:source ;
    rdf:object <document/a> ; ns:locator "unseen" ; ns:statesTerms true .
<claim/figure#asserted-by-dataset-a> a ns:Assertion ; rdf:subject <claim/figure> ; rdf:predicate void:inDataset ;
    rdf:object <dataset/a> ; ns:contentHash "df4b" .
"""


@cache
def shapes() -> rdflib.Graph:
    """The shapes."""
    return rdflib.Graph().parse(ROOT / "schema" / "shapes.ttl", format="turtle")


def broken_by(data: rdflib.Graph | str) -> set[str]:
    """The names of the shapes that a graph breaks; of Turtle with our prefixes, relative to the base of the records."""
    graph = data if isinstance(data, rdflib.Graph) else parsed(data)
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes())
    assert isinstance(report, rdflib.Graph)
    names = [report.value(result, SH.sourceShape) for result in report.objects(None, SH.result)]
    return {str(name).removeprefix(SHAPES) for name in names}


def parsed(text: str) -> rdflib.Graph:
    """Turtle with our prefixes, relative to the base of the records."""
    prefixes = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    return rdflib.Graph().parse(data=f"@base <{BASE}> .\n{prefixes}{text}", format="turtle")
