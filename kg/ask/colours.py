"""One colour for each kind of record, in every picture: actors blue, talks green, undertakings warm, sources grey."""

from types import MappingProxyType
from typing import Final

__all__ = ["COLOURS"]

COLOURS: Final = MappingProxyType(
    {
        "Party": "#1F5A96",
        "Institution": "#3F7FBF",
        "Official": "#6FA8DC",
        "Tenure": "#A9CBEA",
        "Negotiation": "#2E6E4E",
        "Event": "#5FA777",
        "Arrangement": "#3E8E8C",
        "Document": "#8A8F98",
        "Measure": "#7B5EA7",
        "Topic": "#B8A1D9",
        "Concession": "#D9822B",
        "Commitment": "#C0392B",
        "Claim": "#E8C547",
        "Status": "#C9B79C",
        "Judgement": "#9C6644",
        "Dataset": "#5B616B",
    }
)
