"""Units of measure: what writers call them, the code that stands for them, and how many of the base unit they are."""

from functools import cache
from typing import Self

from kg.model.vocabulary import Term

__all__ = ["Unit"]


class Unit(Term, scheme="unit"):
    """What an amount is counted in.

    ``code`` is the base unit by UN/CEFACT Recommendation 20, or the currency by ISO 4217; where neither list has
    the unit, its own word. ``factor`` is the number of base units in one of this unit, ``also`` the other words
    that writers may use for it. Symbols keep their case: Mt is a million tonnes, and mt is refused.
    """

    code: str
    factor: int
    also: tuple[str, ...]

    KG = "kg", "The kilogram.", "KGM", 1, ("kilograms", "KGM")
    TONNE = "t", "The tonne of a thousand kilograms.", "TNE", 1, ("tonne", "tonnes", "metric tons", "TNE")
    KILOTONNE = "kt", "A thousand tonnes.", "TNE", 10**3, ("thousand tonnes", "thousand metric tons", "KTN")
    MEGATONNE = "Mt", "A million tonnes.", "TNE", 10**6, ("million tonnes", "million metric tons", "MMT", "2U")
    BUSHEL = "bushels", "The US bushel.", "BUA", 1, ("bushel", "BUA")
    MILLION_BUSHELS = "million bushels", "A million US bushels.", "BUA", 10**6, ()
    BARREL = "barrels", "The barrel of petroleum.", "BLL", 1, ("barrel", "BLL")
    MILLION_BARRELS = "million barrels", "A million barrels of petroleum.", "BLL", 10**6, ()
    PERCENT = "percent", "A hundredth of what is counted.", "P1", 1, ("%", "per cent", "P1")
    PERCENTAGE_POINT = (
        "percentage points",
        "The difference of one between two rates in percent.",
        "percentage points",
        1,
        ("percentage point", "pp"),
    )
    UNIT = "units", "One of what is counted.", "C62", 1, ("unit", "pieces", "piece", "C62", "H87")
    THOUSAND_UNITS = "thousand units", "A thousand of what is counted.", "C62", 10**3, ("thousand pieces",)
    MILLION_UNITS = "million units", "A million of what is counted.", "C62", 10**6, ("million pieces",)
    FIRM = "firms", "A firm.", "firms", 1, ("firm", "companies", "company")
    DAY = "days", "The day.", "DAY", 1, ("day", "DAY")
    WEEK = "weeks", "Seven days.", "DAY", 7, ("week", "WEE")
    MONTH = "months", "The calendar month.", "MON", 1, ("month", "MON")
    YEAR = "years", "Twelve months.", "MON", 12, ("year", "ANN")
    USD = "USD", "The US dollar.", "USD", 1, ("dollars",)
    USD_MILLION = "USD million", "A million dollars.", "USD", 10**6, ("million USD", "million dollars")
    USD_BN = "USD bn", "A thousand million dollars.", "USD", 10**9, ("USD billion", "billion USD", "billion dollars")
    USD_TN = "USD tn", "A million million dollars.", "USD", 10**12, ("USD trillion", "trillion USD", "trillion dollars")
    EUR = "EUR", "The euro.", "EUR", 1, ("euros",)
    EUR_MILLION = "EUR million", "A million euros.", "EUR", 10**6, ("million EUR", "million euros")
    EUR_BN = "EUR bn", "A thousand million euros.", "EUR", 10**9, ("EUR billion", "billion EUR", "billion euros")
    EUR_TN = "EUR tn", "A million million euros.", "EUR", 10**12, ("EUR trillion", "trillion EUR", "trillion euros")
    CNY = "CNY", "The Chinese yuan.", "CNY", 1, ("yuan",)
    CNY_MILLION = "CNY million", "A million yuan.", "CNY", 10**6, ("million CNY", "million yuan")
    CNY_BN = "CNY bn", "A thousand million yuan.", "CNY", 10**9, ("CNY billion", "billion CNY", "billion yuan")
    CNY_TN = "CNY tn", "A million million yuan.", "CNY", 10**12, ("CNY trillion", "trillion CNY", "trillion yuan")
    JPY = "JPY", "The Japanese yen.", "JPY", 1, ("yen",)
    JPY_MILLION = "JPY million", "A million yen.", "JPY", 10**6, ("million JPY", "million yen")
    JPY_BN = "JPY bn", "A thousand million yen.", "JPY", 10**9, ("JPY billion", "billion JPY", "billion yen")
    JPY_TN = "JPY tn", "A million million yen.", "JPY", 10**12, ("JPY trillion", "trillion JPY", "trillion yen")
    KRW = "KRW", "The South Korean won.", "KRW", 1, ("won",)
    KRW_MILLION = "KRW million", "A million won.", "KRW", 10**6, ("million KRW", "million won")
    KRW_BN = "KRW bn", "A thousand million won.", "KRW", 10**9, ("KRW billion", "billion KRW", "billion won")
    KRW_TN = "KRW tn", "A million million won.", "KRW", 10**12, ("KRW trillion", "trillion KRW", "trillion won")
    TWD = "TWD", "The New Taiwan dollar.", "TWD", 1, ()
    TWD_MILLION = "TWD million", "A million New Taiwan dollars.", "TWD", 10**6, ("million TWD",)
    TWD_BN = "TWD bn", "A thousand million New Taiwan dollars.", "TWD", 10**9, ("TWD billion", "billion TWD")
    TWD_TN = "TWD tn", "A million million New Taiwan dollars.", "TWD", 10**12, ("TWD trillion", "trillion TWD")
    GBP = "GBP", "The pound sterling.", "GBP", 1, ("pounds",)
    GBP_MILLION = "GBP million", "A million pounds.", "GBP", 10**6, ("million GBP", "million pounds")
    GBP_BN = "GBP bn", "A thousand million pounds.", "GBP", 10**9, ("GBP billion", "billion GBP", "billion pounds")
    GBP_TN = "GBP tn", "A million million pounds.", "GBP", 10**12, ("GBP trillion", "trillion GBP", "trillion pounds")
    CHF = "CHF", "The Swiss franc.", "CHF", 1, ()
    CHF_MILLION = "CHF million", "A million Swiss francs.", "CHF", 10**6, ("million CHF",)
    CHF_BN = "CHF bn", "A thousand million Swiss francs.", "CHF", 10**9, ("CHF billion", "billion CHF")
    CHF_TN = "CHF tn", "A million million Swiss francs.", "CHF", 10**12, ("CHF trillion", "trillion CHF")

    def __new__(cls, value: str, definition: str, code: str, factor: int, also: tuple[str, ...]) -> Self:
        """A member declared as ``NAME = word, definition, code of the base unit, base units in it, other words``."""
        member = str.__new__(cls, value)
        member._value_, member.definition = value, definition
        member.code, member.factor, member.also = code, factor, also
        return member

    @property
    def is_rate(self) -> bool:
        """Whether a duty can be counted in it: percent, percentage points or money."""
        return self in (Unit.PERCENT, Unit.PERCENTAGE_POINT) or self.value.startswith(self.code)

    @classmethod
    @cache
    def words(cls) -> dict[str, Self]:
        """Every word that a writer may use, with the unit that it means."""
        return {word: unit for unit in cls for word in (unit.value, *unit.also)}
