"""Errors reach those who work in several processes as they were raised."""

import pickle
from pathlib import Path

import pytest

from kg.errors import DataError, KgError, Problem, PublishError, StoreError, UnsupportedError, UsageError

PROBLEMS = [Problem(Path("a.yaml"), 2, 1, "no day", "write one"), Problem(Path("b.yaml"), 0, 0, "not there")]


@pytest.mark.parametrize(
    "error",
    [DataError(PROBLEMS), *(each("why") for each in (UsageError, UnsupportedError, StoreError, PublishError))],
    ids=lambda error: type(error).__name__,
)
def test_an_error_from_another_process_says_the_same(error: KgError) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert str(again) == str(error)


def test_what_was_wrong_comes_along() -> None:
    again = pickle.loads(pickle.dumps(DataError(PROBLEMS)))
    assert again.problems == PROBLEMS
