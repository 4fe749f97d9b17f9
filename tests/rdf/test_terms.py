"""The terms of RDF that no field states: complete, safe in every syntax, and never two things by one name."""

import re

import pytest

from kg.model.concept import concept_iri
from kg.model.edtf import Edtf, Moment
from kg.model.introspect import describe, vocabularies
from kg.model.iri import expand
from kg.model.node_kind import Form
from kg.model.vocabularies import Predicate
from kg.rdf.syntax import edtf_literal, iri
from kg.rdf.terms import (
    ASSERTS,
    DATATYPES,
    EDTF_DATATYPES,
    LINK_IRIS,
    RECIPROCATES,
    TIES,
    outgoing,
    own_properties,
    scheme_iri,
    term_iri,
)

DATES = {
    "2025-12-08": "xsd:date",
    "2025-12": "xsd:gYearMonth",
    "2025": "xsd:gYear",
    "2025-12-08~": "edtf:EDTF",
    "2025-12?": "edtf:EDTF",
    "2025%": "edtf:EDTF",
    "2025-11-01/2025-12-31": "edtf:EDTF",
    "2025-11-10/..": "edtf:EDTF",
    "../2026": "edtf:EDTF",
    "[2025-12-08..2025-12-12]": "edtf:EDTF",
    "2025-11-10T00:01-05:00": "edtf:EDTF",
}


def test_every_word_has_an_iri_of_its_own_that_needs_no_escape() -> None:
    words = [concept_iri(term) for vocabulary in vocabularies() for term in vocabulary]
    others = [scheme_iri(vocabulary) for vocabulary in vocabularies()]
    others += [kind.iri for kind in describe()] + sorted({tie.type for tie in TIES.values()})
    others += {each.iri for kind in describe() for each in kind.properties}
    others = sorted({*others, *(each.iri for kind in describe() for each in outgoing(kind))})

    assert len({*words, *others}) == len(words) + len(others)
    assert [word for word in words if re.fullmatch("ns:[A-Za-z][A-Za-z0-9-]*", word) is None] == []


@pytest.mark.parametrize(("text", "datatype"), DATES.items())
def test_the_shape_of_a_date_tells_its_datatype_as_the_model_does(text: str, datatype: str) -> None:
    value = Moment.parse(text)

    assert edtf_literal(text) == f'"{text}"^^{iri(datatype)}'
    assert value.is_plain == (datatype != "edtf:EDTF")


def test_all_examples_of_the_model_are_among_the_dates_tried_here() -> None:
    assert {*Edtf.examples, *Moment.examples} <= {*DATES}
    assert {*DATES.values()} == {*EDTF_DATATYPES}


def test_every_predicate_of_a_link_has_a_property() -> None:
    assert [*LINK_IRIS] == [*Predicate]
    assert LINK_IRIS[Predicate.RECIPROCATES] == RECIPROCATES.iri


def test_the_relationships_with_properties_are_the_ties() -> None:
    tied = {each.type for kind in describe() for each in outgoing(kind) if len(each.properties) > 0}

    assert tied | {ASSERTS.type} == {*TIES}


def test_every_form_of_value_is_an_iri_or_has_its_datatypes() -> None:
    forms = {each.form for kind in describe() for each in (*kind.properties, *own_properties(kind))}

    assert forms <= {*DATATYPES, Form.EDTF, Form.WORD, Form.ID}
    assert [expand(name) for name in DATATYPES.values() if not name.startswith("xsd:")] == []


def test_a_restated_reference_has_the_property_of_the_record_it_is_about() -> None:
    assert term_iri("concession", "by") == "ns:givenBy"
    assert term_iri("commitment", "to") == "ns:madeTo"
    assert term_iri("measure", "by") is None
