"""What becomes of a record: the exact statements, worked out without a store."""

from collections.abc import Mapping
from random import Random

import pyoxigraph

from kg.model.flatten import Edge, flatten
from kg.model.introspect import describe
from kg.model.iri import PREFIXES
from kg.model.kinds import BY_SLUG
from kg.model.ref import kind_of
from kg.rdf.project import Projection
from kg.rdf.syntax import Statement

BASE = "https://example.org/"
KINDS = {kind.slug: kind for kind in describe()}
CITES = [{"document": "document/fact-sheet", "at": ["p8", "p10"], "via": "document/news"}]
SAYS = {"id": "claim/c", "document": "document/article", "at": "p3.s1", "summary": "So it is.", "stance": "asserts"}


def projected(
    stated: Mapping[str, object], *, known_from: str | None = None, derived: tuple[Edge, ...] = (), data_set: str = ""
) -> list[Statement]:
    """The statements of a record as a dossier states it, in rows as the store would give them."""
    node = flatten(BY_SLUG[kind_of(str(stated["id"]))].model_validate(stated))
    projection = Projection(KINDS[kind_of(node.id)], base=BASE)
    stored = {**node.properties, "id": node.id, "known_from": known_from}
    edges = [
        [node.id, each.type, each.target, *(each.properties.get(own.name) for own in projection.own)]
        for each in (*node.edges, *derived)
    ]
    # The store gives relationships in no order.
    Random(0).shuffle(edges)
    assertions = [[node.id, "ASSERTS", data_set, "0123abcd"]] if data_set != "" else []
    return projection.statements([stored.get(column.name) for column in projection.columns], edges, assertions)


def shown(statements: list[Statement]) -> str:
    """The statements as people read them: IRIs shortened, the graph behind an ``@``."""
    lines = "".join(f"{s} {p} {o}{' @ ' if g != '' else ''}{g}\n" for s, p, o, g in statements)
    for prefix, space in PREFIXES.items():
        lines = lines.replace(f"<{space}", f"<{prefix}:")
    return lines.replace(f"<{BASE}", "<")


def test_a_record_stands_in_the_default_graph_and_its_citations_in_that_of_their_document() -> None:
    soybeans = {
        "id": "topic/soybeans",
        "name": 'Soy "beans"',
        "codes": ["HS:1201.90", "HS:1201.10"],
        "broader": "topic/oilseeds",
        "cites": CITES,
    }

    assert shown(projected(soybeans, known_from="2025-11-01", data_set="dataset/d")) == (
        "<topic/soybeans#asserted-by-dataset-d> <rdf:object> <dataset/d>\n"
        "<topic/soybeans#asserted-by-dataset-d> <rdf:predicate> <void:inDataset>\n"
        "<topic/soybeans#asserted-by-dataset-d> <rdf:subject> <topic/soybeans>\n"
        "<topic/soybeans#asserted-by-dataset-d> <rdf:type> <ns:Assertion>\n"
        '<topic/soybeans#asserted-by-dataset-d> <ns:contentHash> "0123abcd"\n'
        "<topic/soybeans#cites-document-fact-sheet> <rdf:object> <document/fact-sheet> @ <document/fact-sheet>\n"
        "<topic/soybeans#cites-document-fact-sheet> <rdf:predicate> <dcterms:source> @ <document/fact-sheet>\n"
        "<topic/soybeans#cites-document-fact-sheet> <rdf:subject> <topic/soybeans> @ <document/fact-sheet>\n"
        "<topic/soybeans#cites-document-fact-sheet> <rdf:type> <ns:Citation> @ <document/fact-sheet>\n"
        '<topic/soybeans#cites-document-fact-sheet> <ns:locator> "p10" @ <document/fact-sheet>\n'
        '<topic/soybeans#cites-document-fact-sheet> <ns:locator> "p8" @ <document/fact-sheet>\n'
        '<topic/soybeans#cites-document-fact-sheet> <ns:statesTerms> "false"^^<xsd:boolean> @ <document/fact-sheet>\n'
        "<topic/soybeans#cites-document-fact-sheet> <ns:via> <document/news> @ <document/fact-sheet>\n"
        '<topic/soybeans> <dcterms:identifier> "topic/soybeans"\n'
        "<topic/soybeans> <dcterms:source> <document/fact-sheet>\n"
        "<topic/soybeans> <void:inDataset> <dataset/d>\n"
        "<topic/soybeans> <rdf:type> <ns:Topic>\n"
        "<topic/soybeans> <skos:broader> <topic/oilseeds>\n"
        '<topic/soybeans> <skos:notation> "HS:1201.10"\n'
        '<topic/soybeans> <skos:notation> "HS:1201.90"\n'
        '<topic/soybeans> <schema:name> "Soy \\"beans\\""\n'
        '<topic/soybeans> <ns:knownFrom> "2025-11-01"^^<xsd:date>\n'
    )


def test_an_event_tells_who_took_part_as_what() -> None:
    call = {
        "id": "event/call",
        "name": "Call",
        "event_kind": "call",
        "participants": [{"who": "official/a", "role": "head", "for_party": "party/us"}, {"who": "official/b"}],
        "cites": [{"document": "document/d", "at": "unseen"}],
    }

    assert [line for line in shown(projected(call)).splitlines() if "attended" in line] == [
        "<event/call#attended-by-official-a> <rdf:object> <official/a>",
        "<event/call#attended-by-official-a> <rdf:predicate> <ns:attendedBy>",
        "<event/call#attended-by-official-a> <rdf:subject> <event/call>",
        "<event/call#attended-by-official-a> <rdf:type> <ns:Attendance>",
        "<event/call#attended-by-official-a> <ns:forParty> <party/us>",
        "<event/call#attended-by-official-a> <ns:role> <ns:role-head>",
        "<event/call#attended-by-official-b> <rdf:object> <official/b>",
        "<event/call#attended-by-official-b> <rdf:predicate> <ns:attendedBy>",
        "<event/call#attended-by-official-b> <rdf:subject> <event/call>",
        "<event/call#attended-by-official-b> <rdf:type> <ns:Attendance>",
        "<event/call> <ns:attendedBy> <official/a>",
        "<event/call> <ns:attendedBy> <official/b>",
    ]


def test_a_pairing_keeps_the_day_from_which_it_is_known() -> None:
    easing = {
        "id": "concession/easing",
        "name": "Easing",
        "by": "party/us",
        "cites": [{"document": "document/d", "at": "unseen"}],
    }
    pairing = Edge("RECIPROCATES", "commitment/visit", {"known_from": "2025-11-10"})

    assert [line for line in shown(projected(easing, derived=(pairing,))).splitlines() if "reciprocates" in line] == [
        "<concession/easing#reciprocates-commitment-visit> <rdf:object> <commitment/visit>",
        "<concession/easing#reciprocates-commitment-visit> <rdf:predicate> <ns:reciprocates>",
        "<concession/easing#reciprocates-commitment-visit> <rdf:subject> <concession/easing>",
        "<concession/easing#reciprocates-commitment-visit> <rdf:type> <ns:Pairing>",
        '<concession/easing#reciprocates-commitment-visit> <ns:knownFrom> "2025-11-10"^^<xsd:date>',
        "<concession/easing> <ns:reciprocates> <commitment/visit>",
    ]


def test_everything_of_a_claim_stands_in_the_graph_of_its_document() -> None:
    terms = {
        "quantity": {
            "amount": "12.50",
            "unit": "Mt",
            "bound": "at_least",
            "per": "year",
            "over": {"amount": "100", "unit": "USD bn", "year": "2017"},
        }
    }
    claim = {**SAYS, "speaker": "official/a", "said_on": "2025-11-01/..", "about": "commitment/c", "terms": terms}

    statements = projected(claim, known_from="2025-11-02", data_set="dataset/d")

    where = "<document/article>"
    assert {statement[3] for statement in statements} == {"", f"<{BASE}document/article>"}
    assert [line for line in shown(statements).splitlines() if " @ " not in line] == [
        "<claim/c#asserted-by-dataset-d> <rdf:object> <dataset/d>",
        "<claim/c#asserted-by-dataset-d> <rdf:predicate> <void:inDataset>",
        "<claim/c#asserted-by-dataset-d> <rdf:subject> <claim/c>",
        "<claim/c#asserted-by-dataset-d> <rdf:type> <ns:Assertion>",
        '<claim/c#asserted-by-dataset-d> <ns:contentHash> "0123abcd"',
        "<claim/c> <void:inDataset> <dataset/d>",
    ]
    assert shown(statements).replace(f" @ {where}", "").splitlines()[5:] == [
        "<claim/c#from-document-article> <rdf:object> <document/article>",
        "<claim/c#from-document-article> <rdf:predicate> <prov:wasDerivedFrom>",
        "<claim/c#from-document-article> <rdf:subject> <claim/c>",
        "<claim/c#from-document-article> <rdf:type> <ns:Citation>",
        '<claim/c#from-document-article> <ns:locator> "p3.s1"',
        "<claim/c#quantity> <rdf:type> <ns:Quantity>",
        '<claim/c#quantity> <ns:amount> "12.50"^^<xsd:decimal>',
        '<claim/c#quantity> <ns:base> "12500000000"^^<xsd:integer>',
        "<claim/c#quantity> <ns:bound> <ns:bound-at-least>",
        "<claim/c#quantity> <ns:over> <claim/c#quantity_over>",
        "<claim/c#quantity> <ns:per> <ns:per-year>",
        '<claim/c#quantity> <ns:reading> "at least 12.50 Mt per year over USD 100 bn in 2017"',
        "<claim/c#quantity> <ns:unit> <ns:unit-Mt>",
        '<claim/c#quantity> <ns:unitCode> "TNE"',
        "<claim/c#quantity_over> <rdf:type> <ns:Quantity>",
        '<claim/c#quantity_over> <ns:amount> "100"^^<xsd:decimal>',
        '<claim/c#quantity_over> <ns:base> "100000000000000"^^<xsd:integer>',
        '<claim/c#quantity_over> <ns:reading> "over USD 100 bn in 2017"',
        "<claim/c#quantity_over> <ns:unit> <ns:unit-USD-bn>",
        '<claim/c#quantity_over> <ns:unitCode> "USD"',
        '<claim/c#quantity_over> <ns:year> "2017"',
        '<claim/c> <dcterms:description> "So it is."',
        '<claim/c> <dcterms:identifier> "claim/c"',
        "<claim/c> <dcterms:subject> <commitment/c>",
        "<claim/c> <void:inDataset> <dataset/d>",
        "<claim/c> <rdf:object> <claim/c#quantity>",
        "<claim/c> <rdf:predicate> <ns:quantity>",
        "<claim/c> <rdf:subject> <commitment/c>",
        "<claim/c> <rdf:type> <ns:Claim>",
        "<claim/c> <prov:wasAttributedTo> <official/a>",
        "<claim/c> <prov:wasDerivedFrom> <document/article>",
        '<claim/c> <schema:name> "So it is."',
        '<claim/c> <ns:content> "terms"',
        "<claim/c> <ns:hedge> <ns:hedge-none>",
        '<claim/c> <ns:knownFrom> "2025-11-02"^^<xsd:date>',
        "<claim/c> <ns:quantity> <claim/c#quantity>",
        "<claim/c> <ns:rank> <ns:rank-normal>",
        '<claim/c> <ns:saidOn> "2025-11-01/.."^^<edtf:EDTF>',
        '<claim/c> <ns:saidOnEarliest> "2025-11-01"^^<xsd:date>',
        "<claim/c> <ns:stance> <ns:stance-asserts>",
    ]


def said(content: Mapping[str, object], *, about: tuple[str, ...] = ("commitment/c",)) -> list[str]:
    """The triple that a claim with this content says it states: subject, predicate and object."""
    claim = {**SAYS, "attribution": "an aide", "about": about, **content}
    found = {
        p.rpartition("#")[2]: o
        for s, p, o, _ in projected(claim)
        if s == f"<{BASE}claim/c>" and p.startswith(f"<{PREFIXES['rdf']}") and "#type>" not in p
    }
    return (
        shown([(found[f"{part}>"], "", "", "") for part in ("subject", "predicate", "object")]).split() if found else []
    )


def test_a_claim_names_the_one_triple_that_it_states() -> None:
    pairs = {"predicate": "reciprocates", "subject": "commitment/a", "object": "concession/b"}

    assert said({"link": pairs}) == ["<commitment/a>", "<ns:reciprocates>", "<concession/b>"]
    assert said({"link": {**pairs, "predicate": "conditional_on"}})[1] == "<ns:conditionalOn>"
    assert said({"terms": {"duty": "intends"}}) == ["<commitment/c>", "<ns:duty>", "<ns:duty-intends>"]
    assert said({"terms": {"date": "2025-12"}}, about=("event/e",)) == [
        "<event/e>",
        "<ns:date>",
        '"2025-12"^^<xsd:gYearMonth>',
    ]
    assert said({"terms": {"window": {"label": "in time"}}}) == ["<commitment/c>", "<ns:window>", "<claim/c#window>"]
    assert said({"terms": {"by": "party/us"}}) == ["<commitment/c>", "<ns:madeBy>", "<party/us>"]
    assert said({"terms": {"by": "party/us"}}, about=("concession/c",)) == [
        "<concession/c>",
        "<ns:givenBy>",
        "<party/us>",
    ]


def test_a_claim_that_no_single_triple_says_names_none() -> None:
    assert said({}) == []
    assert said({"link": {"predicate": "reciprocates", "subject": "nothing", "object": "concession/b"}}) == []
    assert said({"link": {"predicate": "prompted_by", "subject": "event/a", "object_text": "the weather"}}) == []
    assert said({"terms": {"duty": "intends", "scope": "all"}}) == []
    assert said({"terms": {"status": "given", "since": "2025"}}) == []
    assert said({"terms": {"by": ["party/us", "party/cn"]}}) == []
    assert said({"figure": {"quantity": {"amount": "1", "unit": "t"}}}) == []


def test_a_missing_counterpart_is_an_individual() -> None:
    link = {"predicate": "reciprocates", "subject": "too-little", "object": "concession/b"}
    claim = {**SAYS, "attribution": "an aide", "link": link}

    assert "<claim/c> <ns:subjectValue> <ns:TooLittle> @ <document/article>" in shown(projected(claim)).splitlines()


def test_statements_come_in_the_order_of_their_bytes_in_n_quads_and_once_each() -> None:
    titles = ["é", "e", "𝄞", "\uffee", "~", '"']
    again = Edge("CITES", "document/fact-sheet", {})
    statements = projected({"id": "party/us", "name": "US", "aliases": titles, "cites": CITES}, derived=(again,))

    lines = [f"{s} {p} {o} {g} .".replace("  .", " .").encode() for s, p, o, g in statements]
    assert lines == sorted({*lines})
    assert len([*pyoxigraph.parse(b"\n".join(lines), format=pyoxigraph.RdfFormat.N_QUADS)]) == len(statements)
