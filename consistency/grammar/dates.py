"""Dates, years, times of day, decades, seasons: numbers that say when.

A date's value is yyyymmdd with zeros for what is not said; a year's is the year; a time's is minutes since midnight; an
elapsed time is a duration in seconds.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from typing import NamedTuple

from consistency.grammar.lazy import pattern
from consistency.grammar.wordlist import words

MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sep sept", "october oct", "november nov", "december dec"), 1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?|JAN(?:UARY)?|FEB(?:RUARY)?|MAR(?:CH)?|APR(?:IL)?|MAY|JUNE?|JULY?|AUG(?:UST)?|"
    r"SEPT?(?:EMBER)?|OCT(?:OBER)?|NOV(?:EMBER)?|DEC(?:EMBER)?)"
)
_DAY_SLASH = pattern(r"\d{1,2}/(\d{1,2})(?![\d/])")
_OF_A_PERSON = pattern(r"\b(?:his|her|their|my|your|our)\s++(?:early|mid|late)?[\s-]*$")
_OF_A_CENTURY = pattern(r"(?:\bthe|early|mid|late|[’'])[\s-]*$")


class When(NamedTuple):
    """A date, year, time or elapsed time: where it begins and ends, its kind, value and upper end."""

    start: int
    end: int
    kind: str
    value: float
    value_to: float | None = None


_ISO = pattern(r"(\d{4})-(\d{2})-(\d{2})(?!\d)(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?")
_ISO_MONTH = pattern(r"((?:19|20)\d{2})-(0[1-9]|1[0-2])(?![\d-])")
_YEAR_FIRST = pattern(r"((?:19|20)\d{2})/(0?[1-9]|1[0-2])/(\d{1,2})(?![\d/])")
_SLASHED = pattern(r"(\d{1,2})([/.])(\d{1,2})\2(\d{4}|\d{2})(?![\d/])")
_DAY_MONTH = pattern(
    rf"(\d{{1,2}})(?:st|nd|rd|th)?(?:\s?[-–]\s?(\d{{1,2}})(?:st|nd|rd|th)?)?(?:\s++of)?[\s-]+({_MONTH})\b\.?(?:,?[\s-]+(\d{{4}})(?!\d|,\d))?"
)
_DAY_YEAR = pattern(
    r"(\d{1,2})(?:st|nd|rd|th)?(?:\s?[-–]\s?(\d{1,2})(?:st|nd|rd|th)?)?(?![\d.:,%/]\d|%|"
    r"\w)(?:,?\s++((?:1[5-9]|20)\d{2})(?!\d|,\d))?"
)
_DAY_COMMA_YEAR = pattern(r"(\d{1,2}),((?:1[5-9]|20)\d{2})")
_TIME = pattern(
    r"(\d{1,2})(?:[:.](\d{2})(?::\d{2})?)?\s?([ap])(?:\.\s?m\.|m\b)(?:\s(?:E[SD]?T|P[SD]?T|C[SD]?T|M[SD]?T|"
    r"GMT|UTC|BST|CET)\b)?",
    re.I,
)
_CLOCK = pattern(r"(\d{1,2}):(\d{2})(?::(\d{2}))?(\.\d+)?(?![\d:])")
_ZONE = pattern(r"\s?(?:GMT|UTC|BST|CET|EST|EDT|PST|PDT|CST|CDT|hours|hrs|Z)\b")
_OCLOCK = pattern(r"\s++o[’']clock\b")
_LEFT_TO_GO = pattern(
    r"\s++(?:left|remaining|to (?:play|go|spare)|lap|laps|mark|into|elapsed|of (?:video|footage|play))\b"
)
_SPAN = pattern(r"(\d{4})\s?[-–/]\s?(\d{4}|\d{2})(?![\d,./]\d|\d|%)")
_DECADE = pattern(r"[’']?s\b")
_YEAR_BEFORE = words("""in since by from until till before after during late early mid fiscal fy year years summer winter spring autumn fall
    circa c through throughout and of the calendar between around for end to begin beginning version copyright ©
    christmas easter financial tax season vintage class by-election""")
_STRONG_BEFORE = words("""since during late early mid fiscal fy year summer winter spring autumn fall circa calendar copyright © financial tax
    until till before after throughout by in""")
_PLURAL_AFTER = pattern(
    r"\s++(?:(?!the|of|in|its|his|as|was|is|has|this|us|less|plus|across)[a-z]+\s++)?([a-z]{2,}[^su\W]s|"
    r"people|men|women|children)\b"
)
_COUNTING = words(
    "than about nearly almost over some roughly approximately least exactly killed kills has have had only just another"
)
_PERSONS = words("people men women children deaths victims homes houses jobs votes troops soldiers cases")
_OF_A_YEAR = words("levels figures totals results earnings revenues volumes prices rates averages values")
"""What one year is measured by in another: "fares rose over 2014 levels" are not over 2,014 levels."""
_EVENTS = {(9, 11), (7, 7)}


def _ymd(year: int, month: int, day: int) -> float:
    return float(year * 10000 + month * 100 + day)


def read(text: str, at: int, end: int, token: str, before: str, floor: int) -> When | None:
    """The date, time or year that the token of digits at `at` belongs to, or None.

    `before` is the word in front, as printed, without its full stop; a month there belongs to the date, unless it stands
    before `floor`.
    """
    length = len(token)
    following = text[end : end + 1]
    if token.isdigit():
        if length <= 2:
            return _short(text, at, end, int(token), before, floor, following)
        if length == 4:
            return _four(text, at, end, int(token), before, floor, following)
        return None
    if following in " apAP" and length <= 5:
        return _time(text, at)
    if token.count(".") == 2:
        return _slashed(text, at)
    if "," in token and length <= 7 and before[:1].isupper() and before.lower() in MONTHS:
        return _glued_year(text, at, end, MONTHS[before.lower()], before, floor)
    return None


def _glued_year(text: str, at: int, end: int, month: int, before: str, floor: int) -> When | None:
    """ "May 28,1945": a date that lacks a blank, and no group of four digits."""
    found = _DAY_COMMA_YEAR.fullmatch(text, at, end)
    start = text.rfind(before, floor, at)
    if not found or start < 0 or not 0 < int(found[1]) < 32:
        return None
    return When(start, end, "date", _ymd(int(found[2]), month, int(found[1])))


def _short(text: str, at: int, end: int, number: int, before: str, floor: int, following: str) -> When | None:
    """What one or two digits begin: a day, a time, a date with slashes, a decade."""
    if following == ":":
        return _clock(text, at)
    if following == "/":
        found = _slashed(text, at)
        if found:
            return found
        day = _DAY_SLASH.match(text, at)
        if day and (number, int(day[1])) in _EVENTS:
            return When(at, day.end(), "date", _ymd(0, number, int(day[1])))
        return None
    month = MONTHS.get(before.lower()) if before[:1].isupper() else None
    if month and 0 < number < 32:
        return _month_day(text, at, month, before, floor)
    if following in " apAP":
        time = _time(text, at)
        if time:
            return time
        clock = _OCLOCK.match(text, end)
        if clock:
            return When(at, clock.end(), "time", 60.0 * number)
    if following in " sntr-–\u00a0\n" and 0 < number < 32:
        day_month = _DAY_MONTH.match(text, at)
        if day_month and _is_month(text, day_month):
            year, month = int(day_month[4] or 0), MONTHS[day_month[3].lower()]
            last = _ymd(year, month, int(day_month[2])) if day_month[2] else None
            return When(at, day_month.end() - _stop(text, day_month.end()), "date", _ymd(year, month, number), last)
    if following in "s’'" and number % 10 == 0 and number:
        return _decade(text, at, end, number, floor)
    return None


def _stop(text: str, end: int) -> int:
    """1 where the text before `end` closes with a full stop that ends the sentence rather than an abbreviation."""
    return (
        1
        if text[end - 1] == "." and (end >= len(text.rstrip()) or text[end - 4 : end - 1] in ("May", "une", "uly"))
        else 0
    )


def _is_month(text: str, found: re.Match[str]) -> bool:
    """Whether the word really is a month: "20 May" is, "20 March on" may be; "5 Mar" is."""
    return not text[found.end(3) : found.end(3) + 1].isalpha()


def _month_day(text: str, at: int, month: int, before: str, floor: int) -> When | None:
    found = _DAY_YEAR.match(text, at)
    if not found:
        return None
    start = text.rfind(before, floor, at)
    if "," in text[max(start, 0) : at]:
        return None  # "in March, 9-year-olds"
    year = int(found[3] or 0)
    last = _ymd(year, month, int(found[2])) if found[2] else None
    return When(start if start >= 0 else at, found.end(), "date", _ymd(year, month, int(found[1])), last)


def _slashed(text: str, at: int) -> When | None:
    found = _SLASHED.match(text, at)
    if not found:
        return None
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    if len(found[4]) == 2:
        year += 2000 if year < 70 else 1900
    day_first = found[2] == "." or first > 12
    month, day = (second, first) if day_first else (first, second)
    if not (0 < month < 13 and 0 < day < 32):
        return None
    return When(at, found.end(), "date", _ymd(year, month, day))


def _time(text: str, at: int) -> When | None:
    found = _TIME.match(text, at)
    if not found or int(found[1]) > 12:
        return None
    hour = int(found[1]) % 12 + (12 if found[3] in "pP" else 0)
    return When(at, found.end(), "time", 60.0 * hour + int(found[2] or 0))


def _clock(text: str, at: int) -> When | None:
    found = _CLOCK.match(text, at)
    if not found:
        return None
    time = _time(text, at)
    if time:
        return time
    first, second = int(found[1]), int(found[2])
    if found[4] or _LEFT_TO_GO.match(text, found.end()) or (found[3] and _is_elapsed(text, at, found)):
        seconds = 3600.0 * first + 60 * second + float(found[3]) if found[3] else 60.0 * first + second
        return When(at, found.end(), "duration", seconds + float(found[4] or 0))
    if first > 24 or second > 59:
        return None
    zone = _ZONE.match(text, found.end())
    return When(at, zone.end() if zone else found.end(), "time", 60.0 * first + second)


_AT_TIME = pattern(
    r"\b(?:at|by|until|till|from|since|before|after|around|about|to|and|T)\s++$|[\d/-]\s++$|(?:^|\n)[\s\[(]*$"
)
_ELAPSED = pattern(
    r"\b(?:in|of|time|record|ran|clocked|best|finished|lasted|took|runs?|for|mark)(?:\s++(?:an?|the|just|only|under))?\s++$"
)


def _is_elapsed(text: str, at: int, clock: re.Match[str]) -> bool:
    """Whether hours, minutes and seconds say how long: "won in 2:04:11", not "at 12:04:11 GMT"."""
    if _ZONE.match(text, clock.end()) or int(clock[2]) > 59 or int(clock[3]) > 59:
        return False
    left = text[max(0, at - 24) : at]
    return _ELAPSED.search(left) is not None or (len(clock[1]) == 1 and not _AT_TIME.search(left))


def _decade(text: str, at: int, end: int, number: int, floor: int) -> When | None:
    found = _DECADE.match(text, end)
    if not found:
        return None
    if number >= 1000:
        return When(
            at, found.end(), "year", float(number), number + (99.0 if number % 100 == 0 and number < 1900 else 9.0)
        )
    lead = text[max(floor, at - 16) : at].lower()
    if _OF_A_PERSON.search(lead):
        return When(at, found.end(), "age", float(number), number + 9.0)
    if number <= 90 and _OF_A_CENTURY.search(lead):
        return When(at, found.end(), "year", 1900.0 + number, 1909.0 + number)
    return None


def _four(text: str, at: int, end: int, number: int, before: str, floor: int, following: str) -> When | None:
    """What four digits are: an ISO date, a season, a decade, a year, a time of day; None for a plain number."""
    if following == "-" or following in "–/":
        iso = _ISO.match(text, at)
        if iso and 0 < int(iso[2]) < 13 and 0 < int(iso[3]) < 32:
            return When(at, iso.end(), "date", _ymd(number, int(iso[2]), int(iso[3])))
    zone = _ZONE.match(text, end) if text[at] in "012" and number % 100 < 60 and number < 2400 else None
    if (zone and zone[0].strip() not in ("hours", "hrs", "Z")) or (zone and text[at] == "0"):
        return When(at, zone.end(), "time", 60.0 * (number // 100) + number % 100)
    if not 1000 <= number <= 2199:
        return None
    if following and following in " -–/\u00a0":
        iso = (
            _ISO_MONTH.match(text, at)
            if following == "-"
            else _YEAR_FIRST.match(text, at)
            if following == "/"
            else None
        )
        if iso and (following == "/" or int(iso[2]) != number % 100 + 1):
            return When(at, iso.end(), "date", _ymd(number, int(iso[2]), int(iso[3]) if following == "/" else 0))
        span = _SPAN.match(text, at)
        if span:
            last = int(span[2]) if len(span[2]) == 4 else number - number % 100 + int(span[2])
            if len(span[2]) == 2 and int(span[2]) == 0 and number % 100 == 99:
                last += 100
            if number < last <= 2199 and (last - number == 1 or len(span[2]) == 4 or number >= 1800):
                return When(at, span.end(), "year", float(number), float(last))
    if following and following in "s’'" and number % 10 == 0:
        decade = _decade(text, at, end, number, floor)
        if decade:
            return decade
    if following == "s" and not text[end + 1 : end + 2].isalnum() and number >= 1900:
        return When(at, end, "year", float(number))  # "2018s best": a lost apostrophe
    month = MONTHS.get(before.lower()) if before[:1].isupper() else None
    if month and number >= 1500:
        start = text.rfind(before, floor, at)
        return When(start if start >= 0 else at, end, "date", _ymd(number, month, 0))
    return When(at, end, "year", float(number)) if _is_year(text, end, number, before, following) else None


def _is_year(text: str, end: int, number: int, before: str, following: str) -> bool:
    """Whether four bare digits are a year: by their size, the word in front and the noun behind."""
    if following.isalpha() or (following in "%°" and following):
        return False
    lower = before.lower()
    if lower in _STRONG_BEFORE and number >= 1000:
        return True
    if number < 1700:
        return lower in _YEAR_BEFORE and lower not in ("the", "of", "for", "to", "and", "around")
    plural = _PLURAL_AFTER.match(text, end)
    if plural and (number < 1900 or lower in _COUNTING or plural[1] in _PERSONS):
        return lower in ("over", "than") and number > 1900 and number % 100 > 0 and plural[1] in _OF_A_YEAR
    return number >= 1900 or lower in _YEAR_BEFORE


_DATELINE = pattern(
    r"\s*+(?:(?:Published|Updated|Posted|Last updated|First published|Date)\b:?\s++(?:on\s++)?|\(|\[|"
    r"(?P<city>[A-Z][\w.’'-]*(?:[ /-][A-Z][\w.’'-]*){0,3},\s(?:[A-Z][\w.]*(?:\s[A-Z][\w.]*)?,\s)?))?"
    r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\.?,?\s++)?"
    rf"(?:(?P<month>{_MONTH})\.?\s(?P<day>\d{{1,2}})|(?P<first>\d{{1,2}})\s(?P<then>{_MONTH})\.?)(?:,?\s(?P<year>(?:19|20)\d{{2}}))?"
    r"(?=\s?[)\]]|,?\s(?:at\s)?\d{1,2}[:.]\d\d|\s?(?:\([^()\n]{1,40}\)|/[\w ]{1,20}/)?\s?(?:--|[-–—:|])|\s*+$)"
)


def dateline(text: str) -> tuple[int, int, int] | None:
    """(year, month, day) of the dateline with which the text begins, the year 0 where it is not said; else None.

    "LONDON, March 3 (Agency) — ...", "(Nov 4, 2011 9:15 AM) ...", "Published 3 May 2024".
    """
    found = _DATELINE.match(text)
    if not found:
        return None
    month, day = MONTHS[(found["month"] or found["then"]).lower()], int(found["day"] or found["first"])
    return (int(found["year"] or 0), month, day) if 0 < day < 32 else None


FIRST_YEAR = 1800  # before, calendars differ


def resolve(value: float, own: str = "", years: Iterable[int] = ()) -> tuple[datetime.date | None, bool]:
    """The day that a date of this value (yyyymmdd) means, and whether the text itself names its year.

    A date without a year lies in the year in which it is nearest to the article's `own` date (ISO, or empty), unless the
    text around it names another of `years`. None where the day is not said, is no day, or its year cannot be known.
    """
    number = round(value)
    year, month, day = number // 10_000, number // 100 % 100, number % 100
    if year:
        return (_day(year, month, day) if year >= FIRST_YEAR else None), True
    if not own:
        return None, False
    today = datetime.date.fromisoformat(own)
    if any(other not in (0, today.year) for other in years):
        return None, False
    near = [found for step in (-1, 0, 1) if (found := _day(today.year + step, month, day))]
    return min(near, key=lambda found: abs(found - today), default=None), False


def _day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


_DAY_NAME = (
    r"(Mon(?:day)?|Tue(?:s(?:day)?)?|Wed(?:nesday)?|Thu(?:r(?:s(?:day)?)?)?|Fri(?:day)?|Sat(?:urday)?|Sun(?:day)?)"
)
_DAY_INSIDE = pattern(rf"{_DAY_NAME}\b")
_DAY_BEFORE = pattern(rf"\b{_DAY_NAME}\.?,?\s++(?:the\s++)?$")
_DAY_AFTER = pattern(rf"\s*+(?:,\s*+(?:a\s++)?|\(){_DAY_NAME}\b")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Weekday(NamedTuple):
    """The weekday written beside a date: its number, Monday being 0, and where its name stands."""

    number: int
    start: int
    end: int


def weekday(text: str, at: int, till: int, floor: int = 0, ceiling: int | None = None) -> Weekday | None:
    """The weekday that belongs to the date written from `at` to `till`; the text from `floor` to `ceiling` is asked.

    "Sunday, 3 May", "3 May, a Sunday", "3 May (Sunday)".
    """
    ceiling = len(text) if ceiling is None else ceiling
    found = (
        _DAY_INSIDE.match(text, at, till)
        or _DAY_BEFORE.search(text, max(floor, at - 20), at)
        or _DAY_AFTER.match(text, till, min(ceiling, till + 20))
    )
    return Weekday(_DAYS.index(found[1][:3].lower()), found.start(1), found.end(1)) if found else None
