"""The page of sources is as the sources say."""

from pathlib import Path

from kg.generate.sources_page import build_sources_page, check_sources_page, sources_md
from kg.load.source import sources
from tests.project import ROOT


def test_the_page_in_the_repository_is_current() -> None:
    assert check_sources_page(ROOT) == []


def test_every_source_is_told_with_its_licence_and_what_to_fetch() -> None:
    page = sources_md()
    for each in sources():
        part = page.partition(f"\n## {each.name}\n")[2].partition("\n## ")[0]
        assert f"- Licence: {each.about.licence}\n" in part
        if each.about.download is not None:
            assert all(line in part for line in each.about.download.strip().splitlines())


def test_what_a_source_fills_is_what_its_sample_shows_or_any_kind_where_the_input_decides() -> None:
    rows = [line.split(" | ") for line in sources_md().splitlines() if line.startswith("| [")]
    fills = {row[0].partition("[")[2].partition("]")[0]: row[3].removesuffix(" |") for row in rows}
    assert fills | {"dossier": "any kind of record", "table": "any kind of record"} == fills
    assert fills["wikidata"] == "Institution, Official, Tenure, Document, Claim"


def test_a_page_that_is_missing_or_old_is_written_anew(tmp_path: Path) -> None:
    page = tmp_path / "docs/sources.md"
    assert check_sources_page(tmp_path) == [page]
    assert build_sources_page(tmp_path) == [page]
    assert build_sources_page(tmp_path) == []
    page.write_text("old")
    assert check_sources_page(tmp_path) == [page]
