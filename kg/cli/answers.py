"""Answers as people and programs read them: tables with sources, JSON, JSON lines, CSV, Markdown."""

import csv
import json
import sys
from datetime import date
from typing import TYPE_CHECKING

from kg.cli.console import hanging, remark, show, table, unwrapped

if TYPE_CHECKING:
    from kg.ask import Answer, Citation

__all__ = ["FORMATS", "show_answer", "show_dossier"]

FORMATS = ("table", "json", "jsonl", "csv", "markdown")

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a cell begins with that a spreadsheet would calculate instead of showing."""


def show_answer(answer: "Answer", *, format: str, cite: bool) -> None:
    """Print an answer; with ``cite`` its sources too, where the format does not carry them anyway."""
    if format == "json":
        sys.stdout.write(answer.to_json())
    elif format == "jsonl":
        for row in answer.to_dicts():
            print(json.dumps(row, ensure_ascii=False, default=date.isoformat))
    elif format == "csv":
        as_csv(answer)
    elif format == "markdown":
        as_markdown(answer, cite)
    else:
        as_table(answer, cite)
    if len(answer) == 0 and format in ("jsonl", "csv"):
        remark(absence(answer))


def as_table(answer: "Answer", cite: bool) -> None:
    """For people: the question, what it was asked of, the rows, the sources."""
    from rich.text import Text

    show(Text(answer.question.title, style="bold"), Text(conditions(answer), style="dim"), "")
    if len(answer) == 0:
        show(Text(absence(answer)))
        return
    table([heading(column.name) for column in answer.columns], cells(answer, numbered=cite))
    if cite:
        show_sources(answer)


def show_sources(answer: "Answer") -> None:
    """Print the numbered sources of an answer."""
    from rich.text import Text

    show("", Text("Sources", style="bold"))
    for number, (evidence, citation) in enumerate(answer.citations().items(), start=1):
        mark = f"[{number}] "
        show(hanging(mark, sentence(citation)))
        for line in (citation.url, evidence):
            if line is not None:
                # Never wrapped: it is there to be clicked or copied.
                unwrapped(" " * len(mark) + line)


def show_dossier(answer: "Answer") -> None:
    """Print everything about one record: its name and id, the statements by section, the sources."""
    from rich.text import Text

    record = str(answer.parameters["id"])
    show(Text(answer.names.get(record, record), style="bold"), Text(f"{record}, as of {answer.as_of}", style="dim"))
    names = [column.name for column in answer.columns]
    section = None
    for row in (dict(zip(names, each, strict=True)) for each in cells(answer, numbered=True)):
        if row["section"] != section:
            section = row["section"]
            show("", Text(section, style="bold"))
        known = f"known from {row['known_from']}" if row["known_from"] != "" else ""
        said = ", ".join(part for part in (row["said_by"], row["said_on"], known) if part != "")
        evidence = f" [{row['evidence']}]" if row["evidence"] != "" else ""
        show(hanging("- ", f"{row['statement']}\n{said}{evidence}" if said != "" else f"{row['statement']}{evidence}"))
    if len(answer) == 0:
        show("", Text(absence(answer)))
    else:
        show_sources(answer)


def as_csv(answer: "Answer") -> None:
    """For spreadsheets: names as in the table, evidence as ids."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow([column.name for column in answer.columns])
    writer.writerows([safe(cell) for cell in row] for row in cells(answer, numbered=False))


def safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; numbers stay numbers."""
    number = cell.removeprefix("-").isdecimal()
    return f"'{cell}" if cell.startswith(FORMULA) and not number else cell


def as_markdown(answer: "Answer", cite: bool) -> None:
    """For documents: a heading, a table, a list of sources."""
    print(f"### {escaped(answer.question.title)}\n\n{escaped(conditions(answer))}\n")
    if len(answer) == 0:
        print(absence(answer))
        return
    names = [heading(column.name) for column in answer.columns]
    for row in (names, ["---"] * len(names), *cells(answer, numbered=cite)):
        print(f"| {' | '.join(map(escaped, row))} |")
    if cite:
        print()
        for number, (evidence, citation) in enumerate(answer.citations().items(), start=1):
            url = f" <{citation.url}>" if citation.url is not None else ""
            print(f"{number}. {escaped(sentence(citation))}{url} `{evidence}`")


def escaped(text: str) -> str:
    """Text that Markdown shows as it is, in one line."""
    for sign in "\\`*_[]<>|":
        text = text.replace(sign, f"\\{sign}")
    return " ".join(text.split())


def cells(answer: "Answer", *, numbered: bool) -> list[list[str]]:
    """The rows as people read them, the evidence as numbers in the list of sources or as ids."""
    rows = answer.cells()
    if not numbered:
        place = [column.name for column in answer.columns].index("evidence")
        for cell, row in zip(rows, answer, strict=True):
            cell[place] = ", ".join(row["evidence"])
    return rows


def conditions(answer: "Answer") -> str:
    """What the question was asked of."""
    given = (
        f"{heading(name)} {answer.in_words(value if isinstance(value, str) else str(value))}"
        for name, value in answer.parameters.items()
        if value is not None
    )
    return ", ".join([f"as of {answer.as_of}", *given])


def absence(answer: "Answer") -> str:
    """That nothing is recorded is no proof that nothing is there."""
    return f"None recorded as of {answer.as_of}."


def heading(name: str) -> str:
    """A column's name as people read it."""
    return name.replace("_", " ")


def sentence(citation: "Citation") -> str:
    """One source in a line: title, publisher, date, place, tier."""
    parts = [citation.title, citation.publisher, citation.published, citation.locator]
    tier = [f"tier {citation.tier}"] if citation.tier is not None else []
    return ", ".join([*(part for part in parts if part is not None), *tier])
