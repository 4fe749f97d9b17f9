"""The shapes refuse in RDF what the model refuses in YAML: for all by which it refuses, a graph that they refuse.

What they leave out stands in the decision record, with its reason. A validator that is neither here nor there fails.
"""

import re
from typing import Annotated

import pytest
from pydantic import AfterValidator, Field, field_validator

from kg.model.field import Model, Property, Text
from kg.model.mistake import mistake
from kg.model.rule import Mistakes, rule
from tests.generate.judged import GOOD, IRIS, STAGE, TERMS, broken_by
from tests.generate.validators import models, validators_of
from tests.project import ROOT

LEFT_OUT = ROOT / "decisions" / "0015-what-the-shapes-leave-out.md"

RESTATED = [
    # what a field must have, and what it takes
    ("required", "ns:tier ns:tier-W ; ", "", {"Document.tier"}),
    ("filled", "ns:givenBy <party/us> ;\n", "\n", {"Concession.by"}),
    ("filled", ' ; ns:locator "p1", "section 6.2"', "", {"Citation.locator"}),
    ("str", '"A" ; dcterms:title "A"', '"A" ; dcterms:title "A"@en', {"Document.title"}),
    ("bool", "ns:statesTerms true", 'ns:statesTerms "yes"', {"Citation.terms"}),
    ("min_length=1", '"A" ; dcterms:title "A"', '"A" ; dcterms:title ""', {"Document.title"}),
    ("strip_whitespace=True", '"A" ; dcterms:title "A"', '"A" ; dcterms:title " A"', {"Document.title"}),
    ("normalised", '"A" ; dcterms:title "A"', '"A" ; dcterms:title "A\\nB"', {"Document.title"}),
    ("Term", "ns:hedge ns:hedge-none", "ns:hedge ns:hedge-mild", {"Claim.hedge"}),
    ("Ref", "ns:ofParty <party/us>", "ns:ofParty <institution/a>", {"Institution.party"}),
    ("Ref", "ns:via <document/b>", "ns:via <party/us>", {"Citation.via"}),
    ("Ref", "ns:forParty <party/us>", "ns:forParty <official/a>", {"Attendance.for_party"}),
    # how a text is spelled
    ("address", '"https://example.org/"', '"file:///notes"', {"Document.url"}),
    ("code", '"HS:1201.90"', '"1201.90"', {"Topic.codes"}),
    ("country", 'ns:iso3166 "US"', 'ns:iso3166 "n/a"', {"Party.iso3166"}),
    ("wikidata_item", '"Q861141"', '"none"', {"Institution.wikidata"}),
    ("decimal_text", '"11"^^xsd:decimal', f'"{"9" * 31}"^^xsd:decimal', {"Quantity.amount"}),
    ("language", '"zh-Hans"', '"Chinese"', {"Document.language"}),
    ("Locator", '"section 6.2"', '"near the end"', {"Citation.locator"}),
    ("pattern=^[0-9]{4}$", 'ns:year "2017"', 'ns:year "17"', {"Quantity.year"}),
    ("pattern=^[1-9][0-9]{0,6}:[0-9a-f]{16}$", '"678:7d3230e02d4555a7"', '"7d3230e02d4555a7"', {"Document.text_hash"}),
    # dates
    ("Edtf", '"2025-12"^^xsd:gYearMonth', '"2025-21"^^edtf:EDTF', {"Document.published"}),
    ("Edtf", 'Earliest "2025-12-01"', 'Earliest "2026-01-01"', {"Document.published_earliest"}),
    ("Moment", '"2025-11-10T00:01-05:00"', '"2025-11-10T00:01"', {"Claim.since"}),
    ("ended_or_date", '"unknown"^^edtf:EDTF', '"gone"^^edtf:EDTF', {"Tenure.end"}),
    ("Document.has_a_date", 'ns:issuedLatest "2025-12-31"^^xsd:date ; ', "", {"Document-has-a-date"}),
    ("Document.has_a_date", 'ns:retrievedLatest "2025-12-31"^^xsd:date', "", {"Document-has-a-date"}),
    (
        "Tenure.ends_after_it_starts",
        'ns:end "unknown"^^edtf:EDTF',
        'ns:end "2023"^^xsd:gYear ; ns:endLatest "2023-12-31"^^xsd:date',
        {"Start-is-no-later-than-end"},
    ),
    (
        "Negotiation.ends_after_it_starts",
        'ns:endLatest "2025-01-01"',
        'ns:endLatest "2024-12-31"',
        {"Start-is-no-later-than-end"},
    ),
    (
        "Stage.ends_after_it_begins",
        STAGE,
        f'{STAGE} ; ns:until "2024"^^xsd:gYear ; ns:untilLatest "2024-12-31"^^xsd:date',
        {"Since-is-no-later-than-until"},
    ),
    ("Window.says_something", 'ns:label "growing season" ; ', "", {"Window-says-something"}),
    (
        "Window.has_sides_in_order",
        'ns:label "growing season"',
        'ns:startEarliest "2025-12-01"^^xsd:date ; ns:end "2025"^^xsd:gYear ; ns:endLatest "2025-11-30"^^xsd:date',
        {"Start-is-no-later-than-end"},
    ),
    (
        "Window.has_sides_in_order",
        'ns:label "growing season"',
        'ns:start "2025-11/2025-12"^^edtf:EDTF',
        {"Window-has-plain-sides"},
    ),
    # amounts
    ("Quantity.can_be_kept", '"13"^^xsd:decimal', '"12.5"^^xsd:decimal', {"Quantity-rises"}),
    ("Quantity.can_be_kept", "ns:base 12500000000", f"ns:base {2**63}", {"Quantity-can-be-kept"}),
    ("Over.can_be_kept", "ns:base 11000", "ns:base 11000.5", {"Quantity.base"}),
    ("Over.can_be_kept", "ns:base 11000", f"ns:base {2**63}", {"Quantity-can-be-kept"}),
    ("not_below_nothing", '"12.50"^^xsd:decimal', '"-12.50"^^xsd:decimal', {"Quantity-is-not-below-nothing"}),
    ("not_below_nothing", '"10"^^xsd:decimal', '"-10"^^xsd:decimal', {"Rate-is-not-below-nothing"}),
    (
        "Measure.has_a_rate_of_its_kind",
        '"10"^^xsd:decimal ; ns:unit ns:unit-percent',
        '"10"^^xsd:decimal ; ns:unit ns:unit-t',
        {"Measure-has-a-rate-of-its-kind"},
    ),
    # records
    ("Record.id_names_the_kind", "<official/a>", "<official/A_1>", {"Official", "Identity"}),
    ("Record.id_names_the_kind", '"dataset/a"', '"datasets/a"', {"Dataset.identifier", "Identity"}),
    ("Record.id_names_the_kind", '"party/cn"', '"party/us"', {"Identity"}),
    (
        "Cited.cites_once_each",
        "dcterms:source <document/a> ; dcterms:isPartOf <arr",
        "dcterms:isPartOf <arr",
        {"Concession.cites"},
    ),
    ("Citation.is_seen_or_unseen", 'ns:locator "unseen"', 'ns:locator "unseen", "p1"', {"Citation-is-seen-or-unseen"}),
    (
        "Citation.is_known_through_another",
        "ns:statesTerms true",
        "ns:via <document/a>",
        {"Citation-is-known-through-another"},
    ),
    ("Event.nobody_twice", "ns:role ns:role-head", "ns:role ns:role-head, ns:role-host", {"Attendance.role"}),
    ("Owner.stages_are_of_the_kind", f"ns:status-in-force ; {STAGE}", f"ns:status-given ; {STAGE}", {"Measure.stages"}),
    ("Concession.has_two_sides", "ns:givenTo <party/cn>", "ns:givenTo <party/us>", {"Concession-has-two-sides"}),
    (
        "Commitment.has_two_sides",
        "ns:madeTo <party/us> ; dcterms",
        "ns:madeTo <party/cn> ; dcterms",
        {"Commitment-has-two-sides"},
    ),
    (
        "Judgement.judges_two_of_a_kind",
        "ns:judges <institution/a>, <institution/b>",
        "ns:judges <institution/a>",
        {"Judgement-is-between-two-of-a-kind"},
    ),
    (
        "Judgement.judges_two_of_a_kind",
        "ns:judges <institution/a>, ",
        "ns:judges <party/us>, ",
        {"Judgement-is-between-two-of-a-kind"},
    ),
    # claims
    ("Claim.is_seen_or_unseen", '"p1", "section 6.2"', '"p1", "unseen"', {"Citation-is-seen-or-unseen"}),
    (
        "Claim.is_known_through_another",
        "ns:via <document/b>",
        "ns:via <document/a>",
        {"Citation-is-known-through-another"},
    ),
    ("Claim.is_said_by_somebody", 'ns:attribution "an aide" ; ns:content', "ns:content", {"Claim-is-heard"}),
    (
        "Claim.is_said_by_somebody",
        'ns:content "terms"',
        'ns:content "terms" ; ns:attribution "an aide"',
        {"Claim-is-heard"},
    ),
    (
        "Claim.has_one_content",
        "ns:quantity <claim/terms#quantity>",
        "ns:figure <claim/terms#quantity>",
        {"Claim-has-one-content"},
    ),
    (
        "Claim.has_one_content",
        'ns:content "link" ; ns:attr',
        'ns:content "proposition" ; ns:attr',
        {"Claim-has-one-content"},
    ),
    ("Claim.has_one_content", 'ns:content "figure"', 'ns:content "number"', {"Claim-has-one-content"}),
    (
        "Claim.has_terms_of_one_record",
        "<concession/a> ;\n    ns:quantity",
        "<concession/a>, <measure/a> ;\n    ns:quantity",
        {"Claim-is-about-one-record"},
    ),
    (
        "Claim.measures_one_record",
        "<concession/a> ; ns:figure",
        "<concession/a>, <measure/a> ; ns:figure",
        {"Claim-is-about-one-record"},
    ),
    ("Claim.has_a_rank_with_its_ground", 'ns:rankReason "misprint" ; ', "", {"Claim-rank-has-grounds"}),
    (
        "Claim.has_a_rank_with_its_ground",
        "ns:rank ns:rank-deprecated",
        "ns:rank ns:rank-normal",
        {"Claim-rank-has-grounds"},
    ),
    (
        "Claim.is_ranked_on_a_day",
        '    ns:rankedOnLatest "2026-12-31"^^xsd:date ; ',
        "    ",
        {"Claim-is-ranked-on-a-day"},
    ),
    ("Terms.says_something", TERMS, 'ns:question "What?"', {"Claim-states-a-term"}),
    ("Terms.has_a_stage_for_its_time", TERMS, 'ns:since "2025"^^xsd:gYear', {"Claim-dates-a-status"}),
    (
        "Terms.has_a_stage_for_its_time",
        '"2025-11-10T00:01-05:00"^^edtf:EDTF',
        '"2025"^^xsd:gYear ; ns:sinceEarliest "2025-01-01"^^xsd:date ; ns:untilLatest "2024-12-31"^^xsd:date',
        {"Since-is-no-later-than-until"},
    ),
    # links
    ("Link.has_both_sides", "ns:subjectValue ns:TooLittle ;", "", {"Claim-link-subject"}),
    ("Link.has_both_sides", "ns:TooLittle ;", 'ns:TooLittle ; ns:subjectText "it" ;', {"Claim-link-subject"}),
    (
        "Link.has_both_sides",
        'ns:objectText "a promise"',
        'ns:objectText "it" ; ns:object <concession/a>',
        {"Claim-link-object"},
    ),
    ("Link.has_both_sides", "ns:subjectValue ns:TooLittle", "ns:subject <concession/a>", {"Claim-links-two-records"}),
    (
        "Link.says_nothing_of_reciprocity_alone",
        "ns:predicate-reciprocates",
        "ns:predicate-replaces",
        {"Claim-link-subject-value"},
    ),
    (
        "Link.has_fitting_sides",
        "ns:subject <party/us>",
        "ns:subject <measure/a>",
        {"Claim-link-sides-of-fulfils-or-breaches"},
    ),
    (
        "Link.has_fitting_sides",
        'ns:objectText "a promise"',
        "ns:object <measure/a>",
        {"Claim-link-sides-of-fulfils-or-breaches"},
    ),
    (
        "Link.has_fitting_sides",
        "ns:object <concession/a>",
        "ns:object <measure/a>",
        {"Claim-link-sides-of-reciprocates"},
    ),
    (
        "Link.has_fitting_sides",
        'ns:predicate-fulfils ; ns:subject <party/us> ;\n    ns:objectText "a promise"',
        "ns:predicate-conditional-on ; ns:subject <measure/a> ; ns:object <party/us>",
        {"Claim-link-sides-of-conditional-on"},
    ),
    (
        "Link.reads_what_is_fulfilled",
        "ns:TooLittle ;",
        f"ns:TooLittle ; {IRIS['Claim', 'reading']} <claim/terms> ;",
        {"Claim-link-reading"},
    ),
    ("subject_or_value", "ns:subjectValue ns:TooLittle", "ns:subjectValue ns:hedge-none", {"Claim.subject_value"}),
    (
        "subject_or_value",
        "ns:subject <party/us>",
        'ns:subject "nobody"',
        {"Claim.subject", "Claim-link-sides-of-fulfils-or-breaches"},
    ),
]
"""A validator, a change of the good graph that it would not take from a writer, and the shapes that do not either."""


def left_out() -> dict[str, str]:
    """The validators that the decision record leaves out, each with its reason."""
    return dict(re.findall(r"^\| `([^`]+)` \| (.+) \|$", LEFT_OUT.read_text("utf-8"), flags=re.MULTILINE))


@pytest.mark.parametrize(("validator", "right", "wrong", "names"), RESTATED)
def test_what_the_model_refuses_the_shapes_refuse(validator: str, right: str, wrong: str, names: set[str]) -> None:
    assert right in GOOD
    assert broken_by(GOOD.replace(right, wrong)) == names


def test_every_validator_is_restated_or_left_out_for_a_reason() -> None:
    found = {name for model in models() for name in validators_of(model)}
    restated = {name for name, *_ in RESTATED}
    assert found - restated - left_out().keys() == set(), "restate it in the shapes, or say in the decision why not"
    assert restated - found == set(), "the model has no such validator"
    assert sorted(left_out().keys() - (found - restated)) == [], (
        "the decision leaves out what is no validator, or is restated"
    )


def test_a_new_validator_is_found_whatever_way_it_is_written() -> None:
    def odd(text: str) -> str:
        raise mistake(text)

    class New(Model):
        plain: Annotated[Text, AfterValidator(odd), Property("ns:a")]
        patterned: Annotated[
            tuple[Annotated[str, Field(pattern="^a$", max_length=3)], ...] | None, Property("ns:b")
        ] = None

        @field_validator("plain")
        @classmethod
        def is_new(cls, value: str) -> str:
            return value

        @rule
        def is_ruled(self) -> Mistakes:
            yield from ()

    here = "test_a_new_validator_is_found_whatever_way_it_is_written.<locals>."
    known = {"extra=forbid", "min_length=1", "normalised", "required", "str", "strip_whitespace=True"}
    new = {f"{here}odd", f"{here}New.is_new", f"{here}New.is_ruled", "pattern=^a$", "max_length=3"}
    assert validators_of(New) == known | new
