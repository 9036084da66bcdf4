"""Running totals of tables: each figure is the one in the row before and what its own row adds or takes away.

Such a column is known by its header ("Cumulative", "to date", "Balance"), and what is added to it by the rows: one column
beside it, or two of which the second is taken away, where all rows follow, from the top or from the bottom, but for one
figure. A wrong running total fails twice, in its own row and in the one that goes on from it, by the same amount.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, permutations
from math import log10
from typing import NamedTuple

from consistency.grammar.lazy import pattern
from consistency.relation import Article, Proposal
from consistency.slip import slip
from consistency.tables.remarks import doubted
from consistency.tables.sheet import NUMBER, TEXT, Sheet
from consistency.tables.words import Label, classify

ROLES = ("parts", "total")
FEWEST = 2
"""Rows that have to follow."""
DIGITS = 4.0
"""Digits that have to agree in them."""
NEAREST = 4
"""How far from the running total a column of what is added may stand."""

_RUNNING = pattern(r"\b(?:cumul\w*|running (?:total|sum|balance)|to[- ]date|ytd|balance|so far)\b")


class _Run(NamedTuple):
    """The columns that are added, each with its sign, and the rows that follow from the one before, or do not, with
    the gap."""

    terms: tuple[tuple[int, int], ...]
    holds: list[tuple[int, int]]
    fails: list[tuple[int, int, float]]
    weight: float

    @property
    def rank(self) -> tuple[float, float, int]:
        return len(self.holds) - 2 * len(self.fails), self.weight, -len(self.terms)


def propose(article: Article, settings: Mapping[str, object]) -> Iterator[Proposal]:
    """A proposal with the roles `parts` and `total` for each figure that goes on from the one before it."""
    for _, sheet in article.sheets:
        for column, header in enumerate(sheet.header):
            if _RUNNING.search(header):
                run = _best(sheet, column)
                if run is not None:
                    yield from _of_run(article, sheet, column, run)


def _best(sheet: Sheet, column: int) -> _Run | None:
    rows = [
        r
        for r in range(sheet.first, len(sheet.value))
        if sheet.state[r][column] == NUMBER and classify(sheet.label[r]) in (Label.PLAIN, Label.BLANK, Label.OPENING)
    ]
    if len(rows) <= FEWEST:
        return None
    near = range(max(0, column - NEAREST), min(len(sheet.header), column + NEAREST + 1))
    beside = [c for c in near if c != column and _is_added(sheet, rows, c, column)]
    terms = [((c, sign),) for c in beside for sign in (1, -1)]
    pairs = [((a, 1), (b, -1)) for a, b in permutations(beside, 2)]
    runs = [_run(sheet, column, order, tried) for tried in (*terms, *pairs) for order in (rows, rows[::-1])]
    best = max(runs, key=lambda run: run.rank, default=None)
    return best if best is not None and _is_believed(best) else None


def _is_added(sheet: Sheet, rows: Sequence[int], c: int, column: int) -> bool:
    """Whether a column may hold what is added: numbers where it has any, percentages to percentages."""
    states = [sheet.state[r][c] for r in rows]
    percents = [sum(sheet.percent[r][place] for r in rows) * 2 > len(rows) for place in (c, column)]
    return states.count(NUMBER) > 1 and TEXT not in states and percents[0] == percents[1]


def _run(sheet: Sheet, column: int, rows: Sequence[int], terms: tuple[tuple[int, int], ...]) -> _Run:
    run = _Run(terms, [], [], 0.0)
    weight = 0.0
    for before, here in pairwise(rows):
        added = sum(sign * sheet.value[here][c] for c, sign in terms)
        if not added:
            continue  # nothing was added, or nothing is known of it
        running = sheet.value[here][column]
        if running == added or running == sheet.value[before][column]:
            continue  # it starts anew, or the row is no step: a total
        gap = sheet.value[before][column] + added - running
        grain = max(sheet.grain[before][column], sheet.grain[here][column])
        rounded = sheet.rounded or grain < 1
        if abs(gap) <= (1.5 * grain if rounded else 0.0) + 1e-9 * abs(added):
            run.holds.append((before, here))
            weight += log10(1 + abs(added) / grain)
        else:
            run.fails.append((before, here, gap))
    return run._replace(weight=weight)


def _is_believed(run: _Run) -> bool:
    """Whether the rows follow one from the other, but for one figure."""
    if len(run.holds) < FEWEST or run.weight < DIGITS:
        return False
    if len(run.fails) == 2:
        (_, here, gap), (before, _, other) = run.fails
        return here == before and abs(gap + other) <= 1e-6 * abs(gap)
    return len(run.fails) < 2


def _of_run(article: Article, sheet: Sheet, column: int, run: _Run) -> Iterator[Proposal]:
    failing = {(before, here): gap for before, here, gap in run.fails}
    for before, here in (*run.holds, *failing):
        own = [(sheet.index[here][c], sign) for c, sign in run.terms if sheet.index[here][c] >= 0]
        gap = failing.get((before, here), 0.0)
        stated, grain = sheet.value[here][column], sheet.grain[here][column]
        explained = len(run.fails) == 2 or slip(stated, stated + gap, grain)
        sure = "high" if not gap or (explained and len(run.holds) > 1) or len(run.holds) > FEWEST else "medium"
        signs = (1, *(sign for _, sign in own))
        others = len(run.holds) - (not gap)
        proposal = Proposal(
            {"parts": (sheet.index[before][column], *(at for at, _ in own)), "total": (sheet.index[here][column],)},
            sure,
            f"{others} other rows follow",
            column_grain=grain,
            signs=signs if -1 in signs else (),
        )
        yield doubted(article, proposal, gap) if gap else proposal
