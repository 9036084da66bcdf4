"""A weekday written beside a date, against the calendar."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping

from consistency.figure import Figure
from consistency.relation import Article, Place, Proposal

ROLES = ("date", "weekday", "actual")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NAME = r"(Mon(?:day)?|Tue(?:s(?:day)?)?|Wed(?:nesday)?|Thu(?:r(?:s(?:day)?)?)?|Fri(?:day)?|Sat(?:urday)?|Sun(?:day)?)"
_INSIDE = re.compile(rf"{_NAME}\b")
_BEFORE = re.compile(rf"\b{_NAME}\.?,?\s+(?:the\s+)?$")
_AFTER = re.compile(rf"\s*(?:,\s*(?:a\s+)?|\(){_NAME}\b")
_FIRST_YEAR = 1800


def propose(article: Article, settings: Mapping[str, object]) -> Iterator[Proposal]:
    """One proposal for each date with its weekday; `values` hold both weekdays, Monday being 0.

    A date without a year is read in the year in which it lies nearest to the article's own date, and only where the
    paragraph names no other year.
    """
    for index, figure in enumerate(article.figures):
        if figure.kind != "date":
            continue
        named = _weekday(article, figure)
        if named is None:
            continue
        day, sure = _day(article, figure)
        if day is None:
            continue
        weekday = next(n for n, name in enumerate(WEEKDAYS) if name.startswith(named[0][:3]))
        yield Proposal(
            roles={"date": (index,)},
            confidence="high" if sure else "medium",
            evidence="the weekday beside the date" if sure else f"the year of the article, {day.year}",
            values={"weekday": weekday, "actual": day.weekday()},
            places=(Place("weekday", "the stated weekday", named[1], named[1] + len(named[0])),),
            words={
                "weekday_name": WEEKDAYS[weekday],
                "actual_name": WEEKDAYS[day.weekday()],
                "full_date": f"{day.day} {day:%B} {day.year}",
            },
        )


def _weekday(article: Article, figure: Figure) -> tuple[str, int] | None:
    """The weekday as printed and where it begins in the text, if one belongs to the date."""
    text, block = article.document.text, article.document.blocks[figure.block]
    if inside := _INSIDE.match(text, figure.at, figure.till):
        return inside[1], inside.start(1)
    start = max(block.start, figure.at - 20)
    if before := _BEFORE.search(text[start : figure.at]):
        return before[1], start + before.start(1)
    if after := _AFTER.match(text, figure.till, min(block.end, figure.till + 20)):
        return after[1], after.start(1)
    return None


def _day(article: Article, figure: Figure) -> tuple[datetime.date | None, bool]:
    """The day meant, and whether the text itself names its year."""
    number = round(figure.value)
    year, month, day = number // 10_000, number // 100 % 100, number % 100
    if not month or not day:
        return None, False
    if year:
        return (_date(year, month, day), True) if year >= _FIRST_YEAR else (None, False)
    if not article.document.date:
        return None, False
    own = datetime.date.fromisoformat(article.document.date)
    years = {
        round(other.value) // (10_000 if other.kind == "date" else 1)
        for other in (article.figures[i] for i in article.by_block[figure.block])
        if other.kind in ("year", "date")
    }
    if years - {0, own.year}:
        return None, False
    days = [found for offset in (-1, 0, 1) if (found := _date(own.year + offset, month, day))]
    return min(days, key=lambda found: abs(found - own), default=None), False


def _date(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
