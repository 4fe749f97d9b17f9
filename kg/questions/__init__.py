# Generated from queries/ by kg schema build; change the header of the question, not this.
"""The questions as typed functions, one module for each theme.

kg.questions.reciprocity.unreciprocated_concessions(graph, as_of="2025-12-16") asks the question
reciprocity/unreciprocated-concessions.
"""

from kg.questions import actors, arrangements, claims, commitments, concessions, events, measures, reciprocity, record

__all__ = [
    "actors",
    "arrangements",
    "claims",
    "commitments",
    "concessions",
    "events",
    "measures",
    "reciprocity",
    "record",
]
