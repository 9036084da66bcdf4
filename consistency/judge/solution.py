"""Solution: what each figure of a claim would have to be, the others standing as printed.

Each name stands once in an assertion, so the tree can be turned inside out for any of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from consistency.equation import Call, Name, Negative, Node, Operation, names_of
from consistency.interval import Bools, Intervals, points
from consistency.judge.arrangement import arranged
from consistency.judge.claim import Claim
from consistency.judge.columns import Columns
from consistency.judge.evaluation import evaluate
from consistency.judge.shares import nearest_shares
from consistency.judge.terms import Group, Terms
from consistency.tolerances import Tolerances


class Solution(NamedTuple):
    """What the figure in row `row`, in its own unit, would have to be for a claim (a number into the list) to hold.

    `point` follows from the printed values, `low` and `high` from their strict intervals.
    """

    claim: int
    role: str
    row: int
    point: float
    low: float
    high: float


def solutions(
    claims: Sequence[Claim], columns: Columns, tolerances: Tolerances, wanted: Collection[int]
) -> Iterator[Solution]:
    """The solutions of the claims for the figures in the rows `wanted`. `<=` says too little to solve it, and so do
    several candidates."""
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        sought = np.zeros(len(columns.value), dtype=np.bool_)
        sought[list(wanted)] = True
        for numbers, group in arranged(claims, columns):
            if isinstance(group, Group) and group.assertion.op not in ("<=", "<"):
                terms, _ = group.terms()
                strict, _ = terms.intervals(tolerances)
                solver = _Solver(group, terms)
                exact = points(terms.value * terms.sign + terms.offset)
                for role, part in group.parts.items():
                    asked = sought[group.rows[:, part]]
                    middle, around = solver.solve(role, exact), solver.solve(role, strict)
                    if middle is not None and around is not None:
                        yield from solver.own_unit(numbers, role, asked, middle, around)


class _Solver:
    def __init__(self, group: Group, terms: Terms) -> None:
        self.group, self.terms = group, terms

    def solve(self, role: str, known: Intervals) -> Intervals | None:
        """What each place of the role would have to hold, in the common unit; None where the assertion does not say."""
        assertion = self.group.assertion
        stated = role == assertion.stated_role
        if assertion.op == "shares":
            return self._share(known) if stated else None
        if assertion.op == "candidates":
            part = next(part for name, part in self.group.parts.items() if name != assertion.stated_role)
            # One candidate alone says what the headline's figure should be; of several each could be meant.
            return known.take(np.s_[:, part]) if stated and part.stop - part.start == 1 else None
        side, other = assertion.stated, assertion.computed
        if not stated:
            side, other = other, side
        target = evaluate(other, self.group, self.terms.real, known)
        return self._inside(side, role, known, target)

    def _share(self, known: Intervals) -> Intervals:
        first, second = (self.group.parts[name].start for name in self.group.assertion.names)
        pct, base = known.low[:, first], known.low[:, second]
        shares = nearest_shares(pct, base)
        nearer = np.where(pct - shares.low <= shares.high - pct, shares.low, shares.high)
        return points(nearer[:, None])

    def _inside(self, node: Node, role: str, known: Intervals, target: Intervals) -> Intervals | None:
        """Turn the tree inside out: what each place of the role must be for `node` to come to `target`."""
        match node:
            case Name():
                return target.take(np.s_[:, None])
            case Negative(operand):
                return self._inside(operand, role, known, -target)
            case Call("sum", Name(name)):
                return target.take(np.s_[:, None]) - known.take(np.s_[:, self.group.parts[name]]).sums_of_others()
            case Call("abs", operand):
                sign = np.sign(evaluate(operand, self.group, self.terms.real, known).low)
                return self._inside(operand, role, known, target.scaled(np.where(sign < 0, -1.0, 1.0)))
            case Operation(symbol, left, right):
                inner, outer = (left, right) if role in names_of(left) else (right, left)
                rest = evaluate(outer, self.group, self.terms.real, known)
                first = inner is left
                if symbol == "+":
                    target = target - rest
                elif symbol == "-":
                    target = target + rest if first else rest - target
                elif symbol == "*":
                    target = target / rest
                else:
                    target = target * rest if first else rest / target
                return self._inside(inner, role, known, target)
        return None

    def own_unit(
        self, numbers: Sequence[int], role: str, asked: Bools, middle: Intervals, around: Intervals
    ) -> Iterator[Solution]:
        """The solutions of a role's places that are `asked` for, brought back to the figures' own units."""
        terms, part = self.terms, self.group.parts[role]
        factor = 1.0 / (terms.factor[:, part] * terms.sign[:, part])
        offset = -terms.offset[:, part] * factor
        middle, around = middle.scaled(factor, offset), around.scaled(factor, offset)
        usable = asked & terms.real[:, part] & (self.group.problems == 0)[:, None] & np.isfinite(middle.low)
        columns = (self.group.rows[:, part], middle.low, around.low, around.high)
        found = zip(np.nonzero(usable)[0].tolist(), *(column[usable].tolist() for column in columns), strict=True)
        for at, row, point, low, high in found:
            yield Solution(numbers[at], role, row, point, low, high)
