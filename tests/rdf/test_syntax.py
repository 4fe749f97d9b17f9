"""Every text survives: what is written is what two other implementations read, and in the form that is canonical."""

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Dataset, Literal

from kg.errors import StoreError, UsageError
from kg.model.iri import BASE
from kg.rdf.syntax import checked_base, quoted, record_iri

# A lone surrogate is no character: no store can hold one.
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
# What a scan for the usual suspects may miss.
NASTY = "\0\a\b\t\n\v\f\r\x1b\"\\'\x7f\x85\xa0\u2028\u2029\ufeff\ufffe\uffff𝄞é中\\u0041"


def line(text: str) -> str:
    return f"<https://example.org/a> <https://example.org/b> {quoted(text)} .\n"


@given(TEXTS | st.text(st.sampled_from(NASTY)))
def test_pyoxigraph_reads_what_was_written(text: str) -> None:
    [quad] = pyoxigraph.parse(line(text), format=pyoxigraph.RdfFormat.N_QUADS)

    assert isinstance(quad.object, pyoxigraph.Literal)
    assert quad.object.value == text


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@given(TEXTS | st.text(st.sampled_from(NASTY)))
def test_rdflib_reads_what_was_written(text: str) -> None:
    dataset = Dataset()
    dataset.parse(data=line(text), format="nquads")

    [(_, _, found, _)] = dataset.quads()
    assert isinstance(found, Literal)
    assert str(found) == text


@given(TEXTS)
def test_a_literal_stays_on_its_line_and_orders_as_its_bytes(text: str) -> None:
    written = quoted(text)

    assert {"\n", "\r"}.isdisjoint(written)
    assert (written < quoted("é")) == (written.encode() < quoted("é").encode())


def test_only_what_must_be_escaped_is() -> None:
    assert quoted('\b\t\n\f\r"\\') == r'"\b\t\n\f\r\"\\"'
    assert quoted("\0\x1f\x7f\uffff") == r'"\u0000\u001F\u007F\uFFFF"'
    assert quoted("\x85\xa0\u2028 'é中𝄞") == '"\x85\xa0\u2028 \'é中𝄞"'


@pytest.mark.parametrize("record_id", [None, 7, "party/us>", "party/u s", "us", "Party/us", "party/ü"])
def test_what_is_no_id_never_becomes_an_iri(record_id: object) -> None:
    with pytest.raises(StoreError, match="which is none"):
        record_iri(BASE, record_id)


@pytest.mark.parametrize("base", ["https://example.org/", "https://example.org/a/b%20c/"])
def test_a_base_is_an_absolute_iri_that_ends_in_a_slash(base: str) -> None:
    assert checked_base(base) == base


@pytest.mark.parametrize(
    "base", ["", "id/", "https://example.org", "https://example.org/#", "https://example.org/<a>/"]
)
def test_other_bases_are_refused(base: str) -> None:
    with pytest.raises(UsageError, match=r"cannot be the base .* absolute IRI that ends in /"):
        checked_base(base)
