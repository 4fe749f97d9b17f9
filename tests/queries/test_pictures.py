"""What a picture of an answer leaves out, on stores of its own; tests/ask only reads one that is shared."""

from kg.ask import ask
from kg.load import load
from kg.store import open_store
from tests.project import ROOT


def test_what_somebody_has_put_beside_the_records_is_not_drawn(store_address: str) -> None:
    concession = "concession/nordland-lumber-duty-suspension"
    with open_store(store_address) as store:
        load(store, [ROOT / "loaders" / "dossier" / "sample"])
        before = ask(store, "concessions/fate", as_of="2030-03-02").picture()
        assert concession in {node.id for node in before.nodes}
        store.write(
            lambda transaction: transaction.run(
                "MATCH (c:Concession {id: $id}) SET c:Favourite CREATE (c)-[:GIVEN_BY]->(:Somebody {name: 'Somebody'})",
                id=concession,
            ).consume()
        )
        assert ask(store, "concessions/fate", as_of="2030-03-02").picture() == before
