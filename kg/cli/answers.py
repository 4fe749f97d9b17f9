"""Answers as people and programs read them: tables with sources, JSON, JSON lines, CSV, Markdown."""

import csv
import json
import sys
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING

from kg.cli.console import hanging, remark, show, table, unwrapped

if TYPE_CHECKING:
    from kg.ask import Answer, Citation, Row

__all__ = ["FORMATS", "show_answer", "show_dossier"]

FORMATS = ("table", "json", "jsonl", "csv", "markdown")

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a cell begins with that a spreadsheet would calculate instead of showing."""


def show_answer(answer: "Answer", *, format: str, cite: bool) -> None:
    """Print an answer; with ``cite`` its sources too, which JSON always carries."""
    from kg.ask.markdown import answer_md

    if format == "json":
        sys.stdout.write(answer.to_json())
    elif format == "jsonl":
        as_lines(answer, cite)
    elif format == "csv":
        as_csv(answer, cite)
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


def as_lines(answer: "Answer", cite: bool) -> None:
    """For programs: a row as JSON in each line, with ``cite`` its sources as in the whole JSON."""
    for row in answer:
        sources = {"citations": {each: asdict(source) for each, source in sources_of(answer, row).items()}}
        print(json.dumps({**row, **(sources if cite else {})}, ensure_ascii=False, default=date.isoformat))


def as_csv(answer: "Answer", cite: bool) -> None:
    """For spreadsheets: names as in the table, evidence as ids, with ``cite`` its sources in a column of their own."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow([column.name for column in answer.columns] + (["citations"] if cite else []))
    for row, cells in zip(answer, answer.cells(numbered=False), strict=True):
        sources = "; ".join(map(in_a_cell, sources_of(answer, row).values()))
        writer.writerow(map(safe, [*cells, *([sources] if cite else [])]))


def sources_of(answer: "Answer", row: "Row") -> "dict[str, Citation]":
    """The sources of one row, by the ids of its evidence and in their order."""
    return {each: answer.sources[each] for each in row["evidence"] if each in answer.sources}


def in_a_cell(source: "Citation") -> str:
    """A source with its address, where it has one."""
    return ", ".join(part for part in (source.in_words(), source.url) if part is not None)


def safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; numbers stay numbers."""
    number = cell.removeprefix("-").isdecimal()
    return f"'{cell}" if cell.startswith(FORMULA) and not number else cell
