from pathlib import Path

import pytest

from kg.ask import problems, question_files
from kg.ask.lint import read_question
from kg.ask.question import Column, Parameter
from kg.errors import DataError

GOOD = """\
// Who gave what?
//| params:
//|   giver: {type: id, of: Party, optional: true, doc: Only this party.}
//|   most: {type: integer, default: 10, doc: So many at most.}
//| columns: {concession: Concession, givers: [Party], said: list, evidence: ids, picture: picture}
CALL () {
  WITH * WHERE $giver IS NOT NULL MATCH (:Party {id: $giver})<-[:GIVEN_BY]-(c:Concession) RETURN c
  UNION
  WITH * WHERE $giver IS NULL MATCH (c:Concession) RETURN c
}
WITH c WHERE c.known_from <= $as_of
RETURN c.id AS concession, COLLECT { MATCH (c)-[:GIVEN_BY]->(p) RETURN p.id } AS givers,
  [x IN [{why: c.name}] | x.why] AS said, COLLECT { MATCH (c)-[:CITES]->(d) RETURN d.id } AS evidence, [c] AS picture
ORDER BY concession LIMIT toInteger($most)
"""


def write(folder: Path, text: str, name: str = "given.cypher") -> Path:
    file = folder / "talks" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def found(folder: Path, text: str) -> list[str]:
    file = write(folder, text)
    return [str(problem).removeprefix(f"{file}:") for problem in problems([file])]


def test_our_own_questions_keep_the_rules() -> None:
    assert problems(question_files().values()) == []


def test_choices_stand_in_the_order_of_the_header(tmp_path: Path) -> None:
    names = [f"{each}x" for each in "gfedcbaihj"]
    more = "".join(f"//|   {name}: {{type: text, optional: true, doc: One.}}\n" for name in names)
    uses = " AND ".join(f"${name} IS NULL" for name in ["zzz", *names])
    text = GOOD.replace("//| columns", f"{more}//| columns").replace(
        "known_from <=", f"name <> '' AND {uses} AND c.known_from <="
    )
    told = f"21:31: $zzz is not declared; one of: giver, most, {', '.join(names)}"
    assert told in found(tmp_path, text)


def test_a_question_is_its_header_and_its_text(tmp_path: Path) -> None:
    question = read_question(write(tmp_path, GOOD))
    assert (question.name, question.theme, question.title) == ("talks/given", "talks", "Who gave what?")
    assert question.parameters == (
        Parameter("giver", "id", ("Party",), True, None, "Only this party."),
        Parameter("most", "integer", (), False, "10", "So many at most."),
    )
    assert question.columns == (
        Column("concession", "Concession", False),
        Column("givers", "Party", True),
        Column("said", "list", True),
        Column("evidence", "ids", True),
        Column("picture", "picture", True),
    )
    assert question.cypher == GOOD


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "// Who gave what?",
            "// Gifts",
            "1:1: the first line is not the question; start the file with // and the question, up to ?",
        ),
        ("//| params:", "//| parms:", "2:5: parms is no part of a header; did you mean params?"),
        ("of: Party", "of: Partie", "3:29: Partie is no kind; did you mean Party?"),
        ("type: id", "type: idd", "3:21: idd is no type of a parameter; did you mean id?"),
        (", doc: Only this party.", "", "3:7: the parameter giver has no doc; say in one sentence what it does"),
        ("default: 10", "default: ten", "4:7: most is 'ten', and a whole number is needed"),
        ("[Party]", "[Partie]", "5:48: Partie is no type of a column; did you mean Party?"),
        (
            ", said: list",
            ", citations: list",
            "5:56: citations is no name for a column; kg ask --cite prints a row's sources under it",
        ),
        ("evidence: ids", "evidence: list", "2:5: no column evidence of type ids; "),
        ("$giver IS NULL", "$given IS NULL", "9:16: $given is not declared; did you mean giver?"),
        ("LIMIT toInteger($most)", "", "4:7: the parameter most is never used; use it or leave it out"),
        ("WHERE c.known_from <= $as_of", "", "1:1: $as_of is never used; count only what has known_from <= $as_of"),
        ("AS concession,", "AS gift,", "12:16: the columns are gift, givers, said, evidence, picture; "),
        ("(c:Concession) RETURN c\n}", "(c:Consession) RETURN c\n}", "9:40: the model has no label Consession; "),
        ("[:CITES]", "[:CITE]", "13:65: the model has no relationship type CITE; did you mean CITES?"),
        ("c.known_from", "c.knownfrom", "11:16: the model has no property knownfrom; did you mean known_from?"),
        ("{id: $giver}", "{ident: $giver}", "7:50: the model has no property ident"),
        ("x.why", "x.who", "13:29: the model has no property who"),
        ("[c] AS picture", "[id(c)] AS picture", "13:105: internal ids change under the embedded engine; "),
        ("WITH c WHERE", "SET c.name = 'x' WITH c WHERE", "11:1: SET writes; leave it out; a question only reads"),
        (
            "ORDER BY concession LIMIT",
            "LIMIT",
            "12:16: nothing says in which order the rows come; end the text with ORDER BY and as much as tells rows ",
        ),
        ("WITH c WHERE", "RETURN c UNION WITH c WHERE", "12:16: rows of a UNION have no order; put its parts into "),
        (
            "MATCH (c:Concession) RETURN c\n}",
            "MATCH (c:Concession)-[:GIVEN_BY]->(p) WHERE $giver IS NULL OR p.id = $giver RETURN c\n}",
            "9:31: an optional id written with OR scans the whole label on Neo4j; write CALL () { ",
        ),
        ("LIMIT toInteger($most)", "LIMIT toInteger($most);", "14:43: a semicolon; one statement a file, "),
        (
            "ORDER BY concession",
            "ORDER BY 1, concession",
            "14:10: this is the same for every row; order by what tells ",
        ),
        ("ORDER BY concession", "ORDER BY concession, $giver", "14:22: this is the same for every row; "),
        ("ORDER BY concession", "ORDER BY size('x'), concession", "14:10: this is the same for every row; "),
        # The keys of a map are no properties of a node, under whatever name it goes.
        ("{why: c.name}] | x.why", "{motive: c.name}] | c.motive", "13:32: the model has no property motive"),
        ("[x IN [{why: c.name}] | x.why]", "[x IN [{why: c.name}] | x['who']]", "13:29: the model has no property who"),
        ("[c] AS picture", "[c['foo']] AS picture", "13:107: the model has no property foo"),
        (
            "[c] AS picture",
            "[c['known' + 'from']] AS picture",
            "13:105: a property of c by a name that is worked out; ",
        ),
        (
            "WITH c WHERE c.known_from <= $as_of\n",
            "WITH c WHERE c.known_from <= $as_of WITH c AS d, {motive: 1} AS m, c WHERE d.motive = m.motive\n",
            "11:78: the model has no property motive",
        ),
        (
            "WITH c WHERE",
            "WITH c \\u0053ET c.name = 'x' WITH c WHERE",
            "11:8: a character by its number may hide a clause",
        ),
        (
            "WITH c WHERE",
            "WITH c WHERE c.name <> \"\\u0022 CALL { SET c.name = 'x' }\" WITH c WHERE",
            "11:25: a character by its number may hide a clause that writes; write the character itself",
        ),
        # What no more than reads a property is declared as what the property holds.
        (
            "concession: Concession",
            "concession: integer",
            "5:15: the column concession is declared as integer and returns ",
        ),
    ],
)
def test_what_is_wrong_is_named_with_its_place(tmp_path: Path, old: str, new: str, expected: str) -> None:
    assert old in GOOD
    assert [each for each in found(tmp_path, GOOD.replace(old, new, 1)) if each.startswith(expected)] != []


REQUIRED = GOOD.replace("optional: true, ", "").replace(
    GOOD[GOOD.index("CALL ()") : GOOD.index("WITH c WHERE")],
    "MATCH (p:Party {id: $giver})\nMATCH (p)<-[:GIVEN_BY]-(c:Concession)\n",
)
SCANNED = (
    "no MATCH finds the record of $giver by its index, as the key of a node with a label; "
    "write MATCH (n:K {id: $giver})"
)


@pytest.mark.parametrize(
    ("condition", "place"),
    [
        ("WHERE toLower(p.id) = $giver", "6:39"),
        ("WHERE p.id = coalesce($giver, p.id)", "6:39"),
        ("WHERE CASE WHEN $giver IS NULL THEN true ELSE p.id = $giver END", "6:70"),
        ("WHERE [p.id] = [$giver]", "6:33"),
        ("WHERE p.id = $giver", "6:30"),
        ("WITH p WHERE p.id = $giver", "6:37"),
        ("WHERE EXISTS { (p)-[:GIVEN_BY]->(:Party {id: $giver}) }", "6:62"),
        ("WHERE (p)<-[:GIVEN_BY]-(:Concession {id: $giver})", "6:58"),
        ("WITH p, $giver AS wanted WHERE p.id = wanted", "6:25"),
    ],
)
def test_a_record_that_has_to_be_given_is_the_key_of_a_node(tmp_path: Path, condition: str, place: str) -> None:
    assert found(tmp_path, REQUIRED) == []
    text = REQUIRED.replace("MATCH (p:Party {id: $giver})", f"MATCH (p:Party) {condition}")
    assert found(tmp_path, text) == [f"{place}: {SCANNED}"]


@pytest.mark.parametrize(
    "start",
    [
        "MATCH (:Party {id: $giver})<-[:GIVEN_BY]-(c:Concession)",
        "MATCH (c:Concession)-[:GIVEN_BY]->(p) WHERE p.id = coalesce($giver, p.id)",
        "CALL () { WITH * WHERE $giver IS NULL MATCH (:Party {id: $giver})<-[:GIVEN_BY]-(c:Concession) RETURN c }",
    ],
)
def test_a_record_that_may_be_given_has_a_branch_of_its_own(tmp_path: Path, start: str) -> None:
    text = GOOD.replace(GOOD[GOOD.index("CALL ()") : GOOD.index("\nWITH c WHERE")], start)
    (told,) = found(tmp_path, text)
    assert "no MATCH finds the record of $giver by its index, in a branch that runs only where it is given" in told
    assert told.endswith(
        "write CALL () { WITH * WHERE $giver IS NOT NULL MATCH (n:K {id: $giver}) RETURN n "
        "UNION WITH * WHERE $giver IS NULL MATCH (n:K) RETURN n }"
    )


def test_what_is_found_may_be_picked_from_but_no_match_is_to_read_all(tmp_path: Path) -> None:
    picked = GOOD.replace("WHERE c.known_from", "WHERE ($giver IS NULL OR c.id = $giver) AND c.known_from")
    assert found(tmp_path, picked) == []
    read = GOOD.replace("WITH c WHERE", "MATCH (c)-[:GIVEN_BY]->(p) WHERE toLower(p.id) = $giver WITH c WHERE")
    assert found(tmp_path, read) == [
        "11:50: $giver is compared with each node that this MATCH reads; pick from what a WITH hands on, or write "
        "CALL () { WITH * WHERE $giver IS NOT NULL MATCH (n:K {id: $giver}) RETURN n "
        "UNION WITH * WHERE $giver IS NULL MATCH (n:K) RETURN n }"
    ]


def test_all_problems_are_reported_at_once(tmp_path: Path) -> None:
    text = (
        "// Who gave what?\n//| columns: {gift: Gift, evidence: ids}\nMATCH (c:Gift) RETURN c.id, c.cited AS evidence\n"
    )
    assert found(tmp_path, text) == [
        "1:1: $as_of is never used; count only what has known_from <= $as_of",
        "2:21: Gift is no type of a column",
        "3:10: the model has no label Gift; one of: Arrangement, Claim, Commitment, Concession, Dataset, Document, "
        "Entity, Event, Institution, Judgement, Measure, Negotiation, Official, Party, Status, Tenure, Topic",
        "3:25: nothing says in which order the rows come; end the text with ORDER BY and as much as tells rows apart",
        "3:25: the columns are id, evidence; return the declared ones in order: evidence",
        "3:31: the model has no property cited",
    ]


def test_a_file_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    file = write(tmp_path, "")
    file.write_bytes(b"// What?\xff")
    assert [str(each) for each in problems([file])] == [f"{file}: the file cannot be read: it is not UTF-8 text"]
    with pytest.raises(DataError, match="the file cannot be read"):
        read_question(file)
    assert [str(each) for each in problems([write(tmp_path, GOOD, "My Gifts.cypher")])] == [
        f"{tmp_path}/talks/My Gifts.cypher: 'My Gifts' is no name; use a-z, 0-9 and hyphens: <theme>/<name>.cypher"
    ]
