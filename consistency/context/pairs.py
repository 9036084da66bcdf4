"""Pairs: of an article's twins, those of which one is stated and the other says what it should be.

The figure whose value stands nowhere else in the article is the stated one; where both stand alone, it is that of the
summary, else the later one. A pair in which each value stands somewhere else too is left out: the article has both.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from consistency.context.places import Places
from consistency.context.twins import Contexts, Twins
from consistency.figure import Figure
from consistency.grammar.lazy import pattern
from consistency.slip import SCALE_WORD, STRONG, TRANSPOSED, is_likely, slip

if TYPE_CHECKING:
    from consistency.relation import Article

_LEVELS = ("", "low", "medium", "high")
_FEW, _MANY, _FULL = 3, 4, 5
_LONG, _VERY_LONG = 3, 5
"""How many digits a number has in which a slip tells something, and in which it leaves no doubt."""
_FAR, _FAR_SHARES = 100, 2.5
"""By which factor two figures, or two percentages, may differ and still be one."""
_SOME_OF = pattern(r"\s*of\s+(?:the|our|my|its|their|his|her|your|these|those|them|us)\b", re.IGNORECASE)
_SOME, _HALF, _MOST = 0.4, 0.5, 0.75
"""Shares of words: of all that two sentences have, and of those near one figure that the other's sentence has."""


class Pair(NamedTuple):
    """Two figures by index; `confidence` is how sure it is that they are one."""

    stated: int
    twin: int
    confidence: str
    twins: Twins

    @property
    def rank(self) -> tuple[int, int, int, float]:
        """Of several twins of one figure, the likest has the highest."""
        return _LEVELS.index(self.confidence), self.twins.rare, self.twins.shared, self.twins.alike


def pairs(article: Article, places: Places, of_summary: bool, implied: Callable[[Figure], bool]) -> dict[int, Pair]:
    """The best pair of each stated figure: with `of_summary` a summary's figure and one of the text, else two of the text.

    `implied` says whether the article comes to a summary's figure in another way.
    """
    best: dict[int, Pair] = {}
    for twins in article.contexts.twins:
        pair = _pair(article.contexts, places, twins, of_summary, implied)
        if pair is not None and (pair.stated not in best or best[pair.stated].rank < pair.rank):
            best[pair.stated] = pair
    return best


def _pair(
    contexts: Contexts, places: Places, twins: Twins, of_summary: bool, implied: Callable[[Figure], bool]
) -> Pair | None:
    first, second = contexts.figures[twins.first], contexts.figures[twins.second]
    told = places.sums_up(first.block, second.block) - places.sums_up(second.block, first.block)
    if bool(told) != of_summary or places.are_series(first.block, second.block):
        return None
    side = 0 if told > 0 else 1
    confidence = _of_summary(contexts, twins, side, first, second) if of_summary else _of_text(twins, first, second)
    if not confidence:
        return None
    order = (twins.first, twins.second) if told > 0 else (twins.second, twins.first)
    if not contexts.repeated(*order):
        alone = [contexts.alone(index) for index in order]
        if not any(alone) or contexts.answered(*order):
            return None
        summary, scaled = order[0], _is_scaled(first, second)
        if contexts.completed(*order) or (told and not scaled and _stands_in_text(contexts, places, summary)):
            return None
        if told and not scaled and implied(contexts.figures[order[0]]):
            return None
        if not alone[0]:
            order = (order[1], order[0])
    return Pair(*order, confidence, twins)


def _stands_in_text(contexts: Contexts, places: Places, index: int) -> bool:
    """Whether the text itself prints the summary's figure, so that nothing contradicts it."""
    stated = contexts.figures[index]
    return any(
        other.is_like(stated) and places.kinds[other.block] == "text" and contexts.repeated(index, number)
        for number, other in enumerate(contexts.figures)
    )


def _of_summary(contexts: Contexts, twins: Twins, side: int, first: Figure, second: Figure) -> str:
    """How sure it is that the figure of a summary (the first or second by `side`) and one of the text are one."""
    if _is_scaled(first, second) or _is_unmistakable(twins, first, second):
        return "medium"
    if twins.replaced or (twins.contrary and twins.rare < _FEW):
        return ""
    if not _is_slip(first, second) and contexts.are_of_two_times(twins.first, twins.second):
        return ""
    cover = twins.covers[side]
    words = twins.shared >= 2 and twins.rare >= 1
    if not twins.unlike and words:
        if twins.rare >= 2 and not twins.apart:
            return "high" if twins.anchored[side] else "medium"
        if twins.shared >= _MANY or (twins.anchored[side] and cover >= _MOST):
            return "medium"
    if _is_slip(first, second) and not twins.dated:
        return "medium"
    return "low" if twins.anchored[side] and cover >= _HALF and (twins.shared >= 2 or twins.rare) else ""


def _of_text(twins: Twins, first: Figure, second: Figure) -> str:
    """How sure it is that two figures of the text are one; empty where it is not."""
    if _is_scaled(first, second) and not (first.attributed or second.attributed):
        return "medium"
    if _is_unmistakable(twins, first, second):
        return "medium"
    if twins.replaced or twins.contrary:
        return ""
    if twins.shared >= (_FEW if _digits(first, second) >= _LONG else _FULL) and _is_transposed(first, second):
        return "medium"
    if twins.dated or first.attributed or second.attributed:
        return ""
    if _is_number_of(first) or _is_number_of(second) or _are_far_apart(first, second):
        return ""
    if _is_some_of(first) != _is_some_of(second):
        return ""
    same = first.block == second.block
    words = twins.shared >= 2 and twins.rare >= 1
    both = all(twins.anchored)
    if not twins.apart and not twins.unlike:
        # The words alone are not enough: "60 days after the loss" and "30 days after the notice" are two terms.
        if _is_slip(first, second) and (words or (twins.rare and _is_telling(first, second))):
            return "medium"
        sentence = both and words and not (same or twins.referring or twins.short)
        if sentence and (twins.rare >= 2 or twins.alike >= _SOME):
            return "medium" if twins.rare >= _FEW and min(twins.covers) >= _MOST else "low"
        if words and not same and twins.alike >= _SOME:
            return "low"
    if twins.apart:
        return "low" if words and not same and twins.shared >= _FEW and any(twins.anchored) else ""
    return "low" if words and (both or (any(twins.anchored) and twins.rare >= 2 and not same)) else ""


def _is_unmistakable(twins: Twins, first: Figure, second: Figure) -> bool:
    """Whether the two numbers are so long, and but for a slip the same, that chance makes hardly ever two of them.

    Then little in their sentences needs to agree, and names may stand in one of them only: "X's plan would cost" and
    "the plan is projected to cost".
    """
    if twins.replaced or twins.other_dates:
        return False
    if _digits(first, second) >= _VERY_LONG:
        return twins.shared > 0 and twins.common >= _FEW and _is_slip(first, second)
    return _digits(first, second) > _LONG and twins.shared >= _MANY and _is_transposed(first, second)


def _is_number_of(figure: Figure) -> bool:
    """Whether a decimal that counts nothing is rather the number of a section or of a version."""
    return figure.kind == "count" and figure.grain < 1 and not figure.head


def _are_far_apart(first: Figure, second: Figure) -> bool:
    """Whether the one is so many times the other that they hardly count the same: two floods, 8,172 cattle."""
    less, more = sorted((abs(first.value), abs(second.value)))
    shares = first.kind == "percent" and not _is_slip(first, second)
    return more > (_FAR_SHARES if shares else _FAR) * less


def _is_some_of(figure: Figure) -> bool:
    """Whether the figure is a part of what its words name: "six of our unions"."""
    return figure.kind == "count" and _SOME_OF.match(figure.after) is not None


def _is_slip(first: Figure, second: Figure) -> bool:
    """Whether a slip of the hand makes the one number of the other, both long enough to tell."""
    grain = min(first.grain, second.grain)
    found = slip(first.value, second.value, grain)
    return _digits(first, second) >= _LONG and is_likely(found, first.value, second.value, grain)


def _is_transposed(first: Figure, second: Figure) -> bool:
    """Whether two digits have changed places, which chance seldom makes of two cases that share so many words."""
    return slip(first.value, second.value, min(first.grain, second.grain)) == TRANSPOSED


def _is_telling(first: Figure, second: Figure) -> bool:
    """Whether the slip leaves little choice: transposed digits, a dropped zero."""
    return slip(first.value, second.value, min(first.grain, second.grain)) in STRONG


def _is_scaled(first: Figure, second: Figure) -> bool:
    """Whether the two have the same digits and differ by a scale word: "$26.5" and "$26.5 billion"."""
    found = slip(first.value, second.value, min(first.grain, second.grain))
    return _digits(first, first) >= _LONG and found == SCALE_WORD


def _digits(first: Figure, second: Figure) -> int:
    """How many digits that are no leading or trailing zeros the shorter of two numbers has."""
    grain = min(first.grain, second.grain)
    return min(len(str(round(abs(figure.value) / grain)).strip("0")) for figure in (first, second))
