"""Rules between fields, asked of records of which some fields are wrong."""

from typing import Any

from kg.load.partly import Path, broken_rules
from kg.model.claim import Claim


def broken(data: dict[str, Any], *faulty: Path) -> list[tuple[Path, str]]:
    return [(path, str((each.context or {})["what"])) for path, each in broken_rules(Claim, data, set(faulty))]


def test_a_rule_that_needs_a_faulty_field_is_silent_and_all_others_are_asked() -> None:
    data = {"terms": {"until": "2026", "duty": "?"}, "speaker": "?", "via": "document/a", "document": "document/a"}
    assert broken(data, ("terms", "duty"), ("speaker", 0)) == [
        (("terms",), "since and until without a status or rate"),
        ((), "terms about 0 records"),
        ((), "document/a is cited via itself"),
    ]
