"""A large number and the same again in another scale: "$1.2 billion (1,200 million)", "0.5 million (500,000)"."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping

from consistency.figure import Figure
from consistency.grammar import asides
from consistency.grammar.lazy import pattern
from consistency.relation import Article, Place, Proposal

ROLES = ("first", "second")
OF_TEXT = True

_NAMED = pattern(
    r"(?<![a-z])(?:(thousand|k)|(lakh)|(million|mn|m|mio)|(crore)|(billion|bn|b)|(trillion|tn|trn))\b", re.IGNORECASE
)
_SCALES = (1e3, 1e5, 1e6, 1e7, 1e9, 1e12)
_INDIAN = (1e5, 1e7)
_LONG = 1e6
"""From here on a number in full digits beside one with a scale word is that one, written out."""
_OPEN = ("more than", "at least", "up to", "less than", "vague")
_KINDS = ("count", "money", "measure")


_FACTOR = pattern(r"[x×*+/]\s*$")
"""Before a figure that is only a part of what is equal to the next: "10,000 x 100,000,000 = 1 trillion"."""


def propose(article: Article, settings: Mapping[str, object]) -> Iterator[Proposal]:
    """One proposal for each large number that is said again in brackets, behind "or" or as its equal in another scale.

    Both in the scale that a writer would choose anyway ("$1.2 billion ($950 million)") are two numbers, unless they have
    the same digits.
    """
    text, figures = article.document.text, article.figures
    for block, indices in article.by_block.items():
        if article.document.blocks[block].kind == "cell" or len(indices) < 2:
            continue
        for aside in asides.find(text, figures, indices):
            a, b = figures[aside.first], figures[aside.second]
            if not _joined(aside) or not _fit(a, b) or _FACTOR.search(text, max(0, a.at - 4), a.at):
                continue
            if a.value != b.value and abs(a.value - b.value) <= max(a.grain, b.grain) / 2:
                continue  # rounded to the last digit of the coarser one
            if confidence := _said_again(a, b):
                yield _proposal(aside, figures, confidence)


def _proposal(aside: asides.Aside, figures: list[Figure], confidence: str) -> Proposal:
    second = figures[aside.second]
    if figures[aside.first].unit == second.unit:
        return Proposal(
            {"first": (aside.first,), "second": (aside.second,)}, confidence, "the same number in another scale"
        )
    # "$1.2 billion (1,200 million)": the currency is said once.
    return Proposal(
        {"first": (aside.first,)},
        confidence,
        "the same number in another scale",
        values={"second": second.value},
        places=(Place("second", "said again", second.at, second.till),),
        words={"second_name": " ".join(second.text.split())},
    )


def _joined(aside: asides.Aside) -> bool:
    if aside.how == asides.BRACKETS:
        return aside.closed and aside.words <= 1 and not aside.chained
    return aside.how == asides.EQUAL or (aside.how == asides.OR and aside.closed)


def _fit(a: Figure, b: Figure) -> bool:
    if any(figure.value_to is not None or figure.value < 1000 or figure.hedge in _OPEN for figure in (a, b)):
        return False
    bare = b.kind == "count" and a.kind == "money" and " / " not in a.unit
    return (a.kind == b.kind and a.kind in _KINDS and a.unit == b.unit) or bare


def _said_again(a: Figure, b: Figure) -> str:
    """How sure it is that one number is written in two scales; empty where these are two numbers."""
    one, other = _scale(a), _scale(b)
    if one == other or (other == 1 and 0.1 < b.value / (a.value / one) < 10):
        return ""  # "NOK 1,248 million (1,190)": that of the year before, in the same scale
    if (one in _INDIAN) != (other in _INDIAN) and 1.0 not in (one, other):
        return "high"
    if any(scale > 1 and not 1 <= figure.value / scale < 1000 for figure, scale in ((a, one), (b, other))):
        return "high"
    power = math.log10(b.value / a.value)
    if not math.isnan(power) and abs(power - round(power)) < 1e-9 and round(power) % 3 == 0:
        return "high"
    written_out = a.value if one == 1 else b.value if other == 1 else 0.0
    return "medium" if written_out >= _LONG else ""


def _scale(figure: Figure) -> float:
    """The scale word of a figure as a number; 1 where it has none."""
    found = _NAMED.search(figure.text)
    return _SCALES[(found.lastindex or 1) - 1] if found else 1.0
