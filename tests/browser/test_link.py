"""The link into Neo4j Browser carries all that a link may carry."""

from kg.browser import Door, link

GUIDE = "http://localhost:7475/guide.html"
CARRIED = "dbms=bolt%3A%2F%2F{}10.0.0.5%3A7687&db=trade{}&cmd=guide&arg=http%3A%2F%2Flocalhost%3A7475%2Fguide.html"


def door(*, with_auth: bool) -> Door:
    return Door("http://10.0.0.5:7474", "bolt://10.0.0.5:7687", "ana@x", "trade", with_auth)


def test_with_passwords_only_the_password_is_left_to_be_typed() -> None:
    found = link(door(with_auth=True), GUIDE)
    assert found == "http://10.0.0.5:7474/browser/?" + CARRIED.format("ana%2540x%40", "")


def test_without_passwords_it_connects_by_itself() -> None:
    found = link(door(with_auth=False), GUIDE)
    assert found == "http://10.0.0.5:7474/browser/?" + CARRIED.format("", "&preselectAuthMethod=NO_AUTH")


def test_this_computer_may_be_written_in_two_ways() -> None:
    local = Door("http://127.0.0.1:7474", "bolt://127.0.0.1:7687", "neo4j", "neo4j", True)
    assert local.origins == {"http://127.0.0.1:7474", "http://localhost:7474"}
    assert door(with_auth=True).origins == {"http://10.0.0.5:7474"}
