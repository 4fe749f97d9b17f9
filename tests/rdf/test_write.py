"""The formats: exact text, and the same statements when other implementations read it back."""

import json
from collections.abc import Sequence
from io import BytesIO
from itertools import groupby

import pyoxigraph
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from kg.model.iri import BASE, PREFIXES
from kg.rdf.formats import FORMATS
from kg.rdf.syntax import Statement, edtf_literal, iri, literal, quoted

PARTY, CLAIM, GRAPH = f"<{BASE}party/us>", f"<{BASE}claim/c>", f"<{BASE}document/d>"
STATEMENTS: list[Statement] = [
    (f"<{BASE}claim/c#quantity>", iri("ns:amount"), literal("12.50", "xsd:decimal"), GRAPH),
    (CLAIM, iri("dcterms:subject"), PARTY, GRAPH),
    (CLAIM, iri("rdf:type"), iri("ns:Claim"), GRAPH),
    (CLAIM, iri("ns:saidOn"), edtf_literal("2025-11-01/.."), GRAPH),
    (PARTY, iri("skos:altLabel"), quoted('the "US"'), ""),
    (PARTY, iri("skos:altLabel"), quoted("États-Unis"), ""),
    (PARTY, iri("ns:url"), literal("https://example.org/ns#^^<a>", "xsd:anyURI"), ""),
    (PARTY, iri("owl:sameAs"), "<http://purl.org/dc/terms/a/b>", ""),
]

IRIS = st.sampled_from(
    [PARTY, CLAIM, f"<{BASE}claim/c#x-1>", "<https://example.org/>", *map(iri, ("ns:a", "ns:1", "ns:a.b"))]
)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
LITERALS = TEXTS.map(quoted) | st.builds(literal, TEXTS, st.sampled_from(["xsd:anyURI", "edtf:EDTF"]))


def written(format: str, statements: Sequence[Statement], *, base: str = BASE) -> bytes:
    out = BytesIO()
    writer = FORMATS[format].writer(out, base=base)
    for _, members in groupby(statements, key=lambda statement: statement[0].partition("#")[0].rstrip(">")):
        writer.add([*members])
    writer.finish()
    return out.getvalue()


def test_n_quads() -> None:
    assert written("nq", STATEMENTS[2:6]).decode() == (
        "<https://w3id.org/parley/id/claim/c> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
        "<https://w3id.org/parley/ns#Claim> <https://w3id.org/parley/id/document/d> .\n"
        "<https://w3id.org/parley/id/claim/c> <https://w3id.org/parley/ns#saidOn> "
        '"2025-11-01/.."^^<http://id.loc.gov/datatypes/edtf/EDTF> <https://w3id.org/parley/id/document/d> .\n'
        "<https://w3id.org/parley/id/party/us> <http://www.w3.org/2004/02/skos/core#altLabel> "
        '"the \\"US\\"" .\n'
        '<https://w3id.org/parley/id/party/us> <http://www.w3.org/2004/02/skos/core#altLabel> "États-Unis" .\n'
    )


def test_turtle() -> None:
    head, _, body = written("ttl", STATEMENTS).decode().partition("\n\n")

    assert head.splitlines() == [
        f"@base <{BASE}> .",
        *(f"@prefix {prefix}: <{space}> ." for prefix, space in PREFIXES.items()),
    ]
    assert body == (
        "<claim/c#quantity>\n"
        '    ns:amount "12.50"^^xsd:decimal .\n'
        "\n"
        "<claim/c>\n"
        "    dcterms:subject <party/us> ;\n"
        "    rdf:type ns:Claim ;\n"
        '    ns:saidOn "2025-11-01/.."^^edtf:EDTF .\n'
        "\n"
        "<party/us>\n"
        '    skos:altLabel "the \\"US\\"",\n'
        '        "États-Unis" ;\n'
        '    ns:url "https://example.org/ns#^^<a>"^^xsd:anyURI ;\n'
        "    owl:sameAs <http://purl.org/dc/terms/a/b> .\n"
    )


def test_trig_has_a_block_for_each_graph_of_a_record() -> None:
    assert written("trig", STATEMENTS[2:6]).decode().partition("\n\n")[2] == (
        "GRAPH <document/d> {\n"
        "<claim/c>\n"
        "    rdf:type ns:Claim ;\n"
        '    ns:saidOn "2025-11-01/.."^^edtf:EDTF .\n'
        "}\n"
        "\n"
        "<party/us>\n"
        '    skos:altLabel "the \\"US\\"",\n'
        '        "États-Unis" .\n'
    )


def test_json_ld_has_a_line_for_each_record() -> None:
    head, *records, end = written("jsonld", STATEMENTS[2:6]).decode().splitlines()

    assert json.loads(f"{head}]}}")["@context"][1] == {"@base": BASE}
    assert records == [
        '{"id":"document/d","@graph":[{"id":"claim/c","type":"Claim",'
        '"said_on":{"@value":"2025-11-01/..","type":"edtf:EDTF"}}]},',
        '{"id":"party/us","skos:altLabel":["the \\"US\\"","États-Unis"]}',
    ]
    assert end == "]}"


def test_n_triples_are_the_quads_without_their_graphs() -> None:
    quads = written("nq", STATEMENTS).decode().replace(f" {GRAPH} .", " .")
    assert written("nt", STATEMENTS).decode() == quads


def test_an_empty_graph_is_a_file_of_its_format() -> None:
    assert written("nq", []) == written("nt", []) == b""
    assert json.loads(written("jsonld", []))["@graph"] == []
    assert [*pyoxigraph.parse(written("trig", []), format=pyoxigraph.RdfFormat.TRIG)] == []
    assert len(rdflib.Graph().parse(data=written("ttl", []), format="turtle")) == 0


@given(st.lists(st.tuples(IRIS, IRIS, IRIS | LITERALS, st.just("") | IRIS)).map(sorted))
def test_others_read_back_what_was_written(statements: list[Statement]) -> None:
    nquads = [*pyoxigraph.parse(written("nq", statements), format=pyoxigraph.RdfFormat.N_QUADS)]
    turtle = [*pyoxigraph.parse(written("ttl", statements), format=pyoxigraph.RdfFormat.TURTLE)]
    graph = rdflib.Graph().parse(data=written("ttl", statements), format="turtle")

    assert [(str(q.subject), str(q.predicate), str(q.object)) for q in nquads] == [
        (s, p, o) for s, p, o, _ in statements
    ]
    assert {q.triple for q in nquads} == {q.triple for q in turtle}
    trig = pyoxigraph.parse(written("trig", statements), format=pyoxigraph.RdfFormat.TRIG)
    assert {*map(str, trig)} == {*map(str, nquads)}
    triples = pyoxigraph.parse(written("nt", statements), format=pyoxigraph.RdfFormat.N_TRIPLES)
    assert {q.triple for q in triples} == {q.triple for q in nquads}
    assert len(graph) == len({statement[:3] for statement in statements})
