"""Verdicts: claims of one assertion over as many figures are judged together, with arrays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from consistency.equation import Call, Name, Node, names_of
from consistency.findings import VERDICTS
from consistency.interval import (
    AT_LEAST,
    DIGITS,
    EXACT,
    LESS_THAN,
    MORE_THAN,
    NONE,
    UP_TO,
    Bools,
    Floats,
    Intervals,
    compare_ends,
    may_precede,
    meets,
    must_precede,
    one_of,
    points,
)
from consistency.judge.arrangement import arranged
from consistency.judge.claim import Claim, Judgement
from consistency.judge.columns import Columns
from consistency.judge.conversion import namesakes
from consistency.judge.evaluation import divisors, evaluate
from consistency.judge.restatement import (
    AGREES,
    CONTRADICTS,
    ONE_SIDED,
    ROUNDING,
    UNDECIDED,
    converted,
    restated,
    summarised,
    supported,
)
from consistency.judge.shares import has_share, nearest_shares
from consistency.judge.terms import Group, Terms
from consistency.tolerances import DEFAULT, Tolerances

if TYPE_CHECKING:
    from numpy.typing import NDArray

Verdicts: TypeAlias = "NDArray[np.int64]"

_SIZES = ("value", "value_to", "grain", "round_to")
"""The columns of a term that are in its unit."""


def judge(claims: Sequence[Claim], columns: Columns, tolerances: Tolerances = DEFAULT) -> list[Judgement]:
    """The judgement on each claim, in their order; the rows that it names are those of `columns`."""
    judgements: list[Judgement] = [Judgement("undecided")] * len(claims)
    for numbers, group in arranged(claims, columns):
        chosen = [claims[number] for number in numbers]
        if isinstance(group, str):
            role = chosen[0].assertion.stated_role
            found = [Judgement("undecided", stated_role=role, reason=group)] * len(chosen)
        else:
            found = _Case(group, chosen, tolerances).judgements()
        for number, judgement in zip(numbers, found, strict=True):
            judgements[number] = judgement
    return judgements


def verdicts(claims: Sequence[Claim], columns: Columns, tolerances: Tolerances = DEFAULT) -> list[str]:
    """As `judge`, of each claim the verdict alone: for trials, of which nothing is told."""
    found = ["undecided"] * len(claims)
    for numbers, group in arranged(claims, columns):
        if isinstance(group, Group):
            case = _Case(group, [claims[number] for number in numbers], tolerances)
            for number, verdict in zip(numbers, case.verdicts(), strict=True):
                found[number] = verdict
    return found


class _Case:
    """A group of claims before the judge."""

    def __init__(self, group: Group, claims: Sequence[Claim], tolerances: Tolerances) -> None:
        self.group, self.tolerances = group, tolerances
        self.assertion = group.assertion
        self.claims = claims
        self.partial = np.array([claim.partial for claim in claims], dtype=np.bool_)
        self.terms, self.own = group.terms()
        if self.assertion.op == "==" and self.assertion.divides:
            # 529 each of 6,345 among 12: a quotient is rounded to the whole number that it is printed as.
            stated = group.places([self.assertion.stated_role])
            self.terms.form[:, stated] = np.where(
                self.terms.form[:, stated] == EXACT, DIGITS, self.terms.form[:, stated]
            )
        for name, part in group.parts.items():
            several = self.terms.real[:, part].sum(axis=1) > 1
            if several.any() and name not in self.assertion.several:
                group.fail(several, f"several figures stand for {name}")

    def judgements(self) -> list[Judgement]:
        """The judgement on each claim."""
        with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
            strict, loose = self.terms.intervals(self.tolerances)
            verdict, computed, loosely = self._decide(strict, loose)
            point = self.evaluate(self.assertion.computed, self._points())
        return self._written(verdict, computed, loosely, point.low, self.evaluate(self.assertion.stated, strict))

    def verdicts(self) -> list[str]:
        """The verdict on each claim."""
        with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
            decided = self._decide(*self.terms.intervals(self.tolerances))
        return [VERDICTS[code] for code in self._settled(*decided)[0].tolist()]

    def _settled(self, verdict: Verdicts, computed: Intervals, loosely: Intervals) -> tuple[Verdicts, Bools]:
        """The verdicts, none of a claim that cannot be judged; and which claims come to no number."""
        unknown = reduce(
            np.logical_or, [np.isnan(one) for ends in (computed, loosely) for one in (ends.low, ends.high)]
        )
        self.group.fail(unknown & (verdict != UNDECIDED), "the result is not a number")
        return np.where(unknown | (self.group.problems > 0), UNDECIDED, verdict), unknown

    def evaluate(self, node: Node, intervals: Intervals) -> Intervals:
        return evaluate(node, self.group, self.terms.real, intervals)

    def _points(self) -> Intervals:
        terms = self.terms
        single = np.isnan(terms.value_to) | (terms.hedge == NONE)
        middle = np.where(single, terms.value, (terms.value + terms.value_to) / 2)
        return points(middle * terms.sign + terms.offset)

    # -- verdicts
    def _decide(self, strict: Intervals, loose: Intervals) -> tuple[Verdicts, Intervals, Intervals]:
        """The verdicts, and the strict and the loose interval of the computed side."""
        op, left, right = self.assertion.op, self.assertion.left, self.assertion.right
        if op == "candidates":
            return self._candidates(strict, loose)
        computed = self.evaluate(self.assertion.computed, strict)
        loosely = self.evaluate(self.assertion.computed, loose)
        for divisor in divisors(self.assertion.computed):
            self.group.fail(self.evaluate(divisor, self._points()).low == 0, "a division by zero")
        if op == "shares":
            stated = self.evaluate(left, strict), self.evaluate(left, loose)
            return self._shares(*stated, computed)
        if op in ("restated", "converted"):
            compare = restated if op == "restated" else converted
            a, b = (self.own.columns(self.group.parts[node.name]) for node in (left, right) if isinstance(node, Name))
            verdict = compare(a, b, self.tolerances)[:, 0]
            if op == "converted":
                for factor in self._namesakes(left, right):
                    scaled = a._replace(**{name: getattr(a, name) * factor for name in _SIZES})
                    verdict = np.minimum(verdict, compare(scaled, b, self.tolerances)[:, 0])
            return verdict, computed, loosely
        if op == "==":
            return self._equal(strict, loose, computed, loosely), computed, loosely
        return self._ordered(strict, loose, op == "<"), computed, loosely

    def _namesakes(self, left: Node, right: Node) -> Iterator[Floats]:
        """By what to multiply the left side where a unit's name has another meaning on either side, a column each."""
        units, columns = self.group.columns.units, self.group.columns.unit[self.group.rows]
        for node, back in ((left, False), (right, True)):
            column = columns[:, self.group.parts[node.name].start] if isinstance(node, Name) else columns[:, 0]
            readings = [namesakes(units[unit]) for unit in column]
            for number in range(max(map(len, readings), default=0)):
                factors = np.array([found[number] if number < len(found) else 1.0 for found in readings])
                yield (1 / factors if back else factors)[:, None]

    def _equal(self, strict: Intervals, loose: Intervals, computed: Intervals, loosely: Intervals) -> Verdicts:
        stated = self.evaluate(self.assertion.stated, strict)
        met = meets(computed, stated)
        verdict = _graded(met, meets(loosely, self.evaluate(self.assertion.stated, loose)))
        hedge = self.terms.hedge
        # A divisor that may be zero ("0.0 million") leaves the result without bounds, too.
        open_bound = one_of(hedge, ONE_SIDED).any(axis=1) | np.isinf(computed.low) | np.isinf(computed.high)
        if open_bound.any():
            # "at least 500" and "up to 500" are met by 500 itself; any other figure that they allow decides nothing.
            closed = one_of(hedge, (AT_LEAST, UP_TO))
            exactly = points(self.terms.value * self.terms.sign + self.terms.offset).where(closed, strict)
            reached = meets(
                self.evaluate(self.assertion.computed, exactly), self.evaluate(self.assertion.stated, exactly)
            )
            half_open = one_of(hedge, (MORE_THAN, LESS_THAN)).any(axis=1)
            self._leave_open(verdict, open_bound & met & ~(reached & ~half_open), "an open bound")
        less = must_precede(computed, stated, strict=True)
        self._leave_open(verdict, self.partial & ~met & less, "the parts need not be all")
        return verdict

    def _ordered(self, strict: Intervals, loose: Intervals, less: bool) -> Verdicts:
        """`left <= right`: some reading has to keep the order."""
        left, right = self.assertion.left, self.assertion.right
        possible = self._with_possible(strict, left)
        a, b = self.evaluate(left, possible), self.evaluate(right, strict)
        fits = may_precede(a, b, less)
        loosely = may_precede(self.evaluate(left, self._with_possible(loose, left)), self.evaluate(right, loose), less)
        verdict = _graded(fits, loosely)
        certain = must_precede(self.evaluate(left, strict), b, less)
        filled = self._filled(left, (LESS_THAN,)) | self._filled(right, (MORE_THAN, AT_LEAST))
        self._leave_open(verdict, fits & filled & ~certain, "an open bound")
        self._as_printed(verdict, left, right)
        return verdict

    def _as_printed(self, verdict: Verdicts, left: Node, right: Node) -> None:
        """Rounding keeps order, so figures of one grain compare as they are printed, and so does their largest."""
        names = [*names_of(left), *names_of(right)]
        if not (_keeps_order(left) and _keeps_order(right)) or not self.group.parts.keys() >= set(names):
            return
        places, own = self.group.places(names), self.own
        grain, real = own.round_to[:, places], own.real[:, places]
        one_grain = compare_ends(grain, grain[:, :1]) == 0
        alike = ((own.plain[:, places] & one_grain) | ~real).all(axis=1)
        printed = points(own.value * own.sign)
        order = compare_ends(self.evaluate(left, printed).low, self.evaluate(right, printed).low)
        verdict[alike & (order < 0)] = AGREES
        verdict[alike & (order > 0)] = CONTRADICTS

    def _with_possible(self, intervals: Intervals, node: Node) -> Intervals:
        """A part of "up to v" says that v is possible; of several such parts only the largest is taken at v."""
        if not isinstance(node, Name) and not isinstance(node, Call):
            return intervals
        upper = self.terms.hedge == UP_TO
        for name, part in self.group.parts.items():
            if name not in names_of(node):
                upper[:, part] = False
        if not upper.any():
            return intervals
        size = np.where(upper, np.abs(self.terms.value), -1.0)
        largest = upper & (np.arange(size.shape[1]) == size.argmax(axis=1)[:, None])
        return points(self.terms.value * self.terms.sign).where(largest, intervals)

    def _filled(self, node: Node, unnamed: tuple[int, ...]) -> Bools:
        """Whether the end of a side that decides is one that no word of the article names: the zero under "fewer
        than", the infinity above "more than"."""
        hedges = self.terms.hedge[:, self.group.places(list(names_of(node)))]
        grows = isinstance(node, Name) or (isinstance(node, Call) and node.function == "sum")
        return np.asarray(one_of(hedges, unnamed if grows else ONE_SIDED).any(axis=1))

    def _candidates(self, strict: Intervals, loose: Intervals) -> tuple[Verdicts, Intervals, Intervals]:
        """The best verdict that a candidate gives; numbers that the proposer counted are candidates too."""
        stated_part, part = (self.group.parts[name] for name in self.assertion.names)
        stated, candidates = self.own.columns(stated_part), self.own.columns(part)
        verdicts = supported(candidates, stated, self.tolerances)
        dimension = self.group.dimension
        alike = dimension[:, part] == dimension[:, stated_part]
        # "$1.2 million" supports a headline's "1.2 million"; a figure of another kind has to be the very same.
        same = compare_ends(candidates.value + candidates.offset, stated.value + stated.offset) == 0
        usable = candidates.real & (alike | (same & (dimension[:, part] >= 0)))
        preference = np.where(usable, verdicts, len(VERDICTS))
        far = np.where(usable, np.abs(candidates.value - stated.value), np.inf)
        each = np.arange(len(far))
        best = np.lexsort((far, preference), axis=1)[:, 0]
        verdict = np.where(usable.any(axis=1), verdicts[each, best], CONTRADICTS)
        self._support(verdict, stated)
        return verdict, strict.take((each, part.start + best)), loose.take((each, part.start + best))

    def _support(self, verdict: Verdicts, stated: Terms) -> None:
        """Let the counted numbers of each claim better its verdict."""
        allowed = summarised(stated, self.tolerances).take(np.s_[:, 0])
        for number, claim in enumerate(self.claims):
            if verdict[number] != AGREES and claim.values:
                counted = points(np.array(list(claim.values.values()), dtype=np.float64))
                if meets(counted, allowed.take(np.s_[number : number + 1])).any():
                    verdict[number] = AGREES

    def _shares(self, strict: Intervals, loose: Intervals, base: Intervals) -> tuple[Verdicts, Intervals, Intervals]:
        """`pct in shares(base)`: some whole number of the base gives the percentage."""
        found = has_share(strict, base)
        verdict = _graded(found, has_share(loose, base))
        one_sided = one_of(self.terms.hedge, ONE_SIDED).any(axis=1)
        self._leave_open(verdict, found & one_sided, "an open bound")
        names = [node.name for node in (self.assertion.left, self.assertion.right) if isinstance(node, Name)]
        pct, whole = (self.evaluate(Name(name), self._points()).low for name in names)
        nearest = nearest_shares(pct, whole)
        return verdict, nearest, nearest

    def _leave_open(self, verdict: Verdicts, where: Bools, reason: str) -> None:
        self.group.fail(where, reason)
        verdict[where] = UNDECIDED

    # -- writing down
    def _written(
        self, verdict: Verdicts, computed: Intervals, loosely: Intervals, point: Floats, stated: Intervals
    ) -> list[Judgement]:
        group, role = self.group, self.assertion.stated_role
        verdict, unknown = self._settled(verdict, computed, loosely)
        back = np.ones(len(verdict))
        if role in group.parts:
            # A fraction is compared as a percentage and spoken of as a fraction.
            part = group.parts[role].start
            back = np.where(self.terms.offset[:, part] == 0, 1.0 / self.terms.factor[:, part], 1.0)
        ends = (computed.low, computed.high, loosely.low, loosely.high, point, stated.low, stated.high)
        bounds = [(bound * back).tolist() for bound in ends]
        grain, grain_row = self._coarsest()
        others = (column.tolist() for column in (verdict, group.problems, grain, grain_row, unknown))
        return [
            Judgement(
                VERDICTS[code],
                None if lost else (low, high),
                None if lost else (loose_low, loose_high),
                role,
                coarse,
                group.reasons[problem],
                middle,
                (allowed_low, allowed_high),
                row,
            )
            for low, high, loose_low, loose_high, middle, allowed_low, allowed_high, code, problem, coarse, row, lost in zip(
                *bounds, *others, strict=True
            )
        ]

    def _coarsest(self) -> tuple[Floats, NDArray[np.int64]]:
        """The coarsest rounding among the figures that may have been rounded, and the row of that figure."""
        terms = self.terms
        rounded = np.where(terms.plain & terms.real & (terms.form != EXACT), terms.round_to, 0.0)
        place = rounded.argmax(axis=1)
        each = np.arange(len(place))
        grain = rounded[each, place] / np.abs(terms.factor[each, place])
        return grain, np.where(grain > 0, self.group.rows[each, place], -1)


def _graded(strict: Bools, loose: Bools) -> Verdicts:
    """The verdicts where the strict readings fit, else the loose ones, or neither."""
    return np.where(strict, AGREES, np.where(loose, ROUNDING, CONTRADICTS))


def _keeps_order(node: Node) -> bool:
    return isinstance(node, Name) or (isinstance(node, Call) and node.function in ("min", "max"))
