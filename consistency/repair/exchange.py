"""Exchange: two figures of a sum that stand in each other's place.

A total that has changed places with an addend leaves a gap of twice their difference; so do two addends, next to each
other, of which one is taken away. The digits of both are right, and any single figure that would agree is a wrong one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from consistency.figure import Figure
from consistency.judge import Claim, Columns, Judgement, judge
from consistency.tolerances import Tolerances

_TELLING = 100
"""How many last digits each of the two must be worth, so that their fitting is no chance."""


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
    pairs = [(number, pair) for number in failed for pair in _pairs(claims[number], figures)]
    trials, belongs = [], []
    for place, (_, (first, second)) in enumerate(pairs):
        for at in sorted({*standing[first], *standing[second]}):
            trials.append(claims[at].about(_exchanged(claims[at].roles, first, second)))
            belongs.append((place, at))
    verdicts: dict[int, dict[int, str]] = {}
    for (place, at), judgement in zip(belongs, judge(trials, columns, tolerances), strict=True):
        verdicts.setdefault(place, {})[at] = judgement.verdict
    found: dict[int, list[Exchange]] = {}
    for place, (number, (first, second)) in enumerate(pairs):
        mended = _mended(number, verdicts[place], judgements)
        if mended is not None:
            found.setdefault(number, []).append(Exchange(first, second, mended))
    return {number: several[0] for number, several in found.items() if len(several) == 1}


def _pairs(claim: Claim, figures: Sequence[Figure]) -> Iterator[tuple[int, int]]:
    """The figures of a sum that would close its gap in each other's place."""
    assertion = claim.assertion
    stated = claim.roles.get(assertion.stated_role, ())
    parts = [row for role, rows in claim.roles.items() if role != assertion.stated_role for row in rows]
    if assertion.op != "==" or not assertion.additive or len(stated) != 1 or len(assertion.several) != 1:
        return
    total = stated[0]
    if len(parts) < 3 and figures[total].table is not None:
        return  # the second line is taken away, rather, and the minus sign was forgotten
    signs = claim.signs or (1,) * len(parts)
    rows = [*parts, total]
    if len(signs) != len(parts) or any(_kind(figures[row]) != _kind(figures[total]) for row in rows):
        return
    values = [figures[row].value for row in rows]
    gap = sum(sign * value for sign, value in zip(signs, values, strict=False)) - values[-1]
    slack = len(rows) / 2 * max(figures[row].grain for row in rows) + 1e-9 * max(map(abs, values))
    signed = list(zip(parts, signs, strict=True))
    with_total = [(total, row, -1) for row, sign in signed if sign > 0]
    unlike = [(here, there, sign) for (here, sign), (there, other) in pairwise(signed) if sign != other]
    for first, second, sign in (*with_total, *unlike):
        one, other = figures[first], figures[second]
        telling = all(abs(figure.value) >= _TELLING * figure.grain > 0 for figure in (one, other))
        if telling and one.value != other.value and abs(gap - 2 * sign * (one.value - other.value)) <= slack:
            yield first, second


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
