"""Scales: the words and letters behind digits that multiply them: "1.2 million", "35m", "3 lakh crore"."""

from __future__ import annotations

import re

from consistency.grammar import measured, nouns, numerals, units
from consistency.grammar.lazy import pattern
from consistency.grammar.number_words import SCALES, continue_scales
from consistency.grammar.numerals import Digits
from consistency.grammar.reading import Reading
from consistency.grammar.wordlist import words

_LONG_SCALES = {
    **SCALES, "hundreds": 2, "thousands": 3, "millions": 6, "billions": 9, "trillions": 12, "bn": 9, "bln": 9, "mn": 6,
    "mln": 6, "mil": 6, "tn": 12, "trn": 12, "cr": 7, "mio": 6, "mrd": 9,
}  # fmt: skip
_SHORT_SCALES = {"k": 3, "K": 3, "m": 6, "M": 6, "b": 9, "B": 9, "t": 12, "T": 12, "MM": 6}
_MIXED = pattern(r"\s++(\d{1,3})\s++(hundred|thousand)\b(?:\s++and\s++(\d{1,2})\b)?")
_METRES_AFTER = pattern(
    r"\s*+\(\s?\d[\d,.]*\s?(?:ft|feet|foot|yd|yards|in)\b|\s++(?:deep|long|tall|high|wide|away|sprint|"
    r"freestyle|hurdles|below|above)\b|[-²³]"
)
# A metre has no unit of its own behind it: "150m km" are millions.
_UNIT_AFTER = pattern(
    r"\s(?:(?:sq|square|cubic)\s)?(?:km[²2]?|kg|mi|ha|[kMGT]Wh|ft|miles?|metres?|meters?|hectares?|acres?)\b"
)
_OF_WHOM = pattern(r"\s++of\s++(?:whom|which|them|those|these)\b")
PEOPLE_AFTER = pattern(r"\s++(?:[a-z-]+\s++){0,2}(?:people|[a-z]{3,}s)\b")


def share(text: str, part: Reading, whole: Reading) -> None:
    """Give the part of a whole its unit and scale: "1.4 of the 3.9 billion rand", "2 of the $5 million"."""
    money = whole.kind == "money"
    after = _WORD_AFTER.match(text, whole.end) if money and part.grain == 1 else None
    if after and nouns.is_plural(after[1]):
        return  # "2 of the $5 million homes"
    if whole.unit:
        part.take_unit(whole)
    if not whole.scaled or part.scaled or part.grouped or part.written != "digits" or part.value_to is not None:
        return
    factor = whole.factor
    if (part.grain < 1 or money) and abs(part.value) < 1000 <= factor and part.value < whole.mantissa:
        part.scale_by(factor)


def read(text: str, digits: Digits, after: re.Match[str], reading: Reading) -> None:
    """Read the scale word or letter behind the digits into the reading."""
    gap, word = after[1], after[2]
    lower = word.lower()
    exponent = _LONG_SCALES.get(lower)
    if exponent is not None and not (lower in ("mil", "cr", "mn") and gap and not reading.fronted):
        if gap and "-" in gap and gap != "-":
            return
        reading.end = after.end()
    elif word in _SHORT_SCALES and (not gap or (reading.fronted and gap == " ")):
        if not _is_scale(text, word, after.end(), reading, gap):
            return
        exponent = _SHORT_SCALES[word]
        reading.end = after.end()
    else:
        return
    sign = -1.0 if reading.value < 0 else 1.0
    value, grain, round_to = numerals.places(digits.plain, digits.decimals, exponent + digits.exponent)
    if exponent >= 2 and lower in SCALES:
        scaled, further, reading.end = continue_scales(text, reading.end, value, grain)
        if value:
            round_to *= scaled / value
        value, grain = scaled, further
        mixed = _MIXED.match(text, reading.end)
        if mixed and 10.0 ** SCALES[mixed[2]] * int(mixed[1]) < grain * 10:
            value += 10.0 ** SCALES[mixed[2]] * int(mixed[1]) + int(mixed[3] or 0)
            grain = round_to = 1.0 if mixed[3] else 10.0 ** SCALES[mixed[2]]
            reading.end = mixed.end()
    reading.value, reading.grain, reading.round_to, reading.scaled = sign * value, grain, round_to, True


# What letters behind digits tell apart.
_DESIGNATED = words("""bus seat row gate line train tram route service flight flat room apartment apt suite berth
    cabin platform terminal stand locker ferry coach class ward""")

_WORD_BEFORE = pattern(r"\b([A-Za-z]+)\.?\s++(?:\d+[A-Z]\s++(?:and|or|to)\s++)?$")
_WORD_AFTER = pattern(r"(?:\s++|-)([a-z]+)\b(?:\s++([a-z]+))?")
# Verbs in the singular that look like plurals.
_STOPS = words(
    "stops runs leaves goes departs arrives serves takes calls passes comes gets does costs starts ends connects"
)


def _designates(text: str, at: int, end: int) -> bool:
    """Whether number and letter name one bus, seat or flat: "seat 14K", "the 14B bus stops here"."""
    after = _WORD_AFTER.match(text, end)
    things = after is not None and nouns.is_plural(after[1]) and after[1] not in _STOPS
    before = _WORD_BEFORE.search(text, max(0, at - 28), at)
    if before and {word := before[1].lower(), word.removesuffix("s"), word.removesuffix("es")} & _DESIGNATED:
        return not things
    if after is None or after[1] not in _DESIGNATED:
        return False
    return not after[2] or after[2] in _STOPS or not nouns.is_plural(after[2])


def _is_scale(text: str, letter: str, end: int, reading: Reading, gap: str) -> bool:
    """Whether a letter behind digits is a scale: decided by a currency, a unit in brackets or a counted noun."""
    if reading.fronted:
        return True
    if _designates(text, reading.start, end):
        return False
    if letter in "kKM" or letter == "MM":
        if text[end : end + 1] == "-" and letter != "k":
            return units.right(text, end) is not None  # "3K-Pound", not "4K-TV"
        return not (letter == "K" and reading.value >= 1000)
    following = text[end : end + 1]
    if _METRES_AFTER.match(text, end):
        return False
    if letter in "mbB":
        if following == " " and measured.is_money(text, end):
            return True
        if _UNIT_AFTER.match(text, end):
            return True
        return bool(PEOPLE_AFTER.match(text, end) or _OF_WHOM.match(text, end))
    return False
