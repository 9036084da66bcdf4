"""Slip: how a hand goes wrong in writing a figure, and what it may have meant to write.

The one list of slips: a table's sums ask whether any explains a gap, the repair which one does and how likely it is.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from consistency.figure import Figure

TRANSPOSED = "transposed digits"
DROPPED_ZERO, EXTRA_ZERO = "a dropped zero", "an extra zero"
DROPPED_ZEROS, EXTRA_ZEROS = "two dropped zeros", "two extra zeros"
SCALE_WORD, POINT, SIGN = "the wrong scale word", "a misplaced decimal point", "a swapped sign"
MISSING_DIGIT, EXTRA_DIGIT, WRONG_DIGIT = "a missing digit", "an extra digit", "one wrong digit"
DOUBLED_DIGIT, STALE = "a digit typed twice", "a repeat of the figure beside it"

STRONG = (TRANSPOSED, DROPPED_ZERO, EXTRA_ZERO, DROPPED_ZEROS, EXTRA_ZEROS, SCALE_WORD, POINT, SIGN)
"""Slips that leave little choice; a wrong, missing or extra digit explains many a difference."""
ANY = (*STRONG, MISSING_DIGIT, EXTRA_DIGIT, WRONG_DIGIT, DOUBLED_DIGIT)
TELLING = (*STRONG, DOUBLED_DIGIT, STALE)
"""Slips that tell which of several figures is the wrong one: the strong ones, and those that leave their trace in it."""

_LONGEST = 15


def _digits(value: float, grain: float) -> str:
    """The digits of a figure down to its last place, or nothing where there are too many to be sure of."""
    steps = abs(value) / grain if grain > 0 else math.inf
    return str(round(steps)) if steps < 10**_LONGEST else ""


def slip(printed: float, meant: float, grain: float) -> str:
    """The slip that turns `meant` into `printed` (both in steps of `grain`), or nothing."""
    if not printed or not meant:
        digits = _digits(meant - printed, grain)
        width = 1 + max(0, round(-math.log10(grain))) if grain > 0 else 1  # 9.0 for 0.0 is one digit too
        return WRONG_DIGIT if len(digits) <= width and len(digits.strip("0")) == 1 else ""
    if (printed < 0) != (meant < 0):
        return SIGN if math.isclose(printed, -meant, rel_tol=1e-9) else ""
    power = math.log10(meant / printed)
    if math.isnan(power):
        return ""
    shift = round(power)
    if shift and math.isclose(power, shift, abs_tol=1e-9):
        return _shifted(printed, shift, grain)
    old, new = _digits(printed, grain), _digits(meant, grain)
    if not old or not new or old == new:
        return ""
    if len(old) == len(new):
        return _changed(old, new)
    if len(new) == len(old) + 1:
        return MISSING_DIGIT if _one_more(new, old) >= 0 else ""
    if len(old) == len(new) + 1 and (place := _one_more(old, new)) >= 0:
        return DOUBLED_DIGIT if place and old[place] == old[place - 1] else EXTRA_DIGIT
    return ""


def _changed(old: str, new: str) -> str:
    """The slip between two numbers of as many digits."""
    if len(old) > 2 and old[0] != new[0] and old[-1] != new[-1]:
        return ""  # most numbers differ at both ends, and no slip does
    differ = [place for place, digit in enumerate(old) if digit != new[place]]
    first, last = differ[0], differ[-1]
    if first == last:
        return WRONG_DIGIT
    swapped = len(differ) == 2 and last == first + 1 and old[first] == new[last] and old[last] == new[first]
    return TRANSPOSED if swapped else ""


def _one_more(longer: str, shorter: str) -> int:
    """The place of the one digit that the longer number has and the shorter has not; -1 where more is different."""
    place = 0
    while place < len(shorter) and longer[place] == shorter[place]:
        place += 1
    return place if longer[place + 1 :] == shorter[place:] else -1


def _shifted(printed: float, shift: int, grain: float) -> str:
    """The slip behind a factor of ten to the power of `shift`."""
    if shift % 3 == 0 and abs(shift) <= 9:
        return SCALE_WORD
    if abs(shift) > 2:
        return ""
    if grain < 1 and not float(printed).is_integer():
        return POINT
    if abs(shift) == 1:
        return DROPPED_ZERO if shift > 0 else EXTRA_ZERO
    return DROPPED_ZEROS if shift > 0 else EXTRA_ZEROS


def slipped_values(printed: float, grain: float) -> Iterator[tuple[float, float]]:
    """What a strong slip may have turned into `printed`: values, each with the place of its last digit."""
    yield -printed, grain
    for factor in (10.0, 0.1):
        steps = abs(printed * factor) / grain
        if steps > 0.5 and math.isclose(steps, round(steps), rel_tol=1e-9):
            yield printed * factor, grain
    for factor in (1e3, 1e-3, 1e6, 1e-6):
        yield printed * factor, grain * factor if grain >= 1000 else grain
    digits = _digits(printed, grain)
    for place in range(len(digits) - 1):
        if digits[place] != digits[place + 1] and (place or digits[1] != "0"):
            swapped = digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
            yield math.copysign(round(int(swapped) * grain, 10), printed), grain


def is_likely(name: str, printed: float, meant: float, grain: float) -> bool:
    """Whether a slip is worth naming. In a short number one digit is soon another: where a digit is wrong, missing or
    too many, both numbers need three digits that are not leading or trailing zeros."""
    return name in STRONG or (bool(name) and min(_significant(value, grain) for value in (printed, meant)) >= 3)


def slips_from(parts: Sequence[Figure], whole: Figure, *, likely: bool = True) -> bool:
    """Whether a slip in one figure keeps the parts from coming to the whole; with `likely`, one that is worth naming."""
    gap = sum(part.value for part in parts) - whole.value
    meant = [(whole, whole.value + gap), *((part, part.value - gap) for part in parts)]
    for figure, value in meant:
        name = slip(figure.value, value, figure.grain) if value > 0 else ""
        if name and (not likely or is_likely(name, figure.value, value, figure.grain)):
            return True
    return False


def _significant(value: float, grain: float) -> int:
    return len(_digits(value, grain).strip("0"))
