"""Shares: worded fractions, of a unit ("a third of an acre"), of a whole ("a third more than") or of a ranked group."""

from __future__ import annotations

import re

from consistency.grammar import measured, number_words, ordinals, units
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
    "fell rose dropped drops grew grows shed fallen risen grown "
    "shrank jumped climbed declined slumped plunged surged slipped increased decreased"
)
_MOVED = _CHANGED - words("to be is was were over under just only some")
_OF_A = pattern(r"\s++of\s++an?(?=\s)")
_HALF_A = pattern(r"(?:\s++of)?\s++an?(?=\s)")


# Behind a change: "grew by a third and sales by a fifth", "down a quarter last year".
_CHANGE_ENDS = pattern(
    r"\s*+(?:[.,;:)!?—–]|$)|\s++(?:and|but|while|or)\s++(?!(?:an?\s++)?(?:final|last|[a-z]+th)\b)|"
    r"\s++(?:last|this|after|before|against|at|for|with|when|as|between|during|within|year|under|since|in|to|on|by)\b"
)
_JOINS = words("followed joined hit struck won led watched")
_STANDS = words("is are was were be been being now")
# A verb in the plural, which one thing never takes: "a third say no", "barely a third manage it".
_DO = pattern(
    r"\s++(?:(?:never|still|already|also|now|simply|even)\s++)?(?:(?:do|don['’]t|are|aren['’]t|were|weren['’]t|have|haven['’]t|say|think|"
    r"believe|want|know|own(?!\s++goals?\b)|prefer|agree|disagree|earn|eat|speak|expect|feel|get|go|lack|spend|choose|refuse|admit|oppose|fail|keep|"
    r"become|belong|depend|suffer|receive)\b)(?!-)"
)
# A verb that may also tell of one thing: "a fifth was missing" behind four, else "a third voted".
_DID = pattern(
    r"\s++(?:(?:never|still|already|also|now|simply|even)\s++)?(?:(?:did|didn['’]t|had|would|will|could|can|cannot|can['’]t|may|might|"
    r"must|should|said|thought|knew|spoke|felt|got|went|gave|chose|came|took|became)\b|"
    r"(?:[a-z]{2,}ed|lost|left|kept|spent)(?=\s*+[.,;!?]|\s++(?:the|an?|to|in|on|at|for|by|with|from|that|their|his|her|its|no|not|"
    r"it|against)\b)|[a-z]+\s++(?:it|them|him|me|us|themselves|nothing|neither)\b|(?:no|yes|not)(?=\s*+[.,;]))(?!-)"
)
_NOT_DO = pattern(r"\s++(?:time|day|week|month|year|case|game|party|hand|way|one)\b")
_ENOUGH = pattern(
    r"\s*+(?:[,;.!?]|$)|\s++(?!in\s++which|in\s++a\s++row)(?:in|on|at|by|for|from|to|with|without|among|under|over|since|before|after)\b"
)
_HARDLY = words("barely hardly scarcely even nearly almost roughly approximately")


def _stands_alone(text: str, at: int, end: int, word: str, parts: list[str], sentence: int) -> bool:
    """Whether what follows makes "a third" a share of a group just named; not where one less has been counted."""
    if _NOT_DO.match(text, end):
        return False
    if _DO.match(text, end):
        return True
    if ordinals.follows_count(text, at, word):
        return False
    if _DID.match(text, end):
        return True
    before = parts[-2].strip(',;(“"') if len(parts) > 1 else ""
    opens = at - sentence < 6 and len(parts) == 1
    return (before in _HARDLY or (opens and word != "quarter")) and _ENOUGH.match(text, end) is not None


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


def _has_changed(parts: list[str]) -> bool:
    """Whether a word of change stands in front of the article: "down a quarter", not "followed by a third"."""
    if len(parts) > 2 and parts[-2] in ("up", "down"):
        return parts[-3] in _STANDS or parts[-3].endswith(",")
    if len(parts) < 2 or parts[-2] not in _MOVED:
        return False
    return parts[-2] != "by" or len(parts) < 3 or parts[-3] not in _JOINS


def part(text: str, at: int, end: int, word: str, left: str, parts: list[str], sentence: int) -> Reading | int:
    """A third, a quarter: a fraction only behind "a" and where something is divided."""
    article = ARTICLE.search(left)
    if article is None:
        if not (GROUP_BEFORE.search(left) and GROUP_AFTER.match(text, end)):
            return end
    elif not (
        (_PART_OK.match(text, end) and (text[end : end + 4] == " of " or (len(parts) > 1 and parts[-2] in _CHANGED)))
        or (_has_changed(parts) and _CHANGE_ENDS.match(text, end))
        or _stands_alone(text, at, end, word, parts, sentence)
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
