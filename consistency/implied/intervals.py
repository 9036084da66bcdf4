"""The lengths of time between two dates, or two times of the clock, of the body."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from consistency.figure import Figure
from consistency.grammar.lazy import pattern
from consistency.implied.pairs import Values
from consistency.implied.times import Search

_FEW = 6
"""Of so many dates any two may be the ends of what a title counts, of more only two that follow each other."""
_COMMON = 2003
"""A year without a 29 February, for dates that name none."""
_YEAR = 365
_TWO_DAYS = 2 / 7
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = r"(mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b"
_DAY_BEHIND = pattern(rf",?\s(?:on\s|this\s|next\s|last\s)?{_WEEKDAY}", re.IGNORECASE)
_DAY_BEFORE = pattern(rf"\b{_WEEKDAY}(?:,|\sat|\sfrom|\suntil|\still|\sbefore|\safter)?\s$", re.IGNORECASE)
_NAMED = pattern(rf"\b{_WEEKDAY}", re.IGNORECASE)
_DAY_LONG = 24 * 60
_SENTENCES = 2


def lengths(text: str, figures: Sequence[Figure], published: str, search: Search) -> dict[str, Values]:
    """By unit, in order: "six weeks" between 3 May and 14 June, "24 hours" from 6pm on a Tuesday to 6pm on the next day."""
    found: dict[str, Values] = {}
    dated = (*_between_dates(figures), *_to_weekdays(figures, published, search))
    for unit, number, how in (*dated, *_between_times(text, figures)):
        found.setdefault(unit, []).append((number, how))
    return {unit: sorted(set(values)) for unit, values in found.items()}


def _between_dates(figures: Sequence[Figure]) -> Iterator[tuple[str, float, str]]:
    dated = {figure.value: figure for figure in figures if figure.kind == "date" and _day(figure) is not None}
    dates = list(dated.values())
    for one, other in combinations(dates, 2) if len(dates) <= _FEW else pairwise(dates):
        how = f"{one.text} to {other.text}"
        days = _days(one, other)
        # The first day may be counted with the others.
        yield "day", float(days), how
        yield "day", float(days + 1), f"{how}, both included"
        yield from ((unit, number, how) for unit, number in _rounded(days))


def _to_weekdays(figures: Sequence[Figure], published: str, search: Search) -> Iterator[tuple[str, float, str]]:
    """From each date to the last of each weekday that the body names, seen from the day of the article itself."""
    if not published or not any(figure.kind == "date" for figure in figures):
        return
    own = datetime.date.fromisoformat(published[:10])
    for weekday in {found[1][:3].lower() for found in search(_NAMED)}:
        last = own - datetime.timedelta(days=(own.weekday() - _WEEKDAYS.index(weekday)) % 7)
        for figure in figures:
            day = _day(figure, round(figure.value) // 10_000 or own.year) if figure.kind == "date" else None
            days = (last - day).days % _YEAR if day else 0
            yield "day", float(days), f"{figure.text} to {weekday}"
            yield from ((unit, number, f"{figure.text} to {weekday}") for unit, number in _rounded(days))


def _rounded(days: int) -> Iterator[tuple[str, float]]:
    weeks, months = round(days / 7), round(days * 12 / 365.25)
    if weeks and abs(days / 7 - weeks) <= _TWO_DAYS:
        yield "week", float(weeks)
    if months and abs(days * 12 / 365.25 - months) <= 1 / 4:
        yield "month", float(months)


def _day(figure: Figure, year: int = 0) -> datetime.date | None:
    number = round(figure.value)
    try:
        return datetime.date(year or number // 10_000 or _COMMON, number // 100 % 100, number % 100)
    except ValueError:
        return None


def _days(one: Figure, other: Figure) -> int:
    """From the one to the other; where they name no years, from December to January is a month and not eleven."""
    years = [round(figure.value) // 10_000 for figure in (one, other)]
    year = 0 if all(years) else max(years) or _COMMON  # the year that one of them names is that of both
    first, last = _day(one, year), _day(other, year)
    days = abs((last - first).days) if first and last else 0
    return _YEAR - days if year and days > _YEAR // 2 else days


def _between_times(text: str, figures: Sequence[Figure]) -> Iterator[tuple[str, float, str]]:
    times = [figure for figure in figures if figure.kind == "time" and figure.value_to is None]
    for one, other in pairwise(times):
        if other.sentence - one.sentence >= _SENTENCES:
            continue
        first, last = (_weekday(text, figure) for figure in (one, other))
        minutes = other.value - one.value
        if first is not None and last is not None:
            minutes = (minutes + (last - first) * _DAY_LONG) % (7 * _DAY_LONG)
        else:
            minutes %= _DAY_LONG
        how = f"{one.text} to {other.text}"
        yield "minute", minutes, how
        yield "hour", minutes / 60, how


def _weekday(text: str, figure: Figure) -> int | None:
    found = _DAY_BEHIND.match(text, figure.till) or _DAY_BEFORE.search(text, max(0, figure.at - 20), figure.at)
    return _WEEKDAYS.index(found[1][:3].lower()) if found else None
