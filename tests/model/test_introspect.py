"""A guard that walks the whole model: what is declared can be stored, generated and read, and all offences show."""

import re
from collections.abc import Iterator
from datetime import date

from kg.model.introspect import describe, inner, vocabularies
from kg.model.iri import expand
from kg.model.kinds import BY_PLURAL, DOSSIER_KINDS, KINDS
from kg.model.node_kind import Form, NodeKind, RelationshipType, StoredProperty, StoredType
from kg.store.state import ID_PROPERTIES

LABELS = {kind.label for kind in describe()}
STORED_AS = {
    Form.TEXT: StoredType.TEXT,
    Form.EDTF: StoredType.TEXT,
    Form.DATE: StoredType.DATE,
    Form.DECIMAL: StoredType.TEXT,
    Form.INTEGER: StoredType.INTEGER,
    Form.BOOLEAN: StoredType.BOOLEAN,
    Form.WORD: StoredType.TEXT,
    Form.ID: StoredType.TEXT,
    Form.URL: StoredType.TEXT,
}


def properties() -> Iterator[tuple[str, StoredProperty]]:
    for kind in describe():
        yield from ((f"{kind.label}.{each.name}", each) for each in kind.properties)
        for rel in kind.relationships:
            yield from ((f"{kind.label}-{rel.type}.{each.name}", each) for each in rel.properties)


def relationships() -> Iterator[tuple[NodeKind, RelationshipType]]:
    return ((kind, rel) for kind in describe() for rel in kind.relationships)


def test_these_are_the_kinds_in_their_order() -> None:
    assert [kind.label for kind in describe()] == [
        *("Party", "Institution", "Official", "Tenure", "Negotiation", "Event", "Arrangement", "Document", "Measure"),
        *("Topic", "Concession", "Commitment", "Claim", "Judgement", "Status", "Dataset"),
    ]
    assert [kind.KIND.label for kind in KINDS] == [kind.label for kind in describe()]
    assert list(BY_PLURAL) == [kind.KIND.plural for kind in DOSSIER_KINDS]


def test_each_property_is_stored_in_a_type_that_both_engines_read_alike() -> None:
    offences = [
        name
        for name, each in properties()
        if each.type not in (STORED_AS[each.form], *((StoredType.TEXTS,) if each.form is Form.TEXT else ()))
    ]
    assert offences == []


def test_each_property_and_relationship_has_a_meaning_and_a_name_in_rdf() -> None:
    named = [(name, each.iri, each.doc) for name, each in properties()]
    named += [(f"{kind.label}-{rel.type}", rel.iri, rel.doc) for kind, rel in relationships()]
    named += [(kind.label, kind.iri, kind.doc) for kind in describe()]
    offences = [
        name for name, iri, doc in named if not expand(iri).startswith("http") or re.search(r"\w[.]?", doc) is None
    ]
    assert offences == []
    assert [name for name, _, doc in named if len(doc) < 4] == []


def test_names_in_the_store_are_unique_on_each_kind_and_spelled_alike() -> None:
    for kind in describe():
        names = [each.name for each in kind.properties]
        assert sorted(names) == sorted(set(names)), kind.label
    assert [
        name for name, each in properties() if re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", each.name) is None
    ] == []
    assert [rel.type for _, rel in relationships() if re.fullmatch(r"[A-Z]+(_[A-Z]+)*", rel.type) is None] == []


def test_each_date_is_stored_with_the_first_and_last_day_that_it_can_mean() -> None:
    for kind in describe():
        by_name = {each.name: each for each in kind.properties}
        dates = [name for name, each in by_name.items() if each.form is Form.EDTF]
        bounds = {f"{name}_{side}" for name in dates for side in ("earliest", "latest")}
        found = {name for name, each in by_name.items() if each.type is StoredType.DATE} - {"known_from"}
        assert found == bounds, kind.label
    assert date.max.year == 9999


def test_every_kind_has_id_name_and_known_time_and_stores_no_term() -> None:
    for kind in describe():
        assert [each.name for each in kind.properties][:3] == ["id", "name", "known_from"]
        terms = {each.path[0] for each in kind.properties if len(each.path) > 0} & set(kind.terms)
        assert terms == set(), kind.label


def test_each_relationship_leads_to_kinds_that_exist() -> None:
    assert [rel for _, rel in relationships() if not set(rel.targets) <= LABELS] == []


def test_words_have_a_vocabulary_and_nothing_else_has() -> None:
    assert [name for name, each in properties() if (each.vocabulary is not None) != (each.form is Form.WORD)] == []
    assert [vocabulary.scheme for vocabulary in vocabularies()] == sorted({each.scheme for each in vocabularies()})


def test_the_store_knows_all_properties_of_relationships_that_refer_to_records() -> None:
    found: dict[str, set[str]] = {}
    for _, rel in relationships():
        for each in rel.properties:
            if each.form is Form.ID:
                found.setdefault(each.name, set()).add(rel.type)
    assert {name: set(types.split("|")) for _, types, name in ID_PROPERTIES} == found


def test_wrappers_are_taken_off_a_type() -> None:
    assert inner(tuple[str, ...] | None) == (str, True)
    assert inner(str | None) == (str, False)
