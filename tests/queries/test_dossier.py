"""A record as `record/dossier` shows it: all that the model knows of it, and nothing that somebody put beside it."""

from kg import load
from kg.ask import ask, find_question
from kg.model.introspect import describe
from kg.store import open_store
from tests.project import ROOT

SAMPLE = ROOT / "loaders" / "dossier" / "sample"
APART = ("id", "known_from", "content_hash", "misprints", "differs")
"""The id heads the answer, known days are columns, misprints are no names, and what differs has rows of its own."""

PARTS = ("quantity_", "rate_", "window_", "figure_")


def test_every_property_of_the_model_is_shown_or_is_part_of_one_that_is() -> None:
    told = find_question("record/dossier").cypher
    names = {each.name for kind in describe() for each in kind.properties} - {*APART}
    shown = {
        name
        for name in names
        if not name.endswith(("_earliest", "_latest")) and (name.endswith("_text") or not name.startswith(PARTS))
    }
    listed = told[told.index("WHERE key IN [") : told.index("] AND NOT any")].split("'")[1::2]
    assert {*listed} == shown


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
