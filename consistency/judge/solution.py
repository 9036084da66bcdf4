"""Solution: what each figure of a claim would have to be, the others standing as printed.

Each name stands once in an assertion, so the tree can be turned inside out for any of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from consistency.equation import Call, Name, Negative, Node, Operation, names_of
from consistency.interval import Intervals, points
from consistency.judge.arrangement import arranged
from consistency.judge.claim import Claim
from consistency.judge.evaluation import evaluate
from consistency.judge.shares import nearest_shares
from consistency.judge.terms import Columns, Group, Terms
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
        sought = np.array(sorted(wanted), dtype=np.int64)
        for numbers, group in arranged(claims, columns):
            if isinstance(group, Group) and group.assertion.op not in ("<=", "<"):
                terms, _ = group.terms()
                strict, _ = terms.intervals(tolerances)
                solver = _Solver(group, terms)
                exact = points(terms.value * terms.sign + terms.offset)
                for role, part in group.parts.items():
                    asked = np.isin(group.rows[:, part], sought).any(axis=0)
                    for place in (np.flatnonzero(asked) + part.start).tolist():
                        middle, around = solver.solve(role, place, exact), solver.solve(role, place, strict)
                        if middle is not None and around is not None:
                            yield from solver.own_unit(numbers, role, place, middle, around)


class _Solver:
    def __init__(self, group: Group, terms: Terms) -> None:
        self.group, self.terms = group, terms

    def solve(self, role: str, place: int, known: Intervals) -> Intervals | None:
        """What the place would have to hold, in the common unit; None where the assertion does not say."""
        assertion = self.group.assertion
        stated = role == assertion.stated_role
        if assertion.op == "shares":
            return self._share(known) if stated else None
        if assertion.op == "candidates":
            part = next(part for name, part in self.group.parts.items() if name != assertion.stated_role)
            # One candidate alone says what the headline's figure should be; of several each could be meant.
            return known.take(np.s_[:, part.start]) if stated and part.stop - part.start == 1 else None
        side, other = assertion.stated, assertion.computed
        if not stated:
            side, other = other, side
        target = evaluate(other, self.group, self.terms.real, known)
        return self._inside(side, role, place, known, target)

    def _share(self, known: Intervals) -> Intervals:
        first, second = (self.group.parts[name].start for name in self.group.assertion.names)
        pct, base = known.low[:, first], known.low[:, second]
        shares = nearest_shares(pct, base)
        nearer = np.where(pct - shares.low <= shares.high - pct, shares.low, shares.high)
        return points(nearer)

    def _inside(self, node: Node, role: str, place: int, known: Intervals, target: Intervals) -> Intervals | None:
        """Turn the tree inside out: what the place must be for `node` to come to `target`."""
        match node:
            case Name():
                return target
            case Negative(operand):
                return self._inside(operand, role, place, known, -target)
            case Call("sum", Name(name)):
                part = self.group.parts[name]
                others = [at for at in range(part.start, part.stop) if at != place]
                return target - known.take(np.s_[:, others]).sum(axis=1)
            case Call("abs", operand):
                sign = np.sign(evaluate(operand, self.group, self.terms.real, known).low)
                return self._inside(operand, role, place, known, target.scaled(np.where(sign < 0, -1.0, 1.0)))
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
                return self._inside(inner, role, place, known, target)
        return None

    def own_unit(
        self, numbers: Sequence[int], role: str, place: int, middle: Intervals, around: Intervals
    ) -> Iterator[Solution]:
        """The solutions of one place for all claims of the group, brought back to the figures' own units."""
        terms, rows = self.terms, self.group.rows[:, place]
        factor = 1.0 / (terms.factor[:, place] * terms.sign[:, place])
        offset = -terms.offset[:, place] * factor
        middle, around = middle.scaled(factor, offset), around.scaled(factor, offset)
        usable = terms.real[:, place] & (self.group.problems == 0) & np.isfinite(middle.low)
        for at in np.flatnonzero(usable).tolist():
            yield Solution(
                numbers[at], role, int(rows[at]), float(middle.low[at]), float(around.low[at]), float(around.high[at])
            )
