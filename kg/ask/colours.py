"""One colour for each kind of record, in every picture: actors blue, talks green, undertakings warm, sources grey.

Pictures in Python, in the pages of the questions and in Neo4j Browser take their colours from here alone.
"""

from types import MappingProxyType
from typing import Final

__all__ = ["ANYTHING", "COLOURS", "ink"]

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

ANYTHING: Final = "#E3E6EA"
"""What is drawn without a kind."""

BLACK, WHITE = "#000000", "#FFFFFF"
CHANNELS: Final = (0.2126, 0.7152, 0.0722)
"""How much red, green and blue add to the luminance of a colour, as WCAG 2 counts it."""

BALANCE: Final = 0.179
"""From so much luminance on, black stands out more than white."""


def ink(colour: str) -> str:
    """The colour of text that can be read on a colour.

    >>> ink("#1F5A96"), ink("#E8C547")
    ('#FFFFFF', '#000000')
    """
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return BLACK if sum(weight * part for weight, part in zip(CHANNELS, linear, strict=True)) > BALANCE else WHITE
