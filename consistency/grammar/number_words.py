"""Numbers in words: "one hundred and sixty-one", "two and a half million", "two-thirds", "half a dozen".

A small state machine reads as many words as still make one number and says where it ended.
"""

from __future__ import annotations

from typing import NamedTuple

from consistency.grammar.lazy import pattern

UNITS = {
    "zero": 0, "nil": 0, "nought": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9,
}  # fmt: skip
TEENS = {
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
}  # fmt: skip
SCALES = {
    "hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12, "quadrillion": 15, "lakh": 5, "lac": 5,
    "crore": 7, "lakhs": 5, "crores": 7,
}  # fmt: skip
FRACTIONS = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4, "fourths": 4,
    "fifth": 5, "fifths": 5, "sixth": 6, "sixths": 6, "seventh": 7, "sevenths": 7, "eighth": 8, "eighths": 8,
    "ninth": 9, "ninths": 9, "tenth": 10, "tenths": 10, "twelfth": 12, "twelfths": 12, "sixteenth": 16,
    "sixteenths": 16, "twentieth": 20, "twentieths": 20, "hundredth": 100, "hundredths": 100, "thousandth": 1000,
    "thousandths": 1000,
}  # fmt: skip
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50,
    "sixtieth": 60, "seventieth": 70, "eightieth": 80, "ninetieth": 90, "hundredth": 100, "thousandth": 1000,
}  # fmt: skip
BELOW_HUNDRED = {**UNITS, **TEENS, **TENS}

_WORD = pattern(r"[A-Za-z]+")
# What may stand between two words of one number, with the next word.
_NEXT = pattern(r"(?:\s*+[-\u2010\u2011]\s*+|\s++)(and(?:\s++|-)(?:an?(?:\s++|-))?)?([A-Za-z]+)")
_OF_SCALE = pattern(r"\s++of\s++an?\s++(hundred|thousand|million|billion|trillion)\b")
_SCALE_AFTER = pattern(r"(?:\s++|-)(?:an?\s++)?(hundred|thousand|million|billion|trillion|lakh|crore|dozen)\b")


class Words(NamedTuple):
    """A number in words: its value, the place of its last digit, whether it is a worded fraction or has a scale word.

    `year` is true for a year that is read as a pair ("nineteen ninety-nine").
    """

    value: float
    grain: float
    end: int
    fraction: bool = False
    scaled: bool = False
    year: bool = False


def continue_scales(text: str, end: int, value: float, grain: float, scaled: bool = False) -> tuple[float, float, int]:
    """Value, grain and end after the scale words that follow a number: "4 hundred million", "3 lakh crore"."""
    while True:
        found = _SCALE_AFTER.match(text, end)
        if not found:
            return value, grain, end
        word = found[1]
        factor = 12.0 if word == "dozen" else 10.0 ** SCALES[word]
        value, grain, end = value * factor, grain * factor, found.end()


def _pair_year(first: int, text: str, end: int) -> Words | None:
    """A year said in two halves, of which `first` is the century: "nineteen ninety-nine", "twenty twenty"."""
    found = _NEXT.match(text, end)
    if not found or found[1]:
        return None
    word = found[2].lower()
    if word not in TENS and word not in TEENS:
        return None
    low, end = BELOW_HUNDRED[word], found.end()
    if word in TENS:
        unit = _NEXT.match(text, end)
        if unit and not unit[1] and UNITS.get(unit[2].lower(), 0) > 0:
            low, end = low + UNITS[unit[2].lower()], unit.end()
    return Words(float(100 * first + low), 1.0, end, year=True)


def read(text: str, at: int) -> Words | None:
    """The number in words that begins at `at`, or None when the word there begins no number."""
    found = _WORD.match(text, at)
    if not found:
        return None
    word = found[0].lower()
    end = found.end()
    if word in SCALES:
        value = 10.0 ** SCALES[word]
        value, grain, end = continue_scales(text, end, value, value)
        return _with_half(text, end, Words(value, grain, end, scaled=True))
    if word == "dozen":
        return Words(12.0, 1.0, end)
    if word == "half":
        return _half(text, end)
    if word in FRACTIONS:
        return _of_scale(text, Words(1 / FRACTIONS[word], 0.01, end, fraction=True))
    if word not in BELOW_HUNDRED:
        return None
    if (word in TEENS and BELOW_HUNDRED[word] >= 15) or word == "twenty":
        year = _pair_year(BELOW_HUNDRED[word], text, end)
        if year:
            return year
    return _cardinal(text, word, end)


def _scale_follows(text: str, end: int) -> bool:
    following = _NEXT.match(text, end)
    return following is not None and following[2].lower() in SCALES


def _cardinal(text: str, word: str, end: int) -> Words:
    """The cardinal that begins with `word`, ending at `end`; see `read`.

    `total` is what stands before the last scale word, `current` what has been read since. `kept` is the number as it was
    after its last hundred or scale word: "one million and two million" falls back to it, for these are two numbers.
    """
    total, current, grain = 0.0, float(BELOW_HUNDRED[word]), 1.0
    last = "tens" if word in TENS else "unit"
    scale = 1e30
    scaled = False
    kept: Words | None = None
    while True:
        found = _NEXT.match(text, end)
        if not found:
            break
        joined, word = found[1], found[2].lower()
        if word in UNITS and ((last == "tens" and not joined) or last in ("hundred", "scale")) and UNITS[word]:
            if last == "scale" and not joined and not _scale_follows(text, found.end()):
                break  # "two million two years ago"
            current, grain, last = current + UNITS[word], 1.0, "unit"
        elif (word in TEENS or word in TENS) and last in ("hundred", "scale"):
            current, grain, last = current + BELOW_HUNDRED[word], 1.0, "tens" if word in TENS else "unit"
        elif word == "hundred" and not joined and last in ("unit", "tens"):
            if current >= 100:
                return kept or Words(total + current, grain, end, scaled=scaled)
            current, grain, last, scaled = current * 100, 100.0, "hundred", True
            kept = Words(total + current, grain, found.end(), scaled=True)
        elif word in SCALES and not joined and word != "hundred":
            factor = 10.0 ** SCALES[word]
            if last == "scale":  # "three lakh crore"
                total, grain = total * factor, grain * factor
            elif factor < scale:
                total, current, grain, scale = total + current * factor, 0.0, grain * factor, factor
            else:
                return kept or Words(total + current, grain, end, scaled=scaled)
            last, scaled = "scale", True
            kept = Words(total, grain, found.end(), scaled=True)
        elif word == "dozen" and not joined and last != "scale":
            return Words(12 * current, 1.0, found.end())
        elif word in FRACTIONS and not joined and last != "scale" and (current == 1 or word.endswith("s")):
            return _of_scale(text, Words(current / FRACTIONS[word], 0.01, found.end(), fraction=True))
        else:
            break
        end = found.end()
    return _with_half(text, end, Words(total + current, grain, end, scaled=scaled))


_AND_PART = pattern(r"(?:\s++|-)and(?:\s++|-)(an?|one|two|three)(?:\s++|-)(half|third|thirds|quarter|quarters)\b")


def _with_half(text: str, end: int, number: Words) -> Words:
    """The number with a following "and a half", which may itself have a scale: "one and a half thousand"."""
    found = _AND_PART.match(text, end)
    if not found:
        return number
    part = UNITS.get(found[1], 1) / FRACTIONS[found[2]]
    unit = number.grain if number.scaled else 1.0
    value, grain, end = continue_scales(text, found.end(), number.value + part * unit, unit / 10)
    return Words(value, grain, end, scaled=True)


def and_part(text: str, end: int, value: float) -> tuple[float, float, int] | None:
    """Value, grain and end of a number in digits with "and a half" behind it: "22 and a half"; None without."""
    found = _AND_PART.match(text, end)
    if not found or text[found.end() : found.end() + 4] == " of ":
        return None
    part = UNITS.get(found[1], 1) / FRACTIONS[found[2]]
    return continue_scales(text, found.end(), value + part, 0.1)


def _half(text: str, end: int) -> Words:
    """A half: of a scale ("half a million", "half a dozen"), or the fraction."""
    found = _SCALE_AFTER.match(text, end)
    if found:
        factor = 12.0 if found[1] == "dozen" else 10.0 ** SCALES[found[1]]
        return Words(factor / 2, 1.0 if factor == 12 else factor / 10, found.end(), scaled=factor != 12)
    return _of_scale(text, Words(0.5, 0.01, end, fraction=True))


def _of_scale(text: str, number: Words) -> Words:
    """The fraction, or what it makes of a following scale: "two-thirds of a million"."""
    found = _OF_SCALE.match(text, number.end)
    if not found:
        return number
    factor = 10.0 ** SCALES[found[1]]
    return Words(float(round(number.value * factor)), factor / 10, found.end(), scaled=True)
