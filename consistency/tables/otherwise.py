"""Otherwise: what a line that misses a sum may be instead of a total that is wrong.

Things that differ under a total ("Destinations", of which several lines serve the same), a price for two things together,
a price for five days beside those for two and three, an average over all rows, a deduction that is printed without its
sign. The rest of the evidence (consistency.tables.evidence) knows nothing of what labels count.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from consistency.grammar.lazy import pattern
from consistency.slip import STRONG, slip
from consistency.tables.evidence import Sum, tolerance, weigh
from consistency.tables.sheet import NUMBER, Sheet
from consistency.tables.view import View
from consistency.tables.words import Label, is_year

LONG_NUMBER = 1000.0  # in a shorter one a wrong digit explains too much
DEAREST = 10_000.0  # of what is sold in packages

_DISTINCT = pattern(
    r"\b(?:unique|distinct|different|members?|patients?|users?|subscribers?|customers?|clients?|students?|participants?"
    r"|volunteers?|staff|authors?|players?|countries|destinations?|stations?|stops?|airports?|routes?|sites?|venues?"
    r"|cities|towns|species|languages?)\b"
)
_TOGETHER = pattern(
    r"\b(?:and|with|plus|both|return|combined|combo|joint|together|family|pair|package|bundle|set|pass)\b|[+&]"
)
_TOTAL = pattern(r"\btotals?\b|\bsum\b")
_NUMBER = pattern(r"\d+(?:[.,]\d+)?")


# ------------------------------------------------------------------ a position that fails
def is_less_than_its_parts(sheet: Sheet, view: View, found: Sum, position: int, gap: float) -> bool:
    """Whether the total may well be less than its parts together, and no telling slip speaks for a mistake.

    So is a number of different things, of which one counts under several lines, and the price of a package.
    """
    values = [view.value[i][position] for i in found.parts if view.state[i][position] == NUMBER]
    stated = view.value[found.total][position]
    if gap <= 0 or -1 in found.signs or not values or min(values) < 0 or stated < max(values):
        return False
    if not (_counts_different_things(sheet, view, found, position) or _is_package(sheet, view, found, position)):
        return False
    return not _is_telling(view, position, values, stated, gap)


def _counts_different_things(sheet: Sheet, view: View, found: Sum, position: int) -> bool:
    place = view.positions[position]
    name = sheet.header[place] if view.axis == "column" else sheet.label[place]
    return _DISTINCT.search(name) is not None


def _is_package(sheet: Sheet, view: View, found: Sum, position: int) -> bool:
    label = view.label[found.total]
    if view.axis != "row" or not _TOGETHER.search(label) or _TOTAL.search(label):
        return False
    return abs(view.value[found.total][position]) < DEAREST and (sheet.rounded or view.grain[position] < 1)


def _is_telling(view: View, position: int, values: Sequence[float], stated: float, gap: float) -> bool:
    """Whether a slip that leaves little choice, or one digit of a long number, turned the sum into the total."""
    name = slip(stated, stated + gap, view.grain[position])
    if name in STRONG or (name and stated >= LONG_NUMBER):
        return True
    return stated >= LONG_NUMBER and any(slip(x, x - gap, view.grain[position]) in STRONG for x in values)


# ------------------------------------------------------------------ a sum as a whole
def claimed(view: View, sums: Sequence[Sum]) -> Iterator[Sum]:
    """The sums without those that are none by what their lines are called or where their figures lie; deductions are
    taken away."""
    for found in sums:
        if not (_are_quantities(view, found) or _is_average(view, found) or _counts_twice(view, found)):
            found.fails = [(p, gap) for p, gap in found.fails if not _is_reached(view, found, p)]
            if is_year(view.label[found.total]):
                found.fails = [(p, gap) for p, gap in found.fails if not _is_between(view, found, p)]
            yield _with_deduction(view, found)


def _are_quantities(view: View, found: Sum) -> bool:
    """Whether the lines are called by numbers of one thing: 2 nights, 3 nights, 5 nights."""
    if view.kind[found.total] != Label.PLAIN:
        return False
    names = {_of_quantity(view.label[line]) for line in (found.total, *found.parts)}
    return len(names) == 1 and "#" in names.pop()


def _of_quantity(label: str) -> str:
    return " ".join(word.rstrip("s") for word in _NUMBER.sub("#", label).split())


def _is_average(view: View, found: Sum) -> bool:
    """Whether the total adds up nowhere, and lies between its parts wherever it stands."""
    if found.holds or found.is_crossed or view.kind[found.total] != Label.TOTAL:
        return False
    filled = [p for p, state in enumerate(view.state[found.total]) if state == NUMBER]
    return len(filled) > 1 and all(_is_between(view, found, p) for p in filled)


def _is_between(view: View, found: Sum, position: int) -> bool:
    """Whether the total lies between its parts, as the mean of the months does."""
    values = [view.value[i][position] for i in found.parts if view.state[i][position] == NUMBER]
    return len(values) > 1 and min(values) <= view.value[found.total][position] <= max(values)


def _is_reached(view: View, found: Sum, position: int) -> bool:
    """Whether the total repeats the last of parts that only grow: what they have come to since January."""
    values = [view.value[i][position] for i in found.parts if view.state[i][position] == NUMBER]
    grow = all(before < after for before, after in pairwise(values))
    return len(values) > 2 and grow and view.value[found.total][position] == values[-1]


def _counts_twice(view: View, found: Sum) -> bool:
    """Whether the last part is the sum of the others wherever the total stands, and the total does not always add up:
    nine holes, "In", and a total of these and the nine before them."""
    *others, last = found.parts
    if not found.fails or len(others) < 3 or -1 in found.signs:
        return False
    positions = [*found.holds, *(p for p, _ in found.fails)]
    limits = [tolerance(view.step(p, len(others)), len(others), abs(view.value[last][p])) for p in positions]
    return all(
        view.value[last][p] and abs(sum(view.value[i][p] for i in others) - view.value[last][p]) <= limit
        for p, limit in zip(positions, limits, strict=True)
    )


def _with_deduction(view: View, found: Sum) -> Sum:
    """The sum with one line taken away, where that mends what fails and breaks nothing: penalties, discounts."""
    if not found.fails:
        return found
    for number, (line, sign) in enumerate(zip(found.parts[1:], found.signs[1:], strict=True), 1):
        values = view.value[line]
        cured = [p for p, gap in found.fails if values[p] > 0 and _is_twice(view, found, p, gap, sign * values[p])]
        if cured and not any(values[p] for p in found.holds):
            signs = [*found.signs[:number], -sign, *found.signs[number + 1 :]]
            return weigh(view, found.total, found.parts, signs, range(len(view.positions)))
    return found


def _is_twice(view: View, found: Sum, position: int, gap: float, value: float) -> bool:
    limit = tolerance(view.step(position, len(found.parts)), len(found.parts), abs(gap))
    return abs(gap - 2 * value) <= limit
