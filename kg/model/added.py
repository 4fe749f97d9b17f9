"""What is stored of records and values beside their fields, so that questions can compute with it and show it."""

from __future__ import annotations

from kg.model.field import Model
from kg.model.node_kind import Form, RelationshipType, StoredProperty, StoredType
from kg.model.quantity import Over, Quantity
from kg.model.window import Window

__all__ = ["COMPUTED", "CONTENT", "CONTENT_HASH", "DIFFERS", "HAS_STATUS", "ID", "KNOWN_FROM", "NAME"]

ID = StoredProperty(
    "id", StoredType.TEXT, Form.TEXT, "dcterms:identifier", "Identity everywhere.", ("id",), required=True
)
NAME = StoredProperty(
    "name", StoredType.TEXT, Form.TEXT, "schema:name", "The caption people read.", ("caption",), required=True
)
KNOWN_FROM = StoredProperty(
    "known_from",
    StoredType.DATE,
    Form.DATE,
    "ns:knownFrom",
    "The day from which it was known: a question that is asked as of an earlier day does not see it.",
    (),
)
CONTENT_HASH = StoredProperty(
    "content_hash",
    StoredType.TEXT,
    Form.TEXT,
    "ns:contentHash",
    "A hash over all that the data set states, as of its last load.",
    (),
)
DIFFERS = StoredProperty(
    "differs",
    StoredType.TEXTS,
    Form.TEXT,
    "ns:differs",
    "Where data sets differ on a field that takes one value, what each says: the data set, a document that it cites "
    "(or itself again), the field, a colon, the value.",
    (),
)
HAS_STATUS = RelationshipType(
    "HAS_STATUS", "ns:hasStatus", "The stages it went through.", ("status_ids",), ("Status",), many=True
)
CONTENT = StoredProperty(
    "content",
    StoredType.TEXT,
    Form.TEXT,
    "ns:content",
    "Which content a claim has: terms, link, figure, or proposition.",
    ("content",),
    required=True,
)

BASE = StoredProperty(
    "base",
    StoredType.INTEGER,
    Form.INTEGER,
    "ns:base",
    "The amount in thousandths of the base unit, for arithmetic.",
    ("base",),
)
BASE_UPTO = StoredProperty(
    "base_upto",
    StoredType.INTEGER,
    Form.INTEGER,
    "ns:baseUpto",
    "The upper end of a range in thousandths of the base unit, for arithmetic.",
    ("base_upto",),
)
READING = StoredProperty(
    "text", StoredType.TEXT, Form.TEXT, "ns:reading", "The value in words, by which readings are shown.", ("text",)
)
CODE = StoredProperty(
    "unit_code",
    StoredType.TEXT,
    Form.TEXT,
    "ns:unitCode",
    "The base unit by UN/CEFACT Recommendation 20, or the currency by ISO 4217.",
    ("unit", "code"),
)
COMPUTED: dict[type[Model], tuple[StoredProperty, ...]] = {
    Quantity: (BASE, BASE_UPTO, CODE, READING),
    Over: (BASE, CODE, READING),
    Window: (READING,),
}
"""Of a value, by its class."""
