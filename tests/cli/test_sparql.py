import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

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
    assert (
        kg("sparql", "parties/all").out == "who             name\nparty/nordland  Nordland\nparty/suedland  Südland\n"
    )
    assert kg("sparql", "parties/all", "-p", "who=party/suedland").out.endswith("name\nparty/suedland  Südland\n")


def test_what_is_wrong_is_told(kg: Run, sampled: str, query: Path, tmp_path: Path) -> None:
    broken, graph, plain = tmp_path / "broken.rq", tmp_path / "graph.rq", tmp_path / "plain.rq"
    broken.write_text("SELECT * WHERE {", "utf-8")
    graph.write_text("CONSTRUCT WHERE { ?s ?p ?o }", "utf-8")
    plain.write_text("ASK { ?s ?p ?o }", "utf-8")
    assert kg("sparql", plain) == (0, "answer\ntrue\n", "")
    ran = kg("sparql", broken)
    assert (ran.code, ran.out, ran.err.startswith(f"Error: {broken} is no SPARQL: ")) == (2, "", True)
    for words, told in {
        (graph,): f"{graph} gives a graph; ask with SELECT or ASK, or use kg export",
        (plain, "--format", "xml"): "there is no format 'xml'; there are table, json",
        (plain, "--run", tmp_path): (
            f"{tmp_path} is neither a file of N-Quads nor a folder with graph.nq or graph.nq.zst"
        ),
    }.items():
        assert kg("sparql", *words) == (2, "", f"Error: {told}\n")
    ran = kg("sparql", plain, "--run", query)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(f"{query}:")
    ran = kg("sparql", plain, "-p", "who=party/us")
    assert ran.err.startswith(f"{plain}:1:1: no line takes parameters; write VALUES (?as_of ...) {{ (...) }}")
