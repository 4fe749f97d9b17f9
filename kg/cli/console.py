"""Where things are printed: results on standard output, everything else on standard error.

On a terminal with colour and in its width; in a pipe plain, 80 columns wide, the same whoever runs it.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

__all__ = ["counted", "hanging", "progress", "remark", "show", "table", "unwrapped"]

PIPE_WIDTH: Final = 80
MOST_COLUMNS: Final = 4
"""A table with more columns is written as a block for each row where it would have to be wrapped."""

GAP: Final = 2
LONG_LIST: Final = 8
"""So many values in one cell of a block stand below one another."""


def remark(text: str) -> None:
    """Print what is no result."""
    print(text, file=sys.stderr)


def counted(number: int, what: str) -> str:
    """A number with its noun: ``1 record``, ``2,000 records``."""
    return f"{number:,} {what}{'s' if number != 1 else ''}"


def console(least: int = 0) -> "Console":
    """Standard output as it is now: on a terminal, or in a pipe, there at least so wide."""
    from rich.console import Console

    width = None if sys.stdout.isatty() else max(PIPE_WIDTH, least)
    return Console(file=sys.stdout, width=width, highlight=False, markup=False, emoji=False)


def show(*parts: "RenderableType", least: int = 0) -> None:
    """Print renderables of rich, or text that is to be wrapped; in a pipe at least so wide."""
    screen = console(least)
    with screen.capture() as captured:
        for part in parts:
            screen.print(part)
    text = captured.get()
    # Rich fills cells up with blanks, which nobody wants in a file.
    plain = text if screen.is_terminal else "".join(f"{line.rstrip()}\n" for line in text.splitlines())
    sys.stdout.write(plain)


def unwrapped(line: str) -> None:
    """Print a line that is never wrapped."""
    from rich.text import Text

    screen = console()
    with screen.capture() as captured:
        screen.print(Text(line, style="dim"), soft_wrap=True)
    sys.stdout.write(captured.get())


def hanging(mark: str, text: str) -> "RenderableType":
    """Text behind a mark, its further lines set in."""
    from rich.table import Table
    from rich.text import Text

    grid = Table.grid()
    grid.add_column()
    grid.add_column(overflow="fold")
    grid.add_row(Text(mark), Text(text))
    return grid


def table(columns: Sequence[str], rows: Sequence[Sequence[str]], *, numbers: bool = False) -> None:
    """Print rows under their headings; many wide columns as a block for each row, headed by its first cell.

    In a pipe a row of a table is one line, however long, since programs read it. With ``numbers`` all columns but
    the first are numbers, which stand at the right.
    """
    from rich.cells import cell_len
    from rich.table import Table
    from rich.text import Text

    widths = [max(cell_len(row[place]) for row in (columns, *rows)) for place in range(len(columns))]
    whole_width = sum(widths) + GAP * (len(widths) - 1)
    if whole_width > console().width and len(columns) > MOST_COLUMNS:
        blocks(columns, rows)
        return
    grid = Table(box=None, padding=(0, GAP, 0, 0), pad_edge=False, header_style="bold")
    for place, column in enumerate(columns):
        grid.add_column(Text(column), justify="right" if numbers and place > 0 else "left", overflow="fold")
    for row in rows:
        grid.add_row(*map(Text, row))
    show(grid, least=whole_width)


def blocks(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print each row as a block of its own; what is empty is left out, but for what heads the block."""
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    label = max(map(len, columns[1:]))
    for number, row in enumerate(rows, start=1):
        grid = Table.grid(padding=(0, GAP, 0, 0))
        grid.add_column(style="dim", width=label)
        grid.add_column(overflow="fold")
        for column, cell in zip(columns[1:], row[1:], strict=True):
            if cell != "":
                grid.add_row(Text(column), listed(cell))
        head = row[0] if row[0] != "" else f"({columns[0]}: not stated)"
        show(*([""] if number > 1 else []), Text(f"{number}. {head}", style="bold"), Padding(grid, (0, 0, 0, 3)))


def listed(cell: str) -> "RenderableType":
    """A cell of a block: text that is to be wrapped, or a long list with a mark at each value."""
    from rich.console import Group
    from rich.text import Text

    values = cell.split("; ")
    return Group(*(hanging("- ", each) for each in values)) if len(values) >= LONG_LIST else Text(cell)


@contextmanager
def progress() -> Iterator[Callable[[str, int, int | None], None]]:
    """What to call with what is being done, how much of it is done and how much there is; shown on a terminal only."""
    if not sys.stderr.isatty():
        yield lambda doing, done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(file=sys.stderr), transient=True) as bar:
        tasks = {}

        def tell(doing: str, done: int, total: int | None) -> None:
            if doing not in tasks:
                tasks[doing] = bar.add_task(doing, total=total)
            bar.update(tasks[doing], completed=done, total=total)

        yield tell
