"""An answer as Markdown: a heading, a table, a numbered list of sources."""

from typing import Any

from kg.ask.answer import Answer

__all__ = ["answer_md", "escaped", "heading", "sources_md", "table_md"]


def answer_md(answer: Answer[Any], *, cite: bool) -> str:
    """The whole answer; with ``cite`` its sources too, and their numbers in place of ids."""
    head = f"### {escaped(answer.question.title)}\n\n{escaped(answer.conditions())}\n\n"
    if len(answer) == 0:
        return f"{head}{answer.absence()}\n"
    return head + table_md(answer, cite=cite) + (f"\n{sources_md(answer)}" if cite else "")


def table_md(answer: Answer[Any], *, cite: bool) -> str:
    """The rows under their headings."""
    names = [heading(column.name) for column in answer.columns]
    rows = (names, ["---"] * len(names), *answer.cells(numbered=cite))
    return "".join(f"| {' | '.join(map(escaped, row))} |\n" for row in rows)


def sources_md(answer: Answer[Any]) -> str:
    """The sources, numbered as in the table."""
    return "".join(
        f"{number}. {escaped(citation.in_words())}{'' if citation.url is None else f' <{citation.url}>'} `{evidence}`\n"
        for number, (evidence, citation) in enumerate(answer.citations().items(), start=1)
    )


def escaped(text: str) -> str:
    """Text that Markdown shows as it is, in one line."""
    for sign in "\\`*_[]<>|":
        text = text.replace(sign, f"\\{sign}")
    return " ".join(text.split())


def heading(name: str) -> str:
    """A column's name as people read it."""
    return name.replace("_", " ")
