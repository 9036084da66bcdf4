"""Figure: one written figure, one row of the figures table; and the table's columns, declared once.

`Figure` is what extraction makes and what proposers read. `figures_table` turns the figures of a run into the pandas
table of the public API and of the judge, with the intervals that each figure commits its author to.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from consistency.tolerances import Tolerances

KINDS = (
    "count", "money", "percent", "point", "measure", "duration", "ratio", "multiple",
    "year", "date", "time", "age", "ordinal", "score",
)  # fmt: skip

NO_QUANTITIES = ("year", "date", "time", "ordinal", "score")
"""The kinds that tell which one or when, not how many."""

HEDGES = ("none", "about", "nearly", "just over", "more than", "at least", "up to", "less than", "range", "vague")

# What the digits commit to (DESIGN: the table of written forms):
#   exact     a count without trailing zeros or scale word, not an average or a rate
#   digits    percent, point, ratio, age: known to the last digit, perhaps cut off there
#   rounded   any other: perhaps rounded where its zeros begin
#   fraction  a worded fraction or ratio; multiple: a worded multiple
FORMS = ("exact", "digits", "rounded", "fraction", "multiple")


@dataclass(slots=True)
class Figure:
    """One figure as printed and as read.

    `start` and `end` are code-point offsets into the decoded file, `source[start:end] == text`, the hedge included.
    `at` and `till` are the same places in `Document.text`; `number_at` is where the number itself begins there, behind
    its hedge. `block` and `sentence` are numbers within the document (a sentence number is unique in its document).
    `value` (and `value_to`, a range's upper end) is in `unit`, its scale word multiplied in. `grain` is the place of
    the last digit shown, `round_to` that of the last digit that is not zero, at most the leading digit's, both in
    `unit`. A date's value is yyyymmdd with zeros for what is not said; a time's is minutes since midnight; a score's is
    its first number and `value_to` its second. `unit` is pint's name, an ISO currency code, `percent`,
    `percentage_point`, a rate of two of these (`USD / barrel`), or empty for a count; `dimension` is "count", "money",
    "percent", or pint's dimensionality in words ("length", "mass", "time", ...). `before` and `after` are the words of
    the same clause on either side, as printed. `negative` bounds are allowed: a loss is a negative value.
    """

    path: str
    block: int
    kind_of_block: str
    sentence: int
    heading: str
    table: int | None
    row: int | None
    col: int | None
    row_header: str
    col_header: str
    start: int
    end: int
    line: int
    column: int
    at: int
    till: int
    number_at: int
    text: str
    kind: str
    value: float
    value_to: float | None
    grain: float
    round_to: float
    form: str
    unit: str
    dimension: str
    hedge: str
    noun: str
    head: str
    before: str
    after: str
    quoted: bool
    attributed: bool

    @property
    def percent(self) -> float:
        """A share in percent, whether it is printed so or as a ratio ("one in five" is 20)."""
        return self.value if self.kind == "percent" else 100 * self.value

    def is_like(self, other: Figure) -> bool:
        """Whether the other is of the same kind and unit, so that the two are compared and added as they stand."""
        return (self.kind, self.unit) == (other.kind, other.unit)

    @property
    def ambiguous(self) -> bool:
        """Whether its digits may be read in two ways ("1.100"): its value is then not a number."""
        return math.isnan(self.value)


BOUNDS = ("low", "high", "loose_low", "loose_high")

DTYPES: dict[str, str] = {
    "path": "str", "block": "int64", "kind_of_block": "category", "sentence": "int64", "heading": "str",
    "table": "Int64", "row": "Int64", "col": "Int64", "row_header": "str", "col_header": "str",
    "start": "int64", "end": "int64", "line": "int64", "column": "int64", "at": "int64", "till": "int64",
    "number_at": "int64", "text": "str", "kind": "category", "value": "float64", "value_to": "float64",
    "grain": "float64", "round_to": "float64", "form": "category",
    "low": "float64", "high": "float64", "loose_low": "float64", "loose_high": "float64",
    "unit": "str", "dimension": "str", "hedge": "category", "noun": "str", "head": "str", "before": "str",
    "after": "str", "quoted": "bool", "attributed": "bool",
}  # fmt: skip


def figures_table(figures: Sequence[Figure]) -> pd.DataFrame:
    """The figures table: one row a figure, the columns and dtypes of `DTYPES`, the row number as index.

    The bounds of the strict and the loose interval are computed here, for all rows in one go.
    """
    import numpy as np
    import pandas as pd

    from consistency import interval

    data: dict[str, object] = {}
    for name in DTYPES:
        if name not in BOUNDS:
            data[name] = [getattr(figure, name) for figure in figures]
    table = pd.DataFrame({name: pd.Series(data[name], dtype=DTYPES[name]) for name in data})
    strict, loose = interval.of_figures(
        table["value"].to_numpy(),
        table["value_to"].to_numpy(),
        table["grain"].to_numpy(),
        table["round_to"].to_numpy(),
        np.asarray(data["form"], dtype=object),
        np.asarray(data["hedge"], dtype=object),
    )
    table["low"], table["high"] = strict.low, strict.high
    table["loose_low"], table["loose_high"] = loose.low, loose.high
    return table[list(DTYPES)]


Bounds = tuple[float, float]


def bounds_of(figures: Sequence[Figure], tolerances: Tolerances) -> list[tuple[Bounds, Bounds]]:
    """The strict and the loose interval of each figure, in its own unit; as in the figures table, but without pandas."""
    if not figures:
        return []
    import numpy as np

    from consistency.interval import of_figures

    numbers = np.array(
        [
            (one.value, np.nan if one.value_to is None else one.value_to, one.grain, one.round_to)
            for one in figures
        ],
        dtype=np.float64,
    ).T  # fmt: skip
    forms, hedges = (np.array([getattr(one, name) for one in figures], dtype=object) for name in ("form", "hedge"))
    pairs = of_figures(numbers[0], numbers[1], numbers[2], numbers[3], forms, hedges, tolerances)
    strict, loose = (list(zip(one.low.tolist(), one.high.tolist(), strict=True)) for one in pairs)
    return list(zip(strict, loose, strict=True))
