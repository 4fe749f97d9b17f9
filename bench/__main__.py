"""Measure Parley next to the barest driver loops, side by side on a Neo4j started for that.

Never fails on a time, since machines differ; fails where a step wrote or counted something wrong.
"""

import argparse
import secrets
import shutil
import signal
import sys
import tempfile
from multiprocessing import active_children
from pathlib import Path
from typing import NoReturn

from bench.report import described, put
from bench.rounds import measured
from bench.steps import Server
from bench.table import as_markdown, rows_of
from tests import local_neo4j

HEAP = "3g"


def end(*_: object) -> NoReturn:
    """What a time limit asks for by SIGTERM: the step in hand and the server go too, as with Ctrl-C."""
    for step in active_children():
        step.terminate()
    sys.exit(128 + signal.SIGTERM)


def main() -> int:
    """Run the bench and print its table."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--claims", type=int, default=20_000, help="how many claims the graph has (default: 20000)")
    parser.add_argument("--keep", action="store_true", help="leave the server running, and say where it is")
    parser.add_argument("--write", type=Path, metavar="FILE", help="put the table into its section of this file too")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, end)
    home = Path(tempfile.mkdtemp(prefix="parley-bench-"))
    local = None
    try:
        local = local_neo4j.start(home, password=secrets.token_urlsafe(16), heap=HEAP)
        server = Server(local.url, local_neo4j.USER, local.password, local.pid)
        outcomes = measured(server, options.claims, say=lambda line: print(line, file=sys.stderr, flush=True))
    finally:
        if options.keep and local is not None:
            print(f"{local.url} (user {local_neo4j.USER}, password {local.password}), process {local.pid}, in {home}")
        else:
            if local is not None:
                local_neo4j.stop(local)
            shutil.rmtree(home, ignore_errors=True)
    report = f"{described(outcomes, heap=HEAP)}\n\n{as_markdown(rows_of(outcomes))}"
    print(report)
    if options.write is not None:
        put(options.write, options.claims, report)
    return 0


if __name__ == "__main__":
    sys.exit(main())
