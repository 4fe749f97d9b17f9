import pytest

from kg.model.nearest import Called, Near, nearest, words_of_name

NAMES = {
    "official/he-lifeng": Called(("He Lifeng", "何立峰"), ("Vice Premier Hu",)),
    "official/joao-souza": Called(("João Souza",), ("Marta Lang", "Sosa")),
    "official/ann-lang": Called(("Ann Lang",)),
    "party/us": Called(("United States", "USA")),
    "event/lima-2025": Called(("Talks in Lima 2025",)),
}


def test_the_words_of_a_name_have_no_accents_signs_or_capitals() -> None:
    assert words_of_name("São Paulo-Group (2nd)") == ["sao", "paulo", "group", "2nd"]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("lifeng HE", "official/he-lifeng"),
        ("何立锋", "official/he-lifeng"),
        ("Joao Sousa", "official/joao-souza"),
        ("united sates", "party/us"),
        ("Unitedstates", "party/us"),
    ],
)
def test_order_accents_spaces_and_slips_do_not_matter(text: str, key: str) -> None:
    assert [near.key for near in nearest(text, NAMES)][:1] == [key]


@pytest.mark.parametrize("text", ["H20", "h-20", "H 20", "control on H.20 chips"])
def test_a_code_is_one_word_however_it_is_written(text: str) -> None:
    chips = {
        "measure/h20": Called(("US control on H20 chips",)),
        "measure/h200": Called(("Block of H-200 imports",)),
        "concession/s": Called(("China's 20 listings",)),
        "event/a": Called(("A 20 day pause",)),
    }
    assert [near.key for near in nearest(text, chips)][:1] == ["measure/h20"]
    assert {near.key for near in nearest("20", chips)} == {"concession/s", "event/a"}


def test_of_a_short_word_one_letter_may_be_wrong_and_no_more() -> None:
    names = {"institution/dive": Called(("Deep Dive",)), "party/cn": Called(("China",))}
    assert nearest("IEEPA", names) == []
    assert [near.key for near in nearest("Chian", names)] == ["party/cn"]


def test_an_exact_name_is_a_hundred_percent_near() -> None:
    assert nearest("USA", NAMES) == [Near("party/us", "USA", 100.0)]


@pytest.mark.parametrize("text", ["", "?!", "Zebra", "uk", "x" * 10_000])
def test_nothing_is_suggested_where_nothing_comes_near(text: str) -> None:
    assert nearest(text, NAMES) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Marta Lang", [("official/joao-souza", True)]),
        ("Dr Marta Lang", [("official/joao-souza", True)]),
        ("marta", []),
        ("Sosa", [("official/joao-souza", True)]),
        ("Ms Sosa", [("official/joao-souza", True)]),
        ("Lang", [("official/ann-lang", False), ("official/joao-souza", True)]),
    ],
)
def test_a_misprint_is_known_by_all_its_words_or_its_last(text: str, found: list[tuple[str, bool]]) -> None:
    assert [(near.key, near.misprint) for near in nearest(text, NAMES)] == found


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Ann Meyer", []),
        ("Lang Meyer", []),
        ("Maria Souza", ["official/joao-souza"]),
        ("He Yong", []),
        ("Minister He Lifeng", ["official/he-lifeng"]),
        ("Mr. He", ["official/he-lifeng"]),
        ("vice premier he", ["official/he-lifeng"]),
        ("Commerce Minister He", ["official/he-lifeng"]),
        ("He Lifeng, Vice Premier of China", ["official/he-lifeng"]),
        ("Minister Lang", ["official/ann-lang"]),
        # Without a title, what stands before is a name.
        ("Liu He", []),
        ("Minister Liu He", []),
        ("Minister", []),
    ],
)
def test_people_are_alike_by_their_whole_name_or_the_family_name_at_its_end(text: str, keys: list[str]) -> None:
    assert [near.key for near in nearest(text, NAMES)] == keys


def test_a_wrong_year_is_a_slip_and_a_right_one_is_no_likeness() -> None:
    assert [near.key for near in nearest("lima 2024", NAMES)] == ["event/lima-2025"]
    assert nearest("manila 2025", {"event/geneva-2025": Called(("Geneva 2025",))}) == []
