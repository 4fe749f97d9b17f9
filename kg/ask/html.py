"""An answer as HTML for notebooks: a table whose evidence leads to numbered footnotes. Nothing in it runs."""

from html import escape
from secrets import token_hex
from typing import Any

from kg.ask.answer import Answer, Citation
from kg.ask.markdown import heading

__all__ = ["answer_html"]


def answer_html(answer: Answer[Any]) -> str:
    """The whole answer with its sources."""
    head = f"<p><b>{escape(answer.question.title)}</b><br>{escape(answer.conditions())}</p>"
    if len(answer) == 0:
        return f"<div>{head}<p>{escape(answer.absence())}</p></div>"
    # Several answers stand on one page, and a footnote leads to that of its own answer.
    mark = token_hex(4)
    names = "".join(f"<th>{escape(heading(column.name))}</th>" for column in answer.columns)
    rows = "".join(f"<tr>{''.join(row)}</tr>" for row in table_cells(answer, mark))
    notes = "".join(
        f'<li id="{mark}-{number}">{footnote(evidence, citation)}</li>'
        for number, (evidence, citation) in enumerate(answer.citations().items(), start=1)
    )
    table = f"<table><thead><tr>{names}</tr></thead><tbody>{rows}</tbody></table>"
    return f"<div>{head}{table}<ol>{notes}</ol></div>"


def table_cells(answer: Answer[Any], mark: str) -> list[list[str]]:
    """The cells of the rows, the numbers of the evidence as links to the footnotes."""
    place = [column.name for column in answer.columns].index("evidence")
    return [
        [f"<td>{linked(cell, mark) if number == place else escape(cell)}</td>" for number, cell in enumerate(row)]
        for row in answer.cells()
    ]


def linked(numbers: str, mark: str) -> str:
    """``1, 2`` as links."""
    return ", ".join(f'<a href="#{mark}-{each}">{each}</a>' for each in numbers.split(", ") if each != "")


def footnote(evidence: str, citation: Citation) -> str:
    """One source; only web addresses become links, since others may run."""
    words = escape(citation.in_words())
    if citation.url is not None and citation.url.startswith(("https://", "http://")):
        words = f'<a href="{escape(citation.url)}">{words}</a>'
    return f"{words} <code>{escape(evidence)}</code>"
