"""Derived lines: what the label of a row or column says about how its figures were worked out from others."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final


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


_WORDS = (
    (
        Says.PERCENT,
        r"(?<!\d)(?<!\d )%|(?<=\b19\d\d )%|(?<=\b20\d\d )%|\bper ?cent(?:age)?s?\b|\bpct\b|^(?:\w+ )?share$|\b(?:market|vote|popular) share\b|\bshare of\b"
        r"|\bproportion\b|\bmargins?\b|\bturnout\b",
    ),
    (
        Says.CHANGE,
        r"\bchanges?\b|\bchg\b|\bchng\b|\bgrowth\b|\bincrease\b|\bdecrease\b|\bvariance\b|\bvar\b|\bdiff(?:erence)?\b|\bswing\b"
        r"|\b(?:rise|fall|yoy|y-o-y|y/y|gain|loss)\b|\+/[-\u2013\u2212]|\bvs\b\.?|\bover\b",
    ),
    (
        Says.QUOTIENT,
        r"\bper\b(?! ?cent)|\bratio\b|\brates?\b|\bavg\b|\baverages?\b|\bmean\b|\bdensity\b|/ ?[a-z]+\b|\bpct\b|\bw(?:in)? ?%"
        r"|\bcapita\b|\byield\b|\bpercentage\b",
    ),
    (Says.AVERAGE, r"\bavg\b|\baverages?\b|^mean\b"),
    (Says.HIGHEST, r"^(?:max(?:imum)?|highest|largest|peak)\b(?: (?:value|figure|score|mark))?$"),
    (Says.LOWEST, r"^(?:min(?:imum)?|lowest|smallest)\b(?: (?:value|figure|score|mark))?$"),
    (Says.RANK, r"^(?:rank(?:ing)?|pos(?:ition)?|place|no\. in order)\.?$"),
    (Says.TOTAL, r"\b(?:sub-?)?totals?\b|^all\b|\boverall\b|^sum\b"),
    (Says.PRICE, r"\bprice\b|\brate\b|\bunit cost\b|\b(?:cost|fee|pay|wage|charge)s? (?:per|each)\b|\beach\b|\bper\b(?! ?cent)"),
    (Says.NUMBER, r"\bqty\b|\bquantity\b|\bnumber\b|\bunits\b|\bhours\b|\bdays\b|\bnights\b|\bshares\b|\bcount\b|\bsold\b|\bno\.|\bissued\b"),
    (Says.AMOUNT, r"\bamount\b|\btotal\b|\bvalue\b|\bcosts?\b|\brevenue\b|\bsum\b|\bproceeds\b|\bpay\b|\bsales\b|\btakings\b|\bearned\b"),
    (Says.WEIGHTED, r"\bweighted\b|\bmoving\b|\brolling\b|\bgeometric\b|\bcompound|\bcagr\b|\bnational\b|\bannuali[sz]ed\b"),
    (Says.POINTS, r"\bpoints?\b|\bpp\b|\bpts?\b|\bppts?\b"),
)  # fmt: skip
_SOURCES = tuple((flag, re.compile(words)) for flag, words in _WORDS)
_ANY = re.compile("|".join(words for _, words in _WORDS))


@lru_cache(maxsize=8192)
def read_label(label: str) -> int:
    """What a label, in lower case, says about its line."""
    if not _ANY.search(label):
        return Says.NOTHING
    said = 0
    for flag, words in _SOURCES:
        if words.search(label):
            said |= flag
    return said
