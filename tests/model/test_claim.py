"""Claims: what has to be said, what cannot be said at once, and what a link may tie."""

from typing import Any

import pytest
from pydantic import ValidationError

from kg.model.claim import Claim

Data = dict[str, Any]

SAID: Data = {
    "id": "claim/a",
    "speaker": "official/ann-lee",
    "document": "document/report",
    "at": "unseen",
    "stance": "asserts",
    "summary": "Says so.",
}
RANKED: Data = {"rank_reason": "the text is clear", "ranked_by": "the editors", "ranked_on": "2026-01-10"}
CHIPS = "concession/chips"


def mistakes(**fields: Any) -> list[tuple[tuple[str | int, ...], str]]:
    """Where and what, for each mistake that the model finds."""
    data = {name: value for name, value in {**SAID, **fields}.items() if value is not None}
    with pytest.raises(ValidationError) as refused:
        Claim.model_validate(data)
    return [(each["loc"] + each.get("ctx", {}).get("at", ()), each["msg"]) for each in refused.value.errors()]


def accepted(**fields: Any) -> Claim:
    return Claim.model_validate({name: value for name, value in {**SAID, **fields}.items() if value is not None})


@pytest.mark.parametrize(
    ("fields", "content"),
    [
        ({}, "proposition"),
        ({"about": CHIPS, "terms": {"window": {"label": "growing season"}}}, "terms"),
        ({"about": CHIPS, "terms": {"status": "in_force", "since": "2025-11-10T00:01-05:00"}}, "terms"),
        ({"about": "commitment/a", "figure": {"quantity": {"amount": "3", "unit": "Mt"}}}, "figure"),
        ({"link": {"predicate": "reciprocates", "subject": "nothing", "object": CHIPS}}, "link"),
        ({"link": {"predicate": "reciprocates", "subject_text": "talks", "object_text": "chips"}}, "link"),
        ({"link": {"predicate": "fulfils", "subject": "party/cn", "object": CHIPS, "reading": "claim/b"}}, "link"),
        ({"link": {"predicate": "breaches", "subject_text": "a firm", "object": CHIPS}}, "link"),
    ],
)
def test_these_contents_are_taken(fields: Data, content: str) -> None:
    assert accepted(**fields).content == content


def test_an_unnamed_source_and_several_speakers_are_taken() -> None:
    assert accepted(speaker=None, attribution="a diplomat").speaker == ()
    assert accepted(speaker=["party/us", "party/cn"]).speaker == ("party/us", "party/cn")


@pytest.mark.parametrize(
    ("fields", "where", "message"),
    [
        (
            {"speaker": None},
            (),
            "nobody speaks; name the speaker, or say under attribution how the text names its source",
        ),
        (
            {"speaker": []},
            (),
            "nobody speaks; name the speaker, or say under attribution how the text names its source",
        ),
        (
            {"attribution": "a diplomat"},
            (),
            "both speaker and attribution; keep attribution for a source that is not identified",
        ),
        (
            {"about": CHIPS, "terms": {"condition": "rain"}, "figure": {"quantity": {"amount": "3", "unit": "Mt"}}},
            ("figure",),
            "a claim with terms and figure; make a claim of each",
        ),
        (
            {"terms": {"condition": "rain"}},
            ("about",),
            "terms about 0 records; state the terms of exactly one record under about",
        ),
        (
            {"about": ["commitment/a", "commitment/b"], "figure": {"quantity": {"amount": "3", "unit": "Mt"}}},
            ("about",),
            "a figure about 2 records; give the one commitment that it measures",
        ),
        (
            {"about": CHIPS, "terms": {"condition": "rain", "until": "2026"}},
            ("terms",),
            "since and until without a status or rate; add the status or the rate that they belong to",
        ),
        ({"rank_reason": "why not"}, (), "a reason without a rank; add the rank, or leave the rest out"),
        (
            {"rank": "preferred", "rank_reason": "the text is clear"},
            (),
            "rank preferred without its ground; add rank_reason, ranked_by and ranked_on",
        ),
        (
            {**RANKED, "rank": "preferred", "ranked_on": "2026/.."},
            ("ranked_on",),
            "2026/.. has no last day; give ranked_on a date that ends",
        ),
        (
            {"link": {"predicate": "replaces", "subject": "commitment/a", "object": CHIPS, "object_text": "x"}},
            ("link",),
            "the object of the link is given twice; give either object or object_text",
        ),
        (
            {"link": {"predicate": "implements", "subject": "too-little", "object": CHIPS}},
            ("link",),
            "too-little is a subject of reciprocates alone; name a record, or use subject_text",
        ),
        (
            {"link": {"predicate": "breaches", "subject": "commitment/a", "object": CHIPS}},
            ("link", "subject"),
            "commitment/a cannot act; the subject is the party or institution that acted",
        ),
        (
            {"link": {"predicate": "replaces", "subject": "commitment/a", "object": CHIPS, "reading": "claim/b"}},
            ("link",),
            "reading goes with fulfils; leave it out, or use the predicate fulfils",
        ),
        (
            {"link": {"predicate": "replaces", "subject": "nobody", "object": CHIPS}},
            ("link", "subject"),
            "'nobody' is no subject; one of: nothing, too-little",
        ),
        (
            {"id": "claim/text-of-concession-chips"},
            ("id",),
            "claim/text-of-concession-chips is the id of terms written on a record; give the claim another id",
        ),
    ],
)
def test_these_claims_are_refused(fields: Data, where: tuple[str | int, ...], message: str) -> None:
    assert mistakes(**fields) == [(where, message)]


def test_a_rank_with_its_ground_is_taken() -> None:
    assert accepted(rank="deprecated", **RANKED).rank == "deprecated"


def test_the_caption_is_the_name_else_the_summary() -> None:
    assert (accepted().caption, accepted(name="A name").caption) == ("Says so.", "A name")
