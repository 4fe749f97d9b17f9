import pytest

from kg.ask import Found, ask, find
from kg.ask.find import nearest_ids
from kg.errors import UsageError
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
        ("Zebra crossing", []),
    ],
)
def test_a_record_is_found_by_what_people_call_it(seeded: Store, text: str, found: list[Found]) -> None:
    assert find(seeded, text) == found


# As pages that circulate print them; what is no misprint of the name (a nickname in another script) is left out.
@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("Jeff Bessent", "official/scott-bessent"),
        ("Janet Besant", "official/scott-bessent"),
        ("Bessant", "official/scott-bessent"),
        ("Beisent", "official/scott-bessent"),
        ("Katherine Greer", "official/jamieson-greer"),
        ("Jamie Grierson", "official/jamieson-greer"),
        ("Robert Greer", "official/jamieson-greer"),
        ("Gelier", "official/jamieson-greer"),
        ("Luke Rutnik", "official/howard-lutnick"),
        ("Lifeng He", "official/he-lifeng"),
        ("Joe Glaubert", "official/joe-glauber"),
        ("Joe Damon", "official/joseph-damond"),
        ("CUTTLER, Wendy", "official/wendy-cutler"),
        ("soy beans", "topic/soybeans"),
        ("Ministry of Comerce of China", "institution/mofcom"),
    ],
)
def test_a_misprint_leads_to_the_right_record(seeded: Store, printed: str, meant: str) -> None:
    assert [each.id for each in find(seeded, printed)][:1] == [meant]


@pytest.mark.parametrize("other", ["Janet Yellen", "Antony Brinkley", "Gina Rodriguez"])
def test_somebody_else_is_not_taken_for_an_official(seeded: Store, other: str) -> None:
    assert nearest_ids(seeded, other, ("Official",)) == []


def test_those_who_share_a_family_name_are_all_found(seeded: Store) -> None:
    found = {each.id for each in find(seeded, "He") if each.kind == "Official"}
    assert found == {"official/he-lifeng", "official/he-yadong", "official/he-yongqian"}


def test_an_error_about_an_id_names_the_nearest(seeded: Store) -> None:
    for given, told in {
        "official/jeff-bessent": "has no official/jeff-bessent; did you mean official/scott-bessent?",
        "Luke Rutnik": "speaker is 'Luke Rutnik', which is no id; did you mean official/howard-lutnick?",
        "official/zebra": "has no official/zebra; kg find looks ids up by name",
    }.items():
        with pytest.raises(UsageError) as caught:
            ask(seeded, "claims/who-said-what", speaker=given)
        assert str(caught.value).endswith(told)
