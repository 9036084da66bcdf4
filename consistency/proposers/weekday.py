"""A weekday written beside a date, against the calendar."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from consistency.extraction import published
from consistency.figure import Figure
from consistency.grammar.dates import resolve
from consistency.grammar.lazy import pattern
from consistency.relation import Article, Place, Proposal

ROLES = ("date", "weekday", "actual")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NAME = r"(Mon(?:day)?|Tue(?:s(?:day)?)?|Wed(?:nesday)?|Thu(?:r(?:s(?:day)?)?)?|Fri(?:day)?|Sat(?:urday)?|Sun(?:day)?)"
_INSIDE = pattern(rf"{_NAME}\b")
_BEFORE = pattern(rf"\b{_NAME}\.?,?\s+(?:the\s+|\(\s?(?:on\s+)?)?$")
_AFTER = pattern(
    rf"\s*(?:,\s*(?:(?:which\s+)?(?:is|was)\s+)?(?:a\s+)?|\(\s?(?:(?:it|which)\s+)?(?:(?:is|was)\s+)?(?:a\s+)?){_NAME}\b"
)
_ROW = pattern(rf"\b{_NAME}\.?(?:,\s+{_NAME}\.?)*,?(?:\s+(?:and|to|through|until|till|or)\s+|\s?[-–—&/]\s?|,\s+)$")
"""In front of the last weekday of several: "Friday to ", "Thu–", "Friday, Saturday and "."""
_TO_DAY = pattern(r"\s?(?:[-–—&]|to|and|or)\s?(\d{1,2})(?![\d:.,]*\d)")
_TO_DATE = pattern(r"\s?(?:[-–—]|to|until|till|through)\s?(?:the\s)?")
_MONTH_FIRST = pattern(r"[A-Z][a-z]{2,8}\.?\s\d")
_FROM_DAY = pattern(
    rf"\b{_NAME}\.?,?\s+(?:the\s+)?(\d{{1,2}})(?:st|nd|rd|th)?\s?(?:to|until|till|through|and|[-–—])\s?$"
)
_ALL = pattern(rf"(?:,|\s\(|\s[–—-])\s?(?:all|both|each)\s(?:(?:of\sthem\s)?(?:on\s)?(?:a\s)?)?{_NAME}s?\b")
_EARLIER = pattern(r"(?<![\d.,])\b(?:\d{1,2}(?:st|nd|rd|th)?,\s)*\d{1,2}(?:st|nd|rd|th)?,?\s(?:and|&)\s(?:the\s)?$")
_NUMBER = pattern(r"\d+")
_FULL = 1000_01_01
"""The first date of which the year is said."""
_WEEK = 6
"""Days after the first: "Monday to Friday, 6 May to 28 June" says on which days of a longer time."""
_SOME_YEAR = 2023
"""Where none is told."""
_REACH = 24
"""How far from its date a weekday may begin or end, in characters."""


class _Named(NamedTuple):
    """A weekday as printed, where it begins in the text, and how many days after the date's first one it is meant to be."""

    text: str
    at: int
    later: int = 0


def propose(article: Article, settings: Mapping[str, object]) -> Iterator[Proposal]:
    """One proposal for each date with its weekday; `values` hold both weekdays, Monday being 0.

    Of "Friday to Sunday, 5-7 July" the first weekday is the first day's, the last one the last day's. A date without a
    year is read in the year in which it lies nearest to the article's own date, and only where the paragraph names no other
    year; without either, in that of the only full date of its paragraph. Where no year is known, "Monday 3 to Saturday 30
    November" is asked whether the two go together.
    """
    own = published(article.document) if article.dates else ""
    for index in article.dates:
        figure = article.figures[index]
        named = _weekdays(article, figure)
        if not named:
            continue
        day, sure = _day(article, figure, own)
        for one in named:
            if day is not None:
                evidence = "the weekday beside the date" if sure else f"the year of the article, {day.year}"
                yield _of_day(article, index, one, day + datetime.timedelta(one.later), sure, evidence)
        if day is None and len(named) == 1:
            yield from _last_of_two(article, index, named[0])


def _of_day(article: Article, index: int, one: _Named, day: datetime.date, sure: bool, evidence: str) -> Proposal:
    figure, full = article.figures[index], f"{day.day} {day:%B} {day.year}"
    name = full if figure.value_to is not None or one.later else " ".join(figure.text.split())
    return _proposal(index, one, day.weekday(), name, full, "high" if sure else "medium", evidence)


def _proposal(index: int, one: _Named, actual: int, name: str, full: str, confidence: str, evidence: str) -> Proposal:
    weekday = _number(one.text)
    return Proposal(
        roles={"date": (index,)},
        confidence=confidence,
        evidence=evidence,
        values={"weekday": weekday, "actual": actual},
        places=(Place("weekday", "the stated weekday", one.at, one.at + len(one.text)),),
        words={
            "weekday_name": WEEKDAYS[weekday],
            "actual_name": WEEKDAYS[actual],
            "day_name": name,
            "full_date": full,
            "help": f"{WEEKDAYS[actual]} instead of {WEEKDAYS[weekday]}, or another date",
        },
    )


def _number(name: str) -> int:
    return next(n for n, weekday in enumerate(WEEKDAYS) if weekday.startswith(name[:3]))


def _last_of_two(article: Article, index: int, last: _Named) -> Iterator[Proposal]:
    """ "Monday 3 to Saturday 30 November", in whatever year: both days lie in one month."""
    figure = article.figures[index]
    block = article.document.blocks[figure.block]
    found = _FROM_DAY.search(article.document.text, max(block.start, last.at - _REACH), last.at)
    _, month, end = _parts(figure.value)
    if found and month and 0 < (start := int(found[2])) < end:
        actual, name = (_number(found[1]) + end - start) % 7, " ".join(figure.text.split())
        told = f"after {found[1]} {start}, {name}"
        yield _proposal(index, last, actual, told, name, "high", f"{end - start} days from one to the other")


def _weekdays(article: Article, figure: Figure) -> list[_Named]:
    """The weekdays that belong to the date: one, or those of the first and the last of its days."""
    text, block = article.document.text, article.document.blocks[figure.block]
    if inside := _INSIDE.match(text, figure.at, figure.till):
        return [_Named(inside[1], inside.start(1))]
    if every := _ALL.match(text, figure.till, min(block.end, figure.till + _REACH)):
        first = round(figure.value) % 100
        earlier = _EARLIER.search(text[max(block.start, figure.at - _REACH) : figure.at])
        told = [int(found[0]) for found in _NUMBER.finditer(earlier[0])] if earlier else []
        if all(0 < day < first for day in told):
            return [_Named(every[1], every.start(1), day - first) for day in (*told, first)]
    start = max(block.start, figure.at - _REACH)
    if before := _BEFORE.search(text[start : figure.at]):
        last = _Named(before[1], start + before.start(1))
        floor = max(block.start, last.at - _REACH)
        row = _ROW.search(text[floor : last.at])
        days = _days(text, figure) or (_days_to_next(article, figure) if row else 0)
        if not row or not days:
            return [last]
        if days > _WEEK and row[1][:3] != last.text[:3]:
            return []
        return [_Named(row[1], floor + row.start(1)), last._replace(later=days)]
    if after := _AFTER.match(text, figure.till, min(block.end, figure.till + _REACH)):
        return [_Named(after[1], after.start(1))]
    return []


def _days(text: str, figure: Figure) -> int:
    """How many days after the first of the date its last one is: "5-7 July", "July 5 and 6"."""
    first = round(figure.value) % 100
    if figure.value_to is not None and round(figure.value_to) // 100 == round(figure.value) // 100:
        return round(figure.value_to) % 100 - first
    found = _TO_DAY.match(text, figure.till)
    return max(0, int(found[1]) - first) if found and first and _MONTH_FIRST.match(figure.text) else 0


def _days_to_next(article: Article, figure: Figure) -> int:
    """How many days after the date that one lies to which it reaches: "31 May to 2 June 2024"; 0 where it reaches to none."""
    figures, indices = article.figures, article.by_block[figure.block]
    other = next((figures[i] for i in indices if figures[i].at >= figure.till), None)
    if other is None or other.kind != "date" or not _TO_DATE.fullmatch(article.document.text, figure.till, other.at):
        return 0
    (start, *starts), (end, *ends) = _parts(figure.value), _parts(other.value)
    end = end or start or _SOME_YEAR
    start = start or end - (ends < starts)
    try:
        return max(0, (datetime.date(end, *ends) - datetime.date(start, *starts)).days)
    except ValueError:
        return 0


def _day(article: Article, figure: Figure, own: str) -> tuple[datetime.date | None, bool]:
    """The day meant, and whether the text itself names its year."""
    beside = [article.figures[i] for i in article.by_block[figure.block] if article.figures[i].kind in ("year", "date")]
    years = [round(other.value) // (10_000 if other.kind == "date" else 1) for other in beside]
    day, sure = resolve(figure.value, own, years)
    told = {year for year in years if year}
    full = [other.value for other in beside if other.kind == "date" and other.value >= _FULL]
    if day is None and not own and len(told) == 1 and len(full) == 1:
        # "She left on 5 May 2020. The trial had begun on Monday, 4 May."
        only, _ = resolve(full[0])
        near, _ = resolve(figure.value, only.isoformat() if only else "")
        return near if near and near.year in told else None, False
    return day, sure


def _parts(value: float) -> tuple[int, int, int]:
    number = round(value)
    return number // 10_000, number // 100 % 100, number % 100
