"""Numbers as people and spreadsheets write them, as plain digits."""

import re
from decimal import Decimal
from typing import Final

__all__ = ["digits", "plain_number"]

SPACES: Final = " \u00a0\u2009\u202f"
FORM: Final = {
    point: re.compile(
        rf"(?P<whole>-?(?:[0-9]+|[0-9]{{1,3}}(?:(?P<mark>[{mark}'{SPACES}])[0-9]{{3}})(?:(?P=mark)[0-9]{{3}})*))"
        rf"(?:{re.escape(point)}(?P<part>[0-9]+))?(?:[eE](?P<power>[+-]?[0-9]{{1,2}}))?"
    )
    for point, mark in ((".", ","), (",", "."))
}
"""Marks between thousands are all alike and stand before groups of three: ``1,5`` is no fifteen."""


def plain_number(text: str, *, point: str = ".") -> str | None:
    """A number without marks between thousands and without a power of ten; None for what is no number.

    ``point`` is the decimal sign, a point or a comma; the other one may part thousands.

    >>> plain_number("1,234,567.50"), plain_number("1.32E5"), plain_number("1,5"), plain_number("1,5", point=",")
    ('1234567.50', '132000', None, '1.5')
    """
    found = FORM[point].fullmatch(text)
    if found is None:
        return None
    whole = re.sub("[^0-9-]", "", found["whole"])
    plain = whole if found["part"] is None else f"{whole}.{found['part']}"
    power = found["power"]
    return plain if power is None else f"{Decimal(f'{plain}E{power}'):f}"


def digits(number: Decimal) -> str:
    """A number in plain digits, without an exponent or zeros that say nothing.

    >>> digits(Decimal("100")), digits(Decimal("7.00"))
    ('100', '7')
    """
    return f"{number.normalize():f}"
