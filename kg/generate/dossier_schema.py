"""JSON Schema 2020-12 for dossiers and for ``dataset.yaml``, with which editors complete and check what is typed.

pydantic writes the schema of the classes; a file is laxer than they are. Every scalar of a dossier is text to the
loader, but an editor reads ``12``, ``yes`` or ``2025`` as a number, a truth value, a number; and where a list is
expected one value will do.
"""

import json
import re
from typing import Any, Final

from pydantic.json_schema import models_json_schema

from kg.generate.node_class import CONTENTS
from kg.model.dataset import Dataset
from kg.model.introspect import describe
from kg.model.kinds import DOSSIER_KINDS
from kg.model.node_kind import NodeKind
from kg.model.record import Record
from kg.model.ref import ID_LIMIT, SLUG

__all__ = ["dataset_schema", "dossier_schema"]

Schema = dict[str, Any]

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
HOME: Final = "https://w3id.org/parley/schema/"
YES_OR_NO: Final = (True, False, "yes", "no", "true", "false")


def dossier_schema() -> str:
    """The schema of a dossier: lists of records under the plural of their kind."""
    kinds = [kind for kind in describe() if kind.record in DOSSIER_KINDS]
    definitions = definitions_of(DOSSIER_KINDS)
    for kind in kinds:
        narrow(definitions[kind.label], kind)
    for kind in kinds:
        admit_words(definitions, kind)
    plurals = {
        kind.plural: {"description": kind.doc, "type": "array", "items": {"$ref": f"#/$defs/{kind.label}"}}
        for kind in kinds
    }
    return written(
        {
            "$schema": DIALECT,
            "$id": f"{HOME}dossier.schema.json",
            "title": "Dossier",
            "description": "Records of a trade negotiation, listed under the plural of their kind.",
            "type": "object",
            "additionalProperties": False,
            "minProperties": 1,
            "properties": plurals,
            "$defs": definitions,
        }
    )


def dataset_schema() -> str:
    """The schema of the ``dataset.yaml`` that stands beside dossiers."""
    (kind,) = (kind for kind in describe() if kind.record is Dataset)
    (schema,) = definitions_of((Dataset,)).values()
    narrow(schema, kind)
    return written({"$schema": DIALECT, "$id": f"{HOME}dataset.schema.json", **schema})


def definitions_of(records: tuple[type[Record], ...]) -> dict[str, Schema]:
    """What pydantic says of the classes and all that they hold, relaxed to what a file may hold."""
    _, schema = models_json_schema([(record, "validation") for record in records])
    return {name: relaxed(definition) for name, definition in schema["$defs"].items()}


def relaxed(schema: Schema) -> Schema:
    """A schema that admits what YAML editors make of the text that the loader reads."""
    kept = {key: value for key, value in schema.items() if key not in ("default", "title")}
    if "anyOf" in kept:
        # A key without a value is refused, so nothing is ever null.
        (only,) = (each for each in kept.pop("anyOf") if each != {"type": "null"})
        return relaxed({**only, **kept})
    if "properties" in kept:
        kept["properties"] = {name: relaxed(each) for name, each in kept["properties"].items()}
        # A mapping of nothing says nothing; where a field is required this goes without saying.
        kept |= {} if "required" in kept else {"minProperties": 1}
    if kept.get("type") == "array":
        return one_or_many(relaxed(kept["items"]), kept)
    if kept.get("type") == "boolean":
        return {**{key: value for key, value in kept.items() if key != "type"}, "enum": list(YES_OR_NO)}
    if kept.get("type") == "string" and "oneOf" not in kept:
        kept["type"] = ["string", *also_read_as(kept.get("pattern"))]
        if kept["type"] == ["string"]:
            kept["type"] = "string"
    return with_default(kept, schema)


def one_or_many(item: Schema, array: Schema) -> Schema:
    """One value, or a list of values."""
    described = {key: value for key, value in array.items() if key == "description"}
    return {**described, "anyOf": [item, {"type": "array", "items": item, "minItems": 1}]}


def also_read_as(pattern: str | None) -> tuple[str, ...]:
    """What else than text an editor may take a scalar of this pattern for: ``12`` for a number, ``no`` for false."""
    if pattern is None:
        return ("number", "boolean")
    numbers = [kind for kind, text in (("number", "0.5"), ("integer", "2025")) if re.search(pattern, text) is not None]
    # The code of Norway and the tag of its language are among them.
    booleans = ["boolean"] if any(re.search(pattern, word) is not None for word in ("no", "NO")) else []
    return (*numbers[:1], *booleans)


def with_default(kept: Schema, schema: Schema) -> Schema:
    """With the word that holds where none is given; that nothing is the default goes without saying."""
    return {**kept, "default": schema["default"]} if isinstance(schema.get("default"), str) else kept


def narrow(schema: Schema, kind: NodeKind) -> None:
    """What the class of a kind checks in code: its ids, its citations, the stages that it can go through."""
    ids = {"type": "string", "maxLength": ID_LIMIT, "pattern": f"^{kind.slug}/{SLUG}$"}
    schema["properties"]["id"] = {"description": schema["properties"]["id"]["description"], **ids}
    if kind.cited:
        schema["required"].append("cites")
    if len(kind.statuses) > 0:
        history = schema["properties"]["history"]
        stage = {"allOf": [{"$ref": "#/$defs/Stage"}, {"properties": {"status": {"enum": list(kind.statuses)}}}]}
        schema["properties"]["history"] = one_or_many(stage, history)
    if kind.slug == "claim":
        schema["required"].remove("id")
        schema["oneOf"] = [{"required": ["speaker"]}, {"required": ["attribution"]}]
        schema["dependentSchemas"] = {
            name: {"properties": {other: False for other in CONTENTS if other != name}} for name in CONTENTS
        }


def admit_words(definitions: dict[str, Schema], kind: NodeKind) -> None:
    """A reference in whose place words may stand has a pattern that names both."""
    for relationship in kind.relationships:
        if len(relationship.words) > 0:
            place = definitions[kind.label]
            for name in relationship.path[:-1]:
                place = definitions[place["properties"][name]["$ref"].rpartition("/")[2]]
            field = place["properties"][relationship.path[-1]]
            field["type"] = "string"
            field["pattern"] = f"^({'|'.join(relationship.words)}|[a-z-]+/{SLUG})$"


def written(schema: Schema) -> str:
    """Indented, in the order in which it was made."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
