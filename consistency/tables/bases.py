"""Bases: the one figure of which a whole line of percentages tells shares.

The base may be printed (a total, the row of 100 percent), be the sum of the line, or stand outside the table: then the
rows themselves say what it is, as each pair of a figure and its percentage allows only a narrow range of bases, and all
but the mistaken one overlap.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from consistency.grammar.lazy import pattern
from consistency.tables.derived import Says
from consistency.tables.fit import Fit, Form, is_believed, place, reach
from consistency.tables.ledger import Ledger, Line
from consistency.tables.words import Label

BEFORE, AFTER = 5, 2  # how far from its percentages a line of figures may stand

_SAMPLE_SIZE = pattern(r"\bn\s?=\s?(\d[\d,]*)(?![\d.])", re.IGNORECASE)


@dataclass(slots=True, eq=False)
class Base:
    """A base with the positions whose percentages are shares of it.

    `index` is the place of its figure, -1 where it is not printed; `summed` is true where it is the sum of the line, and
    `told` where a header has it, "(N = 1,503)".
    """

    fit: Fit
    value: float
    index: int
    position: int
    summed: bool
    told: bool = False

    @property
    def guessed(self) -> bool:
        """Whether only the rows themselves say what the base is."""
        return self.index < 0 and not self.summed and not self.told


def best_base(ledger: Ledger, number: int) -> Base | None:
    """The figures beside a line of percentages, and the base, that explain most of it."""
    line = ledger.lines[number]
    if not line.percent and not line.says & Says.PERCENT:
        return None
    if line.numbers < 3 or line.says & (Says.CHANGE | Says.RANK | Says.WEIGHTED):
        return None
    best, tries = None, 0
    for part in _parts(ledger, number):
        for base in _bases(ledger, line, part):
            tries += 1
            if best is None or _rank(base) > _rank(best):
                best = base
    if best is None:
        return None
    need = 2.0 if line.says & Says.PERCENT else 3.0
    if best.index < 0:
        need += 1.0 if best.summed else 2.5  # one row alone fixes a base that is not told
    fewest = 2 if best.index >= 0 else 3
    return best if len(best.fit.holds) >= fewest and is_believed(best.fit, tries, need) else None


def in_header(base: Base, line: Line, header: str) -> Base:
    """The base as the header over a line of shares tells it, where all shares that agree on one are shares of that."""
    for found in _SAMPLE_SIZE.finditer(header) if base.guessed and "=" in header else ():
        whole, (part,) = float(found[1].replace(",", "")), base.fit.terms
        if whole and all(
            abs(100 * part.value[p] / whole - line.value[p]) <= line.grain[p] * (0.5 + 1e-9) for p in base.fit.holds
        ):
            return replace(base, value=whole, told=True)
    return base


def _rank(base: Base) -> float:
    return base.fit.rank + (4.5 if base.index >= 0 else 0.0 if base.summed else -2.5)  # 3 are its own 100 percent


def _parts(ledger: Ledger, number: int) -> Iterator[Line]:
    for other in range(max(0, number - BEFORE), min(len(ledger.lines), number + AFTER + 1)):
        line = ledger.lines[other]
        if other != number and line.numbers > 2 and not (line.percent or line.dates):
            yield line


def _bases(ledger: Ledger, line: Line, part: Line) -> Iterator[Base]:
    """The bases to try: what is called a total or 100 percent, the sum of all, and what the rows themselves say."""
    both = [
        p
        for p in range(len(line.index))
        if line.index[p] >= 0 and part.index[p] >= 0 and ledger.kinds[p] not in (Label.MEMO, Label.RESULT)
    ]
    if len(both) < 3:
        return
    told = [p for p in range(len(part.index)) if part.index[p] >= 0 and _is_base(ledger, line, p)]
    for p in told[:3]:
        if part.value[p] > 0:
            yield _shares(line, part, both, part.value[p], part.half[p], index=part.index[p], position=p)
    plain = [p for p in range(len(part.index)) if part.index[p] >= 0 and p not in told]
    together = sum(part.value[p] for p in plain)
    if together > 0:
        half = sum(part.half[p] for p in plain)
        rest = [p for p in both if p not in told]  # "All", above an average or a median, is no part of the sum
        yield _shares(line, part, rest, together, half, summed=True)
    low, high = _overlap(line, part, both)
    if low > 0:
        yield _shares(line, part, both, (low + high) / 2, (high - low) / 2)


def _is_base(ledger: Ledger, line: Line, p: int) -> bool:
    return ledger.kinds[p] == Label.TOTAL or (line.index[p] >= 0 and line.value[p] == 100)


def _shares(
    line: Line,
    part: Line,
    positions: Sequence[int],
    whole: float,
    half: float,
    *,
    index: int = -1,
    position: int = -1,
    summed: bool = False,
) -> Base:
    """The line as shares of a base."""
    fit = Fit(Form.SHARE, (part,))
    for p in positions:
        if p > position > positions[0]:
            break  # below the total stands what is no part of it: a turnout, those who did not vote
        if p != position:
            fuzz = reach(Form.SHARE, part.value[p], part.half[p], whole, half)
            place(fit, p, line.value[p], line.grain[p], 100 * part.value[p] / whole, fuzz, fuzz)
    return Base(fit, whole, index, position, summed)


def _overlap(line: Line, part: Line, positions: Sequence[int]) -> tuple[float, float]:
    """The least and the greatest base that most pairs of a figure and its percentage allow; 0 if there is none."""
    ends: list[tuple[float, int]] = []
    for p in positions:
        a, share, half = part.value[p], line.value[p], line.grain[p] / 2
        if a > 0 and share > half:
            ends.append((100 * (a - part.half[p]) / (share + half), -1))
            ends.append((100 * (a + part.half[p]) / (share - half), 1))
    ends.sort()
    open_now = most = at = 0
    for number, (_, side) in enumerate(ends):
        open_now -= side
        if open_now > most:
            most, at = open_now, number
    low = ends[at][0] if ends else 0.0
    return low, next((end for end, side in ends[at:] if side > 0), low)
