"""Terms in the syntax of canonical N-Quads: equal terms are equal text, and the order of the text is that of UTF-8.

Every stored value becomes a term here, once; writers only join the terms, or shorten them.
"""

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any, Final

from kg.errors import StoreError, UsageError
from kg.model.concept import concept_iri
from kg.model.introspect import Form, StoredProperty
from kg.model.iri import BASE, expand
from kg.model.ref import is_id
from kg.model.vocabulary import Vocabulary
from kg.rdf.terms import DATATYPES, EDTF_DATATYPES

__all__ = ["Statement", "checked_base", "edtf_literal", "iri", "literal", "quoted", "record_iri", "writer_of"]

Statement = tuple[str, str, str, str]
"""Subject, predicate, object and graph as N-Quads writes them; the graph is empty for the default graph."""

ESCAPES: Final = {
    **{code: f"\\u{code:04X}" for code in (*range(0x20), 0x7F, 0xFFFE, 0xFFFF)},
    **{ord(char): f"\\{name}" for char, name in zip('\b\t\n\f\r"\\', 'btnfr"\\', strict=True)},
}


def quoted(text: str) -> str:
    r"""A string literal in its canonical form.

    >>> print(quoted('say "so"\n'))
    "say \"so\"\n"
    """
    # Nearly every text takes this way, three scans in C; what is not printable may or may not need an escape.
    if text.isprintable() and '"' not in text and "\\" not in text:
        return f'"{text}"'
    return f'"{text.translate(ESCAPES)}"'


@cache
def iri(compact: str) -> str:
    """A compact name as an IRI.

    >>> iri("ns:Claim")
    '<https://w3id.org/parley/ns#Claim>'
    """
    return f"<{expand(compact)}>"


def literal(text: str, datatype: str) -> str:
    """A literal of the datatype with this compact name.

    >>> literal("12", "xsd:decimal")
    '"12"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    """
    return f"{quoted(text)}^^{iri(datatype)}" if datatype != "xsd:string" else quoted(text)


SHAPES: Final = tuple(
    re.compile(pattern) for pattern in ("[0-9]{4}-[0-9]{2}-[0-9]{2}", "[0-9]{4}-[0-9]{2}", "[0-9]{4}")
)


@lru_cache(maxsize=1 << 15)
def edtf_literal(text: str) -> str:
    """A date or span: with the datatype of its precision where it is a plain day, month or year.

    >>> edtf_literal("2025-12")
    '"2025-12"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>'
    """
    # By the shape alone: the store holds what the model has parsed, and to parse again costs a thousand times more.
    for shape, datatype in zip(SHAPES, EDTF_DATATYPES[:-1], strict=True):
        if shape.fullmatch(text) is not None:
            return literal(text, datatype)
    return literal(text, EDTF_DATATYPES[-1])


def checked_base(base: str) -> str:
    """The base, if IRIs can be made of it by putting an id behind it; a UsageError otherwise."""
    if re.fullmatch(r"[a-z][a-z0-9+.-]*://[A-Za-z0-9._~:@!$&'()*+,;=%/-]+/", base) is None:
        raise UsageError(f"{base!r} cannot be the base of the records; write an absolute IRI that ends in /, as {BASE}")
    return base


def record_iri(base: str, record_id: object) -> str:
    """The IRI of a record without its angle brackets; a StoreError where the store holds something else than an id."""
    if not isinstance(record_id, str) or not is_id(record_id):
        raise StoreError(f"the graph has a node with the id {record_id!r}, which is none; look what wrote it")
    return base + record_id


class Words(dict[str, str]):
    """The concepts of a vocabulary by its words."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__({term.value: iri(concept_iri(term)) for term in vocabulary})
        self.scheme = vocabulary.scheme

    def __missing__(self, word: str) -> str:
        raise StoreError(f"the graph holds {word!r}, which is no word of {self.scheme}; load its data set again")


def writer_of(stored: StoredProperty, base: str) -> Callable[[Any], str]:
    """What makes a term of one stored value (of one item, where the property holds a list)."""
    if stored.form is Form.WORD and stored.vocabulary is not None:
        return Words(stored.vocabulary).__getitem__
    if stored.form is Form.ID:
        return lambda value: f"<{record_iri(base, value)}>"
    if stored.form is Form.EDTF:
        return edtf_literal
    if stored.form is Form.TEXT:
        return quoted
    if stored.form is Form.BOOLEAN:
        return {truth: literal(str(truth).lower(), DATATYPES[Form.BOOLEAN]) for truth in (False, True)}.__getitem__
    end = f"^^{iri(DATATYPES[stored.form])}"
    if stored.form is Form.INTEGER:
        return lambda value: f'"{value}"{end}'
    if stored.form is Form.DATE:
        return lru_cache(maxsize=1 << 15)(lambda value: quoted(value) + end)
    return lambda value: quoted(value) + end
