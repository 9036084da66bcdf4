"""Fit: whether a line follows from two others, or from one other and one base, position by position.

Evidence only: how far a figure may lie from what the others come to, with half of the last digit of each, and how many
digits that confirms. The verdict is the judge's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import permutations
from math import log10
from typing import Final, TypeAlias

from consistency.tables.ledger import Ledger, Line

LEFT, RIGHT = 6, 3  # how far from a line its terms may stand
SAMPLE = 16  # positions on which two lines are tried first
MOST_DIGITS = 3.0
_HAIR = 1e-7  # more than the arithmetic of a float can be off


class Form:
    """How a figure follows from two others."""

    SHARE: Final = "share"  # 100 a / b
    GROWTH: Final = "growth"  # 100 (a / b - 1)
    QUOTIENT: Final = "quotient"  # a / b
    PRODUCT: Final = "product"  # a b
    POINTS: Final = "points"  # a - b


@dataclass(slots=True, eq=False)
class Fit:
    """The positions in which a line follows from its terms, those that miss it by little, and those that fail.

    `weight` is about the number of decimal digits that agree.
    """

    form: str
    terms: tuple[Line, ...] = ()
    holds: list[int] = field(default_factory=list)
    near: list[int] = field(default_factory=list)
    fails: list[int] = field(default_factory=list)
    weight: float = 0.0

    @property
    def rank(self) -> float:
        return self.weight - 1.5 * len(self.fails) - 0.3 * len(self.near)


def computed(form: str, a: float, b: float) -> float | None:
    """What the form gives; None where it means nothing (nothing to divide by, growth from a loss)."""
    if form == Form.PRODUCT:
        return a * b
    if form == Form.POINTS:
        return a - b
    if not b or (form == Form.GROWTH and (b < 0 or a < 0)):
        return None
    return a / b if form == Form.QUOTIENT else 100 * a / b if form == Form.SHARE else 100 * (a / b - 1)


def reach(form: str, a: float, half_a: float, b: float, half_b: float) -> float:
    """How far the form may lie from what it gives for figures that may be off by so much."""
    if form == Form.POINTS:
        return half_a + half_b
    if form == Form.PRODUCT:
        return abs(a) * half_b + abs(b) * half_a
    bound = half_a / abs(b) + abs(a) * half_b / (b * b)
    return bound if form == Form.QUOTIENT else 100 * bound


def weigh(form: str, line: Line, first: Line, second: Line, positions: Iterable[int], whole: bool = False) -> Fit:
    """Work out the line from two others in each position; with `whole`, whole numbers are taken at their word."""
    fit = Fit(form, (first, second))
    for p in positions:
        if line.index[p] >= 0 and first.index[p] >= 0 and second.index[p] >= 0:
            a, b = first.value[p], second.value[p]
            result = computed(form, a, b)
            if result is not None:
                halves = first.half[p], second.half[p]
                if whole or form == Form.PRODUCT:  # so many of something are no fewer, a whole price is no other
                    halves = halves[0] if first.grain[p] < 1 else 0.0, halves[1] if second.grain[p] < 1 else 0.0
                fuzz = reach(form, a, halves[0], b, halves[1])
                place(fit, p, line.value[p], line.grain[p], result, 0.0 if form == Form.PRODUCT else fuzz, fuzz)
                if len(fit.fails) > 2 * len(fit.holds) + 2:
                    break  # of something else
    return fit


def is_exactly(ledger: Ledger, fit: Fit, line: Line, p: int) -> bool:
    """Whether a position holds even for those who take whole numbers at their word and round both terms alike."""
    first, second = fit.terms
    a, b = first.value[p], second.value[p]
    result = computed(fit.form, a, b)
    grain = min(first.grain[p], second.grain[p])
    halves = [
        0.0 if ledger.figures[term.index[p]].form == "exact" else min(term.grain[p], grain) / 2 for term in fit.terms
    ]
    fuzz = reach(fit.form, a, halves[0], b, halves[1])
    return result is not None and abs(result - line.value[p]) <= (line.grain[p] / 2 + fuzz) * (1 + 1e-9)


def place(fit: Fit, p: int, stated: float, grain: float, result: float, tight: float, fuzz: float) -> None:
    """Count a position in which the figure is `stated`, to its last digit `grain`, and `result` is worked out.

    The position holds within half of the last digit and `tight`; `fuzz` is how far the result may lie at all.
    """
    gap, slack = abs(result - stated), 1e-9 * abs(stated)
    near = grain + (1.0 if fit.form == Form.POINTS else 1.5) * fuzz + slack
    if gap <= grain / 2 + tight + slack:
        fit.holds.append(p)
        fit.weight += digits(stated, grain / 2 + (tight if gap > grain / 2 or fit.form != Form.POINTS else 0.0))
    elif gap <= near:
        fit.near.append(p)  # cut off, or worked out from figures that were rounded later
    elif abs(result + stated) <= near or (not stated and gap <= 1):
        fit.near.append(p)  # the sign tells better from worse
    else:
        fit.fails.append(p)


def forgive_points(line: Line, fit: Fit) -> None:
    """Move aside the failures of a growth that are differences: a margin or a rate among amounts changes by points."""
    if fit.form == Form.GROWTH:
        new, old = fit.terms
        gaps = {p: abs(new.value[p] - old.value[p] - line.value[p]) for p in fit.fails}
        fit.fails = [p for p, gap in gaps.items() if gap > line.grain[p] + new.grain[p]]


def forgive_halves(ledger: Ledger, line: Line, fit: Fit) -> None:
    """Move the failures that half of another line mends ("won and half of the drawn, of those played") aside."""
    if fit.form not in (Form.SHARE, Form.QUOTIENT) or len(fit.fails) < 2:
        return
    first, second = fit.terms
    for other in around(ledger, ledger.lines.index(line)):
        if other is first or other is second or other.percent:
            continue
        mended = set()
        for p in fit.fails:
            result = computed(fit.form, first.value[p] + other.value[p] / 2, second.value[p])
            if result is not None and other.value[p] and abs(result - line.value[p]) <= 1.5 * line.grain[p]:
                mended.add(p)
        if len(mended) > 1:
            fit.fails = [p for p in fit.fails if p not in mended]
            return


def digits(stated: float, limit: float) -> float:
    """The number of decimal digits that agree."""
    return min(MOST_DIGITS, log10(1 + abs(stated) / limit)) if limit > 0 else MOST_DIGITS


def best_pair(ledger: Ledger, number: int, forms: tuple[str, ...]) -> tuple[Fit | None, int]:
    """Of all pairs of lines beside it, the one that a line follows from in most positions, and how many were tried."""
    known = ledger.fits.get((number, forms))
    if known is None:
        known = ledger.fits[number, forms] = _best_pair(ledger, number, forms)
    return known


def _best_pair(ledger: Ledger, number: int, forms: Sequence[str]) -> tuple[Fit | None, int]:
    line = ledger.lines[number]
    every = [p for p, at in enumerate(line.index) if at >= 0]
    sample = every if len(every) <= SAMPLE else every[:: len(every) // SAMPLE]
    best, tries = None, 0
    own = [(line.value[p], line.grain[p], _HAIR * (abs(line.value[p]) + line.grain[p])) for p in sample]
    of_amounts, of_shares = ([form for form in forms if _fits(form, line, percent)] for percent in (False, True))
    beside = [
        (other, _cells(other, sample))
        for other in around(ledger, number)
        if (of_shares if other.percent else of_amounts)
    ]
    for (first, a), (second, b) in permutations(beside, 2):
        if first.percent is not second.percent:
            continue
        for form in of_shares if first.percent else of_amounts:
            if form != Form.PRODUCT or first.place < second.place:
                tries += 1
                if form == Form.POINTS or _may_hold(form, own, a, b):
                    fit = weigh(form, line, first, second, sample)
                    if fit.holds and (best is None or fit.rank > best.rank):
                        best = fit
    if best is not None and len(sample) < len(every):
        first, second = best.terms
        best = weigh(best.form, line, first, second, every)
    if best is not None and best.form == Form.QUOTIENT:
        first, second = best.terms
        counted = weigh(best.form, line, first, second, every, whole=True)
        if 10 * len(counted.holds) >= 9 * len(best.holds) and len(counted.fails) <= max(1, len(counted.holds) // 10):
            best = counted  # the heads of a figure per head are counted, though its money may be rounded
    if best is not None:
        forgive_halves(ledger, line, best)
        forgive_points(line, best)
    return best, tries


_Cells: TypeAlias = list[tuple[float, float] | None]


def _cells(line: Line, positions: Sequence[int]) -> _Cells:
    """The figures of a line with how far they may lie from what was rounded, None where there is none."""
    return [(line.value[p], line.half[p]) if line.index[p] >= 0 else None for p in positions]


def _may_hold(form: str, own: Sequence[tuple[float, float, float]], first: _Cells, second: _Cells) -> bool:
    """A quick look that leaves out the many pairs of which `weigh` would find no position that holds before it gives up.

    `own` are the figures of the line with their last digits and a hair, by which the look takes more for holding, and
    less for failing, than `place` does.
    """
    product, growth = form == Form.PRODUCT, form == Form.GROWTH
    times = 1.0 if form == Form.QUOTIENT else 100.0
    fails = 0
    for (stated, grain, hair), one, other in zip(own, first, second, strict=True):
        if one is None or other is None:
            continue
        (a, half_a), (b, half_b) = one, other
        if product:
            result, fuzz = a * b, abs(a) * half_b + abs(b) * half_a
        elif not b or (growth and (a < 0 or b < 0)):
            continue
        else:
            result = times * a / b
            fuzz = (times * half_a + abs(result) * half_b) / abs(b)
            if growth:
                result -= times
        gap, near = abs(result - stated), grain + 1.5 * fuzz + hair
        if gap <= near:
            if gap <= grain / 2 + (0.0 if product else fuzz) + hair:
                return True
        elif abs(result + stated) > near and (stated or gap > 1 + hair):
            fails += 1
            if fails > 2:
                return False
    return False


def _fits(form: str, line: Line, percent: bool) -> bool:
    """Whether the line can follow in the form from two lines of percentages, or from two of amounts."""
    if form == Form.POINTS:
        return percent or line.percent
    return not percent and (form in (Form.SHARE, Form.GROWTH) or not line.percent)


def around(ledger: Ledger, number: int) -> Iterator[Line]:
    """The lines beside one from which it may follow."""
    for other in range(max(0, number - LEFT), min(len(ledger.lines), number + RIGHT + 1)):
        line = ledger.lines[other]
        if other != number and line.numbers > 1 and not line.dates:
            yield line


def is_believed(fit: Fit, tries: int, need: float, fewest: int = 2) -> bool:
    """Whether so many digits agree that chance and the number of trials do not explain it, and little speaks against.

    `fewest` is the number of positions in which the line must follow from its terms.
    """
    if len(fit.holds) < fewest or len(fit.near) > len(fit.holds):
        return False
    if len(fit.fails) > max(1, len(fit.holds) // 3):
        return False
    return fit.weight - log10(max(tries, 1)) - 0.5 * len(fit.fails) >= need


def confidence(fit: Fit, explained: bool, clear: bool = False) -> str:
    """How sure it is that a failing position was meant to hold: by how many others do, and whether one slip explains it.

    `clear` says that the label tells what the line is.
    """
    holds, fails = len(fit.holds), len(fit.fails)
    if fails > 1:
        return "medium" if holds > 10 * fails or (explained and holds >= 3 * fails) else "low"
    if holds > 3 and (explained or clear):
        return "high"
    return "medium" if explained or holds > 2 else "low"


def is_explained(line: Line, fit: Fit, p: int) -> bool:
    """Whether the slip of one figure explains why a position fails."""
    first, second = fit.terms
    a, b, stated, half = first.value[p], second.value[p], line.value[p], line.grain[p] / 2
    result = computed(fit.form, a, b)
    if result is not None and is_slip(stated, result - half, result + half, line.grain[p]):
        return True
    for term, solve, other in ((first, _first, b), (second, _second, a)):
        ends = solve(fit.form, stated - half, other), solve(fit.form, stated + half, other)
        if is_slip(term.value[p], min(ends), max(ends), term.grain[p]):
            return True
    return False


def _first(form: str, stated: float, b: float) -> float:
    """What the first term would have to be."""
    if form == Form.POINTS:
        return stated + b
    if form == Form.PRODUCT:
        return stated / b if b else 0.0
    return b * (stated if form == Form.QUOTIENT else stated / 100 if form == Form.SHARE else 1 + stated / 100)


def _second(form: str, stated: float, a: float) -> float:
    """What the second term would have to be; 0 where nothing would do."""
    if form == Form.POINTS:
        return a - stated
    divisor = {Form.GROWTH: 1 + stated / 100, Form.SHARE: stated / 100}.get(form, stated)
    return a / divisor if divisor else 0.0


def is_slip(printed: float, low: float, high: float, grain: float) -> bool:
    """Whether a slip of the hand turns a figure from `low` to `high` into what is printed."""
    if not printed:
        return False
    if any(low <= printed * factor <= high for factor in (-1.0, 0.1, 10.0, 100.0, 0.01, 1000.0, 0.001)):
        return True
    digits_shown = str(round(abs(printed) / grain)) if abs(printed) / grain < 1e15 else ""
    sign = grain if printed > 0 else -grain
    for place_of, digit in enumerate(digits_shown):
        power = 10 ** (len(digits_shown) - 1 - place_of)
        rest = int(digits_shown) - int(digit) * power
        if any(low <= sign * (rest + other * power) <= high for other in range(10)):
            return True
        following = digits_shown[place_of + 1 : place_of + 2]
        if following:
            swapped = int(digits_shown) + (int(following) - int(digit)) * (power - power // 10)
            if low <= sign * swapped <= high:
                return True
    return False
