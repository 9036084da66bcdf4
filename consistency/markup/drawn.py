"""Drawn: tables drawn with `+---+` and `|`, whose cells may be several lines high and span columns and rows.

    +-------+-----------------+
    | Pier  | Landings        |
    |       +--------+--------+
    |       | Cod    | Hake   |
    +=======+========+========+
    | Abbey | 12     | 14     |
    +-------+--------+--------+

The corners give the borders of the columns. A cell goes down until a border closes it below.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

_RULE = re.compile(r"\+(?:[-=:]+\+)+")
_BORDER = re.compile(r"[-=:+]+\Z")

Stretch = tuple[int, int]


@dataclass(slots=True)
class Drawn:
    """A cell: where its text stands in each of its lines, its first row and column, and how many it spans."""

    row: int
    col: int
    cols: int
    rows: int = 1
    stretches: list[Stretch] = field(default_factory=list)


def read_drawing(source: str, lines: Sequence[Stretch]) -> tuple[list[list[Drawn]], int] | None:
    """The rows of cells of a drawn table and how many of them are its head; None where the lines do not meet.

    `lines` are those of the table, the borders among them.
    """
    shown = [source[start:end].rstrip() for start, end in lines]
    indent = len(shown[0]) - len(shown[0].lstrip())
    corners = {place - indent for text in shown for place in _corners(text)}
    columns = {place: number for number, place in enumerate(sorted(corners))}
    if len(columns) < 2 or 0 not in columns:
        return None
    rows: list[list[Drawn]] = [[]]
    open_cells: dict[tuple[int, int], Drawn] = {}
    head = 0
    for (start, _), text in zip(lines, shown, strict=True):
        pieces = _pieces(text[indent:], columns)
        if pieces is None:
            return None
        closed = [(first, last) for first, last in pieces if _BORDER.match(text[indent + first + 1 : indent + last])]
        if closed:
            if rows[-1]:
                rows.append([])
                if not head and "=" in text:
                    head = len(rows) - 1
            below = {number for first, last in closed for number in range(columns[first], columns[last])}
            open_cells = {
                place: cell
                for place, cell in open_cells.items()
                if below.isdisjoint(range(cell.col, cell.col + cell.cols))
            }
            for cell in open_cells.values():
                cell.rows = len(rows) - cell.row
        for first, last in pieces:
            if (first, last) in closed:
                continue
            cell = open_cells.get((first, last)) or Drawn(len(rows) - 1, columns[first], columns[last] - columns[first])
            if (first, last) not in open_cells:
                open_cells[first, last] = cell
                rows[-1].append(cell)
            if text[indent + first + 1 : indent + last].strip():
                cell.stretches.append((start + indent + first + 1, start + indent + last))
    return [row for row in rows if row], head


def _corners(text: str) -> list[int]:
    """Where the corners of a line's borders stand."""
    return [rule.start() + place for rule in _RULE.finditer(text) for place, char in enumerate(rule[0]) if char == "+"]


def _is_corner(text: str, place: int) -> bool:
    """Whether a border begins or ends at a plus sign."""
    return text[place - 1 : place] in ("-", "=") or text[place + 1 : place + 2] in ("-", "=", ":")


def _pieces(text: str, columns: dict[int, int]) -> list[Stretch] | None:
    """The stretches of a line between its signs at the borders of columns; None where it has no sign at either end."""
    signs = [
        place
        for place in columns
        if place < len(text) and (text[place] == "|" or (text[place] == "+" and _is_corner(text, place)))
    ]
    if len(signs) < 2 or signs[0] != 0 or signs[-1] != max(columns) or len(text) != signs[-1] + 1:
        return None
    return list(pairwise(signs))
