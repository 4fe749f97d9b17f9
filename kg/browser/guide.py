"""The guide: a tour of the graph and of each theme, as slides in Neo4j Browser's drawer.

Browser takes HTML without scripts. A click on ``pre.runnable`` puts its text into the editor, where people run it;
``data-exec`` on a button runs a command of Browser (never Cypher) at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from html import escape
from itertools import groupby
from typing import Final

from kg.ask import Parameter, Question
from kg.browser.examples import Examples
from kg.browser.settings import setting, settings
from kg.browser.stand_in import with_stand_ins
from kg.model.introspect import describe

__all__ = ["guide"]

FOLDED: Final = "max-height: 7em; overflow: hidden"
"""A question is long, and its text is read in the editor."""


def guide(questions: Sequence[Question], examples: Examples, *, url: str, as_of: date) -> str:
    """The whole guide; ``url`` is where the kit is served, ``as_of`` the day on which the parameters begin."""
    themes = groupby(sorted(questions, key=lambda question: question.name), key=lambda question: question.theme)
    slides = [
        slide("Parley", welcome(questions, examples, url, as_of)),
        slide("The graph", tour(examples)),
        *(slide(theme.capitalize(), theme_words(list(asked), examples)) for theme, asked in themes),
        slide("Saved scripts", scripts_words(url)),
    ]
    return f'<article class="guide"><carousel class="deck container-fluid">\n{"".join(slides)}</carousel></article>\n'


def slide(title: str, words: Iterable[str]) -> str:
    """One slide under its title."""
    body = "".join(f"{each}\n" for each in words)
    return f'<slide>\n<div class="col-sm-12">\n<h3>{escape(title)}</h3>\n{body}</div>\n</slide>\n'


def button(words: str, command: str) -> str:
    """What runs a command of Browser when it is clicked."""
    return f'<button class="btn" data-exec="{escape(command)}">{escape(words)}</button>'


def runnable(cypher: str, look: str = "") -> str:
    """Cypher that a click puts into the editor."""
    return f'<pre class="code runnable" style="{look}">{escape(cypher.strip())}</pre>'


def welcome(questions: Sequence[Question], examples: Examples, url: str, as_of: date) -> Iterable[str]:
    """What this is, and the three things to do first."""
    yield "<p>Who conceded what in trade talks, who gave something back, and who says so. "
    yield "Every answer counts what was known on a day, and carries the ids of the claims and documents behind it.</p>"
    yield "<h4>1. Colours and captions</h4>"
    yield f"<p>{button('Use our style', f'style {url}/style.grass')}</p>"
    yield "<h4>2. Parameters</h4>"
    yield f"<p>{button('Set all parameters', settings(questions, as_of).strip().removeprefix(':'))}</p>"
    yield f"<p>As of {as_of.isoformat()}, nothing narrowed down but as a question does by itself. "
    yield "Do this again after a reload, which forgets them.</p>"
    yield "<h4>3. The day</h4>"
    yield "<p>What was known today, or on one of the days on which most became known:</p>"
    yield f"<p>{' '.join(day_button(day) for day in dict.fromkeys((as_of, *examples.days)))}</p>"
    yield "<p>Then go on to the next slide. A click on Cypher puts it into the editor; run it there.</p>"


def day_button(day: date) -> str:
    """What sets ``as_of``."""
    return button(day.isoformat(), f"param as_of => date('{day.isoformat()}')")


def tour(examples: Examples) -> Iterable[str]:
    """The kinds of node, each with some to look at, and what ties them."""
    for record, name in examples.of(("Concession",))[:1]:
        yield f"<p>One concession, and all that is tied to it: {escape(name)}.</p>"
        yield runnable(
            f"MATCH path = (:Concession {{id: '{record}'}})-[tie]-(other)\n"
            "WHERE type(tie) <> 'ASSERTS' AND coalesce(other.known_from <= $as_of, true)\n"
            "RETURN path"
        )
    yield "<p>Double-click a node to see what else is tied to it. The kinds of node:</p>"
    for kind in describe():
        known = "" if kind.context else " WHERE n.known_from <= $as_of"
        yield f"<h4>{escape(kind.label)}</h4>\n<p>{escape(kind.doc)}</p>"
        yield runnable(f"MATCH (n:{kind.label}){known} RETURN n ORDER BY n.id LIMIT 25")


def theme_words(questions: Sequence[Question], examples: Examples) -> Iterable[str]:
    """The questions of one theme, with what sets their parameters."""
    for question in questions:
        yield f"<h4>{escape(question.title)}</h4>\n<p><code>{escape(question.name)}</code></p>"
        stand_ins = examples.values(question)
        for parameter in question.parameters:
            stand_in = stand_ins.get(parameter.name, parameter.default)
            unset = "" if stand_in is None else f" Not set: <code>{escape(stand_in)}</code>."
            yield f"<p><code>{escape(parameter.name)}</code> {escape(parameter.doc)}{unset}</p>"
            choices = [button(words, setting(parameter, value)) for words, value in values(parameter, examples)]
            if len(choices) > 0:
                yield f"<p>{' '.join(choices)}</p>"
            if parameter.type in ("text", "integer", "date"):
                example = {
                    "text": "words",
                    "integer": "1",
                    "date": examples.days[0].isoformat() if examples.days else "",
                }
                yield runnable(f":{setting(parameter, example[parameter.type])}")
        yield runnable(with_stand_ins(question, stand_ins), FOLDED)


def values(parameter: Parameter, examples: Examples) -> Iterable[tuple[str, str | None]]:
    """What a parameter may be set to by a click: how it is called, and the value."""
    if parameter.optional:
        yield "any", None
    if parameter.default is not None:
        yield f"{parameter.default} (default)", parameter.default
    if parameter.type == "word":
        yield from ((word, word) for word in parameter.of if word != parameter.default)
    if parameter.type == "id":
        yield from ((name, record) for record, name in examples.of(parameter.of))


def scripts_words(url: str) -> Iterable[str]:
    """How to keep the questions in Browser."""
    yield f'<p>Fetch <a href="{escape(url)}/scripts.zip" target="_blank">scripts.zip</a> and drop it onto this window.'
    yield "The questions then stand among the saved scripts (the star), in a folder for each theme. Above the folders"
    yield "is the script that sets all parameters: run it first, and again after a reload.</p>"
