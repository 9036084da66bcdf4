"""Cell: the places of a finding that stand in tables, and what is shown of one cell."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from consistency.document import Block, Document
from consistency.findings import Mark
from consistency.report.drawing.line import cells, most, one_line
from consistency.report.drawing.window import Piece, rows

LONGEST = 120
"""Characters of a cell that is drawn as one; a longer one is running text in a table that arranges a page."""

OF_NUMBER = "0123456789.,'\u2019"


class Spot(NamedTuple):
    """A mark in a cell: the block that it stands in, and the place of the cell in the grid of its table."""

    mark: Mark
    block: Block
    table: int
    row: int
    col: int
    primary: bool

    @property
    def says(self) -> str:
        """The words beside the mark: its label, and what else there is to say of the figure."""
        label = one_line(self.mark.label or self.mark.role)
        return f"{label}; {one_line(self.mark.remark)}" if self.mark.remark else label


class Shown(NamedTuple):
    """What is shown of a cell: its text, and in cells of the terminal where each mark in it stands."""

    text: str
    pieces: tuple[Piece, ...] = ()

    @property
    def size(self) -> int:
        """The cells that the text takes."""
        return cells(self.text)


def spots(document: Document, marks: Sequence[Mark], primary: Mark | None) -> tuple[dict[int, list[Spot]], list[Mark]]:
    """The marks that stand in cells, by the number of the table, and the other marks."""
    by_table: dict[int, list[Spot]] = {}
    others: list[Mark] = []
    for mark in marks:
        spot = _spot(document, mark, mark is primary)
        if spot is None:
            others.append(mark)
        else:
            by_table.setdefault(spot.table, []).append(spot)
    return by_table, others


def _spot(document: Document, mark: Mark, primary: bool) -> Spot | None:
    place = document.source_offset
    blocks = document.blocks
    number = bisect_right(blocks, mark.start, key=lambda block: place(block.start)) - 1
    if number < 0:
        return None
    block = blocks[number]
    if block.table is None or block.row is None or block.col is None or block.end - block.start > LONGEST:
        return None
    if mark.end > place(block.end) or mark.end <= mark.start:
        return None
    return Spot(mark, block, block.table, block.row, block.col, primary)


def words(document: Document, block: Block) -> str:
    """What a person reads in a cell, on one line."""
    return one_line(document.text[block.start : min(block.end, block.start + 4 * LONGEST)])


def marked(document: Document, placed: Sequence[Spot], width: int) -> Shown:
    """The text of a cell that holds marks, cut around them where it is wider than `width`; the marks stay whole."""
    text = words(document, placed[0].block)
    pieces = [_piece(document, spot) for spot in placed]
    longest = max(cells(text[piece.start : piece.end]) for piece in pieces)
    row = rows(text, pieces, max(width, 2 * longest + len("...  ..."), 20))[0]
    return Shown(row.text, row.pieces)


def _piece(document: Document, spot: Spot) -> Piece:
    """Where a mark stands in the text of its cell on one line."""
    block, place = spot.block, document.source_offset
    inside = range(block.start, block.end + 1)
    first = inside[bisect_left(inside, spot.mark.start, key=place)]
    last = inside[bisect_left(inside, spot.mark.end, key=place)]
    before = document.text[block.start : first]
    start = len(one_line(before)) + (bool(before.strip()) and before[-1].isspace())
    return Piece(start, max(len(one_line(document.text[block.start : last])), start), spot.primary, spot.says)


def cut(text: str, width: int) -> str:
    """At most `width` cells of the text of a cell; no number in it is cut through."""
    if cells(text) <= width:
        return text
    if width <= len("..."):
        return "..."[:width]
    size = most(len(text), lambda count: cells(text[:count]) <= width - len("..."))
    kept = text[:size]
    if kept[-1:] and kept[-1] in OF_NUMBER and text[size] in OF_NUMBER:
        kept = kept.rstrip(OF_NUMBER)
    return kept.rstrip() + "..."
