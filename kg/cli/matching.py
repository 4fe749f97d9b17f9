"""``kg match``."""

from datetime import date
from typing import Annotated

import typer

from kg.cli.console import remark
from kg.cli.options import Store

__all__ = ["match"]

Pair = tuple[str, str]


def match(
    same: Annotated[Pair | None, typer.Option("--same", metavar="ID ID", help="Judge two records to be one.")] = None,
    different: Annotated[
        Pair | None, typer.Option("--different", metavar="ID ID", help="Judge two records to be two.")
    ] = None,
    unsure: Annotated[
        Pair | None, typer.Option("--unsure", metavar="ID ID", help="Note that it cannot be told yet.")
    ] = None,
    by: Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who judges.")] = None,
    why: Annotated[str | None, typer.Option("--why", metavar="TEXT", help="The reason.")] = None,
    store: Store = None,
) -> None:
    """Print which records of different data sets may be one person or body, best first, with the reasons.

    Nothing is merged. A judgement is written into judgements/ when told, and counts once that folder is loaded; without
    it both records are again what they were.
    """
    import kg
    from kg.errors import UsageError
    from kg.match import judge, proposals
    from kg.model.vocabularies import Verdict

    given = {Verdict.SAME: same, Verdict.DIFFERENT: different, Verdict.UNSURE: unsure}
    told = [(verdict, pair) for verdict, pair in given.items() if pair is not None]
    if len(told) > 1:
        raise UsageError("one judgement at a time: --same, --different or --unsure")
    with kg.open(store, create=False) as graph:
        if len(told) == 1:
            if by is None or why is None:
                raise UsageError("a judgement needs --by and --why: who says so, and for what reason")
            ((verdict, (first, second)),) = told
            file = judge(graph.store, first, second, verdict, by=by, why=why, on=date.today())
            print(file)
            remark(f"Next: kg load {file.parent}")
            return
        if by is not None or why is not None:
            raise UsageError("--by and --why belong to --same, --different or --unsure")
        found = proposals(graph.store)
    if len(found) == 0:
        remark(f"No two records in {graph.store.address} of different data sets look like one.")
    for number, each in enumerate(found):
        lines = [f"  {reason.points:+4}  {reason.why}" for reason in each.reasons]
        print(*([""] if number > 0 else []), f"{each.score}  {each.first}  {each.second}", *lines, sep="\n")
