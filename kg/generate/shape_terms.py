"""What the rules of the shapes are put together from: shapes without a name, in Turtle, each with one thing to say."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kg.generate.node_class import NodeClass, node_classes
from kg.generate.turtle import bag

__all__ = [
    "OBJECTS",
    "SUBJECTS",
    "Rule",
    "among",
    "class_named",
    "disjoint",
    "every",
    "exactly_one",
    "has",
    "iris",
    "none",
    "of_classes",
    "one",
    "some",
]

SUBJECTS: Final = "sh:targetSubjectsOf"
OBJECTS: Final = "sh:targetObjectsOf"


@dataclass(frozen=True)
class Rule:
    """A rule for some nodes: at least one of the alternatives, each a shape, holds.

    ``target`` is the class of the nodes, or with ``by`` a predicate of our own that leaves them (``SUBJECTS``) or
    leads to them (``OBJECTS``): a rule for few nodes looks at those few.
    """

    name: str
    target: str
    message: str
    alternatives: tuple[str, ...]
    by: str = "sh:targetClass"


def class_named(name: str) -> NodeClass:
    """The class of that name."""
    return next(node for node in node_classes() if node.name == name)


def iris(name: str) -> dict[str, str]:
    """The predicates of a class by their keys, so that a rule about a key that is gone is an error."""
    return {predicate.name: predicate.iri for predicate in class_named(name).predicates}


def some(predicate: str) -> str:
    """At least one value."""
    return f"[ sh:path {predicate} ; sh:minCount 1 ]"


def none(predicate: str) -> str:
    """No value."""
    return f"[ sh:path {predicate} ; sh:maxCount 0 ]"


def one(predicate: str) -> str:
    """Exactly one value."""
    return f"[ sh:path {predicate} ; sh:minCount 1 ; sh:maxCount 1 ]"


def has(predicate: str, value: str) -> str:
    """This value among others."""
    return f"[ sh:path {predicate} ; sh:hasValue {value} ]"


def among(predicate: str, values: Iterable[str]) -> str:
    """No value but these."""
    return f"[ sh:path {predicate} ; sh:in {bag(values)} ]"


def disjoint(path: str, predicate: str) -> str:
    """No value at the end of the path that is a value of the predicate as well."""
    return f"[ sh:path {path} ; sh:disjoint {predicate} ]"


def of_classes(predicate: str, classes: Iterable[str]) -> str:
    """No value that is in none of the classes."""
    return f"[ sh:path {predicate} ; sh:or {bag(f'[ sh:class {each} ]' for each in classes)} ]"


def every(*shapes: str) -> str:
    """All of the shapes."""
    return f"[ sh:and {bag(shapes)} ]"


def exactly_one(*shapes: str) -> str:
    """One of the shapes and no other."""
    return f"[ sh:xone {bag(shapes)} ]"
