"""Summaries: a line called the average, the highest or the lowest of the lines beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from consistency.tables.derived import Says
from consistency.tables.fit import Fit, Form, is_believed, place
from consistency.tables.ledger import Ledger, Line
from consistency.tables.words import Label

FEWEST = 1.5
"""Digits that have to agree beyond chance."""
_NO_PARTS = Says.AVERAGE | Says.HIGHEST | Says.LOWEST | Says.TOTAL | Says.RANK


@dataclass(slots=True, eq=False)
class Summary:
    """A line with the lines that it sums up, and the positions in which it does."""

    line: Line
    parts: list[Line]
    fit: Fit

    def indices(self, p: int) -> tuple[int, ...]:
        """The figures that are summed up in a position."""
        return tuple(part.index[p] for part in self.parts if part.index[p] >= 0)


def summaries(ledger: Ledger, what: int) -> Iterator[Summary]:
    """The lines of a ledger that its labels call such a summary, and whose figures bear it out in two positions."""
    for number, line in enumerate(ledger.lines if ledger.says & what else ()):
        if not line.says & what or line.numbers < 2 or line.says & Says.WEIGHTED or len(line.label) > 40:
            continue
        found = [Summary(line, parts, _weigh(line, parts, what)) for parts in _parts(ledger, number)]
        best = max(found, key=lambda summary: summary.fit.rank, default=None)
        if best is not None and is_believed(best.fit, len(found), FEWEST):
            yield best


def result(what: int, values: Sequence[float]) -> float:
    """What the figures are summed up to."""
    return max(values) if what == Says.HIGHEST else min(values) if what == Says.LOWEST else sum(values) / len(values)


def _weigh(line: Line, parts: Sequence[Line], what: int) -> Fit:
    fit = Fit(Form.QUOTIENT)
    for p, at in enumerate(line.index):
        there = [part for part in parts if part.index[p] >= 0]
        if at < 0 or len(there) < 2:
            continue
        fuzz = max(part.half[p] for part in there) if what == Says.AVERAGE else 0.0
        place(fit, p, line.value[p], line.grain[p], result(what, [part.value[p] for part in there]), fuzz, fuzz)
    return fit


def _parts(ledger: Ledger, number: int) -> Iterator[list[Line]]:
    """The lines that a summary may stand for: those above it since the last heading, all above, all below."""
    lines = ledger.lines
    first = max((at + 1 for at in range(number) if not lines[at].numbers), default=0)
    tried: set[tuple[int, int]] = set()
    for start, stop in ((first, number), (0, number), (number + 1, len(lines))):
        if (start, stop) in tried:
            continue
        tried.add((start, stop))
        parts = [part for part in lines[start:stop] if _is_part(part, lines[number])]
        if len(parts) > 1:
            yield parts


def _is_part(part: Line, line: Line) -> bool:
    return bool(
        part.numbers
        and not part.dates
        and not part.says & _NO_PARTS
        and part.kind not in (Label.TOTAL, Label.HEADING)
        and part.percent == line.percent
    )
