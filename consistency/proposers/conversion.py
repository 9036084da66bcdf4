"""A measure or duration and the same again in another unit: "5 miles (8 km)", "18 months, or a year and a half"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from consistency.context.counted import is_of_all
from consistency.figure import Figure
from consistency.grammar import asides
from consistency.grammar.asides import Aside
from consistency.grammar.lazy import pattern
from consistency.grammar.wordlist import words
from consistency.relation import Article, Proposal

ROLES = ("a", "b")
OF_TEXT = True

_CUSTOMARY = words(
    """mile yard foot inch acre pound ounce stone ton gallon pint quart fluid_ounce bushel cup acre_foot square_mile
    square_foot square_inch square_yard cubic_foot cubic_inch cubic_yard degree_Fahrenheit psi Btu knot nautical_mile
    horsepower barrel mile_/_hour fathom foot_*_pound_force"""
)
_HEDGED = ("about", "nearly", "just over")
_CONVERTED = ("measure", "duration")
_PAY = pattern(r"[A-Z]{3} / (?:week|month|year)")
_A_YEAR = {"week": 52.0, "month": 12.0, "year": 1.0}
_DEAR = {"week": 1.3, "month": 1.6, "year": 1.0}
"""Who pays by the week or the month may pay more, by up to so much, for a ticket or a seat."""
_LEVEL = 0.002
_SHY = 0.97
"""A year has a day or two more than 52 weeks."""
_WORK = pattern(
    r"\b(?:working|business|trading|school|teaching|billable|man)[\s-](?:hour|day|week)|\bof\s(?:work|leave|classes)\b",
    re.IGNORECASE,
)
_SHIFTS = ("day", "week", "month", "year")
_ROW = pattern(
    r"(?:\s?(?:high|wide|long|deep|tall|thick|broad))?(?:\s?[x×*–-]\s?|\s(?:by|to|and)\s|,\s(?:and\s|then\s)?)(?:from\s)?",
    re.IGNORECASE,
)
"""Between the figures of a row that is converted as a row."""
_PRINTED_UNIT = pattern(r"(?<=[\d¼-¾⅐-⅞])\s?[^\d\s¼-¾⅐-⅞][^\d]*$")
_POWERS = ("²", "³")
"""These end the unit of an area or of a volume and are no part of the number."""
_LONGEST_ROW = 4
_RATED = pattern(r"\s(?:by|per|at|and|every|x|×)\s|[-–]$")


def propose(article: Article, settings: Mapping[str, object]) -> Iterator[Proposal]:
    """One proposal for each figure that is followed by one of its dimension in another unit, where the sign between
    them says that it is the same again.

    In one system of units ("512 MB or 1 GB", "45 days or 45 weeks") an "or" rather offers another choice.
    """
    figures, text = article.figures, article.document.text
    for block, indices in article.by_block.items():
        if article.document.blocks[block].kind == "cell" or len(indices) < 2:
            continue
        for aside in asides.find(text, figures, indices):
            a, b = figures[aside.first], figures[aside.second]
            if not _of_one_kind(a, b) or _runs_on(figures, aside.first) or _RATED.search(text, a.till, b.at):
                continue
            if _WORK.search(text, a.at, b.till):
                continue
            if is_of_all(text, figures, aside.first, aside.second):
                continue
            confidence = _confidence(aside, a, b)
            if confidence in ("low", "medium") and aside.how == asides.OR and a.kind == "money":
                confidence = _of_pay(a, b, confidence)
            if confidence:
                for first, second in _in_a_row(text, figures, indices, aside):
                    yield Proposal(
                        {"a": (first,), "b": (second,)},
                        confidence,
                        _EVIDENCE[aside.how],
                        words={"unit_of_a": _unsaid(figures, first), "unit_of_b": _unsaid(figures, second)},
                    )


def _in_a_row(text: str, figures: Sequence[Figure], indices: range, aside: Aside) -> Iterator[tuple[int, int]]:
    """The pairs of an aside that converts several figures one by one: "92 × 73 cm (36 × 29 in)", "from 12 to 8 knots
    (22 to 15 km/h)". Rows of different lengths are none, but a single conversion is that of the figure before it.
    """
    first, last = aside.first, aside.second
    while _joins(text, figures, indices, first - 1):
        first -= 1
    while _joins(text, figures, indices, last):
        last += 1
    before, behind = range(first, aside.first + 1), range(aside.second, last + 1)
    if len(before) == len(behind):
        yield from zip(before, behind, strict=True)
    elif len(before) == 1 or len(behind) == 1:
        yield aside.first, aside.second


def _joins(text: str, figures: Sequence[Figure], indices: range, index: int) -> bool:
    """Whether the figure and the next one are members of one row: in one unit, with hardly anything between them."""
    if index not in indices or index + 1 not in indices:
        return False
    one, other = figures[index], figures[index + 1]
    return one.unit == other.unit and _ROW.fullmatch(text, one.till, other.number_at) is not None


def _unsaid(figures: Sequence[Figure], index: int) -> str:
    """The unit of a figure that does not print it, as the next one of its row does: "68 to 54F"."""
    if not figures[index].text[-1:].isnumeric() or figures[index].text[-1:] in _POWERS:
        return ""
    printed = figures[index].text
    for figure in figures[index + 1 : index + 1 + _LONGEST_ROW]:
        if figure.unit != figures[index].unit or figure.sentence != figures[index].sentence:
            break
        printed = figure.text
    found = _PRINTED_UNIT.search(printed)
    return found[0] if found else ""


_EVIDENCE = {
    asides.BRACKETS: "the brackets behind it",
    asides.SLASH: "the slash between them",
    asides.OR: '"or" between them',
    asides.COMMA: "side by side",
    asides.EQUAL: "they are said to be equal",
}


def _of_one_kind(a: Figure, b: Figure) -> bool:
    if a.dimension != b.dimension or a.unit == b.unit or a.ambiguous or b.ambiguous:
        return False
    if a.kind == b.kind == "money":
        return _PAY.fullmatch(a.unit) is not None and _PAY.fullmatch(b.unit) is not None and a.unit[:3] == b.unit[:3]
    return a.kind in _CONVERTED and b.kind in _CONVERTED


def _runs_on(figures: Sequence[Figure], index: int) -> bool:
    """Whether the figure is only the tail of a quantity: "6-foot-2-inch", "11st 4lb"."""
    return index > 0 and 0 <= figures[index].at - figures[index - 1].till <= 1


def _confidence(aside: Aside, a: Figure, b: Figure) -> str:
    """How sure it is that the second figure converts the first; empty where it hardly does."""
    across = _customary(a) != _customary(b)
    hedged = b.hedge in _HEDGED
    units = {a.unit, b.unit}
    if "hour" in units and units & set(_SHIFTS):
        # A week of forty hours is one of work.
        return "low" if aside.closed and not aside.words else ""
    if aside.how == asides.BRACKETS:
        if aside.words > 2:
            return "low" if aside.closed and across else ""
        if aside.closed:
            return "high" if across or not aside.words else "low"
        return "medium" if across and not aside.words else ""
    if aside.how == asides.EQUAL:
        return "high" if aside.closed else "medium"
    if aside.how == asides.OR:
        if across or a.kind == "measure":
            return "high" if hedged else "medium" if aside.closed and across else ""
        return ("high" if hedged else "medium" if b.value != int(b.value) else "low") if aside.closed else ""
    if not across:
        return ""
    return "high" if aside.how == asides.SLASH or (hedged and aside.closed) else "low" if aside.closed else ""


def _of_pay(a: Figure, b: Figure, confidence: str) -> str:
    """How sure it is that "or" between a sum a year and one a week tells the same again: where the second is a little
    dearer it is another way to pay."""
    period = b.unit.rpartition(" / ")[2]
    if not a.unit.endswith("/ year") or not a.value:
        return confidence
    times = b.value * _A_YEAR[period] / a.value
    if abs(times - 1) <= _LEVEL:
        return confidence
    return "" if _SHY <= times <= _DEAR[period] else "medium"


def _customary(figure: Figure) -> bool:
    return figure.unit.replace(" ", "_") in _CUSTOMARY
