"""``kg demo``: the main job from end to end, in a graph of its own."""

import shlex
import shutil
import sys
from pathlib import Path

from kg.cli.answers import show_answer
from kg.cli.console import counted, progress
from kg.cli.loading import show_plan

__all__ = ["demo"]

HOME = Path(".kg/demo")
QUESTION = "reciprocity/unreciprocated-concessions"
AS_OF = "2025-12-16"


def demo() -> None:
    """See the main job done: load, ask with sources, export.

    It takes the facts that come with Parley, and a graph of its own in .kg/demo below the current folder.
    """
    import kg
    from kg.load import write

    store, file = f"embedded:{HOME / 'graph'}", HOME / "graph.nq"
    command = "kg" if shutil.which("kg") is not None else shlex.quote(sys.argv[0])
    ask = f"ask {QUESTION} --as-of {AS_OF} --cite"
    with kg.open(store) as graph:
        graph.reset()
        print(f"1. Load the facts that come with Parley into {store}\n")
        with progress() as tell:
            made = graph.plan(progress=tell)
            write(graph.store, made, progress=tell)
        show_plan(made)
        print(f"\n2. Ask a question of what was known on {AS_OF}: kg {ask}\n")
        show_answer(graph.ask(QUESTION, as_of=AS_OF), format="table", cite=True)
        counts = graph.export(file)
        print(f"\n3. Export the graph as RDF: {counted(counts.statements, 'statement')} in {file}")
    print(
        "\nTry next (this graph stays until the next demo):\n"
        f"  export KG_STORE={store}\n"
        f"  {command} questions\n"
        f"  {command} show concession/us-h200-easing\n"
        f"  {command} ask claims/who-said-what -p speaker=official/wendy-cutler --cite\n"
        f"  {command} load FOLDER       your own dossiers"
    )
