import re
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import SAMPLE, Run
from tests.project import ROOT

COPY = """Ministers agree on lumber

The two ministers met in the old customs house on Friday and said little. Nordland will let its duty rest until
the spring of next year. "We will see," said the minister, Ms. Lund.
"""
GOOD = "p1.s2#12:2cbe54e3fc66efdf"
ABSENT = "p1.s1#14:0000000000000000"
KINDS = (
    "1 arrangement, 8 claim, 1 commitment, 1 concession, 1 dataset, 1 document, 1 event, 2 institution, 1 measure, "
    "1 negotiation, 1 official, 2 party, 2 status, 1 tenure, 1 topic"
)


@pytest.fixture
def dossier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the sample in the current folder, to be broken."""
    shutil.copytree(SAMPLE, tmp_path / "talks")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "talks" / "lumber.yaml"


def change(file: Path, *replacements: tuple[str, str]) -> None:
    text = file.read_text("utf-8")
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    file.write_text(text, "utf-8")


def test_all_that_comes_with_parley_is_right(kg: Run) -> None:
    ran = kg("check")
    assert (ran.code, ran.err) == (0, "")
    assert re.fullmatch(
        r"0 problems; \d+ records \(.*\); 0 facts without a citation; \d+ locators \(\d+ unseen\); \d+ sources?; "
        r"\d+ questions",
        ran.out.splitlines()[-1],
    )
    told = dict(line.split(None, 1) for line in ran.out.splitlines()[1:-1])
    # The one page that names a former secretary in the place of the present one is of tier X.
    assert told["claim/ckhq-names-bessent-yellen"] == "tier A or X alone"
    assert "document/white-house-fact-sheet-2025-11-01" not in told


def test_what_is_weakly_sourced_is_told_and_is_no_mistake(kg: Run, dossier: Path) -> None:
    idle = "  - {id: document/idle-page, title: Idle, document_kind: web_page, published: 2030-03-03, tier: O,"
    change(
        dossier,
        ("tier: W", "tier: X"),
        ("documents:\n", f"documents:\n{idle} language: en, publisher: institution/harbour-gazette}}\n"),
    )
    ran = kg("check", "talks")
    assert ran.code == 0
    told = dict(line.split(None, 1) for line in ran.out.splitlines()[1:-1])
    assert told.pop("document/idle-page") == "cited by nothing"
    # All that the sample says stands in the one article.
    assert set(told.values()) == {"tier A or X alone"}
    assert {key.split("/")[0] for key in told} == {
        "arrangement", "claim", "commitment", "concession", "event", "measure", "official", "status", "tenure"
    }  # fmt: skip
    assert "; 0 facts without a citation; " in ran.out.splitlines()[-1]


def test_a_name_that_is_a_misprint_of_another_is_told_and_is_no_mistake(kg: Run, tmp_path: Path) -> None:
    seeds = tmp_path / "us-china-2025"
    shutil.copytree(ROOT / "seeds" / "us-china-2025", seeds)
    cites = "cites: [{document: document/voz-2025-10-26, at: unseen}]"
    (seeds / "more.yaml").write_text(
        f"officials:\n  - {{id: official/janet-besant, name: Janet Besant, {cites}}}\n"
        f"  - {{id: official/scott-besant, name: Scott Besant, {cites}}}\n",
        "utf-8",
    )
    ran = kg("check", seeds)
    assert (ran.code, ran.err) == (0, "")
    assert [line.split(None, 1) for line in ran.out.splitlines() if "misprint" in line] == [
        ["official/janet-besant", "its name is a misprint of official/scott-bessent"]
    ]


def test_a_file_stands_for_its_whole_data_set(kg: Run, dossier: Path) -> None:
    assert kg("check", "talks/lumber.yaml") == (
        0,
        f"0 problems; 25 records ({KINDS}); 0 facts without a citation; 10 locators (2 unseen)\n",
        "",
    )


def test_every_problem_is_told_at_once_with_its_place(kg: Run, dossier: Path) -> None:
    change(dossier, ("ministry, party: party/nordland}", "ministry, party: party/nordlund}"), ("tier: W", "tier: Q"))
    Path("talks/empty.cypher").write_text("RETURN 1\n", "utf-8")
    assert kg("check", "talks", "nowhere", "no.yaml") == (
        2,
        "",
        "Error: there is no such file or folder: nowhere, no.yaml; check the path\n",
    )
    ran = kg("check", "talks")
    problems = ran.out.splitlines()
    assert (ran.code, ran.err) == (1, "")
    assert problems[0].startswith("talks/empty.cypher:1:1: ")
    assert problems[-3:] == [
        "talks/lumber.yaml:7:116: party/nordlund does not exist; did you mean party/nordland?",
        "talks/lumber.yaml:51:11: 'Q' is no word of tier; one of: O, W, T, L, A, X",
        f"{len(problems) - 1} problems; 10 locators (2 unseen); 1 question",
    ]


def test_a_folder_with_nothing_to_check_is_a_problem(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    told = "no data set here; a data set is a folder with a dataset.yaml (id, title, licence)"
    assert kg("check", tmp_path / "empty") == (1, f"{tmp_path / 'empty'}: {told}\n1 problem\n", "")


def test_a_source_is_checked_with_its_sample(kg: Run, tmp_path: Path) -> None:
    source = tmp_path / "dossier"
    shutil.copytree(ROOT / "loaders" / "dossier", source, ignore=shutil.ignore_patterns("__pycache__"))
    assert kg("check", source) == (0, "0 problems; 1 source\n", "")
    change(source / "expected.json", ('"claim": 8', '"claim": 9'))
    told = f"{source / 'expected.json'}: claim: 9 expected, 8 read; look which is right"
    assert kg("check", source) == (1, f"{told}\n1 problem; 1 source\n", "")
    (source / "loader.py").unlink()
    told = f"{source / 'loader.py'}: the source does not have this; loaders/README.md says what a source consists of"
    assert kg("check", source) == (1, f"{told}\n1 problem; 1 source\n", "")


def test_locators_and_summaries_are_held_against_a_copy(kg: Run, dossier: Path) -> None:
    Path("copy.txt").write_text(COPY, "utf-8")
    change(
        dossier,
        ("at: p3}", f'at: ["{GOOD}", "{ABSENT}"]}}'),
        ("A second round will probably follow.", "The two ministers met in the old customs house on Friday."),
    )
    ran = kg("check", "talks", "--text", "document/gazette-2030-03-02=copy.txt")
    fix = "kg locate prints the locator of a sentence; or this is another edition of the text"
    assert (ran.code, ran.err) == (1, "")
    assert ran.out == (
        "record                                      locator                    in the copy\n"
        "official/ada-lund                           unseen                     no hash\n"
        "tenure/ada-lund-minister                    unseen                     no hash\n"
        "event/lumber-round-2030-03                  p1                         no hash\n"
        "arrangement/lumber-understanding            p2                         no hash\n"
        f"measure/nordland-lumber-duty                {GOOD}  match\n"
        f"measure/nordland-lumber-duty                {ABSENT}  absent\n"
        f"concession/nordland-lumber-duty-suspension  {GOOD}  match\n"
        f"concession/nordland-lumber-duty-suspension  {ABSENT}  absent\n"
        "commitment/suedland-lumber                  p4                         no hash\n"
        "claim/lund-lumber-paired                    p5                         no hash\n"
        "claim/gazette-lumber-so-far                 p6                         no hash\n"
        "claim/4d6b3c2f37fd31fb                      p7                         no hash\n"
        f"talks/lumber.yaml:66:86: {ABSENT} is not in the copy; {fix}\n"
        f"talks/lumber.yaml:79:86: {ABSENT} is not in the copy; {fix}\n"
        "talks/lumber.yaml:118:14: 8 words in a row are those of the text: 'the two ministers met in the old customs'; "
        "use your own words\n"
        f"3 problems; 25 records ({KINDS}); 0 facts without a citation; 12 locators (2 unseen)\n"
    )


def test_a_copy_is_of_a_document_that_is_checked(kg: Run, dossier: Path) -> None:
    told = "what was checked has no document/gazette; did you mean document/gazette-2030-03-02?"
    assert kg("check", "talks", "--text", "document/gazette=talks/lumber.yaml") == (2, "", f"Error: {told}\n")
    told = "what was checked has no document/nope; give the id of a document that stands in these files"
    assert kg("check", ROOT / "seeds", "--text", "document/nope=talks/lumber.yaml") == (2, "", f"Error: {told}\n")
    told = "'copy.txt' is not of the form DOCUMENT=FILE, such as document/some-article=article.txt"
    assert kg("check", "talks", "--text", "copy.txt") == (2, "", f"Error: {told}\n")


def test_the_locator_of_a_sentence_is_printed(kg: Run, tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_text(COPY, "utf-8")
    assert kg("locate", copy, "DUTY rest\nuntil") == (0, f"{GOOD}\n", "")
    assert kg("locate", copy, "rest of the duty") == (1, "", f"{copy} does not hold these words in a row\n")
    told = "'...' holds no words; give some words of the sentence in quotes"
    assert kg("locate", copy, "...") == (2, "", f"Error: {told}\n")
    told = f"there is no such file or folder: {tmp_path / 'none.txt'}; check the path"
    assert kg("locate", tmp_path / "none.txt", "duty") == (2, "", f"Error: {told}\n")


QUESTION = """// What is said in a stance?
//| params:
//|   stance: {type: word, of: Stance, optional: true, doc: Only claims of this stance.}
//| columns: {claim: Claim, words: text, length: integer, evidence: ids}
//| computed: [length]
MATCH (k:Claim) WHERE k.known_from <= $as_of AND ($stance IS NULL OR k.stance = $stance)
RETURN k.id AS claim, k.summary AS words, size(k.summary) AS length, [k.id] AS evidence ORDER BY claim
"""
TWIN = """PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX ns: <https://w3id.org/parley/ns#>
SELECT ?claim ?words (?claim AS ?evidence) WHERE {
  VALUES (?as_of ?stance) { (UNDEF UNDEF) }
  ?claim ns:knownFrom ?known ; ns:stance ?stance ; dcterms:description ?words . FILTER(?known <= ?as_of)
}
"""


@pytest.mark.parametrize("named", ["mine", "mine/said/by-stance.cypher", "mine/said/by-stance.rq"])
@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("", ""), []),
        (
            ("?words (?claim AS ?evidence)", "(?claim AS ?length) ?word"),
            [
                ":1:1: this gives length; leave out what is computed, or no column of the question",
                ":1:1: this gives no evidence; select every column of the question that is not computed",
                ":1:1: this gives no words; select every column of the question that is not computed",
                ":1:1: this gives word; leave out what is computed, or no column of the question",
            ],
        ),
        (
            ("(?as_of ?stance) {", "(?as_of ?stanze) {"),
            [
                ":4:3: no line takes stance; write VALUES (?stance ...)",
                ":4:3: said/by-stance has no stanze; did you mean stance?",
            ],
        ),
        (
            ("VALUES (?as_of ?stance)", "VALUES (?day ?stance)"),
            [":1:1: no line takes parameters; write VALUES (?as_of ...) { (...) }"],
        ),
        (("(UNDEF UNDEF)", "(UNDEF)"), [":4:3: 1 value for 2 names; give each name one value, or UNDEF"]),
        (("FILTER(", "FILTER"), [":5:101: this is no SPARQL: expected "]),
        (("SELECT ?claim ?words (?claim AS ?evidence)", "ASK"), [":1:1: this gives no rows; write it as a SELECT"]),
    ],
)
def test_a_twin_is_checked_with_its_question(
    kg: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str, change: tuple[str, str], told: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = Path("mine/said")
    folder.mkdir(parents=True)
    (folder / "by-stance.cypher").write_text(QUESTION, "utf-8")
    (folder / "by-stance.rq").write_text(TWIN.replace(*change) if change[0] != "" else TWIN, "utf-8")
    ran = kg("check", named)
    *problems, summary = ran.out.splitlines()
    assert (ran.code, summary) == (min(1, len(told)), f"{len(told)} problem{'' if len(told) == 1 else 's'}; 1 question")
    assert [each.startswith(f"mine/said/by-stance.rq{start}") for each, start in zip(problems, told, strict=True)] == [
        True
    ] * len(told), problems
