"""What circulating pages print for the officials of the truce, as they print it."""

__all__ = ["PRINTED", "UNRELATED"]

PRINTED = {
    "Janet Yellen": "official/scott-bessent",
    "Steven Mnuchin": "official/scott-bessent",
    "Jeff Bessent": "official/scott-bessent",
    "Janet Besant": "official/scott-bessent",
    "Blinken": "official/scott-bessent",
    "Bessant": "official/scott-bessent",
    "Beisent": "official/scott-bessent",
    "Katherine Tai": "official/jamieson-greer",
    "Katherine Greer": "official/jamieson-greer",
    "Jamie Grierson": "official/jamieson-greer",
    "Robert Greer": "official/jamieson-greer",
    "Griles": "official/jamieson-greer",
    "Gelier": "official/jamieson-greer",
    "Luke Rutnik": "official/howard-lutnick",
    "Gina Raimondo": "official/howard-lutnick",
    "He Jiankui": "official/he-lifeng",
    "Keijlman": "official/karremans",
}
"""Each misprint with who is meant."""

UNRELATED = (
    "Marco Rubio",
    "Pete Hegseth",
    "Robert Lighthizer",
    "Joe Biden",
    "Scott Kennedy",
    "Gina Rodriguez",
    "Katherine Jones",
    "Janet Napolitano",
    "Jamieson Smith",
    "Wang Wentao",
    "Wang Yi",
    "Liu He",
    "Li Qiang",
    "Zhang Wei",
)
"""People who are none of the officials of the truce, though some have a name in common with one."""
