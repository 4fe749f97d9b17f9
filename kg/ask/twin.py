"""The SPARQL twin of a question: its parameters filled in, and its rows in the shape of the Cypher ones.

A twin is valid SPARQL as it stands; ``kg.ask.values`` tells where its parameters are.

A SELECT has no lists: a list comes out as a row for each element, and a row may leave the other lists unbound.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from kg.ask.bind import Bound
from kg.ask.catalogue import find_question
from kg.ask.lint import read_question
from kg.ask.question import Column, Parameter, Question, word_lists
from kg.ask.values import fill_values, literal, word
from kg.errors import UsageError
from kg.model.concept import concept_iri
from kg.model.iri import BASE, expand, iri_of
from kg.model.suggest import suggest
from kg.model.vocabulary import Term

__all__ = ["TWIN", "Folded", "column_names", "fill", "find_twin", "fold", "folded_rows", "kept", "plain"]

TWIN: Final = ".rq"
"""What the file of a twin ends with."""

Folded = dict[tuple[str | None, ...], tuple[frozenset[str], ...]]
"""What stands in the lists of each row, under what stands in its other columns."""


def find_twin(named: str) -> tuple[Question, Path] | None:
    """A question and the file of its twin, by the name of the one or the path of the other.

    None for another file. A UsageError for a question or file that is not there, or has no twin.
    """
    file = Path(named)
    if file.is_file():
        beside = file.with_suffix(".cypher")
        return (read_question(beside), file) if file.suffix == TWIN and beside.is_file() else None
    # Questions are called theme/name, with no dot.
    if "." in named or file.is_absolute() or len(file.parts) > 2 or file.is_dir():
        others = sorted(each.name for each in file.parent.glob(f"*{TWIN}"))
        fix = suggest(file.name, others) if len(others) > 0 else "give the path of your query"
        raise UsageError(f"there is no file {named}; {fix}")
    question = find_question(named)
    file = question.file.with_suffix(TWIN)
    if not file.is_file():
        raise UsageError(f"{question.name} has no SPARQL twin ({file.name} beside it); ask it with kg ask")
    return question, file


def fill(text: str, question: Question, as_of: date, bound: Bound, *, base: str = BASE) -> str:
    """The twin with these parameters in every line of VALUES; a KeyError where it names one that is not declared."""
    terms = {"?as_of": literal(as_of)}
    terms |= {f"?{each.name}": term(each, bound[each.name], base) for each in question.parameters}
    return fill_values(text, terms)


def term(parameter: Parameter, value: str | int | date | None, base: str) -> str:
    """A parameter as SPARQL writes it: a record and a word of a vocabulary are IRIs."""
    if value is None:
        return "UNDEF"
    if parameter.type == "id":
        return f"<{iri_of(str(value), base=base)}>"
    if parameter.type == "word":
        found = next((each for each in word_lists().values() if tuple(each.words()) == parameter.of), None)
        if found is not None:
            return word(found, parameter.name, str(value))
    return literal(value)


def column_names(question: Question) -> tuple[list[str], list[str]]:
    """The columns of a twin: those that hold one value, and the lists."""
    columns = kept(question)
    return [each.name for each in columns if not each.many], [each.name for each in columns if each.many]


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


def folded_rows(question: Question, folded: Folded) -> list[list[list[str]]]:
    """Folded rows in the order of their values: of each column of ``column_names`` what stands in it, sorted.

    The order of the columns is the question's. Rows that differ in their lists alone have become one.
    """
    single, lists = column_names(question)
    rows = []
    for key, sets in folded.items():
        found = {name: [] if value is None else [value] for name, value in zip(single, key, strict=True)}
        found |= {name: sorted(values) for name, values in zip(lists, sets, strict=True)}
        rows.append([found[column.name] for column in kept(question)])
    return sorted(rows)


def kept(question: Question) -> list[Column]:
    """The columns of a question that its twin has, too."""
    return [column for column in question.shown if not column.computed]


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
        for term in vocabulary.words().values():
            found[expand(concept_iri(term))] = term
    return {iri: term.value for iri, term in found.items()}
