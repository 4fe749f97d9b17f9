"""Answers as people and programs read them: tables with sources, JSON, JSON lines, CSV, Markdown."""

import csv
import json
import sys
from datetime import date
from typing import TYPE_CHECKING

from kg.cli.console import hanging, remark, show, table, unwrapped

if TYPE_CHECKING:
    from kg.ask import Answer

__all__ = ["FORMATS", "show_answer", "show_dossier"]

FORMATS = ("table", "json", "jsonl", "csv", "markdown")

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a cell begins with that a spreadsheet would calculate instead of showing."""


def show_answer(answer: "Answer", *, format: str, cite: bool) -> None:
    """Print an answer; with ``cite`` its sources too, where the format does not carry them anyway."""
    from kg.ask.markdown import answer_md

    if format == "json":
        sys.stdout.write(answer.to_json())
    elif format == "jsonl":
        for row in answer.to_dicts():
            print(json.dumps(row, ensure_ascii=False, default=date.isoformat))
    elif format == "csv":
        as_csv(answer)
    elif format == "markdown":
        sys.stdout.write(answer_md(answer, cite=cite))
    else:
        as_table(answer, cite)
    if len(answer) == 0 and format in ("jsonl", "csv"):
        remark(answer.absence())


def as_table(answer: "Answer", cite: bool) -> None:
    """For people: the question, what it was asked of, the rows, the sources."""
    from rich.text import Text

    from kg.ask.markdown import heading

    show(Text(answer.question.title, style="bold"), Text(answer.conditions(), style="dim"), "")
    if len(answer) == 0:
        show(Text(answer.absence()))
        return
    table([heading(column.name) for column in answer.columns], answer.cells(numbered=cite))
    if cite:
        show_sources(answer)


def show_sources(answer: "Answer") -> None:
    """Print the numbered sources of an answer."""
    from rich.text import Text

    show("", Text("Sources", style="bold"))
    for number, (evidence, citation) in enumerate(answer.citations().items(), start=1):
        mark = f"[{number}] "
        show(hanging(mark, citation.in_words()))
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
    for row in (dict(zip(names, each, strict=True)) for each in answer.cells(numbered=True)):
        if row["section"] != section:
            section = row["section"]
            show("", Text(section, style="bold"))
        known = f"known from {row['known_from']}" if row["known_from"] != "" else ""
        said = ", ".join(part for part in (row["said_by"], row["said_on"], known) if part != "")
        evidence = f" [{row['evidence']}]" if row["evidence"] != "" else ""
        show(hanging("- ", f"{row['statement']}\n{said}{evidence}" if said != "" else f"{row['statement']}{evidence}"))
    if len(answer) == 0:
        show("", Text(answer.absence()))
    else:
        show_sources(answer)


def as_csv(answer: "Answer") -> None:
    """For spreadsheets: names as in the table, evidence as ids."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow([column.name for column in answer.columns])
    writer.writerows([safe(cell) for cell in row] for row in answer.cells(numbered=False))


def safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; numbers stay numbers."""
    number = cell.removeprefix("-").isdecimal()
    return f"'{cell}" if cell.startswith(FORMULA) and not number else cell
