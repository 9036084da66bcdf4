"""View: a sheet as lines that may add up, one below the other (its rows) or one beside the other (its columns)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, compress, pairwise
from typing import NamedTuple

from consistency.tables.sheet import NUMBER, TEXT, ZERO, Sheet
from consistency.tables.words import (
    Label,
    classify,
    is_date,
    is_part_of_year,
    is_rate,
    is_total,
    is_whole,
    is_year,
    never_summed,
)

HARD, SOFT, SHARE = range(3)
COUNTS, LARGE = 6, 100.0  # figures, and the size of most of them, whose last digits tell how they were rounded
YEARLY = (4, 6, 12)  # months or quarters that a column called "Year" sums up
BESIDE, OFTEN = 5, 3  # texts of a row that may say what it tells, and rows that do so in a list of many things
STEPS = (5.0, 10.0, 50.0)  # and the last of them shows nothing


@dataclass(slots=True, eq=False)
class View:
    """Lines and the positions that cross them.

    `axis` is "column" when the lines are rows (the sums run down a column), else "row". `value[i]` and `state[i]` are
    the cells of line `i` over all `positions`; `place[i]` is its row or column in the sheet; `kind[i]` and `label[i]`
    are what its label says. `unit[p]` is the place to which the figures of position `p` were rounded, 0 where they are
    plain counts and must add up exactly; `grain[p]` is the last digit that they show, and `fine[p]` the lesser of the
    two, but for plain counts that were all rounded to a step that shows, `coarse`. `soft[p]` is HARD where a sum
    that fails is a mistake, SOFT where it may mean nothing (averages, rates) and SHARE where it means nothing
    (percentages). `change[p]` is true where a position holds changes, in which a cost that fell may stand as a gain,
    and `whole[p]` where it holds percentages and 100 is among them.
    """

    axis: str
    value: Sequence[Sequence[float]]
    state: Sequence[Sequence[int]]
    kind: list[int]
    label: list[str]
    place: list[int]
    positions: list[int]
    unit: list[float]
    grain: list[float]
    soft: list[int]
    change: list[bool]
    whole: list[bool]
    coarse: float = 0.0
    fine: list[float] = field(init=False)

    def __post_init__(self) -> None:
        pairs = zip(self.unit, self.grain, strict=True)
        self.fine = [unit if unit == self.coarse else min(unit, grain) for unit, grain in pairs]

    def step(self, position: int, parts: int) -> float:
        """The place to which so many parts were rounded; two are too few to tell more than they show."""
        return self.fine[position] if parts < 3 else self.unit[position]


class _Column(NamedTuple):
    """The cells of a column below the headers, as in `Sheet`; `filled` is true where there is a number."""

    value: Sequence[float]
    state: Sequence[int]
    grain: Sequence[float]
    percent: Sequence[bool]
    filled: Sequence[bool]


def _columns(sheet: Sheet) -> list[_Column]:
    down = (zip(*rows[sheet.first :], strict=True) for rows in (sheet.value, sheet.state, sheet.grain, sheet.percent))
    return [
        _Column(value, state, grain, percent, [one == NUMBER for one in state])
        for value, state, grain, percent in zip(*down, strict=True)
    ]


def views(sheet: Sheet) -> tuple[View, View]:
    """The rows of the sheet as lines, and its columns as lines."""
    body = range(sheet.first, len(sheet.value))
    every = _columns(sheet)
    columns = [c for c, column in enumerate(every) if _is_numeric(column) and not _is_series(column, c)]
    numeric = [every[c] for c in columns]
    kinds = _row_kinds(sheet, body, columns)
    is_summed = [kind < Label.MEMO for kind in kinds]
    summed = list(compress(body, is_summed))
    grains = [_shown(column, is_summed) for column in numeric]
    units = [
        _unit(compress(column.value, is_summed), grain) if sheet.rounded or grain < 1 else 0.0
        for column, grain in zip(numeric, grains, strict=True)
    ]
    soft = [_softness(sheet.header[c], column) for c, column in zip(columns, numeric, strict=True)]
    counts = [number for number, unit in enumerate(units) if not unit and soft[number] == HARD]
    coarse = _coarse_step([value for number in counts for value in compress(numeric[number].value, is_summed)])
    for number in counts:
        units[number] = coarse
    names = [classify(sheet.header[c]) for c in columns]
    for number, c in enumerate(columns):
        # "Q1 | Q2 | Q3 | Q4 | Year"
        if (
            is_year(sheet.header[c])
            and sum(is_part_of_year(sheet.header[other]) for other in columns[:number]) in YEARLY
        ):
            names[number], soft[number] = Label.TOTAL, HARD
    rows = View(
        axis="column",
        value=list(zip(*(column.value for column in numeric), strict=True)),
        state=list(zip(*(column.state for column in numeric), strict=True)),
        kind=kinds,
        label=sheet.label[sheet.first :],
        place=list(body),
        positions=columns,
        unit=units,
        grain=grains,
        soft=soft,
        change=[name == Label.CHANGE for name in names],
        whole=[softness == SHARE and 100 in column.value for column, softness in zip(numeric, soft, strict=True)],
        coarse=coarse,
    )
    hard = [number for number, softness in enumerate(soft) if softness == HARD]
    unit = min((units[number] for number in hard), default=0.0)
    many = len(summed)
    beside = View(
        axis="row",
        value=[list(compress(numeric[number].value, is_summed)) for number in hard],
        state=[list(compress(numeric[number].state, is_summed)) for number in hard],
        kind=[names[number] for number in hard],
        label=[sheet.header[columns[number]] for number in hard],
        place=[columns[number] for number in hard],
        positions=summed,
        unit=[unit] * many,
        grain=[unit or 1.0] * many,
        soft=[HARD] * many,
        change=[False] * many,
        whole=[False] * many,
    )
    return rows, beside


# ------------------------------------------------------------------------------------------------------- columns


def _is_numeric(column: _Column) -> bool:
    numbers = column.state.count(NUMBER)
    return numbers >= min(2, len(column.state)) and numbers > column.state.count(TEXT)


def _is_series(column: _Column, place: int) -> bool:
    """Whether a column counts the rows or dates them: names of the rows, not figures."""
    values = list(compress(column.value, column.filled))
    if (len(values) > 2 or not place) and all(1900 <= value <= 2100 and value == int(value) for value in values):
        return True
    steps = [there - here for here, there in pairwise(values)]
    if place == 0 and values[0] in (0, 1) and all(0 <= step <= 4 for step in steps):
        return steps.count(1) * 2 > len(steps)
    return len(steps) > 3 and steps.count(1) * 5 >= 4 * len(steps)


def _softness(header: str, column: _Column) -> int:
    if "%" in header or "percent" in header or 2 * column.percent.count(True) > column.state.count(NUMBER):
        return SHARE
    return SOFT if never_summed(header) else HARD


def _shown(column: _Column, is_summed: Sequence[bool]) -> float:
    """The place of the last digit that a column shows."""
    cells = zip(column.grain, column.filled, is_summed, strict=True)
    return min([grain for grain, filled, summed in cells if filled and summed], default=1.0)


def _unit(values: Iterable[float], shown: float) -> float:
    """The largest power of ten that divides all figures of a rounded column, but no less than its last digit."""
    if shown < 1:
        return shown
    unit = 1e9
    for value in values:
        while unit > shown and value % unit:
            unit /= 10
        if unit <= shown:
            return shown
    return unit if unit < 1e9 else shown


def _coarse_step(values: Sequence[float]) -> float:
    """The step to which plain counts of a table were rounded ("to the nearest five"), as their last digits show; else 0.

    One of ten may be mistyped. Small figures, which may all be fives by chance, and the round sums of prizes and fees
    show nothing.
    """
    counts = sorted([abs(value) for value in values if value])
    if len(counts) < COUNTS or counts[len(counts) // 2] < LARGE:
        return 0.0
    shown = 0.0
    for step in STEPS:  # each of which is a multiple of the one before
        if sum([value % step != 0 for value in counts]) * 10 > len(counts):
            return shown
        shown = step
    return 0.0


# ---------------------------------------------------------------------------------------------------------- rows


def _row_kinds(sheet: Sheet, body: range, columns: Sequence[int]) -> list[int]:
    kinds = [_row_kind(sheet, r, columns) for r in body]
    _name_by_place(sheet, kinds)
    if kinds.count(Label.BLANK) * 2 > len(kinds):
        kinds = [Label.PLAIN if kind == Label.BLANK else kind for kind in kinds]
    _set_odd_rows_aside(sheet, body, columns, kinds)
    often = Counter(text for r in body for text in sheet.texts[r][:BESIDE])
    rates = {text for text, times in often.items() if times >= OFTEN and is_rate(text)}
    if rates:
        beside = (sheet.texts[r][:BESIDE] for r in body)
        kinds = [kind if rates.isdisjoint(texts) else Label.MEMO for kind, texts in zip(kinds, beside, strict=True)]
    return kinds


def _row_kind(sheet: Sheet, row: int, columns: Sequence[int]) -> int:
    states, texts = sheet.state[row], sheet.texts[row]
    numbers = [c for c in columns if states[c] == NUMBER]
    if not numbers:
        return Label.PLAIN if any(states[c] == ZERO for c in columns) else Label.HEADING
    kind = classify(sheet.label[row])
    if kind == Label.BLANK and states[0] == NUMBER and columns[0]:
        kind = Label.PLAIN  # its year or its rank is its label
    if kind == Label.PLAIN and len(texts) > 1 and any(map(is_total, texts[1:4])):
        kind = Label.TOTAL
    signed = sheet.percent[row]
    if True in signed and sum([signed[c] for c in numbers]) * 2 > len(numbers):
        return kind if all(_is_share_among_shares(sheet, row, c) for c in numbers) else Label.MEMO
    return kind


def _is_share_among_shares(sheet: Sheet, row: int, column: int) -> bool:
    """Whether a percentage stands among others, though only the first and the last of them show the sign."""
    for r, states in enumerate(sheet.state):
        if states[column] != NUMBER or sheet.percent[r][column]:
            continue
        if abs(sheet.value[r][column]) > 250 or sheet.grain[r][column] > sheet.grain[row][column]:
            return False
    return True


def _name_by_place(sheet: Sheet, kinds: list[int]) -> None:
    """Totals and results that only their place gives away."""
    body = [label.rstrip(" :") for label in sheet.label[sheet.first :]]
    dates = [number for number, label in enumerate(body) if is_date(label)]
    if len(dates) * 3 <= len(body):
        for number in dates:
            kinds[number] = max(kinds[number], Label.RESULT)  # "January 1" ... "December 31": balances
    heading = sheet.label[sheet.first - 1].rstrip(" :") if sheet.first else ""
    years = [number for number, label in enumerate(body) if is_year(label)]
    parts = list(accumulate(map(is_part_of_year, body))) if years else []
    for number in years:
        if parts[number] > 2:
            kinds[number] = Label.TOTAL  # "January" ... "December", "Year"
    last = len(body) - 1
    while last > 0 and kinds[last] >= Label.MEMO:
        last -= 1
    if last > 1 and kinds[last] == Label.PLAIN and is_whole(body[last]):
        kinds[last] = Label.RESULT
    repeated: list[int] = []
    for number, (kind, label) in enumerate(zip(kinds, body, strict=True)):
        if kind == Label.HEADING:
            heading = label
        elif label == heading != "" and kind in (Label.PLAIN, Label.RESULT):
            repeated.append(number)
    often = Counter(
        [label for label, kind in zip(body, kinds, strict=True) if kind != Label.HEADING] if repeated else ()
    )
    for number in repeated:
        if often[body[number]] == 1:
            kinds[number] = Label.TOTAL  # the line repeats the name of its section


def _set_odd_rows_aside(sheet: Sheet, body: range, columns: Sequence[int], kinds: list[int]) -> None:
    """Rows of much finer figures than the rest (earnings per share under millions) are no parts of a sum."""
    odd: list[int] = []
    rest = 0
    for number, r in enumerate(body):
        if kinds[number] < Label.MEMO:
            grains = sheet.grain[r]
            shown = [grains[c] for c in columns if sheet.state[r][c] == NUMBER] if min(grains) <= 0.01 else ()
            if shown and max(shown) <= 0.01:
                odd.append(number)
            else:
                rest += 1
    if len(odd) * 2 <= rest:
        for number in odd:
            kinds[number] = Label.MEMO
