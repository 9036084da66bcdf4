"""Terms: the figures of many claims of one shape, side by side as arrays, in one unit and in one grain.

`Group` lays out claims that make the same assertion over as many figures; `Terms` are a group's figures as the judge
compares them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from consistency.equation import Assertion, Name, Number, names_of, sides
from consistency.interval import (
    DIGITS,
    EXACT,
    FRACTION,
    MULTIPLE,
    NONE,
    ROUNDED,
    Bools,
    Codes,
    Floats,
    Intervals,
    of_codes,
)
from consistency.judge.columns import Columns, Rows
from consistency.judge.conversion import conversion
from consistency.judge.rounding import rounded_alike, scale_words
from consistency.tolerances import Tolerances

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Terms(NamedTuple):
    """Figures as they are compared: arrays of one shape, a row a claim and a column a place.

    `real` is false where no figure stands. `factor` and `offset` are what has brought the figure to the common unit
    (the offset only for temperatures; `value` does not contain it). `sign` is -1 for a part that is taken away.
    """

    value: Floats
    value_to: Floats
    grain: Floats
    round_to: Floats
    form: Codes
    hedge: Codes
    real: Bools
    factor: Floats
    offset: Floats
    sign: Floats

    def columns(self, part: slice) -> Terms:
        """The terms of some places."""
        return Terms._make(column[:, part] for column in self)

    def intervals(self, tolerances: Tolerances) -> tuple[Intervals, Intervals]:
        """The strict and the loose intervals."""
        strict, loose = of_codes(
            self.value, self.value_to, self.grain, self.round_to, self.form, self.hedge, self.factor, tolerances
        )
        return strict.scaled(self.sign, self.offset), loose.scaled(self.sign, self.offset)

    @property
    def plain(self) -> Bools:
        """Whether the figure is printed in digits and without a hedge."""
        return np.asarray((self.hedge == NONE) & (self.form != FRACTION) & (self.form != MULTIPLE))


@dataclass(eq=False)
class Group:
    """Claims of one assertion whose roles have the same numbers of places.

    `rows` has a row a claim and a column a place; `parts` tells which places are a role's. `values` are the numbers
    that proposers counted. `problems` tells for each claim why it cannot be judged: a number into `reasons`, 0 where
    nothing stands in the way.
    """

    columns: Columns
    assertion: Assertion
    rows: Rows
    parts: Mapping[str, slice]
    values: Mapping[str, Floats]
    percent_roles: frozenset[str]
    column_grain: Floats
    sign: Floats
    problems: NDArray[np.int64] = field(init=False)
    reasons: list[str] = field(init=False)
    dimension: Rows = field(init=False)
    unit: Rows = field(init=False)

    def __post_init__(self) -> None:
        self.problems = np.zeros(len(self.rows), dtype=np.int64)
        self.reasons = [""]

    def fail(self, where: Bools, reason: str) -> None:
        """Mark claims that cannot be judged; the first reason stays."""
        where = where & (self.problems == 0)
        if where.any():
            if reason not in self.reasons:
                self.reasons.append(reason)
            self.problems[where] = self.reasons.index(reason)

    def places(self, names: Sequence[str]) -> NDArray[np.int64]:
        """The columns of some roles."""
        found = [np.arange(self.parts[name].start, self.parts[name].stop) for name in names if name in self.parts]
        return np.concatenate(found) if found else np.zeros(0, dtype=np.int64)

    def terms(self) -> tuple[Terms, Terms]:
        """The terms in one unit, first with the grains that the grain rule leaves them, then with their own."""
        columns, rows = self.columns, self.rows
        real = rows != columns.empty
        value = columns.value[rows]
        self.fail((real & ~np.isfinite(value)).any(axis=1), "a figure could not be read")
        factor, offset = np.ones(rows.shape), np.zeros(rows.shape)
        self.dimension = columns.dimension[rows]
        self.unit = columns.unit[rows]
        self._as_percent(factor, real)
        self._as_column(real)
        self._compare_dimensions(factor, real)
        self._convert(factor, offset, real)
        own = Terms(
            np.where(np.isfinite(value), value, 0.0) * factor,
            columns.value_to[rows] * factor,
            columns.grain[rows] * factor,
            columns.round_to[rows] * factor,
            columns.form[rows],
            columns.hedge[rows],
            real,
            factor,
            offset,
            self.sign,
        )
        return self._in_one_grain(own), own

    # -- dimensions and units
    def _code(self, dimension: str) -> int:
        return self.columns.dimensions.index(dimension) if dimension in self.columns.dimensions else -1

    def _as_percent(self, factor: Floats, real: Bools) -> None:
        """Worded fractions and ratios are percentages in a role that asks for one, or beside percentages."""
        ratio, percent = self._code("ratio"), self._code("percent")
        if ratio < 0:
            return
        if percent < 0:
            self.columns = self.columns._replace(dimensions=(*self.columns.dimensions, "percent"))
            percent = self._code("percent")
        for name, part in self.parts.items():
            dimension = self.dimension[:, part]
            # The same figure said again may be "half" here and "50 %" there.
            again = self.assertion.op in ("restated", "candidates")
            share = self.assertion.op == "shares" and name == self.assertion.stated_role
            asked = name in self.percent_roles or again or share
            beside = (real[:, part] & (dimension == percent)).any(axis=1, keepdims=True)
            self._to_percent(factor, part, (dimension == ratio) & (asked | beside), percent)

    def _as_column(self, real: Bools) -> None:
        """Bare figures of a table column are of the kind that the others show: $1,200, 310, 95."""
        count = self._code("count")
        # "1985" in a column may be a year or a number: there it is what its column is.
        bare = real & ((self.dimension == count) | self.columns.year[self.rows]) & (self.column_grain > 0)[:, None]
        shown = real & ~bare
        # Beside money and percentages ("$50 | 12 | 24%") the bare figure is the money.
        other = shown & (self.dimension != self._code("percent"))
        shown = np.where(other.any(axis=1, keepdims=True), other, shown)
        kind = np.where(shown.any(axis=1), np.where(shown, self.dimension, -1).max(axis=1, initial=-1), max(count, 0))
        self.dimension = np.where(bare, kind[:, None], self.dimension)
        self.unit = np.where(bare, 0, self.unit)

    def _to_percent(self, factor: Floats, part: slice, where: Bools, percent: int) -> None:
        factor[:, part] = np.where(where, 100.0, factor[:, part])
        self.dimension[:, part] = np.where(where, percent, self.dimension[:, part])

    def _compare_dimensions(self, factor: Floats, real: Bools) -> None:
        """Mark the claims in which figures meet that cannot be added or compared."""
        names = list(self.parts)
        if not names:
            return
        heads = np.stack([self.dimension[:, self.parts[name].start] for name in names], axis=1)
        for place, name in enumerate(names):
            part = self.parts[name]
            if self.assertion.op == "candidates" and name != self.assertion.stated_role:
                # Candidates of another kind are passed over one by one.
                continue
            mixed = real[:, part] & (self.dimension[:, part] != heads[:, [place]])
            self.fail(np.asarray(mixed.any(axis=1)), "the figures are of different kinds")
        for combination in _rows_of(heads):
            chosen = (heads == combination).all(axis=1)
            dimensions = {name: self.columns.dimensions[code] for name, code in zip(names, combination, strict=True)}
            if self.assertion.op == "candidates":
                continue
            left, right = sides(self.assertion, dimensions)
            if not left:
                self.fail(chosen, right)
            for node, other in ((self.assertion.left, right), (self.assertion.right, left)):
                if isinstance(node, Name) and dimensions.get(node.name) == "ratio" and other == "percent":
                    part = self.parts[node.name]
                    where = chosen[:, None] & (self.dimension[:, part] == combination[names.index(node.name)])
                    self._to_percent(factor, part, where, self._code("percent"))

    def _convert(self, factor: Floats, offset: Floats, real: Bools) -> None:
        """Bring the figures of each dimension to the unit of the stated one, else of the first."""
        unit = self.unit
        stated = self.assertion.stated_role
        order = self.places([stated, *(name for name in self.parts if name != stated)])
        known = real & (unit > 0)
        for dimension in _values_of(self.dimension[known]):
            mine = known & (self.dimension == dimension)
            first = order[mine[:, order].argmax(axis=1)]
            target = unit[np.arange(len(unit)), first][:, None]
            differs = mine & (unit != target)
            if not differs.any():
                continue
            pairs = np.stack([unit[differs], np.broadcast_to(target, unit.shape)[differs]], axis=1)
            for a, b in _rows_of(pairs):
                self._apply(a, b, differs & (unit == a) & (target == b), factor, offset)
        if self.assertion.op not in ("restated", "converted", "candidates"):
            self.fail((offset != 0).any(axis=1), "temperatures of two scales")
            self._convert_rates(factor, known, order)

    def _convert_rates(self, factor: Floats, known: Bools, order: Rows) -> None:
        """Bring a rate and what it is the rate of to one unit: pounds to the pence of "12p a share".

        Which of the two is the stated figure's, or stands first, keeps its own.
        """
        for rate in _values_of(self.dimension[known]):
            name = self.columns.dimensions[rate]
            whole, divided, _ = ("length / time" if name == "speed" else name).partition(" / ")
            per, plain = known & (self.dimension == rate), known & (self.dimension == self._code(whole))
            both = per.any(axis=1) & plain.any(axis=1)
            if not divided or not both.any():
                continue
            where = per[:, order].argmax(axis=1), plain[:, order].argmax(axis=1)
            line = np.arange(len(self.unit))
            pairs = np.stack([self.unit[line, order[place]] for place in where], axis=1)
            for rated, unit in _rows_of(pairs[both]):
                over, told = (self.columns.units[code].partition(" / ")[0] for code in (rated, unit))
                chosen = both & (pairs == (rated, unit)).all(axis=1)
                if not (found := conversion(told, over)):
                    self.fail(chosen, f"{told} and {over} have no fixed rate")
                    continue
                leads = where[0] < where[1]
                factor[plain & (chosen & leads)[:, None]] *= found[0]
                factor[per & (chosen & ~leads)[:, None]] /= found[0]

    def _apply(self, unit: int, target: int, where: Bools, factor: Floats, offset: Floats) -> None:
        units = self.columns.units
        found = conversion(units[unit], units[target])
        if found:
            factor[where], offset[where] = found
        elif self.assertion.op == "candidates":
            # Another currency is no candidate; its place is left empty.
            self.dimension[where] = -1
        else:
            self.fail(np.asarray(where.any(axis=1)), f"{units[unit]} and {units[target]} have no fixed rate")

    # -- the grain rule
    def _in_one_grain(self, own: Terms) -> Terms:
        """Figures that are added or divided together were rounded alike; a column of a table is rounded alike."""
        grain, round_to, form = own.grain.copy(), own.round_to.copy(), own.form.copy()
        assertion = self.assertion
        finest = np.full(own.value.shape, np.inf)
        counted = own.plain & own.real & (own.value != 0)
        # Shares of a whole (sum(parts) == 100) have the rule of their own: half of the last digit of each.
        if assertion.op in ("==", "<=", "<") and not isinstance(assertion.stated, Number):
            scale = scale_words(own.value, own.grain, own.factor, own.real)
            for names in rounded_alike(assertion):
                self._finest(own, self.places(names), counted, scale, finest)
            stated = self.places([assertion.stated_role])
            if assertion.additive and len(stated):
                terms = self.places(list(names_of(assertion.computed)))
                same = self.dimension[:, terms] == self.dimension[:, stated]
                same &= scale[:, terms] >= scale[:, stated]
                candidates = np.where(same & counted[:, terms], own.round_to[:, terms], np.inf)
                grain[:, stated] = np.where(
                    own.plain[:, stated],
                    np.minimum(grain[:, stated], candidates.min(axis=1, initial=np.inf)[:, None]),
                    grain[:, stated],
                )
        grain = np.where(own.plain, np.minimum(grain, finest), grain)
        round_to = np.where(own.plain, np.minimum(round_to, finest), round_to)
        if assertion.op == "==" and assertion.additive:
            # Of the numbers within half of one of 20 people only 20 is a number of people: 10 and 20 are not 31.
            grain[self.columns.counted[self.rows] & own.plain & (own.grain == 1)] = 0.0
        if self.column_grain.any():
            self._in_columns(own, grain, round_to, form)
        return Terms(
            own.value, own.value_to, grain, round_to, form, own.hedge, own.real, own.factor, own.offset, own.sign
        )

    def _finest(self, own: Terms, places: Rows, counted: Bools, scale: Floats, finest: Floats) -> None:
        """Put into `finest` the finest rounding among the places of one dimension and of a figure's own scale word.

        $1.5 trillion is not taken to be known to the billion because $544 billion stands beside it.
        """
        real, dimension, scale = own.real[:, places], self.dimension[:, places], scale[:, places]
        rounding = np.where(counted[:, places], own.round_to[:, places], np.inf)
        for code in _values_of(dimension[real]):
            mine = dimension == code
            for word in _values_of(scale[real & mine]):
                least = np.where(mine & (scale >= word), rounding, np.inf).min(axis=1, initial=np.inf)
                finest[:, places] = np.where(mine & (scale == word), least[:, None], finest[:, places])

    def _in_columns(self, own: Terms, grain: Floats, round_to: Floats, form: Codes) -> None:
        """Addends of a table column: exact where they are plain counts, else rounded to its own grain, with decimals (100.0) no further."""
        column = self.column_grain[:, None]
        addends = own.real[:, self.places(list(names_of(self.assertion.computed)))].sum(axis=1)
        digits = (own.form == EXACT) | (own.grain < own.round_to)
        # A count without trailing zeros that is not exact is an average or a rate (DESIGN: the table of forms).
        plain = self.columns.counted[self.rows] & (own.hedge == NONE) & (own.grain == 1) & (digits | (own.value == 0))
        exact = (self.column_grain == 1) & (plain | ~own.real).all(axis=1)
        if isinstance(self.assertion.stated, Number):
            exact[:] = False  # shares of one whole (100) were rounded, whole numbers or not
        alike = (self.column_grain > 0) & ~exact & ((addends >= 3) | (self.column_grain > 1))
        set_exact = exact[:, None] & own.real
        set_alike = alike[:, None] & own.real & own.plain
        form[set_exact] = EXACT
        form[set_alike & (form == EXACT)] = ROUNDED
        grain[set_alike] = np.broadcast_to(column, grain.shape)[set_alike]
        round_to[set_alike] = np.where(own.grain < 1, column, np.maximum(round_to, column))[set_alike]
        if not self.assertion.additive:
            stated = np.zeros(own.real.shape, dtype=np.bool_)
            stated[:, self.places([self.assertion.stated_role])] = True
            form[(column > 0) & stated & (form == EXACT)] = DIGITS  # an average or a rate is seldom whole


def _values_of(array: NDArray[Any]) -> list[Any]:
    """The different values, ascending. `numpy.unique` imports masked arrays, which costs more than most articles."""
    if array.size and (least := array.min()) == array.max():  # most often; and found without a look at each in Python
        return [least.item()]
    return sorted(set(array.ravel().tolist()))


def _rows_of(array: NDArray[Any]) -> list[tuple[Any, ...]]:
    """The different rows, ascending."""
    return sorted(set(map(tuple, array.tolist())))
