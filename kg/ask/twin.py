"""The SPARQL twin of a question: its parameters filled in, and its rows in the shape of the Cypher ones.

A twin is valid SPARQL as it stands. Its parameters come from lines of this form, the first of them at the head of the
WHERE clause, and one more wherever a filter could not see that one (a branch of a UNION, a subselect):

    VALUES (?as_of ?given_by) { ("2026-11-24"^^xsd:date UNDEF) }

A SELECT has no lists: a list comes out as a row for each element, and a row may leave the other lists unbound.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from kg.ask.bind import Bound
from kg.ask.catalogue import find_question
from kg.ask.question import Parameter, Question, word_lists
from kg.errors import UsageError
from kg.model.concept import concept_iri
from kg.model.iri import BASE, expand, iri_of
from kg.model.vocabulary import Term

__all__ = ["Folded", "column_names", "fill", "find_twin", "fold", "fold_answer", "plain"]

VALUES: Final = re.compile(r"^(?P<head>[ \t]*VALUES \()(?P<names>\?as_of[^)]*)\) \{ \(.*\) \}$", re.MULTILINE)

Folded = dict[tuple[str | None, ...], tuple[frozenset[str], ...]]
"""What stands in the lists of each row, under what stands in its other columns."""


def find_twin(name: str) -> tuple[Question, Path]:
    """A question and the file of its twin; a UsageError for a question that is not there, or has no twin."""
    question = find_question(name)
    file = question.file.with_suffix(".rq")
    if not file.is_file():
        raise UsageError(f"{question.name} has no SPARQL twin ({file.name} beside it); ask it with kg ask")
    return question, file


def fill(text: str, question: Question, as_of: date, bound: Bound, *, base: str = BASE) -> str:
    """The twin with these parameters in every line of VALUES; a KeyError where it names one that is not declared."""
    terms = {"?as_of": literal(as_of)}
    terms |= {f"?{each.name}": term(each, bound[each.name], base) for each in question.parameters}

    def filled(line: re.Match[str]) -> str:
        data = " ".join(terms[name] for name in line["names"].split())
        return f"{line['head']}{line['names']}) {{ ({data}) }}"

    return VALUES.sub(filled, text)


def term(parameter: Parameter, value: str | int | date | None, base: str) -> str:
    """A parameter as SPARQL writes it: a record and a word of a vocabulary are IRIs."""
    if value is None:
        return "UNDEF"
    if parameter.type == "id":
        return f"<{iri_of(str(value), base=base)}>"
    if parameter.type == "word":
        found = next((each for each in word_lists().values() if tuple(each.words()) == parameter.of), None)
        if found is not None:
            return f"<{expand(concept_iri(found.read(value)))}>"
    return literal(value)


def literal(value: str | int | date) -> str:
    """A literal in the syntax of SPARQL."""
    if isinstance(value, int):
        return str(value)
    if isinstance(value, date):
        return f'"{value.isoformat()}"^^<{expand("xsd:date")}>'
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{escaped}"'


def column_names(question: Question) -> tuple[list[str], list[str]]:
    """The columns of a twin: those that hold one value, and the lists."""
    kept = [column for column in question.shown if not column.computed]
    return [each.name for each in kept if not each.many], [each.name for each in kept if each.many]


def fold(question: Question, rows: Iterable[Mapping[str, str | None]]) -> Folded:
    """The rows of a twin, each value as ``plain`` gives it, with the elements of each list gathered again."""
    single, lists = column_names(question)
    found: dict[tuple[str | None, ...], tuple[set[str], ...]] = {}
    for row in rows:
        gathered = found.setdefault(tuple(row[name] for name in single), tuple(set() for _ in lists))
        for place, name in zip(gathered, lists, strict=True):
            element = row[name]
            if element is not None:
                place.add(element)
    return {key: tuple(map(frozenset, value)) for key, value in found.items()}


def fold_answer(question: Question, rows: Iterable[Mapping[str, object]]) -> Folded:
    """The rows of the Cypher question in the same shape.

    A map in a list, which says who says what, is its claim; without a claim it is whoever speaks.
    """
    single, lists = column_names(question)
    found: dict[tuple[str | None, ...], tuple[set[str], ...]] = {}
    for row in rows:
        gathered = found.setdefault(tuple(as_text(row[name]) for name in single), tuple(set() for _ in lists))
        for place, name in zip(gathered, lists, strict=True):
            place.update(elements(row[name]))
    return {key: tuple(map(frozenset, value)) for key, value in found.items()}


def elements(value: object) -> Iterable[str]:
    """The texts that a list comes down to."""
    if isinstance(value, Mapping):
        told = next((value[key] for key in ("claim", "speaker") if value.get(key) is not None), list(value.values()))
        yield from elements(told)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for each in value:
            yield from elements(each)
    elif value is not None:
        yield str(as_text(value))


def as_text(value: object) -> str | None:
    """A single value as the lexical form of its literal."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value)


def plain(iri: str, *, base: str = BASE) -> str:
    """The id of a record or the word of a concept, any other IRI as it is.

    >>> plain("https://w3id.org/parley/id/party/us"), plain("https://w3id.org/parley/ns#hedge-weak")
    ('party/us', 'weak')
    """
    return iri.removeprefix(base) if iri.startswith(base) else concepts().get(iri, iri)


@cache
def concepts() -> dict[str, str]:
    """The word of every concept."""
    found: dict[str, Term] = {}
    for vocabulary in word_lists().values():
        for word in vocabulary.words().values():
            found[expand(concept_iri(word))] = word
    return {iri: word.value for iri, word in found.items()}
