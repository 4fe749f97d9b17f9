"""The rounds of a run: the server is warmed up, then every step is measured, and the median counts."""

from collections import defaultdict
from collections.abc import Callable
from functools import partial
from typing import Final

from bench import bare
from bench.peers import by_pyoxigraph, by_rdflib
from bench.steps import (
    Outcome,
    Server,
    WrongError,
    apart,
    bare_export,
    bare_load,
    bare_read,
    kg_export,
    kg_load,
    kg_publish,
    kg_shapes,
    peer_export,
)

__all__ = ["measured"]

WARM_UP: Final = (*(2_000,) * 6, 20_000, 20_000)
"""Claims in the rounds before the measured ones: small ones for what a server does once a statement (its planner takes
ten rounds to come down from seconds to hundredths), large ones for what it does once a row."""

RDFLIB_UPTO: Final = 20_000
"""rdflib holds everything in memory, three gigabytes for ten times as much."""

ONCE_FROM: Final = 60_000
"""From so many claims on one round is measured, below three: there a pause of the server weighs more."""

GROWN_FROM: Final = 1_000_000
"""From so many claims on only the memory of what may not grow with the graph is looked at: the rest takes hours."""


def measured(server: Server, claims: int, *, say: Callable[[str], None]) -> dict[str, Outcome]:
    """What every step cost, by its name: the round with the median CPU time, for each step apart.

    ``say`` is told what is being done.
    """
    if claims >= GROWN_FROM:
        return grown(server, claims, say=say)
    for size in WARM_UP:
        say(f"warming up: {min(size, claims):,} claims")
        one_round(server, min(size, claims), published=False, say=lambda step: None)
    found: defaultdict[str, list[Outcome]] = defaultdict(list)
    count = 1 if claims >= ONCE_FROM else 3
    for number in range(1, count + 1):
        say(f"round {number} of {count}: {claims:,} claims")
        for name, outcome in one_round(server, claims, published=True, say=say).items():
            found[name].append(outcome)
    return {name: sorted(each, key=lambda outcome: outcome.cost.cpu)[len(each) // 2] for name, each in found.items()}


def one_round(server: Server, claims: int, *, published: bool, say: Callable[[str], None]) -> dict[str, Outcome]:
    """Every step once, from an empty store on; a WrongError where they do not agree on what is in the graph.

    What publishes, and the other writers, warm nothing up and are left out unless ``published``.
    """
    with server.store() as store:
        bare.empty(store.driver)
    outcomes: dict[str, Outcome] = {}

    def run(name: str, step: Callable[..., Outcome], *args: object, **kwargs: object) -> None:
        outcomes[name] = outcome = apart(step, server, *args, **kwargs)
        say(f"  {name}: {outcome.cost.wall:.1f} s")

    run("kg_load", kg_load, claims)
    run("kg_reload", kg_load, claims, unchanged=True)
    run("bare_read", bare_read)
    run("kg_export", kg_export)
    run("bare_export", bare_export)
    if published:
        run("kg_publish", kg_publish)
        run("kg_shapes", kg_shapes)
        run("pyoxigraph", peer_export, write=by_pyoxigraph)
    if published and claims <= RDFLIB_UPTO:
        run("rdflib", peer_export, write=by_rdflib)
    run("bare_merge", bare_load, once=False)
    run("bare_create", bare_load, once=True)
    check(outcomes, claims)
    return outcomes


def grown(server: Server, claims: int, *, say: Callable[[str], None]) -> dict[str, Outcome]:
    """A graph that is loaded once, exported and published."""
    outcomes: dict[str, Outcome] = {}
    for name, step in (
        ("kg_load", partial(kg_load, claims=claims)),
        ("kg_export", kg_export),
        ("kg_publish", kg_publish),
    ):
        outcomes[name] = apart(step, server)
        say(f"  {name}: {outcomes[name].cost.wall:.1f} s, {outcomes[name].peak / 1e6:.0f} MB")
    with server.store() as store:
        [found] = store.read("MATCH (c:Claim) RETURN count(c) AS claims")
    if found["claims"] != claims:
        raise WrongError(f"the graph has {found['claims']} claims, not {claims}")
    if outcomes["kg_export"].counts["records"] != outcomes["kg_publish"].counts["records"]:
        raise WrongError(f"{outcomes['kg_export'].counts} exported, {outcomes['kg_publish'].counts} published")
    return outcomes


def check(outcomes: dict[str, Outcome], claims: int) -> None:
    """All steps saw the same graph; that the bare loops wrote the same as Parley they have found out themselves."""
    read, exported, graph = (outcomes[name].counts for name in ("bare_read", "kg_export", "bare_create"))
    if graph["Claim"] != claims:
        raise WrongError(f"the graph has {graph['Claim']} claims, not {claims}")
    if not read["nodes"] == exported["records"] == graph["nodes"]:
        raise WrongError(f"{read['nodes']} nodes read, {exported['records']} exported, {graph['nodes']} there")
    if exported["relationships"] != graph["relationships"]:
        raise WrongError(f"{exported['relationships']} relationships exported, {graph['relationships']} there")
