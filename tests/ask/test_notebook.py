"""What a notebook shows of an answer."""

import re

from kg.ask import ask
from kg.ask.answer import Answer, Citation, Row
from kg.ask.catalogue import find_question
from kg.ask.html import answer_html
from kg.store import Store

QUESTION = "reciprocity/unreciprocated-concessions"


def test_the_evidence_of_a_table_leads_to_numbered_footnotes(seeded_embedded: Store) -> None:
    answer = ask(seeded_embedded, QUESTION, as_of="2025-12-16")
    html = answer._repr_html_()
    assert html.startswith("<div><p><b>Which concessions have no reciprocal commitment?</b><br>as of 2025-12-16</p>")
    assert html.count("<tr>") == 1 + len(answer)
    assert set(re.findall(r'href="#([^"]+)"', html)) == set(re.findall(r'<li id="([^"]+)">', html))
    assert html.count("<li ") == len(answer.footnotes()) == len(answer.citations())
    assert "_" not in re.findall("<th>(.*?)</th>", html)


def test_markdown_is_what_the_command_prints(seeded_embedded: Store) -> None:
    answer = ask(seeded_embedded, QUESTION, as_of="2025-12-16")
    lines = answer._repr_markdown_().splitlines()
    assert lines[0] == "### Which concessions have no reciprocal commitment?"
    assert lines[-1].startswith(f"{len(answer.citations())}. ")


def test_absence_is_said(seeded_embedded: Store) -> None:
    answer = ask(seeded_embedded, QUESTION, as_of="2020-01-01")
    none = "None recorded as of 2020-01-01 among 4 claims from 4 documents."
    assert answer._repr_html_().endswith(f"<p>{none}</p></div>")
    assert answer._repr_markdown_().endswith(f"\n\n{none}\n")


def test_a_footnote_is_a_line_of_title_publisher_date_place_and_tier() -> None:
    assert Citation("A title", "Gazette", "2025-12-16", None, "p2", "W").in_words() == (
        "A title, Gazette, 2025-12-16, p2, tier W"
    )
    assert Citation("A title", None, None, None, None, None).in_words() == "A title"


def test_nothing_that_a_source_says_runs_in_a_notebook(seeded_embedded: Store) -> None:
    answer = ask(seeded_embedded, QUESTION, as_of="2025-12-16")
    (first, *_) = answer.rows
    bad = "<script>alert(1)</script>"
    citation = Citation(bad, None, None, "javascript:alert(1)", None, None)
    row = Row({**first, "fate": bad, "evidence": [bad]})
    html = answer_html(
        Answer(find_question(QUESTION), answer.as_of, answer.parameters, (row,), {}, {bad: citation}, ())
    )
    assert "<script" not in html
    assert "javascript:" not in html
    assert html.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 3
