"""``kg publish``."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import counted, progress, remark
from kg.cli.options import EXPORTS, Store
from kg.errors import StoreError, UsageError

if TYPE_CHECKING:
    from kg.publish import Outcome

__all__ = ["publish"]


def publish(
    to: Annotated[Path, typer.Option("--to", metavar="DIR", help="The folder of the runs.")] = EXPORTS,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help="Publish what was known on this day, not everything.")
    ] = None,
    schedule: Annotated[
        str | None,
        typer.Option("--schedule", metavar="CRON", help='Publish again and again, as "0 2 * * *" says, in UTC.'),
    ] = None,
    keep: Annotated[
        list[str] | None,
        typer.Option("--keep", metavar="N", help="Keep N runs, or runs of so many days (90d); once for each."),
    ] = None,
    verify: Annotated[
        Path | None, typer.Option("--verify", metavar="RUN", help="Only check that a run is still what was sealed.")
    ] = None,
    store: Store = None,
) -> None:
    """Publish the graph as a sealed run of RDF.

    A run gets its name when it has passed every check; then latest leads to it. An unchanged graph makes no run,
    unless --as-of names another day than the run before: each run says of which day it is.
    """
    from kg.graph import day_of
    from kg.publish.retention import Keep

    if verify is not None:
        check(verify, is_alone=as_of is None and schedule is None and keep is None)
        return
    rule = Keep.read(keep or [])
    day_of(as_of)

    def once() -> "Outcome":
        import kg
        from kg.publish import note_failure

        try:
            with kg.open(store, create=False) as graph, progress() as tell:
                return graph.publish(to, as_of=as_of, keep=rule, progress=tell)
        except StoreError as error:
            # What fails in a run is a PublishError and noted: this store could not be opened.
            note_failure(to, error)
            raise

    if schedule is None:
        print(told(once()))
    else:
        again(schedule, lambda: told(once()))


def check(run: Path, *, is_alone: bool) -> None:
    """Verify a run, and print what was found right."""
    from kg.publish import verify

    if not is_alone:
        raise UsageError("--verify only checks a run; leave the other options out")
    for line in verify(run):
        print(line)


def again(schedule: str, once: Callable[[], str]) -> None:
    """Publish on a schedule until SIGTERM; what happens is logged with its time."""
    from datetime import UTC, datetime

    from kg.publish.schedule import finishing, repeat

    with finishing() as stop:
        repeat(schedule, once, stop=stop, log=lambda line: remark(f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} {line}"))


def told(outcome: "Outcome") -> str:
    """What came of a run, for people."""
    holds = f"{counted(outcome.records, 'record')}, {counted(outcome.statements, 'statement')}"
    gone = f"; taken away: {', '.join(outcome.gone)}" if len(outcome.gone) > 0 else ""
    if outcome.run is None:
        return f"No change: {outcome.latest} holds the same {holds}{gone}"
    delta = outcome.delta
    changes = f"{delta['ADD']} added, {delta['MOD']} changed, {delta['DEL']} removed"
    return f"Published {outcome.run}: {holds} ({changes}){gone}"
