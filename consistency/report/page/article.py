"""Article: a document as it reads, in rows: each a paragraph, a list or a table, with the findings that stand beside it.

Texts are cut where figures and the places of findings begin and end. Nothing here is markup yet; the template escapes
every text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from consistency.document import Block, Document, Table
from consistency.findings import Finding
from consistency.report.page.marks import Marks

_SPACES = re.compile(" +")
_BREAK = re.compile(r"[\r\n|]|<(?:br|hr|/?(?:p|div|li|td|th|tr|h[1-6]))\b", re.IGNORECASE)
_CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_ORDERED = re.compile(r"(\d{1,9})[.)][ \t]*$")
_FIRST = 20
"""How many rows of a table say what stands in its columns."""
ASIDE = frozenset(("front matter", "caption", "alt"))


class Piece(NamedTuple):
    """A stretch of text: in a figure (its number, else -1), and in the places of these findings."""

    text: str
    figure: int = -1
    classes: str = ""
    notes: tuple[int, ...] = ()
    begins: bool = True
    """Whether nothing of the same figure stands before it."""
    ends: bool = True
    """Whether nothing more of the same figure follows: there the numbers of its findings stand."""


class Item(NamedTuple):
    """One item of a list, with its depth and, in a numbered list, its number."""

    pieces: tuple[Piece, ...]
    depth: int
    number: str = ""


class Cell(NamedTuple):
    """One cell of a table; `scope` is set for a header."""

    pieces: tuple[Piece, ...]
    scope: str = ""
    columns: int = 1
    rows: int = 1
    classes: str = ""


class Grid(NamedTuple):
    """A table: its name for those who do not see it, and its rows."""

    name: str
    head: tuple[tuple[Cell, ...], ...]
    body: tuple[tuple[Cell, ...], ...]


@dataclass(slots=True)
class Row:
    """What stands beside one stretch of margin; `kind` says which of the other fields is filled."""

    kind: str
    label: str = ""
    level: int = 0
    quote: bool = False
    pieces: tuple[Piece, ...] = ()
    items: list[Item] = field(default_factory=list)
    grid: Grid | None = None
    notes: list[int] = field(default_factory=list)
    """The numbers of the findings whose place is here."""


class Story:
    """The rows of one article. `marks` are its figures and the places of its findings."""

    def __init__(self, document: Document, marks: Marks) -> None:
        self.document = document
        self.marks = marks
        self._level = 1
        self._drawn: set[int] = set()
        self._rows: dict[int, int] = {}
        """The row of each block."""

    def rows(self, findings: Sequence[Finding]) -> tuple[list[Row], list[int]]:
        """The rows with the numbers of their findings, and the numbers of those that stand beside none, before all."""
        rows: list[Row] = []
        for number, block in enumerate(self.document.blocks):
            if block.table is not None and block.kind == "cell":
                if block.table not in self._drawn:
                    self._drawn.add(block.table)
                    rows.append(self._table(block.table))
                    self._rows |= {cell: len(rows) - 1 for line in self._grid(block.table) for cell in line}
                continue
            if not self.document.text[block.start : block.end].strip():
                continue
            if block.kind == "item" and rows and rows[-1].kind == "list" and self._same_list(number, rows, block):
                rows[-1].items.append(self._item(block))
            else:
                rows.append(self._row(block))
            self._rows[number] = len(rows) - 1
        return rows, self._placed(findings, rows)

    def _placed(self, findings: Sequence[Finding], rows: Sequence[Row]) -> list[int]:
        """Put each finding beside its row, in the order of the findings; the numbers of those that have none."""
        starts = [block.start for block in self.document.blocks]
        ordered = all(first <= second for first, second in pairwise(starts))
        first: list[int] = []
        last = -1
        for number, finding in enumerate(findings):
            row = self._row_of(self.marks.text_offset(finding.primary.start), starts if ordered else None)
            last = max(last, row)
            (rows[last].notes if last >= 0 else first).append(number)
        return first

    def _row_of(self, at: int, starts: Sequence[int] | None) -> int:
        if starts is not None:
            number = bisect_right(starts, at) - 1
            # An empty block, or one that stands in no row, belongs to the row before it.
            while number >= 0 and number not in self._rows:
                number -= 1
            return self._rows.get(number, -1)
        blocks = self.document.blocks
        inside = [number for number, block in enumerate(blocks) if block.start <= at < max(block.end, block.start + 1)]
        return next((self._rows[number] for number in inside if number in self._rows), -1)

    # -------------------------------------------------------------- blocks
    def _row(self, block: Block) -> Row:
        pieces = self.pieces(block)
        if block.kind == "item":
            return Row("list", quote=block.quote, items=[self._item(block)])
        if block.kind == "title" and self._is_repeated(block):
            return Row("aside", "title", pieces=pieces)
        if block.kind in ("title", "heading"):
            wanted = 2 if block.kind == "title" else block.level + 1
            # No level may be left out on the way down, or those who hear the page take a section for missing.
            self._level = max(2, min(wanted, self._level + 1, 6))
            return Row("heading", level=self._level, pieces=pieces)
        label = {"alt": "picture", "caption": "caption"}.get(block.kind, block.key) if block.kind in ASIDE else ""
        return Row("aside" if label else "words", label, quote=block.quote, pieces=pieces)

    def _is_repeated(self, title: Block) -> bool:
        """Whether the article's title stands again above its text, as the first of its headings."""
        document = self.document
        first = next((block for block in document.blocks if block.kind == "heading"), None)
        return first is not None and document.block_text(first).split() == document.block_text(title).split()

    def _same_list(self, number: int, rows: Sequence[Row], block: Block) -> bool:
        before = self.document.blocks[number - 1]
        return self._rows.get(number - 1) == len(rows) - 1 and before.list == block.list

    def _item(self, block: Block) -> Item:
        source = self.document.source
        start = self.document.source_offset(block.start)
        found = _ORDERED.search(source[max(start - 14, 0) : start])
        return Item(self.pieces(block), min(max(block.level, 1), 6), found[1] if found else "")

    # -------------------------------------------------------------- tables
    def _grid(self, table: int) -> tuple[tuple[int, ...], ...]:
        return self.document.tables[table].grid

    def _table(self, number: int) -> Row:
        table = self.document.tables[number]
        lines = list(self._lines(table))
        head = table.header_rows
        name = " ".join(table.caption.split()) or f"table {number + 1}"
        return Row("table", grid=Grid(name, tuple(lines[:head]), tuple(lines[head:])))

    def _lines(self, table: Table) -> Iterator[tuple[Cell, ...]]:
        grid = table.grid
        done: set[int] = set()
        for r, line in enumerate(grid):
            cells: list[Cell] = []
            for c, block in enumerate(line):
                if block < 0:
                    cells.append(Cell(()))
                elif block not in done:
                    done.add(block)
                    cells.append(self._cell(table, block, r, c))
            yield tuple(cells)

    def _cell(self, table: Table, block: int, r: int, c: int) -> Cell:
        grid = table.grid
        columns = rows = 1
        while c + columns < len(grid[r]) and grid[r][c + columns] == block:
            columns += 1
        while r + rows < len(grid) and c < len(grid[r + rows]) and grid[r + rows][c] == block:
            rows += 1
        if r < table.header_rows:
            rows = min(rows, table.header_rows - r)
        place = self.document.blocks[block]
        pieces = self.pieces(place)
        figures = [piece for piece in pieces if piece.figure >= 0]
        scope = ""
        if "".join(piece.text for piece in pieces).strip():
            scope = "col" if r < table.header_rows else "row" if not c and not figures else ""
        classes = [self.marks.line_class(place.table, r, c)]
        if (figures and not scope) or (scope == "col" and self._has_figures(table, c)):
            classes.append("num")
        if any("is-total" in piece.classes for piece in figures):
            classes.append("total")
        return Cell(pieces, scope, columns, rows, " ".join(filter(None, classes)))

    def _has_figures(self, table: Table, column: int) -> bool:
        """Whether figures stand in a column, which are set at its right end."""
        body = table.grid[table.header_rows :][:_FIRST]
        return any(column < len(line) and line[column] in self.marks.blocks for line in body)

    # -------------------------------------------------------------- text
    def pieces(self, block: Block) -> tuple[Piece, ...]:
        """The text of a block, cut at its figures and at the places of findings."""
        return tuple(
            Piece(text, cut.figure, cut.classes, cut.notes, cut.begins, cut.ends)
            for cut in self.marks.cuts(block.start, block.end)
            if (text := self._read(cut.start, cut.end))
        )

    def _read(self, start: int, end: int) -> str:
        """The text between two offsets without the blanks that stand for markup."""
        document = self.document
        text = document.text[start:end]
        at = document.source_offset(start)
        if text == document.source[at : at + len(text)]:
            return text
        pieces: list[str] = []
        done = 0
        for blanks in _SPACES.finditer(text):
            place = document.source_offset(start + blanks.start())
            behind = document.source[place : place + blanks.end() - blanks.start()]
            if behind.isspace():
                continue
            pieces.append(text[done : blanks.start()])
            pieces.append(_stands_for(behind))
            done = blanks.end()
        return "".join([*pieces, text[done:]])


def _stands_for(hidden: str) -> str:
    """What a person reads in the place of markup: code as it stands, a blank where words would be joined, or nothing."""
    if code := _CODE.search(hidden):
        before, behind = (" " if side.isspace() else "" for side in (hidden[0], hidden[-1]))
        return f"{before}{code[2]}{behind}"
    return " " if _BREAK.search(hidden) or hidden[0].isspace() or hidden[-1].isspace() else ""
