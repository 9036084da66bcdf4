"""Columns: the figures of a run as arrays, from which the claims about them take their rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np

from consistency.figure import FORMS, HEDGES, Figure
from consistency.interval import EXACT, NONE, Bools, Codes, Floats, codes

if TYPE_CHECKING:
    from numpy.typing import NDArray

Rows: TypeAlias = "NDArray[np.int64]"

_UNITLESS = {"count": "count", "percent": "percent", "point": "percent", "ratio": "ratio", "multiple": "multiple"}


def _measure(kind: str, dimension: str, unit: str) -> tuple[str, str]:
    """The dimension and the unit in which a figure meets others."""
    if kind in _UNITLESS:
        return _UNITLESS[kind], ""
    if kind == "year":
        return "time", "year"
    return dimension or kind, unit


class Columns(NamedTuple):
    """The figures of a run, one row a figure, and at the end an empty row for places that no figure fills.

    `dimension` and `unit` are numbers into `dimensions` and `units`.
    """

    value: Floats
    value_to: Floats
    grain: Floats
    round_to: Floats
    form: Codes
    hedge: Codes
    counted: Bools
    year: Bools
    dimension: Rows
    unit: Rows
    dimensions: tuple[str, ...]
    units: tuple[str, ...]

    @property
    def empty(self) -> int:
        """The number of the empty row."""
        return len(self.value) - 1

    @classmethod
    def of(cls, figures: Sequence[Figure]) -> Columns:
        """The columns of these figures."""
        dimensions: dict[str, int] = {"": 0}
        units: dict[str, int] = {"": 0}
        kinds: dict[tuple[str, str, str], int] = {}
        which = [kinds.setdefault((one.kind, one.dimension, one.unit), len(kinds)) for one in figures]
        measures = []
        for kind, dimension, unit in kinds:
            dimension, unit = _measure(kind, dimension, unit)
            places = dimensions.setdefault(dimension, len(dimensions)), units.setdefault(unit, len(units))
            measures.append((*places, kind == "count", kind == "year"))
        rows = np.array([*measures, (0, 0, True, False)], dtype=np.int64)[[*which, len(kinds)]]
        return cls(
            np.array([*[one.value for one in figures], 0.0], dtype=np.float64),
            np.array([*[one.value_to for one in figures], None], dtype=np.float64),  # None is not a number
            np.nan_to_num([*[one.grain for one in figures], 0.0], posinf=0.0),
            np.nan_to_num([*[one.round_to for one in figures], 0.0], posinf=0.0),
            codes([*[one.form for one in figures], FORMS[EXACT]], FORMS),
            codes([*[one.hedge for one in figures], HEDGES[NONE]], HEDGES),
            rows[:, 2].astype(np.bool_),
            rows[:, 3].astype(np.bool_),
            rows[:, 0],
            rows[:, 1],
            tuple(dimensions),
            tuple(units),
        )

    def and_revised(
        self,
        rows: Sequence[int],
        value: Sequence[float],
        grain: Sequence[float],
        round_to: Sequence[float],
        form: Sequence[str],
    ) -> Columns:
        """These, and behind the last figure those in `rows` once more with other digits."""
        order = np.concatenate([np.arange(self.empty), np.array([*rows, self.empty], dtype=np.int64)])
        names = (name for name in self._fields if name not in ("dimensions", "units"))
        columns = self._replace(**{name: getattr(self, name)[order] for name in names})
        new = slice(self.empty, -1)
        columns.value[new], columns.grain[new], columns.round_to[new] = value, grain, round_to
        columns.form[new] = codes(form, FORMS)
        return columns
