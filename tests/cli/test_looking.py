from tests.cli.conftest import Run


def test_records_are_found_by_what_people_call_them(kg: Run, loaded: str) -> None:
    found = "id              name     found by\nparty/suedland  Südland  aliases: Southland\n"
    assert kg("find", "southland") == (0, found, "")
    shown = loaded.replace("neo4j@", "")
    near = (
        "id                          name                         found by\n"
        "party/suedland              Südland                      like: Südland\n"
        "commitment/suedland-lumber  Lumber purchases of Südland  like: Lumber purchases of Südland\n"
    )
    assert kg("find", "Suedlant") == (0, near, f"Nothing in {shown} is called exactly 'Suedlant'; these come near:\n")
    claim = (
        "id                        name                                                found by\n"
        "claim/lund-lumber-paired  The duty is suspended in return for the purchases."
        "  summary: The duty is suspended in return for the purchases.\n"
    )
    assert kg("find", "suspended in return") == (
        0,
        claim,
        f"Nothing in {shown} is called exactly 'suspended in return'; these come near:\n",
    )
    assert kg("find", "Elbonia") == (0, "", f"Nothing in {shown} is called 'Elbonia'.\n")


def test_everything_about_a_record_is_shown_with_sources(kg: Run, loaded: str) -> None:
    ran = kg("show", "commitment/suedland-lumber", "--as-of", "2030-03-02")
    lines = ran.out.splitlines()
    assert (ran.code, ran.err) == (0, "")
    assert lines[:2] == ["Lumber purchases of Südland", "commitment/suedland-lumber, as of 2030-03-02"]
    claim = lines.index("- Forty thousand tonnes were under contract on the day of the talks.")
    assert lines[claim + 1].startswith("  Harbour Gazette")
    assert "Sources" in lines
    assert "    document/gazette-2030-03-02" in lines


def test_an_unknown_id_is_told_with_the_nearest(kg: Run, loaded: str) -> None:
    shown = loaded.replace("neo4j@", "")
    told = f"id: {shown} has no official/ada-lunt; did you mean official/ada-lund?"
    assert kg("show", "official/ada-lunt") == (2, "", f"Error: {told}\n")
