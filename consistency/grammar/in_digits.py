"""Figures written in digits: from a token of digits to a reading with sign, currency, scale and unit."""

from __future__ import annotations

import math
import re

from consistency.grammar import dates, identifiers, measured, money, names, numerals, ratios, scales, units
from consistency.grammar.lazy import pattern
from consistency.grammar.numerals import Digits
from consistency.grammar.reading import Reading

_AFTER = pattern(r"(\s*+-?|[\u2010\u2011])([^\W\d_]+)")
_ORDINAL = pattern(r"(?:st|nd|rd|th|ST|ND|RD|TH)\b")
_STONES = pattern(r"st\s\d{1,2}(?:\.\d)?\s?lbs?\b")
_CAPITALISED = pattern(r"[\s-]+(?:of\s++)?[A-Z]")
_REST = pattern(r"[\w.@/:–-]*[\w]|")
_MORE_LABELS = pattern(
    r"(?:\s*+(?:,\s*+and|,|and|or|to|&|-|–|through)\s*+\d{1,4}(?![\w%]|[.,]\d|\s(?:per|million|percent)))+"
)
_HOUSE_NAME = pattern(r"\s[A-Z][a-z]+\b")
_OPENERS = '("“‘[—–'
_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_SIGNS = {"minus": -1, "negative": -1, "plus": 1}
_MINUS = pattern(r"\b(minus|negative)-$", re.I)


def read(
    text: str, at: int, token: str, floor: int, sentence: int, titled: bool, follows: Reading | None, mark: str = "."
) -> Reading | int:
    """The reading of the digits at `at`, or the place to go on from when they are no figure.

    `floor` is where the last figure ended, `sentence` where the sentence began; `titled` says that words are capitalised
    anyway; `follows` is the figure just read, if a dash alone stands between; `mark` is the decimal mark of the text, see `marks`.
    """
    end = at + len(token)
    start = at
    lead = names.glued(text, at)
    if lead == "name" and not (follows and follows.end == at - 1 and follows.written == "digits"):
        return skip(text, end)
    if lead == "short year" and (len(token) != 2 or text[end : end + 1] == "%" or units.right(text, end)):
        lead = ""  # a quotation begins: '42 hours to go'
    left = text[max(floor, sentence, at - 30) : at]
    parts = left.split()
    separate = left[-1:].isspace()
    before = parts[-1] if parts and separate else ""
    second = parts[-2] if len(parts) > 1 and separate else ""
    named = identifiers.end(text, at, end, token, before.lstrip('"“‘'), max(floor, sentence))
    if named:
        return skip(text, named)
    if lead in ("", "prefix", "short year", "name") and (not left or left[-1] not in money.SIGNS):
        when = dates.read(text, at, end, token, before.rstrip(".,").lstrip(_OPENERS), max(floor, sentence))
        if when is not None:
            return _of_when(text, when, at)
        if lead == "short year":
            return skip(text, end)
        code = names.code_end(text, at, end, token)
        if code or names.is_enumerator(text, at, end, sentence):
            return skip(text, code or end)
    currency = None
    if lead != "prefix" and (left[-1:] not in (" ", "(", "") or len(before) <= 5 or before[-1:] in "$€£¥"):
        place = at - (1 if lead in ("sign", "point") else 0)
        currency = money.left(text, max(floor, sentence), place)
        if lead == "letters" and (currency is None or (currency[0] == "COP" and len(token) <= 2)):
            return skip(text, end)  # no one writes two pesos, but "COP28"
    if lead == "point":
        start = number = at - 1
        if len(token) == 3 and units.right(text, end) is None:
            return skip(text, end)  # a batting average
    else:
        number = at
    if lead == "sign" and text[at - 1] == "+" and (code := names.code_end(text, at, end, token)):
        return skip(text, code)
    digits = numerals.digits(text, at, token, mark)
    if digits is None:
        return skip(text, end)
    reading = Reading(start, number, digits.end, digits.value, digits.grain, digits.round_to, grouped=digits.grouped)
    reading.mantissa = digits.value
    if token.isdigit():
        if lead == "" and text[end : end + 1] in ratios.FOOT_MARKS and ratios.feet(text, at, reading):
            return reading
        if text[end : end + 1] in ("/", "⁄", " ", "-") and ratios.fraction(text, at, end, reading):
            return reading
        if _ORDINAL.match(text, end) and not _STONES.match(text, end):
            return _ordinal(text, reading, end, titled)
    if currency:
        reading.start, reading.fronted = min(currency[1], reading.start), True
        reading.kind, reading.unit, reading.dimension = "money", currency[0], "money"
    _sign(text, at, lead, before, reading, currency is not None)
    after = _AFTER.match(text, reading.end)
    if after:
        scales.read(text, digits, after, reading)
    if reading.fronted:
        measured.money_tail(text, reading)
    elif not ratios.read(text, reading, token, digits):
        measured.apply_unit(text, reading)
        if reading.unit == "inch" and identifiers.closes_quotation(text, at, reading.end - 1, sentence):
            reading.kind, reading.unit, reading.dimension, reading.end = "count", "", "count", digits.end
    if digits.value != digits.value and "," in token:
        if not (reading.unit or reading.scaled):
            return skip(text, end)  # "exercises 22,24"
        reading.value = math.nan
    return _checked(
        text, reading, token, digits, before, second, parts, sentence, max(floor, at - 30), titled, lead, at
    )


def skip(text: str, end: int) -> int:
    """Where to go on behind an identifier that begins before `end`."""
    found = _REST.match(text, end)
    return found.end() if found else end


def _of_when(text: str, when: dates.When, at: int) -> Reading:
    _, point, decimals = text[at : when.end].rpartition(".")
    grain = float(f"1e-{len(decimals)}") if point and when.kind == "duration" and decimals.isdigit() else 1.0
    reading = Reading(when.start, at, when.end, when.value, grain, grain, when.kind, when.value_to, "exact")
    reading.dimension = "time" if when.kind in ("duration", "age") else when.kind
    if when.kind == "duration":
        reading.unit, reading.form = "second", "rounded"
    elif when.kind == "age":
        reading.unit, reading.form = "year", "digits"
    if when.value_to is not None and when.kind != "score":
        reading.hedge = "range"
    return reading


def _ordinal(text: str, reading: Reading, end: int, titled: bool) -> Reading | int:
    """An ordinal; none in front of a name ("8th Combined Arms Army")."""
    if not titled and _CAPITALISED.match(text, end + 2):
        return skip(text, end)
    reading.kind, reading.form, reading.dimension, reading.end = "ordinal", "exact", "ordinal", end + 2
    return reading


def _sign(text: str, at: int, lead: str, before: str, reading: Reading, money_left: bool) -> None:
    """Find the sign in front, also in front of the currency; a dash after a word is punctuation."""
    place = reading.start
    if lead == "sign" and text[at - 1] in "+-−–":
        negative = text[at - 1] != "+"
        if (
            text[at - 1] == "–"
            and not money_left
            and text[at - 2 : at - 1] != "("
            and at > 1
            and not text[at - 2].isspace()
        ):
            return
        reading.start = min(reading.start, at - 1)
        reading.number_at = min(reading.number_at, at - 1)
        reading.signed = True
        if negative:
            reading.value = -reading.value
        return
    if money_left and place and text[place - 1] in "-−+" and text[place - 2 : place - 1] in ("", " ", "(", "\n"):
        reading.start = place - 1
        reading.signed = True
        if text[place - 1] != "+":
            reading.value = -reading.value
        return
    word = before.lower().lstrip('(,"“')
    if lead == "prefix" and text[max(0, at - 4) : at - 1].lower() == "sub":
        reading.start, reading.hedge = at - 4, "less than"
    if lead == "prefix" or not before:
        found = _MINUS.search(text, max(0, at - 10), at)
        if found:
            reading.value, reading.start, reading.number_at, reading.signed = (
                -reading.value,
                found.start(),
                found.start(),
                True,
            )
    elif word in ("minus", "negative"):
        reading.value, reading.signed = -reading.value, True
        reading.start = text.lower().rfind(word, 0, at)
        reading.number_at = reading.start


def _checked(
    text: str, reading: Reading, token: str, digits: Digits, before: str, second: str, parts: list[str], sentence: int,
    begin: int, titled: bool, lead: str, at: int,
) -> Reading | int:  # fmt: skip
    """The reading, unless it is a name after all: by the letters glued to it, or by the word in front."""
    end = reading.end
    following = text[end : end + 1]
    if following.isalpha() or following == "_" or following == "@":
        if following == "s" and reading.grouped and not text[end + 1 : end + 2].isalpha():
            reading.hedge, reading.end = "at least", end + 1  # "1,000s of homes"
            return reading
        return skip(text, end)
    if following.isdigit() and text[end - 1].isalpha():
        return skip(text, end)  # "9.3p2"
    if following == "." and (text[end + 1 : end + 2].isalnum() and not text[end + 1 : end + 2].isupper()):
        return skip(text, end)
    if (following and following in ":/(⁄" and text[end + 1 : end + 2].isdigit() and not reading.unit) or (
        following in _SUPERSCRIPTS and following
    ):
        return skip(text, end)
    if following == "/" and not reading.unit and not reading.rate:
        return skip(text, end)
    if reading.unit or reading.scaled or reading.kind != "count":
        if reading.unit == "yard" and text[end : end + 5] == " line":
            return skip(text, end + 5)
        if (
            reading.unit == "second"
            and text[end - 1] == "s"
            and text[end - 2].isdigit()
            and (before[:1].isupper() or lead == "prefix")
        ):
            return skip(text, end)
        if (
            reading.unit
            and reading.kind in ("measure", "duration")
            and before
            and names.is_label(text, end, token, before, second)
        ):
            named = before.lower() in ("no.", "section", "version") or (len(before) > 2 and before.isupper())
            glued = end - digits.end == 1 and text[end - 1].isupper()  # "row 12C"
            return skip(text, end) if named or glued else reading
        return reading
    if lead != "prefix" and not reading.signed and names.is_label(text, end, token, before, second):
        more = _MORE_LABELS.match(text, end)
        return max(skip(text, end), more.end() if more else end)
    if lead == "sign" and text[at - 1] == "-" and len(parts) > 1:
        word = parts[-2]
        if word[0].isupper() and text[at - 2] == " " and names.is_label(text, end, token, word, ""):
            return skip(text, end)  # "COVID -19"
    starts = len(parts) == 1 and begin <= sentence
    if lead == "prefix" and not titled and names.is_age_group(text, at, end, sentence):
        return skip(text, end)
    if digits.value <= 10 and not titled and names.is_rating(text, at, end, sentence):
        return skip(text, end)
    if not titled and names.is_version(text, end, digits.decimals, before):
        return skip(text, end)
    if (
        not titled
        and names.is_named(text, end, token, before, second, starts)
        and not names.is_scored(text, at, end, sentence)
    ):
        return skip(text, end)
    if not titled and following == "-" and text[end + 1 : end + 2].isupper():
        return skip(text, end)
    if (
        following == " "
        and not reading.grouped
        and not titled
        and digits.value > 12
        and text[end + 1 : end + 2].isupper()
    ):
        name = _HOUSE_NAME.match(text, end)
        if name and not name[0].endswith("s") and not scales.PEOPLE_AFTER.match(text, name.end()):
            return skip(text, end)
    return reading
