"""Shares: worded fractions, of a unit ("a third of an acre"), of a whole ("a third more than") or of a ranked group."""

from __future__ import annotations

import re

from consistency.grammar import measured, number_words, units
from consistency.grammar.lazy import pattern
from consistency.grammar.reading import Reading, worded
from consistency.grammar.vague import ARTICLE
from consistency.grammar.wordlist import words

_PART_OK = pattern(
    r"\s++(?:of|more|less|higher|lower|larger|smaller|fewer|bigger|cheaper|as|from|since|compared|in|to|on|"
    r"over|by|[a-z]+er)\b|\s*+[.,;)]"
)
BEFORE = words(
    "by about nearly almost around roughly approximately over than some least just only to under be is was were"
)
_CHANGED = BEFORE | words(
    "fell rose dropped grew shrank jumped climbed declined slumped plunged surged slipped increased decreased"
)
_OF_A = pattern(r"\s++of\s++an?(?=\s)")
_HALF_A = pattern(r"(?:\s++of)?\s++an?(?=\s)")


def of_a_unit(text: str, reading: Reading, half: bool) -> bool:
    """Read "a third of an acre", "half a litre" as a part of one unit; true where a unit follows."""
    article = (_HALF_A if half else _OF_A).match(text, reading.end)
    unit = units.right(text, article.end()) if article else None
    if unit is None or unit.coin or (unit.name == "second" and not _SECOND_ALONE.match(text, unit.end)):
        return False
    reading.form = ""
    measured.apply(reading, unit)
    return True


_SECOND_ALONE = pattern(
    r"\s*+(?:[.,;:)—–]|$)|\s(?:[a-z]+er|than|from|in|at|on|of|off|and|or|to|behind|ahead|outside|inside|for|too|clear|down|up|after)\b"
)
_PART_THAN = pattern(
    r"\s++(?:more|less|fewer|[a-z]{2,}er)\s++(?:(?!than\b)[a-z]+\s++){0,2}than\b|\s++(?:up|down)\s++on\b|"
    r"\s++(?:more|less|fewer|higher|lower|larger|smaller|bigger|cheaper)\s*+[.,;)]|"
    r"\s++(?:above|below)\s++(?:the|its|their|last|what|where|that)\b"
)
_UNIT_AND = pattern(
    r"\b(?:second|minute|hour|day|week|month|year|decade|century|mile|inch|pint|litre|liter|pound|ton|tonne)s?\s++and\s++an?\s++$",
    re.I,
)
# A share of a whole that was divided before: "half of it will come in May, a third in June".
_PART_AGAIN = pattern(r"\s++(?:in|to|by|for|from|on|at|are|is|were|was|said|had|have|went|goes|came|comes)\b")
_PARTS_SAID = pattern(
    r"\b(?:half|thirds?|quarters?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?)\s++of\b[^.;]*(?:,|,?\s(?:and|but|while))\s++"
    r"(?:about\s++|nearly\s++|almost\s++|roughly\s++|another\s++|over\s++)?an?\s++$",
    re.I,
)
# A part of all that are ranked: "the richest tenth of households", "the bottom half hold 9%".
GROUP_BEFORE = pattern(r"\b(?:[a-z]{3,}est|top|bottom|upper|lower)\s++$", re.I)
GROUP_AFTER = pattern(
    r"\s++(?:of\s++(?!the\b|an?\b|it)[a-z]+|of\s++(?:the|its|our)\s++(?:population|country|households|workforce|electorate)|"
    r"(?:hold|own|earn|pay|get|take|receive|have|account|make|live|spend|share|keep|save)s?|has|held|owned|earned|paid|got|"
    r"took|received|had|accounted|made|lived|spent|kept|saved)\b"
)


def part(text: str, at: int, end: int, word: str, left: str, parts: list[str], sentence: int) -> Reading | int:
    """A third, a quarter: a fraction only behind "a" and where something is divided."""
    article = ARTICLE.search(left)
    if article is None:
        if not (GROUP_BEFORE.search(left) and GROUP_AFTER.match(text, end)):
            return end
    elif not (
        (_PART_OK.match(text, end) and (text[end : end + 4] == " of " or (len(parts) > 1 and parts[-2] in _CHANGED)))
        or _PART_THAN.match(text, end)
        or (_UNIT_AND.search(left) and _PART_OK.match(text, end))
        or (_PART_AGAIN.match(text, end) and _PARTS_SAID.search(text, max(sentence, at - 160), at))
    ):
        return end
    start = at - len(left) + article.start() if article else at
    number = number_words.read(text, at)
    assert number is not None
    reading = worded(start, start, number.end, number.value, number.grain, number.grain)
    if number.fraction:
        reading.kind, reading.form, reading.dimension = "ratio", "fraction", "ratio"
        of_a_unit(text, reading, False)
    reading.scaled = number.scaled
    return reading
