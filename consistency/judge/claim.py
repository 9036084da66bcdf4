"""Claim and Judgement: what the judge takes and what it gives."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

from consistency.equation import Assertion

Bounds: TypeAlias = tuple[float, float]


class Claim(NamedTuple):
    """One assertion about some figures.

    `roles` maps each name of the assertion to row numbers of the figures table; `values` gives numbers for the names
    that no figure stands for. `partial`, `column_grain` and `signs` are those of the proposal: the parts need not be
    all; the largest power of ten that divides a table's column; -1 for a part that is taken away. The figures of
    `percent_roles` are percentages even where they are written as fractions.
    """

    assertion: Assertion
    roles: Mapping[str, tuple[int, ...]]
    values: Mapping[str, float] = {}
    partial: bool = False
    column_grain: float = 0.0
    signs: tuple[int, ...] = ()
    percent_roles: frozenset[str] = frozenset()

    def about(self, roles: Mapping[str, tuple[int, ...]]) -> Claim:
        """The same claim about other rows."""
        return Claim(
            self.assertion, roles, self.values, self.partial, self.column_grain, self.signs, self.percent_roles
        )


class Judgement(NamedTuple):
    """The verdict on a claim and what it rests on. All bounds are in the stated figure's own unit.

    `expected` and `loose` bound the computed side, with the digits as they stand and with round figures read
    generously; `computed` is its value from the printed values, and `allowed` what the stated side allows as it
    stands. `stated_role` is empty where a number of the rule is stated. `grain` is the coarsest rounding that the
    loose reading supposes, in the unit of the figure in row `grain_row` (-1: none does). `reason` says why a claim is
    undecided. Where nothing could be computed the bounds are None.
    """

    verdict: str
    expected: Bounds | None = None
    loose: Bounds | None = None
    stated_role: str = ""
    grain: float = 0.0
    reason: str = ""
    computed: float = float("nan")
    allowed: Bounds | None = None
    grain_row: int = -1
