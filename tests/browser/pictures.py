"""The pictures of Neo4j Browser in the README: taken of the real thing, by hand, when it has changed.

    python -m tests.browser.pictures

starts a Neo4j, loads the seeds, and does what the guide says.
"""

import os
import secrets
import sys
import tempfile
from pathlib import Path

import kg
from tests import local_neo4j
from tests.browser.neo4j_browser import HOW_TO_GET_ONE, Browser, chromium, open_page, serving
from tests.conftest import Neo4jServer
from tests.project import ROOT

FOLDER = ROOT / "docs" / "pictures"
TITLE = "Which concessions have no reciprocal commitment?"


def take(server: Neo4jServer, executable: str) -> None:
    """The first slide of the guide, and an answer beside the slide of its theme."""
    os.environ["KG_PASSWORD"] = server.password
    with kg.open(server.address) as graph:
        graph.load()
    with serving(server.address) as link, open_page(executable) as page:
        page.set_viewport_size({"width": 1500, "height": 760})
        browser = Browser(page)
        browser.enter(link, server.password)
        browser.click("Use our style")
        browser.click("Set all parameters")
        browser.click("2025-12-16")
        # Until the newest frame has slid into its place.
        page.wait_for_timeout(3_000)
        browser.picture(FOLDER / "browser-guide.png")
        browser.go_to_slide("Reciprocity")
        browser.click("Advanced computing chips")
        frame = browser.run_from_guide(f"// {TITLE}")
        browser.drawn(frame)
        # It covers a part of the graph.
        frame.get_by_title("Collapse the node properties display").click()
        # Until the nodes have found their places.
        page.wait_for_timeout(5_000)
        frame.get_by_label("zoom-to-fit").click()
        page.wait_for_timeout(1_000)
        browser.picture(FOLDER / "browser-answer.png")


def main() -> int:
    """Take them."""
    executable = chromium()
    if executable is None:
        print(HOW_TO_GET_ONE, file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as home:
        started = local_neo4j.start(Path(home), password=secrets.token_urlsafe(16))
        try:
            take(Neo4jServer(started.url, local_neo4j.USER, started.password), executable)
        finally:
            local_neo4j.stop(started)
    return 0


if __name__ == "__main__":
    sys.exit(main())
