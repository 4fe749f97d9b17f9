import re
from pathlib import Path

from kg.ask import ask
from kg.ask.colours import ANYTHING, COLOURS
from kg.ask.picture import Picture, picture_of
from kg.model.introspect import describe
from kg.store import Store

QUESTION = "reciprocity/unreciprocated-concessions"


def picture(store: Store) -> Picture:
    return ask(store, QUESTION, as_of="2025-12-16", topic="topic/export-controls").picture()


def test_a_picture_holds_each_record_once_and_only_arrows_between_them(seeded: Store) -> None:
    drawn = picture(seeded)
    ids = [node.id for node in drawn.nodes]
    assert ids == sorted(set(ids))
    assert {"concession/us-h200-easing", "official/wendy-cutler", "party/us"} < set(ids)
    assert {end for tie in drawn.relationships for end in (tie.start, tie.end)} <= set(ids)
    assert ("concession/us-h200-easing", "GIVEN_BY", "party/us") in {
        (tie.start, tie.type, tie.end) for tie in drawn.relationships
    }


def test_both_engines_draw_the_same(seeded_embedded: Store, seeded_neo4j: Store) -> None:
    assert picture(seeded_embedded) == picture(seeded_neo4j)


def test_nothing_draws_an_empty_picture() -> None:
    assert picture_of([]) == Picture((), ())


def test_every_kind_has_a_colour_of_its_own() -> None:
    assert set(COLOURS) == {kind.label for kind in describe()}
    assert len({*COLOURS.values(), ANYTHING}) == len(COLOURS) + 1


def test_a_page_draws_it_without_a_network(seeded_embedded: Store, tmp_path: Path) -> None:
    file = tmp_path / "picture.html"
    drawn = picture(seeded_embedded)
    drawn.save(file)
    page = file.read_text("utf-8")
    assert "Easing of US controls on H200-class chips" in page
    assert "given by" in page
    assert re.findall(r'<(?:script|link|img)[^>]*(?:src|href)="https?:', page) == []
    assert drawn._repr_html_().startswith('<iframe srcdoc="')
