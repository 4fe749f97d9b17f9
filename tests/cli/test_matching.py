from pathlib import Path

import pytest

from tests.cli.conftest import Run

OTHER = """\
officials:
  - {id: official/other, name: "LUND, Ada", cites: {document: document/other, at: unseen}}
institutions:
  - {id: institution/other, name: Other Paper, institution_kind: medium}
documents:
  - id: document/other
    document_kind: article
    title: Other
    tier: W
    published: 2025-11-20
    publisher: institution/other
"""
FOUND = """\
70  official/ada-lund  official/other
   +70  names, same letters: Ada Lund, LUND, Ada
"""


@pytest.fixture
def other(kg: Run, sampled: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a store with the sample and a data set that has an official of the same name."""
    folder = tmp_path / "other"
    folder.mkdir()
    (folder / "dataset.yaml").write_text("id: dataset/other\ntitle: Other\nlicence: CC0-1.0\n", encoding="utf-8")
    (folder / "people.yaml").write_text(OTHER, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert kg("load", folder).code == 0
    return sampled


def test_a_pair_is_proposed_judged_loaded_and_taken_back(kg: Run, other: str) -> None:
    assert kg("match") == (0, FOUND, "")
    judged = kg("match", "--same", "official/ada-lund", "official/other", "--by", "Ann", "--why", "Same days.")
    assert judged == (0, "judgements/judgements.yaml\n", "Next: kg load judgements\n")
    assert kg("match").out == FOUND
    assert kg("load", "judgements").code == 0
    assert kg("match") == (0, "", f"No two records in {other} of different data sets look like one.\n")
    assert "- same as: LUND, Ada" in kg("show", "official/ada-lund").out
    dropped = kg("drop", "dataset/judgements-by-ann")
    assert dropped.out.splitlines()[-3:] == [
        "dataset        0        0          0        1         0",
        "all            0        0          0        2         0",
        f"Taken out of {other}: dataset/judgements-by-ann.",
    ]
    assert kg("match").out == FOUND


def test_a_judgement_says_who_and_why_and_comes_alone(kg: Run, other: str) -> None:
    pair = ("official/ada-lund", "official/other")
    assert kg("match", "--same", *pair, "--by", "Ann") == (
        2,
        "",
        "Error: a judgement needs --by and --why: who says so, and for what reason\n",
    )
    assert kg("match", "--same", *pair, "--unsure", *pair, "--by", "Ann", "--why", "So.").code == 2
    assert kg("match", "--by", "Ann").err == "Error: --by and --why belong to --same, --different or --unsure\n"
    assert not Path("judgements").exists()


def test_a_drop_can_be_planned_and_an_unknown_data_set_is_named(kg: Run, other: str) -> None:
    planned = kg("drop", "dataset/other", "--plan")
    assert (planned.code, planned.out.splitlines()[-1]) == (
        0,
        "all              0        0          0        4         0",
    )
    assert kg("match").out == FOUND
    assert kg("drop", "dataset/othr").err == f"Error: {other} holds no dataset/othr; did you mean dataset/other?\n"
