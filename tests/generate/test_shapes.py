"""The shapes pass what is right, and name what no writer could write but a graph can hold."""

from io import BytesIO

import pytest
import rdflib
from rdflib.paths import AlternativePath, MulPath, SequencePath

from kg.generate.node_class import node_classes
from kg.generate.shape_rules import RULES
from kg.load import load
from kg.model.iri import expand
from kg.rdf.export import export
from kg.store import open_store
from tests.generate.judged import GOOD, SH, SHAPES, broken_by, shapes
from tests.generate.test_restated import RESTATED
from tests.project import ROOT

RDF = rdflib.RDF

BROKEN = [
    # what the loader adds to a record
    ('ns:Party ; dcterms:identifier "party/us"', "ns:Party", {"Party.identifier"}),
    ('ns:iso3166 "US" ; void:inDataset <dataset/a>', 'ns:iso3166 "US"', {"Party.in_dataset"}),
    (
        'ns:knownFrom "2025-12-31"^^xsd:date ;\n    ns:stance ns:stance-asserts ; ns:content',
        "ns:stance ns:stance-asserts ; ns:content",
        {"Claim.known_from"},
    ),
    # how often
    ('schema:name "United States"', 'schema:name "United States", "America"', {"Party.name"}),
    ("ns:stance-asserts ; ns:hedge", "ns:stance-asserts, ns:stance-denies ; ns:hedge", {"Claim.stance"}),
    # datatypes
    ('"12.50"^^xsd:decimal', '"12.50"', {"Quantity.amount", "Quantity-rises", "Quantity-is-not-below-nothing"}),
    ('"2025-12"^^xsd:gYearMonth', '"2025-12"', {"Document.published"}),
    ('retrievedLatest "2025-12-31"', 'retrievedLatest "2025-02-29"', {"Document.retrieved_latest"}),
    ("ns:base 12500000000", "ns:base 12.5", {"Quantity.base"}),
    ('"https://example.org/"^^xsd:anyURI', '"https://example.org/"', {"Document.url"}),
    # what references lead to
    ("ns:ofParty <party/us>", 'ns:ofParty "party/us"', {"Institution.party"}),
    ("dcterms:publisher <institution/a>", "dcterms:publisher <measure/a>", {"Document.publisher"}),
    ("<concession/a> ;\n    ns:quantity", "<concession/b> ;\n    ns:quantity", {"Claim.about"}),
    ("ns:figure <claim/figure#figure>", "ns:figure <claim/terms#window>", {"Claim.figure"}),
    # what leads from a record to its kind goes in no circle, be it short or long
    (
        "org:subOrganizationOf <institution/a>",
        "org:subOrganizationOf <institution/b>",
        {"Institution-parent-in-no-circle"},
    ),
    (
        'dcterms:identifier "negotiation/a"',
        'dcterms:isPartOf <negotiation/a> ; dcterms:identifier "negotiation/a"',
        {"Negotiation-parent-in-no-circle"},
    ),
    (
        'dcterms:identifier "measure/a"',
        'dcterms:isPartOf <measure/a> ; dcterms:identifier "measure/a"',
        {"Measure-parent-in-no-circle"},
    ),
    (
        'dcterms:identifier "topic/a"',
        'skos:broader <topic/a> ; dcterms:identifier "topic/a"',
        {"Topic-broader-in-no-circle"},
    ),
    (
        'dcterms:identifier "commitment/b"',
        'dcterms:isPartOf <commitment/a> ; dcterms:identifier "commitment/b"',
        {"Commitment-total-in-no-circle"},
    ),
    (
        'dcterms:identifier "claim/link"',
        'prov:wasRevisionOf <claim/figure> ; dcterms:identifier "claim/link"',
        {"Claim-revises-in-no-circle"},
    ),
    (
        'dcterms:identifier "document/a"',
        'ns:basedOn <document/a> ; dcterms:identifier "document/a"',
        {"Document-based_on-in-no-circle"},
    ),
    (
        'dcterms:identifier "document/a"',
        'ns:amends <document/a> ; dcterms:identifier "document/a"',
        {"Document-amends-in-no-circle"},
    ),
    (
        'dcterms:identifier "document/a"',
        'ns:annuls <document/a> ; dcterms:identifier "document/a"',
        {"Document-annuls-in-no-circle"},
    ),
    ("prov:wasQuotedFrom <claim/link>", "prov:wasQuotedFrom <claim/act>", {"Claim-relays-in-no-circle"}),
    # values and relationships that are nodes
    ('ns:reading "12.50 Mt" ; ', "", {"Quantity.text"}),
    (
        'ns:unitCode "P1" ; ns:reading "15 percent"',
        'ns:unitCode "%" ; ns:reading "15 percent"',
        {"Quantity-has-a-known-code"},
    ),
    ('rdf:object <document/a> ; ns:locator "unseen"', 'ns:locator "unseen"', {"Citation.rdf_object"}),
    ("rdf:predicate prov:wasDerivedFrom", "rdf:predicate dcterms:subject", {"Citation.rdf_predicate"}),
    (
        "rdf:subject <claim/figure> ; rdf:predicate void:inDataset",
        "rdf:subject <claim/terms#window> ; rdf:predicate void:inDataset",
        {"Assertion.rdf_subject"},
    ),
    # what a content says
    ("ns:predicate ns:predicate-fulfils ; ", "", {"Claim-links"}),
    ("ns:figure <claim/figure#figure> ;", "", {"Claim-counts"}),
]


def test_what_is_right_passes() -> None:
    assert broken_by(GOOD) == set()


@pytest.mark.parametrize(("right", "wrong", "names"), BROKEN)
def test_what_is_broken_is_named(right: str, wrong: str, names: set[str]) -> None:
    assert right in GOOD
    assert broken_by(GOOD.replace(right, wrong)) == names


def test_every_rule_is_broken_by_some_case() -> None:
    named = {name for *_, names in (*BROKEN, *RESTATED) for name in names}
    assert {rule.name for rule in RULES} - named == set()


def test_the_export_of_the_seeds_passes(store_address: str) -> None:
    turtle = BytesIO()
    with open_store(store_address) as store:
        load(store, [ROOT / "seeds"])
        statements = export(store, turtle, format="ttl").statements
    data = rdflib.Graph().parse(data=turtle.getvalue(), format="turtle")
    assert len(data) > statements / 2 > 0
    assert broken_by(data) == set()


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


def test_other_targets_and_predicates_are_our_own_too() -> None:
    graph = shapes()
    classes = {expand(node.iri) for node in node_classes() if node.kind is not None}
    assert {str(each) for each in graph.objects(None, SH.targetNode)} == classes
    predicates = {expand(each.iri) for node in node_classes() for each in node.predicates}
    by = AlternativePath(SH.targetSubjectsOf, SH.targetObjectsOf)
    assert [str(each) for each in graph.objects(None, by) if not str(each).startswith(expand("ns:"))] == []
    inside = MulPath(AlternativePath(RDF.first, RDF.rest, SH.zeroOrMorePath, SH.inversePath, SH.alternativePath), "*")
    paired = AlternativePath(SH.disjoint, SH.lessThan, SH.lessThanOrEquals, SequencePath(SH.path, inside))
    named = {str(each) for each in graph.objects(None, paired) if isinstance(each, rdflib.URIRef)}
    assert named - predicates == {str(RDF.type), str(RDF.nil)}
