"""The IRI of a word of a vocabulary, which RDF, the generated schema and SPARQL must write alike."""

from types import MappingProxyType
from typing import Final

from kg.model.vocabularies import SubjectValue
from kg.model.vocabulary import Term

__all__ = ["concept_iri"]

INDIVIDUALS: Final = MappingProxyType({SubjectValue.NOTHING: "ns:Nothing", SubjectValue.TOO_LITTLE: "ns:TooLittle"})


def concept_iri(term: Term) -> str:
    """The concept of a word, as a compact name.

    >>> from kg.model.unit import Unit
    >>> concept_iri(Unit.USD_BN), concept_iri(SubjectValue.TOO_LITTLE)
    ('ns:unit-USD-bn', 'ns:TooLittle')
    """
    if isinstance(term, SubjectValue):
        return INDIVIDUALS[term]
    return f"ns:{term.scheme}-{term.value.replace('_', '-').replace(' ', '-')}"
