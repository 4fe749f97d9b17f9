"""Values of another type than the model stores, as somebody may set them in Neo4j Browser: told, never written."""

from datetime import date
from io import BytesIO

import pytest

import kg
from kg.errors import StoreError
from kg.model.node_kind import Form
from kg.rdf.export import export
from kg.rdf.misfit import WANTED
from kg.store import Store
from tests.project import ROOT

SAMPLE = ROOT / "loaders" / "dossier" / "sample"
FIX = "; take its data set out with kg drop and load it again, or empty the graph with kg reset and load all"

PARTY = "MATCH (n:Party {id: 'party/nordland'}) SET "
CLAIM = "MATCH (n:Claim {id: 'claim/lund-lumber-paired'})-[r:FROM]->() SET "
NOTE = "MATCH (n:Document) SET "
FIGURE = "MATCH (n:Claim {id: 'claim/gazette-lumber-so-far'}) SET "
POST = "MATCH (n:Tenure) SET "
PLACE = "the locator of its FROM to document/gazette-2030-03-02"

MISFITS = {
    f"{PARTY}n.name = 42": "party/nordland has 42 for the name, which is no text",
    f"{PARTY}n.name = ['A', 'B']": "party/nordland has ['A', 'B'] for the name, which is no text",
    f"{PARTY}n.aliases = 'Al'": "party/nordland has 'Al' for the aliases, which is no list of texts",
    f"{PARTY}n.aliases = [1, 2]": "party/nordland has [1, 2] for the aliases, which is no list of texts",
    f"{CLAIM}r.locator = 5": f"claim/lund-lumber-paired has 5 for {PLACE}, which is no list of texts",
    f"{CLAIM}n.hedge = ['none']": "claim/lund-lumber-paired has ['none'] for the hedge, which is no word of hedge",
    f"{CLAIM}r.via = 7": f"claim/lund-lumber-paired has 7 for the via{PLACE[11:]}, which is no id",
    f"{NOTE}n.published = 'not a date'": "gazette-2030-03-02 has 'not a date' for the published, which is no date",
    f"{NOTE}n.published = '2030-02-30'": "gazette-2030-03-02 has '2030-02-30' for the published, which is no date",
    f"{NOTE}n.published = 2030": "gazette-2030-03-02 has 2030 for the published, which is no date",
    f"{NOTE}n.published_latest = 'soon'": "gazette-2030-03-02 has 'soon' for the published_latest, which is no day",
    f"{NOTE}n.published_latest = ['soon']": "gazette-2030-03-02 has ['soon'] for the published_latest, which is no day",
    f"{NOTE}n.url = true": "gazette-2030-03-02 has True for the url, which is no address",
    f"{FIGURE}n.figure_amount = '4O'": "gazette-lumber-so-far has '4O' for the figure_amount, which is no number",
    f"{FIGURE}n.figure_base = '40'": "gazette-lumber-so-far has '40' for the figure_base, which is no whole number",
    f"{POST}n.acting = 1": "tenure/ada-lund-minister has 1 for the acting, which is no truth value",
}


def test_every_form_has_a_name() -> None:
    assert {*WANTED, Form.WORD} == {*Form}


def run(store: Store, cypher: str) -> None:
    store.write(lambda transaction: transaction.run(cypher).consume())


def test_each_is_told_with_its_record_and_property(store_address: str) -> None:
    with kg.open(store_address) as graph:
        for cypher, told in MISFITS.items():
            graph.load(SAMPLE)
            run(graph.store, cypher)
            for day in (None, date(2040, 1, 1)):
                with pytest.raises(StoreError) as error:
                    export(graph.store, BytesIO(), as_of=day)
                assert f"{told}: somebody has changed the graph by hand{FIX}" in str(error.value), (cypher, day)
            graph.drop("dataset/sample-dossier")
            graph.load(SAMPLE)
            export(graph.store, BytesIO())
            graph.drop("dataset/sample-dossier")
