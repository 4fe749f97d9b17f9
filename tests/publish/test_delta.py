"""base + added - removed = new, whatever changes."""

import json
from collections import Counter
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg import load
from kg.model.iri import BASE
from kg.publish import publish, verify
from kg.publish.delta import Delta, applied
from kg.rdf.lines import quad_lines
from kg.rdf.syntax import Statement
from kg.rdf.write import NQuads
from kg.store import Store

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


NAMES = st.text(st.sampled_from("aZé中\\'#:"), min_size=1, max_size=3).map(lambda name: f"x{name}x")
PARTIES = st.dictionaries(
    st.sampled_from(["party/a", "party/a-b", "party/a0", "party/zz"]),
    st.tuples(NAMES, st.frozensets(NAMES, max_size=2)),
    min_size=1,
)


@pytest.mark.slow
@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(graphs=st.lists(PARTIES, min_size=2, max_size=4))
def test_a_chain_of_runs_is_rebuilt_from_their_deltas_alone(
    graphs: list[dict[str, tuple[str, frozenset[str]]]], store: Store, moon: Path
) -> None:
    with TemporaryDirectory() as name:
        to, rebuilt, known = Path(name) / "exports", list[bytes](), dict[str, list[bytes]]()
        for graph in graphs:
            state(moon / "moon.yaml", graph)
            load.load(store, [moon])
            run = publish(store, to).run
            if run is None:
                continue
            added, removed = (quad_lines(run / "delta" / f"{each}.nq.zst") for each in ("added", "removed"))
            rebuilt = [*applied(rebuilt, added, removed, base=BASE)]

            assert rebuilt == [*quad_lines(run / "graph.nq.zst")]
            before, known = known, by_record(rebuilt)
            told = [json.loads(line) for line in quad_lines(run / "delta" / "records.jsonl.zst")]
            assert {each["id"]: each["op"] for each in told} == {
                each: "ADD" if each not in before else "DEL" if each not in known else "MOD"
                for each in before.keys() | known.keys()
                if before.get(each) != known.get(each)
            }
            assert verify(run)[-1].endswith(" + added - removed is this run, byte for byte")


def state(file: Path, graph: dict[str, tuple[str, frozenset[str]]]) -> None:
    """Writes a dossier; JSON is YAML, and its escapes are the same."""
    parties = [
        {"id": key, "name": called, "aliases": sorted(aliases - {called})} for key, (called, aliases) in graph.items()
    ]
    file.write_text(json.dumps({"parties": parties}), "utf-8")


def by_record(lines: list[bytes]) -> dict[str, list[bytes]]:
    """The lines of each record."""
    found: dict[str, list[bytes]] = {}
    for line in lines:
        record = line.split(b">")[0].decode().removeprefix(f"<{BASE}").partition("#")[0]
        found.setdefault(record, []).append(line)
    return found
