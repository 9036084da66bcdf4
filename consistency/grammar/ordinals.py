"""Ordinals in words: "the third patient", "their sixth in a row", "the world's third-largest producer", "finished second".

A spelled ordinal is a figure where it ranks or counts. It is none in a fixed phrase ("first aid", "a third party"), in a
name, in a part of the year or of a game ("the second quarter") or where it is a fraction, which is asked before.
"""

from __future__ import annotations

import re

from consistency.grammar.lazy import pattern
from consistency.grammar.number_words import BELOW_HUNDRED, ORDINALS, TENS
from consistency.grammar.reading import Reading
from consistency.grammar.wordlist import words

_DETERMINED = pattern(
    r"(?:\b(?:the|an?|its|his|her|their|our|my|your|this|that|[Tt]he only)|[a-z]['’]s|s['’])\s++(?:very\s++|current\s++|only\s++)?$",
    re.I,
)
_POSSESSED = pattern(r"(?:\b(?:its|his|her|their|our|my|your)|[a-z]['’]s|s['’])\s++(?:only\s++)?$", re.I)
_FINISHED = pattern(
    r"\b(?:finish(?:e[sd]|ing)?|c[ao]mes?|coming|plac(?:ed|es|ing)|rank(?:ed|s|ing)?|stands?|stood|l(?:ies|ay|ying)|sits?|sat|"
    r"qualif(?:y|ied|ies|ying)|running|started|starts|joint|tied(?: for)?|equal)\s++(?:only\s++|just\s++|a\s++(?:distant|close|creditable|poor)\s++)?$",
    re.I,
)
_FINISH_AFTER = pattern(
    r"\s*+(?:[.,;:)!?—–]|$)|\s++(?:in|at|behind|ahead|after|on|with|overall|and|to|out of|by|for|from|last|when|twice|among)\b"
)
_BEST = pattern(r"[- ](?:[a-z]+est|most|best|worst|least|last|ranked|placed|seeded)\b(?!-)")
_IN_A_ROW = pattern(
    r"\s++(?:(?:consecutive|straight|successive)\b|[a-z]+\s++(?:in a row|running)\b|in a row\b|time in\b)"
)
_ALONE_AFTER = pattern(
    r"\s*+(?:[.,;:)!?—–]|$)|\s++(?:in|of|this|since|for|at|on|to|from|with|and|as|so|after|by|against|within|inside|when|over|under|"
    r"last|before|during|behind|was|is|has|came)\b"
)
_WHOLE_AFTER = pattern(
    r"\s++of\s++(?:(?:the|its|his|her|their|these|those|what)\s++)?(?:(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"several|many|a (?:dozen|series|pair))\b|\d)"
)
_THE = pattern(r"\bthe\s++$", re.I)
_A = pattern(r"\b(?:an?|and)\s++$", re.I)
_NOUN = pattern(r"\s++([a-z][a-z’'-]*)")
_PLACE = pattern(r"\s++place\b")
_VERB = pattern(
    r"\s++(?:was|is|were|had|has|died|fell|suffered|went|remains?|remained|escaped|fled|said|will|would|may|could|did)\b"
)
# What follows in fixed phrases, in a part of a year or a game, and words that begin no noun.
_NO_NOUN = words("""no not quarter quarters half halves third thirds quarter-final quarterfinal of and or but in on at to for from by with is was were has had
    are as than that which who when if more less lower higher fewer larger smaller cheaper longer shorter better worse
    after before since until up down out off over under into only later ago every each per not it he she they we i you
    the a an its his her their this these those thoughts thought aid party parties sense estate hand glance sight nature wind fiddle
    degree rate wheel heaven lady minister person world cousin cousins string opinion language chance chances
    name names base principles grade grader graders reading dimension kind eye umpire way rail century centuries
    couple few two three four five six seven eight nine ten several half-century gear amendment officer mate division league
    generation-z childhood skin look helping helpings guess guessing course instance impression impressions
    responder responders refusal strike violin class language-speaking lieutenant sea born edition-only
    secretary lord baron earl duke viscount trimester""")
_NO_NOUN_FIRST = words("""time times day days step steps thing place night light blush love things round team family floor
    half-hour choice priority priorities item line stage-managed move name draft call""")


def value(text: str, at: int, word: str) -> tuple[float, int] | None:
    """(value, end) of the ordinal that begins with `word` at `at`: "third", "twenty-first"; None where none does."""
    end = at + len(word)
    if word in ORDINALS:
        return float(ORDINALS[word]), end
    if word in TENS and text[end : end + 1] in ("-", "\u2010", "\u2011"):
        unit = _UNIT.match(text, end + 1)
        number = ORDINALS.get(unit[0].lower(), 0) if unit else 0
        if unit and 0 < number < 10:
            return float(TENS[word] + number), unit.end()
    return None


_UNIT = pattern(r"[A-Za-z]+(?![\w])")
BEGIN = frozenset({*ORDINALS, *TENS})


def skip(text: str, at: int, word: str) -> int:
    """Where to go on behind an ordinal that is no figure."""
    found = value(text, at, word)
    return found[1] if found else at + len(word)


def read(text: str, at: int, word: str, floor: int) -> Reading | None:
    """The ordinal at `at`, where it ranks or counts; `floor` is where the sentence or the last figure began."""
    if not text[at].islower():
        return None
    found = value(text, at, word)
    if not found or not _counts(text, at, found[1], found[0], floor):
        return None
    return Reading(
        at, at, found[1], found[0], 1.0, 1.0, kind="ordinal", form="exact", dimension="ordinal", written="words"
    )  # fmt: skip


def _counts(text: str, at: int, end: int, number: float, floor: int) -> bool:
    """Whether the words around the ordinal make it rank or count."""
    begin = max(floor, at - 28)
    if text[at - 1 : at] in ("-", "–"):
        return False
    if _BEST.match(text, end) and number > 1:
        return True
    if _IN_A_ROW.match(text, end):
        return number > 1
    if text[end : end + 1] == "-":
        return False
    if _FINISH_AFTER.match(text, end) and _FINISHED.search(text, begin, at):
        return True
    if _PLACE.match(text, end):
        return number > 1
    if _WHOLE_AFTER.match(text, end) and _THE.search(text, begin, at):
        return True
    if number > 1 and _POSSESSED.search(text, begin, at) and _ALONE_AFTER.match(text, end):
        return True
    if number > 2 and _VERB.match(text, end) and _A.search(text, begin, at) and _one_less(text, floor, at, number):
        return True
    noun = _NOUN.match(text, end)
    if noun and noun[1].partition("'")[0].partition("’")[0] in ("century", "quarter", "half"):
        return False
    if number == 11 and noun and noun[1] == "hour":
        return False
    if not noun or noun[1] in _NO_NOUN or (number == 1 and noun[1] in _NO_NOUN_FIRST):
        return False
    if number == 1:
        return _POSSESSED.search(text, begin, at) is not None
    return _DETERMINED.search(text, begin, at) is not None


def follows_count(text: str, at: int, word: str) -> bool:
    """Whether the ordinal `word` goes on counting: one less, its ordinal or another stands not far in front."""
    number = ORDINALS.get(word, 0)
    if number < 2:
        return False
    less = _BY_VALUE.get(number - 1, "")
    said = {less, str(number - 1), _NTH.get(number - 1, ""), "another"}
    return any(part.strip(",.;:()'\"“”‘’—") in said for part in text[max(0, at - 140) : at].lower().split())


_NTH = {number: word for word, number in ORDINALS.items()}
_BY_VALUE = {number: word for word, number in BELOW_HUNDRED.items()}


def _one_less(text: str, floor: int, at: int, number: float) -> bool:
    """Whether one less has been counted just before: "Four died and a fifth was missing"."""
    before = text[max(0, at - 120) : at].rpartition(". ")[2].lower()
    word = _BY_VALUE.get(int(number) - 1, "")
    return bool(word) and (f"{word} " in before or f"{int(number) - 1} " in before)
