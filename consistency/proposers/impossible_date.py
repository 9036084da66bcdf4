"""The day of a date, against the length of its month."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping

from consistency.grammar.lazy import pattern
from consistency.relation import Article, Place, Proposal

ROLES = ("date", "day", "last")

# The calendar module would give them in the language of the machine.
_NAMES = (
    "", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_MONTHS = "|".join(_NAMES[1:])
_MONTH = pattern(_MONTHS)
# No month has such a day, so extraction finds no date here; without a year it might be anything.
_BEYOND = pattern(
    rf"\b(?:(?P<first>3[2-9]|[4-9]\d)(?:st|nd|rd|th)?\s(?:of\s)?(?P<month>{_MONTHS})|"
    rf"(?P<then>{_MONTHS})\s(?P<last>3[2-9]|[4-9]\d)(?:st|nd|rd|th)?),?\s(?P<year>(?:1[89]|20)\d\d)\b"
)
_REACH = 12
"""How many characters of such a date may stand in front of the month, or behind it up to the year."""
_LEAP_YEAR = 2000


def propose(article: Article, settings: Mapping[str, object]) -> Iterator[Proposal]:
    """One proposal for each date whose month has no such day; the others claim nothing.

    `values` are its `day` and the `last` one of the month, 29 for the February of an unnamed year.
    """
    for index in article.dates:
        number = round(article.figures[index].value)
        day, month, year = number % 100, number // 100 % 100, number // 10_000
        if not 1 <= month <= 12:
            continue
        last, name = _month(month, year)
        if day > last:
            yield Proposal(
                roles={"date": (index,)},
                evidence="the calendar",
                values={"day": day, "last": last},
                words={"month_name": name},
            )
    text = article.document.text
    months = _MONTH.finditer(text)
    if not any(_BEYOND.search(text, max(0, found.start() - _REACH), found.end() + _REACH) for found in months):
        return
    for block in article.document.blocks:
        for found in _BEYOND.finditer(text, block.start, block.end):
            last, name = _month(_NAMES.index(found["month"] or found["then"]), int(found["year"]))
            yield Proposal(
                roles={},
                evidence="the calendar",
                values={"day": int(found["first"] or found["last"]), "last": last},
                places=(Place("date", "date", found.start(), found.end()),),
                words={"month_name": name},
            )


def _month(month: int, year: int) -> tuple[int, str]:
    """The last day of a month and what the month is called; the year is 0 where the text does not say it."""
    last = calendar.monthrange(year or _LEAP_YEAR, month)[1]
    return last, f"{_NAMES[month]} {year}" if year and month == 2 else _NAMES[month]
