"""The years that the body of an article knows, and the lengths of time that follow from them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from consistency.document import Document
from consistency.extraction import published
from consistency.figure import Figure
from consistency.grammar.lazy import pattern
from consistency.implied.pairs import Values
from consistency.slip import TRANSPOSED, WRONG_DIGIT, slip

RANKS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30, "fortieth": 40,
    "fiftieth": 50, "sixtieth": 60, "seventieth": 70, "eightieth": 80, "ninetieth": 90, "hundredth": 100,
}  # fmt: skip
OWN_DATE = pattern(
    r"\b(?:last\s+)?(?:changed?|modified|modification|updated?|revised|published|posted|written|dated?|as of)[:,]?\s+(?:on\s+)?"
    r"(?:\d{4}\s+)?$",
    re.IGNORECASE,
)
"""Behind these words stands the date of the file itself, which it need not repeat."""
DAYS = {
    "minute": 1 / 1440, "hour": 1 / 24, "day": 1.0, "week": 7.0, "fortnight": 14.0, "month": 365.25 / 12, "year": 365.25,
    "decade": 3652.5, "century": 36525.0, "millennium": 365250.0,
}  # fmt: skip
_LONG = pattern(
    r"\b(?:(?P<half>half)[\s-](?:an?[\s-])?|(?:an?|one|the (?:past|last))\s)"
    r"(?P<unit>minute|hour|day|week|fortnight|month|year|decade|century|millennium)\b(?!-old)",
    re.IGNORECASE,
)
_ORDERED = pattern(
    rf"\b({'|'.join(RANKS)}|\d{{1,3}}(?:st|nd|rd|th))[ -](?:straight |consecutive |full )?"
    r"(minute|hour|day|week|month|year|decade|century|millennium|anniversary|birthday|season|edition)s?\b",
    re.IGNORECASE,
)
_BORN = pattern(r"\bborn\b[^.;\d]{0,60}(?:\d{1,2},? [^.;\d]{0,20})?\b([12]\d{3})\b", re.IGNORECASE)
_NEXT_YEAR = pattern(r"\b(?:(?P<next>next|coming)|last|previous) year\b", re.IGNORECASE)
_AGO = pattern(r"\s+(?:ago|earlier|before|since|later)\b")
_SPAN = pattern(r"(?<![\d.,])([12]\d{3})\s?(?:to|until|till?|through|and|[-–—])\s?([12]\d{3})(?![\d.,]*\d)")

_SYMBOLS = {"d": "day", "h": "hour", "hr": "hour", "hrs": "hour", "wk": "week", "yr": "year", "yrs": "year"}
_SYMBOL = pattern(r"(?<![\d.,])(\d{1,6}(?:\.\d{1,6})?)\s?(?:(?:±|\+/-)\s?[\d.]{1,8}\s?)?(d|hrs?|h|wk|yrs?)\b")
_COUNTED_BACK = pattern(r"\s(?:ago|on|later|after|since|old|apart|together|married|of\s\w+)\b", re.IGNORECASE)
_FEW = 6
"""Of so many years, at most, any two may be the ends of what a title counts."""
_WRITTEN = (1990, 2040)
"""In which years an article without a date may have been written."""

Search = Callable[["re.Pattern[str]"], Iterator["re.Match[str]"]]
"""Finds a pattern in all blocks of the body."""


def own_year(document: Document, figures: Sequence[Figure]) -> int:
    """The article's own year: of the date that it declares, else of the first full date in it; or 0."""
    declared = published(document)
    return int(declared[:4]) if declared else next(iter(_dated(figures)), 0)


def _dated(figures: Sequence[Figure]) -> list[int]:
    return [year for figure in figures if figure.kind == "date" and (year := round(figure.value) // 10_000)]


def years(figures: Sequence[Figure], named: Values, own: int, text: str, search: Search) -> list[int]:
    """The years that the body names, reckons with or calls next and last year, of a decade all ten; in order."""
    known = {int(value) for value, text in named if len(text) == 4 and 1500 <= value < 2100}
    known.update(_dated(figures))
    for figure in figures:
        if figure.kind == "year":
            known.update(range(round(figure.value), round(figure.value_to or figure.value) + 1))
        elif own and figure.unit == "year" and figure.kind == "duration" and _AGO.match(text, figure.till):
            known.add(own - round(figure.value))
    if own:
        known.add(own)
        known.update(own + (1 if found["next"] else -1) for found in search(_NEXT_YEAR))
    return sorted(year for year in known if year > 1000)


def spans(search: Search) -> Values:
    """The years from one year to another that stand together: "from 1998 to 2004"."""
    found = ((int(match[1]), int(match[2])) for match in search(_SPAN))
    return sorted((float(last - first), f"{first} to {last}") for first, last in found if first < last)


def between(years: Sequence[int]) -> Values:
    """The years from each to each other of the few that the body names; the latest may be its own."""
    if len(years) > _FEW:
        return []
    return [(float(last - first), f"{first} to {last}") for first, last in combinations(years, 2)]


def is_counted_back(behind: str) -> bool:
    """Whether the words behind a length of time count it back from now: "40 years on"."""
    return _COUNTED_BACK.match(behind) is not None


def reckoned(years: Sequence[int], length: float) -> Values:
    """The length itself, where "so many years ago" leads from a year of the body to one in which it may have been written."""
    then = [year for year in years if max(years[-1], _WRITTEN[0]) <= year + length <= _WRITTEN[1]]
    return [(length, f"{then[0]} + {length:g}")] if then else []


def ages(own: int, search: Search) -> Values:
    """The ages of those whose year of birth the body tells: in the article's year, and between two years in a row.

    Nobody has had a birthday on New Year's Day: both whole years are possible.
    """
    lived = [(float(own - int(born[1])), f"born in {born[1]}") for born in search(_BORN)] if own else []
    return [(age - less, f"{text} (-{less})") for age, text in lived + spans(search) for less in (0, 1)]


def told(search: Search) -> dict[str, Values]:
    """The lengths of time that are told in words, in each unit.

    These are single ones ("a year", "half a century"), in all units, and those of which the body tells the last ("in its
    third year"; "the 10th anniversary" in years).
    """
    found: dict[str, Values] = {unit: [] for unit in DAYS}
    for long in search(_LONG):
        days = DAYS[long["unit"].lower()] / (2 if long["half"] else 1)
        for unit, length in DAYS.items():
            found[unit].append((days / length, long[0]))
    for last in search(_ORDERED):
        unit = last[2].lower() if last[2].lower() in DAYS else "year"
        found[unit].append((float(RANKS.get(last[1].lower()) or last[1][:-2]), last[0]))
    return {unit: sorted(set(values)) for unit, values in found.items()}


def symbols(unit: str, search: Search) -> Values:
    """The lengths that are told with the sign of another unit, or of this one: "27.3 d", "4.2 h"."""
    return [(float(found[1]) * DAYS[_SYMBOLS[found[2]]] / DAYS[unit], found[0]) for found in search(_SYMBOL)]


def converted(figure: Figure, unit: str) -> Values:
    """A length of time in another unit; one told in a smaller unit may be rounded: 43 hours are two days."""
    length = figure.value * DAYS[figure.unit] / DAYS[unit]
    found = [(length, f"{figure.text} in {unit}s")]
    if DAYS[figure.unit] < DAYS[unit] and length > 1:
        found.append((float(round(length)), f"{figure.text} in whole {unit}s"))
    return found


def is_slip(year: int, other: int) -> bool:
    """Whether the one may be the other with two digits changed over or one of them wrong.

    Round years and those next to each other or ten years apart differ in one digit for reasons of their own.
    """
    how = slip(float(year), float(other), 1.0)
    return how == TRANSPOSED or (how == WRONG_DIGIT and abs(year - other) > 1 and year % 5 != 0)
