"""A pause and what it pauses follow one clock: past its end the promise has lapsed and the measure is back."""

import pytest

from kg.ask import Row, ask
from kg.store import Store

US_TARIFF, CN_TARIFF = "measure/us-reciprocal-tariff-on-china", "measure/cn-april-tariff-on-us"


def in_force(store: Store, as_of: str) -> dict[str, Row]:
    """What is in force, by measure."""
    return {row.measure: row for row in ask(store, "measures/in-force", as_of=as_of)}


@pytest.mark.parametrize(
    ("as_of", "us", "cn"),
    [
        (
            "2025-05-13",
            ("in_force", "125", None, ["eo-14266"]),
            ("changed", "125", None, ["cn-tariff-commission-6-2025"]),
        ),
        (
            "2025-08-10",
            ("suspended", "10", "[2025-08-11..2025-08-12]", ["geneva-joint-statement-2025-05-12"]),
            ("suspended", "10", "[2025-08-11..2025-08-12]", ["geneva-joint-statement-2025-05-12"]),
        ),
        (
            "2025-08-13",
            ("suspended", "10", "2025-11-10T00:01-05:00", ["eo-2025-08-11"]),
            ("suspended", "10", "[2025-11-09..2025-11-10]", []),
        ),
        (
            "2025-12-16",
            ("suspended", "10", "2026-11-10T00:01-05:00", ["eo-14358"]),
            ("suspended", "10", "[2026-11-09..2026-11-10]", ["cn-tariff-commission-2025-11-05"]),
        ),
        (
            "2026-11-24",
            ("changed", "34", None, ["geneva-joint-statement-2025-05-12"]),
            ("changed", "34", None, ["geneva-joint-statement-2025-05-12"]),
        ),
    ],
)
def test_the_24_points_are_suspended_by_one_act_after_another_and_then_return(
    seeded: Store, as_of: str, us: tuple[object, ...], cn: tuple[object, ...]
) -> None:
    rows = in_force(seeded, as_of)
    told = [
        (
            row.status,
            row.rate.partition(" percent as statutory rate")[0],
            row.until,
            [x.partition("/")[2] for x in row.set_by],
        )
        for row in (rows[US_TARIFF], rows[CN_TARIFF])
    ]
    assert told == [us, cn]


@pytest.mark.parametrize("as_of", ["2025-08-13", "2025-12-16", "2026-11-24"])
def test_what_a_pause_that_runs_eases_is_suspended_and_what_one_that_has_lapsed_eased_is_not(
    seeded: Store, as_of: str
) -> None:
    rows = in_force(seeded, as_of)
    eased = seeded.read("MATCH (c:Concession)-[:EASES]->(m) WHERE c.action IN ['suspend', 'prolong'] RETURN c.id, m.id")
    # Exclusions take goods out of a tariff that goes on; only what suspends or prolongs a suspension is a pause.
    pauses = {row["c.id"]: row["m.id"] for row in eased if not row["c.id"].endswith("-tariff-exclusions")}
    fates = {
        row.concession: row.now for row in ask(seeded, "concessions/fate", as_of=as_of) if row.concession in pauses
    }
    running = {pauses[c] for c, now in fates.items() if now in ("in_force", "extended")}
    lapsed = {pauses[c] for c, now in fates.items() if now == "lapsed"}
    assert len(running | lapsed) > 0
    assert {m: rows[m].status for m in running - lapsed} == dict.fromkeys(running - lapsed, "suspended")
    assert [m for m in sorted(lapsed) if rows[m].status == "suspended"] == []


@pytest.mark.parametrize(
    ("as_of", "told"),
    [
        ("2025-10-31", ("in_force", None)),
        ("2025-12-16", ("suspended", "[2026-11-09..2026-11-10]")),
        ("2026-11-24", ("in_force", None)),
    ],
)
def test_the_port_fees_of_both_sides_are_suspended_and_return_together(
    seeded: Store, as_of: str, told: tuple[str, str | None]
) -> None:
    rows = in_force(seeded, as_of)
    fees = [rows[f"measure/{name}"] for name in ("us-shipping-301", "cn-shipping-countermeasures")]
    assert [(row.status, row.until) for row in fees] == [told, told]


@pytest.mark.parametrize("as_of", ["2025-12-01", "2026-06-01"])
def test_the_dutch_order_is_a_measure_that_its_suspension_eases(seeded: Store, as_of: str) -> None:
    (row,) = ask(seeded, "measures/in-force", as_of=as_of, imposed_by="party/nl")
    assert (row.measure, row.status, row.since) == ("measure/nl-nexperia-order", "suspended", "2025-11-19")


def test_a_later_stage_is_not_known_before_a_text_gives_its_day(seeded: Store) -> None:
    # The ministry names one year on 30 October; the day on which it begins stands in the fact sheet of 1 November.
    shipping = "concession/cn-shipping-countermeasures-suspension"
    stages = [
        [
            row.stage
            for row in ask(seeded, "concessions/fate", as_of=day, given_by="party/cn")
            if row.concession == shipping
        ]
        for day in ("2025-10-31", "2025-11-01")
    ]
    assert stages == [["announced"], ["announced", "in_force"]]


def test_what_gives_no_end_of_its_own_ends_as_its_last_stage_does(seeded: Store) -> None:
    one_year = {
        ("concession/cn-24-point-pause", "one year (2025-11-10T13:01+08:00/..)"): "2026-11-10",
        ("concession/cn-shipping-countermeasures-suspension", "one year"): "2026-11-10",
        ("concession/us-affiliates-rule-suspension", "one year"): "2026-11-09",
        ("concession/us-affiliates-rule-suspension", "one year (2025-11-10/..)"): "2026-11-09",
        ("concession/us-shipping-301-suspension", "one year"): "2026-11-10",
        ("concession/us-shipping-301-suspension", "one year (2025-11-10/..)"): "2026-11-10",
    }
    soon = ask(seeded, "commitments/open", as_of="2026-10-20", within_days=30)
    told = {(row.undertaking, row.window): (row.state, row.ends, row.days_left) for row in soon}
    assert {key: told[key] for key in one_year} == {
        key: ("running", end, 21 if end == "2026-11-10" else 20) for key, end in one_year.items()
    }
    sooner = ask(seeded, "commitments/open", as_of="2026-10-20", within_days=20)
    assert {(row.undertaking, row.window) for row in sooner} & one_year.keys() == {
        key for key, end in one_year.items() if end == "2026-11-09"
    }
    # By the same end they are said to have run out.
    later = {
        (row.undertaking, row.window): row.window_end for row in ask(seeded, "commitments/lapsed", as_of="2026-11-24")
    }
    assert {key: later[key] for key in one_year} == one_year


def test_what_has_lapsed_is_listed_as_lapsed_and_no_longer_as_open(seeded: Store) -> None:
    day = "2026-11-24"
    lapsed = {row.concession for row in ask(seeded, "concessions/fate", as_of=day) if row.now == "lapsed"}
    assert lapsed == {
        f"concession/{name}"
        for name in (
            "cn-24-point-pause",
            "cn-9-october-controls-suspension",
            "cn-shipping-countermeasures-suspension",
            "us-24-point-pause",
            "us-affiliates-rule-suspension",
            "us-shipping-301-suspension",
            "us-tariff-exclusions",
        )
    }
    assert [row.undertaking for row in ask(seeded, "commitments/open", as_of=day) if row.undertaking in lapsed] == []
    rows = ask(seeded, "commitments/lapsed", as_of=day)
    assert {row.undertaking for row in rows if row.outcome == "lapsed"} == lapsed
    # The Chinese pause gives no day: it ends with the stage of its record.
    (chinese,) = [row for row in rows if row.undertaking == "concession/cn-24-point-pause"]
    assert (chinese.window, chinese.window_end) == ("one year (2025-11-10T13:01+08:00/..)", "2026-11-10")
    rests = ask(seeded, "measures/legal-basis", as_of=day, basis="measure/us-affiliates-rule")
    assert {row.item: row.stage for row in rests} == {"concession/us-affiliates-rule-suspension": "lapsed"}
