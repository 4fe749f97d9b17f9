"""``kg export``."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import counted, progress, remark
from kg.cli.options import Store

__all__ = ["export"]


def export(
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="[nq|nt|ttl|trig|jsonld]",
            help="N-Quads, TriG or JSON-LD; or N-Triples or Turtle, which have no named graphs. Without it the ending "
            "of FILE says which, else it is N-Quads.",
        ),
    ] = None,
    out: Annotated[str, typer.Option("-o", "--out", metavar="FILE", help="Where to; - is standard output.")] = "-",
    store: Store = None,
) -> None:
    """Write the graph as RDF.

    Equal graphs give equal bytes. A FILE gets its name when it is complete; it may be a pipe.
    """
    import kg

    with kg.open(store, create=False) as graph, progress() as tell:

        def records(done: int) -> None:
            tell("writing records", done, None)

        target = sys.stdout.buffer if out == "-" else Path(out)
        counts = graph.export(target, format=format, progress=records)
    remark(
        f"{counted(counts.records, 'record')}, {counted(counts.relationships, 'relationship')}, "
        f"{counted(counts.statements, 'statement')}"
    )
