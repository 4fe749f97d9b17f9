import pytest

from kg.model.nearest import Near, nearest, words_of_name

NAMES = {
    "official/he-lifeng": ["He Lifeng", "何立峰"],
    "official/joao-souza": ["João Souza"],
    "party/us": ["United States", "USA"],
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


def test_an_exact_name_is_a_hundred_percent_near() -> None:
    assert nearest("USA", NAMES) == [Near("party/us", "USA", 100.0)]


@pytest.mark.parametrize("text", ["", "?!", "Zebra", "uk", "x" * 10_000])
def test_nothing_is_suggested_where_nothing_comes_near(text: str) -> None:
    assert nearest(text, NAMES) == []
