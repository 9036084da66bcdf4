"""Intervals: what a written figure commits its author to, and the arithmetic of such commitments.

Everything here works on whole columns at once. An interval has two ends, each open or closed; an infinite end is
open. The table of written forms and the table of hedges (DESIGN, section 4) are `of_codes`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from consistency.figure import FORMS, HEDGES
from consistency.tolerances import DEFAULT, Tolerances

if TYPE_CHECKING:
    from numpy.typing import NDArray

Floats: TypeAlias = "NDArray[np.float64]"
Bools: TypeAlias = "NDArray[np.bool_]"
Codes: TypeAlias = "NDArray[np.int8]"

SAME = 1e-9
"""Ends that differ by less than this share of their size are one end."""
NOISE = 1e-13
"""What is left of a difference of two equal sums, as a share of the interval's own size."""

COUNTED = 1e-5
"""A fraction of a finer grain is no rounded one: 105/845."""

EXACT, DIGITS, ROUNDED, FRACTION, MULTIPLE = range(len(FORMS))
NONE, ABOUT, NEARLY, JUST_OVER, MORE_THAN, AT_LEAST, UP_TO, LESS_THAN, RANGE, VAGUE = range(len(HEDGES))


@dataclass(frozen=True, eq=False, slots=True)
class Intervals:
    """Arrays of one shape: the ends of each interval and whether an end is open."""

    low: Floats
    high: Floats
    low_open: Bools
    high_open: Bools

    def __add__(self, other: Intervals) -> Intervals:
        return Intervals(
            self.low + other.low,
            self.high + other.high,
            self.low_open | other.low_open,
            self.high_open | other.high_open,
        )

    def __neg__(self) -> Intervals:
        return Intervals(-self.high, -self.low, self.high_open, self.low_open)

    def __sub__(self, other: Intervals) -> Intervals:
        return self + -other

    def __mul__(self, other: Intervals) -> Intervals:
        corners = [_product(a, a_open, b, b_open) for a, a_open in self._ends() for b, b_open in other._ends()]
        low = reduce(np.minimum, [product for product, _ in corners])
        high = reduce(np.maximum, [product for product, _ in corners])
        return Intervals(
            low,
            high,
            reduce(np.logical_and, [is_open | (product != low) for product, is_open in corners]),
            reduce(np.logical_and, [is_open | (product != high) for product, is_open in corners]),
        )

    def _ends(self) -> list[tuple[Floats, Bools]]:
        """Both ends, and whether they are open; of `points` the one."""
        low, high = (self.low, self.low_open), (self.high, self.high_open)
        return [low] if self.high is self.low and self.high_open is self.low_open else [low, high]

    def __truediv__(self, other: Intervals) -> Intervals:
        return self * other.inverse()

    def inverse(self) -> Intervals:
        """One divided by each; (-inf, inf) where zero lies inside, half a line where zero is one of the ends."""
        with np.errstate(divide="ignore", over="ignore"):
            low, high = 1.0 / self.high, 1.0 / self.low
        below, above = self.high == 0, self.low == 0
        through = ((self.low < 0) & (self.high > 0)) | (below & above)
        low = np.where(below | through, -np.inf, low)
        high = np.where(above | through, np.inf, high)
        return Intervals(low, high, self.high_open | np.isinf(low), self.low_open | np.isinf(high))

    def abs(self) -> Intervals:
        """The distance from zero."""
        through = (self.low < 0) & (self.high > 0)
        from_below = -self.low > self.high
        mirrored = self.high <= 0
        swap = mirrored | (through & from_below)
        low = np.where(through, 0.0, np.where(mirrored, -self.high, self.low))
        low_open = ~through & np.where(mirrored, self.high_open, self.low_open)
        return Intervals(
            low, np.where(swap, -self.low, self.high), low_open, np.where(swap, self.low_open, self.high_open)
        )

    def sum(self, axis: int) -> Intervals:
        """The sum along one axis."""
        return Intervals(
            self.low.sum(axis=axis),
            self.high.sum(axis=axis),
            np.asarray(self.low_open.any(axis=axis)),
            np.asarray(self.high_open.any(axis=axis)),
        )

    def sums_of_others(self) -> Intervals:
        """For each column the sum of all the others in its row."""
        opens = (
            np.asarray(is_open.sum(axis=1, keepdims=True) > is_open) for is_open in (self.low_open, self.high_open)
        )
        return Intervals(_sums_of_others(self.low), _sums_of_others(self.high), *opens)

    def min(self, axis: int) -> Intervals:
        """The smallest along one axis."""
        return -(-self).max(axis)

    def max(self, axis: int) -> Intervals:
        """The largest along one axis."""
        low, high = self.low.max(axis=axis), self.high.max(axis=axis)
        # x > 3 and x >= 3 have a largest that is more than 3; their upper ends 5) and 5] reach 5.
        at_low = self.low == np.expand_dims(low, axis)
        at_high = self.high == np.expand_dims(high, axis)
        return Intervals(low, high, (self.low_open & at_low).any(axis=axis), (self.high_open | ~at_high).all(axis=axis))

    def where(self, keep: Bools, other: Intervals) -> Intervals:
        """These where `keep` is true, else the others."""
        return Intervals(
            np.where(keep, self.low, other.low),
            np.where(keep, self.high, other.high),
            np.where(keep, self.low_open, other.low_open),
            np.where(keep, self.high_open, other.high_open),
        )

    def take(self, index: Any) -> Intervals:
        """The intervals at a NumPy index."""
        return Intervals(self.low[index], self.high[index], self.low_open[index], self.high_open[index])

    def scaled(self, factor: Floats | float, offset: Floats | float = 0.0) -> Intervals:
        """Each times `factor` (a negative one swaps the ends) plus `offset`."""
        factor = np.broadcast_to(np.asarray(factor, dtype=np.float64), self.low.shape)
        flip = factor < 0
        with np.errstate(invalid="ignore"):
            low, high = self.low * factor + offset, self.high * factor + offset
        return Intervals(
            np.where(flip, high, low),
            np.where(flip, low, high),
            np.where(flip, self.high_open, self.low_open),
            np.where(flip, self.low_open, self.high_open),
        )


def _sums_of_others(values: Floats) -> Floats:
    """The total less the own value would not do: it may be infinite, and even finite it is not as exact."""
    before, after = np.zeros_like(values), np.zeros_like(values)
    before[:, 1:] = values[:, :-1].cumsum(axis=1)
    after[:, :-1] = values[:, :0:-1].cumsum(axis=1)[:, ::-1]
    return before + after


def _product(a: Floats, a_open: Bools, b: Floats, b_open: Bools) -> tuple[Floats, Bools]:
    """One corner of a product; zero times infinity is zero, and a closed zero makes the corner closed."""
    with np.errstate(invalid="ignore", over="ignore"):
        product = a * b
    zero = (a == 0) | (b == 0)
    reached = ((a == 0) & ~a_open) | ((b == 0) & ~b_open)
    return np.where(zero, 0.0, product), (a_open | b_open) & ~reached


def points(value: Floats) -> Intervals:
    """Closed intervals of no width."""
    closed = np.zeros(np.shape(value), dtype=np.bool_)
    return Intervals(value, value, closed, closed)


def compare_ends(a: Floats, b: Floats, size: Floats | float = 0.0) -> NDArray[np.int8]:
    """-1, 0 or 1 as the end `a` lies below, at or above the end `b`; `size` is that of the figures behind them."""
    with np.errstate(invalid="ignore"):
        larger = np.maximum(np.abs(a), np.abs(b))
        margin = np.where(np.isfinite(larger), SAME * larger, 0.0) + NOISE * size
        gap = np.where(a == b, 0.0, a - b)
    return (np.sign(gap) * (np.abs(gap) > margin)).astype(np.int8)


def _size(a: Intervals, b: Intervals) -> Floats:
    ends = [np.abs(end) for end in (a.low, a.high, b.low, b.high)]
    return reduce(np.maximum, [np.where(np.isfinite(end), end, 0.0) for end in ends])


def meets(a: Intervals, b: Intervals) -> Bools:
    """Whether two intervals have a value in common; ends within 1e-9 of each other touch, and an open end that only
    touches does not meet."""
    size = _size(a, b)
    return _reaches(a.low, b.high, a.low_open | b.high_open, size) & _reaches(
        b.low, a.high, b.low_open | a.high_open, size
    )


def may_precede(a: Intervals, b: Intervals, strict: bool = False) -> Bools:
    """Whether some value of `a` is at most (`strict`: less than) some value of `b`."""
    return _reaches(a.low, b.high, a.low_open | b.high_open | strict, _size(a, b))


def must_precede(a: Intervals, b: Intervals, strict: bool = False) -> Bools:
    """Whether every value of `a` is at most (`strict`: less than) every value of `b`."""
    order = compare_ends(a.high, b.low, _size(a, b))
    touching = (order == 0) & (a.high_open | b.low_open | (not strict))
    return np.asarray((order < 0) | touching)


def _reaches(low: Floats, high: Floats, is_open: Bools, size: Floats) -> Bools:
    order = compare_ends(low, high, size)
    return np.asarray((order < 0) | ((order == 0) & ~is_open))


def codes(words: Sequence[str] | NDArray[np.object_], names: tuple[str, ...]) -> Codes:
    """The place of each word in `names`. An unknown word is a bug of the extraction: KeyError."""
    place = {name: number for number, name in enumerate(names)}
    return np.array([place[word] for word in words], dtype=np.int8)


def one_of(hedge: Codes, which: Sequence[int]) -> Bools:
    """Whether each hedge is one of these. `numpy.isin` may import masked arrays, which costs more than most articles."""
    sought = np.zeros(len(HEDGES), dtype=np.bool_)
    sought[list(which)] = True
    return sought[hedge]


def of_figures(
    value: Floats,
    value_to: Floats,
    grain: Floats,
    round_to: Floats,
    form: NDArray[np.object_],
    hedge: NDArray[np.object_],
    tolerances: Tolerances = DEFAULT,
) -> tuple[Intervals, Intervals]:
    """The strict and the loose interval of each figure, from columns of the figures table; form and hedge in words."""
    return of_codes(value, value_to, grain, round_to, codes(form, FORMS), codes(hedge, HEDGES), tolerances=tolerances)


def of_codes(
    value: Floats,
    value_to: Floats,
    grain: Floats,
    round_to: Floats,
    form: Codes,
    hedge: Codes,
    scale: Floats | float = 1.0,
    tolerances: Tolerances = DEFAULT,
) -> tuple[Intervals, Intervals]:
    """As `of_figures`, in arrays of any one shape, with the numbers of the form and of the hedge for their words.

    `scale` is what the figure has been multiplied by: a fraction (0.667) read as a percentage (66.7) has 100. A
    negative figure is the mirror image of its positive one: "a loss of nearly 5" lies in (-5, -4.5].
    """
    size = np.abs(value)
    half, down, up = _widths(size, grain, round_to, form, scale, tolerances)
    exact = form == EXACT
    worded = (form == FRACTION) | (form == MULTIPLE)
    closed = np.zeros(np.shape(value), dtype=np.bool_)
    strict = Intervals(size - half, size + half, closed, closed)
    loose = Intervals(size - down, size + up, closed, ~(exact | worded))
    if (hedge != NONE).any():
        hedge = _turned(hedge, (form == MULTIPLE) & (size < 1))
        # A worded figure may have been rounded as far as its loose interval reaches; that is its u2.
        coarse = np.where(worded, 2 * down, round_to)
        least = np.where(form == DIGITS, half, 0.0)
        hedged = _hedged(size, _size_to(value, value_to), half, least, grain, coarse, worded, hedge, tolerances)
        strict, loose = strict.where(hedge == NONE, hedged), loose.where(hedge == NONE, hedged)
    # A range says both its ends as they stand, sign included, and an end below zero must not be mirrored twice.
    spans = ((hedge == RANGE) | (hedge == ABOUT)) & ~np.isnan(value_to)
    mirror = (value < 0) & ~spans
    if mirror.any():
        strict, loose = (-strict).where(mirror, strict), (-loose).where(mirror, loose)
    if spans.any():
        low, high = np.minimum(value, value_to), np.maximum(value, value_to)
        coarse = np.where(worded, 2 * down, round_to)
        exact_end = np.where(worded, half, grain / 2)
        below = np.where(hedge == ABOUT, _around(np.abs(low), coarse, tolerances), exact_end)
        above = np.where(hedge == ABOUT, _around(np.abs(high), coarse, tolerances), exact_end)
        ends = Intervals(low - below, high + above, closed, closed)
        strict, loose = ends.where(spans, strict), ends.where(spans, loose)
    return strict, loose


_TURNED = {MORE_THAN: LESS_THAN, AT_LEAST: UP_TO, NEARLY: JUST_OVER}


def _turned(hedge: Codes, falls: Bools) -> Codes:
    """The hedges, those of a fall told as a multiple turned round: "more than halved" is less than half as much."""
    if not falls.any():
        return hedge
    turned = hedge.copy()
    for one, other in _TURNED.items():
        turned[falls & (hedge == one)] = other
        turned[falls & (hedge == other)] = one
    return turned


def _around(size: Floats, coarse: Floats, tolerances: Tolerances) -> Floats:
    """How far "about" reaches from a figure of that size whose last digit that is not zero stands at `coarse`."""
    return np.maximum(tolerances.about * size, np.minimum(coarse / 2, tolerances.about_round * size))


def _size_to(value: Floats, value_to: Floats) -> Floats:
    return np.abs(np.where(np.isnan(value_to), value, value_to))


def _widths(
    size: Floats, grain: Floats, round_to: Floats, form: Codes, scale: Floats | float, tolerances: Tolerances
) -> tuple[Floats, Floats, Floats]:
    """The strict half-width, and how far the loose interval reaches down and up: the table of written forms."""
    digits, rounded = form == DIGITS, form == ROUNDED
    half = np.where(digits | rounded, grain / 2, 0.0)
    down = np.where(digits, grain / 2, np.where(rounded, round_to / 2, 0.0))
    up = np.where(digits, grain, np.where(rounded, round_to, 0.0))
    fraction, multiple = form == FRACTION, form == MULTIPLE
    if (worded := fraction | multiple).any():
        counted = fraction & (grain <= COUNTED * scale)
        strict = np.where(fraction, tolerances.fraction_strict * scale, tolerances.multiple_strict * size)
        loose = np.where(fraction, tolerances.fraction_loose * scale, tolerances.multiple_loose * size)
        reach = np.where(counted, grain, loose)
        half = np.where(worded, np.where(counted, grain, strict), half)
        down, up = np.where(worded, reach, down), np.where(worded, reach, up)
    return half, down, up


def _hedged(
    size: Floats,
    size_to: Floats,
    half: Floats,
    least: Floats,
    grain: Floats,
    coarse: Floats,
    worded: Bools,
    hedge: Codes,
    tolerances: Tolerances,
) -> Intervals:
    """The table of hedges, for figures that are not negative. A range under "about" is `of_codes`' own.

    `least` is what "about" reaches at the least: "about 1 %" is no closer than "1 %".
    """
    around = np.maximum(_around(size, coarse, tolerances), least)
    spans = size_to > size
    nought, endless = np.zeros(np.shape(size)), np.full(np.shape(size), np.inf)
    wide = np.where(worded, half, grain / 2)
    table: list[tuple[int, Floats, Floats]] = [
        (ABOUT, size - around, size + around),
        (NEARLY, size * (1 - tolerances.nearly), size_to),
        (JUST_OVER, size, size_to * (1 + tolerances.just_over)),
        (MORE_THAN, size, endless),
        (AT_LEAST, size, endless),
        (UP_TO, nought, size_to),
        (LESS_THAN, nought, size_to),
        (RANGE, size - wide, size + wide),
        # "hundreds" says two of them at least, "several hundred" says it in its value already.
        (VAGUE, np.where(spans, np.maximum(size, 2 * coarse), size), np.where(spans, size_to, np.inf)),
    ]
    which = [hedge == code for code, _, _ in table]
    return Intervals(
        np.select(which, [low for _, low, _ in table], size),
        np.select(which, [high for _, _, high in table], size),
        one_of(hedge, (JUST_OVER, MORE_THAN)),
        one_of(hedge, (NEARLY, MORE_THAN, AT_LEAST, LESS_THAN, VAGUE)),
    )
