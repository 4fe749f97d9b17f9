"""A record as `record/dossier` shows it: all that the model knows of it, and nothing that somebody put beside it."""

from kg import load
from kg.ask import ask, find_question
from kg.model.introspect import describe
from kg.store import open_store
from tests.project import ROOT

SAMPLE = ROOT / "loaders" / "dossier" / "sample"
APART = ("id", "known_from", "content_hash", "misprints", "differs")
"""The id heads the answer, known days are columns, misprints are no names, and what differs has rows of its own."""


def test_every_property_of_the_model_is_shown_or_is_part_of_one_that_is() -> None:
    told = find_question("record/dossier").cypher
    shown = {
        each.name
        for kind in describe()
        for each in kind.properties
        if each.name not in APART
        and not each.name.endswith(("_earliest", "_latest"))
        and (each.part is None or each.name.endswith("_text"))
    }
    listed = told[told.index("WHERE key IN [") : told.index("] AND NOT any")].split("'")[1::2]
    assert {*listed} == shown


def test_a_count_is_shown_with_its_stage_and_its_days(embedded_address: str) -> None:
    with open_store(embedded_address) as store:
        load.load(store, [SAMPLE])
        answer = ask(store, "record/dossier", id="claim/gazette-lumber-so-far", as_of="2030-03-02")
    assert [row.statement for row in answer if row.statement.startswith("figure")] == [
        "figure counts: running_total",
        "figure measured on: 2030-03-01",
        "figure stage: contracted",
        "figure text: 40 kt",
    ]


def test_a_post_is_shown_on_every_day_on_which_it_is_listed(store_address: str) -> None:
    before_any_document = "2030-03-01"
    with open_store(store_address) as store:
        load.load(store, [SAMPLE])
        posts = ask(store, "actors/posts", as_of=before_any_document)
        assert [(row.official, row.institution) for row in posts] == [
            ("official/ada-lund", "institution/nordland-trade-ministry")
        ]
        shown = {
            id: [row.statement for row in ask(store, "record/dossier", as_of=before_any_document, id=id)]
            for id in ("official/ada-lund", "institution/nordland-trade-ministry", "tenure/ada-lund-minister")
        }
    post = "Minister of Trade"
    assert f"{post}: held by this, since 2029" in shown["official/ada-lund"]
    assert f"{post}: at this, since 2029" in shown["institution/nordland-trade-ministry"]
    assert {"held by: Ada Lund", "at: Trade Ministry of Nordland"} <= {*shown["tenure/ada-lund-minister"]}


def test_what_a_user_has_put_on_a_record_is_not_cited_for_a_document(store_address: str) -> None:
    with open_store(store_address) as store:
        load.load(store, [SAMPLE])
        before = ask(store, "record/dossier", id="official/ada-lund").rows
        store.write(
            lambda transaction: transaction.run(
                "MATCH (o:Official {id: 'official/ada-lund'}) SET o.tags = ['a', 'b'], o.my_note = 'mine' "
                "CREATE (o)-[:MY_NOTE]->(:MyNote)"
            ).consume()
        )
        assert ask(store, "record/dossier", id="official/ada-lund").rows == before
