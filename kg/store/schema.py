"""Constraints and indexes, made before the first write: without them MERGE is quadratic, and silently so."""

from collections.abc import Iterable
from typing import Final, Literal, NamedTuple

from kg.errors import StoreError
from kg.store.connection import Store

__all__ = ["Index", "prepare"]

_ROOT: Final = "Entity"
_ONLINE_SECONDS: Final = 300
_EMBEDDED_TYPE: Final = {"date": "DATE", "text": "STRING", "integer": "LONG"}


class Index(NamedTuple):
    """A RANGE index over one property of one kind. ``holds`` is the type in which the property is stored."""

    label: str
    property: str
    holds: Literal["date", "text", "integer"] = "date"


def prepare(store: Store, *, labels: Iterable[str], indexes: Iterable[Index], apart: Iterable[str] = ()) -> None:
    """Gives every kind label and ``Entity`` a unique ``id``, makes the indexes and waits until they serve.

    Labels that stand ``apart`` get a unique ``id`` too, and their nodes are no entities.

    Doing it again changes nothing. Raises ``StoreError`` where one of them cannot be made.
    """
    kinds, ranges, others = tuple(labels), tuple(indexes), tuple(apart)
    if store.engine == "embedded":
        _declare_types(store, kinds, ranges, others)
    elif _missing(store, kinds, ranges, others) == []:
        return
    for label in (_ROOT, *kinds, *others):
        _make(
            store,
            f"the unique id of {label}",
            f"CREATE CONSTRAINT {label.lower()}_id IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE",
        )
    for index in ranges:
        _make(
            store,
            f"the index on {index.label}.{index.property}",
            f"CREATE INDEX {index.label.lower()}_{index.property} IF NOT EXISTS "
            f"FOR (n:{index.label}) ON (n.{index.property})",
        )
    _check(store, kinds, ranges, others)


def _declare_types(store: Store, kinds: tuple[str, ...], ranges: tuple[Index, ...], others: tuple[str, ...]) -> None:
    """Every kind extends Entity, and so shares its one index on id. Only the engine's own SQL can say that."""
    engine = store.embedded
    if engine is None:
        known = {record["label"] for record in store.read("CALL db.labels()")}
        missing = [kind for kind in (_ROOT, *kinds, *others) if kind not in known]
        if missing != []:
            raise StoreError(
                f"{store.address}: this graph does not have the kinds {', '.join(missing)} yet, and only the process "
                "that opened it can add them; run kg load there"
            )
        return
    engine.declare(f"CREATE VERTEX TYPE `{_ROOT}` IF NOT EXISTS")
    for kind in kinds:
        engine.declare(f"CREATE VERTEX TYPE `{kind}` IF NOT EXISTS EXTENDS `{_ROOT}`")
    for label in others:
        engine.declare(f"CREATE VERTEX TYPE `{label}` IF NOT EXISTS")
    for index in ranges:
        # An index over an undeclared property holds texts: seven times slower for dates.
        engine.declare(
            f"CREATE PROPERTY `{index.label}`.`{index.property}` IF NOT EXISTS {_EMBEDDED_TYPE[index.holds]}"
        )


def _make(store: Store, what: str, cypher: str) -> None:
    try:
        store.write(lambda transaction: transaction.run(cypher).consume())
    except StoreError as error:
        raise StoreError(f"{error}; {what} could not be made, so nothing was loaded") from error


def _check(store: Store, kinds: tuple[str, ...], ranges: tuple[Index, ...], others: tuple[str, ...]) -> None:
    """A name that was taken by something else makes IF NOT EXISTS silent, so look what is really there."""
    if store.engine == "neo4j":
        store.read("CALL db.awaitIndexes($seconds)", seconds=_ONLINE_SECONDS)
    missing = _missing(store, kinds, ranges, others)
    if missing != []:
        raise StoreError(
            f"{store.address}: constraints or indexes are missing: {', '.join(missing)}; "
            "drop whatever else has their names (SHOW CONSTRAINTS and SHOW INDEXES list them)"
        )


def _missing(store: Store, kinds: tuple[str, ...], ranges: tuple[Index, ...], others: tuple[str, ...]) -> list[str]:
    """The constraints and indexes that are not there, or do not serve yet, in words."""
    unique = {
        (record["labels"][0], record["properties"][0])
        for record in store.read(
            "SHOW CONSTRAINTS YIELD labelsOrTypes, properties, type WHERE type = 'UNIQUENESS' "
            "RETURN labelsOrTypes AS labels, properties AS properties"
        )
    }
    online = {
        (record["labels"][0], record["properties"][0])
        for record in store.read(
            "SHOW INDEXES YIELD labelsOrTypes, properties, state WHERE state = 'ONLINE' AND labelsOrTypes IS NOT NULL "
            "RETURN labelsOrTypes AS labels, properties AS properties"
        )
        if record["properties"] is not None and len(record["labels"]) == len(record["properties"]) == 1
    }
    # The embedded engine shows the one index that all kinds inherit.
    unique_labels = (_ROOT, *others) if store.engine == "embedded" else (_ROOT, *kinds, *others)
    return [
        *(f"{label}(id) unique" for label in unique_labels if (label, "id") not in unique),
        *(f"{index.label}({index.property})" for index in ranges if (index.label, index.property) not in online),
    ]
