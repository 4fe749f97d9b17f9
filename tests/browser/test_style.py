"""Neo4j Browser draws every kind as our pictures do, and what it writes on a node can be read."""

import re

from kg.ask.colours import COLOURS
from kg.browser.style import style

RULE = re.compile(r"node\.(?P<label>\w+) \{\s+color: (?P<fill>#\w{6});[^}]*text-color-internal: (?P<ink>#\w{6});")


def luminance(colour: str) -> float:
    """As WCAG 2 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_each_kind_has_the_colour_of_our_pictures_and_no_other_label_has_it() -> None:
    fills = {rule["label"]: rule["fill"] for rule in RULE.finditer(style())}
    assert fills == {**COLOURS, "Entity": fills["Entity"]}
    assert len(set(fills.values())) == len(fills)


def test_captions_stand_out_from_their_node() -> None:
    assert [rule["label"] for rule in RULE.finditer(style()) if contrast(rule["fill"], rule["ink"]) < 4.5] == []
