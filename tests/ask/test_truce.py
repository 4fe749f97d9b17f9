"""How the seeds tell the truce: in order, by the best page, and so that a column reads the right way round."""

from kg.ask import ask
from kg.store import Store

LATE = "2026-11-24"
"""A day by which everything in the seeds was known."""


def test_rates_stand_in_the_order_in_which_they_began(seeded: Store) -> None:
    # The rise to 125% came on a day from 10 to 12 April, after the one to 84% on the tenth.
    answer = ask(seeded, "measures/rates", as_of="2025-12-16", subject="measure/cn-april-tariff-on-us")
    stages = [(row.rate.partition(" ")[0], row.since) for row in answer if row.field == "stage"]
    assert stages == [
        ("34", "2025-04-04"),
        ("84", "2025-04-10"),
        ("125", "[2025-04-10..2025-04-12]"),
        ("34", "2025-05-14"),
        ("10", "2025-05-14"),
        ("10", "2025-08-12"),
        ("10", "2025-11-10T13:01+08:00"),
    ]


def test_a_window_without_end_is_printed_with_its_dots(seeded: Store) -> None:
    truce = "arrangement/us-china-truce-2025-10-30"
    told = ask(seeded, "arrangements/two-texts", as_of="2025-12-16", arrangement=truce).cells()
    windows = [part for row in told for cell in row for part in cell.split("; ") if "window 2025-11-10/" in part]
    assert "United States: window 2025-11-10/.." in windows
    assert not any(part.endswith("/.") for part in windows)


def test_the_middle_of_a_month_is_its_second_third_wherever_it_is_told(seeded: Store) -> None:
    answer = ask(seeded, "events/timeline", as_of=LATE)
    begun = {row.what: (place, row.date) for place, row in enumerate(answer) if row.kind == "in_force"}
    fees, block = begun["measure/us-shipping-301"], begun["measure/cn-nexperia-export-block"]
    assert (fees[1], begun["measure/cn-shipping-countermeasures"][1]) == ("[2025-10-11..2025-10-20]",) * 2
    # So it does not stand before the fourth of the month.
    assert block < fees


def test_each_fact_is_told_by_the_best_page_that_tells_it(seeded: Store) -> None:
    sources = ask(seeded, "claims/who-said-what", as_of=LATE).citations()
    tiers = {
        "claim/mofcom-61-later-limbs": "O",
        "claim/mofcom-61-military-users": "O",
        "claim/tariff-commission-omits-farm-end": "W",
        "claim/text-of-concession-us-24-point-pause-2025-08": "W",
        "claim/text-of-concession-cn-farm-tariffs-suspension": "T",
        "claim/text-of-commitment-cn-sorghum": "T",
        "claim/white-house-shipping-window": "T",
        "claim/ustr-semiconductor-case-decided": "T",
        "claim/white-house-cn-exclusions-end": "L",
    }
    assert {claim: sources[claim].tier for claim in tiers} == tiers
    stages = {
        "status/arrangement-geneva-joint-statement-2025-05-12-extended-2025-08-11": "W",
        "status/concession-us-24-point-pause-2025-08-in-force-2025-08-12": "W",
        "status/concession-cn-farm-tariffs-suspension-announced-2025-11-01": "T",
        "status/measure-cn-9-october-controls-suspended-2025-11-07": "T",
        "status/measure-us-shipping-301-suspended-2025-11-10": "T",
    }
    pages = {row["id"]: row["tier"] for row in seeded.read("MATCH (d:Document) RETURN d.id AS id, d.tier AS tier")}
    through = seeded.read(
        "MATCH (s:Status)-[c:CITES]->(:Document) WHERE s.id IN $stages RETURN s.id AS stage, c.via AS page",
        stages=[*stages],
    )
    assert {row["stage"]: pages[row["page"]] for row in through} == stages


def test_a_post_held_acting_is_told_as_such(seeded: Store) -> None:
    # A page that gives Cutler the rank without the word is ranked as wrong.
    answer = ask(seeded, "actors/revolving-door", as_of=LATE)
    posts = {row.past_post: row.acting for row in answer if row.official == "official/wendy-cutler"}
    assert posts["Deputy US Trade Representative"] is True
    assert [post for post, acting in posts.items() if acting] == ["Deputy US Trade Representative"]
    names = [row.statement for row in ask(seeded, "record/dossier", as_of=LATE, id="official/wendy-cutler")]
    assert [name for name in names if "Deputy US Trade Representative (acting)" in name] != []


def test_a_claim_is_of_normal_rank_until_the_day_on_which_it_was_ranked(seeded: Store) -> None:
    claim = "claim/ckhq-soybeans-booked-2025-12-09"
    told = {
        as_of: [
            row.statement for row in ask(seeded, "record/dossier", as_of=as_of, id=claim) if "rank" in row.statement
        ]
        for as_of in ("2026-11-22", "2026-11-23")
    }
    assert told == {
        "2026-11-22": ["rank: normal"],
        "2026-11-23": [
            "rank: deprecated",
            "rank reason: The translation turned 132,000 tonnes into 1.32 million.",
            "ranked by: Parley editors",
            "ranked on: 2026-11-23",
        ],
    }


def test_no_matter_is_what_its_denier_says(seeded: Store) -> None:
    answer = ask(seeded, "claims/denials-and-silence", as_of=LATE)
    against = {(row.matter, each["says"]) for row in answer for each in row.denied_by + row.disowned_by + row.omitted}
    assert [pair for pair in against if pair[0] == pair[1] or pair[1] is None] == []
    assert {row.matter for row in answer if row.subject == "measure/cn-9-october-controls"} == {
        "whether the controls are bans on exports"
    }


def test_the_id_of_a_promise_holds_no_year_for_which_it_may_not_be_meant(seeded: Store) -> None:
    # On the day on which the purchases became known their seasons and years were not told yet, and were re-read later.
    promises = [row["id"] for row in seeded.read("MATCH (u:Commitment) RETURN u.id AS id ORDER BY u.id")]
    assert len(promises) == 10
    assert [promise for promise in promises if "-20" in promise] == []


def test_nobody_holds_a_post_before_the_first_day_on_which_it_can_have_begun(seeded: Store) -> None:
    # Greer was confirmed on 26 February 2025; Cutler was vice president still in March 2019, Damond at Pfizer in 2010.
    def holders(as_of: str, institution: str) -> list[tuple[str, str, str | None]]:
        answer = ask(seeded, "actors/posts", as_of=as_of, institution=f"institution/{institution}")
        return [(row.official.partition("/")[2], row.post, row.since) for row in answer]

    greer = ("jamieson-greer", "US Trade Representative", "[2025-02-26..2025-03-26]")
    assert greer not in holders("2025-02-10", "ustr")
    assert greer in holders("2025-03-27", "ustr")
    assert holders("2019-03-01", "aspi") == []
    assert holders("2010-06-01", "bio") == []
    assert holders("2010-06-01", "crowell-global-advisors") == []


def test_the_calls_before_and_after_the_rounds_belong_to_the_talks(seeded: Store) -> None:
    answer = ask(seeded, "events/timeline", as_of=LATE, negotiation="negotiation/us-china-2025")
    calls = {row.what for row in answer if "-call-" in row.what}
    assert calls == {
        "event/greer-he-call-2025-03",
        "event/trump-xi-call-2025-06-05",
        "event/trump-xi-call-2026-02-04",
    }


def test_a_rate_begins_no_earlier_and_no_surer_than_its_speaker_says(seeded: Store) -> None:
    # Trump named 10% and 47% on 30 October; the duty fell on 10 November.
    answer = ask(seeded, "measures/rates", as_of="2025-10-31", subject="measure/us-tariffs-on-china")
    rates = [row for row in answer if row.field == "rate" and row.said_on == "2025-10-30"]
    said = {row.rate.partition(" ")[0]: (row.since, row.until) for row in rates}
    assert said == {"10": ("2025-10-30/..", None), "57": (None, "2025-10-30/.."), "47": ("2025-10-30/..", None)}
