"""Exchange: two figures of a sum that stand in each other's place.

A total that has changed places with an addend leaves a gap of twice their difference; so do two addends, next to each
other, of which one is taken away. The digits of both are right, and any single figure that would agree is a wrong one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, permutations
from operator import attrgetter
from typing import NamedTuple

from consistency.figure import Figure
from consistency.judge import Claim, Columns, Judgement, verdicts
from consistency.tolerances import Tolerances

_TELLING = 100
"""How many last digits each of the two must be worth, so that their fitting is no chance."""
_MANY = 40
"""In a table with more failed sums it is not one pair of figures that is in the wrong place."""


class Exchange(NamedTuple):
    """The rows of two figures, the first of them the stated one if it is among them, and how many other failed claims
    agree when they change places."""

    first: int
    second: int
    mended: int


def exchanges(
    claims: Sequence[Claim],
    judgements: Sequence[Judgement],
    figures: Sequence[Figure],
    columns: Columns,
    failed: Iterable[int],
    standing: Mapping[int, Sequence[int]],
    tolerances: Tolerances,
) -> dict[int, Exchange]:
    """The two figures of each failed sum that satisfy it, and break nothing, in each other's place; none where there
    is more than one such pair. `standing` tells the claims in which a figure stands."""
    sums = [one for number in failed if (one := _sum(number, claims[number], figures)) is not None]
    every = [pair for one in sums for pair in _within(one, figures)]
    for table in _by_table(sums, figures):
        for one, other in permutations(table, 2):
            if abs(one.gap + other.gap) <= one.slack + other.slack:
                every += _across(one, other, figures)
    pairs = list(dict.fromkeys(every))  # two rules may have found one sum
    trials, belongs = [], []
    for place, (_, first, second) in enumerate(pairs):
        for at in sorted({*standing[first], *standing[second]}):
            trials.append(claims[at].about(_exchanged(claims[at].roles, first, second)))
            belongs.append((place, at))
    tried: dict[int, dict[int, str]] = {}
    for (place, at), verdict in zip(belongs, verdicts(trials, columns, tolerances), strict=True):
        tried.setdefault(place, {})[at] = verdict
    found: dict[int, list[Exchange]] = {}
    for place, (number, first, second) in enumerate(pairs):
        mended = _mended(number, tried[place], judgements)
        if mended is not None:
            found.setdefault(number, []).append(Exchange(first, second, mended))
    return {number: several[0] for number, several in found.items() if len(several) == 1}


class _Sum(NamedTuple):
    """A failed sum: its figures with how often each is counted (1, -1 for the total and for what is taken away), in their
    order, how far it is from nought, and how far rounding alone may take it."""

    number: int
    counted: dict[int, int]
    gap: float
    slack: float


def _sum(number: int, claim: Claim, figures: Sequence[Figure]) -> _Sum | None:
    assertion = claim.assertion
    stated = claim.roles.get(assertion.stated_role, ())
    parts = [row for role, rows in claim.roles.items() if role != assertion.stated_role for row in rows]
    signs = claim.signs or (1,) * len(parts)
    if assertion.op != "==" or not assertion.additive or len(stated) != 1 or len(assertion.several) != 1:
        return None
    counted = {**dict(zip(parts, signs, strict=False)), stated[0]: -1}
    if len(signs) != len(parts) or len({_kind(figures[row]) for row in counted}) > 1:
        return None
    gap = sum(times * figures[row].value for row, times in counted.items())
    slack = len(counted) / 2 * max(figures[row].grain for row in counted)
    return _Sum(number, counted, gap, slack + 1e-9 * max(abs(figures[row].value) for row in counted))


def _by_table(sums: Iterable[_Sum], figures: Sequence[Figure]) -> list[list[_Sum]]:
    """The sums of each table, but of one that has too many."""
    found: dict[tuple[str, int], list[_Sum]] = {}
    for one in sums:
        first = figures[next(iter(one.counted))]
        if first.table is not None:
            found.setdefault((first.path, first.table), []).append(one)
    return [several for several in found.values() if len(several) <= _MANY]


def _within(one: _Sum, figures: Sequence[Figure]) -> Iterator[tuple[int, int, int]]:
    """The sum's number, and two of its figures that would close its gap in each other's place."""
    *parts, total = one.counted
    if len(parts) < 3 and figures[total].table is not None:
        return  # the second line is taken away, rather, and the minus sign was forgotten
    for first, second in (*((total, part) for part in parts), *pairwise(parts)):
        by = one.counted[first] - one.counted[second]
        if by and _would_close(one, by, first, second, figures):
            yield one.number, first, second


def _across(one: _Sum, other: _Sum, figures: Sequence[Figure]) -> Iterator[tuple[int, int, int]]:
    """The number of a sum, one of its figures and one of another sum of the table, in the line that crosses both: in each
    other's place they would close both gaps. So do two years of one row that were taken for each other."""
    crossing = attrgetter("row" if len({figures[row].col for row in one.counted}) == 1 else "col")
    places = {crossing(figures[row]): row for row in other.counted}
    for first, times in one.counted.items():
        second = places.get(crossing(figures[first]), first)
        if second in one.counted or first in other.counted:
            continue
        back = other.counted[second]
        if _would_close(one, times, first, second, figures) and _would_close(other, back, second, first, figures):
            yield one.number, first, second


def _would_close(one: _Sum, times: int, first: int, second: int, figures: Sequence[Figure]) -> bool:
    """Whether the sum would hold if the value of the one figure, counted so often, were that of the other."""
    here, there = figures[first], figures[second]
    telling = all(abs(figure.value) >= _TELLING * figure.grain > 0 for figure in (here, there))
    return telling and here.value != there.value and abs(one.gap - times * (here.value - there.value)) <= one.slack


def _kind(figure: Figure) -> tuple[str, str]:
    """What tells whether two figures could stand in each other's place; in a column the sign of money stands once."""
    if figure.table is not None and figure.kind in ("count", "money", "year"):
        return "", ""
    return figure.kind, figure.unit


def _exchanged(roles: Mapping[str, tuple[int, ...]], first: int, second: int) -> dict[str, tuple[int, ...]]:
    places = {first: second, second: first}
    return {role: tuple([places.get(row, row) for row in rows]) for role, rows in roles.items()}


def _mended(number: int, verdicts: Mapping[int, str], judgements: Sequence[Judgement]) -> int | None:
    """How many other failed claims are mended; None where the claim itself is not, or another is broken."""
    if verdicts[number] != "agrees":
        return None
    mended = 0
    for at, verdict in verdicts.items():
        before = judgements[at].verdict
        if verdict == "contradicts" or (before == "agrees" and verdict != "agrees"):
            return None
        mended += at != number and before == "contradicts" and verdict == "agrees"
    return mended
