"""Ledger: a sheet as lines, its columns or its rows, each of which may be worked out from those beside it.

A view (consistency.tables.view) holds the lines that may add up; a ledger holds the percentages, averages and ranks too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from consistency.figure import Figure
from consistency.tables.customs import formulas_of
from consistency.tables.derived import Says, read_label
from consistency.tables.sheet import Sheet
from consistency.tables.words import Label, classify

if TYPE_CHECKING:
    from consistency.tables.fit import Fit

_POINTS = Says.POINTS | Says.CHANGE


LONGEST = 2000  # rows of a table whose rows, too, are read as lines


@dataclass(slots=True, eq=False)
class Line:
    """A column or a row: one cell for each position of its ledger.

    `says` is what the label says (bits of `Says`). `index[p]` is the place of the figure in the article's figures, -1 where there is no plain number; `value` and
    `grain` are what it says and the place of its last digit, `half` is how far it may lie from what was rounded: 0 for
    a plain count. `made` are the lines of the table, with their signs, that a line added up of several is of. `percent` is true where most figures are percentages, `dates` where they are years, and `numbers` is
    how many there are.
    """

    place: int
    label: str
    says: int
    kind: int
    index: list[int]
    value: list[float]
    grain: list[float]
    half: list[float]
    percent: bool
    dates: bool
    numbers: int
    made: tuple[tuple[Line, int], ...] = ()


@dataclass(slots=True, eq=False)
class Ledger:
    """The lines of a sheet in one direction; `axis` is "column" when the lines are columns, `says` what any of them says.

    `kinds` are what the labels of the positions say; `figures` are the article's. `forms` remembers, once a rule has
    asked, what each line may be, `named` what its label says that it is, and `fits` what has been tried of it, as several rules ask.
    """

    axis: str
    lines: list[Line]
    kinds: list[int]
    figures: Sequence[Figure]
    forms: dict[int, tuple[str, ...]] | None = None
    named: dict[int, Fit] = field(default_factory=dict)
    fits: dict[tuple[int, tuple[str, ...]], tuple[Fit | None, int]] = field(default_factory=dict)
    says: int = field(init=False)

    def __post_init__(self) -> None:
        self.says = reduce(or_, [line.says for line in self.lines], Says.NOTHING)


def tells(sheet: Sheet) -> bool:
    """Whether a label or a percent sign speaks of figures worked out from others."""
    if any(map(read_label, sheet.header)) or any(map(read_label, sheet.label[sheet.first :])):
        return True
    if any(map(formulas_of, sheet.header)):
        return True
    return any(True in row for row in sheet.percent)


def ledgers(sheet: Sheet) -> tuple[Ledger, Ledger]:
    """The columns of the sheet, and its rows, as lines."""
    figures, labels = sheet.figures, sheet.label[sheet.first :]
    body = sheet.index[sheet.first :]
    down = zip(*body, strict=True) if body else ((),) * len(sheet.header)
    columns = [_line(sheet, c, label, cells) for c, (label, cells) in enumerate(zip(sheet.header, down, strict=True))]
    told = [column for column in columns if column.numbers and not column.dates]
    # A row of margins has another sense under "change" and under "% of sales".
    plain = [column.place for column in told if not (column.percent or column.says & Says.CHANGE)]
    filled = plain or [column.place for column in told]
    across = [[row[c] for c in filled] for row in body]
    kinds = [
        classify(label) if any(at >= 0 for at in cells) else Label.HEADING
        for label, cells in zip(labels, across, strict=True)
    ]
    rows = [
        _line(sheet, sheet.first + r, label, cells)
        for r, (label, cells) in enumerate(zip(labels, across, strict=True) if len(body) <= LONGEST else ())
    ]
    return (
        Ledger("column", columns, kinds, figures),
        Ledger("row", rows, [columns[c].kind for c in filled], figures),
    )


def _line(sheet: Sheet, place: int, label: str, cells: Sequence[int]) -> Line:
    """The line of these cells, each with the place of its figure or -1."""
    indices, values, grains = [-1] * len(cells), [0.0] * len(cells), [1.0] * len(cells)
    halves = [0.0] * len(cells)
    numbers = percents = years = 0
    says, rounded, figures = read_label(label), sheet.rounded, sheet.figures
    for number, at in enumerate(cells):
        if at < 0:
            continue
        figure = figures[at]
        kind, value, grain = figure.kind, figure.value, figure.grain
        if figure.hedge != "none" or value != value or (kind == "point" and not says & _POINTS):
            continue
        indices[number], values[number], grains[number] = at, value, grain
        if rounded or grain != 1 or kind not in ("count", "year"):
            halves[number] = grain / 2
        numbers += 1
        if kind == "percent":
            percents += 1
        elif kind == "year":
            years += 1
    signed = percents and says & (Says.PERCENT | Says.QUOTIENT) and _is_first_signed(indices, figures)
    percent = (
        percents * 2 > numbers or signed or (not percents and says & Says.PERCENT > 0 and "%" in label and numbers > 0)
    )
    return Line(
        place,
        label,
        says,
        classify(label),
        indices,
        values,
        grains,
        halves,
        bool(percent),
        years * 3 > numbers * 2,
        numbers,
    )


def _is_first_signed(indices: Sequence[int], figures: Sequence[Figure]) -> bool:
    """Whether a line shows its percent sign at its head alone, or at its head and its foot, as accounts do."""
    kinds = [figures[at].kind for at in indices if at >= 0]
    return kinds[0] == "percent" and kinds.count("percent") <= 2 and set(kinds) <= {"percent", "count"}
