"""The kit does in a real Neo4j Browser what it promises."""

import os
from datetime import date
from urllib.parse import parse_qs, urlsplit
from urllib.request import urlopen

import pytest

import kg
from kg.ask.colours import COLOURS
from tests.browser.neo4j_browser import HOW_TO_GET_ONE, Browser, chromium, open_page, serving
from tests.conftest import Neo4jServer

HEADLINE = "reciprocity/unreciprocated-concessions"
TITLE = "Which concessions have no reciprocal commitment?"
NEEDS_AN_ID = "What is known about one thing, and from where?"
DAY = "2025-10-31"


@pytest.fixture
def executable() -> str:
    """A Chromium; in CI it has to be there."""
    found = chromium()
    if found is not None:
        return found
    if os.environ.get("CI") == "true":
        pytest.fail(HOW_TO_GET_ONE)
    pytest.skip(HOW_TO_GET_ONE)


def expected(graph: kg.Graph, day: str) -> tuple[tuple[int, int], set[str], int]:
    """The nodes of the answer, the relationships between them (Browser draws all there are), colours and rows."""
    answer = graph.ask(HEADLINE, as_of=day)
    nodes = answer.picture().nodes
    cypher = "MATCH (a:Entity)-[r]->(b:Entity) WHERE a.id IN $nodes AND b.id IN $nodes RETURN count(r) AS ties"
    (row,) = graph.store.read(cypher, nodes=[node.id for node in nodes])
    return (len(nodes), row["ties"]), {COLOURS[node.label] for node in nodes}, len(answer)


def test_guide_and_saved_scripts_give_the_answer_as_picture_and_table(
    executable: str, neo4j_address: str, neo4j_server: Neo4jServer
) -> None:
    with kg.open(neo4j_address) as graph:
        graph.load()
        then, today = expected(graph, DAY), expected(graph, date.today().isoformat())
    assert then != today
    with serving(neo4j_address) as link, open_page(executable) as page:
        browser = Browser(page)
        browser.enter(link, neo4j_server.password)

        browser.click("Use our style")
        browser.click("Set all parameters")
        browser.click(DAY)
        browser.go_to_slide("Reciprocity")
        frame = browser.run_from_guide(f"// {TITLE}")
        assert (browser.drawn(frame), browser.colours(frame), browser.rows(frame)) == then

        with urlopen(parse_qs(urlsplit(link).query)["arg"][0].replace("guide.html", "scripts.zip")) as answer:
            browser.drop("scripts.zip", answer.read())
        page.get_by_text("Set all parameters (run this first)").wait_for()
        with kg.open(neo4j_address) as graph:
            titles: dict[str, list[str]] = {theme: [] for theme in sorted({each.theme for each in graph.questions()})}
            for question in graph.questions():
                titles[question.theme].append(question.title)
        listed = [name for theme, scripts in titles.items() for name in (theme, *sorted(scripts))]
        assert browser.saved_scripts() == ["Set all parameters (run this first)", *listed]

        browser.run_script("Set all parameters (run this first)")
        assert browser.rows(browser.run_script(NEEDS_AN_ID)) > 1
        frame = browser.run_script(TITLE)
        assert (browser.drawn(frame), browser.colours(frame), browser.rows(frame)) == today
