"""RDF read back into an empty store: nothing is lost, and what is not ours is refused with its lines."""

from io import BytesIO
from pathlib import Path
from unittest.mock import ANY

import pytest

from kg import load
from kg.errors import DataError, StoreError
from kg.load.run import plan_drop, write
from kg.rdf.export import export
from kg.rdf.restore import restore
from kg.store import Store, open_store
from tests.dossiers import empty, load_records
from tests.load.test_shared import ONE, TWO
from tests.project import ROOT

SAMPLE = ROOT / "loaders" / "dossier" / "sample"


def exported(store: Store, *, format: str = "nq") -> bytes:
    out = BytesIO()
    export(store, out, format=format)
    return out.getvalue()


def silent(doing: str, done: int, total: int | None) -> None:
    """Nobody listens."""


@pytest.fixture
def sample(store_address: str) -> dict[str, bytes]:
    """The sample in the formats that can be read back, out of a store that is empty again afterwards."""
    with open_store(store_address) as store:
        load.load(store, [SAMPLE])
        written = {format: exported(store, format=format) for format in ("nq", "trig")}
        empty(store)
    return written


@pytest.mark.parametrize("format", ["nq", "trig"])
def test_the_export_of_what_was_read_is_the_same_bytes(
    format: str, sample: dict[str, bytes], store_address: str, tmp_path: Path
) -> None:
    file = tmp_path / f"graph.{format}"
    file.write_bytes(sample[format])

    with open_store(store_address) as store:
        restored = restore(store, file, progress=silent)
        assert exported(store) == sample["nq"]
        assert restored.records == 25

        made = load.load(store, [SAMPLE])
        assert {what: made.total(what) for what in made.counts} == {
            "added": 0,
            "changed": 0,
            "unchanged": 25,
            "removed": 0,
            "re-dated": 0,
        }
        assert exported(store) == sample["nq"]
        with pytest.raises(StoreError, match="RDF is read into an empty graph, and this one holds records"):
            restore(store, file, progress=silent)


def test_what_is_broken_or_foreign_is_told_by_line_and_nothing_is_loaded(
    sample: dict[str, bytes], store_address: str, tmp_path: Path
) -> None:
    lines = sample["nq"].decode().splitlines(keepends=True)
    whole = "".join(lines)
    name = next(at for at, line in enumerate(lines) if "schema.org/name>" in line)
    word = next(at for at, line in enumerate(lines) if "/ns#stance>" in line)
    broken = {
        "cut": (whole[:-5], len(lines), "this line is no canonical N-Quads"),
        "no RDF": ("hello\n" + whole, 1, "this line is no canonical N-Quads"),
        "no UTF-8": (whole.replace(lines[name], "\udcff\n"), name + 1, "this is no UTF-8"),
        "foreign subject": ("<http://a/b> <http://a/p> <http://a/o> .\n", 1, "<http://a/b> is no record below"),
        "foreign predicate": (
            whole.replace("https://schema.org/name", "https://schema.org/title", 1),
            name + 1,
            "this is not what Parley states of",
        ),
        "another word": (
            whole.replace(lines[word], lines[word].replace("ns#stance-", "ns#stance-un")),
            word + 1,
            "cannot be a value of <https://w3id.org/parley/ns#stance>",
        ),
        **{
            f"no {what}": (
                whole.replace(lines[at], lines[at].replace(old, new)),
                at + 1,
                "cannot be a value of",
            )
            for what, of, old, new in (
                ("date", "EDTF>", '"2031', '"rubbish 2031'),
                ("number", "XMLSchema#decimal>", '"40"', '"abc"'),
                ("day", "lumber-duty-suspension> <https://w3id.org/parley/ns#knownFrom", "-03-", "-13-"),
            )
            for at in [next(at for at, line in enumerate(lines) if of in line and old in line)]
        },
        "a statement twice": (whole.replace(lines[name], lines[name] * 2), None, "has a statement twice"),
        "a record in two places": (whole + lines[0], len(lines) + 1, "was told before, further up"),
        "a name gone": (whole.replace(lines[name], ""), None, "lacks its name"),
        "an end gone": (
            "".join(line for line in lines if "/id/topic/" not in line.split(" ")[0]),
            next(at for at, line in enumerate(lines, start=1) if "/id/topic/lumber>" in line.split(" ")[2]),
            "refers to topic/lumber, which is not in the file",
        ),
        "nothing": ("", 0, "this file tells of no record"),
    }
    file = tmp_path / "graph.nq"
    with open_store(store_address) as store:
        for what, (text, line, told) in broken.items():
            file.write_bytes(text.encode("utf-8", "surrogateescape"))
            with pytest.raises(DataError) as error:
                restore(store, file, progress=silent)
            places = [each.line for each in error.value.problems if told in each.what]
            assert len(places) > 0, (what, str(error.value))
            assert line is None or line in places, (what, places)
        assert exported(store) == b""


def altered(lines: list[str], *, of: str, old: str = "", new: str | None) -> tuple[str, int]:
    """The file with another text in the first line that holds ``of``, or without it; and where its record starts."""
    at = next(at for at, line in enumerate(lines) if of in line)
    record = lines[at].split("#")[0].split(">")[0]
    assert old in lines[at]
    changed = [] if new is None else [lines[at].replace(old, new)]
    start = next(number for number, line in enumerate(lines, start=1) if line.startswith(record))
    return "".join([*lines[:at], *changed, *lines[at + 1 :]]), start


def test_what_is_well_formed_and_altered_is_told_by_line(
    sample: dict[str, bytes], store_address: str, tmp_path: Path
) -> None:
    lines = sample["nq"].decode().splitlines(keepends=True)
    concession = "/id/concession/nordland-lumber-duty-suspension> <https://w3id.org/parley/ns#"
    gone = "one of the two was altered"
    cases = {
        "giver gone": (altered(lines, of=f"{concession}givenBy", new=None), "lacks its GIVEN_BY"),
        "a topic gives": (
            altered(lines, of=f"{concession}givenBy", old="party/nordland", new="topic/lumber"),
            "cannot lead to topic/lumber by GIVEN_BY",
        ),
        "another day": (altered(lines, of="EDTF>", old='"2031', new='"2032'), gone),
        "another number": (altered(lines, of="XMLSchema#decimal>", old='"40"', new='"41"'), gone),
        "another title": (altered(lines, of="Ministers agree", old="Ministers", new="Sailors"), gone),
        "another hash": (altered(lines, of="ns#contentHash>", old='> "', new='> "0'), gone),
        "known earlier": (altered(lines, of=f"{concession}knownFrom", old='"2030', new='"2020'), "is known from 2030-"),
        "nobody states it": (
            altered(
                [line for line in lines if "topic/lumber#asserted-by" not in line],
                of="/id/topic/lumber> <http://rdfs.org/ns/void#inDataset>",
                new=None,
            ),
            "no data set states topic/lumber",
        ),
    }
    file = tmp_path / "graph.nq"
    with open_store(store_address) as store:
        for what, ((text, line), told) in cases.items():
            file.write_text(text, encoding="utf-8")
            with pytest.raises(DataError, match=told) as error:
                restore(store, file, progress=silent)
            assert line in [each.line for each in error.value.problems], (what, line, str(error.value))
        assert exported(store) == b""


def test_wrong_statements_in_trig_are_told_by_line(
    sample: dict[str, bytes], store_address: str, tmp_path: Path
) -> None:
    text, file = sample["trig"].decode(), tmp_path / "graph.trig"
    lines = text.splitlines()
    name = next(number for number, line in enumerate(lines, start=1) if 'schema:name "Ada Lund"' in line)
    first = next(number for number, line in enumerate(lines, start=1) if line.startswith("<official/ada-lund")) + 1
    for broken, line, told in (
        (text + '\n<http://a/b> <http://a/p> "o" .\n', len(lines) + 2, "<http://a/b> is no record below"),
        (text.replace('schema:name "Ada Lund"', 'schema:title "Ada Lund"'), name, "not what Parley states of"),
        (text.replace('schema:name "Ada Lund"', 'schema:name "Ida Lund"'), first, "was altered"),
    ):
        file.write_text(broken, encoding="utf-8")
        with open_store(store_address) as store, pytest.raises(DataError, match=told) as error:
            restore(store, file, progress=silent)
        assert line in [each.line for each in error.value.problems], (told, str(error.value))


FOREIGN = r'''# As other tools write it.
@prefix ex: <http://a/> .
@prefix r: <https://w3id.org/parley/id/> .
@base <https://w3id.org/parley/> .

  ex:one ex:p "a text"
      # a comment behind it

      ; ex:q 1 .
r:party\/moon ex:p """a text
# that goes on,

 ; and ends""" ;
    ex:q ex:o .
[ ex:p "in brackets"
] .
_:label
  ex:p
    "labelled" .
ex:graph {
  <id/party/sun> <p> ex:o ,
    "another"@en
  .
  ex:two
    a ex:Thing
}
PREFIX q: <http://b/>
q:three q:p "the last"
'''


def test_every_complaint_about_foreign_trig_has_its_line(store_address: str, tmp_path: Path) -> None:
    file = tmp_path / "foreign.trig"
    file.write_text(FOREIGN + ".\n", encoding="utf-8")
    with open_store(store_address) as store, pytest.raises(DataError) as error:
        restore(store, file, progress=silent)
    lines = FOREIGN.splitlines()
    assert [(each.line, each.what.partition(" ")[0]) for each in error.value.problems if "lacks" not in each.what] == [
        (lines.index('  ex:one ex:p "a text"') + 1, "<http://a/one>"),
        (lines.index(' ; and ends""" ;') + 1, "this"),
        (lines.index("    ex:q ex:o .") + 1, "this"),
        (lines.index('[ ex:p "in brackets"') + 1, ANY),
        (lines.index('    "labelled" .') + 1, "_:label"),
        (lines.index("  <id/party/sun> <p> ex:o ,") + 1, "this"),
        (lines.index('    "another"@en') + 1, "this"),
        (lines.index("    a ex:Thing") + 1, "<http://a/two>"),
        (lines.index('q:three q:p "the last"') + 1, "<http://b/three>"),
    ]
    lacking = {each.what.partition(" ")[0]: each.line for each in error.value.problems if "lacks" in each.what}
    assert lacking == {
        "party/moon": lines.index(' ; and ends""" ;') + 1,
        "party/sun": lines.index("  <id/party/sun> <p> ex:o ,") + 1,
    }


def test_a_line_of_any_length_is_read_whole(sample: dict[str, bytes], store_address: str, tmp_path: Path) -> None:
    file = tmp_path / "graph.trig"
    file.write_bytes(sample["trig"].replace(b"\n", b" ") + b"\n\n<http://a/b> <http://a/p> <http://a/o> .")
    with open_store(store_address) as store, pytest.raises(DataError) as error:
        restore(store, file, progress=silent)
    assert [(each.line, each.what[:12]) for each in error.value.problems] == [(3, "<http://a/b>")]


def test_broken_trig_is_told_by_line(sample: dict[str, bytes], store_address: str, tmp_path: Path) -> None:
    file = tmp_path / "graph.trig"
    lines = sample["trig"].splitlines(keepends=True)
    file.write_bytes(b"".join([*lines[:40], b"}}\n", *lines[40:]]))
    with open_store(store_address) as store, pytest.raises(DataError) as error:
        restore(store, file, progress=silent)
    assert 40 <= error.value.problems[0].line <= 42


def test_a_file_that_is_cut_short_is_damaged(store_address: str, tmp_path: Path) -> None:
    import zstandard

    file = tmp_path / "graph.nq.zst"
    file.write_bytes(zstandard.compress(b"<a> " * 1000)[:-3])
    with open_store(store_address) as store, pytest.raises(DataError, match="this file is damaged"):
        restore(store, file, progress=silent)


def test_data_sets_that_differ_keep_their_values_and_sources_when_read_back(tmp_path: Path) -> None:
    file = tmp_path / "graph.nq"
    with open_store(f"embedded:{tmp_path / 'first'}") as store:
        load_records(store, one=ONE, two=TWO)
        file.write_bytes(exported(store))
    with open_store(f"embedded:{tmp_path / 'second'}") as store:
        restore(store, file, progress=silent)
        assert exported(store) == file.read_bytes()
        write(store, plan_drop(store, ["dataset/two"]))
        rows = store.read(
            "MATCH (n:Institution {id: 'institution/bureau'})-[r:PART_OF|CITES]->(o) "
            "RETURN n.wikidata AS item, n.differs AS differs, collect(o.id) AS ends"
        )
        assert [(row["item"], row["differs"], sorted(row["ends"])) for row in rows] == [
            ("Q11", None, ["document/a", "institution/wire"])
        ]


def test_what_one_data_set_is_left_with_can_be_read_back_again(tmp_path: Path) -> None:
    first, second = tmp_path / "first.nq", tmp_path / "second.nq"
    bureau = {"id": "institution/bureau", "name": "Bureau", "institution_kind": "agency"}
    with open_store(f"embedded:{tmp_path / 'first'}") as store:
        load_records(store, a=[bureau], b=[{**bureau, "name": "The Bureau"}])
        first.write_bytes(exported(store))
    with open_store(f"embedded:{tmp_path / 'second'}") as store:
        restore(store, first, progress=silent)
        write(store, plan_drop(store, ["dataset/b"]))
        second.write_bytes(exported(store))
    with open_store(f"embedded:{tmp_path / 'third'}") as store:
        restore(store, second, progress=silent)
        assert exported(store) == second.read_bytes()

        load_records(store, a=[bureau])
        (row,) = store.read("MATCH (n:Institution) RETURN n.name AS name, n.aliases AS aliases")
        assert (row["name"], row["aliases"]) == ("Bureau", None)
