"""The contradictions in the record of the truce come out of questions: their values, and who says which.

One test for each row of the register of contradictions, X01 to X26. They need the seeds alone, so they run on the
embedded engine; that both engines answer alike is tested beside them.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.ask import Answer, Row, ask
from kg.content import content_folder
from kg.load import load
from kg.store import Store, open_store

SEEDS = content_folder("seeds") / "us-china-2025"

SOYBEANS = "commitment/cn-soybeans-12-mt"
LATER_SOYBEANS = "commitment/cn-soybeans-25-mt-a-year"
GENEVA = "arrangement/geneva-joint-statement-2025-05-12"
TRUCE = "arrangement/us-china-truce-2025-10-30"
H200 = "concession/us-h200-easing"
OCTOBER = "concession/cn-9-october-controls-suspension"

LATE = "2026-11-24"
"""A day by which everything in the seeds was known."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    pytest.importorskip("arcadedb", reason="the embedded engine has no wheel for this platform")
    folder: Path = tmp_path_factory.mktemp("contradictions")
    with open_store(f"embedded:{folder / 'graph'}") as opened:
        load(opened, [SEEDS])
        yield opened


def speakers(said: list[dict[str, object]]) -> set[str]:
    """Everybody in a column of who says what, without the kind that begins an id."""
    found: set[str] = set()
    for each in said:
        names = each["speaker"]
        assert isinstance(names, list)
        found.update(str(name).partition("/")[2] or str(name) for name in names)
    return found


def readings(store: Store, subject: str, field: str, as_of: str = LATE) -> dict[str, set[str]]:
    """Who says which value of a contested term."""
    answer = ask(store, "claims/contested-terms", as_of=as_of, subject=subject)
    return {row.value: speakers(row.said_by) for row in answer if row.field == field}


def only(rows: Answer | list[Row]) -> Row:
    """The one row that there should be."""
    (row,) = rows
    return row


def millions(target: str) -> float:
    """The amount in ``at least 25 Mt of goods bought per year``."""
    assert target.startswith("at least ")
    return float(target.split()[2])


def test_x01_12_million_tonnes_or_12_and_a_half(store: Store) -> None:
    assert readings(store, SOYBEANS, "quantity") == {
        "at least 12 Mt of goods bought": {"scott-bessent", "white-house", "jamieson-greer", "reuters"},
        "12.5 Mt of goods bought": {"wendy-cutler"},
    }
    # Cutler reports the fact sheet, which says something else.
    row = only(ask(store, "claims/hardened", as_of=LATE, subject=SOYBEANS))
    assert (row.original, row.retold_in) == (
        f"claim/text-of-{SOYBEANS.replace('/', '-')}",
        "claim/cutler-soybeans-fact-sheet",
    )
    assert row.changed[0] == "quantity at least 12 Mt of goods bought -> 12.5 Mt of goods bought"
    # Nobody else says 12.5, but it is what the one printed total leaves beside three years of the yearly amount.
    total, yearly = (
        only(
            [
                row
                for row in ask(store, "commitments/progress", as_of="2025-12-02", commitment=promise)
                if speakers(row.reading_by) == {by}
            ]
        )
        for promise, by in (("commitment/cn-soybeans-total", "scmp"), (LATER_SOYBEANS, "white-house"))
    )
    assert millions(total.target) - 3 * millions(yearly.target) == 12.5


def test_x02_the_window_was_re_read_again_and_again(store: Store) -> None:
    answer = ask(store, "claims/reinterpretations", as_of=LATE, subject=SOYBEANS, field="window")
    assert [(*speakers(row.said_by), row.value) for row in answer] == [
        ("scott-bessent", "this season"),
        ("scott-bessent", "by January (../2026-01)"),
        ("white-house", "2025-11-01/2025-12-31"),
        ("scott-bessent", "end of the season (../2026-02-28)"),
        ("jamieson-greer", "growing season"),
        ("wendy-cutler", "calendar year (../2025-12-31)"),
        ("wendy-cutler", "longer season (../2026)"),
        ("officials", "end of February (../2026-02)"),
    ]


def test_x03_25_million_tonnes_in_which_years(store: Store) -> None:
    assert readings(store, LATER_SOYBEANS, "window") == {
        "next three years every year": {"scott-bessent"},
        "2026/2028 every year": {"white-house"},
        "2026 growing season": {"wendy-cutler"},
        "next season": {"donald-trump"},
    }


def test_x04_china_would_not_confirm_and_bought(store: Store) -> None:
    row = only(ask(store, "claims/denials-and-silence", as_of="2025-12-16", subject=SOYBEANS))
    assert speakers(row.asserted_by) >= {"white-house", "scott-bessent"}
    assert (speakers(row.declined), speakers(row.omitted)) == ({"he-yadong"}, {"mofcom"})
    assert row.declined[0]["says"] == "whether China will buy 12 and then 25 million tonnes of US soybeans"
    (one,) = [row for row in ask(store, "commitments/one-sided", as_of="2025-12-16") if row.undertaking == SOYBEANS]
    assert (one.side, one.response) == ("party/us", "declines to confirm")
    lapsed = [row for row in ask(store, "commitments/lapsed", as_of="2026-01-21") if row.undertaking == SOYBEANS]
    assert [(row.window_end, row.outcome, row.late_by) for row in lapsed] == [("2025-12-31", "said fulfilled", 20)]
    assert speakers(lapsed[0].said_by) == {"scott-bessent", "reuters"}


def test_x05_considered_became_agreed_in_a_retelling(store: Store) -> None:
    row = only(ask(store, "claims/hardened", as_of=LATE, subject="commitment/cn-soybeans-twenty-million"))
    assert (speakers(row.said_by), speakers(row.retold_by)) == ({"donald-trump"}, {"devdiscourse"})
    assert row.changed == ["firmer: status floated -> given"]


def test_x06_progress_depends_on_what_is_counted(store: Store) -> None:
    answer = ask(store, "commitments/progress", as_of="2026-01-10", commitment=SOYBEANS)
    by_stage = {row.stage: row for row in answer if speakers(row.reading_by) == {"white-house"}}
    assert {stage: [each["says"] for each in row.latest] for stage, row in by_stage.items()} == {
        "contracted": ["8.5 to 10 Mt of goods bought on 2026-01-09"],
        "arrived": ["0 Mt on 2026-01-09"],
    }
    assert {stage: row.share for stage, row in by_stage.items()} == {
        "contracted": "70% to 83%",
        "arrived": "not comparable",
    }
    # When the White House's window closed, one count said at most 5 and one at least 8 million tonnes: nothing between.
    within = by_stage["contracted"]
    assert (within.closes, within.share_within) == ("2025-12-31", "at most 42%; at least 66%")
    # The lower one is the official count, which a consultancy passes on.
    assert {each["speaker"][0]: each["says"] for each in within.within} == {
        "institution/farm-policy-news": "at least 8 Mt of goods bought on [2025-12-21..2025-12-31]",
        "institution/ukragroconsult": (
            "at most 5 Mt of goods bought on [2025-12-11..2025-12-31] as reported by US Department of Agriculture"
        ),
    }


def test_x07_the_duty_that_is_left(store: Store) -> None:
    assert readings(store, "measure/cn-soybean-duty", "rate") == {
        "13 percent as statutory sum": {"particle"},
        "about 24 percent as statutory sum": {"epoch-times"},
    }


def test_x08_three_volumes_for_2024(store: Store) -> None:
    answer = ask(store, "claims/who-said-what", as_of=LATE, topic="topic/soybeans", stance="asserts")
    said = {row.speaker[0]: row.summary for row in answer if "in 2024" in row.summary}
    assert {
        speaker: [each for each in ("26.8", "22.1", "27 million") if each in text] for speaker, text in said.items()
    } == {
        "institution/epoch-times": ["26.8"],
        "institution/wyoming-star": ["22.1"],
        "institution/tridge": ["27 million"],
    }


def test_x09_a_cut_by_10_points_or_of_the_10_percent(store: Store) -> None:
    assert readings(store, "concession/us-fentanyl-tariff-cut", "quantity") == {
        "10 percent": {"mofcom"},
        "10 percentage points": {"white-house"},
    }
    answer = ask(store, "measures/rates", as_of="2025-12-16", subject="measure/us-fentanyl-tariff-on-china")
    stages = [(row.rate, row.since) for row in answer if row.field == "stage"]
    assert stages == [
        ("10 percent as statutory rate", "2025-02-04"),
        ("20 percent as statutory rate", "2025-03-04"),
        ("10 percent as statutory rate", "2025-11-10T00:01-05:00"),
    ]


def test_x10_what_the_general_licences_are(store: Store) -> None:
    licences = "concession/cn-general-licences"
    row = only(ask(store, "claims/denials-and-silence", as_of="2025-12-16", subject=licences))
    assert (speakers(row.asserted_by), speakers(row.omitted)) == ({"white-house"}, {"mofcom", "gac"})
    # He Yadong confirms that some were granted, and leaves out no more than the names.
    (names,) = [
        row
        for row in ask(store, "claims/denials-and-silence", as_of="2025-12-18", subject=licences)
        if speakers(row.omitted) == {"he-yadong"}
    ]
    assert (names.matter, speakers(names.asserted_by)) == ("who has received a general licence", {"reuters"})
    conditions = [row for row in ask(store, "commitments/conditions", as_of=LATE) if row.undertaking == licences]
    assert [(row.condition, speakers(row.said_by)) for row in conditions] == [("for named customers only", {"reuters"})]
    # The ministry itself speaks of the measures of 9 October alone.
    pause = ask(store, "commitments/open", as_of="2025-12-16", party="party/cn")
    ends = {(row.window, *sorted(speakers(row.reading_by))) for row in pause if row.undertaking == OCTOBER}
    assert ends == {("2025-11-07/2026-11-10", "gac", "mofcom")}


def test_x11_since_when_the_older_controls(store: Store) -> None:
    assert readings(store, "measure/cn-earlier-mineral-controls", "status") == {
        "in_force since 2022-10": {"white-house"},
        "in_force since 2023": {"squire-patton-boggs", "buckland"},
    }


def test_x12_three_ends_of_one_year_each_as_printed(store: Store) -> None:
    ends = {
        (row.undertaking, row.window, *sorted(speakers(row.reading_by)))
        for row in ask(store, "commitments/open", as_of="2025-12-16")
    }
    assert ends >= {
        ("concession/us-affiliates-rule-suspension", "2025-11-10/2026-11-09", "bis"),
        ("concession/us-affiliates-rule-suspension", "2025-11-10/2026-11-10", "thompson-hine"),
        ("concession/us-24-point-pause", "../2026-11-10T00:01-05:00", "white-house"),
        ("concession/us-tariff-exclusions", "../2026-11-09T23:59-04:00", "ustr"),
        ("concession/us-tariff-exclusions", "2025-11-29/2026-11-10", "white-house"),
        ("concession/cn-24-point-pause", "one year (2025-11-10T13:01+08:00/..)", "cn-tariff-commission"),
    }


def test_x13_the_end_of_the_chinese_exclusions(store: Store) -> None:
    assert readings(store, "concession/cn-tariff-exclusions", "window") == {
        "../2026-12-31": {"white-house"},
        "../2026-11-10": {"govtracklive"},
    }


def test_x14_an_end_of_the_farm_duties_or_none(store: Store) -> None:
    farm = "concession/cn-farm-tariffs-suspension"
    assert readings(store, farm, "window") == {
        "2025-11-10T13:01+08:00/..": {"cn-tariff-commission"},
        "../2026-12-31": {"govtracklive", "eo-digest"},
    }
    # The text that orders the suspension is silent on its end alone, and so is the row.
    row = only(ask(store, "claims/denials-and-silence", as_of=LATE, subject=farm))
    assert row.matter == "on which day the suspension of the farm duties ends"
    assert row.asserted_by == []
    assert [(*speakers([each]), each["says"]) for each in row.omitted] == [
        ("cn-tariff-commission", "Gives no day on which the suspension of the farm duties ends.")
    ]


def test_x15_the_first_day_of_the_affiliates_rule(store: Store) -> None:
    assert readings(store, "measure/us-affiliates-rule", "status") == {
        "in_force since 2025-09-29": {"bis"},
        "in_force since 2025-09-30": {"kelley-drye"},
    }


def test_x16_the_suspension_holds_for_all_countries(store: Store) -> None:
    answer = ask(store, "claims/who-said-what", as_of=LATE, speaker="institution/thompson-hine")
    said = [row.summary for row in answer if "concession/us-affiliates-rule-suspension" in row.about]
    assert "The suspension holds for all countries and not for China alone." in said


def test_x17_signed_or_not_signed_in_london(store: Store) -> None:
    row = only(ask(store, "claims/denials-and-silence", as_of=LATE, subject="arrangement/london-framework-2025-06"))
    assert row.matter == "signed since 2025-06-25"
    assert (speakers(row.asserted_by), speakers(row.denied_by)) == ({"donald-trump"}, {"a White House official"})


def test_x18_agreed_in_stockholm_or_not_before_trump_has_signed(store: Store) -> None:
    answer = ask(store, "claims/denials-and-silence", as_of="2025-08-11", subject=GENEVA)
    (row,) = [row for row in answer if not row.matter.startswith("breaches")]
    # The matter is what Li says, and Bessent's own words stand in his cell.
    assert row.matter == "Both sides are of one mind on keeping up the pause of the 24 points."
    assert (speakers(row.asserted_by), speakers(row.denied_by)) == ({"li-chenggang"}, {"scott-bessent"})
    assert row.denied_by[0]["says"] == "Nothing on a longer pause is agreed before Trump has approved it."


def test_x19_each_side_says_that_the_other_breaks_geneva(store: Store) -> None:
    answer = ask(store, "claims/accusations", as_of=LATE, subject=GENEVA)
    charges = {(speaker, row.accused) for row in answer for speaker in speakers(row.accuser)}
    assert charges == {
        ("mofcom", "party/us"),
        ("donald-trump", "party/cn"),
        ("scott-bessent", "party/cn"),
        ("jamieson-greer", "party/cn"),
    }
    trump = only([row for row in answer if speakers(row.accuser) == {"donald-trump"}])
    assert trump.answer[0]["says"] == "denies it"
    assert sum(str(each["says"]).startswith("accuses in turn") for each in trump.answer) == 3


def test_x20_the_tariff_of_100_percent_was_never_imposed(store: Store) -> None:
    def outcome(as_of: str) -> tuple[str, set[str]]:
        (row,) = [
            row for row in ask(store, "measures/threats", as_of=as_of) if row.threat == "measure/us-100-percent-tariff"
        ]
        assert (speakers(row.said_by), row.due) == ({"donald-trump"}, "2025-11-01")
        return row.outcome, speakers(row.outcome_said_by)

    assert outcome("2025-10-12") == ("open", set())
    assert outcome("2025-10-27") == ("dropped", {"scott-bessent"})
    assert outcome(LATE) == ("dropped", {"scott-bessent", "carmnet"})


def test_x21_many_levels_of_one_tariff(store: Store) -> None:
    answer = ask(store, "measures/rates", as_of=LATE, subject="measure/us-tariffs-on-china")
    levels = {
        (row.rate.partition(" percent")[0], row.of, row.since, row.until)
        for row in answer
        if row.subject == "measure/us-tariffs-on-china"
    }
    mid_april, early_may = "[2025-04-11..2025-04-20]", "[2025-05-01..2025-05-10]"
    assert levels == {
        ("145", "statutory sum", "2025-04-09", None),
        ("20.8", "trade weighted average", "2025-01-20", "2025-01-20"),
        ("124.1", "trade weighted average", mid_april, mid_april),
        ("126.5", "trade weighted average", early_may, early_may),
        ("51.1", "trade weighted average", "2025-05-14", None),
        ("about 47.5", "trade weighted average", "2025-10-30/..", None),
        ("57", "officials aggregate", None, "2025-10-30/.."),
        ("47", "officials aggregate", "2025-10-30/..", None),
    }
    # What holds at different times is no disagreement: two numbers for April, two for the time since Busan.
    assert readings(store, "measure/us-tariffs-on-china", "rate") == {
        "145 percent as statutory sum since 2025-04-09": {
            "washington-examiner",
            "yangon-media-group",
            "techtricks365",
        },
        f"124.1 percent as trade weighted average since {mid_april} until {mid_april}": {"piie", "chad-bown"},
        "47 percent as officials aggregate since 2025-10-30/..": {"donald-trump"},
        "about 47.5 percent as trade weighted average since 2025-10-30/..": {"china-tariff-tracker-podcast"},
    }


def test_x22_a_written_text_by_thanksgiving_or_never(store: Store) -> None:
    answer = ask(store, "events/upcoming", as_of="2025-12-16")
    (row,) = [row for row in answer if row.event == "event/us-china-truce-text-publication"]
    assert (row.date, [(each["says"], each["hedge"]) for each in row.said_by]) == (
        None,
        [
            ("2025-11-27", "weak"),
            ("2025-11-30", "weak"),
            ("Now hears that no text may ever be published, even if one is negotiated.", "strong"),
        ],
    )


def test_x23_deal_consensus_or_truce(store: Store) -> None:
    answer = ask(store, "record/dossier", as_of=LATE, id=TRUCE)
    named = {
        (speaker, row.statement)
        for row in answer
        if row.statement.startswith("Calls")
        for speaker in speakers(row.said_by)
    }
    assert named == {
        ("cn", "Calls what was reached a consensus."),
        ("white-house", "Calls what was reached a deal."),
        ("white-house", "Calls the deal the Kuala Lumpur Joint Arrangement."),
        ("global-times", "Calls what was reached a consensus of Kuala Lumpur."),
        ("gmf", "Calls it a fragile truce and no new beginning."),
    }


def test_x24_25_percent_of_what_and_who_refused(store: Store) -> None:
    assert readings(store, H200, "quantity") == {
        "25 percent": {"donald-trump"},
        "25 percent of import value": {"arentfox-schiff"},
    }
    fate = [row for row in ask(store, "concessions/fate", as_of=LATE, given_by="party/us") if row.concession == H200]
    assert {row.now for row in fate} == {"refused"}
    assert {(row.stage, *sorted(speakers(row.said_by))) for row in fate} == {
        ("announced",),
        ("announced", "wion"),
        ("in_force",),
        ("refused",),
        ("refused", "sources"),
        ("refused", "donald-trump"),
    }


def test_x25_15_percent_in_august_25_in_december(store: Store) -> None:
    answer = ask(store, "measures/rates", as_of="2025-12-16", topic="topic/advanced-chips")
    assert [(row.rate, row.said_on) for row in answer if row.said_on is not None] == [
        ("15 percent of revenue", "2025-08-11"),
        ("25 percent", "2025-12-08"),
    ]


def test_x26_the_semiconductor_case_suspended_or_decided(store: Store) -> None:
    answer = ask(store, "measures/in-force", as_of="2025-12-24", against="party/cn")
    (row,) = [row for row in answer if row.measure == "measure/us-301-semiconductor-case"]
    assert row.status == "ended"
    assert [(*speakers([each]), each["says"]) for each in row.said_by] == [
        ("gmf", "suspended"),
        ("ustr", "ended since 2025-12-23"),
    ]
