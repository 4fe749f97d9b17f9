"""base + added - removed = new, whatever changes."""

from collections import Counter
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from kg.model.iri import BASE
from kg.publish.delta import Delta, applied
from kg.rdf.syntax import Statement
from kg.rdf.write import NQuads

RECORDS = st.sampled_from(["claim/a", "claim/a-b", "claim/a0", "document/d", "party/cn", "party/us"])
OWN = st.builds(
    lambda part, value: (part, f'"{value}"'), st.sampled_from(["", "#a", "#cites-document-d"]), st.sampled_from("abcé")
)
GRAPHS = st.dictionaries(RECORDS, st.frozensets(OWN, min_size=1))


def statements(graph: dict[str, frozenset[tuple[str, str]]]) -> list[list[Statement]]:
    """The records in the order of their ids, each with its statements in theirs."""
    return [
        sorted((f"<{BASE}{key}{part}>", "<https://example.org/p>", value, "") for part, value in own)
        for key, own in sorted(graph.items())
    ]


def quads(records: list[list[Statement]]) -> bytes:
    out = BytesIO()
    writer = NQuads(out, base=BASE)
    for each in records:
        writer.add(each)
    writer.finish()
    return out.getvalue()


@given(st.lists(GRAPHS, min_size=1, max_size=4))
def test_a_chain_of_deltas_gives_every_run(graphs: list[dict[str, frozenset[tuple[str, str]]]]) -> None:
    with TemporaryDirectory() as name:
        old, rebuilt = Path(name) / "old.nq", b""
        old.write_bytes(b"")
        for graph in graphs:
            records = statements(graph)
            added, removed, told = BytesIO(), BytesIO(), BytesIO()
            delta = Delta(old, base=BASE, added=added, removed=removed, records=told)
            for each in records:
                delta.add(each)
            delta.finish()

            lines = (out.getvalue().splitlines(keepends=True) for out in (added, removed))
            rebuilt = b"".join(applied(rebuilt.splitlines(keepends=True), *lines, base=BASE))

            new = quads(records)
            assert rebuilt == new
            assert delta.counts["added"] - delta.counts["removed"] == len(new.splitlines()) - len(
                old.read_bytes().splitlines()
            )
            ops = Counter(line.split(b'"')[3].decode() for line in told.getvalue().splitlines())
            assert {op: ops[op] for op in ("ADD", "MOD", "DEL")} == {
                op: delta.counts[op] for op in ("ADD", "MOD", "DEL")
            }
            old.write_bytes(new)
