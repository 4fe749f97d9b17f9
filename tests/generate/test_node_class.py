"""Guards over everything the model declares; each reports every offence at once."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest

from kg.generate.node_class import node_classes
from kg.generate.vocabularies import all_vocabularies
from kg.model.concept import concept_iri
from kg.model.introspect import describe
from kg.model.iri import expand
from kg.model.node_kind import NodeKind, RelationshipType, StoredProperty, StoredType
from kg.rdf.terms import ASSERTS, LINK_IRIS, RECIPROCATES, TIES, scheme_iri


def relationships() -> Iterator[tuple[str, RelationshipType]]:
    """All relationships with what they leave."""
    for kind in describe():
        yield from ((f"{kind.label}.{each.type}", each) for each in kind.relationships)
    yield "derived", RECIPROCATES
    yield "Dataset.ASSERTS", ASSERTS


def properties() -> Iterator[tuple[str, StoredProperty]]:
    """All properties, those of relationships too, with where they are stored."""
    for kind in describe():
        yield from ((f"{kind.label}.{each.name}", each) for each in kind.properties)
    for where, relationship in relationships():
        yield from ((f"{where}.{each.name}", each) for each in relationship.properties)


def test_a_store_holds_only_types_that_both_engines_keep_alike() -> None:
    allowed = {"text", "integer", "boolean", "date", "texts"}
    assert {each.value for each in StoredType} == allowed
    assert [where for where, each in properties() if each.type.value not in allowed] == []


def test_every_iri_has_a_known_prefix() -> None:
    iris = {
        *(each.iri for _, each in properties()),
        *(name for _, each in properties() if each.part is not None for name in (each.part.iri, each.part.type)),
        *(each.iri for _, each in relationships()),
        *(iri for kind in describe() for iri in (kind.iri, *kind.parents)),
        *(concept_iri(word) for vocabulary in all_vocabularies() for word in vocabulary),
        *(scheme_iri(vocabulary) for vocabulary in all_vocabularies()),
        *(tie.type for tie in TIES.values()),
        *LINK_IRIS.values(),
    }
    assert [iri for iri in sorted(iris) if not re.fullmatch(r"https?://[!-~]+", expand(iri))] == []


def test_no_two_fields_of_a_kind_share_a_stored_name() -> None:
    def twice(kind: NodeKind) -> list[str]:
        counted = Counter(each.name for each in kind.properties)
        return [f"{kind.label}.{name}" for name, times in counted.items() if times > 1]

    assert [name for kind in describe() for name in twice(kind)] == []


def test_no_two_properties_of_a_node_share_an_iri() -> None:
    shared = []
    for kind in describe():
        counted = Counter((each.part, each.iri) for each in kind.properties)
        shared += [f"{kind.label}: {iri}" for (_, iri), times in counted.items() if times > 1]
    assert shared == []


def test_no_predicate_leads_to_literals_here_and_to_nodes_there() -> None:
    leads = {(each.iri, len(each.datatypes) > 0) for node in node_classes() for each in node.predicates}
    counted = Counter(iri for iri, _ in leads if iri != "rdf:object")
    assert [iri for iri, ways in counted.items() if ways > 1] == []


def test_no_two_predicates_of_a_class_share_a_key() -> None:
    keys = Counter((node.name, each.name) for node in node_classes() for each in node.predicates)
    assert [key for key, times in keys.items() if times > 1] == []


def test_our_own_terms_are_told_apart_by_their_iri() -> None:
    classes = [node.iri for node in node_classes()]
    schemes = [scheme_iri(vocabulary) for vocabulary in all_vocabularies()]
    concepts = [concept_iri(word) for vocabulary in all_vocabularies() for word in vocabulary]
    predicates = {each.iri for node in node_classes() for each in node.predicates if each.iri.startswith("ns:")}
    counted = Counter([*classes, *schemes, *concepts, *predicates])
    assert [iri for iri, times in counted.items() if times > 1] == []


def test_a_form_that_nobody_knows_is_an_error() -> None:
    known = next(each for node in node_classes() for each in node.predicates)
    with pytest.raises(KeyError):
        _ = replace(known, form="float").datatypes  # type: ignore[arg-type]


def test_everything_says_what_it_is_in_a_sentence() -> None:
    docs = {
        **{kind.label: kind.doc for kind in describe()},
        **{where: each.doc for where, each in properties()},
        **{where: each.doc for where, each in relationships()},
        **{f"{each.scheme}": each.__doc__ or "" for each in all_vocabularies()},
        **{concept_iri(word): word.definition for each in all_vocabularies() for word in each},
    }
    assert [where for where, doc in docs.items() if not doc.strip().endswith(".")] == []
