import pytest

from kg.ask import Found, find
from kg.store import Store


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("party/us", [Found("Party", "party/us", "United States", "id", "party/us")]),
        ("wendy CUTLER", [Found("Official", "official/wendy-cutler", "Wendy Cutler", "name", "Wendy Cutler")]),
        (
            " mofcom ",
            [Found("Institution", "institution/mofcom", "Ministry of Commerce of China", "aliases", "MOFCOM")],
        ),
        ("1201.90", [Found("Topic", "topic/soybeans", "Soybeans", "codes", "HS:1201.90")]),
        (
            "2025-19001",
            [
                Found(
                    "Document",
                    "document/fr-2025-19001",
                    "Affiliates Rule, Federal Register 2025-19001",
                    "identifiers",
                    "fr:2025-19001",
                )
            ],
        ),
        ("Cutler", []),
    ],
)
def test_a_record_is_found_by_what_people_call_it(seeded: Store, text: str, found: list[Found]) -> None:
    assert find(seeded, text) == found
