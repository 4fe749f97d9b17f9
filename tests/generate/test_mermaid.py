"""Pictures as Mermaid text."""

from kg.ask.picture import DrawnNode, DrawnRelationship, Picture
from kg.generate.mermaid import mermaid


def node(record: str, label: str, name: str) -> DrawnNode:
    return DrawnNode(record, label, {"name": name})


def test_records_have_their_colours_and_names_are_only_text() -> None:
    concession, party = "concession/x", "party/us"
    drawn = mermaid(
        Picture(
            (node(concession, "Concession", 'The "pause" #1 <b>'), node(party, "Party", "United States")),
            (
                DrawnRelationship(concession, "GIVEN_BY", party, {}),
                DrawnRelationship(concession, "GIVEN_TO", party, {}),
            ),
        )
    )
    assert drawn == (
        "flowchart LR\n"
        '  n1["The #quot;pause#quot; #35;1 #lt;b#gt;<br>(Concession)"]:::Concession\n'
        '  n2["United States<br>(Party)"]:::Party\n'
        '  n1 -- "given by, given to" --> n2\n'
        "  classDef Concession fill:#D9822B,color:#000000\n"
        "  classDef Party fill:#1F5A96,color:#FFFFFF\n"
    )


def test_of_many_records_the_most_tied_are_drawn_and_the_rest_is_counted() -> None:
    claims = tuple(node(f"claim/{number:02}", "Claim", f"Says {number}.") for number in range(40))
    topics = (node("topic/a", "Topic", "A"), node("topic/b", "Topic", "B"))
    drawn = mermaid(Picture((*claims, *topics), (DrawnRelationship("topic/b", "BROADER", "topic/a", {}),)))
    assert drawn.count(":::Claim") + drawn.count(":::Topic") == 14
    assert '"A<br>(Topic)"' in drawn
    assert ' -- "broader" --> ' in drawn
    assert '  rest["and 28 more records"]:::rest\n' in drawn


def test_a_long_name_is_cut_between_words() -> None:
    drawn = mermaid(Picture((node("claim/x", "Claim", "word " * 40),), ()))
    assert f'["{"word " * 11}…<br>(Claim)"]' in drawn
