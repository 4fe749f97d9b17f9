"""The ontology declares all that an export uses of our own, and says nothing of what others have defined."""

import rdflib
from rdflib import OWL, RDF, RDFS

from kg.generate.node_class import node_classes
from kg.model.iri import expand
from kg.rdf.terms import LINK_IRIS
from tests.project import ROOT

ONTOLOGY = rdflib.Graph().parse(ROOT / "schema" / "ontology.ttl", format="turtle")
NS = expand("ns:")
SCHEMA = rdflib.Namespace(expand("schema:"))


def declared(kind: rdflib.URIRef) -> set[str]:
    """All that has this type."""
    return {str(subject) for subject in ONTOLOGY.subjects(RDF.type, kind)}


def test_classes_and_predicates_are_those_of_the_export() -> None:
    predicates = {each for node in node_classes() for each in node.predicates if each.iri.startswith("ns:")}
    assert declared(OWL.Class) == {expand(node.iri) for node in node_classes()}
    assert declared(OWL.DatatypeProperty) == {expand(each.iri) for each in predicates if len(each.datatypes) > 0}
    assert declared(OWL.ObjectProperty) == {
        *(expand(each.iri) for each in predicates if len(each.datatypes) == 0),
        *(expand(iri) for iri in LINK_IRIS.values()),
    }


def test_foreign_terms_are_used_and_not_described() -> None:
    assert {str(subject) for subject in ONTOLOGY.subjects() if not str(subject).startswith(NS.rstrip("#"))} == set()
    parents = {(str(sub), str(parent)) for sub, parent in ONTOLOGY.subject_objects(RDFS.subClassOf)}
    expected = {(expand(node.iri), expand(parent)) for node in node_classes() for parent in node.parents}
    assert parents == expected
    assert {parent for _, parent in parents if parent.startswith(NS)} == set()


def test_everything_has_one_label_and_a_comment() -> None:
    subjects = set(ONTOLOGY.subjects(RDFS.isDefinedBy))
    assert subjects == set(ONTOLOGY.subjects()) - {rdflib.URIRef(NS.rstrip("#"))}
    assert [each for each in subjects if len(list(ONTOLOGY.objects(each, RDFS.label))) != 1] == []
    assert [each for each in subjects if (each, RDFS.comment, None) not in ONTOLOGY] == []


def test_only_what_holds_everywhere_is_a_domain_or_range() -> None:
    several = [
        subject
        for subject in set(ONTOLOGY.subjects())
        for predicate in (RDFS.domain, RDFS.range)
        if len(list(ONTOLOGY.objects(subject, predicate))) > 1
    ]
    assert several == []
    given_by = rdflib.URIRef(expand("ns:givenBy"))
    assert {str(each) for each in ONTOLOGY.objects(given_by, RDFS.domain)} == {expand("ns:Concession")}
    assert {str(each) for each in ONTOLOGY.objects(given_by, SCHEMA.rangeIncludes)} == {
        expand("ns:Institution"),
        expand("ns:Party"),
    }
