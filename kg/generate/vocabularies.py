"""SKOS: a concept scheme for each closed vocabulary, a concept with its definition for each word."""

from collections.abc import Iterator

from kg.generate.turtle import Statements, document, english, text
from kg.model.concept import concept_iri
from kg.model.introspect import sentence, vocabularies
from kg.model.unit import Unit
from kg.model.vocabularies import Standing
from kg.model.vocabulary import Vocabulary
from kg.rdf.terms import scheme_iri

__all__ = ["all_vocabularies", "vocabularies_ttl"]


def vocabularies_ttl() -> str:
    """All schemes by name, each followed by its concepts in their order, which ``schema:position`` tells."""
    return document(block for vocabulary in all_vocabularies() for block in blocks(vocabulary))


def all_vocabularies() -> tuple[Vocabulary, ...]:
    """The vocabularies of the records and, since answers speak in its words, that of standings, by scheme."""
    return tuple(sorted({*vocabularies(), Standing}, key=lambda vocabulary: vocabulary.scheme))


def blocks(vocabulary: Vocabulary) -> Iterator[tuple[str, Statements]]:
    """The scheme and its concepts."""
    scheme = scheme_iri(vocabulary)
    also = {word: [other for other, meant in vocabulary.words().items() if meant is word] for word in vocabulary}
    yield (
        scheme,
        [
            ("a", ["skos:ConceptScheme"]),
            ("skos:prefLabel", [english(vocabulary.scheme.replace("-", " "))]),
            ("skos:definition", [english(sentence(vocabulary.__doc__))]),
            ("skos:hasTopConcept", [concept_iri(word) for word in vocabulary]),
        ],
    )
    for position, word in enumerate(vocabulary, start=1):
        yield (
            concept_iri(word),
            [
                ("a", ["skos:Concept"]),
                ("skos:inScheme", [scheme]),
                ("skos:topConceptOf", [scheme]),
                ("skos:prefLabel", [english(word.value.replace("_", " "))]),
                ("skos:altLabel", [english(other) for other in also[word] if other != word.value]),
                ("skos:notation", [text(word.value)]),
                ("skos:definition", [english(word.definition)]),
                ("schema:position", [str(position)]),
                ("ns:unitCode", [text(word.code)] if isinstance(word, Unit) else []),
            ],
        )
