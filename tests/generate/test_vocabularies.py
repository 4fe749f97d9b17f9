"""Every word of every closed vocabulary is a concept with its definition, in its order."""

import rdflib
from rdflib import RDF, SKOS

from kg.generate.vocabularies import all_vocabularies
from kg.model.concept import concept_iri
from kg.model.iri import expand
from kg.model.unit import Unit
from kg.rdf.terms import scheme_iri
from tests.project import ROOT

GRAPH = rdflib.Graph().parse(ROOT / "schema" / "vocabularies.ttl", format="turtle")
POSITION = rdflib.URIRef(expand("schema:position"))


def test_schemes_hold_the_words_in_their_order() -> None:
    found = {}
    for scheme in GRAPH.subjects(RDF.type, SKOS.ConceptScheme):
        concepts = GRAPH.subjects(SKOS.inScheme, scheme)
        told = sorted((int(str(GRAPH.value(each, POSITION))), str(each), concept_text(each)) for each in concepts)
        found[str(scheme)] = [(iri, *text) for _, iri, text in told]
    assert found == {
        expand(scheme_iri(vocabulary)): [
            (expand(concept_iri(word)), word.value, word.definition) for word in vocabulary
        ]
        for vocabulary in all_vocabularies()
    }


def concept_text(concept: rdflib.term.Node) -> tuple[str, str]:
    """The word as dossiers and the store have it, and its definition."""
    return str(GRAPH.value(concept, SKOS.notation)), str(GRAPH.value(concept, SKOS.definition))


def test_the_missing_counterparts_are_individuals_of_their_own() -> None:
    words = {str(each): concept_text(each)[0] for each in GRAPH.subjects(SKOS.inScheme, None)}
    assert {iri: word for iri, word in words.items() if word in ("nothing", "too-little")} == {
        expand("ns:Nothing"): "nothing",
        expand("ns:TooLittle"): "too-little",
    }


def test_units_say_what_else_writers_may_call_them() -> None:
    unit = rdflib.URIRef(expand(concept_iri(Unit.MEGATONNE)))
    assert {str(each) for each in GRAPH.objects(unit, SKOS.altLabel)} == set(Unit.MEGATONNE.also)
    assert str(GRAPH.value(unit, rdflib.URIRef(expand("ns:unitCode")))) == "TNE"
