"""Long: the totals of a table of separated values that is too long to have a figure for each cell.

A figure takes most of a kilobyte, so that a million rows would take gigabytes; and a sum of a million parts cannot list
them in any case. Such a table is read by pandas, a stretch at a time, into one array a column. What is found are the two
relations that make up nearly all of those of long tables:

- a row that is called a total, at the end, at the top or between, against the rows since the last total, all rows, or
  the rows below it, column by column;
- a column that is called a total against the columns before it, row by row, where all but a few rows agree.

Sums are exact: a column is taken in whole numbers of its last digit. They are proposed as numbers, not as figures: a
finding shows the total, the first and the last of its addends, or the cells of the row that fails. Numbers of more than
15 digits are beyond this, and so is a difference below a thousand-millionth of the total, which the judge takes for none.

A column that misses its total by what rounding explains is passed over: n figures that were each rounded by chance are
off by about the root of n/12 last digits together, and six times that is no chance any more. Where another column adds up
to its last digit, this one was not rounded either.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from consistency.document import Document
from consistency.grammar.cells import read_cell
from consistency.grammar.lazy import pattern
from consistency.relation import Place, Proposal
from consistency.tables.arrays import Column, LongTable, columns_of, read_long
from consistency.tables.words import Label, classify, is_total, says_rounded

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST_TOTALS = 200
"""Rows called a total that are looked at; where there are more, the word is a name."""

MOST_ROWS_SHOWN = 20
"""Rows that are reported of those that do not come to their total."""

MOST_ADDED = 12
"""Columns before a total that are tried as its parts."""

_CHANCE = 6.0  # standard deviations that are no chance
_NEAR = 0.03  # of the total: a gap so small that nothing else can be meant
_TELLING = 4.0  # digits of totals that agree: their columns are sums
_FEW = 0.02  # rows that fail, of those that agree
_MOST_FAILING = 200  # more rows than that do not fail by mistake
_SAMPLE = 2000  # rows by which the parts of a total column are found
_TOTAL_LINE = pattern(
    r'^["\s]*(?:(?:grand|sub)[ -]?total|totals?|all|sum|overall|combined|altogether)\b', re.MULTILINE | re.IGNORECASE
)


# ------------------------------------------------------------------ total rows
class Try(NamedTuple):
    """A total row against a range of rows: the columns in which it adds up, and the gap in the others."""

    first: int
    last: int
    holds: list[Column]
    fails: list[tuple[Column, int]]


def propose_long(document: Document) -> Iterator[Proposal]:
    """The totals of the long table of a document, with the numbers `parts` and `total`."""
    table = read_long(document)
    columns = columns_of(table) if table is not None else []
    if table is None or not columns:
        return
    totals = _total_rows(table)
    ordinary = np.ones(table.n_rows, dtype=bool)
    ordinary[: table.skipped] = False
    ordinary[totals] = False
    sums = [np.concatenate(([0], np.cumsum(np.where(ordinary, column.digits, 0)))) for column in columns]
    off: dict[int, int] = {}
    for number, row in enumerate(totals):
        above = totals[number - 1] if number else table.skipped - 1
        below = totals[number + 1] if number + 1 < len(totals) else table.n_rows
        ranges = dict.fromkeys([(above + 1, row), (table.skipped, row), (row + 1, below)])
        tries = [_tried(columns, sums, row, *rows) for rows in ranges if rows[1] - rows[0] > 1]
        best = max(tries, key=lambda tried: (len(tried.holds), -_distance(tried, row)), default=None)
        if best is not None:
            yield from _of_row(table, row, best)
            off.update({column.place: gap for column, gap in best.fails if best.holds})
    del sums
    yield from _row_totals(table, columns, ordinary, off)


def _total_rows(table: LongTable) -> list[int]:
    """The rows that are called a total, in order; and a last one without a label."""
    last = table.n_rows - 1
    found = {last} if _is_called_total(table, last, True) else set()
    for number, line in enumerate(_TOTAL_LINE.finditer(table.source)):
        if number >= MOST_TOTALS:
            return sorted(found)
        row = table.row_at(line.end())
        if row >= table.skipped and _is_called_total(table, row, False):
            found.add(row)
    return sorted(found)


def _is_called_total(table: LongTable, row: int, is_last: bool) -> bool:
    texts = [" ".join(table.text(cell).split()).casefold() for cell in table.cells(row)[:4]]
    if not texts:
        return False
    if classify(texts[0]) == Label.TOTAL or any(is_total(text) for text in texts[1:]):
        return True
    return is_last and not texts[0]


def _tried(columns: Sequence[Column], sums: Sequence[NDArray[np.int64]], row: int, first: int, last: int) -> Try:
    tried = Try(first, last, [], [])
    for column, total in zip(columns, sums, strict=True):
        if column.known[row]:
            gap = int(total[last] - total[first] - column.digits[row])
            if gap:
                tried.fails.append((column, gap))
            elif column.digits[row]:
                tried.holds.append(column)
    return tried


def _distance(tried: Try, row: int) -> float:
    """By which share of their totals the columns fail, the nearest one counted."""
    return min((abs(gap) / max(abs(int(column.digits[row])), 1) for column, gap in tried.fails), default=0.0)


def _of_row(table: LongTable, row: int, tried: Try) -> Iterator[Proposal]:
    for column in tried.holds:
        yield _total(table, row, tried, column, 0, "high", len(tried.holds) - 1)
    for column, gap in tried.fails:
        if not _is_rounding(table, row, tried, column, gap):
            confidence = _confidence(table, row, tried, column, gap)
            yield _total(table, row, tried, column, gap, confidence, len(tried.holds))


def _is_rounding(table: LongTable, row: int, tried: Try, column: Column, gap: int) -> bool:
    """Whether there is nothing to test, or the total is off by no more than rounding explains."""
    count = int(column.known[tried.first : tried.last].sum())
    stated = read_cell(_text(table, row, column))
    if count < 2 or stated is None or abs(gap) <= stated.grain / 2 * 10**column.decimals:
        return True
    if not column.decimals and not says_rounded(" ".join(table.header)):
        return False
    exact = any(bool(held.decimals) == bool(column.decimals) for held in tried.holds)
    return not exact and abs(gap) <= _CHANCE * math.sqrt(count / 12) + 1


def _text(table: LongTable, row: int, column: Column) -> str:
    cells = table.cells(row)
    return table.text(cells[column.place]) if column.place < len(cells) else ""


def _confidence(table: LongTable, row: int, tried: Try, column: Column, gap: int) -> str:
    """How sure it is that a column that fails was meant to add up.

    Cells of words may stand for what is missing, and a gap of half of the total makes it an average or a total of
    something else. Where no other column adds up, only the first or last row is taken at its word, and for a small gap.
    """
    stated = abs(int(column.digits[row]))
    if column.unread or abs(gap) > 0.5 * max(stated, abs(stated + gap)):
        return "low"
    digits = sum(math.log10(abs(int(held.digits[row])) + 1) for held in tried.holds)
    if digits >= _TELLING:
        return "high"
    at_end = row in (table.skipped, table.n_rows - 1)
    return "medium" if tried.holds or (at_end and abs(gap) <= _NEAR * stated) else "low"


def _total(table: LongTable, row: int, tried: Try, column: Column, gap: int, confidence: str, others: int) -> Proposal:
    """The proposal that the rows from `tried.first` come to the total in one column."""
    addends = np.flatnonzero(column.known[tried.first : tried.last]) + tried.first
    stated = int(column.digits[row])
    ends = [(f"{name} addend", int(number)) for name, number in (("first", addends[0]), ("last", addends[-1]))]
    name = f' of "{column.name}"' if column.name else ""
    shown = f"the sum of {len(addends):,} cells{name}"
    label = table.text(table.cells(row)[0]).strip()
    said = [f'labelled "{label}"'] if label else []
    if others:
        said.append(f"{others} other columns add up" if others > 1 else "another column adds up")
    return _proposal(
        table, [("the stated total", row, column), *((label, number, column) for label, number in ends)], stated + gap, stated,
        column.decimals, shown, confidence, ", ".join(said),
    )  # fmt: skip


def _proposal(
    table: LongTable,
    shown: Sequence[tuple[str, int, Column]],
    computed: int,
    stated: int,
    decimals: int,
    parts: str,
    confidence: str,
    evidence: str,
) -> Proposal:
    """A relation between two numbers; the cells to show come with their labels, the total first."""
    places: list[Place] = []
    texts = []
    for label, row, column in shown:
        cells = table.cells(row)
        cell = cells[column.place] if column.place < len(cells) else (cells[0] if cells else (0, 1))
        texts.append(table.text(cell))
        places.append(Place("parts" if places else "total", label, *cell))
    scale = 10.0**decimals
    return Proposal(
        {},
        confidence,
        evidence,
        values={"parts": computed / scale, "total": stated / scale},
        places=tuple(places),
        words={
            "parts_name": parts or " + ".join(texts[1:]),
            "total_name": texts[0],
            "expected": _like(computed, decimals, texts[0]),
        },
    )


# ------------------------------------------------------------------ total columns
def _row_totals(
    table: LongTable, columns: Sequence[Column], ordinary: NDArray[np.bool_], off: Mapping[int, int]
) -> Iterator[Proposal]:
    """The rows that do not come to the column called a total, where all but a few do.

    `off` has the gaps of the columns that do not come to their total: where a row misses by as much, the cell in which
    the two cross is the one to mend.
    """
    before: list[Column] = []
    for column in columns:
        if classify(column.name) != Label.TOTAL:
            before.append(column)
            continue
        parts = _parts_of(column, before[-MOST_ADDED:], ordinary)
        failing, agreeing, gaps = _failing(column, parts, ordinary) if parts else (np.zeros(0, np.int64), 0, ordinary)
        if len(failing) <= min(agreeing * _FEW, _MOST_FAILING):
            for row in failing[:MOST_ROWS_SHOWN]:
                more = f", {len(failing) - MOST_ROWS_SHOWN} more do not" if len(failing) > MOST_ROWS_SHOWN else ""
                said = f'labelled "{column.name}", {agreeing:,} other rows add up{more}'
                yield _row_total(table, column, parts, int(row), int(gaps[row]), said, off)
        before = []


def _parts_of(column: Column, before: Sequence[Column], ordinary: NDArray[np.bool_]) -> Sequence[Column]:
    """The neighbouring columns that come to the total in nearly all of the first rows; none if there are none."""
    few = slice(0, _SAMPLE)
    total = _cut(column, few)
    for size in range(len(before), 1, -1):
        for first in range(len(before) - size, -1, -1):
            failing, agreeing, _ = _failing(
                total, [_cut(part, few) for part in before[first : first + size]], ordinary[few]
            )
            if agreeing > 1 and agreeing > 9 * len(failing):
                return before[first : first + size]
    return ()


def _cut(column: Column, part: slice) -> Column:
    return column._replace(digits=column.digits[part], known=column.known[part])


def _failing(
    column: Column, parts: Sequence[Column], ordinary: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], int, NDArray[np.int64]]:
    """The rows that do not add up, how many do, and all gaps in last digits of the total."""
    finest = max(part.decimals for part in (column, *parts))
    together = sum((part.digits * 10 ** (finest - part.decimals) for part in parts), np.zeros(len(ordinary), np.int64))
    gaps = np.asarray(together - column.digits * 10 ** (finest - column.decimals))
    tested = ordinary & column.known & np.logical_and.reduce([part.known for part in parts])
    # Decimals are rounded each for itself; whole numbers are not.
    slack = (len(parts) + 1) // 2 if finest else 0
    fails = tested & (np.abs(gaps) > slack)
    return np.flatnonzero(fails), int(tested.sum() - fails.sum()), gaps


def _row_total(
    table: LongTable, column: Column, parts: Sequence[Column], row: int, gap: int, said: str, off: Mapping[int, int]
) -> Proposal:
    """The proposal that the cells of one row come to its total."""
    finest = max(part.decimals for part in (column, *parts))
    stated = int(column.digits[row]) * 10 ** (finest - column.decimals)
    shown = [("the stated total", row, column), *(("addend", row, part) for part in parts if part.known[row])]
    proposal = _proposal(table, shown, stated + gap, stated, finest, "", "high", said)
    crossing = [
        (number, part, -gap if number else gap)
        for number, (_, _, part) in enumerate(shown)
        if off.get(part.place, 0) * 10 ** (finest - part.decimals) == (gap if number else -gap)
    ]
    if len(crossing) != 1:
        return proposal
    number, part, change = crossing[0]
    mended = int(part.digits[row]) * 10 ** (finest - part.decimals) + change
    place = proposal.places[number]
    text = _like(mended, finest, table.source[place.at : place.till])
    help_text = f"{text} instead of {table.source[place.at : place.till]} would mend this row and its column"
    places = (place, *(other for other in proposal.places if other is not place))
    return proposal._replace(places=places, words={**proposal.words, "help": help_text})


def _like(digits: int, decimals: int, text: str) -> str:
    """A number written with or without thousands apart, as `text` is."""
    value = digits / 10.0**decimals
    return f"{value:,.{decimals}f}" if "," in text else f"{value:.{decimals}f}"
