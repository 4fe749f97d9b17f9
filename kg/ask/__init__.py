"""Canned questions: one Cypher file each, asked by name, answered with rows, names and sources."""

from kg.ask.answer import Answer, Citation, Row
from kg.ask.catalogue import catalogue, find_question, question_files
from kg.ask.find import Found, find
from kg.ask.library import ask
from kg.ask.lint import problems
from kg.ask.question import Column, Parameter, Question

__all__ = [
    "Answer",
    "Citation",
    "Column",
    "Found",
    "Parameter",
    "Question",
    "Row",
    "ask",
    "catalogue",
    "find",
    "find_question",
    "problems",
    "question_files",
]
