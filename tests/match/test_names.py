import pytest

from kg.match.names import likeness, parts


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("He Lifeng", "Lifeng He"),
        ("HE Li-feng", "何立峰"),
        ("Karin Karlsbro", "Карин Карлсбро"),
        ("Donald J. Trump", "TRUMP, Donald"),
        ("José Ñandú", "Jose Nandu"),
        ("USTR", "ustr"),
    ],
)
def test_order_case_accents_script_and_initials_make_no_difference(first: str, second: str) -> None:
    assert likeness(first, second) == likeness(second, first) == 100


def test_an_abbreviation_is_like_no_other() -> None:
    assert [likeness("AP", "AFP"), likeness("BIS", "BIO"), likeness("Xi", "Xu")] == [0, 0, 0]


def test_a_name_without_letters_is_like_itself_alone() -> None:
    assert (parts("?"), likeness("?", "?"), likeness("?", "!")) == ((), 100, 0)
