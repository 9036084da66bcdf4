"""Arrays: a table of separated values that is too long for a figure a cell, as one array of numbers for each column.

The source is read a stretch at a time by pandas, so that only the numbers of all stretches stand in the memory together.
Where a row stands is looked up in its stretch when it is asked for.
"""

from __future__ import annotations

import io
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from consistency.document import Document
from consistency.grammar.cells import read_cell
from consistency.grammar.lazy import pattern
from consistency.grammar.marks import COMMA, mark
from consistency.markup.grid import guessed_header_rows
from consistency.markup.separated import Place, rows, separator_of
from consistency.tables.words import never_summed

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

STRETCH = 1_000_000
"""Characters that are read at a time."""

MOST_COLUMNS = 400

_FINEST = 6  # decimals
_LARGEST = 2.0**53
_ODD_LINE = pattern(r"(?:\A|\n)[ \t]*\r?\n")
_AROUND_NUMBER = r"[\s%$€£¥₹()]"
_MINUS = r"\s*[-\u2212(]|.*-\s*$"


class Column(NamedTuple):
    """A column of numbers: whole multiples of 10 to the power of `-decimals`; `known` is false where there is none.

    `unread` is true where some of its cells hold words ("<5", "withheld"): what they stand for is in the total perhaps.
    """

    place: int
    name: str
    digits: NDArray[np.int64]
    known: NDArray[np.bool_]
    decimals: int
    unread: bool


@dataclass(eq=False)
class LongTable:
    """A table as arrays. `starts` are the beginnings of the stretches in `source`, `firsts` the numbers of their rows."""

    source: str
    separator: str
    header: list[str]
    values: list[NDArray[np.float64]]
    unread: list[int]
    starts: list[int]
    firsts: list[int]
    skipped: int

    @property
    def n_rows(self) -> int:
        """How many rows there are, the header among them."""
        return self.firsts[-1]

    def cells(self, row: int) -> list[Place]:
        """Where the cells of a row stand."""
        stretch = bisect_right(self.firsts, row) - 1
        found = self._rows_of(stretch)
        return (
            found[row - self.firsts[stretch]] if len(found) == self.firsts[stretch + 1] - self.firsts[stretch] else []
        )

    def row_at(self, offset: int) -> int:
        """The row that stands at a place of the source, -1 if that is not known."""
        stretch = bisect_right(self.starts, offset) - 1
        found = self._rows_of(stretch)
        if len(found) != self.firsts[stretch + 1] - self.firsts[stretch]:
            return -1
        return self.firsts[stretch] + bisect_right(found, offset, key=lambda row: row[-1][1])

    def _rows_of(self, stretch: int) -> list[list[Place]]:
        if self._kept[0] != stretch:
            self._kept = (stretch, rows(self.source, self.separator, self.starts[stretch], self.starts[stretch + 1]))
        return self._kept[1]

    @cached_property
    def _kept(self) -> tuple[int, list[list[Place]]]:
        return -1, []

    def text(self, cell: Place) -> str:
        """What stands in a cell."""
        return self.source[cell[0] : cell[1]]


# ------------------------------------------------------------------ reading
def read_long(document: Document) -> LongTable | None:
    """The table of a document that has a separator; None where it has no head or too many columns."""
    source = document.source
    separator, start = separator_of(source, document.path)
    end = _stretch_end(source, start)
    top = rows(source, separator, start, end)
    width = max(map(len, top), default=0)
    if not 1 < width <= MOST_COLUMNS:
        return None
    decimal = mark(source[:STRETCH], document.language) or "."
    first = [source[slice(*cell)] for cell in top[0]]
    skipped = guessed_header_rows(first)
    header = [" ".join(text.split()).casefold() for text in first] if skipped else []
    table = LongTable(source, separator, [*header, *[""] * (width - len(header))], [], [0] * width, [], [0], skipped)
    parts: list[list[NDArray[np.float64]]] = [[] for _ in range(width)]
    while start < len(source):
        frame = _frame(source[start:end], separator, width, decimal)
        for column in range(width):
            numbers, unread = _numbers(frame[column], 0 if table.starts else skipped, decimal)
            parts[column].append(numbers)
            table.unread[column] += unread
        table.starts.append(start)
        table.firsts.append(table.firsts[-1] + len(frame))
        start, end = end, _stretch_end(source, end)
    table.starts.append(len(source))
    while parts:
        table.values.append(np.concatenate(parts.pop(0)))
    return table


def _stretch_end(source: str, start: int) -> int:
    """Where a stretch from `start` ends: behind a line end that no quotation marks hold."""
    end = source.find("\n", start + STRETCH)
    if end < 0:
        return len(source)
    limit = end + STRETCH // 10
    quotes = source.count('"', start, end)
    while quotes % 2 and end < limit:
        following = source.find("\n", end + 1)
        if following < 0:
            return len(source)
        quotes += source.count('"', end, following)
        end = following
    return end + 1


def _frame(text: str, separator: str, width: int, decimal: str) -> pd.DataFrame:
    """The cells of a stretch, as many columns as the head has; numbers are numbers where all of a column are."""
    import pandas as pd

    thousands = "." if decimal == COMMA else ","
    lines = text.count("\n") + (not text.endswith("\n"))
    try:
        frame = pd.read_csv(
            io.StringIO(text), sep=separator, header=None, names=range(width), index_col=False, thousands=thousands,
            decimal=decimal, skipinitialspace=True, low_memory=False,
        )  # fmt: skip
    except (ValueError, OverflowError):  # a row with more cells than the head, among others
        frame = None
    if frame is not None and len(frame) == lines and not _ODD_LINE.search(text):
        return frame
    # Blank lines, cells of several lines, quotation marks that nothing closes: row by row, as short tables are read.
    cells = [[text[start:end] for start, end in row[:width]] for row in rows(text, separator, 0)]
    padded = [[*(cell or None for cell in row), *[None] * (width - len(row))] for row in cells]
    return pd.DataFrame(padded, columns=range(width))


def _numbers(cells: pd.Series[float], skipped: int, decimal: str) -> tuple[NDArray[np.float64], int]:
    """The numbers of a column in one stretch, NaN for anything else, and how many cells below the header hold words.

    A column of percentages has no numbers: nothing is the sum of it.
    """
    import pandas as pd

    if pd.api.types.is_numeric_dtype(cells) and not pd.api.types.is_bool_dtype(cells):
        return np.asarray(cells.to_numpy(dtype=np.float64, na_value=np.nan)), 0
    there = cells.iloc[skipped:].dropna().astype("str")
    some = [read_cell(text.strip(), decimal) for text in there.iloc[:: max(len(there) // 50, 1)]]
    read = [reading for reading in some if reading is not None and not reading.blank]
    if 2 * len(read) < len(some) or any(reading.kind == "percent" for reading in read):
        return np.full(len(cells), np.nan), len(there)
    text = cells.astype("str")
    bare = text.str.replace(_AROUND_NUMBER, "", regex=True).str.strip("-\u2212")
    bare = bare.str.replace("." if decimal == COMMA else ",", "")
    size = pd.to_numeric(bare.str.replace(",", ".") if decimal == COMMA else bare, errors="coerce").to_numpy(np.float64)
    values = np.where(text.str.match(_MINUS, na=False).to_numpy(dtype=bool), -size, size)
    odd = text[(np.isnan(values) & cells.notna().to_numpy())].iloc[skipped:]
    return values, sum((reading := read_cell(cell)) is None or not reading.blank for cell in odd.unique())


def columns_of(table: LongTable) -> list[Column]:
    """The columns that may be added up."""
    found = []
    for place, values in enumerate(table.values):
        name = table.header[place]
        known = np.isfinite(values)
        count = int(known[table.skipped :].sum())
        if count < 2 or 2 * count < len(values) - table.skipped or never_summed(name):
            continue
        inside = values[known]
        steps = np.diff(inside[:10_000])
        if bool((inside[:10_000] % 1 == 0).all()) and 5 * int((steps == 1).sum()) >= 4 * len(steps):
            continue  # it counts the rows
        decimals = next((d for d in range(_FINEST + 1) if _is_whole(inside, d)), -1)
        if decimals < 0 or float(np.abs(inside).max()) * 10.0**decimals * len(values) >= 2.0**62:
            continue
        digits = np.rint(np.where(known, values, 0.0) * 10.0**decimals).astype(np.int64)
        known = known.copy()
        known[: table.skipped] = False
        found.append(Column(place, name, np.where(known, digits, 0), known, decimals, bool(table.unread[place])))
    return found


def _is_whole(values: NDArray[np.float64], decimals: int) -> bool:
    scaled = values * 10.0**decimals
    return bool((np.abs(scaled) < _LARGEST).all() and (np.abs(scaled - np.rint(scaled)) < 1e-4).all())
