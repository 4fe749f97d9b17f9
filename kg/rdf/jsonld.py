"""JSON-LD, compacted with the published context: a line for each record inside ``@graph``.

A line holds the nodes of a record in the default graph, then an object for each of its named graphs, all joined by
commas. Nodes are flat. The string of an N-Quads literal is a JSON string as it stands, escapes included.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, BinaryIO, Final, NamedTuple

from kg.content import content_folder
from kg.rdf.syntax import Statement, iri
from kg.rdf.write import Chunks, compact

__all__ = ["JsonLd"]

TYPE: Final = iri("rdf:type")
INTEGER: Final = iri("xsd:integer")
BOOLEAN: Final = iri("xsd:boolean")
EXACT_DIGITS: Final = 15
"""Integers of so many digits are the same number in every reader of JSON; longer ones are written as text."""


class Key(NamedTuple):
    """A key of the context: what its values are coerced to (empty for nothing), and whether they are a list."""

    name: str
    coerced: str
    words: Mapping[str, str]
    many: bool


class Scope(NamedTuple):
    """The keys of one class, by predicate."""

    name: str
    keys: Mapping[str, Key]


class JsonLd:
    """JSON-LD 1.1 with its context inside, so that a file can be read by itself."""

    def __init__(self, out: BinaryIO, *, base: str) -> None:
        self._out = Chunks(out)
        self._start = f"<{base}"
        self._scopes = scopes()
        self._is_first = True
        self._name = lru_cache(maxsize=1 << 15)(self._named)
        head = json.dumps([context(), {"@base": base}], ensure_ascii=False, separators=(",", ":"))
        self._out.write(f'{{"@context":{head},"@graph":[')

    def add(self, statements: Sequence[Statement]) -> None:
        """Writes the statements of a record."""
        graphs: dict[str, dict[str, list[Statement]]] = {}
        for statement in statements:
            graphs.setdefault(statement[3], {}).setdefault(statement[0], []).append(statement)
        objects: list[str] = []
        for graph, nodes in sorted(graphs.items()):
            texts = [self._node(subject, members) for subject, members in nodes.items()]
            objects += texts if graph == "" else [f'{{"id":{self._name(graph)},"@graph":[{",".join(texts)}]}}']
        if len(objects) > 0:
            self._out.write(f"{'' if self._is_first else ','}\n{','.join(objects)}")
            self._is_first = False

    def finish(self) -> None:
        """Ends the document."""
        self._out.write("\n]}\n")
        self._out.flush()

    def _node(self, subject: str, statements: list[Statement]) -> str:
        """A node with its keys, which its type decides; what has no key goes by its compact IRI."""
        types = [term for _, predicate, term, _ in statements if predicate == TYPE]
        scope = self._scopes.get(types[0]) if len(types) == 1 else None
        parts = [f'"id":{self._name(subject)}']
        if len(types) > 0:
            names = [self._name(each) if scope is None else json.dumps(scope.name) for each in types]
            parts.append(f'"type":{names[0] if len(names) == 1 else "[" + ",".join(names) + "]"}')
        values: dict[str, list[str]] = {}
        for _, predicate, term, _ in statements:
            if predicate != TYPE:
                values.setdefault(predicate, []).append(term)
        for predicate, terms in values.items():
            key = None if scope is None else scope.keys.get(predicate)
            if key is None:
                key = Key(compact(predicate) or predicate[1:-1], "", {}, False)
            texts = [self._value(term, key) for term in terms]
            listed = key.many or len(texts) > 1
            parts.append(f'"{key.name}":{"[" + ",".join(texts) + "]" if listed else texts[0]}')
        return f"{{{','.join(parts)}}}"

    def _value(self, term: str, key: Key) -> str:
        """A value as its key expects it."""
        if term.startswith("<"):
            if key.coerced == "@vocab":
                return f'"{key.words.get(term) or compact(term) or term[1:-1]}"'
            return self._name(term) if key.coerced == "@id" else f'{{"id":{self._name(term)}}}'
        if term.endswith('"'):
            return term if key.coerced == "" else f'{{"@value":{term}}}'
        text, _, datatype = term.rpartition("^^")
        if datatype != key.coerced:
            return f'{{"@value":{text},"type":"{compact(datatype) or datatype[1:-1]}"}}'
        is_native = datatype == BOOLEAN or (datatype == INTEGER and len(text) <= 2 + EXACT_DIGITS)
        return text[1:-1] if is_native else text

    def _named(self, term: str) -> str:
        """An IRI in its shortest form: relative to the base, behind a prefix, or whole."""
        return f'"{term[len(self._start) : -1] if term.startswith(self._start) else compact(term) or term[1:-1]}"'


@cache
def context() -> dict[str, Any]:
    """The published context."""
    found: dict[str, Any] = json.loads((content_folder("schema") / "context.jsonld").read_text("utf-8"))
    return dict(found["@context"])


@cache
def scopes() -> dict[str, Scope]:
    """The classes of the context, by IRI."""
    return {
        iri(meaning["@id"]): Scope(
            name, {iri(expanded(each)): key(field, each) for field, each in meaning["@context"].items()}
        )
        for name, meaning in context().items()
        if isinstance(meaning, dict) and "@context" in meaning
    }


def expanded(meaning: str | dict[str, Any]) -> str:
    """The compact IRI that a key stands for."""
    return meaning if isinstance(meaning, str) else str(meaning["@id"])


def key(name: str, meaning: str | dict[str, Any]) -> Key:
    """A key of the context."""
    if isinstance(meaning, str):
        return Key(name, "", {}, False)
    coerced = meaning.get("@type", "")
    words = {iri(concept): word for word, concept in meaning.get("@context", {}).items()}
    is_datatype = coerced != "" and not coerced.startswith("@")
    return Key(name, iri(coerced) if is_datatype else coerced, words, meaning.get("@container") == "@set")
