"""Rules of a model: all that are broken are told at once, those of its bases first."""

from pydantic import ValidationError

from kg.model.field import Model
from kg.model.mistake import mistake
from kg.model.rule import Mistakes, rule


class Base(Model):
    number: int

    @rule
    def is_small(self) -> Mistakes:
        if self.number > 9:
            yield mistake("too large")
            yield mistake("far too large")


class Even(Base):
    @rule
    def is_even(self) -> Mistakes:
        if self.number % 2 == 1:
            yield mistake("odd")


def told(number: object) -> list[str]:
    try:
        Even.model_validate({"number": number})
    except ValidationError as error:
        return [each["msg"] for each in error.errors()]
    return []


def test_every_broken_rule_is_told_at_once() -> None:
    assert told(11) == ["too large", "far too large", "odd"]
    assert told(8) == []
