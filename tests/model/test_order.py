"""Lists are sets: however they are written, sorted they are the same."""

from kg.model.claim import claim_id
from kg.model.order import in_order


def test_lists_are_sorted_at_every_depth_and_nothing_else_is_touched() -> None:
    written = {"z": "1", "at": ["p3", "p2"], "cites": [{"document": "b"}, {"at": ["2", "1"], "document": "a"}]}
    assert in_order(written) == {
        "z": "1",
        "at": ["p2", "p3"],
        "cites": [{"at": ["1", "2"], "document": "a"}, {"document": "b"}],
    }
    assert list(in_order(written)) == ["z", "at", "cites"]


def test_a_claim_without_an_id_is_the_same_in_any_order() -> None:
    terms = {"by": ["party/us", "party/cn"]}
    assert claim_id({"at": ["p1", "p2"], "terms": terms}) == claim_id(
        {"at": ["p2", "p1"], "terms": {"by": ["party/cn", "party/us"]}}
    )
