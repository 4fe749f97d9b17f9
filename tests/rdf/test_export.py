"""A whole graph out of both engines: equal bytes, nothing left out, and a failure where it cannot be so."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from random import Random

import pyoxigraph
import pytest

from kg import load
from kg.ask import ask
from kg.ask.catalogue import find_question
from kg.ask.twin import fold
from kg.content import content_folder
from kg.errors import StoreError, UsageError
from kg.model.introspect import describe
from kg.model.iri import BASE, expand
from kg.rdf.export import export, to_dataset
from kg.rdf.formats import FORMATS
from kg.rdf.project import Projection
from kg.rdf.read import contents, pages
from kg.store import Store, open_store
from kg.store.apply import make_ready
from tests.golden import Case
from tests.queries.folded import fold_answer
from tests.queries.test_twins import TWINS, solutions

DOSSIER = """\
parties: [{id: party/moon, name: Moon}]
"""


@pytest.fixture
def store(store_address: str) -> Iterator[Store]:
    """A store that holds the curated facts, once for each engine."""
    with open_store(store_address) as opened:
        fill(opened)
        yield opened


def fill(store: Store, *, order: int | None = None) -> None:
    """Loads the curated facts, written in the order of the files or in any other."""
    made = load.check([each.parent for each in sorted(content_folder("seeds").glob("*/dataset.yaml"))])
    if order is not None:
        for changes in (made.changes.nodes, made.changes.edges, made.changes.assertions):
            Random(order).shuffle(changes)
    load.write(store, made)


def exported(store: Store, *, format: str = "nq") -> bytes:
    out = BytesIO()
    export(store, out, format=format)
    return out.getvalue()


def run(store: Store, cypher: str) -> None:
    store.write(lambda transaction: transaction.run(cypher).consume())


def test_both_engines_and_any_order_of_writing_give_equal_bytes(embedded_address: str, neo4j_address: str) -> None:
    with open_store(embedded_address) as embedded, open_store(neo4j_address) as neo4j:
        fill(embedded)
        fill(neo4j, order=1)

        assert exported(embedded) == exported(neo4j)
        for ending in FORMATS:
            assert exported(embedded, format=ending) == exported(neo4j, format=ending)


def test_everything_is_counted_and_reads_back(store: Store) -> None:
    out, told = BytesIO(), list[int]()
    counts = export(store, out, progress=told.append)

    quads = [*pyoxigraph.parse(out.getvalue(), format=pyoxigraph.RdfFormat.N_QUADS)]
    classes = {pyoxigraph.NamedNode(expand(kind.iri)) for kind in describe()}
    records = [str(quad.subject)[1:-1] for quad in quads if quad.object in classes]
    [held] = store.read(
        "CALL () { MATCH (n:Entity) RETURN count(n) AS nodes } "
        "CALL () { MATCH (:Entity)-[r]->(:Entity) RETURN count(r) AS edges } RETURN nodes, edges"
    )
    assert (counts.records, counts.relationships) == (held["nodes"], held["edges"])
    assert counts.statements == len(quads)
    assert len({*quads}) == len(quads)
    assert records == sorted({*records})
    assert len(records) == counts.records == told[-1]
    assert told == sorted(told)
    assert [quad for quad in quads if pyoxigraph.BlankNode in {type(quad.subject), type(quad.object)}] == []

    turtle = [*pyoxigraph.parse(exported(store, format="ttl"), format=pyoxigraph.RdfFormat.TURTLE)]
    assert len({*turtle}) == len(turtle)
    assert {quad.triple for quad in turtle} == {quad.triple for quad in quads}


def test_what_was_known_then_is_part_of_what_is_known_now(store: Store) -> None:
    now, then = set(exported(store).splitlines()), BytesIO()

    counts = export(store, then, as_of=date(2025, 12, 16))

    lines = set(then.getvalue().splitlines())
    hidden = {f"/{kind.slug}/".encode() for kind in describe() if not kind.context}
    known = [line for line in lines if b"ns#knownFrom>" in line and any(each in line.split()[0] for each in hidden)]
    # What was ranked later had no rank then, and a hash is over what was known.
    other = {line for line in lines if f"<{expand('ns:rank-normal')}>".encode() in line or b"ns#contentHash>" in line}
    assert lines - other < now
    assert len(lines) == counts.statements
    assert b"2025-12-01" < max(line.rsplit(b'"', 2)[1] for line in known) <= b"2025-12-16"
    [row] = store.read("MATCH (c:Claim) WHERE c.known_from <= date('2025-12-16') RETURN count(c) AS claims")
    claim = b" <https://w3id.org/parley/ns#Claim> "
    ends = {line.split()[2] for line in lines if b"ns#via>" in line}
    assert len(ends) > 0
    assert ends <= {line.split()[0] for line in lines}
    spoken = [line for line in now if b"prov#wasAttributedTo>" in line]
    claims = {line.split()[0] for line in lines if claim in line}
    assert {line for line in spoken if line.split()[0] in claims} <= lines
    assert sum(claim in line for line in lines) == row["claims"]


def test_posts_are_told_of_as_of_a_day_before_any_document_on_them(store: Store, tmp_path: Path) -> None:
    day, file = date(2025, 2, 1), tmp_path / "then.nq"
    with file.open("wb") as out:
        export(store, out, as_of=day)

    quads = pyoxigraph.Store()
    quads.load(path=file, format=pyoxigraph.RdfFormat.N_QUADS)
    of_type = quads.quads_for_pattern(None, None, pyoxigraph.NamedNode(expand("ns:Tenure")), None)
    [row] = store.read("MATCH (t:Tenure) RETURN count(t) AS posts")
    assert len([*of_type]) == row["posts"] > 0
    question, case = find_question("actors/posts"), Case("actors/posts", day.isoformat())
    answer = fold_answer(question, ask(store, question.name, as_of=day))
    assert len(answer) > 0
    assert fold(question, solutions(quads, question, TWINS[question.name], case)) == answer


JUDGED = """\
judgements:
  - {id: judgement/early, between: [party/one, party/two], verdict: same, by: An editor, judged_on: 2025-03, why: Alike}
  - {id: judgement/late, between: [party/one, party/six], verdict: same, by: An editor, judged_on: 2026-01-05, why: So}
parties:
  - {id: party/one, name: One}
  - {id: party/two, name: Two}
  - {id: party/six, name: Six}
"""


def test_what_was_judged_later_was_not_known_then(store: Store, tmp_path: Path) -> None:
    (tmp_path / "dataset.yaml").write_text("id: dataset/judged\ntitle: T\nlicence: CC0-1.0\n", encoding="utf-8")
    (tmp_path / "judged.yaml").write_text(JUDGED, encoding="utf-8")
    load.load(store, [tmp_path])

    def judged(day: date | None) -> tuple[set[str], set[str]]:
        out = BytesIO()
        counts = export(store, out, as_of=day)
        quads = [*pyoxigraph.parse(out.getvalue(), format=pyoxigraph.RdfFormat.N_QUADS)]
        assert counts.statements == len(quads)
        same = pyoxigraph.NamedNode(expand("ns:sameAs"))
        judgements = {quad.subject.value for quad in quads if quad.object.value == expand("ns:Judgement")}
        return (
            {each.removeprefix(BASE) for each in judgements},
            {quad.object.value.removeprefix(BASE) for quad in quads if quad.predicate == same},
        )

    assert judged(None) == ({"judgement/early", "judgement/late"}, {"party/two", "party/six"})
    assert judged(date(2025, 3, 30)) == (set(), set())
    assert judged(date(2025, 3, 31)) == ({"judgement/early"}, {"party/two"})
    assert judged(date(2026, 1, 4)) == ({"judgement/early"}, {"party/two"})
    assert judged(date(2026, 1, 5)) == judged(None)


def test_what_was_ranked_later_was_not_ranked_then(store: Store) -> None:
    [row] = store.read("MATCH (c:Claim)-[:FROM]->(d) RETURN c.id AS id, d.id AS document ORDER BY id LIMIT 1")
    graph = f"{BASE}{row['document']}"
    ranked = (
        f"MATCH (c:Claim {{id: '{row['id']}'}}) SET c.rank = 'deprecated', c.rank_reason = 'Withdrawn', "
        "c.ranked_by = 'An editor', c.ranked_on = '2027-02', c.ranked_on_earliest = date('2027-02-01'), "
        "c.ranked_on_latest = date('2027-02-28')"
    )
    run(store, ranked)

    def of_the_claim(day: date | None) -> set[bytes]:
        out = BytesIO()
        export(store, out, as_of=day)
        start = f"<{BASE}{row['id']}> <{expand('ns:rank')}".encode()
        return {line for line in out.getvalue().splitlines() if line.startswith(start)}

    [unranked] = of_the_claim(date(2027, 2, 27))
    assert unranked.endswith(f"<{expand('ns:rank')}> <{expand('ns:rank-normal')}> <{graph}> .".encode())
    assert len(of_the_claim(date(2027, 2, 28))) == 6
    assert of_the_claim(date(2027, 2, 28)) == of_the_claim(None)


def test_the_size_of_a_page_changes_nothing(store: Store) -> None:
    for kind in describe():
        projection = Projection(kind)
        small, large = ([*pages(store, projection, size=size)] for size in (7, 5000))
        assert [row for page in small for row in page.records] == [row for page in large for row in page.records]
        for what in ("edges", "assertions"):
            assert gathered(getattr(page, what) for page in small) == gathered(getattr(page, what) for page in large)


def gathered(found: Iterator[dict[str, list[list[object]]]]) -> dict[str, list[str]]:
    """The rows of several pages by record, in an order of their own."""
    return {key: sorted(map(str, rows)) for page in found for key, rows in page.items()}


# Of calls that are its own.
def test_a_graph_exported_while_it_was_empty_is_exported_whole_once_it_is_loaded(store_address: str) -> None:
    """A server keeps the plans that it made for the empty one, with and without the model's indexes."""
    with open_store(store_address) as opened:
        assert exported(opened) == b""
        make_ready(opened)
        assert exported(opened) == b""
        fill(opened)
        statements = exported(opened)
    assert len(statements.splitlines()) > 10_000
    assert b"<https://w3id.org/parley/id/claim/mofcom-omits-soybeans>" in statements


@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning:rdflib")
def test_rdflib_gets_a_graph_for_each_document(store: Store) -> None:
    [row] = store.read("MATCH (c:Claim)-[:FROM]->(d:Document) RETURN count(c) AS claims")

    found = to_dataset(store).query(
        "PREFIX ns: <https://w3id.org/parley/ns#> PREFIX prov: <http://www.w3.org/ns/prov#> "
        "SELECT ?claim WHERE { GRAPH ?document { ?claim a ns:Claim ; prov:wasDerivedFrom ?document } "
        "?document a ns:Document }"
    )

    assert len(found) == row["claims"] > 0


def test_what_others_keep_in_the_same_graph_is_left_alone(store: Store) -> None:
    before = exported(store)

    run(store, "MATCH (c:Claim) SET c.my_mark = 1 CREATE (c)-[:MY_NOTE]->(:MyNote {id: 'mine'})")

    assert exported(store) == before


def test_what_no_kind_accounts_for_is_an_error(store: Store) -> None:
    held = contents(store)
    run(
        store,
        "MATCH (d:Dataset) MATCH (t:Topic) CREATE (d)-[:BROADER]->(t)",
    )
    wrong = contents(store)
    assert wrong.records == held.records
    assert wrong.relationships > held.relationships

    with pytest.raises(StoreError) as error:
        exported(store)

    assert str(error.value) == (
        f"{store.address}: it holds {wrong.records} records with {wrong.relationships} relationships, and "
        f"{held.records} with {held.relationships} were found by what the model knows; look for relationships of our "
        "types that somebody else has drawn between records"
    )


def test_on_a_shared_server_nodes_of_others_are_left_out_whatever_they_are_called(neo4j_address: str) -> None:
    with open_store(neo4j_address) as store:
        fill(store)
        before = exported(store)
        run(
            store,
            "CREATE (a:Document {id: 'mine-1'}) CREATE (:Event {id: 'event/mine'}) CREATE (:Entity {id: 'foo'}) "
            "CREATE (a)-[:PUBLISHED_BY]->(:Party {id: 'party/zz'}) "
            "CREATE (a)<-[:ASSERTS]-(:Dataset {id: 'dataset/theirs'})",
        )
        assert exported(store) == before


def test_what_the_model_does_not_allow_is_an_error(store: Store) -> None:
    run(store, "CREATE (n:Party {id: 'party/US>'}) SET n:Entity")
    with pytest.raises(StoreError, match="the id 'party/US>', which is none"):
        exported(store)
    run(store, "MATCH (n:Party {id: 'party/US>'}) DETACH DELETE n")

    run(store, "MATCH (n:Claim) SET n.hedge = 'maybe'")
    with pytest.raises(StoreError, match="has 'maybe' for the hedge, which is no word of hedge: somebody has changed"):
        exported(store)


def test_a_load_in_between_is_an_error(store: Store, tmp_path: Path) -> None:
    (tmp_path / "dataset.yaml").write_text("id: dataset/moon\ntitle: Moon\nlicence: CC-BY-4.0\n", encoding="utf-8")
    (tmp_path / "moon.yaml").write_text(DOSSIER, encoding="utf-8")

    def meanwhile(written: int) -> None:
        if written > 100:
            load.load(store, [tmp_path])

    with pytest.raises(StoreError, match="the graph was changed during the export; export again"):
        export(store, BytesIO(), progress=meanwhile)


def test_a_wrong_word_writes_nothing(store: Store) -> None:
    out = BytesIO()

    with pytest.raises(UsageError, match="there is no format 'xml'; there are nq, nt, ttl, trig, jsonld"):
        export(store, out, format="xml")
    with pytest.raises(UsageError, match="cannot be the base of the records"):
        export(store, out, base="https://example.org")

    assert out.getvalue() == b""
