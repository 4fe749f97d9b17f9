"""The JSON Schemas admit every dossier there is, however its scalars are read, and refuse what people get wrong."""

import datetime
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from kg.load.yaml_reader import read_yaml
from tests.project import ROOT

CITES = [{"document": "document/a", "at": "unseen"}]
CLAIM = {"speaker": "party/us", "document": "document/a", "at": "unseen", "stance": "asserts", "summary": "Says so."}
TONNE = {"amount": 1, "unit": "t"}
MEASURE = {"id": "measure/a", "name": "A", "measure_kind": "tariff", "cites": CITES}
NOTE = {
    "id": "document/a",
    "document_kind": "notice",
    "title": "A",
    "published": 2025,
    "tier": "W",
    "publisher": "party/no",
}
TENURE = {"id": "tenure/a", "official": "official/a", "institution": "institution/a", "post": "Head", "cites": CITES}


def schema(name: str) -> Draft202012Validator:
    """One of the two schemas, itself valid."""
    loaded = json.loads((ROOT / "schema" / name).read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(loaded)
    return Draft202012Validator(loaded)


NAMES = ("dossier.schema.json", "dataset.schema.json")
DOSSIER, DATASET = (schema(name) for name in NAMES)


FILES = [
    *sorted((ROOT / "seeds").glob("*/*.yaml")),
    *sorted((ROOT / "loaders" / "dossier" / "sample").rglob("*.yaml")),
]


def as_json(value: Any) -> Any:
    """What a YAML editor makes of a file: scalars typed, dates as text, keys as text."""
    if isinstance(value, dict):
        return {str(key): as_json(each) for key, each in value.items()}
    if isinstance(value, list):
        return [as_json(each) for each in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


def messages(validator: Draft202012Validator, data: Any) -> list[str]:
    """All that is wrong, each with its place."""
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(data)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_dossiers_are_valid_as_text_and_as_an_editor_types_them(path: Path) -> None:
    validator = DATASET if path.name == "dataset.yaml" else DOSSIER
    assert messages(validator, read_yaml(path).sound().data) == []
    assert messages(validator, as_json(yaml.safe_load(path.read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize(
    "record",
    [
        {"topics": [{"id": "topic/meat", "name": 201, "codes": "HS:0201"}]},
        {"parties": [{"id": "party/no", "name": "Norway", "aliases": ["Noreg", 47]}]},
        {"parties": [{"id": "party/no", "name": "Norway", "iso3166": False}]},
        {"documents": [{**NOTE, "language": False}]},
        {"tenures": [{**TENURE, "acting": True, "lead_negotiator": "no", "start": 2025, "end": "unknown"}]},
        {"claims": [{**CLAIM, "about": "measure/a", "terms": {"rate": {"amount": 10, "unit": "percent"}}}]},
        {"claims": [{**CLAIM, "about": "measure/a", "terms": {"rate": {"amount": 12.5, "unit": "%"}}}]},
        {"claims": [{**CLAIM, "link": {"predicate": "reciprocates", "subject": "nothing", "object": "measure/a"}}]},
        {"measures": [{**MEASURE, "cites": CITES[0], "history": {"status": "in_force", "since": "2025-11"}}]},
    ],
)
def test_forms_that_a_writer_may_use_are_admitted(record: dict[str, Any]) -> None:
    assert messages(DOSSIER, record) == []


@pytest.mark.parametrize(
    ("record", "place"),
    [
        ({"claim": [CLAIM]}, "$"),
        ({"claims": CLAIM}, "$.claims"),
        ({"claims": [{**CLAIM, "speakers": "party/us"}]}, "$.claims[0]"),
        ({"claims": [{**CLAIM, "stance": "assert"}]}, "$.claims[0].stance"),
        ({"claims": [{**CLAIM, "speaker": "document/a"}]}, "$.claims[0].speaker"),
        ({"claims": [{**CLAIM, "said_on": "10 December 2025"}]}, "$.claims[0].said_on"),
        ({"claims": [{**CLAIM, "attribution": "a source"}]}, "$.claims[0]"),
        ({"claims": [{**CLAIM, "summary": None}]}, "$.claims[0].summary"),
        (
            {"claims": [{**CLAIM, "terms": {"date": 2025}, "figure": {"quantity": {"amount": 1, "unit": "t"}}}]},
            "$.claims[0]",
        ),
        ({"claims": [{**CLAIM, "terms": {"rate": {"amount": "1,000", "unit": "t"}}}]}, "$.claims[0].terms.rate.amount"),
        ({"claims": [{**CLAIM, "terms": {"rate": {"amount": 10, "unit": "mt"}}}]}, "$.claims[0].terms.rate.unit"),
        ({"claims": [{**CLAIM, "link": {"predicate": "breaches", "subject": "none"}}]}, "$.claims[0].link.subject"),
        ({"measures": [{**MEASURE, "cites": []}]}, "$.measures[0].cites"),
        ({"measures": [{key: MEASURE[key] for key in ("id", "name", "measure_kind")}]}, "$.measures[0]"),
        ({"measures": [{**MEASURE, "id": "concession/a"}]}, "$.measures[0].id"),
        ({"measures": [{**MEASURE, "history": [{"status": "given", "since": 2025}]}]}, "$.measures[0].history"),
        ({"measures": [{**MEASURE, "draft": True}]}, "$.measures[0]"),
        ({"tenures": [{**TENURE, "acting": "maybe"}]}, "$.tenures[0].acting"),
        ({"topics": [{"id": "topic/Meat", "name": "Meat"}]}, "$.topics[0].id"),
        ({"parties": [{"id": "party/no", "name": "Norway", "iso3166": "n/a"}]}, "$.parties[0].iso3166"),
        (
            {"officials": [{"id": "official/a", "name": "A", "wikidata": "none", "cites": CITES}]},
            "$.officials[0].wikidata",
        ),
    ],
)
def test_typical_mistakes_are_found_where_they_are(record: dict[str, Any], place: str) -> None:
    assert {error.json_path for error in DOSSIER.iter_errors(record)} == {place}


def test_a_data_set_needs_a_licence() -> None:
    assert messages(DATASET, {"id": "dataset/a", "title": "A", "license": "CC0-1.0"}) != []


def test_editors_can_show_what_every_field_means() -> None:
    dossier, dataset = (json.loads((ROOT / "schema" / name).read_text(encoding="utf-8")) for name in NAMES)
    definitions = {**dossier["$defs"], "Dossier": dossier, "Dataset": dataset}
    mute = [
        f"{name}.{field}"
        for name, definition in definitions.items()
        for field, told in definition.get("properties", {}).items()
        if not told.get("description", "").endswith((".", "`"))
    ]
    assert mute == []


@pytest.mark.parametrize("more", [{"about": []}, {"at": []}, {"about": "measure/a", "terms": {}}])
def test_a_list_or_mapping_of_nothing_is_refused(more: dict[str, Any]) -> None:
    assert DOSSIER.is_valid({"claims": [CLAIM]})
    assert not DOSSIER.is_valid({"claims": [{**CLAIM, **more}]})
