"""A mistake hides no other one: whatever the loader refuses is told beside a mistake of another sort, and nothing else.

In each text ``@`` is a place where a field may stand that does not exist: in the record that breaks a rule, in a part
of it, or in a record without which the rule cannot be broken.
"""
# ruff: noqa: E501 (dossiers stand as people see them)

from collections.abc import Iterator
from pathlib import Path

import pytest

import kg.model.kinds  # noqa: F401 - resolves the references between kinds
from kg.errors import DataError
from kg.load import check
from kg.model.rule import rules_of
from tests.generate.validators import models
from tests.load.test_problems import BASE, DATASET

SAID = "speaker: official/ann-lee, document: document/report, at: p1, stance: asserts, summary: S"
CITED = "cites: {document: document/report, at: p1}"
TWO = "[{document: document/report, at: p1}, {document: document/note, at: p1}]"
JUDGED = "verdict: {}, by: Ann, judged_on: 2026, why: W"

BROKEN: dict[str, tuple[str, str]] = {
    # rules between the fields of a record
    "Institution.misprints_are_no_names": (
        "institutions: [{id: institution/a, name: A, institution_kind: agency, misprints: A @}]",
        "is a name and a misprint",
    ),
    "Official.misprints_are_no_names": (
        f"officials: [{{id: official/a, name: A, aliases: B, misprints: B, {CITED} @}}]",
        "is a name and a misprint",
    ),
    "Tenure.ends_after_it_starts": (
        f"tenures: [{{id: tenure/a, official: official/ann-lee, institution: institution/wire, post: P, start: 2026, end: 2025, {CITED} @}}]",
        "ends before it starts",
    ),
    "Negotiation.ends_after_it_starts": (
        "negotiations: [{id: negotiation/a, name: A, start: 2026, end: 2025 @}]",
        "ends before it starts",
    ),
    "Event.nobody_twice": (
        f"events: [{{id: event/a, name: A, event_kind: round, participants: [{{who: party/us @}}, {{who: institution/wire}}, {{who: institution/wire @}}], {CITED} @}}]".replace(
            "party/us", "official/ann-lee"
        ),
        "lists institution/wire twice",
    ),
    "Owner.stages_are_of_the_kind": (
        f"measures: [{{id: measure/a, name: A, measure_kind: tariff, history: [{{status: given, since: 2025 @}}, {{status: ended, since: 2026 @}}], {CITED} @}}]",
        "given is no stage of measures",
    ),
    "Owner.stages_are_of_the_kind, once each": (
        f"measures: [{{id: measure/a, name: A, measure_kind: tariff, history: [{{status: changed, since: 2025 @}}, {{status: ended, since: 2026}}, {{status: ended, since: 2026 @}}], {CITED} @}}]",
        "twice",
    ),
    "Stage.ends_after_it_begins": (
        f"measures: [{{id: measure/a, name: A, measure_kind: tariff, history: {{status: ended, since: 2026, until: 2025 @}}, {CITED} @}}]",
        "ends before it starts",
    ),
    "Measure.has_a_rate_of_its_kind": (
        f"measures: [{{id: measure/a, name: A, measure_kind: tariff, rate: {{amount: 1, unit: Mt @}}, history: {{status: ended, since: 2026 @}}, {CITED} @}}]",
        "a tariff in Mt",
    ),
    "Document.has_a_date": (
        "documents: [{id: document/a, document_kind: article, title: A, tier: W, publisher: party/us @}]",
        "has no date",
    ),
    "Concession.has_two_sides": (
        f"concessions: [{{id: concession/a, name: A, by: party/us, to: party/us, {CITED} @}}]",
        "is on both sides",
    ),
    "Commitment.has_two_sides": (
        f"commitments: [{{id: commitment/a, name: A, by: party/us, to: party/us, {CITED} @}}]",
        "is on both sides",
    ),
    "Cited.cites_once_each": ("measures: [{id: measure/a, name: A, measure_kind: tariff @}]", "has no citation"),
    "Cited.cites_once_each, in several": (
        "topics: [{id: topic/a, name: A, cites: [{document: document/note, at: p1 @}, {document: document/report, at: p1 @}, {document: document/report, at: p2 @}] @}]",
        "cites document/report twice",
    ),
    "Cited.says_where_its_terms_stand": (
        f"measures: [{{id: measure/a, name: A, measure_kind: tariff, rate: {{amount: 1, unit: percent @}}, cites: {TWO} @}}]",
        "none of its 2 citations states them",
    ),
    "Cited.says_where_its_terms_stand, twice": (
        "commitments: [{id: commitment/a, name: A, by: party/us, cites: [{document: document/report, at: p1, terms: yes @}, {document: document/note, at: p1, terms: yes @}] @}]",
        "2 citations state them",
    ),
    "Citation.is_seen_or_unseen": (
        "topics: [{id: topic/a, name: A, cites: {document: document/report, at: [unseen, p1] @} @}]",
        "unseen beside a place",
    ),
    "Citation.is_known_through_another": (
        "topics: [{id: topic/a, name: A, cites: {document: document/report, at: p1, via: document/report @} @}]",
        "cited via itself",
    ),
    "Judgement.judges_two_of_a_kind": (
        f"judgements: [{{id: judgement/a, between: [party/us, institution/wire], {JUDGED.format('same')} @}}]",
        "is not between two records of one kind",
    ),
    # amounts and windows
    "Quantity.can_be_kept": (
        f"measures: [{{id: measure/a, name: A, measure_kind: tariff, rate: {{amount: 3, upto: 2, unit: percent @}}, {CITED} @}}]",
        "does not rise",
    ),
    "Over.can_be_kept": (
        f"commitments: [{{id: commitment/a, name: A, by: party/cn, quantity: {{amount: 3, unit: Mt, over: {{amount: 0.00000001, unit: t @}} @}}, {CITED} @}}]".replace(
            "unit: t ", "unit: tonnes "
        ),
        "is finer than a thousandth",
    ),
    "a negative amount": (
        f"measures: [{{id: measure/a, name: A, measure_kind: tariff, rate: {{amount: -3, unit: percent @}}, {CITED} @}}]",
        "the amount -3 is negative",
    ),
    "Window.says_something": (
        f"commitments: [{{id: commitment/a, name: A, by: party/cn, window: {{each: year @}}, {CITED} @}}]",
        "the window says nothing",
    ),
    "Window.has_sides_in_order": (
        f"commitments: [{{id: commitment/a, name: A, by: party/cn, window: {{start: 2026, end: 2025 @}}, {CITED} @}}]",
        "ends before it starts",
    ),
    # claims
    "Terms.says_something": (
        f"claims: [{{{SAID}, about: commitment/soybeans, terms: {{}} @}}]",
        "terms state nothing",
    ),
    "Terms.has_a_stage_for_its_time": (
        f"claims: [{{{SAID}, about: measure/port-fee, terms: {{since: 2026 @}} @}}]",
        "since and until without a status or rate",
    ),
    "Claim.has_an_id_of_its_own": (
        f"claims: [{{id: claim/text-of-a, {SAID} @}}]",
        "is the id of terms written on a record",
    ),
    "Claim.is_seen_or_unseen": (
        f"claims: [{{{SAID} @}}]".replace("at: p1", "at: [p1, unseen]"),
        "unseen beside a place",
    ),
    "Claim.is_said_by_somebody": (f"claims: [{{{SAID}, attribution: an aide @}}]", "both speaker and attribution"),
    "Claim.has_one_content": (
        f"claims: [{{{SAID}, about: commitment/soybeans, terms: {{duty: must @}}, figure: {{quantity: {{amount: 3, unit: Mt @}} @}} @}}]",
        "a claim with terms and figure",
    ),
    "Claim.has_terms_of_one_record": (f"claims: [{{{SAID}, terms: {{scope: x @}} @}}]", "terms about 0 records"),
    "Claim.measures_one_record": (
        f"claims: [{{{SAID}, figure: {{quantity: {{amount: 3, unit: Mt @}} @}} @}}]",
        "a figure about 0 records",
    ),
    "Claim.has_a_rank_with_its_ground": (f"claims: [{{{SAID}, rank: deprecated @}}]", "without its ground"),
    "Claim.is_ranked_on_a_day": (
        f"claims: [{{{SAID}, rank: preferred, rank_reason: R, ranked_by: Ann, ranked_on: 2026/.. @}}]",
        "has no last day",
    ),
    "Claim.is_known_through_another": (f"claims: [{{{SAID}, via: document/report @}}]", "cited via itself"),
    "Link.has_both_sides": (
        f"claims: [{{{SAID}, link: {{predicate: reciprocates, object: concession/chips @}} @}}]",
        "the subject of the link is missing",
    ),
    "Link.says_nothing_of_reciprocity_alone": (
        f"claims: [{{{SAID}, link: {{predicate: breaches, subject: nothing, object: concession/chips @}} @}}]",
        "is a subject of reciprocates alone",
    ),
    "Link.has_fitting_sides": (
        f"claims: [{{{SAID}, link: {{predicate: reciprocates, subject: party/us, object: concession/chips @}} @}}]",
        "party/us is no subject of reciprocates",
    ),
    "Link.reads_what_is_fulfilled": (
        f"claims: [{{id: claim/a, {SAID}}}, {{id: claim/b, {SAID}, link: {{predicate: replaces, subject: party/us, object: party/cn, reading: claim/a @}} @}}]",
        "reading goes with fulfils",
    ),
    # rules of the loader
    "twice in one list": (
        f"measures: [{{id: measure/a, name: A, measure_kind: tariff, against: [party/us, party/us], {CITED} @}}]",
        "'party/us' stands twice in one list",
    ),
    "an empty list": (f"concessions: [{{id: concession/a, name: A, by: [], {CITED} @}}]", "an empty list"),
    "a record twice": (
        "topics: [{id: topic/a, name: A @}, {id: topic/a, name: B @}]",
        "topic/a stands twice",
    ),
    "dangling": (f"claims: [{{{SAID}, about: topic/none @}}]", "topic/none does not exist"),
    "dangling in a record twice": (
        "topics: [{id: topic/a, name: A, broader: topic/none @}, {id: topic/b, name: B @}]",
        "topic/none does not exist",
    ),
    "of no kind": (f"claims: [{{{SAID}, about: mesure/a @}}]", "mesure/a is of no kind"),
    "terms that nobody writes": (
        "documents: [{id: document/a, document_kind: article, title: A, published: 2025, tier: W, publisher: party/us}]\n"
        f"claims: [{{{SAID}, about: topic/a, revises: claim/text-of-topic-b}}]\n"
        "topics: [{id: topic/a, name: A}, {id: topic/b, name: B}]",
        "claim/text-of-topic-b does not exist",
    ),
    "a stage that nobody tells": (
        f"measures: [{{id: measure/a, name: A, measure_kind: tariff, history: {{status: ended, since: 2025}}, {CITED}}}]\n"
        f"claims: [{{{SAID}, about: status/measure-a-ended-2024 @}}]",
        "status/measure-a-ended-2024 does not exist",
    ),
    "claims at one place": (
        f"claims: [{{id: claim/a, {SAID} @}}, {{{SAID} @}}]",
        "2 claims stand at p1 of document/report",
    ),
    "a circle": (
        "topics: [{id: topic/a, name: A, broader: topic/b @}, {id: topic/b, name: B, broader: topic/a @}]",
        "broader goes in a circle",
    ),
    "a circle of institutions": (
        "institutions: [{id: institution/a, name: A, institution_kind: firm, parent: institution/a @}]",
        "parent goes in a circle",
    ),
    "said too late": (f"claims: [{{{SAID}, said_on: 2026 @}}]", "said on 2026, after document/report was published"),
    "said too late, of a document": (
        "documents: [{id: document/a, document_kind: article, title: A, published: 2025, tier: W, publisher: party/us @}]\n"
        "claims: [{speaker: party/us, document: document/a, at: p1, stance: asserts, said_on: 2026-05-01, summary: S @}]",
        "said on 2026-05-01, after document/a was published",
    ),
    "terms that do not fit": (
        f"claims: [{{{SAID}, about: party/us, terms: {{scope: x @}} @}}]",
        "parties have no term scope",
    ),
    "a stage that does not fit": (
        f"claims: [{{{SAID}, about: measure/port-fee, terms: {{status: given @}} @}}]",
        "given is no stage of measures",
    ),
    "a figure that does not fit": (
        f"claims: [{{{SAID}, about: concession/chips, figure: {{quantity: {{amount: 3, unit: Mt @}} @}} @}}]",
        "concession/chips takes no figure",
    ),
    "judgements that cannot all be right": (
        "institutions:\n"
        "  - {id: institution/a, name: A, institution_kind: firm @}\n"
        "  - {id: institution/b, name: B, institution_kind: firm @}\n"
        "judgements:\n"
        f"  - {{id: judgement/a, between: [institution/a, institution/wire], {JUDGED.format('same')} @}}\n"
        f"  - {{id: judgement/b, between: [institution/b, institution/wire], {JUDGED.format('same')} @}}\n"
        f"  - {{id: judgement/c, between: [institution/a, institution/b], {JUDGED.format('different')} @}}",
        "tells institution/a and institution/b apart",
    ),
}


def spoiled() -> Iterator[tuple[str, int]]:
    """For each text the numbers of its places for an unknown field, and -1 for a wrong word."""
    for name, (text, _) in BROKEN.items():
        yield from ((name, place) for place in range(text.count("@")))
        if "stance: asserts" in text:
            yield name, -1


def told(folder: Path, text: str) -> set[str]:
    """What is wrong, without the places, which differ."""
    (folder / "more.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as refused:
        check([folder])
    return {each.what for each in refused.value.problems}


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    (tmp_path / "dataset.yaml").write_text(DATASET, encoding="utf-8")
    (tmp_path / "base.yaml").write_text(BASE, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(("name", "place"), [*spoiled()])
def test_a_mistake_is_told_beside_any_other_and_brings_up_none(talks: Path, name: str, place: int) -> None:
    text, what = BROKEN[name]
    parts = text.split("@")
    alone = {each.split(", first at ")[0] for each in told(talks, "".join(parts))}
    assert len([each for each in alone if what in each]) > 0
    if place == -1:
        both = told(talks, "".join(parts).replace("stance: asserts", "stance: opined"))
        other = "'opined' is no word of stance"
    else:
        both = told(talks, "".join(parts[: place + 1]) + ", zzz: x" + "".join(parts[place + 1 :]))
        other = "unknown field zzz"
    assert {each.split(", first at ")[0] for each in both} == {*alone, other}


def test_every_rule_of_the_model_is_tried() -> None:
    rules = {rule.__qualname__ for model in models() for rule in rules_of(model)}
    assert rules - {name.split(",")[0] for name in BROKEN} == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "measures: [{id: measure/A_b, name: A, measure_kind: tariff}]",
            {"'measure/A_b' is no id", "this measure has no citation"},
        ),
        (
            "topics: [{id: topic/a, name: A, cites: [{document: report, at: p1}, {document: document/note, at: p1}, {document: document/note, at: p2}]}]",
            {"'report' is no id of Document", "topic/a cites document/note twice"},
        ),
        (
            f"measures: [{{id: measure/a, name: A, measure_kind: tariff, history: [{{status: over, since: 2025}}, {{status: ended, since: 2025}}, {{status: ended, since: 2025}}], {CITED}}}]",
            {"'over' is no word of status", "measure/a tells the stage status/measure-a-ended-2025 twice"},
        ),
        (
            f"measures: [{{id: measure/a, name: A, measure_kind: tariff, against: [party/us, us, party/us], {CITED}}}]",
            {"'us' is no id of Party", "'party/us' stands twice in one list"},
        ),
        (
            "topics: [{id: topic/a, name: A, codes: ['HS:1201', '1202', 'HS:1201']}]",
            {"'1202' names no scheme", "'HS:1201' stands twice in one list"},
        ),
        (
            "documents: [{id: document/a, title: A, document_kind: article, published: 2025, tier: W, publisher: party/us, identifiers: ['eo:1', two]}]",
            {"'two' names no scheme"},
        ),
        (
            f"claims: [{{{SAID}, link: {{predicate: reciprocates, subject: none}}}}]",
            {"'none' is no subject", "the object of the link is missing"},
        ),
        (
            f"commitments: [{{id: commitment/a, name: A, by: party/cn, window: {{start: soon, end: 2025/2026}}, {CITED}}}]",
            {"'soon' is no date", "a span stands where one side of the window is needed"},
        ),
        (
            "commitments: [{id: commitment/a, name: A, by: party/cn, quantity: {amount: 5, unit: Mtt}, cites: [{document: document/report, at: p1, terms: yes}, {document: document/note, at: p1, terms: yes}]}]",
            {"'Mtt' is no word of unit", "commitment/a has terms, and 2 citations state them"},
        ),
        (
            f"claims: [{{{SAID}, about: commitment/soybeans, terms: {{duty: shall}}, link: {{predicate: breaches, subject: party/us, object: commitment/soybeans}}}}]",
            {"'shall' is no word of duty", "a claim with terms and link"},
        ),
        (
            "topics:\n  - {id: topic/a, name: A, broader: topic/a}\n  - {id: topic/a, name: B, broader: topic/none}",
            {"topic/a stands twice", "broader goes in a circle: topic/a -> topic/a", "topic/none does not exist"},
        ),
        (
            f"topics: [{{id: topic/a, nmae: A}}]\nclaims: [{{{SAID}, revises: claim/text-of-topic-a}}]",
            {"topic/a has no name", "unknown field nmae"},
        ),
    ],
)
def test_what_can_be_told_of_the_rest_is_told(talks: Path, text: str, expected: set[str]) -> None:
    assert {each.split(", first at ")[0] for each in told(talks, text)} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Somebody may well speak, and one citation may state the terms.
        (f"claims: [{{{SAID}}}]".replace("speaker", "speker"), {"unknown field speker"}),
        (
            "commitments: [{id: commitment/a, name: A, by: party/cn, cites: [{document: document/report, at: p1, trems: yes}, {document: document/note, at: p1}]}]",
            {"unknown field trems"},
        ),
        # The documents may be two.
        (
            f"claims: [{{{SAID}}}, {{{SAID}, about: party/us}}]".replace("document: document/report, ", ""),
            {"this claim has no document"},
        ),
        # What these state is there once they are mended.
        (
            f"measures: [{{id: measure/a, name: A, measure_kind: tariff, zzz: x, scope: S, history: [{{status: ended, since: 2025}}], {CITED}}}]\n"
            f"claims: [{{{SAID}, about: status/measure-a-ended-2025, revises: claim/text-of-measure-a}}]",
            {"unknown field zzz"},
        ),
        (
            f"measures: [{{id: measure/a, name: A, measure_kind: tariff, history: [{{status: ended, since: soon}}], {CITED}}}]\n"
            f"claims: [{{{SAID}, about: status/measure-a-ended-2025}}]",
            {"'soon' is no date"},
        ),
        # The day may have been another one.
        (
            "documents: [{id: document/a, document_kind: article, title: A, published: 10 May, tier: W, publisher: party/us}]\n"
            "claims: [{speaker: party/us, document: document/a, at: p1, stance: asserts, said_on: 2026-05-01, summary: S}]",
            {"'10 May' is a date in words, or with spaces"},
        ),
        # Two of these three may be meant.
        (
            f"judgements:\n  - {{id: judgement/a, between: [party/us, party/cn], {JUDGED.format('same')}}}\n"
            f"  - {{id: judgement/b, between: [party/us, party/cn, cn], {JUDGED.format('different')}}}",
            {"'cn' is no id of Institution or Official or Party"},
        ),
    ],
)
def test_what_may_only_follow_is_not_told(talks: Path, text: str, expected: set[str]) -> None:
    assert told(talks, text) == expected


def test_an_actor_that_two_data_sets_state_is_judged_in_both(tmp_path: Path) -> None:
    for name, more in (("one", ""), ("two", ", parent: institution/none, zzz: x")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "dataset.yaml").write_text(DATASET.replace("talks", name), encoding="utf-8")
        body = f"institutions: [{{id: institution/a, name: A, institution_kind: firm{more}}}]\n"
        (tmp_path / name / "a.yaml").write_text(body, encoding="utf-8")
    with pytest.raises(DataError) as refused:
        check([tmp_path / "one", tmp_path / "two"])
    assert [(each.file.parent.name, each.what) for each in refused.value.problems] == [
        ("two", "institution/none does not exist"),
        ("two", "unknown field zzz"),
    ]
