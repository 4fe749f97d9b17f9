import pytest

from kg.ask import Found, ask, find
from kg.ask.find import nearest_ids
from kg.errors import UsageError
from kg.store import Store
from tests.misprints import PRINTED, UNRELATED


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
        ("HS 1201.90", [Found("Topic", "topic/soybeans", "Soybeans", "codes", "HS:1201.90")]),
        (
            "nexperia",
            [
                Found("Institution", "institution/nexperia", "Nexperia", "name", "Nexperia"),
                Found(
                    "Document", "document/supremacy-info-2025-11", "supremacy.info, November 2025", "title", "Nexperia"
                ),
            ],
        ),
        ("Zebra crossing", []),
        ("IEEPA", []),
    ],
)
def test_a_record_is_found_by_what_people_call_it(seeded: Store, text: str, found: list[Found]) -> None:
    assert find(seeded, text) == found


@pytest.mark.parametrize("text", ["E.O. 14358", "eo-14358", "EO:14358", "eo 14358", "eo14358", "14358"])
def test_a_number_of_a_document_is_found_however_it_is_written(seeded: Store, text: str) -> None:
    found = [each for each in find(seeded, text) if each.matched == "identifiers"]
    name = "Executive Order 14358"
    assert found == [Found("Document", "document/eo-14358", name, "identifiers", "eo:14358")]


@pytest.mark.parametrize("text", ["HS 120190", "hs1201.90", "1201-90"])
def test_a_code_of_goods_is_found_with_other_signs(seeded: Store, text: str) -> None:
    assert find(seeded, text) == [Found("Topic", "topic/soybeans", "Soybeans", "codes", "HS:1201.90")]


def test_a_record_is_found_by_the_words_of_its_id(seeded: Store) -> None:
    assert find(seeded, "Busan 2025-10-30")[0].id == "event/busan-2025-10-30"


@pytest.mark.parametrize("record", ["measure/us-tariffs-on-china", "claim/mofcom-61-affiliates"])
def test_a_record_is_found_by_its_id_without_the_kind(seeded: Store, record: str) -> None:
    assert find(seeded, record.partition("/")[2])[0].id == record


@pytest.mark.parametrize(
    ("text", "first", "title"),
    [
        ("Busan", "event/busan-2025-10-30", "document/reuters-2025-10-30"),
        ("truce", "arrangement/us-china-truce-2025-10-30", "document/foreign-policy-2025-10"),
    ],
)
def test_what_a_document_is_called_after_stands_before_the_document(
    seeded: Store, text: str, first: str, title: str
) -> None:
    found = find(seeded, text)
    assert (found[0].id, found[0].matched) == (first, "like")
    assert title in [each.id for each in found if each.matched == "title"]
    kinds = [each.kind == "Document" for each in found]
    assert kinds == sorted(kinds)
    assert [each for each in found if text.lower() not in each.value.lower()] == []


@pytest.mark.parametrize("text", ["H20", "H-20", "H 20", "h-20"])
def test_a_code_is_found_however_it_is_written(seeded: Store, text: str) -> None:
    assert [each.id for each in find(seeded, text)] == ["concession/us-h20-licences", "measure/us-h20-control"]


def test_claims_are_found_by_the_words_of_their_sentences_where_nothing_is_called_so(seeded: Store) -> None:
    found = find(seeded, "customs agents permit")
    assert [(each.id, each.value) for each in found if each.matched == "summary"] == [
        ("claim/sources-h200-not-permitted", "Chinese customs tell agents that the H200 is not permitted.")
    ]
    assert [each.kind for each in find(seeded, "mofcom")] == ["Institution"]
    assert len([each for each in find(seeded, "the") if each.matched == "summary"]) == 10


@pytest.mark.parametrize(("printed", "meant"), PRINTED.items())
def test_a_misprint_that_circulates_leads_to_who_is_meant_and_to_nobody_else(
    seeded: Store, printed: str, meant: str
) -> None:
    found = find(seeded, printed)
    assert [(each.id, each.matched, each.value) for each in found] == [(meant, "misprints", printed)]
    with pytest.raises(UsageError, match=rf"; did you mean {meant}, printed as {printed}\?$"):
        ask(seeded, "claims/who-said-what", speaker=f"official/{printed.lower().replace(' ', '-')}")


def test_nobody_is_shown_under_a_misprint(seeded: Store) -> None:
    shown = ask(seeded, "record/dossier", id="official/scott-bessent")
    assert {*PRINTED}.isdisjoint(shown.names.values())
    assert [row.statement for row in shown if row.section == "record"] == ["name: Scott Bessent"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Lifeng He", "official/he-lifeng"),
        ("Joe Glaubert", "official/joe-glauber"),
        ("Joe Damon", "official/joseph-damond"),
        ("CUTTLER, Wendy", "official/wendy-cutler"),
        ("Scot Bessent", "official/scott-bessent"),
        ("Secretary Blinken", "official/scott-bessent"),
        ("soy beans", "topic/soybeans"),
        ("Ministry of Comerce of China", "institution/mofcom"),
    ],
)
def test_a_slip_leads_to_the_right_record(seeded: Store, typed: str, meant: str) -> None:
    assert [each.id for each in find(seeded, typed)][:1] == [meant]


@pytest.mark.parametrize("other", UNRELATED)
def test_somebody_else_is_not_taken_for_an_official(seeded: Store, other: str) -> None:
    assert nearest_ids(seeded, other, ("Official",)) == []
    assert [each.id for each in find(seeded, other) if each.kind == "Official"] == []


def test_those_who_share_a_family_name_are_all_found(seeded: Store) -> None:
    found = {each.id for each in find(seeded, "He") if each.kind == "Official"}
    assert found == {"official/he-lifeng", "official/he-yadong", "official/he-yongqian"}


@pytest.mark.parametrize(
    ("title", "family"),
    [
        ("Mr.", "He"),
        ("Vice Premier", "He"),
        ("Minister", "He"),
        ("Spokesperson", "He"),
        ("Minister", "Li"),
        ("President", "Xi"),
        ("President", "Trump"),
        ("Mr.", "Greer"),
    ],
)
def test_a_title_before_a_family_name_finds_all_who_have_it(seeded: Store, title: str, family: str) -> None:
    meant = {
        "He": ["official/he-lifeng", "official/he-yadong", "official/he-yongqian"],
        "Li": ["official/li-chenggang"],
        "Xi": ["official/xi-jinping"],
        "Trump": ["official/donald-trump"],
        "Greer": ["official/jamieson-greer"],
    }[family]
    found = [each.id for each in find(seeded, f"{title} {family}") if each.kind == "Official"]
    assert found == meant
    given = f"official/{title.lower().replace('.', '').replace(' ', '-')}-{family.lower()}"
    with pytest.raises(UsageError, match=f"has no {given}; did you mean {' or '.join(meant)}[?]$"):
        ask(seeded, "claims/who-said-what", speaker=given)


H200 = "concession/us-h200-easing"
A_PROMISE = "and an id of Commitment or Concession is needed"


@pytest.mark.parametrize(
    ("question", "given", "told"),
    [
        ("record/dossier", {"id": "commitment/us-h200-easing"}, f"; did you mean {H200}?"),
        ("claims/contested-terms", {"subject": "commitment/us-h200-easing"}, f"; did you mean {H200}?"),
        ("commitments/progress", {"commitment": "commitment/us-h200-easing"}, f"; did you mean {H200}?"),
        ("commitments/progress", {"commitment": "measure/us-h200-easing"}, f"{A_PROMISE}; did you mean {H200}?"),
        ("record/dossier", {"id": "concesion/us-h200-easing"}, f"; did you mean {H200}?"),
        ("record/dossier", {"id": "concession/us-h200-easng"}, f"; did you mean {H200}?"),
        ("record/dossier", {"id": "party/wendy-cutler"}, "; did you mean official/wendy-cutler?"),
        ("record/dossier", {"id": "institution/wendy-cutler"}, "; did you mean official/wendy-cutler?"),
        ("claims/who-said-what", {"speaker": "officials/wendy-cutler"}, "; did you mean official/wendy-cutler?"),
        ("record/dossier", {"id": "person/wendy-cutlr"}, "; did you mean official/wendy-cutler?"),
        (
            "commitments/progress",
            {"commitment": "measure/us-tariffs-on-china"},
            f"{A_PROMISE}; one looks like commitment/some-name",
        ),
        ("measures/legal-basis", {"basis": "ieepa"}, "; ids look like document/some-name, and kg find looks them up"),
    ],
)
def test_the_right_name_under_a_wrong_kind_leads_to_the_record(
    seeded: Store, question: str, given: dict[str, str], told: str
) -> None:
    with pytest.raises(UsageError) as caught:
        ask(seeded, question, **given)
    assert str(caught.value).endswith(told)


def test_an_error_about_an_id_names_the_nearest(seeded: Store) -> None:
    for given, told in {
        "official/scot-bessent": "has no official/scot-bessent; did you mean official/scott-bessent?",
        "Lutnik": "speaker is 'Lutnik', which is no id; did you mean official/howard-lutnick?",
        "official/zebra": "has no official/zebra; kg find looks ids up by name",
    }.items():
        with pytest.raises(UsageError) as caught:
            ask(seeded, "claims/who-said-what", speaker=given)
        assert str(caught.value).endswith(told)
