import copy
import json
import pickle
from collections.abc import Callable
from datetime import date

import pytest

from kg.ask import Answer, Citation, ask
from kg.ask.answer import TypedRow, Value
from kg.ask.picture import Picture
from kg.errors import UsageError
from kg.questions.reciprocity import UnreciprocatedConcessionsRow
from kg.store import Store

HEADLINE = "reciprocity/unreciprocated-concessions"
CHIPS = "concession/us-h200-easing"


def test_rows_have_the_columns_of_the_header_in_its_types(seeded: Store) -> None:
    first = ask(seeded, HEADLINE, as_of="2025-12-16").rows[0]
    assert first.concession == first["concession"] == CHIPS
    assert first.given_by == ["party/us"]
    assert first.standing == ["said to be unreciprocated", "said to be perhaps reciprocated"]
    assert first.known_from is None
    assert [list(said) for said in first.said_by] == [
        ["claim", "counterpart", "hedge", "known_from", "said_on", "says", "speaker", "stance"]
    ] * 3
    assert first.said_by[0]["known_from"] == date(2025, 12, 16)
    with pytest.raises(AttributeError, match="no column concesion; did you mean concession\\?"):
        _ = first.concesion


def test_a_table_shows_names_in_place_of_ids_and_numbers_of_citations(seeded: Store) -> None:
    answer = ask(seeded, HEADLINE, as_of=date(2025, 12, 16))
    first = dict(zip([column.name for column in answer.columns], answer.cells()[0], strict=True))
    assert first["concession"] == "Easing of US controls on H200-class chips"
    assert first["said_by"] == (
        "Joseph Damond: nothing (weak); Wendy Cutler: too little; "
        "Wendy Cutler: perhaps something in talks that have not been disclosed (speculates, strong)"
    )
    assert first["evidence"] == "1, 2, 3, 4, 5, 6, 7"
    assert list(answer.citations())[:3] == answer.rows[0].evidence[:3]


def test_claims_in_a_list_lose_the_full_stop_of_their_sentences(seeded: Store) -> None:
    answer = ask(seeded, "claims/reinterpretations", as_of="2025-12-16", subject="commitment/cn-soybeans-12-mt")
    assert answer.in_words(["claim/bessent-soybeans-by-january", "claim/bessent-soybeans-this-season"]) == (
        "Is also reported with 12 million tonnes by January; Tells Fox Business that China will buy 12 million tonnes "
        "this season"
    )


def test_a_saying_may_name_no_speaker(seeded: Store) -> None:
    answer = ask(seeded, HEADLINE, as_of="2025-12-16")
    assert answer.in_words(
        [{"says": "nothing", "hedge": "weak"}, {"speaker": [], "says": "They give too little."}]
    ) == ("nothing (weak); They give too little")


def test_claims_that_say_the_same_are_told_once_with_their_number(seeded: Store) -> None:
    def sale(day: str, claim: str | None) -> Value:
        return {"speaker": ["party/us"], "says": f"330 kt on {day}", "claim": claim}

    answer = ask(seeded, HEADLINE, as_of="2025-12-16")
    first, again, next_day = sale("2025-11-19", "claim/a"), sale("2025-11-19", "claim/b"), sale("2025-11-20", "claim/c")
    assert answer.in_words([first, again, next_day]) == (
        "United States: 330 kt on 2025-11-19 (2 claims); United States: 330 kt on 2025-11-20"
    )
    # One claim that is listed twice is one, and who merely stands beside two claims is named once.
    assert answer.in_words([first, first, sale("2025-11-19", None)]) == "United States: 330 kt on 2025-11-19"
    beside: list[Value] = [{"speaker": ["party/us"], "claim": claim} for claim in ("claim/a", "claim/b")]
    assert answer.in_words(beside) == "United States"


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, lambda answer: pickle.loads(pickle.dumps(answer))])
def test_an_answer_can_be_copied_and_pickled(
    seeded: Store, copied: Callable[[Answer[TypedRow]], Answer[TypedRow]]
) -> None:
    asked = ask(seeded, HEADLINE, as_of="2025-12-16")
    for answer in (asked, asked.typed(UnreciprocatedConcessionsRow)):
        twin = copied(answer)
        assert twin.to_json() == answer.to_json()
        assert twin.picture() == answer.picture() != Picture((), ())
        assert [dict(row) for row in twin] == asked.to_dicts()
        assert {type(row) for row in twin} == {type(row) for row in answer}
    with pytest.raises(AttributeError, match=r"^this answer has no column _hidden$"):
        _ = asked.rows[0]._hidden


def test_an_answer_is_short_where_python_shows_it(seeded: Store) -> None:
    assert repr(ask(seeded, HEADLINE, as_of="2025-12-16", standing="paired")) == (
        "<Answer reciprocity/unreciprocated-concessions as of 2025-12-16: 4 rows>"
    )
    one = ask(seeded, "claims/hardened", as_of="2025-12-16", subject="commitment/cn-soybeans-12-mt")
    assert repr(one) == "<Answer claims/hardened as of 2025-12-16: 1 row>"


def test_a_citation_says_where_and_through_what_and_takes_the_worse_tier(seeded: Store) -> None:
    cited = ask(seeded, "record/dossier", as_of="2025-12-16", id=CHIPS).citations()
    assert cited["document/truth-social-trump-2025-12-08"] == Citation(
        title="Post on Truth Social about H200 sales (untitled)",
        publisher="Donald Trump",
        published="2025-12-08",
        url="https://www.mediaite.com/politics/trump/"
        "trump-announces-that-china-will-pay-the-u-s-25-in-exchange-for-advanced-ai-chips/",
        locator="unseen via Mediaite, 8 December 2025",
        tier="W",
    )
    assert cited["claim/damond-chips-nothing-in-return"].locator == (
        "p8.s1#29:9876d1c158e6fdbd, p8.s2#20:7c955bcb8bcb0452"
    )


def test_json_is_what_the_command_prints(seeded: Store) -> None:
    answer = ask(seeded, HEADLINE, as_of="2025-12-16", given_by="party/us", topic="topic/advanced-chips")
    told = json.loads(answer.to_json())
    assert list(told) == [
        "question",
        "title",
        "as_of",
        "parameters",
        "columns",
        "rows",
        "searched",
        "names",
        "citations",
    ]
    assert told["as_of"] == "2025-12-16"
    assert told["parameters"] == {
        "given_by": "party/us",
        "given_to": None,
        "topic": "topic/advanced-chips",
        "negotiation": None,
        "standing": None,
    }
    assert [row["concession"] for row in told["rows"]] == [CHIPS, "concession/us-h20-licences"]
    assert told["columns"] == list(told["rows"][0])
    assert "picture" not in told["columns"]


def test_what_became_known_later_is_not_there(seeded: Store) -> None:
    assert CHIPS not in [row.concession for row in ask(seeded, HEADLINE, as_of="2025-12-07")]
    # Known, and nobody has said anything of it yet.
    assert ask(seeded, HEADLINE, as_of="2025-12-15").rows[0].said_by == []
    assert len(ask(seeded, "record/dossier", as_of="2025-12-07", id=CHIPS)) == 0


@pytest.mark.parametrize(
    ("name", "parameters", "message"),
    [
        ("reciprocity/unreciprocated-concesions", {}, "did you mean reciprocity/unreciprocated-concessions?"),
        ("unreciprocated-concessions", {}, "did you mean reciprocity/unreciprocated-concessions?"),
        (HEADLINE, {"given_bye": "party/us"}, "has no parameter given_bye; did you mean given_by?"),
        (HEADLINE, {"given_by": "party/usa"}, "has no party/usa; did you mean party/us"),
        (HEADLINE, {"given_by": "China"}, "given_by is 'China', which is no id; did you mean party/cn?"),
        (HEADLINE, {"given_by": "official/xi-jinping"}, "and an id of Party is needed; one looks like party/some-name"),
        (HEADLINE, {"standing": "pared"}, "'pared' is no value for standing; did you mean paired?"),
        (HEADLINE, {"as_of": "16 Dec 2025"}, "as_of is '16 Dec 2025', and a day is needed; write it like 2025-12-16"),
        (HEADLINE, {"as_of": "2025-02-30"}, "as_of is 2025-02-30, and there is no such day"),
        (
            "events/timeline",
            {"from": "2025-10-31", "to": "2025-10-01"},
            "from is 2025-10-31, which is after 2025-10-01, the day of to; exchange the two",
        ),
        ("record/dossier", {}, "record/dossier needs the parameter id: The record."),
    ],
)
def test_a_wrong_question_is_answered_with_what_would_be_right(
    seeded: Store, name: str, parameters: dict[str, str], message: str
) -> None:
    with pytest.raises(UsageError) as error:
        ask(seeded, name, **parameters)
    assert message in str(error.value)


def test_a_data_frame_has_the_columns_of_the_table(seeded: Store) -> None:
    answer = ask(seeded, "claims/contested-terms", as_of="2025-12-16")
    try:
        import pandas  # noqa: F401
    except ImportError:
        with pytest.raises(UsageError, match="pip install 'parley-kg\\[notebook\\]'"):
            answer.to_pandas()
    else:
        frame = answer.to_pandas()
        assert list(frame.columns) == [column.name for column in answer.columns]
        assert len(frame) == len(answer)


def test_whole_numbers_stay_whole_in_a_data_frame_where_some_are_missing(seeded: Store) -> None:
    pytest.importorskip("pandas", reason="needs the extra notebook")
    answer = ask(seeded, "commitments/open", as_of="2025-12-16")
    told = [row.days_left for row in answer]
    assert {type(each) for each in told} == {int, type(None)}
    days = answer.to_pandas()["days_left"]
    assert str(days.dtype) == "Int64"
    assert [None if gap else int(each) for each, gap in zip(days, days.isna(), strict=True)] == told
    assert str(ask(seeded, "commitments/open", as_of="2020-01-01").to_pandas()["days_left"].dtype) == "Int64"
