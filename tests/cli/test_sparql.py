import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.project import ROOT

XSD = "http://www.w3.org/2001/XMLSchema#"
TEXT = f"""\
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?who ?name WHERE {{
  VALUES (?as_of ?who) {{ ("2030-03-02"^^<{XSD}date> UNDEF) }}
  ?who a <https://w3id.org/parley/ns#Party> ; <{{name}}> ?name
}} ORDER BY ?who
"""


@pytest.fixture
def query(tmp_path: Path) -> Path:
    from kg.model.introspect import describe

    (party,) = (kind for kind in describe() if kind.slug == "party")
    (name,) = (each for each in party.properties if each.name == "name")
    from kg.model.iri import expand

    file = tmp_path / "parties.rq"
    text = TEXT.replace("{name}", expand(name.iri)).replace("https://w3id.org/parley/ns#Party", expand(party.iri))
    file.write_text(text, encoding="utf-8")
    return file


def test_a_query_of_ones_own_is_answered_from_the_graph_as_it_is(kg: Run, sampled: str, query: Path) -> None:
    table = "who             name\nparty/nordland  Nordland\nparty/suedland  Südland\n"
    assert kg("sparql", query) == (0, table, "")
    one = "who             name\nparty/suedland  Südland\n"
    assert kg("sparql", query, "-p", "who=party/suedland", "--as-of", "2030-03-02") == (0, one, "")
    assert kg("sparql", query, "-p", "who=party/elsewhere") == (0, "", "No rows.\n")
    told = f"Error: {query} takes no parameter whom; did you mean who?\n"
    assert kg("sparql", query, "-p", "whom=party/suedland") == (2, "", told)


TWICE = f"""\
PREFIX ns: <https://w3id.org/parley/ns#>
PREFIX xsd: <{XSD}>
SELECT ?part ?as_of ?stance ?most WHERE {{
  {{ VALUES (?as_of ?stance) {{ ("2020-01-01"^^xsd:date UNDEF) }} BIND ("first" AS ?part) }}
  UNION
  {{ values ( ?as_of ?most )
    {{ ( "2020-01-01"^^xsd:date 7 ) }} BIND ("second" AS ?part) }}
}} ORDER BY ?part
"""


def test_parameters_reach_every_line_and_what_is_not_given_stays(kg: Run, sampled: str, tmp_path: Path) -> None:
    file = tmp_path / "twice.rq"
    file.write_text(TWICE, "utf-8")
    assert kg("sparql", file, "--as-of", "2030-03-02", "-p", "stance=denies").out == (
        "part    as_of       stance                                    most\n"
        "first   2030-03-02  https://w3id.org/parley/ns#stance-denies\n"
        "second  2030-03-02                                            7\n"
    )
    assert kg("sparql", file, "-p", "most=9").out == (
        "part    as_of       stance  most\nfirst   2020-01-01\nsecond  2020-01-01          9\n"
    )
    told = "Error: 'denied' is no value for stance; did you mean denies?\n"
    assert kg("sparql", file, "-p", "stance=denied") == (2, "", told)
    told = "Error: as_of is 'soon', and a day is needed; write it like 2025-12-16\n"
    assert kg("sparql", file, "--as-of", "soon") == (2, "", told)
    file.write_text(TWICE.replace("7 )", "7 ) (UNDEF 8)"), "utf-8")
    told = f"{file}:6:5: 4 values for 2 names; give each name one value, or UNDEF\n"
    assert kg("sparql", file, "-p", "most=9") == (1, "", f"{told}1 problem\n")


def test_a_twin_is_the_question_by_name_and_by_file(kg: Run, sampled: str) -> None:
    words = ("--as-of", "2030-03-02", "-p", "stance=predicts")
    told = (
        "1. (said_on: not stated)\n"
        "   known_from  2030-03-02\n"
        "   speaker     official/ada-lund\n"
        "   post_then   Minister of Trade, Trade Ministry of Nordland\n"
        "   stance      predicts\n"
        "   hedge       weak\n"
        "   summary     A second round will probably follow.\n"
        "   about       negotiation/lumber-talks\n"
        "   rank        normal\n"
        "   evidence    claim/4d6b3c2f37fd31fb; document/gazette-2030-03-02\n"
    )
    for named in ("claims/who-said-what", ROOT / "queries/claims/who-said-what.rq"):
        assert kg("sparql", named, *words) == (0, told, "")
        assert kg("sparql", named, "--as-of", "2030-03-01") == (0, "", "No rows.\n")
        wrong = "Error: 'predict' is no value for stance; did you mean predicts?\n"
        assert kg("sparql", named, "-p", "stance=predict") == (2, "", wrong)


def test_rows_of_a_question_are_folded_and_in_the_order_of_its_columns(kg: Run, sampled: str) -> None:
    words = ("events/timeline", "--as-of", "2030-03-02")
    answer = json.loads(kg("ask", *words, "--format", "json").out)
    raw = json.loads(kg("sparql", *words, "--format", "json").out)
    assert (len(raw["results"]["bindings"]), len(answer["rows"])) == (15, 4)
    blocks = kg("sparql", *words).out.split("\n\n")
    assert [block.splitlines()[0] for block in blocks] == [
        "1. 2030-03-01",
        "2. 2030-03-01",
        "3. 2030-03-01",
        "4. 2030-03-15",
    ]
    assert blocks[2].splitlines()[1:] == [
        "   known_from    2030-03-02",
        "   kind          understanding",
        "   what          arrangement/lumber-understanding",
        "   participants  party/nordland; party/suedland",
        "   evidence      claim/text-of-arrangement-lumber-understanding;",
        "                 document/gazette-2030-03-02",
    ]


def test_an_id_that_is_not_there_is_told_with_the_nearest(kg: Run, sampled: str, tmp_path: Path) -> None:
    run = tmp_path / "graph.nq"
    assert kg("export", "-o", run).code == 0
    for where, named in ((), sampled), (("--run", run), str(run)):
        ran = kg("sparql", "commitments/progress", "-p", "commitment=commitment/suedland-lumbre", *where)
        told = f"commitment: {named} has no commitment/suedland-lumbre; did you mean commitment/suedland-lumber?"
        assert ran == (2, "", f"Error: {told}\n")
        ran = kg("sparql", "claims/who-said-what", "-p", "speaker=Ada Lundt", *where)
        told = "speaker is 'Ada Lundt', which is no id; did you mean official/ada-lund?"
        assert ran == (2, "", f"Error: {told}\n")
        ran = kg("sparql", "record/dossier", "-p", "id=claim/lund-lumber-pared", *where)
        assert "has no claim/lund-lumber-pared; did you mean claim/lund-lumber-paired" in ran.err


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "ASK { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT (<https://example.org/f>(?s) AS ?x) { ?s ?p ?o }",
    ],
)
def test_what_the_engine_cannot_answer_is_one_line(kg: Run, sampled: str, tmp_path: Path, query: str) -> None:
    file = tmp_path / "far.rq"
    file.write_text(query, "utf-8")
    ran = kg("sparql", file)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert ran.err.startswith(f"Error: {file} cannot be answered: ")


def test_an_export_is_asked_without_a_store(
    kg: Run, sampled: str, query: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import zstandard

    run = tmp_path / "run"
    run.mkdir()
    assert kg("export", "-o", run / "graph.nq").code == 0
    monkeypatch.setenv("KG_STORE", f"embedded:{tmp_path / 'none'}")
    answer = json.loads(kg("sparql", query, "--run", run, "--format", "json").out)
    assert answer["head"] == {"vars": ["who", "name"]}
    assert [row["name"]["value"] for row in answer["results"]["bindings"]] == ["Nordland", "Südland"]
    packed = tmp_path / "packed.nq.zst"
    packed.write_bytes(zstandard.compress((run / "graph.nq").read_bytes()))
    for place in (run / "graph.nq", packed):
        assert json.loads(kg("sparql", query, "--run", place, "--format", "json").out) == answer


def test_a_damaged_file_and_a_touched_run_are_not_asked(kg: Run, sampled: str, query: Path, tmp_path: Path) -> None:
    import zstandard

    assert kg("publish", "--to", tmp_path / "exports").code == 0
    run = (tmp_path / "exports" / "latest").resolve()
    whole = kg("sparql", query, "--run", run)
    assert (whole.code, whole.out.splitlines()[1:]) == (0, ["party/nordland  Nordland", "party/suedland  Südland"])
    quads = run / "graph.nq.zst"
    packed, bare = quads.read_bytes(), tmp_path / "bare"
    bare.mkdir()
    lines = zstandard.decompress(packed, max_output_size=1 << 24).splitlines(keepends=True)
    half = len(lines) // 2
    frames = [zstandard.compress(b"".join(part)) for part in (lines[:half], lines[half:])]
    (bare / quads.name).write_bytes(b"".join(frames))
    assert kg("sparql", query, "--run", bare) == whole

    for damaged in (b"", packed[:20], packed[:-5], packed + b"more", b"".join(lines)):
        for place in (run, bare):
            (place / quads.name).write_bytes(damaged)
        for place in (bare, bare / quads.name, quads):
            ran = kg("sparql", query, "--run", place)
            assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 2)
            assert "graph.nq.zst: this file is damaged: " in ran.err
            assert "; fetch it again\n" in ran.err
        told = f"{run} is not as it was sealed:\n  graph.nq.zst is altered\ntake another run, or fetch this one again"
        assert kg("sparql", query, "--run", run.parent / "latest") == (4, "", f"Error: {told}\n")


def test_a_question_is_asked_through_its_twin(
    kg: Run, sampled: str, query: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "own" / "parties"
    own.mkdir(parents=True)
    text = (
        "// Which parties are there?\n"
        "//| params: {who: {type: id, of: Party, optional: true, doc: Only this one.}}\n"
        "//| columns: {who: Party, name: text, evidence: ids}\n"
        "CALL () { WITH * WHERE $who IS NOT NULL MATCH (p:Party {id: $who}) RETURN p\n"
        "UNION WITH * WHERE $who IS NULL MATCH (p:Party) RETURN p } WITH p WHERE p.known_from <= $as_of\n"
        "RETURN p.id AS who, p.name AS name, [p.id] AS evidence ORDER BY who\n"
    )
    (own / "all.cypher").write_text(text, "utf-8")
    monkeypatch.setenv("KG_QUESTIONS", str(own.parent))
    told = "Error: parties/all has no SPARQL twin (all.rq beside it); ask it with kg ask\n"
    assert kg("sparql", "parties/all") == (2, "", told)
    (own / "all.rq").write_text(query.read_text("utf-8"), "utf-8")
    told = f"{own / 'all.rq'}: the twin gives no evidence; select every column of the question that is not computed\n"
    assert kg("sparql", "parties/all") == (1, "", f"{told}1 problem\n")
    twin = query.read_text("utf-8").replace("?name WHERE", "(?who AS ?evidence) ?name WHERE")
    (own / "all.rq").write_text(twin, "utf-8")
    table = "who             name      evidence\nparty/nordland  Nordland  party/nordland\n{}party/suedland\n"
    assert kg("sparql", "parties/all").out == table.format("party/suedland  Südland   ")
    one = kg("sparql", "parties/all", "-p", "who=party/suedland")
    assert one.out.splitlines()[1:] == ["party/suedland  Südland  party/suedland"]


def test_what_is_wrong_is_told(kg: Run, sampled: str, query: Path, tmp_path: Path) -> None:
    broken, graph, plain = tmp_path / "broken.rq", tmp_path / "graph.rq", tmp_path / "plain.rq"
    broken.write_text("SELECT * WHERE {", "utf-8")
    graph.write_text("CONSTRUCT WHERE { ?s ?p ?o }", "utf-8")
    plain.write_text("ASK { ?s ?p ?o }", "utf-8")
    assert kg("sparql", plain) == (0, "answer\ntrue\n", "")
    ran = kg("sparql", broken)
    assert (ran.code, ran.out, ran.err.startswith(f"Error: {broken} is no SPARQL: ")) == (2, "", True)
    near = "one of: broken.rq, graph.rq, parties.rq, plain.rq"
    for words, told in {
        (tmp_path / "plane.rq",): f"there is no file {tmp_path / 'plane.rq'}; did you mean plain.rq?",
        (tmp_path / "xyz",): f"there is no file {tmp_path / 'xyz'}; {near}",
        ("none/nofile.rq",): "there is no file none/nofile.rq; give the path of your query",
        ("./plane",): "there is no file ./plane; give the path of your query",
        (tmp_path,): f"there is no file {tmp_path}; give the path of your query",
        ("events/timelin",): "there is no question events/timelin; did you mean events/timeline?",
        (graph,): f"{graph} gives a graph; ask with SELECT or ASK, or use kg export",
        (plain, "--format", "xml"): "there is no format 'xml'; there are table, json",
        (plain, "--run", tmp_path): (
            f"{tmp_path} is neither a file of N-Quads nor a folder with graph.nq or graph.nq.zst"
        ),
    }.items():
        assert kg("sparql", *words) == (2, "", f"Error: {told}\n")
    nothing = tmp_path / "nothing.nq"
    nothing.touch()
    told = f"{nothing}: this file tells of no record; ask one that Parley has written whole"
    assert kg("sparql", plain, "--run", nothing) == (1, "", f"{told}\n1 problem\n")
    ran = kg("sparql", plain, "--run", query)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(f"{query}:")
    ran = kg("sparql", plain, "-p", "who=party/us")
    assert ran.err.startswith(f"{plain}:1:1: no line takes parameters; write VALUES (?as_of ...) {{ (...) }}")
