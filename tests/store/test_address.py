from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.store.address import EmbeddedAddress, ServerAddress, parse_address, read_password

SERVER = ServerAddress("bolt://db.example:7687", "ann", "trade")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("embedded:.kg/graph", EmbeddedAddress(Path(".kg/graph"))),
        ("embedded:/data/my graph 图", EmbeddedAddress(Path("/data/my graph 图"))),
        ("bolt://localhost", ServerAddress("bolt://localhost", "neo4j", None)),
        ("bolt://localhost:7688/", ServerAddress("bolt://localhost:7688", "neo4j", None)),
        ("bolt+s://db.example/trade", ServerAddress("bolt+s://db.example", "neo4j", "trade")),
        ("bolt+ssc://[::1]:7687/trade", ServerAddress("bolt+ssc://[::1]:7687", "neo4j", "trade")),
        ("neo4j://ann@db.example:7687/trade", ServerAddress("neo4j://db.example:7687", "ann", "trade")),
        ("neo4j+s://a%40b@db.example", ServerAddress("neo4j+s://db.example", "a@b", None)),
        ("NEO4J+SSC://DB.example", ServerAddress("neo4j+ssc://db.example", "neo4j", None)),
    ],
)
def test_an_address_is_read(text: str, expected: EmbeddedAddress | ServerAddress) -> None:
    assert parse_address(text) == expected


def test_the_user_of_the_address_comes_before_the_one_of_the_environment() -> None:
    assert parse_address("bolt://ann@db.example", user="bob") == ServerAddress("bolt://db.example", "ann", None)
    assert parse_address("bolt://db.example", user="bob") == ServerAddress("bolt://db.example", "bob", None)


def test_an_address_prints_without_its_user() -> None:
    assert str(parse_address("neo4j+s://ann@db.example:7687/trade")) == "neo4j+s://db.example:7687/trade"
    assert str(parse_address("embedded:.kg/graph")) == "embedded:.kg/graph"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("embedded:", "embedded: names no folder; write for example embedded:.kg/graph"),
        ("embeded:.kg/graph", "embeded: is not a kind of store; did you mean embedded:PATH?"),
        ("neo4js://db.example", "neo4js: is not a kind of store; did you mean neo4j+s://?"),
        ("bolts://db.example", "bolts: is not a kind of store; did you mean bolt+s://?"),
        (
            "http://localhost:7474",
            "http:// is the address of Neo4j Browser; its Bolt address is bolt://HOST:7687",
        ),
        (
            ".kg/graph",
            "the store's address has no scheme that is known; "
            "a store is written embedded:PATH, bolt://HOST:PORT, neo4j://HOST:PORT or neo4j+s://HOST:PORT",
        ),
        (
            "bolt://db.example/ab",
            "the database name 'ab' is not one that Neo4j takes; "
            "it has 3 to 63 letters, digits, dots and dashes, and starts with a letter",
        ),
        (
            "bolt:///trade",
            "the store's address names no host; "
            "a store is written embedded:PATH, bolt://HOST:PORT, neo4j://HOST:PORT or neo4j+s://HOST:PORT",
        ),
        (
            "bolt://db.example:port",
            "the host or port of the store's address cannot be read; "
            "a store is written embedded:PATH, bolt://HOST:PORT, neo4j://HOST:PORT or neo4j+s://HOST:PORT",
        ),
        (
            "neo4j://db.example?policy=eu",
            "the store's address holds a ? or # part, which stores do not take; leave it out",
        ),
    ],
)
def test_a_wrong_address_says_what_is_right(text: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_address(text)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    "text",
    [
        "bolt://ann:hunter2@db.example",
        "neo4j+s://:hunter2@db.example/trade",
        "bolt://ann:hunter2@db.example:port",
        "bolt://ann:hunter2@[broken",
        "blt://ann:hunter2@db.example",
        "ann:hunter2@db.example",
    ],
)
def test_a_password_in_an_address_is_refused_and_never_repeated(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_address(text)
    assert "hunter2" not in str(caught.value)


def test_the_password_comes_from_the_environment_then_from_its_file(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("from file\n", encoding="utf-8")
    assert read_password(SERVER, {"KG_PASSWORD": "pass word ", "KG_PASSWORD_FILE": str(file)}) == "pass word "
    assert read_password(SERVER, {"KG_PASSWORD_FILE": str(file)}) == "from file"


def test_a_missing_password_says_where_to_put_it(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.touch()
    absent = tmp_path / "absent"
    messages = []
    environments: list[dict[str, str]] = [
        {},
        {"KG_PASSWORD": ""},
        {"KG_PASSWORD_FILE": str(empty)},
        {"KG_PASSWORD_FILE": str(absent)},
    ]
    for environment in environments:
        with pytest.raises(UsageError) as caught:
            read_password(SERVER, environment)
        messages.append(str(caught.value))
    assert messages == [
        "bolt://db.example:7687/trade needs the password of ann; "
        "set KG_PASSWORD, or KG_PASSWORD_FILE to a file that holds it",
        "KG_PASSWORD is set but empty; set it to the password, or unset it",
        f"KG_PASSWORD_FILE names {empty}, which is empty; write the password into it",
        f"KG_PASSWORD_FILE names {absent}, which cannot be read (No such file or directory)",
    ]
