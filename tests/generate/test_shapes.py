"""The shapes pass what is right and name what is broken, one case for each kind of rule."""

from functools import cache
from io import BytesIO

import pyshacl
import pytest
import rdflib
from rdflib.paths import AlternativePath, MulPath, SequencePath

from kg.generate.node_class import node_classes
from kg.generate.shape_rules import RULES
from kg.load import load
from kg.model.iri import BASE, PREFIXES, expand
from kg.rdf.export import export
from kg.store import open_store
from tests.project import ROOT

SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
RDF = rdflib.RDF
SHAPES = "https://w3id.org/parley/shapes#"

IRIS = {(node.name, each.name): each.iri for node in node_classes() for each in node.predicates}
TERMS = """ns:quantity <claim/terms#quantity> ; ns:window <claim/terms#window> ;
    ns:status ns:status-in-force ; ns:since "2025-11-10T00:01-05:00"^^edtf:EDTF"""

GOOD = f"""
<party/us> a ns:Party ; dcterms:identifier "party/us" ; schema:name "United States" .
<institution/a> a ns:Institution ; dcterms:identifier "institution/a" ; schema:name "A" ;
    ns:institutionKind ns:institution-kind-ministry ; ns:ofParty <party/us> .
<official/a> a ns:Official ; dcterms:identifier "official/a" ; schema:name "A" ; dcterms:source <document/a> .
<negotiation/a> a ns:Negotiation ; dcterms:identifier "negotiation/a" ; schema:name "A" .
<arrangement/a> a ns:Arrangement ; dcterms:identifier "arrangement/a" ; schema:name "A" ;
    ns:arrangementKind ns:arrangement-kind-truce ; dcterms:source <document/a> ; dcterms:isPartOf <negotiation/a> .
<document/a> a ns:Document ; dcterms:identifier "document/a" ; schema:name "A" ; dcterms:title "A" ;
    ns:documentKind ns:document-kind-article ; ns:tier ns:tier-W ; dcterms:publisher <institution/a> ;
    dcterms:issued "2025-12"^^xsd:gYearMonth ; ns:issuedEarliest "2025-12-01"^^xsd:date ;
    ns:url "https://example.org/"^^xsd:anyURI .
<measure/a> a ns:Measure ; dcterms:identifier "measure/a" ; schema:name "A" ; ns:measureKind ns:measure-kind-tariff ;
    dcterms:source <document/a> ; ns:hasStatus <status/measure-a-in-force-2025> .
<status/measure-a-in-force-2025> a ns:Status ; dcterms:identifier "status/measure-a-in-force-2025" ;
    schema:name "in_force since 2025" ; ns:status ns:status-in-force ; ns:since "2025"^^xsd:gYear ;
    dcterms:source <document/a> .
<concession/a> a ns:Concession ; dcterms:identifier "concession/a" ; schema:name "A" ; ns:givenBy <party/us> ;
    dcterms:source <document/a> ; dcterms:isPartOf <arrangement/a>, <negotiation/a> .
<claim/terms> a ns:Claim ; dcterms:identifier "claim/terms" ; schema:name "A" ; dcterms:description "A" ;
    ns:stance ns:stance-asserts ; ns:hedge ns:hedge-none ; ns:rank ns:rank-normal ; ns:content "terms" ;
    prov:wasAttributedTo <official/a> ; prov:wasDerivedFrom <document/a> ; dcterms:subject <concession/a> ;
    {TERMS} .
<claim/terms#quantity> a ns:Quantity ; ns:amount "12.50"^^xsd:decimal ; ns:unit ns:unit-Mt ;
    ns:base 12500000000 ; ns:unitCode "TNE" ; {IRIS["Window", "text"]} "12.50 Mt" .
<claim/terms#window> a ns:Window ; ns:label "growing season" ; {IRIS["Window", "text"]} "growing season" .
<claim/link> a ns:Claim ; dcterms:identifier "claim/link" ; schema:name "A" ; dcterms:description "A" ;
    ns:stance ns:stance-asserts ; ns:rank ns:rank-normal ; ns:content "link" ; ns:attribution "an aide" ;
    prov:wasDerivedFrom <document/a> ; ns:predicate ns:predicate-reciprocates ; ns:subjectValue ns:TooLittle ;
    ns:object <concession/a> ; rdf:subject <concession/a> ; rdf:predicate ns:reciprocates ; rdf:object <concession/a> .
<claim/act> a ns:Claim ; dcterms:identifier "claim/act" ; schema:name "A" ; dcterms:description "A" ;
    ns:stance ns:stance-asserts ; ns:rank ns:rank-normal ; ns:attribution "an aide" ; ns:content "link" ;
    prov:wasDerivedFrom <document/a> ; ns:predicate ns:predicate-fulfils ; ns:subject <party/us> ;
    ns:objectText "a promise" .
<claim/figure> a ns:Claim ; dcterms:identifier "claim/figure" ; schema:name "A" ; dcterms:description "A" ;
    ns:stance ns:stance-asserts ; ns:content "figure" ; prov:wasAttributedTo <party/us> ;
    prov:wasDerivedFrom <document/a> ; dcterms:subject <concession/a> ; ns:figure <claim/terms#quantity> ;
    ns:rank ns:rank-deprecated ; ns:rankReason "misprint" ; ns:rankedBy "editors" ; ns:rankedOn "2026"^^xsd:gYear .
<claim/figure#from-document-a> a ns:Citation ; rdf:subject <claim/figure> ; rdf:predicate prov:wasDerivedFrom ;
    rdf:object <document/a> ; ns:locator "p1" ; ns:statesTerms true .
"""

BROKEN = [
    # what a record must have
    ('ns:Party ; dcterms:identifier "party/us"', "ns:Party", {"Party.identifier"}),
    ("ns:tier ns:tier-W ; ", "", {"Document.tier"}),
    ("dcterms:source <document/a> ; dcterms:isPartOf <arr", "dcterms:isPartOf <arr", {"Concession.cites"}),
    # how often
    ('schema:name "United States"', 'schema:name "United States", "America"', {"Party.name"}),
    ("ns:stance-asserts ; ns:hedge", "ns:stance-asserts, ns:stance-denies ; ns:hedge", {"Claim.stance"}),
    # closed vocabularies
    ("ns:hedge ns:hedge-none", "ns:hedge ns:hedge-mild", {"Claim.hedge"}),
    ("ns:unit ns:unit-Mt", 'ns:unit "Mt"', {"Quantity.unit"}),
    ('ns:status-in-force ; ns:since "2025"', 'ns:status-given ; ns:since "2025"', {"Measure.stages"}),
    # datatypes
    ('"12.50"^^xsd:decimal', '"12.50"', {"Quantity.amount"}),
    ('"2025-12"^^xsd:gYearMonth', '"2025-12"', {"Document.published"}),
    ('"2025-12-01"^^xsd:date', '"2025-02-29"^^xsd:date', {"Document.published_earliest"}),
    ("ns:base 12500000000", "ns:base 12.5", {"Quantity.base"}),
    ('"https://example.org/"^^xsd:anyURI', '"https://example.org/"', {"Document.url"}),
    ("ns:statesTerms true", 'ns:statesTerms "yes"', {"Citation.terms"}),
    ('dcterms:title "A"', 'dcterms:title ""', {"Document.title"}),
    # the form of ids
    ("<party/us>", "<parties/us>", {"Party"}),
    ("<official/a>", "<official/A_1>", {"Official"}),
    # what references lead to
    ("ns:ofParty <party/us>", "ns:ofParty <institution/a>", {"Institution.party"}),
    ("ns:ofParty <party/us>", 'ns:ofParty "party/us"', {"Institution.party"}),
    ("dcterms:publisher <institution/a>", "dcterms:publisher <measure/a>", {"Document.publisher"}),
    ("<concession/a> ;\n    ns:quantity", "<concession/b> ;\n    ns:quantity", {"Claim.about"}),
    ("ns:figure <claim/terms#quantity>", "ns:figure <claim/terms#window>", {"Claim.figure"}),
    # values and relationships that are nodes
    (' ; ns:unitCode "TNE"', "", {"Quantity.unit_code"}),
    ('ns:label "growing season" ; ', "", {"Window-says-something"}),
    ("rdf:object <document/a> ; ", "", {"Citation.rdf_object"}),
    ("rdf:predicate prov:wasDerivedFrom", "rdf:predicate dcterms:subject", {"Citation.rdf_predicate"}),
    # what ties several predicates
    ("ns:quantity <claim/terms#quantity>", "ns:figure <claim/terms#quantity>", {"Claim-has-one-content"}),
    ('ns:content "link" ; ns:attr', 'ns:content "proposition" ; ns:attr', {"Claim-has-one-content"}),
    ('ns:content "figure"', 'ns:content "number"', {"Claim-has-one-content"}),
    ("<concession/a> ; ns:figure", "<concession/a>, <measure/a> ; ns:figure", {"Claim-is-about-one-record"}),
    (TERMS, 'ns:question "What?"', {"Claim-states-a-term"}),
    ('ns:status ns:status-in-force ; ns:since "2025-11', 'ns:since "2025-11', {"Claim-dates-a-status"}),
    ("ns:predicate ns:predicate-fulfils ; ", "", {"Claim-links"}),
    ("ns:subjectValue ns:TooLittle ;", "", {"Claim-link-subject"}),
    ("ns:TooLittle ;", 'ns:TooLittle ; ns:subjectText "it" ;', {"Claim-link-subject"}),
    ('ns:objectText "a promise"', 'ns:objectText "it" ; ns:object <concession/a>', {"Claim-link-object"}),
    ("ns:predicate-reciprocates", "ns:predicate-replaces", {"Claim-link-subject-value"}),
    ("ns:subject <party/us>", "ns:subject <measure/a>", {"Claim-link-actor"}),
    ("ns:TooLittle ;", f"ns:TooLittle ; {IRIS['Claim', 'reading']} <claim/terms> ;", {"Claim-link-reading"}),
    ("ns:figure <claim/terms#quantity> ;", "", {"Claim-counts"}),
    ('ns:attribution "an aide" ; ns:content', "ns:content", {"Claim-is-heard"}),
    ("Claim ; dcterms:identifier", 'Claim ; ns:attribution "an aide" ; dcterms:identifier', {"Claim-is-heard"}),
    ('ns:rankReason "misprint" ; ', "", {"Claim-rank-has-grounds"}),
    ('dcterms:issued "2025-12"^^xsd:gYearMonth ; ', "", {"Document-has-a-date"}),
]


@cache
def shapes() -> rdflib.Graph:
    """The shapes."""
    return rdflib.Graph().parse(ROOT / "schema" / "shapes.ttl", format="turtle")


def broken(data: rdflib.Graph) -> set[str]:
    """The names of the shapes that the data break."""
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes())
    assert isinstance(report, rdflib.Graph)
    names = [report.value(result, SH.sourceShape) for result in report.objects(None, SH.result)]
    return {str(name).removeprefix(SHAPES) for name in names}


def graph(text: str) -> rdflib.Graph:
    """Turtle with our prefixes, relative to the base of the records."""
    prefixes = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    return rdflib.Graph().parse(data=f"@base <{BASE}> .\n{prefixes}{text}", format="turtle")


def test_what_is_right_passes() -> None:
    assert broken(graph(GOOD)) == set()


@pytest.mark.parametrize(("right", "wrong", "names"), BROKEN)
def test_what_is_broken_is_named(right: str, wrong: str, names: set[str]) -> None:
    assert right in GOOD
    assert broken(graph(GOOD.replace(right, wrong))) == names


def test_every_rule_is_broken_by_some_case() -> None:
    assert {rule.name for rule in RULES} <= {name for _, _, names in BROKEN for name in names}


def test_the_export_of_the_seeds_passes(store_address: str) -> None:
    turtle = BytesIO()
    with open_store(store_address) as store:
        load(store, [ROOT / "seeds"])
        statements = export(store, turtle, format="ttl").statements
    data = rdflib.Graph().parse(data=turtle.getvalue(), format="turtle")
    assert len(data) > statements / 2 > 0
    assert broken(data) == set()


def test_shapes_judge_our_own_classes_alone_by_predicates_that_they_have() -> None:
    graph = shapes()
    steps = (SH.property, SH["or"], SH["and"], SH["not"], SH.xone, RDF.first, RDF.rest)
    path = SequencePath(MulPath(AlternativePath(*steps), "*"), SH.path)
    known = {expand(node.iri): {expand(each.iri) for each in node.predicates} for node in node_classes()}
    targets = set(graph.subject_objects(SH.targetClass))
    assert {str(target) for _, target in targets} == set(known)
    unknown = {
        f"{str(shape).removeprefix(SHAPES)}: {named}"
        for shape, target in targets
        for named in graph.objects(shape, path)
        if isinstance(named, rdflib.URIRef) and str(named) not in known[str(target)]
    }
    assert unknown == set()
