"""The measured table: Parley's steps next to the bare loops, with the goals."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bench.steps import Outcome

__all__ = ["Row", "as_markdown", "rows_of"]

MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Row:
    """One line: what was measured, its figures, and how it stands to its goal (empty where none was set)."""

    what: str
    wall: str
    client: str
    server: str
    total: str
    verdict: str

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells, from left to right."""
        return self.what, self.wall, self.client, self.server, self.total, self.verdict


HEADER = Row("step", "wall s", "client CPU s", "server CPU s", "CPU s", "against its goal")


def rows_of(outcomes: dict[str, Outcome]) -> list[Row]:
    """The lines of the table, from the outcomes of one run by the name of the step."""
    if "bare_merge" not in outcomes:
        return grown(outcomes)
    first, merged, once = (outcomes[name] for name in ("kg_load", "bare_merge", "bare_create"))
    again, hashes = outcomes["kg_reload"], outcomes["bare_read"]
    quads, lines = outcomes["kg_export"], outcomes["bare_export"]
    return [
        line("first load, Parley", first, at_least(merged.cost.cpu / first.cost.cpu, 0.8, "of the bare loop")),
        line("first load, bare loop (MERGE)", merged),
        line("first load, bare loop that can run only once (CREATE)", once, ratio(once.cost.cpu / first.cost.cpu)),
        line("unchanged reload, Parley", again, at_most(again.cost.cpu / first.cost.cpu, 0.1, "of its first load")),
        line("read of all ids and hashes, bare loop", hashes, ratio(hashes.cost.cpu / again.cost.cpu)),
        line(
            f"export, Parley ({quads.counts['statements']:,} statements)",
            quads,
            at_least(lines.cost.cpu / quads.cost.cpu, 0.7, "of the bare loop"),
        ),
        line(
            f"export, bare loop ({lines.counts['statements']:,} statements)",
            lines,
            f"{per_statement(lines) / per_statement(quads):.2f} by statement",
        ),
        *peers(outcomes),
        memory(quads),
        *published(outcomes),
    ]


def grown(outcomes: dict[str, Outcome]) -> list[Row]:
    """The lines for a graph so large that only the memory of an export and of a run is of interest."""
    load, quads, run = (outcomes[name] for name in ("kg_load", "kg_export", "kg_publish"))
    return [
        line("first load, Parley", load),
        line(f"export, Parley ({quads.counts['statements']:,} statements)", quads),
        memory(quads),
        line("publish, without the shapes", run),
        publishing(run),
    ]


def memory(quads: Outcome) -> Row:
    """What an export holds."""
    return Row("memory of the export, client", "", "", "", "", at_most(quads.peak / MEGABYTE, 150, "MB", places=0))


def publishing(run: Outcome) -> Row:
    """What a run holds."""
    return Row("memory of publishing without the shapes, client", "", "", "", "", f"{run.peak / MEGABYTE:.0f} MB")


def peers(outcomes: dict[str, Outcome]) -> Iterator[Row]:
    """Other writers, by statement, since they write fewer."""
    quads = outcomes["kg_export"]
    for name in ("pyoxigraph", "rdflib"):
        if name in outcomes:
            found = outcomes[name]
            verdict = f"{per_statement(found) / per_statement(quads):.1f} by statement, {found.peak / MEGABYTE:.0f} MB"
            yield line(f"export, {name} ({found.counts['statements']:,} statements)", found, verdict)


def published(outcomes: dict[str, Outcome]) -> Iterator[Row]:
    """A run of publishing, and what the shapes cost beside it."""
    if "kg_publish" in outcomes:
        run, quads, shapes = outcomes["kg_publish"], outcomes["kg_export"], outcomes["kg_shapes"]
        times = at_most(run.cost.cpu / quads.cost.cpu, 4, "times the export", places=1)
        yield line("publish, without the shapes", run, times)
        yield publishing(run)
        rate = shapes.counts["statements"] / shapes.cost.cpu
        yield line(f"shapes of {shapes.counts['records']:,} records", shapes, f"{rate:,.0f} statements a second")


def line(what: str, outcome: Outcome, verdict: str = "") -> Row:
    """A line with the costs of a step."""
    cost = outcome.cost
    server = "not known" if cost.server is None else f"{cost.server:.2f}"
    return Row(what, f"{cost.wall:.2f}", f"{cost.client:.2f}", server, f"{cost.cpu:.2f}", verdict)


def per_statement(outcome: Outcome) -> float:
    """CPU seconds for each statement."""
    return outcome.cost.cpu / outcome.counts["statements"]


def at_least(value: float, goal: float, unit: str) -> str:
    """A goal that is a floor."""
    return f"{value:.2f} {unit}, goal at least {goal}: {'met' if value >= goal else 'missed'}"


def at_most(value: float, goal: float, unit: str, *, places: int = 2) -> str:
    """A goal that is a ceiling."""
    return f"{value:.{places}f} {unit}, goal under {goal}: {'met' if value < goal else 'missed'}"


def ratio(value: float) -> str:
    """A ratio without a goal."""
    return f"{value:.2f} of Parley's"


def as_markdown(rows: Sequence[Row]) -> str:
    """The table with columns of even width, as people read it in a terminal and Markdown shows it."""
    lines = [each.cells for each in (HEADER, *rows)]
    widths = [max(len(cell) for cell in column) for column in zip(*lines, strict=True)]
    lines.insert(1, tuple("-" * width for width in widths))
    return "".join(f"| {' | '.join(map(str.ljust, cells, widths))} |\n" for cells in lines)
