"""Word table: the cells of a table, in the places that they have for the eye.

Rows may begin and end with gaps, cells may be merged across and down, and a column that somebody has moved by a hair
makes two of one; such a column, in which every row goes on from its left neighbour, is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from consistency.markup.grid import LARGEST_GRID, LARGEST_SPAN
from consistency.office.package import Element, W
from consistency.office.runs import ALTERNATE, Paragraph, alternate, control
from consistency.office.styles import is_on, value


@dataclass(slots=True, eq=False)
class WordCell:
    """A cell: its paragraphs and nested tables in order; `block` is the number of its block once it is written."""

    content: list[Paragraph | Element] = field(default_factory=list)
    block: int = -1

    @property
    def paragraphs(self) -> list[Paragraph]:
        return [one for one in self.content if isinstance(one, Paragraph)]

    @property
    def length(self) -> int:
        """How many characters its paragraphs have."""
        return sum(len(piece.text) for paragraph in self.paragraphs for piece in paragraph.pieces)


Grid = list[list[WordCell | None]]


def rows_of(table: Element) -> Iterator[Element]:
    """The rows of a table that are shown, without those that were deleted."""
    for element in inside(table):
        if element.tag == W + "tr":
            properties = element.find(W + "trPr")
            if properties is None or (properties.find(W + "del") is None and not _says(properties, "hidden")):
                yield element


def cells_of(row: Element) -> Iterator[Element]:
    """The cells of a row, without those that were deleted."""
    for element in inside(row):
        if element.tag == W + "tc" and element.find(f"{W}tcPr/{W}cellDel") is None:
            yield element


def inside(parent: Element) -> Iterator[Element]:
    """What stands in an element, with what controls and revisions only wrap."""
    for child in parent:
        if child.tag == W + "sdt":
            for content in control(child):
                yield from inside(content)
        elif child.tag in (W + "customXml", W + "ins", W + "moveTo"):
            yield from inside(child)
        elif child.tag == ALTERNATE:
            branch = alternate(child)
            yield from inside(branch) if branch is not None else ()
        else:
            yield child


def header_rows_of(rows: list[Element]) -> int:
    """How many rows at the top are repeated on every page: that is how Word knows headers. 0 where none is."""
    count = 0
    for row in rows:
        properties = row.find(W + "trPr")
        if properties is None or not _says(properties, "tblHeader"):
            break
        count += 1
    return count if count < len(rows) else min(count, 1)


def lay_out(rows: list[list[tuple[Element, WordCell]]], elements: list[Element]) -> Grid:
    """The grid of a table; each place has its cell, None where there is none."""
    grid: Grid = []
    room = LARGEST_GRID
    for row, element in zip(rows, elements, strict=True):
        line: list[WordCell | None] = [None] * _gap(element, "gridBefore")
        for cell_element, cell in row:
            properties = cell_element.find(W + "tcPr")
            span, merged, across = _span(properties)
            room -= span
            span = span if room > 0 else 1
            above = grid[-1][len(line)] if merged and grid and len(line) < len(grid[-1]) else None
            left = line[-1] if across and line else None
            line += [above or left or cell] * span
        grid.append(line)
    width = max(map(len, grid), default=0)
    if room > 0 and width * len(grid) <= LARGEST_GRID:
        for line in grid:
            line += [None] * (width - len(line))
        kept = [at for at in range(width) if at == 0 or any(line[at] is not line[at - 1] for line in grid)]
        grid = [[line[at] for at in kept] for line in grid]
    return grid


def _span(properties: Element | None) -> tuple[int, bool, bool]:
    """How many columns a cell takes, and whether it goes on from the one above it or from its left neighbour."""
    if properties is None:
        return 1, False, False
    span = value(properties.find(W + "gridSpan"))
    down, across = properties.find(W + "vMerge"), properties.find(W + "hMerge")
    return (
        max(min(int(span), LARGEST_SPAN), 1) if span.isdecimal() and len(span) < 6 else 1,
        down is not None and value(down) != "restart",
        across is not None and value(across) != "restart",
    )


def _gap(row: Element, name: str) -> int:
    text = value(row.find(f"{W}trPr/{W}{name}"))
    return min(int(text), LARGEST_SPAN) if text.isdecimal() and len(text) < 6 else 0


def _says(properties: Element, name: str) -> bool:
    element = properties.find(W + name)
    return element is not None and is_on(element)
