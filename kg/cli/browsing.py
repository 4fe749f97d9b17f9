"""``kg browser``: the questions in Neo4j Browser."""

import os
from contextlib import suppress
from datetime import date
from typing import Annotated

import typer

from kg.cli.console import remark
from kg.cli.options import Store
from kg.errors import UsageError

__all__ = ["browser"]

PORT = 7475
"""Next to Browser's own, so that a link that somebody keeps goes on working."""

NO_BROWSER = (
    "{address} has no Neo4j Browser, which belongs to a Neo4j server. For a local one: make neo4j (Java 17 and Maven), "
    "or docker compose -f docs/docker-compose.yml up; then name it in KG_STORE, such as bolt://neo4j@127.0.0.1:7687, "
    "and kg load"
)


def browser(
    port: Annotated[
        int, typer.Option("--port", metavar="PORT", help="Where the kit is served on this computer; 0 is any.")
    ] = PORT,
    open: Annotated[bool, typer.Option("--open", help="Open the link in your web browser.")] = False,
    store: Store = None,
) -> None:
    """Serve guide, style and saved scripts for Neo4j Browser, until Ctrl-C.

    It prints the link that opens Browser with the guide, on the Neo4j that is the store.
    """
    import kg
    from kg.store.address import DEFAULT_ADDRESS, ServerAddress, parse_address

    place = parse_address(store if store is not None else DEFAULT_ADDRESS, user=os.environ.get("KG_USER"))
    if not isinstance(place, ServerAddress):
        raise UsageError(NO_BROWSER.format(address=place))
    from kg.browser import Server, find_door, link, make_kit

    with Server(port) as server:
        with kg.open(store, create=False) as graph:
            if graph.store.engine != "neo4j":
                raise UsageError(NO_BROWSER.format(address=place))
            door = find_door(graph.store, place)
            server.kit = make_kit(graph.store, url=server.url, as_of=date.today())
        server.origins = door.origins
        entrance = link(door, f"{server.url}/guide.html")
        print(entrance, flush=True)
        remark(f"Guide, style and saved scripts: {server.url}/guide.html, /style.grass, /scripts.zip")
        remark("Browser asks for the password." if door.with_auth else "Browser connects by itself.")
        remark("Serving; Ctrl-C ends it.")
        if open:
            typer.launch(entrance)
        with suppress(KeyboardInterrupt):
            server.serve_forever()
