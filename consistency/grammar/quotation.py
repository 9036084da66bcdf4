"""Quotation: which stretches of a text are somebody else's words, and which figures are said to be another's.

Quoted is what stands between double quotation marks, straight or curly, over several sentences too. Attributed is a
figure that the text itself sets apart from its own: "the ministry had put it at", "revised from", "earlier said".
"""

from __future__ import annotations

import re
from bisect import bisect_right

from consistency.grammar.lazy import pattern

_MARK = pattern(r"[\"“”„«»]|(?<![\w.])[‘](?=\w)|(?<=[\w.,!?])’(?![\w])")
_OPENING = "“„«"
_CLOSING = "”»"
_ATTRIBUTED = pattern(
    r"\b(?:had\s++(?:\w+\s++)?(?:put|said|estimated|reported|claimed|forecast|expected|predicted|projected|"
    r"announced|given|stood at|"
    r"planned|targeted|hoped)|(?:puts?|putting)\s++(?:it|them|the\s++[\w\s]{1,24})\s++at|previous(?:ly)?|"
    r"earlier\s++(?:said|reported|estimated?|"
    r"figure|put|forecast|count|report|projection|prediction|claim|guidance|announced|tally|toll|version)|"
    r"initial(?:ly)?|originally|"
    r"revised\s++(?:\w+\s++)?from|first\s++(?:said|reported|estimated|put)|up\s++from\s++an\s++earlier|"
    r"forecasts?|estimates?|"
    r"expectations?|expected|predict(?:s|ed|ions?)|project(?:s|ed|ions?)\b|claim(?:s|ed)|alleg(?:es|ed|edly)|"
    r"reportedly|rumou?red|"
    r"disput(?:es|ed)|denied|denies|official(?:ly)? (?:figure|count|toll)|guidance|targets?|hoped|supposedly|"
    r"corrected|correction)\b",
    re.IGNORECASE,
)


def spans(text: str) -> list[tuple[int, int]]:
    """The quoted stretches of one block, in order. An opening mark that nothing closes quotes to the block's end."""
    if '"' not in text and "“" not in text and "„" not in text and "«" not in text:
        return []
    found: list[tuple[int, int]] = []
    opened = -1
    straight = False
    for mark in _MARK.finditer(text):
        char = mark[0]
        if char in "‘’":
            continue
        at = mark.start()
        if char == '"':
            if at and text[at - 1].isdigit() and opened < 0:
                continue  # inches
            if opened < 0:
                opened, straight = at, True
            elif straight:
                found.append((opened, at))
                opened = -1
        elif char in _OPENING and opened < 0:
            opened, straight = at, False
        elif char in _CLOSING and opened >= 0 and not straight:
            found.append((opened, at))
            opened = -1
    if opened >= 0 and not straight:
        found.append((opened, len(text)))
    return found


def inside(stretches: list[tuple[int, int]], at: int) -> bool:
    """Whether `at` lies in one of the stretches."""
    number = bisect_right(stretches, (at, len_max)) - 1
    return number >= 0 and at < stretches[number][1]


len_max = 1 << 62


def attributed(sentence: str) -> list[int]:
    """The places in a sentence from which its figures, up to the end of the clause, are said to be another's."""
    return [mark.end() for mark in _ATTRIBUTED.finditer(sentence)]
