"""A weekday written beside a date, against the calendar."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping

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
_REACH = 24
"""How far from its date a weekday may begin or end, in characters."""


def propose(article: Article, settings: Mapping[str, object]) -> Iterator[Proposal]:
    """One proposal for each date with its weekday; `values` hold both weekdays, Monday being 0.

    A date without a year is read in the year in which it lies nearest to the article's own date, and only where the
    paragraph names no other year.
    """
    own = published(article.document)
    for index, figure in enumerate(article.figures):
        if figure.kind != "date":
            continue
        named = _weekday(article, figure)
        if named is None:
            continue
        day, sure = _day(article, figure, own)
        if day is None:
            continue
        weekday = next(n for n, name in enumerate(WEEKDAYS) if name.startswith(named[0][:3]))
        stated, actual = WEEKDAYS[weekday], WEEKDAYS[day.weekday()]
        yield Proposal(
            roles={"date": (index,)},
            confidence="high" if sure else "medium",
            evidence="the weekday beside the date" if sure else f"the year of the article, {day.year}",
            values={"weekday": weekday, "actual": day.weekday()},
            places=(Place("weekday", "the stated weekday", named[1], named[1] + len(named[0])),),
            words={
                "weekday_name": stated,
                "actual_name": actual,
                "full_date": f"{day.day} {day:%B} {day.year}",
                "help": f"{actual} instead of {stated}, or another date",
            },
        )


def _weekday(article: Article, figure: Figure) -> tuple[str, int] | None:
    """The weekday as printed and where it begins in the text, if one belongs to the date."""
    text, block = article.document.text, article.document.blocks[figure.block]
    if inside := _INSIDE.match(text, figure.at, figure.till):
        return inside[1], inside.start(1)
    start = max(block.start, figure.at - _REACH)
    if before := _BEFORE.search(text[start : figure.at]):
        return before[1], start + before.start(1)
    if after := _AFTER.match(text, figure.till, min(block.end, figure.till + _REACH)):
        return after[1], after.start(1)
    return None


def _day(article: Article, figure: Figure, own: str) -> tuple[datetime.date | None, bool]:
    """The day meant, and whether the text itself names its year."""
    years = [
        round(other.value) // (10_000 if other.kind == "date" else 1)
        for other in (article.figures[i] for i in article.by_block[figure.block])
        if other.kind in ("year", "date")
    ]
    return resolve(figure.value, own, years)
