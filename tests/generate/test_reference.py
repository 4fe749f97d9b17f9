"""The reference page leaves nothing out, and its links lead somewhere."""

import re

from kg.generate.node_class import node_classes
from kg.generate.vocabularies import all_vocabularies
from kg.model.introspect import describe
from tests.project import ROOT

PAGE = (ROOT / "schema" / "reference.md").read_text(encoding="utf-8")
BOUNDS = (("earliest",), ("latest",))
SECTIONS = {
    title: f"{body}\n" for title, body in re.findall(r"^##+ (.+)\n((?:(?!^##+ ).*\n)*)", PAGE, flags=re.MULTILINE)
}


def test_every_kind_tells_its_properties_and_relationships() -> None:
    missing = []
    for kind in describe():
        rows = re.findall(r"^\| `([^`]+)` \|", SECTIONS[kind.label], flags=re.MULTILINE)
        own = {each.name for each in kind.properties if each.part is None and each.path[-1:] not in BOUNDS}
        values = {
            f"{each.part.name}_*" for each in kind.properties if each.part is not None if each.part.parent is None
        }
        expected = [*own, *values, *(each.type for each in kind.relationships)]
        missing += [(kind.label, sorted(rows), sorted(expected))] if sorted(rows) != sorted(expected) else []
    assert missing == []


def test_every_value_and_every_word_is_told() -> None:
    told = {title: re.findall(r"^\| `([^`]+)` \|", body, flags=re.MULTILINE) for title, body in SECTIONS.items()}
    assert {node.name: [each.name for each in node.predicates] for node in node_classes() if node.kind is None} == {
        node.name: told[node.name] for node in node_classes() if node.kind is None
    }
    for vocabulary in all_vocabularies():
        title = f"Words for {vocabulary.scheme.replace('-', ' ')}"
        assert told[title] == [word.value for word in vocabulary]
        assert [word.definition for word in vocabulary if word.definition not in SECTIONS[title]] == []


def test_links_lead_to_headings() -> None:
    anchors = {title.lower().replace(" ", "-") for title in SECTIONS}
    assert len(anchors) == len(SECTIONS)
    assert set(re.findall(r"\]\(#([^)]+)\)", PAGE)) <= anchors
