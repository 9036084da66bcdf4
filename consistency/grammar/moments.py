"""Moments: years and dates as points of the calendar, and the stretches from one of them to another."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from consistency.figure import Figure
from consistency.grammar.lazy import pattern

YEAR, MONTH, DAY = "year", "month", "day"
_DAYS_OF_YEAR = 365.2425
_DAYS_OF_MONTH = _DAYS_OF_YEAR / 12
_IN_DAYS = {
    "day": 1.0, "week": 7.0, "fortnight": 14.0, "month": _DAYS_OF_MONTH, "year": _DAYS_OF_YEAR,
    "decade": 10 * _DAYS_OF_YEAR, "century": 100 * _DAYS_OF_YEAR,
}  # fmt: skip


class Moment(NamedTuple):
    """A year, a month of a year or a day; month and day are 0 where they are not said."""

    year: int
    month: int = 0
    day: int = 0

    @property
    def grain(self) -> str:
        """The smallest unit that is said."""
        return DAY if self.day else MONTH if self.month else YEAR

    @property
    def ordinal(self) -> float:
        """The middle of the moment in days, with the calendar's first day as 1."""
        if self.day:
            return float(datetime.date(self.year, self.month, self.day).toordinal())
        if self.month:
            return datetime.date(self.year, self.month, 15).toordinal() + 0.5
        return datetime.date(self.year, 7, 2).toordinal() + 0.5


class Stretch(NamedTuple):
    """A stretch of time as it is written: its two ends, the figures that say it, and where it stands in the text."""

    first: Moment
    last: Moment
    figures: tuple[int, ...]
    at: int
    till: int


def days_of(unit: str) -> float:
    """How many days a unit of time has; 0 for one that is shorter or none."""
    return _IN_DAYS.get(unit, 0.0)


def moment(figure: Figure, year: int = 0) -> Moment | None:
    """The moment that a year or date says; one without a year is in `year`.

    None for decades, ranges, impossible days, and for years before Christ, which the calendar of these moments has not.
    """
    if figure.value_to is not None or figure.kind not in ("year", "date") or is_before_christ(figure):
        return None
    number = round(figure.value)
    if figure.kind == "year":
        return Moment(number)
    found = Moment(number // 10_000 or year, number // 100 % 100, number % 100)
    return found if found.year and exists(found) else None


def is_before_christ(figure: Figure) -> bool:
    """Whether a year, a number or a range is told in years before Christ, which are counted backwards."""
    return _BEFORE_CHRIST.match(figure.after) is not None


def exists(point: Moment) -> bool:
    """Whether the calendar has such a day."""
    try:
        datetime.date(point.year, point.month or 1, point.day or 1)
    except ValueError:
        return False
    return True


_BEFORE_CHRIST = pattern(r"B\.?\s?C\b|BCE\b|before\s(?:Christ|the\sCommon\sEra)\b")
_YEARS = pattern(r"(\d{4})\D+(\d{4}|\d{2})(?!\d)\D*")
_JOINED = pattern(
    r"\s*(?:[-–—]|,?\s(?:to|until|till|through|thru|up to)(?:\sabout)?)\s*"
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s)?(?:the\s|early\s|mid-?\s?|late\s)?"
)
_FROM = pattern(r"\b(?:from|between)\s(?:the\s|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s)?$", re.IGNORECASE)
_TO = pattern(r"\s(?:to|until|till|through|and)\s(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s)?")
_AND = pattern(r"\s+and\s+")
_BETWEEN = pattern(r"\bbetween\s+(?:the\s|early\s|mid-?\s?|late\s)?$", re.IGNORECASE)


def stretches(text: str, figures: Sequence[Figure], indices: Sequence[int]) -> Iterator[Stretch]:
    """The stretches of time of one block, in reading order, ends in the order in which they are written."""
    for place, index in enumerate(indices):
        figure = figures[index]
        if figure.kind == "year" and figure.value_to is not None:
            if not is_before_christ(figure) and (found := _years(figure)):
                yield Stretch(*found, (index,), figure.at, figure.till)
            continue
        if place + 1 == len(indices):
            continue
        other = figures[indices[place + 1]]
        if figure.kind == "count" and (found := _days(text, figure, other)):
            yield Stretch(*found, (index, indices[place + 1]), figure.at, other.till)
        if figure.kind not in ("year", "date"):
            continue
        if other.sentence != figure.sentence or not _are_joined(text, figure, other):
            continue
        last = moment(other)
        first = moment(figure, last.year if last else 0)
        if first and last:
            yield Stretch(first, last, (index, indices[place + 1]), figure.at, other.till)


def _days(text: str, figure: Figure, other: Figure) -> tuple[Moment, Moment] | None:
    """The two days of "from 3 to 13 September 2018", of which the first has no month of its own."""
    if other.kind != "date" or other.sentence != figure.sentence or not 0 < other.at - figure.till < 30:
        return None
    if not figure.text.isdigit() or not _FROM.search(text[max(0, figure.at - 20) : figure.at]):
        return None
    last = moment(other)
    if not last or not 0 < figure.value < last.day or not _TO.fullmatch(text, figure.till, other.at):
        return None
    return Moment(last.year, last.month, int(figure.value)), last


def _years(figure: Figure) -> tuple[Moment, Moment] | None:
    """The two years of a range, in the order in which they are written; None for a decade."""
    found = _YEARS.search(figure.text)
    if not found or figure.value_to is None or "s" in figure.text[found.start() :]:
        return None
    last = int(found[2])
    if len(found[2]) == 2:
        last = round(figure.value_to)
    return Moment(int(found[1])), Moment(last)


def _are_joined(text: str, figure: Figure, other: Figure) -> bool:
    if not 0 < other.at - figure.till < 30:
        return False
    if _JOINED.fullmatch(text, figure.till, other.at):
        return True
    before = text[max(0, figure.at - 20) : figure.at]
    return _AND.fullmatch(text, figure.till, other.at) is not None and _BETWEEN.search(before) is not None


def between(first: Moment, last: Moment, unit: str) -> tuple[float, float]:
    """How long it is from one moment to another in `unit`, at least and at most, by the days that nobody said.

    From a year to a year it may be one more or one less than their difference, from a day to a day exactly one length.
    """
    days = last.ordinal - first.ordinal
    slack = max(_SLACK[first.grain], _SLACK[last.grain]) if DAY not in (first.grain, last.grain) else 0.0
    slack = max(slack, _SLACK[first.grain] / 2, _SLACK[last.grain] / 2)
    size = days_of(unit)
    return (days - slack) / size, (days + slack) / size


def counted(first: Moment, last: Moment, unit: str) -> tuple[float, float]:
    """How long it is from one moment to another, without and with the last one, in `unit`."""
    days, size = last.ordinal - first.ordinal, days_of(unit)
    grain = min(days_of(first.grain), days_of(last.grain))
    # Where the length is told more finely than its ends, nothing finer is known of these.
    return between(first, last, unit) if size < grain else (days / size, (days + grain) / size)


_NAMES = (
    "", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def in_words(point: Moment) -> str:
    """ "2010", "May 2010", "3 May 2010"."""
    return " ".join(filter(None, (str(point.day or ""), _NAMES[point.month], str(point.year))))


_SLACK = {YEAR: _DAYS_OF_YEAR, MONTH: _DAYS_OF_MONTH + 1, DAY: 1.0}


def birthdays(first: Moment, last: Moment) -> tuple[int, int]:
    """How many birthdays lie between a birth and a later moment, at least and at most."""
    years = last.year - first.year
    if not first.month or not last.month:
        return years - 1, years
    if first.month != last.month:
        passed = last.month > first.month
    elif first.day and last.day:
        passed = last.day >= first.day
    else:
        return years - 1, years
    return (years, years) if passed else (years - 1, years - 1)
