"""The SPARQL twin of a question: the file beside it that gives the same rows on the RDF export."""

from pathlib import Path

from kg.ask.catalogue import find_question
from kg.ask.question import Question
from kg.errors import UsageError

__all__ = ["find_twin"]


def find_twin(name: str) -> tuple[Question, Path]:
    """A question and the file of its twin; a UsageError for a question that is not there, or has no twin."""
    question = find_question(name)
    file = question.file.with_suffix(".rq")
    if not file.is_file():
        raise UsageError(f"{question.name} has no SPARQL twin ({file.name} beside it); ask it with kg ask")
    return question, file
