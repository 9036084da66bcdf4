"""Relations: what the words around a figure say that it is of the lines of a table that its sentence names.

| the words                                                   | the figure is            |
|-------------------------------------------------------------|--------------------------|
| fell by 268; up 335; 850 fewer; a majority of 384; 27 ahead   | a difference             |
| A and B together took 3,110; between them 2,588               | a sum                    |
| rose by 7.6 percent; an 8% drop                               | a rise or fall in percent|
| took 46.7 percent of all visits; the largest, at 35.7 percent | a share                  |
| anything else                                                | what a cell says         |

A verb behind "to" or "would" tells a wish or a forecast, and "1,900 times as many" no amount.
"""

from __future__ import annotations

import re

from consistency.figure import Figure
from consistency.grammar.lazy import pattern
from consistency.tables.changes import UP, direction

DIFFERENCE, SUM, RISE, FALL, SHARE, CELL = "difference", "sum", "rise", "fall", "share", "cell"
_NOUNS = (
    "lead|majority|gap|difference|margin|deficit|surplus|gain|loss|drop|rise|fall|increase|decrease|cut|decline|reduction"
    "|growth|jump|dip|saving|improvement"
)
_LED = pattern(
    rf"(?:\b(?:by|up|down|ahead|clear)|\b(?:{_NOUNS})s?\b[^.;,\d]{{0,30}}?\b(?:of|is|was|were|now|to|by)"
    r"|(?<!\bto )(?<!\bwould )\b(?:gain(?:ed|s|ing)?|lost|los(?:es|ing)|shed|add(?:ed|s|ing))"
    r"|\b(?:fell|rose|grew|dropped|dropping|climb(?:ed|s)|slipped|declined|increased)\b[^.;,\d]{0,40}?\bby"
    r"|\bby\s+[^\d\s]?\d[\d.,]*(?: (?:million|billion|thousand))?(?:,? and))"
    r"(?:\s+(?:only|just|merely|a|mere|about|some|another|further))*\s+$",
    re.I,
)
_COMPARED = pattern(
    r"\s*(?:(?!(?:of|and|or|to|in|from|with|were|was)\b)[\w'’-]+\s+){0,3}?"
    r"(?:more|fewer|less|higher|lower|larger|smaller|behind|ahead|above|below|short|cheaper|dearer|lighter|heavier|longer|shorter"
    r"|better|worse|clear|up|down)\b(?!\s+(?:the|by)\s+age)",
    re.I,
)
_TOGETHER = pattern(
    r"\b(?:together|combined|between them|altogether|in total|jointly|in sum|taken together|(?:the|of) (?:two|three|four|both)"
    r"|both|with)\b",
    re.I,
)
_NO_AMOUNT = pattern(r"\s*(?:times|years?|weeks?|days?|months?|hours?)\b", re.I)
_MODAL = pattern(
    r"\b(?:would|could|may|might|should|must|shall|if|forecasts?|expects?|target|goal|aims?|plans?)\b", re.I
)
_MAKES_UP = pattern(r"\b(?:makes?|made|making|takes?|took|taking)\s+up\s+(?:\w+\s+){0,2}$", re.I)
_WISH = pattern(
    r"\b(?:to|would|could|should|may|might|must|can)\s+(?:have\s+|be\s+)?(?!be\b|have\b)[a-z]+\s+(?:[^.;,\d]{0,20}\s)?by\s+$",
    re.I,
)
_MOVED = pattern(r"\b(?:from|than|first|last|every|each|per)\s*$", re.I)
_ROUND = 110


def relations(stated: Figure, before: str, after: str) -> tuple[str, ...]:
    """What a figure may be by the words before and after it in its own sentence, the likeliest first."""
    before, after = before[-_ROUND:], after[:_ROUND]
    if _MODAL.search(before[-60:]) or _WISH.search(before) or _NO_AMOUNT.match(after):
        return ()
    if stated.kind == "percent" and not _MAKES_UP.search(before):
        way = direction(before, after, True)
        if way:
            return (RISE,) if way == UP else (FALL,)
        return () if _MOVED.search(before) or _COMPARED.match(after) else (SHARE, CELL)
    if stated.kind == "percent":
        return (SHARE, CELL)
    if _LED.search(before) or _COMPARED.match(after) or direction(before, after, stated.kind == "point"):
        return (DIFFERENCE,)
    if stated.kind == "point" or _MOVED.search(before):
        return ()
    return (SUM, CELL) if _TOGETHER.search(before) or _TOGETHER.search(after) else (CELL,)
