from kg import Graph
from kg.store import open_store
from tests.project import ROOT


def test_only_our_records_are_counted_as_ours(store_address: str) -> None:
    with Graph(open_store(store_address)) as graph:
        empty = graph.status()
        assert (empty.records, empty.others, empty.last_load) == ({}, {}, None)
        graph.load(ROOT / "loaders" / "dossier" / "sample")
        work = "CREATE (), (:Party {id: 7}), (:Ledger {id: 'cash'})"
        graph.store.write(lambda transaction: transaction.run(work).consume())
        found = graph.status()
        # On the embedded engine our kinds are entities by their type, whoever makes a node.
        party = "Entity:Party" if found.engine == "embedded" else "Party"
        assert sum(found.records.values()) == 25
        assert found.records["Party"] == 2
        assert set(found.others.values()) == {1}
        assert {party, "Ledger"} < set(found.others)
        assert found.last_load is not None
        assert found.last_load.datasets == ("dataset/sample-dossier",)
