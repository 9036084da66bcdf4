"""Following: the values that follow from the lines of a table that a sentence names, by one relation.

Of two lines in a column the difference and the sum, of two periods in a line the difference and the change in percent, of a
line in a column its share of the total: each with the cells that it is made of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from consistency.figure import Figure
from consistency.grammar.lazy import pattern
from consistency.tables.named import IN_PERCENT, KINDS, YEAR, Grid, Line, fits, label_words, scale
from consistency.tables.relations import CELL, DIFFERENCE, FALL, RISE, SHARE, SUM
from consistency.tables.words import Label, classify, never_summed

_PERIOD = pattern(
    r"(?<![\d.,])(?:19|20)\d\d(?!\d)|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|\bq[1-4]\b", re.I
)
_FEWEST = 3
"""How many rows a column without a total has, at least, for its sum to be the whole."""


class Value(NamedTuple):
    """A value with the roles of the figures that it is made of, how far it may be off by their rounding, and the scale of
    the table."""

    value: float
    roles: Mapping[str, tuple[int, ...]]
    reach: float
    factor: float


class Named(NamedTuple):
    """The lines of a table that a sentence names: `lines` of `axis` (0 rows) and `across` of the other one; `sole`: the
    sentence itself names them."""

    grid: Grid
    axis: int
    lines: tuple[Line, ...]
    across: tuple[Line, ...]
    sole: bool

    def cell(self, line: int, across: int) -> int | None:
        """The figure where two lines meet."""
        return self.grid.cells.get((line, across) if self.axis == 0 else (across, line))

    def crossing(self) -> Mapping[int, Line]:
        """All lines that cross the named ones."""
        return self.grid.cols if self.axis == 0 else self.grid.rows

    def beside(self) -> Mapping[int, Line]:
        """All lines that run as the named ones do."""
        return self.grid.rows if self.axis == 0 else self.grid.cols


def values(named: Named, figures: Sequence[Figure], stated: Figure, relation: str) -> Iterator[Value]:
    """The values that a figure of the text may be by a relation."""
    if relation == CELL:
        yield from _cells(named, figures, stated)
    elif relation == SUM:
        yield from _sums(named, figures, stated)
    elif relation == SHARE:
        yield from _shares(named, figures)
    else:
        yield from _changes(named, figures, stated, relation)
        if relation == DIFFERENCE:
            yield from _gaps(named, figures, stated)


def in_percent(grid: Grid, place: tuple[int, int], figure: Figure) -> bool:
    """Whether a cell holds a percentage, by its sign or by what is said of the table."""
    if figure.kind in ("percent", "point"):
        return True
    if figure.kind not in ("count", "year"):
        return False
    labels = grid.labels(place)
    return IN_PERCENT.search(labels) is not None or (
        IN_PERCENT.search(grid.text) is not None
        and not any(IN_PERCENT.search(line.label) for line in grid.cols.values())
    )


def _usable(
    named: Named, figures: Sequence[Figure], index: int | None, place: tuple[int, int], stated: Figure | None
) -> bool:
    """Whether a cell can be counted with: of a figure as it stands, that fits the text's."""
    if index is None:
        return False
    figure = figures[index]
    if figure.kind not in (*KINDS, "year") or figure.hedge != "none" or figure.value < 0:
        return False
    if stated is None:
        return not in_percent(named.grid, place, figure)
    if stated.kind == "point" or (
        stated.kind == "count" and stated.head == "point" and in_percent(named.grid, place, figure)
    ):
        return in_percent(named.grid, place, figure)
    return fits(named.grid, place, figure, stated)


def _line(
    named: Named, figures: Sequence[Figure], line: Line, stated: Figure | None, *, relative: bool = False
) -> dict[int, int]:
    """The usable cells of a named line by the lines that cross it, but those of a change or a rank unless `relative`."""
    found = {}
    for number, other in named.crossing().items():
        index = named.cell(line.number, number)
        place = (line.number, number) if named.axis == 0 else (number, line.number)
        if index is not None and (relative or not other.relative) and _usable(named, figures, index, place, stated):
            found[number] = index
    return found


def _across(named: Named, cells: Mapping[int, int]) -> list[int]:
    """The crossing lines that the sentence names, else all."""
    return [line.number for line in named.across if line.number in cells] or list(cells)


def _factor(named: Named, figures: Sequence[Figure], line: int, across: int) -> float:
    place = (line, across) if named.axis == 0 else (across, line)
    return scale(named.grid, place, figures[named.grid.cells[place]])


def _cells(named: Named, figures: Sequence[Figure], stated: Figure) -> Iterator[Value]:
    for line in named.lines:
        cells = _line(named, figures, line, stated, relative=True)
        for number in _across(named, cells):
            figure, factor = figures[cells[number]], _factor(named, figures, line.number, number)
            yield Value(figure.value * factor, {"cell": (cells[number],)}, figure.grain * factor / 2, factor)


def _sums(named: Named, figures: Sequence[Figure], stated: Figure) -> Iterator[Value]:
    lines = [line for line in named.lines if not line.total]
    every = [_line(named, figures, line, stated) for line in lines]
    if len(lines) < 2 or any(never_summed(line.label.casefold()) for line in lines):
        return
    common = {number: every[0][number] for number in every[0] if all(number in cells for cells in every)}
    common = {n: i for n, i in common.items() if not never_summed(named.crossing()[n].label.casefold())}
    for number in _across(named, common):
        parts = tuple(cells[number] for cells in every)
        factor = _factor(named, figures, lines[0].number, number)
        total = sum(figures[index].value for index in parts)
        reach = sum(figures[index].grain for index in parts) * factor / 2
        yield Value(total * factor, {"parts": parts}, reach, factor)


def _gaps(named: Named, figures: Sequence[Figure], stated: Figure) -> Iterator[Value]:
    """The differences between two named lines in one that crosses them."""
    for one, other in combinations([line for line in named.lines if not line.total], 2):
        first, second = (_line(named, figures, line, stated) for line in (one, other))
        common = {number: first[number] for number in first if number in second}
        for number in _across(named, common):
            factor = _factor(named, figures, one.number, number)
            yield _difference(figures, first[number], second[number], factor)


def _difference(figures: Sequence[Figure], one: int, other: int, factor: float) -> Value:
    less, more = sorted((one, other), key=lambda index: figures[index].value)
    reach = factor * (figures[less].grain + figures[more].grain) / 2
    gap = factor * (figures[more].value - figures[less].value)
    return Value(gap, {"less": (less,), "more": (more,)}, reach, factor)


def _changes(named: Named, figures: Sequence[Figure], stated: Figure, relation: str) -> Iterator[Value]:
    """The changes of a named line between two of the lines that cross it: of two periods, if they are any."""
    percent = relation in (RISE, FALL)
    for line in named.lines:
        cells = _line(named, figures, line, None if percent else stated)
        periods = {number for number in cells if _PERIOD.search(named.crossing()[number].label)}
        said = {other.number for other in named.across}
        for one, other in combinations(cells, 2):
            of_times = {one, other} <= periods and _measure(named, one) == _measure(named, other)
            if not (of_times or (relation == DIFFERENCE and {one, other} <= said)):
                continue
            factor = _factor(named, figures, line.number, one)
            if relation == DIFFERENCE:
                yield _difference(figures, cells[one], cells[other], factor)
            else:
                yield from _in_percent(named, figures, cells, one, other, relation)


def _measure(named: Named, number: int) -> tuple[str, ...]:
    """What a crossing line tells, whatever its period: "Operating profit" of 2022 and of 2023."""
    return tuple(word for word in label_words(named.crossing()[number].label) if not word[0].isdigit())


def _in_percent(
    named: Named, figures: Sequence[Figure], cells: Mapping[int, int], one: int, other: int, relation: str
) -> Iterator[Value]:
    """The rise or fall in percent between two periods, of which the later may stand first."""
    first, second = (YEAR.search(named.crossing()[number].label) for number in (one, other))
    if first and second and first[0] > second[0]:
        one, other = other, one
    old, new = figures[cells[one]], figures[cells[other]]
    if not old.value or (new.value > old.value) != (relation == RISE):
        return
    reach = 50 * (new.grain / old.value + old.grain * new.value / old.value**2)
    roles = {"old": (cells[one],), "new": (cells[other],)}
    yield Value(100 * abs(new.value / old.value - 1), roles, reach, 1.0)


def _shares(named: Named, figures: Sequence[Figure]) -> Iterator[Value]:
    """The shares of the named lines of the totals of those that cross them."""
    for line in named.lines:
        if line.total:
            continue
        cells = _line(named, figures, line, None)
        for number in _across(named, cells):
            parts = _whole(named, figures, number)
            whole = sum(figures[index].value for index in parts)
            if whole <= 0 or not figures[cells[number]].value < whole:
                continue
            reach = 50 * figures[cells[number]].grain / whole
            share = 100 * figures[cells[number]].value / whole
            yield Value(share, {"cell": (cells[number],), "parts": parts}, reach, 1.0)


def _whole(named: Named, figures: Sequence[Figure], across: int) -> tuple[int, ...]:
    """What a crossing line is divided into: its only total, else all of it; nothing where it has no whole."""
    if never_summed(named.crossing()[across].label.casefold()):
        return ()
    plain, totals = [], []
    for number, line in named.beside().items():
        index = named.cell(number, across)
        if index is None:
            continue
        kind = classify(line.label.casefold())
        if kind == Label.TOTAL:
            totals.append(index)
        elif kind == Label.PLAIN:
            plain.append(index)
        else:
            return ()
    if totals:
        return tuple(totals) if len(totals) == 1 else ()
    return tuple(plain) if len(plain) >= _FEWEST else ()
