"""The JSON-LD 1.1 context: what the keys of a record mean, which depends on its type.

Terms are scoped by type, since ``by`` of a concession and ``by`` of a commitment are different predicates. Words
of vocabularies are scoped by their key. ``@base`` is not here: it stands in the document, since the base of the
records is a setting. Dates have no coercion: their datatype says how precise they are.
"""

import json
from typing import Any, Final

from kg.generate.node_class import NodeClass, Predicate, node_classes
from kg.model.concept import concept_iri
from kg.model.iri import PREFIXES
from kg.model.node_kind import Form

__all__ = ["context_jsonld"]

Term = str | dict[str, Any]

UNCOERCED: Final = (Form.TEXT, Form.EDTF, None)


def context_jsonld() -> str:
    """The context as a document of its own."""
    types = {node.name: {"@id": node.iri, "@context": scope(node)} for node in node_classes()}
    context = {"@version": 1.1, **PREFIXES, "id": "@id", "type": "@type", **types}
    return json.dumps({"@context": context}, indent=2, ensure_ascii=False) + "\n"


def scope(node: NodeClass) -> dict[str, Term]:
    """The keys of one type."""
    return {predicate.name: term(predicate) for predicate in node.predicates}


def term(predicate: Predicate) -> Term:
    """What a key means, and what its values are."""
    meaning: dict[str, Any] = {"@id": predicate.iri}
    if predicate.form is Form.WORD:
        words = {word.value: concept_iri(word) for each in predicate.vocabularies for word in each}
        meaning |= {"@type": "@vocab", "@context": words}
    elif predicate.form is Form.ID:
        meaning["@type"] = "@vocab" if len(predicate.values) > 0 else "@id"
    elif predicate.form not in UNCOERCED:
        (meaning["@type"],) = predicate.datatypes
    if predicate.most != 1:
        meaning["@container"] = "@set"
    return meaning if len(meaning) > 1 else predicate.iri
