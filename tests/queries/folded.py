"""The rows of a Cypher question in the shape in which its twin's come, so that the two can be compared."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from kg.ask.question import Question
from kg.ask.twin import Folded, column_names


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
