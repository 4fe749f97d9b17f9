"""``kg check`` and ``kg locate``: what can be done without a graph."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import counted, remark, table
from kg.cli.options import pairs
from kg.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.check import Checked
    from kg.check.coverage import Coverage

__all__ = ["check", "locate"]


def check(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="PATH",
            help="Files or folders of dossiers, sources or questions; without one, all that comes with Parley, and the "
            "questions in KG_QUESTIONS.",
        ),
    ] = None,
    text: Annotated[
        list[str] | None,
        typer.Option(
            "--text",
            metavar="DOCUMENT=FILE",
            help="Your copy of a document: look up its locators there, and refuse summaries that repeat it. "
            "May be given several times.",
        ),
    ] = None,
) -> None:
    """Check dossiers, sources and questions without a graph.

    Prints everything that is wrong, each as file:line:column: what is wrong; what would be right. Where nothing is,
    it tells how well the records are sourced: which rest on documents of the weakest tiers alone, which documents
    nothing cites, how many citations name no place, and whose name is known as a misprint of another.
    """
    from kg.check import check as check_all

    copies = pairs(text or [], "DOCUMENT=FILE, such as document/some-article=article.txt")
    checked = check_all(paths or [], texts={name: Path(file) for name, file in copies.items()})
    if len(checked.copies) > 0:
        table(
            ("record", "locator", "in the copy"),
            [(each.record, str(each.locator), each.outcome) for each in checked.copies],
        )
    weaknesses = [*told(checked.coverage)]
    if len(weaknesses) > 0:
        table(("record", "coverage"), weaknesses)
    for problem in checked.problems:
        print(problem)
    print(summary(checked))
    if len(checked.problems) > 0:
        raise typer.Exit(1)


def told(coverage: "Coverage") -> "Iterator[tuple[str, str]]":
    """What is weak about the records, each with its weakness; none of it is a mistake."""
    from kg.check.coverage import WEAK

    yield from ((record, "no citation") for record in coverage.uncited)
    yield from ((record, f"tier {' or '.join(WEAK)} alone") for record in coverage.weak)
    yield from ((document, "cited by nothing") for document in coverage.idle)
    yield from ((record, f"its name is a misprint of {other}") for record, other in coverage.misprinted)


def summary(checked: "Checked") -> str:
    """What was looked at, in one line; records are counted where all could be read."""
    kinds = ", ".join(f"{number:,} {kind}" for kind, number in sorted(checked.records.items()))
    looked_at = {
        f"{counted(checked.records.total(), 'record')} ({kinds})": checked.records.total(),
        f"{counted(len(checked.coverage.uncited), 'fact')} without a citation": checked.records.total(),
        f"{counted(checked.locators, 'locator')} ({checked.unseen:,} unseen)": checked.locators,
        counted(checked.sources, "source"): checked.sources,
        counted(checked.questions, "question"): checked.questions,
    }
    return "; ".join(
        [counted(len(checked.problems), "problem"), *(text for text, number in looked_at.items() if number > 0)]
    )


def locate(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Your copy of a document, as plain text.")],
    text: Annotated[str, typer.Argument(metavar="TEXT", help="Some words of the sentence, in quotes.")],
) -> None:
    """Print the locator of a sentence, to cite it in a dossier.

    It is made of the number and a hash of the words, so that everybody with a copy can check it and the sentence
    itself is not stored.
    """
    from kg.load.locate import Copy
    from kg.load.normal_form import words_of
    from kg.load.text_file import read_copy

    if len(words_of(text)) == 0:
        raise UsageError(f"{text!r} holds no words; give some words of the sentence in quotes")
    locators = Copy(read_copy(file)).locate(text)
    for locator in locators:
        print(locator)
    if len(locators) == 0:
        remark(f"{file} does not hold these words in a row")
        raise typer.Exit(1)
