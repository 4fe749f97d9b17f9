"""Wikidata: people, names, bodies and tenures, with ranks, precisions and gaps as Wikidata has them."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from kg.load.source import source

GREGORIAN = "http://www.wikidata.org/entity/Q1985727"
JULIAN = "http://www.wikidata.org/entity/Q1985786"


def item(number: str) -> dict[str, Any]:
    return {"snaktype": "value", "datavalue": {"value": {"id": number}, "type": "wikibase-entityid"}}


def time(text: str, precision: int, calendar: str = GREGORIAN) -> dict[str, Any]:
    value = {"time": text, "precision": precision, "calendarmodel": calendar}
    return {"snaktype": "value", "datavalue": {"value": value, "type": "time"}}


def statement(snak: dict[str, Any], number: int, rank: str = "normal", **qualifiers: Any) -> dict[str, Any]:
    return {
        "mainsnak": snak,
        "id": f"Q1$0000000{number}-AAAA-4000-8000-000000000000",
        "rank": rank,
        "qualifiers": qualifiers,
    }


def entity(number: str, label: str | None, **claims: list[dict[str, Any]]) -> dict[str, Any]:
    labels = {} if label is None else {"en": {"language": "en", "value": label}}
    return {"id": number, "type": "item", "modified": "2030-05-02T08:09:10Z", "labels": labels, "claims": claims}


POST = entity("Q10", "Minister of Trade", P2389=[statement(item("Q11"), 1)])
BODY = entity("Q11", "Trade Ministry", P31=[statement(item("Q192350"), 2)])
HUMAN = [statement(item("Q5"), 3)]


def person(*posts: dict[str, Any], number: str = "Q1", **claims: list[dict[str, Any]]) -> dict[str, Any]:
    return entity(number, f"Person {number}", P31=HUMAN, P39=list(posts), **claims)


def read(folder: Path, *entities: dict[str, Any]) -> tuple[dict[str, dict[str, Any]], list[str]]:
    file = folder / "entities.json"
    file.write_text(json.dumps({"entities": {each["id"]: each for each in entities}}), encoding="utf-8")
    made = source("wikidata")
    intake = made.intake([file], rejects=folder)
    (batch,) = made.loader(intake)
    return {entry.data["id"]: entry.data for entry in batch.entries}, intake.report()


def tenure(folder: Path, **qualifiers: Any) -> dict[str, Any]:
    records, _ = read(folder, person(statement(item("Q10"), 4, **qualifiers)), POST, BODY)
    return records["tenure/wikidata-q1-00000004-aaaa-4000-8000-000000000000"]


@pytest.mark.parametrize(
    ("value", "start"),
    [
        (time("+2029-03-01T00:00:00Z", 11), "2029-03-01"),
        (time("+2029-03-00T00:00:00Z", 10), "2029-03"),
        (time("+2029-00-00T00:00:00Z", 9), "2029"),
        (time("+2020-01-01T00:00:00Z", 8), "[2020-01-01..2029-12-31]"),
        (time("+2000-01-01T00:00:00Z", 7), "[1901-01-01..2000-12-31]"),
        (time("+1000-01-01T00:00:00Z", 6), None),
        (time("-0043-03-15T00:00:00Z", 11), None),
        (time("+1581-03-15T00:00:00Z", 11, JULIAN), None),
        ({"snaktype": "somevalue"}, None),
        ({"snaktype": "novalue"}, None),
    ],
)
def test_dates_keep_their_precision_and_missing_ones_stay_missing(
    tmp_path: Path, value: dict[str, Any], start: str | None
) -> None:
    assert tenure(tmp_path, P580=[value]).get("start") == start


def test_doubt_and_disagreement_are_kept(tmp_path: Path) -> None:
    day = time("+2029-03-01T00:00:00Z", 11)
    assert tenure(tmp_path, P580=[day], P1480=[item("Q5727902")])["start"] == "2029-03-01~"
    assert tenure(tmp_path, P580=[day], P1480=[item("Q18122778")])["start"] == "2029-03-01?"
    assert tenure(tmp_path, P580=[day, time("+2029-03-04T00:00:00Z", 11)])["start"] == "[2029-03-01..2029-03-04]"


def test_an_end_is_a_date_or_unknown_or_not_there(tmp_path: Path) -> None:
    assert tenure(tmp_path, P582=[time("+2030-04-00T00:00:00Z", 10)])["end"] == "2030-04"
    assert tenure(tmp_path, P582=[{"snaktype": "somevalue"}])["end"] == "unknown"
    assert "end" not in tenure(tmp_path, P582=[{"snaktype": "novalue"}])
    assert "end" not in tenure(tmp_path)


def test_deprecated_posts_go_and_past_ones_stay_beside_a_preferred_one(tmp_path: Path) -> None:
    posts = [
        statement(item("Q10"), number, rank) for number, rank in enumerate(("normal", "preferred", "deprecated"), 5)
    ]
    records, report = read(tmp_path, person(*posts), POST, BODY)
    assert [key.split("-")[2] for key in records if key.startswith("tenure/")] == ["00000005", "00000006"]
    assert "a deprecated post is left out (1 times" in " ".join(report)


def test_the_best_ranked_native_name_is_taken(tmp_path: Path) -> None:
    def name(text: str, number: int, rank: str) -> dict[str, Any]:
        snak = {"snaktype": "value", "datavalue": {"value": {"text": text, "language": "zh"}}}
        return statement(snak, number, rank)

    names = [name("何甲", 7, "normal"), name("何乙", 8, "preferred"), name("何丙", 9, "deprecated")]
    records, _ = read(tmp_path, person(statement(item("Q10"), 4), P1559=names), POST, BODY)
    assert records["official/wikidata-q1"]["native_name"] == "何乙"


def test_names_in_the_own_script_are_kept_beside_the_english_one(tmp_path: Path) -> None:
    def words(text: str, language: str) -> dict[str, str]:
        return {"language": language, "value": text}

    def native(text: str, language: str, number: int) -> dict[str, Any]:
        snak = {"snaktype": "value", "datavalue": {"value": {"text": text, "language": language}}}
        return statement(snak, number)

    labels = {each: words(text, each) for each, text in {"en": "He Lifeng", "zh": "何立峰", "fr": "X"}.items()}
    aliases = {"zh": [words("何副总理", "zh")], "fr": [words("Y", "fr")]}
    told = person(statement(item("Q10"), 4)) | {"labels": labels, "aliases": aliases}
    official = read(tmp_path, told, POST, BODY)[0]["official/wikidata-q1"]
    assert (official["name"], official["aliases"]) == ("He Lifeng", ["何立峰", "何副总理"])
    # The language of a native name is one in which the person is known.
    mine = person(statement(item("Q10"), 4), P1559=[native("He", "fr", 5), native("Ho", "fr", 6)])
    official = read(tmp_path, mine | {"labels": labels, "aliases": aliases}, POST, BODY)[0]["official/wikidata-q1"]
    assert official["native_name"] == "He"
    assert official["aliases"] == ["Ho", "何立峰", "X", "何副总理", "Y"]


BROKEN = {"snaktype": "value"}


def held(snak: dict[str, Any], **qualifiers: Any) -> dict[str, Any]:
    return person(statement(snak, 99, **qualifiers), number="Q9")


@pytest.mark.parametrize(
    "bad",
    [
        held(item("Q10"), P580=[time("+2030-01-01T00:00:00Z", 11)], P582=[time("+2029-01-01T00:00:00Z", 11)]),
        held(item("Q10"), P580=[time("+2029-02-31T00:00:00Z", 11)]),
        held(item("Q10"), P580=[time("+2029", 11)]),
        held(BROKEN),
        held(item("Q10"), P580=[BROKEN]),
        held(item("Q10")) | {"labels": {"en": {"value": " "}}},
    ],
    ids=["ends before it begins", "no such day", "short time", "no value", "no date", "no name"],
)
def test_a_person_who_cannot_be_taken_is_refused_whole_and_nothing_rests_on_it(
    tmp_path: Path, bad: dict[str, Any]
) -> None:
    good = [person(statement(item("Q10"), number), number=f"Q{1000 + number}") for number in range(20)]
    good[0]["claims"]["P39"][0]["qualifiers"] = {"P1365": [item("Q9")]}
    records, report = read(tmp_path, *good, bad, POST, BODY)
    assert len([key for key in records if key.startswith("tenure/")]) == 20
    assert [key for key in records if "-q9" in key.partition("-replaces-")[0]] == []
    (link,) = [each["link"] for each in records.values() if "link" in each]
    assert link["object_text"] in ("Person Q9", "Wikidata item Q9")
    assert f"1 of 23 rows refused (4.35%); see {tmp_path}/wikidata.csv" in report


def test_of_two_states_of_an_item_the_later_one_is_taken(tmp_path: Path) -> None:
    old = person(statement(item("Q10"), 4)) | {"modified": "2029-01-01T00:00:00Z", "labels": {"en": {"value": "Old"}}}
    new = person(statement(item("Q10"), 4))
    for order in ((old, new), (new, old)):
        file = tmp_path / "states.jsonl"
        file.write_text("\n".join(map(json.dumps, [*order, POST, BODY])))
        made = source("wikidata")
        intake = made.intake([file], rejects=tmp_path)
        (batch,) = made.loader(intake)
        names = [entry.data["name"] for entry in batch.entries if entry.kind == "official"]
        assert names == ["Person Q1"]
        assert intake.report() == ["an item is there in two states, and the later one is taken (1 times; first: Q1)"]


def test_an_item_that_was_deleted_is_left_out_and_told(tmp_path: Path) -> None:
    records, report = read(tmp_path, person(statement(item("Q10"), 4)), POST, BODY, {"id": "Q99999", "missing": ""})
    assert "official/wikidata-q1" in records
    assert report == ["an item that Wikidata does not have, or has no more, is left out (1 times; first: Q99999)"]


def test_qualifiers_that_nobody_thought_of_are_reported(tmp_path: Path) -> None:
    told = statement(item("Q10"), 4, P1534=[item("Q7")], P9999=[item("Q8")])
    _, report = read(tmp_path, person(told, P18=[statement(item("Q9"), 5)]), POST, BODY)
    what = "the field claims.P39[].qualifiers.P9999 is neither used nor ignored (1 times)"
    assert report == [f"{tmp_path / 'entities.json'}:1: {what}"]


def test_successors_become_claims_between_tenures_or_words(tmp_path: Path) -> None:
    first = person(statement(item("Q10"), 4, P1366=[item("Q2")], P1365=[item("Q3")]))
    second = person(statement(item("Q10"), 5) | {"id": "Q2$B"}, number="Q2")
    records, _ = read(tmp_path, first, second, POST, BODY)
    mine, theirs = "tenure/wikidata-q1-00000004-aaaa-4000-8000-000000000000", "tenure/wikidata-q2-b"
    links = [each["link"] for key, each in records.items() if key.startswith("claim/")]
    assert links == [
        {"predicate": "replaces", "subject": mine, "object_text": "Wikidata item Q3"},
        {"predicate": "replaces", "object": mine, "subject": theirs},
    ]


def test_a_body_named_by_the_statement_comes_before_that_of_the_post(tmp_path: Path) -> None:
    other = entity("Q12", "Customs Agency", P31=[statement(item("Q327333"), 6)])
    records, _ = read(tmp_path, person(statement(item("Q10"), 4, P642=[item("Q12")])), POST, BODY, other)
    assert [each["name"] for each in records.values() if each.get("institution_kind") == "agency"] == ["Customs Agency"]


def test_what_has_to_be_fetched_as_well_is_named(tmp_path: Path) -> None:
    records, report = read(tmp_path, person(statement(item("Q10"), 4)))
    assert not any(key.startswith("tenure/") for key in records)
    assert report == ["a tenure is left out, since its post is not in the input: fetch it too (1 times; first: Q10)"]


def test_ids_come_from_the_numbers_of_wikidata_and_not_from_names(tmp_path: Path) -> None:
    before, _ = read(tmp_path, person(statement(item("Q10"), 4)), POST, BODY)
    renamed = person(statement(item("Q10"), 4)) | {"labels": {"en": {"value": "Another Name"}}}
    after, _ = read(tmp_path, BODY, POST, renamed)
    assert before.keys() == after.keys()


def test_a_packed_dump_is_read_like_any_other(tmp_path: Path) -> None:
    entities = [person(statement(item("Q10"), 4)), POST, BODY]
    dump = tmp_path / "dump.json.gz"
    dump.write_bytes(gzip.compress(("[\n" + ",\n".join(map(json.dumps, entities)) + "\n]\n").encode()))
    made = source("wikidata")
    (batch,) = made.loader(made.intake([dump], rejects=tmp_path))
    assert {entry.data["id"] for entry in batch.entries} == read(tmp_path, *entities)[0].keys()
