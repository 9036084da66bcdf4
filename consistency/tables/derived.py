"""Derived lines: what the label of a row or column says about how its figures were worked out from others."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from consistency.tables.words import any_of


class Says:
    """What a label says: bits of a number, as it may say several things ("average change, %") or nothing."""

    NOTHING: Final = 0
    PERCENT: Final = 1  # "%", "share of votes": so many of a hundred
    CHANGE: Final = 2  # "change", "growth": one period against another
    QUOTIENT: Final = 4  # "per head", "ratio", "rate", "average": one figure divided by another
    AVERAGE: Final = 8  # "average", "mean"
    HIGHEST: Final = 16  # "maximum", "highest"
    LOWEST: Final = 32
    RANK: Final = 64  # "rank", "position"
    TOTAL: Final = 128
    PRICE: Final = 256  # "price", "unit cost": to be multiplied
    NUMBER: Final = 512  # "quantity", "hours": what a price is multiplied by
    AMOUNT: Final = 1024  # "amount", "cost", "value": what comes of it
    WEIGHTED: Final = 2048  # "weighted average": not the plain one
    POINTS: Final = 4096  # "change (points)": one percentage less another


# Each with what stands at the beginning of a word, and with what may stand anywhere.
_WORDS = (
    (
        Says.PERCENT,
        r"(?:per ?cent(?:age)?s?|pct|(?:market|vote|popular) share|share of|proportion|margins?|turnout)\b|per (?:100|hundred)\b(?![,.]?\d)"
        r"|^(?:\w+ )?share$",
        r"%(?:(?<!\d%)(?<!\d %)|(?<=\b19\d\d %)|(?<=\b20\d\d %))",
    ),
    (
        Says.CHANGE,
        r"(?:changes?|chg|chng|growth|increase|decrease|variance|var|diff(?:erence)?|swing|rise|fall|yoy|y-o-y|y/y|gain|loss|vs"
        r"|over)\b",
        r"\+/[-\u2013\u2212]",
    ),
    (
        Says.QUOTIENT,
        r"(?:ratio|rates?|avg|averages?|mean|density|pct|capita|yield|percentage)\b|per\b(?! ?cent)|w(?:in)? ?%",
        r"/ ?[a-z]+\b",
    ),
    (Says.AVERAGE, r"(?:avg|averages?)\b|^mean\b", ""),
    (Says.HIGHEST, r"^(?:max(?:imum)?|highest|largest|peak)\b(?: (?:value|figure|score|mark))?$", ""),
    (Says.LOWEST, r"^(?:min(?:imum)?|lowest|smallest)\b(?: (?:value|figure|score|mark))?$", ""),
    (Says.RANK, r"^(?:rank(?:ing)?|pos(?:ition)?|place|no\. in order)\.?$", ""),
    (Says.TOTAL, r"(?:(?:sub-?)?totals?|overall)\b|^(?:all|sum)\b", ""),
    (
        Says.PRICE,
        r"(?:price|rate|unit cost|(?:cost|fee|pay|wage|charge)s? (?:per|each)|each)\b|per\b(?! ?cent)",
        "",
    ),
    (Says.NUMBER, r"(?:qty|quantity|number|units|hours|days|nights|shares|count|sold|issued)\b|no\.", ""),
    (Says.AMOUNT, r"(?:amount|total|value|costs?|revenue|sum|proceeds|pay|sales|takings|earned)\b", ""),
    (Says.WEIGHTED, r"(?:weighted|moving|rolling|geometric|cagr|national|annuali[sz]ed)\b|compound", ""),
    (Says.POINTS, r"(?:points?|pp|pts?|ppts?)\b", ""),
)


_SOURCES = tuple((flag, any_of([words], [elsewhere])) for flag, words, elsewhere in _WORDS)
_ANY = any_of([words for _, words, _ in _WORDS])


@lru_cache(maxsize=8192)
def read_label(label: str) -> int:
    """What a label, in lower case, says about its line."""
    first = _ANY.search(label)
    signed = "%" in label or "/" in label  # as in all that may stand anywhere
    if first is None and not signed:
        return Says.NOTHING
    said, start = 0, 0 if first is None or signed else first.start()
    for flag, words in _SOURCES:
        if words.search(label, start):
            said |= flag
    return said
