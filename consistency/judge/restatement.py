"""Restatement: whether two figures can be the same one, said again or said in another unit.

Used by the judge alone. All functions take terms of shapes that go together and give arrays of `VERDICTS` numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from consistency.findings import VERDICTS
from consistency.interval import (
    AT_LEAST,
    EXACT,
    JUST_OVER,
    LESS_THAN,
    MORE_THAN,
    NEARLY,
    ROUNDED,
    UP_TO,
    VAGUE,
    Bools,
    Floats,
    Intervals,
    compare_ends,
    meets,
    one_of,
)
from consistency.judge.terms import Terms
from consistency.tolerances import Tolerances

if TYPE_CHECKING:
    from numpy.typing import NDArray

AGREES, ROUNDING, CONTRADICTS, UNDECIDED = range(len(VERDICTS))
ONE_SIDED = (MORE_THAN, AT_LEAST, UP_TO, LESS_THAN)
_UPWARDS = (JUST_OVER, MORE_THAN, AT_LEAST)
_DOWNWARDS = (NEARLY, UP_TO, LESS_THAN)


def restated(a: Terms, b: Terms, tolerances: Tolerances) -> NDArray[np.int64]:
    """The verdict on "a and b are one figure"."""
    same = _same_figures(a, b)
    opposite = (one_of(a.hedge, _UPWARDS) & one_of(b.hedge, _DOWNWARDS)) | (
        one_of(a.hedge, _DOWNWARDS) & one_of(b.hedge, _UPWARDS)
    )
    strict_a, loose_a = bounded(a, tolerances)
    strict_b, loose_b = bounded(b, tolerances)
    # Two figures of one grain that differ as printed are two figures: 34 % and 35 % have an end in common, and
    # 17,000 and 18,000 a loose interval, but nobody rounds one number to both.
    alike = a.plain & b.plain & (compare_ends(a.round_to, b.round_to) == 0) & (a.offset == b.offset)
    return np.select(
        [
            same & ~opposite,
            alike & ~same,
            # "at least 12,000" and "up to 12,000" have 12,000 in common, and that is not enough to tell.
            same & opposite & meets(strict_a, strict_b),
            meets(strict_a, strict_b),
            meets(loose_a, loose_b),
        ],
        [AGREES, CONTRADICTS, UNDECIDED, AGREES, ROUNDING],
        CONTRADICTS,
    )


def summarised(stated: Terms, tolerances: Tolerances) -> Intervals:
    """What a headline or summary may stand for: anything that rounds, or is cut off, to its own last digit.

    A single digit is not taken for a rounding of just anything: "100 killed" may stand for 98, not for 60.
    """
    near = np.minimum(stated.round_to, tolerances.summary * np.abs(stated.value))
    rounding = np.where(stated.form == EXACT, ROUNDED, stated.form)
    rounded = stated._replace(form=rounding, round_to=near, grain=np.minimum(stated.grain, near))
    return bounded(rounded, tolerances._replace(one_sided=tolerances.summary))[1]


def supported(body: Terms, stated: Terms, tolerances: Tolerances) -> NDArray[np.int64]:
    """The verdict on "this figure of the body is what the headline's figure stands for".

    It is the headline that rounds, so the body's figure is taken as printed, its hedge dropped. A vague figure
    ("dozens") supports no other.
    """
    low, high = _ends(body)
    closed = np.zeros(low.shape, dtype=np.bool_)
    printed = Intervals(np.minimum(low, high), np.maximum(low, high), closed, closed)
    clear = (body.hedge != VAGUE) | (stated.hedge == VAGUE)
    same = _same_figures(body, stated)
    return np.where(same | (clear & meets(printed, summarised(stated, tolerances))), AGREES, CONTRADICTS)


def converted(a: Terms, b: Terms, tolerances: Tolerances) -> NDArray[np.int64]:
    """The verdict on "a, in the unit of b, is b"."""
    verdict = _converted(a, b, tolerances)
    if (a.offset != 0).any():
        # "a rise of 5 C (9 F)" converts a difference, "5 C (41 F)" a temperature; either reading may be meant.
        difference = a._replace(offset=np.zeros(a.offset.shape))
        verdict = np.minimum(verdict, _converted(difference, b, tolerances))
    return verdict


def _converted(a: Terms, b: Terms, tolerances: Tolerances) -> NDArray[np.int64]:
    reach = np.maximum(_reach(a, tolerances), _reach(b, tolerances))
    low_a, high_a = _ends(a)
    low_b, high_b = _ends(b)
    single = (low_a == high_a) | (low_b == high_b)
    # A range converts end by end; "5 to 6 miles (9 km)" names one figure within it.
    near = (np.abs(low_a - low_b) <= reach * (1 + 1e-9)) & (np.abs(high_a - high_b) <= reach * (1 + 1e-9))
    within = single & (low_a <= high_b + reach) & (low_b <= high_a + reach)
    _, loose_a = bounded(a, tolerances)
    _, loose_b = bounded(b, tolerances)
    return np.select([near | within, meets(loose_a, loose_b)], [AGREES, ROUNDING], CONTRADICTS)


def _reach(terms: Terms, tolerances: Tolerances) -> Floats:
    """Half of the last digit that is not zero, but of a round figure only so much: 300 metres are not 894 feet."""
    share = tolerances.conversion * np.abs(terms.value + terms.offset)
    return np.maximum(terms.grain / 2, np.minimum(terms.round_to / 2, share))


def _ends(terms: Terms) -> tuple[Floats, Floats]:
    low = terms.value + terms.offset
    spans = (terms.hedge != VAGUE) & ~np.isnan(terms.value_to)
    return low, np.where(spans, terms.value_to + terms.offset, low)


def _same_figures(a: Terms, b: Terms) -> Bools:
    """Whether one and the same value is printed, whatever the hedges."""
    low_a, high_a = _ends(a)
    low_b, high_b = _ends(b)
    vague = (a.hedge == VAGUE) ^ (b.hedge == VAGUE)
    return np.asarray((compare_ends(low_a, low_b) == 0) & (compare_ends(high_a, high_b) == 0) & ~vague)


def bounded(terms: Terms, tolerances: Tolerances) -> tuple[Intervals, Intervals]:
    """The intervals, with "more than v" and its like reaching no further from v than a restatement would go."""
    strict, loose = terms.intervals(tolerances)
    one_sided = one_of(terms.hedge, ONE_SIDED)
    if not one_sided.any():
        return strict, loose
    size = np.abs(terms.value)
    reach = np.maximum(terms.round_to, tolerances.one_sided * size)
    up = one_of(terms.hedge, (MORE_THAN, AT_LEAST))
    near = Intervals(
        np.where(up, size, size - reach),
        np.where(up, size + reach, size),
        terms.hedge == MORE_THAN,
        terms.hedge == LESS_THAN,
    )
    near = near.scaled(np.where(terms.value < 0, -terms.sign, terms.sign), terms.offset)
    return near.where(one_sided, strict), near.where(one_sided, loose)
