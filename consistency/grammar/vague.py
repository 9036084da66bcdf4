"""Vague numbers in words: dozens, tens of thousands, several hundred, a couple, a handful."""

from __future__ import annotations

import re

from consistency.grammar import measured, units
from consistency.grammar.lazy import pattern
from consistency.grammar.number_words import SCALES
from consistency.grammar.reading import Reading

ARTICLE = pattern(r"\b(an?)\s++$", re.I)
# From the number that the word names to the next larger word. The plural says at least two of what `round_to` holds, and
# the interval begins there.
_VAGUE = {"dozens": (24.0, 100.0, 12.0), "scores": (40.0, 200.0, 20.0), "hundreds": (1e2, 1e3, 1e2), "thousands": (1e3, 1e4, 1e3),
          "millions": (1e6, 1e7, 1e6), "billions": (1e9, 1e10, 1e9), "trillions": (1e12, 1e13, 1e12), "tens": (10.0, 100.0, 10.0)}  # fmt: skip
_OF_SCALES = pattern(r"\s++of\s++(thousands|millions|billions|trillions)\b")
_SOME_SCALE = pattern(r"\s++(hundred|thousand|million|billion|trillion|dozen|lakh|crore)\b")
_COUPLE_AFTER = pattern(r"\s++of\b|\s++(?:hundred|thousand|million|billion|dozen|[a-z]{3,}s\b)")
_OF = pattern(r"\s++of(?=\s)")
# "the scores of two teams", "test scores of boys": results, and no number.
_THEIR = pattern(
    r"\b(?:the|their|its|his|her|our|my|your|these|those|which|test|final|average|mean|high|low|credit)\s+$", re.I
)
_SCORES_OF = pattern(r"\s++of\s++[a-z]+(?:\s++[a-z]+)?s\b|\s++of\s++people")


def dozens(text: str, at: int, end: int, word: str) -> Reading | int:
    """Dozens, hundreds, tens of thousands: an open range."""
    of = _OF_SCALES.match(text, end)
    if word == "tens" and not of:
        return end
    if of and word in ("tens", "hundreds", "dozens", "scores"):
        factor = 10.0 ** SCALES[of[1][:-1]]
        low, high, step = (factor * number for number in _VAGUE[word])
        end = of.end()
    else:
        low, high, step = _VAGUE[word]
        if word == "scores" and (not _SCORES_OF.match(text, end) or _THEIR.search(text, max(0, at - 24), at)):
            return end
    reading = Reading(at, at, end, low, step, step, value_to=high, hedge="vague", form="rounded", written="vague")
    measured.apply_unit(text, reading)
    if not reading.unit:
        unit_of = _OF.match(text, end)
        if unit_of:
            unit = units.right(text, unit_of.end())
            if unit and unit.dimension != "percent":
                measured.apply_unit_at(text, reading, unit_of.end())
    return reading


def several(text: str, at: int, end: int, word: str, left: str) -> Reading | int:
    """Several hundred, a few thousand."""
    scale = _SOME_SCALE.match(text, end)
    article = ARTICLE.search(left)
    if not scale or (word == "few" and not article):
        return end
    factor = 12.0 if scale[1] == "dozen" else 10.0 ** SCALES[scale[1]]
    start = at - len(left) + article.start() if article and word == "few" else at
    reading = Reading(start, start, scale.end(), 2 * factor, factor, factor, value_to=10 * factor, hedge="vague", form="rounded",
                      written="vague")  # fmt: skip
    reading.scaled = True
    measured.apply_unit(text, reading)
    return reading


def couple(text: str, at: int, end: int, word: str, left: str) -> Reading | int:
    """A couple of, a pair of: two; a handful of: a few."""
    article = ARTICLE.search(left)
    after = _COUPLE_AFTER.match(text, end)
    if not article or not after:
        return end
    start = at - len(left) + article.start()
    if word == "handful":
        return Reading(start, start, end, 3.0, 1.0, 1.0, value_to=10.0, hedge="vague", form="rounded", written="vague")
    reading = Reading(start, start, end, 2.0, 1.0, 1.0, written="words", mantissa=2.0)
    of = _OF.match(text, end)
    scale = _SOME_SCALE.match(text, of.end() if of else end)
    if scale:
        factor = 12.0 if scale[1] == "dozen" else 10.0 ** SCALES[scale[1]]
        reading.scale_by(factor)
        reading.end = scale.end()
        measured.apply_unit(text, reading)
    elif of and units.right(text, of.end()):
        measured.apply_unit_at(text, reading, of.end())
    if word == "couple":
        reading.hedge = "about"
    return reading
