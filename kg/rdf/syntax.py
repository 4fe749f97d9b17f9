"""Terms in the syntax of canonical N-Quads: equal terms are equal text, and the order of the text is that of UTF-8.

Every stored value becomes a term here, once; writers only join the terms, or shorten them.
"""

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any, Final

from kg.errors import StoreError, UsageError
from kg.model.actors import ENDED
from kg.model.concept import concept_iri
from kg.model.edtf import is_written
from kg.model.iri import BASE, expand
from kg.model.node_kind import Form, StoredProperty
from kg.model.quantity import AMOUNT
from kg.model.ref import is_id
from kg.rdf.terms import DATATYPES, EDTF_DATATYPES

__all__ = [
    "MISFITS",
    "Statement",
    "checked_base",
    "edtf_literal",
    "iri",
    "literal",
    "quoted",
    "record_iri",
    "writer_of",
]

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
    if not is_written(text) and text != ENDED.text:
        raise ValueError(text)
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


def writer_of(stored: StoredProperty, base: str) -> Callable[[Any], str]:
    """What makes a term of one stored value (of one item, where the property holds a list).

    It raises one of ``MISFITS`` for what cannot be such a value: a store takes anything from whoever writes to it.
    """
    if stored.form is Form.WORD and stored.vocabulary is not None:
        return {term.value: iri(concept_iri(term)) for term in stored.vocabulary}.__getitem__
    if stored.form is Form.TEXT:
        return quoted
    if stored.form is Form.EDTF:
        return edtf_literal
    if stored.form is Form.ID:
        return lambda value: f"<{base}{admitted(value, is_text(value) and is_id(value))}>"
    end = f"^^{iri(DATATYPES[stored.form])}"
    if stored.form is Form.BOOLEAN:
        return truth_writer(end)
    if stored.form is Form.INTEGER:
        return lambda value: f'"{admitted(value, isinstance(value, int) and not isinstance(value, bool))}"{end}'
    if stored.form is Form.DECIMAL:
        return lambda value: f'"{admitted(value, re.fullmatch(AMOUNT, value) is not None)}"{end}'
    if stored.form is Form.DATE:
        return lru_cache(maxsize=1 << 15)(lambda value: f'"{admitted(value, is_day(value))}"{end}')
    return lambda value: quoted(value) + end


def truth_writer(end: str) -> Callable[[Any], str]:
    """What writes a truth value; a dictionary would take 1 for one."""
    yes, no = f'"true"{end}', f'"false"{end}'

    def write(value: Any) -> str:
        if value is True:
            return yes
        if value is False:
            return no
        raise ValueError(value)

    return write


MISFITS: Final = (AttributeError, KeyError, TypeError, ValueError)
"""What the writers raise; they check no more than they have to, since each value of a graph comes by here."""


def admitted(value: Any, is_one: bool) -> Any:
    """The value; a ValueError where it is none."""
    if not is_one:
        raise ValueError(value)
    return value


def is_text(value: Any) -> bool:
    """Whether it is text."""
    return isinstance(value, str)


def is_day(text: str) -> bool:
    """Whether it is a day of the calendar."""
    return SHAPES[0].fullmatch(text) is not None and is_written(text)
