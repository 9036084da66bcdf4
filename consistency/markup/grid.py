"""Grids: the cells of a table put into rows and columns, spans repeated, headers told from the rest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from consistency.grammar.lazy import pattern

LARGEST_SPAN = 1000
LARGEST_GRID = 1_000_000

_NUMBER = pattern(
    r"[^\w\s]{0,4}\s?(?:[A-Z]{1,3}[^\w\s]?\s?)?[^\w\s]{0,2}\s?(\d[\d.,' \u00a0\u202f]*+)\s?[^\w\s]{0,4}[A-Za-z]{0,3}\Z"
)
_YEAR = pattern(r"(?:1[5-9]|20)\d\d\Z")


@dataclass(slots=True, eq=False)
class Cell:
    """A cell while its table is read. `number` is its block's number, -1 while there is none; `row` and `col` are its
    upper left place once the table is laid out."""

    header: bool = False
    rows: int = 1
    cols: int = 1
    number: int = -1
    row: int = 0
    col: int = 0


@dataclass(slots=True, eq=False)
class Draft:
    """A table while it is read: its rows of cells, how many rows its head has, and what it is called.

    `foot` are the rows of its feet, which are shown below all others. `more` are further texts of a cell that stand in
    no stretch with its first one. `first` is the number of the first segment that may belong to it; `layout` tells a table that only arranges a page;
    `number` is that of the table in its document, -1 while it has none.
    """

    rows: list[list[Cell]] = field(default_factory=list)
    head: int = 0
    foot: list[int] = field(default_factory=list)
    more: list[tuple[Cell, Cell]] = field(default_factory=list)
    caption: str = ""
    layout: bool = False
    first: int = 0
    number: int = -1

    def begin_row(self, around: Mapping[str, int]) -> None:
        """A row without a cell yet, in the head or a foot where such an element is open around it."""
        self.rows.append([])
        if around.get("thead") and len(self.rows) == self.head + 1:
            self.head += 1
        elif around.get("tfoot"):
            self.foot.append(len(self.rows) - 1)


def lay_out(rows: Sequence[Sequence[Cell]]) -> list[list[Cell | None]]:
    """The grid of a table: the cell in each place, None where there is none. Sets `row` and `col` of each cell."""
    for at, row in enumerate(rows):
        for col, cell in enumerate(row):
            if cell.rows != 1 or cell.cols != 1:
                return _spanned(rows)
            cell.row, cell.col = at, col
    return _squared([list(row) for row in rows])


def _spanned(rows: Sequence[Sequence[Cell]]) -> list[list[Cell | None]]:
    """The grid of a table in which cells take more than one place."""
    spanned = sum(min(cell.rows, len(rows)) * cell.cols for row in rows for cell in row) <= LARGEST_GRID
    grid: list[list[Cell | None]] = [[] for _ in rows]
    for at, row in enumerate(rows):
        col = 0
        for cell in row:
            line = grid[at]
            while col < len(line) and line[col] is not None:
                col += 1
            cell.row, cell.col = at, col
            wide = cell.cols if spanned else 1
            deep = min(cell.rows, len(rows) - at) if spanned else 1
            for below in range(at, at + deep):
                line = grid[below]
                line.extend([None] * (col + wide - len(line)))
                line[col : col + wide] = [cell] * wide
            col += wide
    return _squared(grid) if spanned else grid


def _squared(grid: list[list[Cell | None]]) -> list[list[Cell | None]]:
    """The grid with all rows as long as the longest, unless that would be far too many places."""
    width = max(map(len, grid), default=0)
    if width * len(grid) <= LARGEST_GRID:
        for line in grid:
            line.extend([None] * (width - len(line)))
    return grid


def header_rows(draft: Draft, first_row: Iterable[str]) -> int:
    """How many rows are headers: those of the head, else the rows of header cells at the top, else a guess by text."""
    if draft.head:
        return min(draft.head, len(draft.rows))
    top = 0
    for row in draft.rows:
        if not row or not all(cell.header or (cell.number < 0 and top == 0) for cell in row):
            break
        if not any(cell.header for cell in row):
            break
        top += 1
    if top:
        return top if top < len(draft.rows) else 1
    return guessed_header_rows(first_row)


def guessed_header_rows(first_row: Iterable[str]) -> int:
    """1, or 0 where a cell of the first row is a number and no year."""
    return 0 if any(is_number(text) for text in first_row) else 1


def is_number(text: str) -> bool:
    """Whether a cell holds a number and little else; a year by itself is a name."""
    found = _NUMBER.match(text.strip()) if len(text) < 60 else None
    return found is not None and not _YEAR.match(text.strip())
