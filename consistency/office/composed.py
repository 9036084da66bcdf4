"""Composed: the text of a file that has none, line by line, with the address of every piece.

A workbook has cells and an office document has runs; neither has lines and columns. Its reader writes the words of the
file into a text of its own, one line a row or paragraph. Offsets are exact in that text, and each piece brings the
address by which a person finds it in the file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from consistency.document import Block, Document, Note, Table, compose
from consistency.markup.tokens import addresses

BETWEEN = " | "


@dataclass
class Composed:
    """The text so far. The parts are joined only once, in `document`."""

    path: str
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    blocks: list[Block] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    places: list[tuple[int, str]] = field(default_factory=list)
    hidden: list[tuple[int, int]] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    heading: str = ""

    def write(self, text: str, address: str) -> tuple[int, int]:
        """Put a piece at the end of the current line; what white space it has becomes single blanks."""
        text = " ".join(text.split())
        start = self.length
        self.places.append((start, address))
        self.pieces.append(text)
        self.length += len(text)
        return start, self.length

    def write_exactly(self, text: str, address: str) -> tuple[int, int]:
        """Put a piece at the end of the current line character for character; `text` has no line end in it."""
        start = self.length
        self.places.append((start, address))
        self._add(text)
        return start, self.length

    def unread(self, text: str) -> None:
        """What stands before a text and is not read with it: the number of an item."""
        self.hidden.append((self.length, self.length + len(text)))
        self._add(text)

    def between(self) -> None:
        """What parts two cells of a row; no one reads it."""
        self.unread(BETWEEN)

    def end_line(self) -> None:
        """End the line."""
        self._add("\n")

    def _add(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)

    def line(self, kind: str, text: str, address: str, *, level: int = 0) -> None:
        """A block that has a line for itself: a heading, a paragraph, a caption."""
        start, end = self.write(text, address)
        self.end_line()
        if end > start:
            self.blocks.append(Block(kind, start, end, level=level, heading="" if kind == "heading" else self.heading))
            if kind == "heading":
                self.heading = text

    def cell(self, text: str, address: str, row: int, col: int) -> int:
        """A cell of the table that is being written, in the current line; the number of its block, -1 if it is empty."""
        start, end = self.write(text, address)
        if end == start:
            return -1
        number = len(self.tables)
        self.blocks.append(Block("cell", start, end, heading=self.heading, table=number, row=row, col=col))
        return len(self.blocks) - 1

    def end_table(
        self, grid: Sequence[Sequence[int]], header_rows: int, caption: str = "", rounded: bool = False
    ) -> None:
        """The table whose cells have been written."""
        self.tables.append(Table(tuple(map(tuple, grid)), header_rows, caption, rounded))

    def document(self, *, language: str = "", date: str = "", decimal_mark: str = "") -> Document:
        """The document of all that was written."""
        source = "".join(self.pieces)
        return compose(
            self.path,
            source,
            self.blocks,
            [*self.hidden, *addresses(source)],
            tables=self.tables,
            language=language,
            date=date,
            notes=self.notes,
            places=self.places,
            decimal_mark=decimal_mark,
        )
